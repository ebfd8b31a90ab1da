"""The forms on actions: what is to be done, what came of it, a turn of a duty, and the list's filter."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from tracker.domain.actions import MAX_TEXT, ActionDetails
from tracker.domain.commitments import MOST_MONTHS
from tracker.domain.vocabulary import ActionState
from tracker.web.forms.base import FilterForm, Form, OnceForm, VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import (
    CheckboxField,
    LineField,
    RadioField,
    SelectField,
    TextField,
    UKDateField,
    WholeNumberField,
    choices_of,
)

LISTED = {"open": "Open", "overdue": "Overdue", "settled": "Done or dropped", "all": "All"}
F = TypeVar("F", bound="ActionFields")
NO_CASE_MATERIAL = "Proof of progress (no case material), and no child’s name."


class ActionFields(Form):
    """What is to be done, by whom, by when, and what would show it."""

    what = TextField(
        "What is to be done?",
        hint=NO_CASE_MATERIAL,
        required="Enter what is to be done.",
        rows=3,
        limit=MAX_TEXT,
    )
    proof_expected = TextField(
        "What would show that it is done?",
        hint="For example: the signed training record of every custody officer.",
        required="Say what would show that it is done.",
        rows=2,
        limit=MAX_TEXT,
    )
    owner_post = SelectField("Post that answers for it", required="Choose the post that answers for it.")
    target_on = UKDateField(
        "By which day?",
        hint="What comes round again first falls due on this day. For example 31 3 2026",
        required="Enter the day by which it is to be done.",
    )
    every_months = WholeNumberField(
        "Comes round again after how many months? (optional)",
        hint="Only for a repeating duty: 12 for every year. Leave it empty for what is done once.",
        least=1,
        most=MOST_MONTHS,
    )
    items = LineField(
        "Items it serves",
        hint="Their references, with commas between them. For example R2023-07-REC1, R2023-07-REC2",
        required="Name at least one item that the action serves.",
        limit=1_000,
    )

    def details(self) -> ActionDetails:
        """What was typed."""
        return ActionDetails(
            self.what.data or "",
            int(self.owner_post.data) if self.owner_post.data else None,
            self.target_on.data,
            self.proof_expected.data or "",
            self.every_months.number,
        )

    @property
    def references(self) -> list[str]:
        """The items named, in capitals as the register writes them."""
        return [one.strip().upper() for one in (self.items.data or "").split(",") if one.strip()]


class NewActionForm(ActionFields, OnceForm):
    """An action that is added, once for any number of presses."""


class ActionForm(ActionFields, VersionedForm):
    """An action that is changed."""


def data_of(details: ActionDetails, items: Sequence[str]) -> dict[str, Any]:
    """An action as its form shows it."""
    return {
        "what": details.what,
        "proof_expected": details.proof_expected,
        "owner_post": str(details.owner_post_id or ""),
        "target_on": details.target_on,
        "every_months": str(details.every_months or ""),
        "items": ", ".join(items),
    }


def with_posts(form: F, posts: Sequence[tuple[int, str]]) -> F:
    """The form with the posts to choose from."""
    form.owner_post.choices = [("", "Choose a post"), *((str(key), title) for key, title in posts)]
    return form


class OutcomeForm(VersionedForm):
    """What came of an action."""

    state = RadioField(
        "What came of it?",
        choices=choices_of(ActionState)[1:],
        required="Choose whether it is done or dropped",
    )
    on = UKDateField("On which day?", required="Enter the day.")
    words = TextField(
        "In words",
        hint=f"What came of it, or why it was dropped. {NO_CASE_MATERIAL}",
        required="Say what came of it, or why it was dropped.",
        rows=4,
        limit=MAX_TEXT,
    )


def outcome_form(version: int, today: date, *, is_repeating: bool) -> OutcomeForm:
    """The form with today filled in; a repeating duty can only be dropped."""
    form = OutcomeForm(data={"version": version, "on": today})
    if is_repeating:
        form.state.choices = choices_of(ActionState)[2:]
    return form


class ReopenForm(VersionedForm):
    """Why an action is open again."""

    reason = TextField(
        "Why is it open again?",
        hint=NO_CASE_MATERIAL,
        required="Say why it is open again.",
        rows=3,
        limit=MAX_TEXT,
    )


class TurnForm(VersionedForm):
    """One turn of a repeating duty."""

    on = UKDateField("On which day was it done?", required="Enter the day.")
    words = TextField(
        "What was done", hint=NO_CASE_MATERIAL, required="Say what was done.", rows=3, limit=MAX_TEXT
    )


class ActionFilterForm(FilterForm):
    """Which actions to list."""

    listed = SelectField("State", choices=list(LISTED.items()), default="open")
    item = LineField("Item", hint="Its reference")
    mine = CheckboxField("Only those of my posts")


def action_filter(posts: Sequence[tuple[int, str]]) -> ActionFilterForm:
    """The filter with the posts that answer for anything."""
    choices = [("", "Any post"), *((str(key), title) for key, title in posts)]
    return with_fields(ActionFilterForm, {"post": SelectField("Post", choices=choices)})()
