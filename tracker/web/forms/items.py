"""Forms about items: record and correct one, take it off the list and put it back, link two."""

from collections.abc import Mapping, Sequence
from typing import Any

import wtforms

from tracker.domain.cleaning import is_blank
from tracker.domain.items import DeadlineDetails, ItemDetails
from tracker.domain.vocabulary import (
    DeadlineBasis,
    ForWhom,
    ItemKind,
    LinkKind,
    OffListReason,
    Precision,
)
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.forms.merging import MergeForm
from tracker.web.forms.rows import rows_sent, with_fields
from tracker.web.widgets import (
    CheckboxField,
    LineField,
    RadioField,
    SelectField,
    TextField,
    UKDateField,
    choices_of,
)

READ, BY_HAND = "read", "by_hand"
LONGEST_NAME = 300
SPARE_ROWS = 1


class ItemForm(MergeForm):
    """One item as printed, with whom it is for and its deadlines; made by `item_form`."""

    kind = RadioField("Kind", choices=choices_of(ItemKind), required="Choose the kind of item")
    number = LineField(
        "Number",
        hint="As printed, for example 4 or 7.1. Leave it empty where none is printed.",
        limit=20,
        width=5,
    )
    parent_id = SelectField(
        "Stands under",
        hint="For a recommendation that belongs to a cause of concern, or a finding of a review.",
    )
    heading = LineField(
        "Heading", hint="Only where the report prints one of its own above the text.", limit=LONGEST_NAME
    )
    text = TextField("Text as printed", required="Enter the text as printed in the report", rows=8)
    details_from = RadioField(
        "For whom, addressees and deadlines",
        choices=[(READ, "Read them from the text"), (BY_HAND, "I fill them in below")],
        option_hints={READ: "You see what was read after saving, and can correct it."},
        required="Choose where the details come from",
        default=READ,
    )
    for_whom = RadioField("For whom", choices=choices_of(ForWhom), default=ForWhom.UNSTATED.value)
    addressees = TextField(
        "Addressees", hint="One to a line, spelled as printed, without “the”.", rows=4, limit=10_000
    )
    is_joint = CheckboxField("Joint: addressed to us and to others together")
    is_conditional = CheckboxField("Conditional: only for those who meet a condition")

    def validate_addressees(self, field: wtforms.Field) -> None:
        """Raise ValidationError for a line that is too long to be a name."""
        longest = max((len(line) for line in _lines(field.data)), default=0)
        if longest > LONGEST_NAME:
            raise wtforms.ValidationError(
                f"Each addressee must be {LONGEST_NAME} characters or fewer. The longest has {longest:,}"
            )

    def validate_details_from(self, field: wtforms.Field) -> None:
        """Raise ValidationError where boxes were filled in that would be passed over."""
        by_hand = [*_lines(self.addressees.data), *self.filled_rows]
        if field.data == READ and (by_hand or self.is_joint.data or self.is_conditional.data):
            raise wtforms.ValidationError(
                "You filled in details below. Choose “I fill them in below”, or empty those boxes"
            )

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Whether every field holds, and each deadline says how it is put."""
        holds = super().validate(extra_validators)
        for row in self.filled_rows if self.takes_details_by_hand else []:
            if not self[f"deadlines-{row}-basis"].data and not self[f"deadlines-{row}-on"].data:
                self.add_error(
                    f"deadlines-{row}-basis", f"Deadline {row + 1}: choose how the deadline is put"
                )
                holds = False
        return holds

    @property
    def takes_details_by_hand(self) -> bool:
        """Whether the boxes count, and not the text."""
        return "details_from" not in self or self.details_from.data == BY_HAND

    @property
    def opens_by_hand(self) -> bool:
        """Whether the boxes to fill in by hand stand open: they count, or something was typed into them."""
        boxes = [self.addressees, *(field for row in self.deadline_rows for field in row)]
        is_refused = any(
            field.errors for field in [*boxes, self.is_joint, self.is_conditional, self.for_whom]
        )
        return is_refused or self.details_from.data == BY_HAND or bool(self.details_from.errors)

    @property
    def deadline_rows(self) -> list[list[wtforms.Field]]:
        """The boxes of each deadline, row by row."""
        parts = ("phrase", "on", "precision", "basis")
        count = sum(name.endswith("-phrase") for name in self._fields)
        return [[self[f"deadlines-{row}-{part}"] for part in parts] for row in range(count)]

    @property
    def filled_rows(self) -> list[int]:
        """The rows in which words or a date were typed; the others stand for no deadline."""
        return [
            n
            for n, (phrase, on, *_) in enumerate(self.deadline_rows)
            if not is_blank(phrase.data or "") or (isinstance(on, UKDateField) and any(on.typed.values()))
        ]

    def details(self) -> ItemDetails:
        """What the form says, once it is valid."""
        return ItemDetails(
            kind=ItemKind(self.kind.data),
            number=self.number.data or None,
            text=(self.text.data or "").strip(),
            heading=(self.heading.data or "") if "heading" in self else "",
            parent_id=int(self.parent_id.data) if self.parent_id.data else None,
            for_whom=ForWhom(self.for_whom.data or ForWhom.UNSTATED),
            is_joint=self.is_joint.data,
            is_conditional=self.is_conditional.data,
            addressees=tuple(_lines(self.addressees.data)),
            deadlines=tuple(self._deadline(row) for row in self.filled_rows),
        )

    def take(self, problems: Mapping[str, str]) -> None:
        """Put the service's problems beside their boxes; it counts the filled rows of deadlines."""
        placed = {}
        for name, message in problems.items():
            counted = name.removeprefix("deadlines-")
            if counted != name and counted.isdigit() and int(counted) < len(self.filled_rows):
                row = self.filled_rows[int(counted)]
                name = f"deadlines-{row}-{'phrase' if 'words' in message else 'on'}"
            placed[name] = message
        super().take(placed)

    def _deadline(self, row: int) -> DeadlineDetails:
        phrase, on, precision, basis = (field.data for field in self.deadline_rows[row])
        return DeadlineDetails(
            phrase or "",
            on,
            Precision(precision or Precision.DAY) if on else None,
            DeadlineBasis(basis or DeadlineBasis.DATED),
        )


def item_form(
    parents: Sequence[tuple[str, str]],
    details: ItemDetails | None = None,
    *,
    version: int | None = None,
    seen: int = 0,
    is_merged: bool = False,
) -> ItemForm:
    """The form of a new item, or of one that is corrected; a merged one is filled from `details` alone."""
    rows = len(details.deadlines) + SPARE_ROWS if details else SPARE_ROWS + 1
    if not is_merged:
        rows = max(rows_sent("deadlines"), 1) if rows_sent("deadlines") else rows
    fields = {name: field for row in range(rows) for name, field in _deadline_fields(row).items()}
    made = with_fields(ItemForm, fields)
    options: dict[str, Any] = {"formdata": None} if is_merged else {}
    form = made(data=_filled(details, version, seen) if details else None, **options)
    form.parent_id.choices = [("", "Nothing: it stands by itself"), *parents]
    del form["heading" if version is None else "details_from"]
    return form


def _deadline_fields(row: int) -> dict[str, Any]:
    what = f"deadline {row + 1}"
    return {
        f"deadlines-{row}-phrase": LineField(f"Words of {what} as printed", limit=LONGEST_NAME),
        f"deadlines-{row}-on": UKDateField(
            f"Date of {what}", hint="The last day of the month or year where only that is printed"
        ),
        f"deadlines-{row}-precision": SelectField(
            f"How exact {what} is", choices=choices_of(Precision, none="Choose one")
        ),
        f"deadlines-{row}-basis": SelectField(
            f"How {what} is put", choices=choices_of(DeadlineBasis, none="Choose one")
        ),
    }


def _filled(details: ItemDetails, version: int | None, seen: int) -> dict[str, Any]:
    boxes: dict[str, Any] = {
        "kind": details.kind.value,
        "number": details.number or "",
        "parent_id": str(details.parent_id or ""),
        "heading": details.heading,
        "text": details.text,
        "for_whom": details.for_whom.value,
        "addressees": "\n".join(details.addressees),
        "is_joint": details.is_joint,
        "is_conditional": details.is_conditional,
        "version": str(version),
        "seen": str(seen),
    }
    for row, deadline in enumerate(details.deadlines):
        boxes[f"deadlines-{row}-phrase"] = deadline.phrase
        boxes[f"deadlines-{row}-on"] = deadline.on
        boxes[f"deadlines-{row}-precision"] = deadline.precision.value if deadline.precision else ""
        boxes[f"deadlines-{row}-basis"] = deadline.basis.value
    return boxes


def _lines(text: str | None) -> list[str]:
    return [line for line in (text or "").split("\n") if not is_blank(line)]


class TakeOffForm(VersionedForm):
    """Why an item comes off the list, and since when."""

    reason = RadioField("Reason", choices=choices_of(OffListReason), required="Choose the reason")
    on = UKDateField("Off the list since", required="Enter the date")
    note = TextField(
        "Why, in a sentence or two",
        required="Say in a sentence why this item comes off the list",
        hint="It is kept in the history and shown on the item’s page. No case material.",
        rows=4,
        limit=4_000,
    )


class PutBackForm(VersionedForm):
    """Why an item goes back on the list."""

    note = TextField(
        "Why, in a sentence or two",
        required="Say in a sentence why this item goes back on the list",
        hint="It is kept in the history. No case material.",
        rows=4,
        limit=4_000,
    )


class ItemLinkForm(Form):
    """An earlier or a later item, and how the later one stands to the earlier."""

    other = LineField(
        "Reference of the other item",
        required="Enter the reference of the other item, for example R2023-07-REC1",
        hint="For example R2023-07-REC1. It stands on the item’s page and in the register.",
        limit=60,
        width=20,
    )
    kind = SelectField(
        "The later item",
        choices=choices_of(LinkKind, none="Choose one"),
        required="Choose how the later item stands to the earlier one",
        hint="What the later item does with the earlier one.",
    )
    note = LineField("Note", hint="If something should be known about the link.")
