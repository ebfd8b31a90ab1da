"""The forms of dates: a date wanted, a decision on one, a withdrawal, a printed deadline that was met."""

from collections.abc import Sequence
from datetime import date

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.target_dates import MAX_WORDS, DateReason, DateWanted
from tracker.domain.vocabulary import TargetState
from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import RadioField, SelectField, TextField, UKDateField, choices_of

NO_CASE_MATERIAL = "Proof of progress (no case material)."
DECISIONS = (TargetState.AGREED, TargetState.REFUSED, TargetState.SENT_BACK)


class DateForm(VersionedForm):
    """A local target, or another date with why it is asked for."""

    on = UKDateField("By which day?", required="Enter a date.", hint="For example 30 9 2026")
    reason = SelectField(
        "Why is the date to move?",
        hint="Only where a date is in force already, or this one lies past the inspectorate’s.",
        choices=choices_of(DateReason, none="None: a first target"),
    )
    words = TextField(
        "In a sentence",
        hint=f"What has to happen first, and what has been done. {NO_CASE_MATERIAL}",
        rows=3,
        limit=MAX_WORDS,
    )
    past_words = TextField(
        "Why may it lie past the inspectorate’s date?",
        hint=f"Only for a day past that date: who knows of it, and what they said. {NO_CASE_MATERIAL}",
        rows=3,
        limit=MAX_WORDS,
    )

    def wanted(self) -> DateWanted:
        """What was typed, once the form is valid."""
        return DateWanted(
            on=self.on.data,
            reason=DateReason(self.reason.data) if self.reason.data else None,
            words=self.words.data or "",
            past_words=self.past_words.data or "",
        )


class DecisionForm(VersionedForm):
    """What becomes of a date that was asked for."""

    state = RadioField(
        "Your decision",
        choices=[
            (TargetState.AGREED.value, "Agree the date"),
            (TargetState.REFUSED.value, "Refuse it"),
            (TargetState.SENT_BACK.value, "Send it back"),
        ],
        required="Choose whether the date is agreed, refused or sent back.",
        option_hints={
            TargetState.AGREED.value: "It is in force from now on.",
            TargetState.REFUSED.value: "The date in force stays.",
            TargetState.SENT_BACK.value: "Something is missing; the owner may ask again.",
        },
    )
    words = TextField(
        "Why, or what is missing",
        hint=f"Needed to refuse a date or to send it back. {NO_CASE_MATERIAL}",
        rows=4,
        limit=MAX_WORDS,
    )


class WithdrawDateForm(VersionedForm):
    """Why a request is withdrawn, if that should be known."""

    why = TextField("Why, if it should be known", hint=NO_CASE_MATERIAL, rows=3, limit=MAX_WORDS)


class MetForm(VersionedForm):
    """Which of several printed deadlines was met, and when."""

    deadline = RadioField("Which printed deadline was met?", required="Choose a printed deadline.")
    met_on = UKDateField("On which day was it met?", required="Enter the day on which it was met.")


def met_form(version: int, unmet: Sequence[date], today: date) -> MetForm:
    """The form with the deadlines that are not met yet, and today."""
    form = MetForm(data={"version": str(version), "met_on": today})
    form.deadline.choices = [(day.isoformat(), date_in_words(day)) for day in unmet]
    return form
