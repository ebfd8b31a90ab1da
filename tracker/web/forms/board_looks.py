"""The form on how the papers of a board look."""

from typing import Any

import wtforms

from tracker.domain.pack_columns import COLUMNS, Sheet
from tracker.domain.pack_layouts import (
    ALWAYS_THERE,
    LONGEST_LABEL,
    PAPER_SIZES,
    PackLayout,
    may_leave_out,
    name_of,
)
from tracker.domain.papers import MAX_LINE, Furniture, FurnitureKind, PaperStyle, Place
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.rows import MOST_ROWS, rows_sent, with_fields
from tracker.web.widgets import CheckboxesField, CheckboxField, LineField, RadioField, SelectField, choices_of

MORE_ROWS = 3
COLUMN_CHOICES = [
    (name_of(sheet, column), f"{sheet.label}: {column.label}")
    for sheet, columns in COLUMNS.items()
    for column in columns
]


class LooksForm(VersionedForm):
    """How the papers of a board look; made by `looks_form`."""

    paper_size = RadioField(
        "Size of the paper", choices=[(size, f"{size}, landscape") for size in PAPER_SIZES]
    )
    sheets = CheckboxesField(
        "Sheets to leave out", choices=[(one.value, one.label) for one in Sheet if one not in ALWAYS_THERE]
    )
    has_numbered_paragraphs = CheckboxField("Number the paragraphs (1.1, 1.2)")
    is_recommended_first = CheckboxField("Draft the recommendation as the second section")
    is_recommended_last = CheckboxField("Draft the recommendation as the last section")

    @property
    def column_fields(self) -> list[wtforms.Field]:
        """The boxes of the columns to leave out, sheet by sheet."""
        return [self[_columns(sheet)] for sheet in COLUMNS]

    @property
    def label_rows(self) -> list[list[wtforms.Field]]:
        """The boxes of each label of the board's own."""
        return self._rows("labels", ("column", "label"))

    @property
    def furniture_rows(self) -> list[list[wtforms.Field]]:
        """The boxes of each piece around a paper's text."""
        return self._rows("pieces", ("kind", "place", "label", "words"))

    def _rows(self, name: str, parts: tuple[str, ...]) -> list[list[wtforms.Field]]:
        count = sum(one.startswith(f"{name}-") and one.endswith(f"-{parts[0]}") for one in self._fields)
        return [[self[f"{name}-{row}-{part}"] for part in parts] for row in range(count)]

    def layout(self) -> PackLayout:
        """The layout of the pack, once the form is valid."""
        return PackLayout(
            sheets_left_out=frozenset(Sheet(value) for value in self.sheets.data or ()),
            columns_left_out=frozenset(name for one in self.column_fields for name in one.data or ()),
            labels=tuple((c.data, label.data or "") for c, label in self.label_rows if c.data),
            paper_size=self.paper_size.data,
        )

    def style(self) -> PaperStyle:
        """The style of the paper, once the form is valid."""
        return PaperStyle(
            furniture=tuple(
                Furniture(FurnitureKind(kind.data), Place(place.data), label.data or "", words.data or "")
                for kind, place, label, words in self.furniture_rows
                if kind.data
            ),
            has_numbered_paragraphs=bool(self.has_numbered_paragraphs.data),
            is_recommended_first=bool(self.is_recommended_first.data),
            is_recommended_last=bool(self.is_recommended_last.data),
        )


def looks_form(
    layout: PackLayout, style: PaperStyle, version: int, *, more: bool = False, is_stored: bool = False
) -> LooksForm:
    """The form filled with what is recorded; with `is_stored` whatever was typed."""
    further = MORE_ROWS if more else 0
    labels = min((rows_sent("labels") or len(layout.labels) + 1) + further, MOST_ROWS)
    pieces = min((rows_sent("pieces") or len(style.furniture) + 1) + further, MOST_ROWS)
    fields: dict[str, Any] = {_columns(sheet): _columns_field(sheet) for sheet in COLUMNS}
    fields |= {name: field for row in range(labels) for name, field in _label_fields(row).items()}
    fields |= {name: field for row in range(pieces) for name, field in _piece_fields(row).items()}
    form = with_fields(LooksForm, fields)
    data = _data(layout, style) | {"version": str(version)}
    return form(data=data, formdata=None) if is_stored else form(data=data)


def _columns(sheet: Sheet) -> str:
    return f"columns_of_{sheet.value}"


def _columns_field(sheet: Sheet) -> CheckboxesField:
    choices = [(name_of(sheet, one), one.label) for one in COLUMNS[sheet] if may_leave_out(sheet, one)]
    return CheckboxesField(f"Columns to leave out of “{sheet.label}”", choices=choices)


def _label_fields(row: int) -> dict[str, Any]:
    number = row + 1
    return {
        f"labels-{row}-column": SelectField(
            f"Column with label {number}", choices=[("", "No column"), *COLUMN_CHOICES]
        ),
        f"labels-{row}-label": LineField(f"Label {number}", limit=LONGEST_LABEL, width=20),
    }


def _piece_fields(row: int) -> dict[str, Any]:
    number = row + 1
    return {
        f"pieces-{row}-kind": SelectField(
            f"Piece {number}", choices=choices_of(FurnitureKind, none="Nothing")
        ),
        f"pieces-{row}-place": SelectField(f"Where piece {number} stands", choices=choices_of(Place)),
        f"pieces-{row}-label": LineField(f"Label before piece {number}", limit=MAX_LINE, width=20),
        f"pieces-{row}-words": LineField(f"Own words of piece {number}", limit=MAX_LINE, width=30),
    }


def _data(layout: PackLayout, style: PaperStyle) -> dict[str, Any]:
    data: dict[str, Any] = {
        "paper_size": layout.paper_size,
        "sheets": [sheet.value for sheet in layout.sheets_left_out],
        "has_numbered_paragraphs": style.has_numbered_paragraphs,
        "is_recommended_first": style.is_recommended_first,
        "is_recommended_last": style.is_recommended_last,
    }
    data |= {_columns(sheet): _left_out(layout, sheet) for sheet in COLUMNS}
    for row, (name, label) in enumerate(layout.labels):
        data |= {f"labels-{row}-column": name, f"labels-{row}-label": label}
    for row, piece in enumerate(style.furniture):
        data |= {f"pieces-{row}-kind": piece.kind.value, f"pieces-{row}-place": piece.place.value}
        data |= {f"pieces-{row}-label": piece.label, f"pieces-{row}-words": piece.words}
    return data


def _left_out(layout: PackLayout, sheet: Sheet) -> list[str]:
    return [name_of(sheet, one) for one in COLUMNS[sheet] if name_of(sheet, one) in layout.columns_left_out]
