"""Reads a letter that was made here again, each part by the name of its style and not by guessing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain.letter_styles import CONTINUES
from tracker.domain.letter_styles import LetterStyle as S
from tracker.domain.phrasing import structure
from tracker.domain.phrasing.appendices_by_report import by_report
from tracker.domain.phrasing.letter_front import PICTURE_STYLE
from tracker.domain.phrasing.letter_parts import Block, ReadAppendix, ReadItem, ReadLetter
from tracker.domain.phrasing.printed_dates import read_date_line
from tracker.domain.phrasing.report_titles import quoted_titles, titles_of_letter
from tracker.domain.vocabulary import ItemKind, Layout, Position, Voice

_NUMBERED = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)*[a-z]?|[A-Za-z])\. (?P<rest>.*)", re.S)
_ANSWERS = (S.ANSWER, S.ANSWER_LABELLED, S.BULLET)


@dataclass
class _Answered:
    kind: ItemKind
    number: str | None
    heading: str
    group: str
    parent: int | None
    text: list[str] = field(default_factory=list)
    position: Position | None = None
    reason: list[str] = field(default_factory=list)
    voices: list[tuple[Voice, list[str]]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def is_own_letter(blocks: Sequence[Block]) -> bool:
    """Whether the styles are those of a letter made here, from its salutation to its closing."""
    styles = {block.style for block in blocks}
    return {S.SALUTATION.value, S.CLOSING.value, S.TEXT.value} <= styles


def read_own_letter(blocks: Sequence[Block]) -> ReadLetter:
    """The letter exactly as it was made; what a person added to its first page since goes to `unplaced`."""
    whole = list(_whole_paragraphs(blocks))
    parts: dict[str, list[str]] = {}
    for block in whole:
        parts.setdefault(block.style, []).append(block.text)
    start = next(
        (at for at, block in enumerate(whole) if block.style in (S.APPENDIX_LABEL, S.APPENDIX_HEADING)),
        len(whole),
    )
    layout = _layout(parts)
    appendices, unplaced = _appendices(whole[start:], layout)
    subject, paragraphs = " ".join(parts.get(S.SUBJECT, [])), _paragraphs(whole[:start])
    known = {style.value for style in S} | {PICTURE_STYLE}
    strange = [block.text for block in whole[:start] if block.style not in known]
    signatory = "\n".join(parts.get(S.SIGNATORY, [])).split("\n")
    titles = titles_of_letter(subject, paragraphs, [one.heading for one in appendices])
    answered = by_report(titles, appendices)
    date_line = " ".join(parts.get(S.DATE, []))
    return ReadLetter(
        office_block=tuple(parts.get(S.OFFICE, ())),
        addressee_block=tuple(parts.get(S.ADDRESSEE, ())),
        date_line=date_line,
        dated=read_date_line(date_line),
        salutation=" ".join(parts.get(S.SALUTATION, [])),
        subject=subject,
        report_titles=answered.titles,
        paragraphs=tuple(paragraphs),
        closing=" ".join(parts.get(S.CLOSING, [])),
        signature_alt=" ".join(parts.get(PICTURE_STYLE, [])),
        signatory_name=signatory[0] if signatory else "",
        signatory_title="\n".join(signatory[1:]),
        enclosures=tuple(parts.get(S.ENCLOSURE, ())),
        layout=layout,
        appendices=answered.appendices,
        unplaced=(*strange, *answered.unplaced, *unplaced),
        notes=(),
    )


def is_under_cause(group: str, cause_group: str) -> bool:
    """Whether recommendations under this group heading belong to the cause of concern printed before them."""
    return group == cause_group or "cause of concern" in group.casefold()


def _whole_paragraphs(blocks: Sequence[Block]) -> Iterator[Block]:
    """The typed paragraphs: those that were parted into prose and bullets are one again."""
    held = ""
    for block in blocks:
        held = f"{held}\n{block.text}" if held else block.text
        if block.style.endswith(CONTINUES):
            continue
        yield Block(held, block.style, block.is_heading, block.is_list_item)
        held = ""
    if held:
        yield Block(held, S.ANSWER.value)


def _layout(parts: dict[str, list[str]]) -> Layout:
    if S.APPENDIX_LABEL in parts:
        return Layout.NUMBERED
    if S.APPENDIX_HEADING in parts:
        return Layout.HEADED
    has_ordinal = re.search(r"[0-9](?:st|nd|rd|th)\b", " ".join(parts.get(S.DATE, [])))
    return Layout.NUMBERED if has_ordinal else Layout.HEADED


def _paragraphs(front: Sequence[Block]) -> list[str]:
    return [block.text for block in front if block.style in (S.TEXT, S.BULLET)]


def _appendices(blocks: Sequence[Block], layout: Layout) -> tuple[list[ReadAppendix], list[str]]:
    made: list[ReadAppendix] = []
    unplaced: list[str] = []
    at = 0
    while at < len(blocks):
        label = ""
        if blocks[at].style == S.APPENDIX_LABEL:
            label, at = blocks[at].text, at + 1
        heading = ""
        if at < len(blocks) and blocks[at].style == S.APPENDIX_HEADING:
            heading, at = blocks[at].text, at + 1
        end = next(
            (n for n in range(at, len(blocks)) if blocks[n].style in (S.APPENDIX_LABEL, S.APPENDIX_HEADING)),
            len(blocks),
        )
        titles = quoted_titles(heading)
        items = _items(blocks[at:end], layout, unplaced)
        made.append(ReadAppendix(label, heading, titles[-1] if titles else "", items))
        at = end
    return made, unplaced


def _items(blocks: Sequence[Block], layout: Layout, unplaced: list[str]) -> tuple[ReadItem, ...]:
    items: list[_Answered] = []
    group, cause = "", None
    cause_group = ""
    for at, block in enumerate(blocks):
        if block.style == S.GROUP_HEADING and at + 1 < len(blocks) and blocks[at + 1].style == S.ITEM_HEADING:
            group = block.text
        elif block.style in (S.GROUP_HEADING, S.ITEM_HEADING):
            group = group if block.style == S.ITEM_HEADING else ""
            item = _opened(block.text, group, layout)
            if item.kind is ItemKind.CAUSE_OF_CONCERN:
                cause, cause_group = len(items), group
            elif item.kind is ItemKind.RECOMMENDATION and is_under_cause(group, cause_group):
                item.parent = cause
            items.append(item)
        elif items:
            _take(items[-1], block)
        else:
            unplaced.append(block.text)
    return tuple(_finished(item) for item in items)


def _opened(text: str, group: str, layout: Layout) -> _Answered:
    kind = structure.group_heading(group) or ItemKind.RECOMMENDATION
    if layout is Layout.HEADED:
        heading = structure.item_heading(text)
        if heading is None:
            return _Answered(kind, None, text, group, None)
        return _Answered(heading.kind, heading.number, text, group, None)
    numbered = _NUMBERED.fullmatch(text)
    if numbered is None:
        return _Answered(kind, None, "", group, None, [text])
    return _Answered(kind, numbered.group("number"), "", group, None, [numbered.group("rest")])


def _take(item: _Answered, block: Block) -> None:
    if block.style == S.POSITION and item.position is not None:
        item.reason.append(block.text)
    elif block.style == S.POSITION:
        item.position = structure.position_line(block.text)
        if item.position is None:
            item.text.append(block.text)
    elif block.style == S.VOICE_LABEL:
        label = structure.voice_label(block.text)
        if label is None:
            item.warnings.append(
                f"The label “{block.text}” is not known; the answer was taken as the force's."
            )
        item.voices.append((label.voice if label else Voice.CHIEF_CONSTABLE, []))
    elif item.voices and (block.style in _ANSWERS or block.style != S.ITEM_TEXT):
        item.voices[-1][1].append(block.text)
    else:
        item.text.append(block.text)


def _finished(item: _Answered) -> ReadItem:
    def said(voice: Voice) -> tuple[str, ...]:
        return tuple(text for whose, texts in item.voices if whose is voice for text in texts)

    return ReadItem(
        kind=item.kind,
        number=item.number,
        heading=item.heading,
        group_heading=item.group,
        text="\n\n".join(item.text),
        position=item.position,
        chief_constable=said(Voice.CHIEF_CONSTABLE),
        pcc=said(Voice.PCC),
        reply=said(Voice.REPLY),
        warnings=tuple(item.warnings),
        parent=item.parent,
        stance_reason=tuple(item.reason),
    )
