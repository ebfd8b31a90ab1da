"""The forms on promises: what a sentence is, what came of it, and the searches over them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain.commitments import (
    MAX_TEXT,
    MOST_MONTHS,
    CommitmentDetails,
    CommitmentKind,
    CommitmentState,
)
from tracker.domain.named_themes import Theme
from tracker.domain.vocabulary import Voice
from tracker.services.commitments import MAX_OUTCOME
from tracker.web.forms.base import FilterForm, VersionedForm
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

WHOLE_LETTER = "letter"
LISTED = {"open": "Open", "overdue": "Overdue", "settled": "Done or dropped", "all": "All"}


class CommitmentForm(VersionedForm):
    """What a promise is and how it is followed up."""

    kind = RadioField(
        "How is it followed up?", choices=choices_of(CommitmentKind), required="Choose how it is followed up"
    )
    text = TextField("The promise", required="Enter the words of the promise.", rows=3, limit=MAX_TEXT)
    owner_post = SelectField(
        "Post that answers for it",
        hint="A post, not a person: people change. The list is kept under Offices and people.",
    )
    on = UKDateField(
        "Day",
        hint="By when it is to be done, when it is to be reviewed, or when it first falls due again. "
        "For example 31 3 2026",
    )
    every_months = WholeNumberField(
        "Repeats after how many months",
        hint="Only for what is done again and again.",
        least=1,
        most=MOST_MONTHS,
    )

    def details(self) -> CommitmentDetails:
        """What was typed; boxes that the kind has no use for are left out."""
        kind = CommitmentKind(self.kind.data)
        is_promise = kind is not CommitmentKind.NOT_A_PROMISE
        return CommitmentDetails(
            kind,
            self.text.data or "",
            self.owner_post.data or "" if is_promise else "",
            self.on.data if is_promise else None,
            self.every_months.number if kind is CommitmentKind.REPEATING else None,
        )


class ByHandForm(CommitmentForm):
    """A promise that no sentence was offered for, with the part of the letter that makes it."""

    item = SelectField("Where it is promised", required="Choose where it is promised")
    voice = SelectField("Who promised it", choices=choices_of(Voice), required="Choose who promised it")


def commitment_form(details: CommitmentDetails, posts: Sequence[str], *, version: int = 0) -> CommitmentForm:
    """The form filled from what is recorded, or suggested, with the titles of the posts to choose from."""
    form = CommitmentForm(data=_data(details) | {"version": version})
    form.owner_post.choices = _post_choices(posts, details.owner_post)
    return form


def _post_choices(posts: Sequence[str], recorded: str = "") -> list[tuple[str, str]]:
    """No post, each post by its title, and one that was once written by hand and is no post here."""
    written = [(recorded, f"{recorded} (as it was written)")] if recorded and recorded not in posts else []
    return [("", "No post"), *((title, title) for title in dict.fromkeys(posts)), *written]


def by_hand_form(items: Sequence[tuple[str, str]], posts: Sequence[str]) -> ByHandForm:
    """The empty form, with the items of the letter and the posts to choose from."""
    form = ByHandForm(data={"kind": CommitmentKind.DUE.value, "item": WHOLE_LETTER})
    form.owner_post.choices = _post_choices(posts)
    form.item.choices = [(WHOLE_LETTER, "The letter’s own paragraphs"), *items]
    form.kind.choices = choices_of(CommitmentKind)[:-1]
    return form


def _data(details: CommitmentDetails) -> dict[str, Any]:
    return {
        "kind": details.kind.value,
        "text": details.text,
        "owner_post": details.owner_post,
        "on": details.on,
        "every_months": "" if details.every_months is None else str(details.every_months),
    }


class OutcomeForm(VersionedForm):
    """What became of a promise."""

    state = RadioField(
        "What came of it?",
        choices=choices_of(CommitmentState)[1:],
        required="Choose whether it is done or dropped",
    )
    on = UKDateField("On which day?", required="Enter the day.")
    words = TextField(
        "In words",
        hint="What came of it, or why it was dropped. No case material, and no child’s name.",
        required="Say what came of it, or why it was dropped.",
        rows=4,
        limit=MAX_OUTCOME,
    )


class AgainForm(VersionedForm):
    """One time that a repeating duty was done."""

    on = UKDateField("On which day was it done?", required="Enter the day.")
    words = TextField("What was done", required="Say what was done.", rows=3, limit=MAX_OUTCOME)


def outcome_form(
    version: int, today: date, *, is_repeating: bool, said: Mapping[str, Any] | None = None
) -> OutcomeForm:
    """The form with today filled in, or what was said of its action; a repeating duty can only be dropped."""
    form = OutcomeForm(data={"version": version, "on": today, **(said or {})})
    if is_repeating:
        form.state.choices = choices_of(CommitmentState)[2:]
    return form


class CommitmentFilterForm(FilterForm):
    """Which promises to list."""

    listed = SelectField("State", choices=list(LISTED.items()), default="open")


def commitment_filter(owners: Sequence[str]) -> CommitmentFilterForm:
    """The filter with the posts that answer for anything."""
    owner = SelectField("Post", choices=[("", "Any post"), *((one, one) for one in owners)])
    return with_fields(CommitmentFilterForm, {"owner": owner})()


class ToldFilterForm(FilterForm):
    """What to look for in everything that was told."""

    search = LineField("Words", hint="All of them, in the statement, the item or its report")
    theme = SelectField("Theme", choices=choices_of(Theme, none="Any theme"))
    promises = CheckboxField("Promises only")


def told_filter(years: Sequence[int]) -> ToldFilterForm:
    """The search with the years in which letters were issued."""
    choices = [("", "Any year"), *((str(one), str(one)) for one in years)]
    return with_fields(ToldFilterForm, {"year": SelectField("Year of the letter", choices=choices)})()
