"""Finds what a letter lacks before a line of it is written."""

from collections.abc import Iterator, Sequence

from tracker.documents.printed import Letter, PrintedAppendix, PrintedItem
from tracker.domain.cleaning import is_blank
from tracker.domain.vocabulary import ItemKind, Layout
from tracker.domain.wording import in_a_row


class MissingFromLetter(ValueError):
    """The layout needs values that the letter lacks; `names` says in plain words which."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"The letter cannot be made yet. It lacks {in_a_row(self.names)}.")


def gaps(letter: Letter) -> tuple[str, ...]:
    """The plain names of all values that the letter's layout needs and lacks, in printed order."""
    return tuple(_gaps(letter))


def _gaps(letter: Letter) -> Iterator[str]:
    for name, lines in (
        ("the office block", letter.office_block),
        ("the addressee block", letter.addressee_block),
        ("the salutation", (letter.salutation,)),
        ("the subject", (letter.subject,)),
        ("the paragraphs of the letter", letter.paragraphs),
        ("the closing words", (letter.closing,)),
    ):
        if _all_blank(lines):
            yield name
    if letter.signature is not None:
        if not letter.signature.image:
            yield "the picture of the signature"
        if _all_blank((letter.signature.alt_text,)):
            yield "the description of the signature picture"
    for name, value in (
        ("the name of the person who signs", letter.signatory_name),
        ("the title of the person who signs", letter.signatory_title),
        ("the title of the document", letter.title),
        ("the author of the document (the office)", letter.author),
    ):
        if _all_blank((value,)):
            yield name
    if letter.appendices and _all_blank(letter.enclosures):
        yield "the enclosure line"
    for number, appendix in enumerate(letter.appendices, start=1):
        yield from _appendix_gaps(appendix, number, letter.layout)


def _appendix_gaps(appendix: PrintedAppendix, number: int, layout: Layout) -> Iterator[str]:
    where = f"appendix {number}" if _all_blank((appendix.label,)) else appendix.label
    if layout is Layout.NUMBERED and _all_blank((appendix.label,)):
        yield f"the label of {where}"
    if _all_blank((appendix.heading,)):
        yield f"the heading of {where}"
    if not any(group.items for group in appendix.groups):
        yield f"the items of {where}"
    position = 0
    for group in appendix.groups:
        for item in group.items:
            position += 1
            yield from _item_gaps(item, f"{_name_of(item, position)} in {where}", layout)


def _item_gaps(item: PrintedItem, name: str, layout: Layout) -> Iterator[str]:
    if layout is Layout.HEADED and _all_blank((item.heading,)):
        yield f"the heading of {name}"
    if _all_blank((item.text,)):
        yield f"the text of {name}"
    # Only a recommendation must be answered (section 55(5B)); for the other kinds an answer is good practice.
    if item.kind is ItemKind.RECOMMENDATION and not item.voices:
        yield f"an answer to {name}"
    for voice in item.voices:
        if _all_blank((voice.label,)):
            yield f"the label of an answer to {name}"
        elif _all_blank((voice.text,)):
            yield f"the words of “{voice.label}” to {name}"


def _name_of(item: PrintedItem, position: int) -> str:
    if not _all_blank((item.heading,)):
        return item.heading
    return f"{item.kind.label} {item.number}" if item.number else f"item {position}"


def _all_blank(values: Sequence[str]) -> bool:
    return all(is_blank(value) for value in values)
