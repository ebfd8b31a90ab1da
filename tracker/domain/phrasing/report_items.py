"""Goes through the paragraphs of a report once and tells its items from what stands around them."""

import re

from tracker.domain.phrasing import report_headings as headings
from tracker.domain.phrasing import structure
from tracker.domain.phrasing.addressees import read_addressees
from tracker.domain.phrasing.bodies import without_article
from tracker.domain.phrasing.deadlines import read_deadlines
from tracker.domain.phrasing.letter_lines import ends_a_sentence
from tracker.domain.phrasing.report_belonging import (
    RECOMMENDS,
    announced_by,
    first_sentence,
    goes_on,
    names_subject,
)
from tracker.domain.phrasing.report_lists import Lists
from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.phrasing.report_parts import Level, ReadGrade, Span
from tracker.domain.phrasing.report_place import FINDINGS
from tracker.domain.phrasing.report_raw import Part
from tracker.domain.phrasing.report_tables import Row
from tracker.domain.phrasing.sentences import sentences_of
from tracker.domain.vocabulary import ItemKind

_DUTY_LEAD = re.compile(r"\b(?:should|must|shall|needs?\s+to)(?:\s+(?:also|now|\w+ly))?\s*[:–—-]?$", re.I)


class Reader(Lists):
    """Takes every paragraph of a report in turn."""

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
                or self.takes_numbered(piece)
                or self.takes_bullet(piece)
                or self._takes_title(piece, at)
            ):
                self._take_plain(piece, at)

    def _takes_answer(self, para: Para) -> bool:
        """Where answers are printed below the items, what follows their label is no item's own text."""
        if self.item is None or structure.voice_label(para.text) is None:
            return False
        self.close()
        self.is_loose = True
        return True

    def _takes_status(self, para: Para) -> bool:
        status = headings.status_of(para)
        if not status or self.item is None:
            return False
        self.item.status = status
        if self.item.parts:
            self.close()
        return True

    def _takes_group(self, para: Para) -> bool:
        found = headings.group_of(para)
        if found is None or para.is_list_item:
            return False
        has_children = self.cause is not None and any(one.parent == self.cause for one in self.items)
        if found[0] is not ItemKind.RECOMMENDATION or has_children:
            self.cause = None
        self.leave_group()
        self.group, self.group_earlier = found
        self.groups += 1
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
            self.add(item, Part(para, heading.rest))
        return True

    def _takes_grade(self, para: Para) -> bool:
        found = headings.grade_of(para.text)
        if found is None or para.is_list_item:
            return False
        self.leave_group()
        self.grade, self.question = found[0], found[1] or self.title
        if not (self.grades and self.grades[-1].grade is found[0] and not found[1]):
            self.grades.append(ReadGrade(self.question, found[0], Span(para.start, para.end)))
        return True

    def _takes_title(self, para: Para, at: int) -> bool:
        is_title = headings.is_section_title(para) and (self.lead is None or para.is_heading)
        if not is_title and not (self.group is not None and headings.names_addressees(para.text)):
            return False
        if self.item is not None and not self.item.parts and self._is_followed_by_text(at):
            self.item.heading = f"{self.item.heading} {para.text}".strip()
            self.item.for_names = headings.names_addressees(para.text) or self.item.for_names
            return True
        if self.item is not None and self.item.parts and not ends_a_sentence(self.item.parts[-1].text):
            return False
        self.close()
        due = read_deadlines(para.text, None) if self.group is not None else ()
        if len(due) == 1 and due[0].phrase == para.text.strip(" :.–-"):
            self.group_by_when = due[0].phrase
            return True
        if names := headings.names_addressees(para.text) or self._body_alone(para.text):
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

    def _take_plain(self, para: Para, at: int) -> None:
        item = self.item
        if item is not None and goes_on(
            item, para, self.pieces[at + 1 : at + 7], self.us, is_in_group=self.group is not None
        ):
            self.add(item, Part(para))
        elif self.group is not None and self._opens_in_group(para):
            if RECOMMENDS.search(first_sentence(para.text)):
                self.group = ItemKind.RECOMMENDATION  # whatever group its paragraph stands in
            if _DUTY_LEAD.search(para.text) and self._is_followed_by_list(at):
                self.close()
                self.lead = para
            else:
                self.lead = None
                self._open_plain(self.group, para)
        else:
            self._leave_out(para)

    def _open_plain(self, kind: ItemKind, para: Para) -> None:
        """A paragraph of a group as an item; a number alone above it that counts on is its own."""
        count = 1 + sum(one.number is not None for one in self.items[-40:] if one.group == self.groups)
        number = para.number_above if para.number_above == str(count) else None
        item = self.open_in_group(kind, number, "plain", Part(para))
        if number is not None:
            item.doubt("number", "The number stood alone on its line; it may be a page’s.")

    def _leave_out(self, para: Para) -> None:
        self.close()
        if said := RECOMMENDS.search(para.text):
            for start, sentence in sentences_of(para.text):
                if start <= said.start() < start + len(sentence):
                    if not self._is_at_cause():
                        self.cause = None
                    names, self.group_names = self.group_names, ""
                    found = self.open(ItemKind.RECOMMENDATION, None, "", "recommended")
                    found.parts.append(Part(para, start, start + len(sentence)))
                    found.doubt("kind", "Recommended in a sentence, without a heading.", Level.LIKELY)
                    if not sentence.rstrip().endswith(":"):
                        self.close()
                    self.group_names = names
                    return
        self.left.append(para)

    def _is_at_cause(self) -> bool:
        """Whether the item read last is a cause of concern or one of its recommendations."""
        at = len(self.items) - 1
        return self.cause is not None and (at == self.cause or self.items[at].parent == self.cause)

    def _is_followed_by_list(self, at: int) -> bool:
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        return isinstance(following, Para) and (
            following.is_list_item or structure.NUMBERED.match(following.text) is not None
        )

    def _opens_in_group(self, para: Para) -> bool:
        if headings.says_none(para.text):
            self.leave_group()
            return False
        first = first_sentence(para.text)
        if self.is_loose:
            return self.is_fresh and names_subject(para.text, self.us)
        if self.is_fresh and self.group in FINDINGS:
            return True
        if self.group is ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT:
            return True
        return bool(headings.INSTRUCTS.search(first) or RECOMMENDS.search(first)) or bool(
            self.is_fresh and self.group_names
        )

    def _take_row(self, row: Row) -> None:
        item = self.open(row.kind, row.number, row.heading, "row")
        item.parts.append(Part(row.para))
        item.for_names, item.by_when, item.status = row.for_names, row.by_when, row.status
        self.close()
