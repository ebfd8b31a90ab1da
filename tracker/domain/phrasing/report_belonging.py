"""Whether a paragraph is one more of an item's own, an item by itself, or the report's text again."""

import re
from collections.abc import Sequence

from tracker.domain.phrasing import report_headings as headings
from tracker.domain.phrasing.addressees import Us, read_addressees
from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.phrasing.report_parts import Level
from tracker.domain.phrasing.report_raw import Raw
from tracker.domain.phrasing.report_tables import Row
from tracker.domain.phrasing.sentences import sentences_of
from tracker.domain.vocabulary import ForWhom, ItemKind

RECOMMENDS = re.compile(
    r"\b(?:we|I|HMICFRS|HMIC|the\s+inspectorate)\s+(?:\w+ly\s+|also\s+|therefore\s+|further\s+)*recommends?\s*"
    r"(?:,[^,.]{1,80},\s*)?that\b",
    re.I,
)
_OPEN_END = re.compile(r"[;,](?:\s+(?:and|or))?$")
_MOST_PARTS = 60  # paragraphs of one item; a longer one has swallowed a chapter
_LOOK_AHEAD = 6  # paragraphs


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph."""
    return sentences_of(text[:1_000])[0][1]


def names_subject(text: str, us: Us) -> bool:
    """Whether a text opens with a duty of somebody it names, so that it can stand by itself."""
    first = first_sentence(text)
    if not headings.INSTRUCTS.search(first):
        return False
    return read_addressees(first, ItemKind.RECOMMENDATION, us).for_whom is not ForWhom.UNSTATED


def announced_by(number: str | None) -> tuple[str, ...]:
    """The single numbers that a heading such as "Recommendations 3 and 4" or "7–9" stands for."""
    if not number or not re.search(r"[,&–-]|and|to", number):
        return ()
    found = [int(one) for one in re.findall(r"[0-9]+", number)]
    if len(found) == 2 and re.search(r"[–-]|to", number) and 0 < found[1] - found[0] < 50:
        found = list(range(found[0], found[1] + 1))
    return tuple(str(one) for one in found)


def is_part_of(item: Raw, number: str) -> bool:
    """Whether a number such as 7.2 is a part of the item 7, or stands beside its part 7.1."""
    return bool(item.number) and "." in number and number.split(".")[0] == (item.number or "").split(".")[0]


def is_inner(item: Raw, number: str, listed: int) -> bool:
    """Whether a number belongs to a list inside the item: it starts anew after a colon, or goes on there."""
    if "." in number:
        return False
    count, last = int(number), int(re.split(r"[^0-9]", item.number or "0")[0] or 0)
    if listed and count == listed + 1:
        return count != last + 1
    return count == 1 and bool(item.parts) and item.parts[-1].text.endswith(":")


def is_next(items: Sequence[Raw], kind: ItemKind, number: str) -> bool:
    """Whether a number goes on with the numbers of its kind, though a title stands between."""
    last = next((one.number for one in reversed(items) if one.kind is kind and one.number), None)
    if last is None or not re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", last):
        return False
    step = int(number.split(".")[0]) - int(last.split(".")[0])
    return step == 1 or (step == 0 and "." in number)


def leads_on(item: Raw) -> bool:
    """Whether the item's words lead up to a list that may still go on."""
    return any(part.text.endswith(":") for part in item.parts) or item.parts[-1].text.endswith((",", ";"))


def is_new_bullet(item: Raw, para: Para, lead: Para | None, us: Us) -> bool:
    """Tells a bullet that is an item of its own from one that names a purpose or a part of the item."""
    if item.found == "plain":
        return not leads_on(item) and names_subject(para.text, us)
    if item.found != "bullet":
        return False
    opened = item.parts[1 if lead is not None and len(item.parts) > 1 else 0].para
    if opened.bullet != para.bullet:
        return False
    return lead is not None or not leads_on(item) or names_subject(para.text, us)


def goes_on(item: Raw, para: Para, following: Sequence[Para | Row], us: Us, *, is_in_group: bool) -> bool:
    """Whether a paragraph is one more of the item's own."""
    if not item.parts:
        return True
    last = item.parts[-1]
    if last.para.is_boxed != para.is_boxed or len(item.parts) >= _MOST_PARTS:
        return False
    if (not last.para.is_list_item and last.text.endswith(":")) or _OPEN_END.search(last.text[-10:]):
        return True
    first = first_sentence(para.text)
    is_of_group = item.found in ("bullet", "plain") or (item.found == "numbered" and is_in_group)
    if is_of_group and item.found != "numbered" and names_subject(para.text, us):
        return False
    if item.kind is ItemKind.CAUSE_OF_CONCERN and not is_of_group:
        return not RECOMMENDS.search(first)
    if headings.INSTRUCTS.search(first):
        item.doubt("text", "A further paragraph that instructs was taken as its own.", Level.LIKELY)
        return True
    if item.kind is ItemKind.RECOMMENDATION or (
        is_of_group and item.kind is not ItemKind.AREA_FOR_IMPROVEMENT
    ):
        return False
    return _explains(item, following)


def _explains(item: Raw, following: Sequence[Para | Row]) -> bool:
    """Whether words after an area for improvement explain it, or are the report's own text again."""
    if not headings.INSTRUCTS.search(first_sentence(item.parts[0].text)):
        return True
    for piece in following[:_LOOK_AHEAD]:
        if isinstance(piece, Row):
            break
        if headings.heading_of_item(piece) or headings.group_of(piece):
            item.doubt("text", "What follows it was taken as its explanation.")
            return True
        if headings.is_section_title(piece):
            break
    item.doubt("text", "What follows it was taken for the report’s own text.")
    return False
