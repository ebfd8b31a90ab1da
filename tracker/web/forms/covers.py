"""The forms on cover of a post."""

from tracker.web.forms.base import Form, VersionedForm
from tracker.web.widgets import SelectField, TextField, UKDateField


class CoverForm(Form):
    """Who covers a post, and from which day to which."""

    account = SelectField("Who covers", choices=[], required="Choose who covers")
    from_on = UKDateField("First day of the cover", required="Enter the first day of the cover")
    to_on = UKDateField(
        "The day on which it ends",
        required="Enter the day on which the cover ends",
        hint="The holder answers again from this day on",
    )
    reason = TextField("Reason (no case material)", rows=2)


class EndCoverForm(VersionedForm):
    """The day on which a cover ends early."""

    on = UKDateField("The day on which it ends", required="Enter the day on which the cover ends")
