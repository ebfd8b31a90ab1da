"""The appendices of a letter: items in the order printed, each with the answers to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker.domain.phrasing import structure
from tracker.domain.phrasing.letter_lines import Paragraph
from tracker.domain.phrasing.letter_parts import ReadAppendix, ReadItem
from tracker.domain.phrasing.report_titles import quoted_titles
from tracker.domain.phrasing.stray_marks import without_bold
from tracker.domain.vocabulary import ItemKind, Position, Voice

_INSTRUCTS = re.compile(r"\b(?:should|must|needs?\s+to)\b", re.I)


@dataclass
class _Item:
    kind: ItemKind
    number: str | None
    heading: str
    group: str
    parent: int | None = None
    text: list[str] = field(default_factory=list)
    position: Position | None = None
    voices: dict[Voice, list[str]] = field(default_factory=dict)
    speaking: Voice | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass
class _Appendix:
    label: str = ""
    heading: str = ""
    items: list[_Item] = field(default_factory=list)


@dataclass(frozen=True)
class ReadAppendices:
    """The appendices of a letter and the paragraphs that had no place in them."""

    appendices: tuple[ReadAppendix, ...]
    unplaced: tuple[str, ...]


def is_appendix_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph can head an appendix: it speaks of a response to a report, in the third person."""
    text = paragraph.plain
    return (
        len(text.split()) <= 70
        and bool(structure.RESPONSE_HEADING.match(text))
        and structure.voice_label(text) is None
    )


def read_appendices(paragraphs: Sequence[Paragraph]) -> ReadAppendices:
    """The appendices that the paragraphs after the signature block make."""
    reader = _Reader(list(paragraphs))
    for at in range(len(reader.paragraphs)):
        reader.take(at)
    reader.leave_group()
    appendices = tuple(
        _finished(appendix)
        for appendix in reader.appendices
        if appendix.items or appendix.heading or appendix.label
    )
    return ReadAppendices(appendices, tuple(reader.unplaced))


class _Reader:
    """Goes through the paragraphs once, knowing the appendix, the group and the item it is in."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.appendices: list[_Appendix] = [_Appendix()]
        self.unplaced: list[str] = []
        self.group = ""
        self.group_kind: ItemKind | None = None
        self.group_is_used = False
        self.cause: int | None = None
        # How far a numbered list inside the answer that is being read has come.
        self.listed = 0
        texts = [paragraph.plain for paragraph in paragraphs]
        self.has_voices = any(structure.voice_label(text) is not None for text in texts)
        self.is_answered = _answered(texts)
        self.has_headings = any(
            structure.item_heading(paragraph.plain) is not None for paragraph in paragraphs
        )

    @property
    def appendix(self) -> _Appendix:
        return self.appendices[-1]

    @property
    def item(self) -> _Item | None:
        return self.appendix.items[-1] if self.appendix.items else None

    def take(self, at: int) -> None:
        paragraph = self.paragraphs[at]
        text = paragraph.plain
        if structure.PAGE_FURNITURE.match(text):
            self.unplaced.append(text)
        elif self._takes_appendix(at, text) or self._takes_group(text):
            return
        elif (heading := structure.item_heading(text)) is not None:
            self._open(heading.kind, heading.number, heading.heading, heading.rest)
        elif (numbered := self._numbered(at)) is not None:
            self._open(
                self.group_kind or self._kind_before(), numbered.group("number"), "", numbered.group("rest")
            )
        elif (label := structure.voice_label(paragraph.text)) is not None and self.item is not None:
            self._speak(label)
        elif (
            self.item is not None
            and (position := structure.position_line(text))
            and self.item.position is None
        ):
            self.item.position = position
        else:
            self._add(at, paragraph)

    def _takes_appendix(self, at: int, text: str) -> bool:
        label = structure.APPENDIX.match(text)
        is_label = label is not None and (label.group("rest") is None or self._leads_to_items(at))
        is_heading = is_appendix_heading(self.paragraphs[at]) and (
            (not self.appendix.heading and not self.appendix.items) or self._leads_to_items(at)
        )
        if not is_label and not is_heading:
            return False
        if self.appendix.items or (self.appendix.heading and (is_label or is_heading)):
            self.leave_group()
            self.appendices.append(_Appendix())
            self.group, self.group_kind, self.cause = "", None, None
        if is_label and label is not None and label.group("rest") is None:
            self.appendix.label = text
        else:
            self.appendix.heading = text
        return True

    def _leads_to_items(self, at: int) -> bool:
        """Whether the very next structural line opens a group or an item."""
        for paragraph in self.paragraphs[at + 1 : at + 3]:
            text = paragraph.plain
            if (
                structure.group_heading(text)
                or structure.item_heading(text)
                or structure.NUMBERED.match(text)
            ):
                return True
        return False

    def _takes_group(self, text: str) -> bool:
        kind = structure.group_heading(text)
        if kind is None:
            return False
        has_children = self.cause is not None and len(self.appendix.items) > self.cause + 1
        if kind is not ItemKind.RECOMMENDATION or has_children:
            self.cause = None
        self.leave_group()
        self.group, self.group_kind, self.group_is_used = text, kind, False
        return True

    def leave_group(self) -> None:
        """A group heading that no item followed has no place."""
        if self.group and not self.group_is_used:
            self.unplaced.append(self.group)

    def _kind_before(self) -> ItemKind:
        return self.item.kind if self.item is not None else ItemKind.RECOMMENDATION

    def _numbered(self, at: int) -> re.Match[str] | None:
        match = structure.NUMBERED.match(self.paragraphs[at].plain)
        if match is None:
            return None
        number, item = match.group("number"), self.item
        if item is None or (self.group and item.group != self.group):
            return match if self.group_kind is not None or self.is_answered[at] else None
        last = item.number or ""
        is_sub_part = "." in number and number.rsplit(".", 1)[0] in (last, last.rsplit(".", 1)[0])
        if self.has_headings and item.heading and not is_sub_part:
            return None
        if int(re.split(r"\D", number)[0]) == self.listed + 1 and _as_numbers(number) != _next_after(last):
            return None
        follows = is_sub_part or _as_numbers(number) > _as_numbers(last)
        is_open = not item.voices and not self.has_voices
        return match if follows and (self.is_answered[at] or is_open) else None

    def _open(self, kind: ItemKind, number: str | None, heading: str, text: str) -> None:
        if kind is not ItemKind.RECOMMENDATION:
            self.cause = None
        item = _Item(kind, number, heading, self.group, self.cause)
        self.listed = 0
        if text:
            item.text.append(text)
        if number and re.search(r"[,&]|and|to|[0-9]\s*[-–]", number):
            item.warnings.append("One heading stands for several items.")
        self.appendix.items.append(item)
        self.group_is_used = True
        if kind is ItemKind.CAUSE_OF_CONCERN:
            self.cause = len(self.appendix.items) - 1

    def _speak(self, label: structure.VoiceLabel) -> None:
        item = self.item
        if item is None:
            return
        item.speaking = label.voice
        self.listed = 0
        said = item.voices.setdefault(label.voice, [])
        if label.is_general:
            item.warnings.append(
                "The label does not say whose response this is; it was taken as the force's."
            )
        if label.rest:
            said.append(label.rest)

    def _add(self, at: int, paragraph: Paragraph) -> None:
        item = self.item
        if self._opens_without_heading(at):
            self._open(self.group_kind or self._kind_before(), None, "", paragraph.plain)
        elif item is not None and item.speaking is not None:
            if listed := structure.NUMBERED.match(paragraph.plain):
                self.listed = int(re.split(r"\D", listed.group("number"))[0])
            item.voices[item.speaking].append(paragraph.text)
        elif item is not None:
            item.text.append(paragraph.plain)
        elif not self.appendix.heading and not self.group and paragraph.is_heading:
            self.appendix.heading = paragraph.plain
        else:
            self.unplaced.append(without_bold(paragraph.text))

    def _opens_without_heading(self, at: int) -> bool:
        """Whether an item without heading or number begins here: it instructs, and is answered at once."""
        if self.group_kind is None or self.paragraphs[at].is_list:
            return False
        item = self.item
        if item is not None and item.group == self.group:
            if item.heading or item.number or item.speaking is None:
                return False
            following = self.paragraphs[at + 1].plain if at + 1 < len(self.paragraphs) else ""
            is_answered = structure.voice_label(following) is not None or structure.position_line(following)
            return bool(is_answered and _INSTRUCTS.search(self.paragraphs[at].plain))
        return True


def _answered(texts: Sequence[str]) -> list[bool]:
    """For each paragraph, whether an answer comes before the next line that is numbered or a heading."""
    made, is_answered = [], False
    for text in reversed(texts):
        made.append(is_answered)
        if structure.voice_label(text) is not None or structure.position_line(text):
            is_answered = True
        elif structure.NUMBERED.match(text) or structure.item_heading(text) or structure.group_heading(text):
            is_answered = False
    return made[::-1]


def _as_numbers(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", number))


def _next_after(number: str) -> tuple[int, ...]:
    parts = _as_numbers(number)
    return (*parts[:-1], parts[-1] + 1) if parts else (1,)


def _finished(appendix: _Appendix) -> ReadAppendix:
    titles = quoted_titles(appendix.heading)
    items = tuple(_finished_item(item) for item in appendix.items)
    return ReadAppendix(appendix.label, appendix.heading, titles[-1] if titles else "", items)


def _finished_item(item: _Item) -> ReadItem:
    made = ReadItem(
        kind=item.kind,
        number=item.number,
        heading=item.heading,
        group_heading=item.group,
        text="\n\n".join(item.text),
        position=item.position,
        chief_constable=tuple(item.voices.get(Voice.CHIEF_CONSTABLE, ())),
        pcc=tuple(item.voices.get(Voice.PCC, ())),
        reply=tuple(item.voices.get(Voice.REPLY, ())),
        warnings=tuple(item.warnings),
        parent=item.parent,
    )
    if not made.text:
        made = replace(made, warnings=(*made.warnings, "The item has no text."))
    return made
