"""Goes through the paragraphs of a report once and tells its items from what stands around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain.phrasing import report_headings as headings
from tracker.domain.phrasing import structure
from tracker.domain.phrasing.addressees import Us, read_addressees
from tracker.domain.phrasing.letter_lines import ends_a_sentence
from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.phrasing.report_parts import Level, ReadGrade, Span, Sure
from tracker.domain.phrasing.report_tables import Row
from tracker.domain.phrasing.sentences import sentences_of
from tracker.domain.vocabulary import ForWhom, Grade, ItemKind

_RECOMMENDS = re.compile(
    r"\b(?:we|I|HMICFRS|HMIC|the\s+inspectorate)\s+(?:\w+ly\s+|also\s+|therefore\s+|further\s+)*recommends?\s*(?:,[^,.]{1,80},\s*)?that\b",
    re.I,
)
_DUTY_LEAD = re.compile(r"\b(?:should|must|shall|needs?\s+to)(?:\s+(?:also|now|\w+ly))?\s*[:–—-]?$", re.I)
_OPEN_END = re.compile(r"[;,](?:\s+(?:and|or))?$")
_FINDINGS = (
    ItemKind.CAUSE_OF_CONCERN,
    ItemKind.AREA_FOR_IMPROVEMENT,
    ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT,
)
_MOST_PARTS = 60  # paragraphs of one item; a longer one has swallowed a chapter


@dataclass(frozen=True)
class Part:
    """A passage of one paragraph that belongs to an item."""

    para: Para
    start: int = 0
    end: int | None = None

    @property
    def text(self) -> str:
        return self.para.text[self.start : self.end].strip()


@dataclass
class Raw:
    """An item while it is being read."""

    kind: ItemKind
    number: str | None
    heading: str = ""
    parent: int | None = None
    parts: list[Part] = field(default_factory=list)
    # How it was found: headed, numbered, a bullet, a plain paragraph of its group, recommended in a sentence, a row.
    found: str = "headed"
    for_names: str = ""
    by_when: str = ""
    status: str = ""
    says_earlier: str = ""
    question: str = ""
    grade: Grade | None = None
    levels: dict[str, Sure] = field(default_factory=dict)

    def doubt(self, name: str, why: str, level: Level = Level.UNSURE) -> None:
        """Notes that a field is less than sure."""
        if name not in self.levels or self.levels[name].level is not Level.UNSURE:
            self.levels[name] = Sure(level, why)


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
        self.group_names = ""
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
                self._takes_status(piece)
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
        item.for_names, item.says_earlier = self.group_names, self.group_earlier
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
        self.group_names = self.group_earlier = ""

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
            self.group_names = self.group_earlier = ""
        item = self.open(heading.kind, heading.number, heading.heading, "headed")
        item.for_names = heading.for_names or item.for_names
        item.says_earlier = heading.says_earlier or item.says_earlier
        self.announced = _announced(heading.number)
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
        if names := headings.names_addressees(para.text):
            self._close()
            self.group_names = names
            return True
        self._close()
        self.title, self.is_loose = para.text, self.group is not None
        return True

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
        if item is not None and item.found == "headed" and not self._is_new_below_heading(item, number):
            if item.number is None and not item.parts:
                item.number = number
                item.found = "numbered"
                self.group = self.group or item.kind
                self._add(item, part)
            else:
                self._add(item, Part(para))
            return True
        is_part = item is not None and self._is_new_below_heading(item, number)
        kind = item.kind if item is not None and (is_part or item.found == "headed") else self.group
        if kind is None:
            return False
        if item is not None and item.found == "numbered" and self._is_inner(item, number):
            self.listed = int(re.split(r"\D", number)[0])
            self._add(item, Part(para))
            return True
        if self.is_loose and not self._is_next(kind, number):
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

    def _is_new_below_heading(self, item: Raw, number: str) -> bool:
        """Whether a numbered line below a heading is a part of its own: 7.1 below 7, or one it announced."""
        if number in self.announced:
            return True
        return (
            bool(item.number)
            and "." in number
            and number.rsplit(".", 1)[0] == (item.number or "").split(".")[0]
        )

    def _is_inner(self, item: Raw, number: str) -> bool:
        """Whether a number belongs to a list inside the item: it starts anew after a colon, or goes on there."""
        if "." in number:
            return False
        count, last = int(number), int(re.split(r"\D", item.number or "0")[0] or 0)
        if count == self.listed + 1 and self.listed:
            return count != last + 1
        return count == 1 and bool(item.parts) and item.parts[-1].text.endswith(":")

    def _is_next(self, kind: ItemKind, number: str) -> bool:
        last = next((one.number for one in reversed(self.items) if one.kind is kind and one.number), None)
        if last is None or not re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", last):
            return False
        return int(number.split(".")[0]) in (int(last.split(".")[0]), int(last.split(".")[0]) + 1)

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
        if item is not None and not self._is_new_bullet(item, para):
            self._add(item, Part(para))
            return True
        if self.group is None or self.is_loose or headings.says_none(para.text):
            return False
        self._open_in_group(self.group, None, "bullet", Part(para))
        return True

    def _is_new_bullet(self, item: Raw, para: Para) -> bool:
        """Tells a bullet that is a duty of its own from one that names a purpose or a part of the item."""
        if item.found not in ("bullet", "plain") or self.group is None:
            return False
        if item.found == "plain":
            return not _is_open(item) and self._names_subject(para.text)
        opened = (
            next(part.para for part in reversed(item.parts) if item.parts)
            if self.lead
            else item.parts[0].para
        )
        if opened.bullet != para.bullet:
            return False
        return self.lead is not None or not _is_open(item) or self._names_subject(para.text)

    def _names_subject(self, text: str) -> bool:
        """Whether a text opens with a duty of somebody it names, so that it can stand by itself."""
        _, first = sentences_of(text[:600])[0]
        if not headings.INSTRUCTS.search(first):
            return False
        return read_addressees(first, ItemKind.RECOMMENDATION, self.us).for_whom is not ForWhom.UNSTATED

    def _take_plain(self, para: Para, at: int) -> None:
        item = self.item
        if item is not None and self._goes_on(item, para, at):
            self._add(item, Part(para))
        elif self.group is not None and not self.is_loose and self._opens_in_group(para):
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
        if said := _RECOMMENDS.search(para.text):
            for start, sentence in sentences_of(para.text):
                if start <= said.start() < start + len(sentence):
                    self.cause, names, self.group_names = None, self.group_names, ""
                    found = self.open(ItemKind.RECOMMENDATION, None, "", "recommended")
                    found.parts.append(Part(para, start, start + len(sentence)))
                    found.doubt("kind", "Recommended in a sentence, without a heading.", Level.LIKELY)
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
        _, first = sentences_of(para.text[:1_000])[0]
        if self.is_fresh and self.group in _FINDINGS:
            return True
        if self.group is ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT:
            return True
        return bool(headings.INSTRUCTS.search(first) or _RECOMMENDS.search(first)) or bool(
            self.is_fresh and self.group_names
        )

    def _goes_on(self, item: Raw, para: Para, at: int) -> bool:
        """Whether a paragraph is one more of the item's own."""
        if not item.parts:
            return True
        if item.parts[-1].para.is_boxed != para.is_boxed or len(item.parts) >= _MOST_PARTS:
            return False
        last = item.parts[-1]
        if (not last.para.is_list_item and last.text.endswith(":")) or _OPEN_END.search(last.text[-10:]):
            return True
        _, first = sentences_of(para.text[:1_000])[0]
        instructs = bool(headings.INSTRUCTS.search(first))
        is_of_group = item.found in ("bullet", "plain") or (
            item.found == "numbered" and self.group is not None
        )
        if is_of_group and item.found != "numbered" and self._names_subject(para.text):
            return False
        if item.kind is ItemKind.CAUSE_OF_CONCERN and not is_of_group:
            return not _RECOMMENDS.search(first)
        if instructs:
            item.doubt("text", "A further paragraph that instructs was taken as its own.", Level.LIKELY)
            return True
        if item.kind is ItemKind.RECOMMENDATION or is_of_group:
            return False
        return self._explains(item, at)

    def _explains(self, item: Raw, at: int) -> bool:
        """Whether words after an area for improvement explain it, or are the report's own text again."""
        if not headings.INSTRUCTS.search(sentences_of(item.parts[0].text[:1_000])[0][1]):
            return True
        for following in self.pieces[at + 1 : at + 6]:
            if (
                isinstance(following, Row)
                or (headings.is_section_title(following)
                and not headings.heading_of_item(following))
            ):
                break
            if headings.heading_of_item(following) or headings.group_of(following):
                item.doubt("text", "What follows it was taken as its explanation.")
                return True
        item.doubt("text", "What follows it was taken for the report’s own text.")
        return False

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


def _announced(number: str | None) -> tuple[str, ...]:
    """The single numbers that a heading such as "Recommendations 3 and 4" or "7–9" stands for."""
    if not number or not re.search(r"[,&–-]|and|to", number):
        return ()
    found = [int(one) for one in re.findall(r"[0-9]+", number)]
    if len(found) == 2 and re.search(r"[–-]|to", number) and 0 < found[1] - found[0] < 50:
        found = list(range(found[0], found[1] + 1))
    return tuple(str(one) for one in found)


def _is_open(item: Raw) -> bool:
    """Whether the item's words lead up to a list that may still go on."""
    return any(part.text.endswith(":") for part in item.parts) or item.parts[-1].text.endswith((",", ";"))
