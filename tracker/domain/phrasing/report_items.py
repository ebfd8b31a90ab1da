"""Goes through the paragraphs of a report once and tells its items from what stands around them."""

import re
from collections.abc import Sequence

from tracker.domain.phrasing import report_headings as headings
from tracker.domain.phrasing import structure
from tracker.domain.phrasing.addressees import Us, read_addressees
from tracker.domain.phrasing.bodies import without_article
from tracker.domain.phrasing.deadlines import read_deadlines
from tracker.domain.phrasing.letter_lines import ends_a_sentence
from tracker.domain.phrasing.report_belonging import (
    RECOMMENDS,
    announced_by,
    first_sentence,
    goes_on,
    is_inner,
    is_new_bullet,
    is_next,
    is_part_of,
    names_subject,
)
from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.phrasing.report_parts import Level, ReadGrade, Span
from tracker.domain.phrasing.report_raw import Part, Raw
from tracker.domain.phrasing.report_tables import Row
from tracker.domain.phrasing.sentences import sentences_of
from tracker.domain.vocabulary import Grade, ItemKind

_DUTY_LEAD = re.compile(r"\b(?:should|must|shall|needs?\s+to)(?:\s+(?:also|now|\w+ly))?\s*[:–—-]?$", re.I)
_FINDINGS = (
    ItemKind.CAUSE_OF_CONCERN,
    ItemKind.AREA_FOR_IMPROVEMENT,
    ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT,
)


class Reader:
    """Knows the chapter, the group, the cause of concern and the item that a paragraph stands in."""

    def __init__(self, pieces: Sequence[Para | Row], us: Us) -> None:
        self.pieces = list(pieces)
        self.us = us
        self.items: list[Raw] = []
        self.grades: list[ReadGrade] = []
        self.left: list[Para] = []
        self.item: Raw | None = None
        self.group: ItemKind | None = None
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

    def read(self) -> None:
        """Takes every paragraph in turn."""
        for at, piece in enumerate(self.pieces):
            if isinstance(piece, Row):
                self._take_row(piece)
            elif not (
                self._takes_answer(piece)
                or self._takes_status(piece)
                or self._takes_group(piece)
                or self._takes_heading(piece)
                or self._takes_grade(piece)
                or self._takes_numbered(piece)
                or self._takes_bullet(piece)
                or self._takes_title(piece, at)
            ):
                self._take_plain(piece, at)

    def open(self, kind: ItemKind, number: str | None, heading: str, found: str) -> Raw:
        """Begins an item below the cause of concern or the item that it is part of."""
        parent = None
        if number and "." in number:
            parent = self._numbered_before(kind, number.rsplit(".", 1)[0])
        elif kind is ItemKind.RECOMMENDATION:
            parent = self.cause
        if kind is not ItemKind.RECOMMENDATION:
            self.cause = None
        item = Raw(kind, number, heading, parent, found=found, question=self.question, grade=self.grade)
        item.for_names, item.by_when, item.says_earlier = (
            self.group_names, self.group_by_when, self.group_earlier,
        )  # fmt: skip
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

    def _close(self) -> None:
        self.item, self.lead = None, None

    def _leave_group(self) -> None:
        self._close()
        self.group, self.is_fresh, self.is_loose = None, False, False
        self.group_names = self.group_by_when = self.group_earlier = ""

    def _takes_answer(self, para: Para) -> bool:
        """Where answers are printed below the items, what follows their label is no item's own text."""
        if self.item is None or structure.voice_label(para.text) is None:
            return False
        self._close()
        self.is_loose = True
        return True

    def _takes_status(self, para: Para) -> bool:
        status = headings.status_of(para)
        if not status or self.item is None:
            return False
        self.item.status = status
        self._close()
        return True

    def _takes_group(self, para: Para) -> bool:
        found = headings.group_of(para)
        if found is None or para.is_list_item:
            return False
        has_children = self.cause is not None and any(one.parent == self.cause for one in self.items)
        if found[0] is not ItemKind.RECOMMENDATION or has_children:
            self.cause = None
        self._leave_group()
        self.group, self.group_earlier = found
        self.group_heading, self.is_fresh, self.announced = para.text, True, ()
        if more := re.search(r"\s(?=for\s|to\s)", para.text, re.I):
            self.group_names = headings.names_addressees(para.text[more.end() :])
        return True

    def _takes_heading(self, para: Para) -> bool:
        heading = headings.heading_of_item(para)
        if heading is None or (para.is_list_item and heading.rest is None):
            return False
        self.lead = None
        has_children = self.cause is not None and any(
            one.parent == self.cause and one.number == heading.number for one in self.items
        )
        if heading.kind is ItemKind.RECOMMENDATION and has_children:
            self.cause = None
        if self.group is not heading.kind:
            self.group_earlier = ""
        item = self.open(heading.kind, heading.number, heading.heading, "headed")
        item.for_names = heading.for_names or item.for_names
        item.says_earlier = heading.says_earlier or item.says_earlier
        self.announced = announced_by(heading.number)
        if self.announced:
            item.doubt("number", "One heading stands for several items.")
        if heading.rest is not None:
            self._add(item, Part(para, heading.rest))
        return True

    def _takes_grade(self, para: Para) -> bool:
        found = headings.grade_of(para.text)
        if found is None or para.is_list_item:
            return False
        self._leave_group()
        self.grade, self.question = found[0], found[1] or self.title
        if not (self.grades and self.grades[-1].grade is found[0] and not found[1]):
            self.grades.append(ReadGrade(self.question, found[0], Span(para.start, para.end)))
        return True

    def _takes_title(self, para: Para, at: int) -> bool:
        if not headings.is_section_title(para) or (self.lead is not None and not para.is_heading):
            return False
        if self.item is not None and not self.item.parts and self._is_followed_by_text(at):
            self.item.heading = f"{self.item.heading} {para.text}".strip()
            self.item.for_names = headings.names_addressees(para.text) or self.item.for_names
            return True
        if self.item is not None and self.item.parts and not ends_a_sentence(self.item.parts[-1].text):
            return False
        self._close()
        names = headings.names_addressees(para.text) or self._body_alone(para.text)
        if names or (read_deadlines(para.text, None)[:1] and self.group is not None):
            self.group_names = names
            return True
        self.group_names = self.group_by_when = ""
        self.title, self.is_loose = para.text, self.group is not None
        return True

    def _body_alone(self, text: str) -> str:
        """The name of a body that is all of a title below the heading of a group."""
        if self.group is None:
            return ""
        named = read_addressees(f"{text} should act.", ItemKind.RECOMMENDATION, self.us).names
        return text if len(named) == 1 and without_article(text).casefold() == named[0].casefold() else ""

    def _is_followed_by_text(self, at: int) -> bool:
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        return isinstance(following, Para) and not (
            headings.group_of(following) or headings.heading_of_item(following) or following.is_heading
        )

    def _takes_numbered(self, para: Para) -> bool:
        match = structure.NUMBERED.match(para.text)
        if match is None:
            return False
        number, part = match.group("number"), Part(para, match.start("rest"))
        item = self.item
        if item is not None and item.found == "headed" and not self._is_part(item, number):
            if item.number is None and not item.parts:
                item.number = number
                item.found = "numbered"
                self.group = self.group or item.kind
                self._add(item, part)
            else:
                self._add(item, Part(para))
            return True
        is_part = item is not None and self._is_part(item, number)
        kind = item.kind if item is not None and (is_part or item.found == "headed") else self.group
        if kind is None:
            return False
        if item is not None and item.found == "numbered" and is_inner(item, number, self.listed):
            self.listed = int(re.split(r"\D", number)[0])
            self._add(item, Part(para))
            return True
        if self.is_loose and not (self.is_fresh or is_next(self.items, kind, number)):
            return False
        if (
            item is not None
            and number in self.announced
            and item.number not in self.announced
            and not item.parts
        ):
            item.number = number
            item.levels.pop("number", None)
            self._add(item, part)
            return True
        self._open_in_group(kind, number, "numbered", part)
        return True

    def _is_part(self, item: Raw, number: str) -> bool:
        return number in self.announced or is_part_of(item, number)

    def _open_in_group(self, kind: ItemKind, number: str | None, found: str, part: Part) -> Raw:
        lead = self.lead
        item = self.open(kind, number, "", found)
        if lead is not None:
            item.parts.append(Part(lead))
            if number is None:
                item.doubt(
                    "text", "Read as a duty of its own under a shared opening; merge it if it is none."
                )
        self._add(item, part)
        return item

    def _takes_bullet(self, para: Para) -> bool:
        if not para.is_list_item:
            return False
        item = self.item
        if item is not None and item.found == "headed" and item.number is None and not item.parts:
            item.found, self.group = "bullet", item.kind
            self._add(item, Part(para))
            return True
        if item is not None and not (
            self.group is not None and is_new_bullet(item, para, self.lead, self.us)
        ):
            self._add(item, Part(para))
            return True
        if self.group is None or self.is_loose or headings.says_none(para.text):
            return False
        self._open_in_group(self.group, None, "bullet", Part(para))
        return True

    def _take_plain(self, para: Para, at: int) -> None:
        item = self.item
        if item is not None and goes_on(
            item, para, self.pieces[at + 1 : at + 7], self.us, is_in_group=self.group is not None
        ):
            self._add(item, Part(para))
        elif self.group is not None and self._opens_in_group(para):
            if _DUTY_LEAD.search(para.text) and self._is_followed_by_list(at):
                self._close()
                self.lead = para
            else:
                self.lead = None
                self._open_in_group(self.group, None, "plain", Part(para))
        else:
            self._leave_out(para)

    def _leave_out(self, para: Para) -> None:
        self._close()
        if said := RECOMMENDS.search(para.text):
            for start, sentence in sentences_of(para.text):
                if start <= said.start() < start + len(sentence):
                    self.cause, names, self.group_names = None, self.group_names, ""
                    found = self.open(ItemKind.RECOMMENDATION, None, "", "recommended")
                    found.parts.append(Part(para, start, start + len(sentence)))
                    found.doubt("kind", "Recommended in a sentence, without a heading.", Level.LIKELY)
                    if not sentence.rstrip().endswith(":"):
                        self._close()
                    self.group_names = names
                    return
        self.left.append(para)

    def _is_followed_by_list(self, at: int) -> bool:
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        return isinstance(following, Para) and (
            following.is_list_item or structure.NUMBERED.match(following.text) is not None
        )

    def _opens_in_group(self, para: Para) -> bool:
        if headings.says_none(para.text):
            self._leave_group()
            return False
        first = first_sentence(para.text)
        if self.is_loose:
            return self.is_fresh and names_subject(para.text, self.us)
        if self.is_fresh and self.group in _FINDINGS:
            return True
        if self.group is ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT:
            return True
        return bool(headings.INSTRUCTS.search(first) or RECOMMENDS.search(first)) or bool(
            self.is_fresh and self.group_names
        )

    def _add(self, item: Raw, part: Part) -> None:
        if (tail := headings.status_tail(part.text)) is not None:
            start, item.status = tail
            shift = part.start + (
                len(part.para.text[part.start :]) - len(part.para.text[part.start :].lstrip())
            )
            part = Part(part.para, part.start, shift + start)
            item.parts.append(part)
            self._close()
            return
        item.parts.append(part)

    def _take_row(self, row: Row) -> None:
        item = self.open(row.kind, row.number, row.heading, "row")
        item.parts.append(Part(row.para))
        item.for_names, item.by_when, item.status = row.for_names, row.by_when, row.status
        self._close()
