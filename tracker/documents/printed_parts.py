"""Every text that a letter prints, named one by one, so that an approval can cover exactly these."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tracker.documents.house_style import HOUSE_FILE
from tracker.documents.printed import Letter, PrintedAppendix, PrintedItem
from tracker.domain.approval import PrintedPart
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.markup import canonical, join_paragraphs, paragraphs_of


def printed_parts(letter: Letter, *, house: Path = HOUSE_FILE) -> tuple[PrintedPart, ...]:
    """The parts in printed order, with the base document, whose letterhead is printed too.

    When and by whose program a letter was made is not part of what it says.
    """
    return tuple(_only_names([*_front(letter, house), *_appendices(letter)]))


def _front(letter: Letter, house: Path) -> Iterator[PrintedPart]:
    yield PrintedPart("layout", "the layout", letter.layout.label)
    yield PrintedPart("house", "the base document of letters", _digest(house.read_bytes()), is_text=False)
    yield PrintedPart("marking", "the marking", letter.marking.label if letter.marking else "")
    yield PrintedPart("office", "the office block", _lines(letter.office_block))
    yield PrintedPart("addressee", "the addressee", _lines(letter.addressee_block))
    yield PrintedPart("date", "the date of the letter", date_in_words(letter.dated))
    yield PrintedPart("salutation", "the salutation", clean_line(letter.salutation))
    yield PrintedPart("subject", "the subject", clean_line(letter.subject))
    paragraphs = canonical(clean_text(join_paragraphs(letter.paragraphs)))
    yield PrintedPart("paragraphs", "the wording of the letter's paragraphs", paragraphs)
    yield PrintedPart("closing", "the closing", clean_line(letter.closing))
    signature = letter.signature
    picture = _digest(signature.image) if signature else ""
    yield PrintedPart("signature", "the picture of the signature", picture, is_text=False)
    alt = clean_line(signature.alt_text) if signature else ""
    yield PrintedPart("signature_alt", "the description of the signature picture", alt)
    yield PrintedPart("signatory", "the signatory", clean_line(letter.signatory_name))
    title = clean_text(letter.signatory_title).strip("\n")
    yield PrintedPart("signatory_title", "the title of the signatory", title)
    yield PrintedPart("enclosures", "the enclosure line", _lines(letter.enclosures))
    yield PrintedPart("title", "the title of the document", clean_line(letter.title))
    yield PrintedPart("author", "the author of the document", clean_line(letter.author))


def _appendices(letter: Letter) -> Iterator[PrintedPart]:
    for number, appendix in enumerate(letter.appendices, start=1):
        name = appendix.label or f"appendix {number}"
        where = f" in {name}" if len(letter.appendices) > 1 else ""
        yield PrintedPart("appendix_label", f"the label of {name}", clean_line(appendix.label))
        yield PrintedPart("appendix_heading", f"the heading of {name}", clean_line(appendix.heading))
        yield from _groups(appendix, where)


def _groups(appendix: PrintedAppendix, where: str) -> Iterator[PrintedPart]:
    wholes: Counter[str] = Counter()
    for number, group in enumerate(appendix.groups, start=1):
        yield PrintedPart("group_heading", f"the heading of group {number}{where}", clean_line(group.heading))
        for item in group.items:
            whole = _name_of(item) + where
            wholes[whole] += 1
            yield from _item(item, whole if wholes[whole] == 1 else f"{whole} ({wholes[whole]})")


def _item(item: PrintedItem, whole: str) -> Iterator[PrintedPart]:
    text = join_paragraphs(paragraphs_of(clean_text(item.text)))
    position = join_paragraphs(paragraphs_of(clean_text(item.position_line)))
    yield PrintedPart("item_kind", f"the kind of {whole}", item.kind.label, whole)
    yield PrintedPart("item_number", f"the number of {whole}", clean_line(item.number), whole)
    yield PrintedPart("item_heading", f"the heading of {whole}", clean_line(item.heading), whole)
    yield PrintedPart("item_text", f"the text of {whole}", text, whole)
    yield PrintedPart("position", f"the position on {whole}", position, whole)
    for voice in item.voices:
        label = clean_line(voice.label)
        yield PrintedPart("voice_label", f"the label “{label}” at {whole}", label, whole)
        said = canonical(clean_text(voice.text))
        yield PrintedPart("voice", f"the wording of the {label} to {whole}", said, whole)


def _name_of(item: PrintedItem) -> str:
    if not is_blank(item.heading):
        return clean_line(item.heading)
    return f"{item.kind.label} {clean_line(item.number)}".strip()


def _only_names(parts: list[PrintedPart]) -> Iterator[PrintedPart]:
    """The parts, each under a name of its own: a second one of a name is numbered."""
    seen: Counter[str] = Counter()
    for part in parts:
        seen[part.name] += 1
        if seen[part.name] == 1:
            yield part
        else:
            name = f"{part.name} ({seen[part.name]})"
            yield PrintedPart(part.kind, name, part.text, part.whole, part.is_text)


def _lines(block: tuple[str, ...]) -> str:
    return "\n".join(clean_line(line) for line in block if not is_blank(line))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
