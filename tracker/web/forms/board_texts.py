"""The form of the texts for a board: a box for each item of the page, and the search above them."""

from collections.abc import Iterable

from flask import request
from werkzeug.datastructures import MultiDict

from tracker.domain.updates import MAX_TEXT
from tracker.services.board_texts import BoardText
from tracker.web.forms.base import FilterForm, VersionedForm
from tracker.web.kept_drafts import words_kept_here
from tracker.web.widgets import CheckboxField, HiddenField, LineField, SelectField, TextField

ALL, WITHOUT, BEHIND = "", "without", "behind"
SHOWN = {
    ALL: "All items",
    WITHOUT: "Without an update since the last meeting",
    BEHIND: "The owner has said more since",
}
VERSION = "-version"


class TextsFilterForm(FilterForm):
    """Which items of the meeting should be shown."""

    find = LineField("Words", hint="In the reference, what is asked, the owner or the text")
    show = SelectField("Items", choices=list(SHOWN.items()))


class BoardTextForm(VersionedForm):
    """The text on one item; `seen` is the owner's newest update that the page showed.

    Its names begin with the item's reference, as several of them stand in one form.
    """

    seen = HiddenField()
    text = TextField(
        "Text for the board",
        required="Write what the board is to read, or that there is nothing new.",
        rows=5,
        limit=MAX_TEXT,
    )
    is_sensitive = CheckboxField("Sensitive: keep it out of public papers")

    @property
    def update_seen(self) -> int:
        """The owner's update that the page showed, 0 for none."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 0

    def differs_from(self, one: BoardText) -> bool:
        """Whether the boxes hold something that is not what stands."""
        typed = (self.text.data or "").strip("\n")
        return (typed, bool(self.is_sensitive.data)) != (one.text.strip("\n"), one.is_sensitive)


def board_text_form(one: BoardText, *, is_stored: bool = False) -> BoardTextForm:
    """The boxes of one item, filled from what was sent or kept, or with `is_stored` from what stands."""
    data = {
        "version": str(one.version),
        "seen": str(one.seen),
        "text": one.text,
        "is_sensitive": one.is_sensitive,
    }
    prefix = f"{one.item.reference}-"
    if is_stored:
        form = BoardTextForm(prefix=prefix, data=data, formdata=None)
    else:
        form = BoardTextForm(prefix=prefix, data=data)
    # Many boxes stand on one page: each says whose it is, also where it is refused.
    form.text.label.text = f"Text for the board on {one.item.reference}"
    form.is_sensitive.label.text = f"{one.item.reference} is sensitive: keep this text out of public papers"
    return form


def references_typed() -> list[str]:
    """The items whose boxes were sent, or were kept from an earlier visit, in their order."""
    kept: MultiDict[str, str] | None = request.form if request.method == "POST" else words_kept_here()
    return _named(kept.keys() if kept is not None else ())


def _named(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.removesuffix(VERSION) for name in names if name.endswith(VERSION)))
