"""Hidden bookmarks that carry the keys of a draft's paragraphs through Word and LibreOffice and back.

Word keeps bookmarks that start with an underscore and does not show them; LibreOffice keeps them too, but
gives paragraphs ids of its own (w14:paraId).
"""

from lxml import etree
from lxml.etree import _Element

from tracker.domain.letter_places import KeyedParagraph, LetterPlace

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PREFIX = "_S55_"


class ParagraphKeys:
    """Notes each paragraph of a letter as it is written, and bookmarks it where that is wanted."""

    def __init__(self, *, bookmarks: bool) -> None:
        self._bookmarks = bookmarks
        self._count = 0
        self._last: _Element | None = None
        self._noted: list[tuple[LetterPlace, str]] = []

    @property
    def paragraphs(self) -> tuple[KeyedParagraph, ...]:
        """Every paragraph noted, under its key, in the order of the letter."""
        return tuple(KeyedParagraph(place.key, text) for place, text in self._noted)

    def note(self, place: LetterPlace, text: str, body: _Element) -> None:
        """Takes all that was written into the body since the last note as the one paragraph of this place."""
        self._noted.append((place, text))
        if not self._bookmarks:
            return
        first = body[0] if self._last is None else self._last.getnext()
        assert first is not None, place
        # A paragraph with its list is several in Word; each has a bookmark of its own.
        for number, made in enumerate([first, *first.itersiblings()], start=1):
            self._count += 1
            bookmark(made, f"{PREFIX}{place.key}_{number}", self._count)
            self._last = made


def bookmark(made: _Element, name: str, number: int) -> None:
    """Puts a bookmark around all words of the paragraph; the number is its own in the document."""
    start, end = etree.Element(f"{_W}bookmarkStart"), etree.Element(f"{_W}bookmarkEnd")
    for mark in (start, end):
        mark.set(f"{_W}id", str(number))
    start.set(f"{_W}name", name)
    properties = made.find(f"{_W}pPr")
    made.insert(0 if properties is None else 1, start)
    made.append(end)
