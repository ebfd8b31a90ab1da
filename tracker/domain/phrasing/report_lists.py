"""Numbered lines and bullets of a report: items, parts of items, or titles."""

import re

from tracker.domain.phrasing import report_headings as headings
from tracker.domain.phrasing import structure
from tracker.domain.phrasing.report_belonging import (
    is_inner,
    is_new_bullet,
    is_next,
    is_part_of,
)
from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.phrasing.report_place import FINDINGS, Place
from tracker.domain.phrasing.report_raw import Part, Raw
from tracker.domain.vocabulary import ItemKind


class Lists(Place):
    """Takes the lines of lists."""

    def takes_numbered(self, para: Para) -> bool:
        """A numbered line: an item of its group, part of an item, a list inside one, or a title."""
        match = structure.NUMBERED.match(para.text)
        if match is None:
            return False
        number, part = match.group("number"), Part(para, match.start("rest"))
        item = self.item
        if headings.is_numbered_title(para.text) and self._is_done(item, number):
            self.close()
            self.title, self.is_loose = para.text, self.group is not None
            return True
        if item is not None and item.found == "headed" and not self._is_part(item, number):
            if item.number is None and not item.parts:
                item.number = number
                item.found = "numbered"
                self.group = self.group or item.kind
                self.add(item, part)
            else:
                self.add(item, Part(para))
            return True
        is_part = item is not None and self._is_part(item, number)
        kind = item.kind if item is not None and (is_part or item.found == "headed") else self.group
        if kind is None:
            return False
        if item is not None and item.found == "numbered" and is_inner(item, number, self.listed):
            self.listed = int(re.split(r"\D", number)[0])
            self.add(item, Part(para))
            return True
        if self.is_loose and not self._may_go_on(kind, number, para):
            return False
        if (
            item is not None
            and number in self.announced
            and item.number not in self.announced
            and not item.parts
        ):
            item.number = number
            item.levels.pop("number", None)
            self.add(item, part)
            return True
        self.open_in_group(kind, number, "numbered", part)
        return True

    def _may_go_on(self, kind: ItemKind, number: str, para: Para) -> bool:
        """Whether a numbered line is the next of its group, though a title or an answer stands between."""
        if not self.is_fresh and not is_next(self.items, kind, number):
            return False
        is_finding = kind in FINDINGS and not headings.is_numbered_title(para.text)
        return is_finding or bool(headings.INSTRUCTS.search(para.text) or self.group_names)

    def _is_done(self, item: Raw | None, number: str) -> bool:
        """Whether the item above has said all it has to say, so that a numbered title opens a chapter."""
        if item is None or not item.parts or not re.search(r"[.!?]['\"’”)]*$", item.parts[-1].text):
            return False
        return item.found == "headed" or not is_next(self.items, item.kind, number)

    def _is_part(self, item: Raw, number: str) -> bool:
        return number in self.announced or is_part_of(item, number)

    def takes_bullet(self, para: Para) -> bool:
        """A bullet: an item of its group, or a part of the item above it."""
        if not para.is_list_item:
            return False
        item = self.item
        if item is not None and item.found == "headed" and item.number is None and not item.parts:
            item.found, self.group = "bullet", item.kind
            self.add(item, Part(para))
            return True
        if item is not None and not (
            self.group is not None and is_new_bullet(item, para, self.lead, self.us)
        ):
            self.add(item, Part(para))
            return True
        if self.group is None or self.is_loose or headings.says_none(para.text):
            return False
        self.open_in_group(self.group, None, "bullet", Part(para))
        return True
