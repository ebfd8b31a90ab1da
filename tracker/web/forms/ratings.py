"""The forms of ratings: an override, its end, and the thresholds of the rule."""

from dataclasses import asdict
from typing import Any

from tracker.domain.rag import CAN_BE_SET, MAX_REASON
from tracker.domain.rag_thresholds import MOST_DAYS, Thresholds
from tracker.domain.vocabulary import Rating
from tracker.services.rating_rules import MAX_REASON as MAX_RULE_REASON
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.widgets import RadioField, TextField, UKDateField, WholeNumberField, choices_of


class OverrideForm(VersionedForm):
    """A rating over the rule's own."""

    rating = RadioField("Rating", choices=choices_of(CAN_BE_SET), required="Choose Red, Amber or Green.")
    reason = TextField(
        "Why does the rule’s own rating not fit?",
        required="Say why the rule's own rating does not fit: the reason is shown with the rating.",
        hint="Shown with the rating, under your name. Proof of progress (no case material).",
        rows=4,
        limit=MAX_REASON,
    )
    expires_on = UKDateField(
        "Last day on which it holds",
        required="Enter the last day on which the override holds.",
        hint="A year from today at most. After it the rule’s own rating shows again.",
    )

    def chosen(self) -> Rating:
        """The rating, once the form is valid."""
        return Rating(self.rating.data)


class EndOverrideForm(VersionedForm):
    """Why an override ends before its day."""

    reason = TextField(
        "Why does the rule’s own rating fit again?",
        required="Say why the rule's own rating fits again.",
        hint="Kept in the history. Proof of progress (no case material).",
        rows=3,
        limit=MAX_REASON,
    )


def _days(label: str, hint: str) -> WholeNumberField:
    words = f"Enter a number of days from 1 to {MOST_DAYS}."
    return WholeNumberField(label, required=words, hint=hint, least=1, most=MOST_DAYS)


class ThresholdsForm(Form):
    """The numbers of days of the rating rule, from a day on."""

    due_soon_days = _days("Due soon", "Amber when the date in force is this many days away, or fewer.")
    update_days = _days("No update", "Amber when no update came for more than this many days.")
    no_date_days = _days("No date agreed", "Amber this many days after the item was recorded.")
    immediate_days = _days("No date agreed, immediate", "The same where the printed deadline is immediate.")
    waiting_days = _days("Waiting", "Amber when allocation or sign-off waits for more than this many days.")
    new_days = _days("New", "An item is new while it was recorded fewer than this many days ago.")
    from_on = UKDateField(
        "In force from",
        required="Enter the day from which these numbers hold.",
        hint="Today or later: ratings of past days stay as they were.",
    )
    reason = TextField(
        "Why do the numbers change?",
        required="Say why the numbers change: the reason is kept and shown with them.",
        rows=3,
        limit=MAX_RULE_REASON,
    )

    def thresholds(self) -> Thresholds:
        """The numbers, once the form is valid."""
        return Thresholds(**{name: int(self[name].data or 0) for name in asdict(Thresholds())})


def thresholds_form(in_force: Thresholds) -> ThresholdsForm:
    """The form with the numbers in force today."""
    data: dict[str, Any] = {name: str(count) for name, count in asdict(in_force).items()}
    return ThresholdsForm(data=data)
