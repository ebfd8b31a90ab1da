"""The form that carries work on from an earlier item to a later one."""

from tracker.domain.chains import MAX_NOTE
from tracker.web.forms.base import Form
from tracker.web.widgets import HiddenField, TextField


class CarryForm(Form):
    """A note, and what the page showed of the work that is carried."""

    seen = HiddenField()
    note = TextField(
        "Why it goes on there, if more should be known",
        hint="It is kept in the history and shown on the earlier item’s page. No case material.",
        rows=3,
        limit=MAX_NOTE,
    )
