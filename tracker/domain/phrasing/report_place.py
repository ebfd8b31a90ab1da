"""Where in a report the reader is, and how an item is opened there."""

from collections.abc import Sequence

from tracker.domain.phrasing import report_headings as headings
from tracker.domain.phrasing.addressees import Us
from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.phrasing.report_parts import ReadGrade
from tracker.domain.phrasing.report_raw import Part, Raw
from tracker.domain.phrasing.report_tables import Row
from tracker.domain.vocabulary import Grade, ItemKind

FINDINGS = (
    ItemKind.CAUSE_OF_CONCERN,
    ItemKind.AREA_FOR_IMPROVEMENT,
    ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT,
)


class Place:
    """Knows the chapter, the group, the cause of concern and the item that a paragraph stands in."""

    def __init__(self, pieces: Sequence[Para | Row], us: Us) -> None:
        self.pieces = list(pieces)
        self.us = us
        self.items: list[Raw] = []
        self.grades: list[ReadGrade] = []
        self.left: list[Para] = []
        self.item: Raw | None = None
        self.group: ItemKind | None = None
        self.groups = 0
        self.is_fresh = False
        self.is_loose = False
        self.group_heading = ""
        self.group_names = self.group_by_when = ""
        self.group_earlier = ""
        self.cause: int | None = None
        self.lead: Para | None = None
        self.announced: tuple[str, ...] = ()
        self.listed = 0
        self.title = ""
        self.question = ""
        self.grade: Grade | None = None

    def open(self, kind: ItemKind, number: str | None, heading: str, found: str) -> Raw:
        """Begins an item below the cause of concern or the item that it is part of."""
        parent = None
        if number and "." in number:
            parent = self._numbered_before(kind, number.rsplit(".", 1)[0])
        if parent is None and kind is ItemKind.RECOMMENDATION:
            parent = self.cause
        if kind is not ItemKind.RECOMMENDATION:
            self.cause = None
        item = Raw(kind, number, heading, parent, found=found, question=self.question, grade=self.grade)
        item.for_names, item.by_when, item.says_earlier = (
            self.group_names, self.group_by_when, self.group_earlier,
        )  # fmt: skip
        item.group = self.groups
        self.items.append(item)
        self.item, self.is_fresh, self.listed = item, False, 0
        if kind is ItemKind.CAUSE_OF_CONCERN:
            self.cause = len(self.items) - 1
        return item

    def _numbered_before(self, kind: ItemKind, number: str) -> int | None:
        for at in range(len(self.items) - 1, max(-1, len(self.items) - 60), -1):
            if self.items[at].kind is kind and self.items[at].number == number:
                return at
        return None

    def close(self) -> None:
        """Ends the item that is open."""
        self.item, self.lead = None, None

    def leave_group(self) -> None:
        """Ends the group, and the item that is open in it."""
        self.close()
        self.group, self.is_fresh, self.is_loose = None, False, False
        self.group_names = self.group_by_when = self.group_earlier = ""

    def add(self, item: Raw, part: Part) -> None:
        """One more passage of an item; a status at its end is kept apart and ends the item."""
        if (tail := headings.status_tail(part.text)) is not None:
            start, item.status = tail
            shift = part.start + (
                len(part.para.text[part.start :]) - len(part.para.text[part.start :].lstrip())
            )
            part = Part(part.para, part.start, shift + start)
            item.parts.append(part)
            self.close()
            return
        item.parts.append(part)

    def open_in_group(self, kind: ItemKind, number: str | None, found: str, part: Part) -> Raw:
        """Begins an item of the group, with the opening that its list shares where there is one."""
        lead = self.lead
        item = self.open(kind, number, "", found)
        if lead is not None:
            item.parts.append(Part(lead))
            if number is None:
                item.doubt(
                    "text", "Read as a duty of its own under a shared opening; merge it if it is none."
                )
        self.add(item, part)
        return item
