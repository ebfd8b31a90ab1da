"""A letter put together again from the parts that were kept of it: shown as it was issued."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from tracker.documents.printed import Letter, PrintedAppendix, PrintedGroup, PrintedItem, PrintedVoice
from tracker.domain.approval import PrintedPart
from tracker.domain.dates_in_words import parse_uk_date
from tracker.domain.markup import paragraphs_of
from tracker.domain.vocabulary import ItemKind, Labelled, Layout, Marking

L = TypeVar("L", bound=Labelled)


@dataclass
class _Item:
    texts: dict[str, str] = field(default_factory=dict)
    voices: list[PrintedVoice] = field(default_factory=list)


@dataclass
class _Group:
    heading: str
    items: list[_Item] = field(default_factory=list)


@dataclass
class _Appendix:
    label: str
    heading: str = ""
    groups: list[_Group] = field(default_factory=list)


def letter_of_parts(parts: Sequence[PrintedPart], *, made_at: datetime) -> Letter:
    """The letter that printed these parts, but for the signature's picture: only its digest is kept.

    Raises ValueError for parts that are not those of a letter.
    """
    front = {part.kind: part.text for part in reversed(parts)}
    missing = {"layout", "date", "subject", "paragraphs"} - set(front)
    if missing:
        raise ValueError(f"These are not the parts of a letter, which has {', '.join(sorted(missing))}.")
    return Letter(
        layout=_labelled(Layout, front["layout"]),
        office_block=_lines(front, "office"),
        addressee_block=_lines(front, "addressee"),
        dated=parse_uk_date(front["date"]),
        salutation=front.get("salutation", ""),
        subject=front["subject"],
        paragraphs=paragraphs_of(front["paragraphs"]),
        closing=front.get("closing", ""),
        signature=None,
        signatory_name=front.get("signatory", ""),
        signatory_title=front.get("signatory_title", ""),
        enclosures=_lines(front, "enclosures"),
        appendices=tuple(_printed(one) for one in _appendices(parts)),
        marking=_labelled(Marking, front["marking"]) if front.get("marking") else None,
        title=front.get("title", ""),
        author=front.get("author", ""),
        made_at=made_at,
    )


def _appendices(parts: Sequence[PrintedPart]) -> list[_Appendix]:
    """The appendices in printed order: a label opens one, a heading a group, a kind an item."""
    found: list[_Appendix] = []
    label = ""
    for part in parts:
        if part.kind == "appendix_label":
            found.append(_Appendix(part.text))
        elif part.kind == "appendix_heading":
            found[-1].heading = part.text
        elif part.kind == "group_heading":
            found[-1].groups.append(_Group(part.text))
        elif part.kind == "item_kind":
            found[-1].groups[-1].items.append(_Item({part.kind: part.text}))
        elif part.kind == "voice_label":
            label = part.text
        elif part.kind == "voice":
            found[-1].groups[-1].items[-1].voices.append(PrintedVoice(label, part.text))
        elif part.whole:
            found[-1].groups[-1].items[-1].texts[part.kind] = part.text
    return found


def _printed(appendix: _Appendix) -> PrintedAppendix:
    groups = tuple(
        PrintedGroup(group.heading, tuple(_printed_item(item) for item in group.items))
        for group in appendix.groups
    )
    return PrintedAppendix(appendix.label, appendix.heading, groups)


def _printed_item(item: _Item) -> PrintedItem:
    return PrintedItem(
        kind=_labelled(ItemKind, item.texts["item_kind"]),
        number=item.texts.get("item_number", ""),
        heading=item.texts.get("item_heading", ""),
        text=item.texts.get("item_text", ""),
        position_line=item.texts.get("position", ""),
        voices=tuple(item.voices),
    )


def _lines(front: dict[str, str], kind: str) -> tuple[str, ...]:
    return tuple(front.get(kind, "").splitlines())


def _labelled(words: type[L], label: str) -> L:
    found = next((word for word in words if word.label == label), None)
    if found is None:
        raise ValueError(f"“{label}” is no word of a letter's parts.")
    return found
