"""The form of a comment in the margin."""

from collections.abc import Sequence

from tracker.services.margin_comments import LONGEST
from tracker.web.forms.base import OnceForm
from tracker.web.widgets import SelectField, TextField


class CommentForm(OnceForm):
    """A comment and what it is about."""

    about = SelectField("What is the comment about?", required="Choose what the comment is about")
    text = TextField(
        "Comment",
        required="Write the comment",
        hint="Read by the PCC office staff and the approver only. Not printed.",
        limit=LONGEST,
        rows=4,
    )


def comment_form(choices: Sequence[tuple[str, str]], about: str) -> CommentForm:
    """The form with the passages to choose from, one of them chosen."""
    form = CommentForm(data={"about": about})
    form.about.choices = [("", "Choose one"), *choices]
    return form
