"""The form on reminders: the day of the digest, and whether anything goes out."""

from tracker.domain.dates_in_words import WEEKDAYS
from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import RadioField

ON = "yes"
OFF = "no"


class RemindersForm(VersionedForm):
    """When reminders go out."""

    is_on = RadioField(
        "Do reminders go out?",
        required="Say whether reminders go out",
        choices=[(ON, "Yes"), (OFF, "No")],
        option_hints={OFF: "Nobody is written to, until you switch them on again."},
    )
    weekday = RadioField(
        "Day of the weekly digest",
        required="Choose the day of the week",
        hint="What is overdue for the first time is told on that very day, whichever it is.",
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
    )
