"""The form of a letter's paragraphs: a box for each, as many as there are."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import request

from tracker.domain.letter_paragraphs import MOST_BOXES
from tracker.web.forms.merging import MergeForm
from tracker.web.forms.rows import with_fields
from tracker.web.kept_drafts import words_kept_here
from tracker.web.widgets import TextField

ROWS_FOR = 90  # characters that fill about one line of a box
LEAST_ROWS, MOST_ROWS = 3, 14


class ParagraphsForm(MergeForm):
    """A letter's own paragraphs in their order; `paragraphs_form` adds the boxes."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the boxes, empty ones too."""
        return tuple(field.data or "" for field in self.shown_fields)


def paragraphs_form(
    texts: Sequence[str], *, version: int, seen: int, is_rearranged: bool = False
) -> ParagraphsForm:
    """The form with a box for each paragraph: those sent or kept, else these.

    One that was rearranged is filled from `texts`, not from what was sent.
    """
    asked = None if is_rearranged else _boxes_asked_for()
    count = len(texts) if asked is None else asked
    data: dict[str, Any] = {"version": version, "seen": seen}
    data |= {name_of(n): text for n, text in enumerate(texts)}
    fields = {name_of(n): _box(n, texts[n] if n < len(texts) else "") for n in range(count)}
    form_class = with_fields(ParagraphsForm, fields)
    return form_class(data=data, formdata=None) if is_rearranged else form_class(data=data)


def name_of(number: int) -> str:
    """The name of a paragraph's box, counted from 0."""
    return f"paragraph-{number}"


def _box(number: int, text: str) -> TextField:
    lines = sum(1 + len(line) // ROWS_FOR for line in text.split("\n"))
    return TextField(f"Paragraph {number + 1}", rows=max(LEAST_ROWS, min(lines + 1, MOST_ROWS)))


def _boxes_asked_for() -> int | None:
    """How many boxes the request brings, or what was typed here before; None where nothing was."""
    if request.method == "POST":
        return _count(request.form)
    kept = words_kept_here()
    return _count(kept) if kept is not None else None


def _count(names: Iterable[str]) -> int:
    numbers = {
        int(tail) for name in names if (tail := name.removeprefix("paragraph-")) != name and _is_row(tail)
    }
    return min(max(numbers, default=-1) + 1, MOST_BOXES)


def _is_row(tail: str) -> bool:
    return tail.isascii() and tail.isdigit() and len(tail) < 3
