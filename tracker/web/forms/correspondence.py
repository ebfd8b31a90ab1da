"""The form of a letter of the inspectorate: the letter, and item by item what it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import wtforms

from tracker.domain.completion import LONGEST_LEVEL
from tracker.domain.correspondence import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_SUBJECT,
    MAX_WORDS,
    THE_INSPECTORATE,
    LetterDetails,
)
from tracker.domain.file_names import MEDIA_TYPES
from tracker.domain.vocabulary import Effect, Marking
from tracker.web.forms.base import OnceForm
from tracker.web.forms.rows import MOST_ROWS, rows_sent, with_fields
from tracker.web.widgets import (
    LineField,
    RadioField,
    SelectField,
    TextField,
    UKDateField,
    UploadField,
    choices_of,
)

NOTHING = "nothing"
MORE_ROWS = 5
EFFECTS = [*choices_of(Effect, none="Choose one"), (NOTHING, "Does not speak of it")]


@dataclass(frozen=True)
class TypedRow:
    """One item as it was typed, with the place of its row on the page."""

    row: int
    reference: str
    effect: Effect
    note: str


class LetterForm(OnceForm):
    """A letter of the inspectorate; made by `letter_form`."""

    sender = LineField(
        "Who wrote it", required="Enter who wrote the letter.", limit=LONGEST_NAME, default=THE_INSPECTORATE
    )
    subject = LineField(
        "Subject",
        required="Enter what the letter is about, as its subject line says it.",
        limit=LONGEST_SUBJECT,
    )
    dated_on = UKDateField("Date of the letter", required="Enter the date that the letter bears.")
    received_on = UKDateField("Received on", required="Enter the day on which the letter came.")
    words = TextField(
        "What it says, as far as it should be kept",
        hint="Proof of progress (no case material).",
        rows=5,
        limit=MAX_WORDS,
    )
    file = UploadField(
        "Its file (optional)",
        hint="Proof of progress (no case material), kept as proof of every item below. Up to 25 MB: "
        + ", ".join(MEDIA_TYPES)
        + ".",
        accept=",".join(MEDIA_TYPES),
    )
    marking = RadioField(
        "Marking of the file",
        choices=choices_of(Marking),
        required="Choose a marking",
        default=Marking.OFFICIAL.value,
        option_hints={
            Marking.OFFICIAL_SENSITIVE.value: "Opened only by the people of its items, by those who check "
            "them and by the auditor."
        },
    )
    closure_level = LineField(
        "Closure level of what it closes",
        hint="Only where your force uses one.",
        limit=LONGEST_LEVEL,
        width=20,
    )

    @property
    def item_rows(self) -> list[list[wtforms.Field]]:
        """The boxes of each item, row by row."""
        count = sum(name.endswith("-reference") for name in self._fields)
        return [[self[f"items-{n}-{part}"] for part in ("reference", "effect", "note")] for n in range(count)]

    @property
    def letter_fields(self) -> list[wtforms.Field]:
        """The boxes of the letter itself."""
        return [field for field in self.shown_fields if not field.name.startswith("items-")]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Whether every field holds, and each item has both its reference and what the letter does."""
        holds = super().validate(extra_validators)
        for row, (reference, effect, note) in enumerate(self.item_rows):
            if reference.data and not effect.data:
                self.add_error(effect.name, f"Item {row + 1}: choose what the letter does with it")
                holds = False
            elif not reference.data and (effect.data not in ("", None, NOTHING) or note.data):
                self.add_error(reference.name, f"Item {row + 1}: enter its reference")
                holds = False
        return holds

    def details(self) -> LetterDetails:
        """The letter itself, once the form is valid."""
        return LetterDetails(
            self.sender.data or "",
            self.subject.data or "",
            self.dated_on.data,
            self.received_on.data,
            self.words.data or "",
            self.closure_level.data or "",
        )

    @property
    def file_name(self) -> str:
        """The name of the file that was chosen, "" where there is none."""
        return str(self.file.data.filename) if self.file.data else ""

    def want_file_again(self) -> None:
        """Say that a page that comes back holds no file, where one was chosen."""
        if self.file_name and not self.file.errors:
            self.add_error("file", "Choose the file again: a page that comes back does not hold it.")

    def typed_items(self) -> list[TypedRow]:
        """The items that the letter speaks of, once the form is valid."""
        return [
            TypedRow(row, reference.data.strip(), Effect(effect.data), note.data or "")
            for row, (reference, effect, note) in enumerate(self.item_rows)
            if reference.data and effect.data in set(Effect)
        ]

    def take_of_items(self, problems: Mapping[str, str], typed: Sequence[TypedRow]) -> None:
        """Put the service's problems beside their boxes; it counts the items that were sent to it."""
        placed = {}
        for name, message in problems.items():
            place = name.removeprefix("items-")
            if name == "items":
                name = "items-0-reference"
            elif place != name:
                name = f"items-{typed[int(place)].row}-reference"
            elif name == "file":
                message = f"{message} Nothing is saved yet, and your words stand below."
            placed[name] = message
        self.take(placed)


def letter_form(references: Sequence[str], today: date, *, more: bool = False) -> LetterForm:
    """The form with a row for each of these items and a few to spare."""
    rows = rows_sent("items") or min(len(references) + (1 if references else MORE_ROWS), MOST_ROWS)
    if more:
        rows = min(rows + MORE_ROWS, MOST_ROWS)
    fields = {name: field for row in range(rows) for name, field in _row_fields(row).items()}
    data: dict[str, Any] = {"received_on": today}
    for row, reference in enumerate(references[:rows]):
        data[f"items-{row}-reference"] = reference
        data[f"items-{row}-effect"] = NOTHING if len(references) > 1 else ""
    return with_fields(LetterForm, fields)(data=data)


def _row_fields(row: int) -> dict[str, Any]:
    what = f"item {row + 1}"
    return {
        f"items-{row}-reference": LineField(f"Reference of {what}", limit=60, width=20),
        f"items-{row}-effect": SelectField(f"What the letter does with {what}", choices=EFFECTS),
        f"items-{row}-note": LineField(f"Note on {what}", limit=LONGEST_NOTE),
    }
