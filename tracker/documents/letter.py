"""The Section 55 letter as a Word file, made of the printed values and of nothing else."""

import io
from pathlib import Path

import docx
from docx.document import Document

from tracker.documents.fixed_zip import write_zip
from tracker.documents.house_style import HOUSE_FILE
from tracker.documents.letter_body import write_body
from tracker.documents.letter_gaps import MissingFromLetter, gaps
from tracker.documents.marking import print_draft, print_marking
from tracker.documents.paragraph_keys import ParagraphKeys
from tracker.documents.printed import (
    Letter,
    PrintedAppendix,
    PrintedGroup,
    PrintedItem,
    PrintedVoice,
    Signature,
)
from tracker.documents.properties import set_properties
from tracker.documents.word_package import parts_of
from tracker.domain.letter_places import KeyedParagraph

__all__ = [
    "Letter",
    "MissingFromLetter",
    "PrintedAppendix",
    "PrintedGroup",
    "PrintedItem",
    "PrintedVoice",
    "Signature",
    "keyed_paragraphs",
    "write_letter",
]


def write_letter(
    letter: Letter, *, draft: str | None = None, head: str = "", house: Path = HOUSE_FILE
) -> bytes:
    """The letter as a Word file; raises MissingFromLetter with the name of each value it lacks.

    A draft ("DRAFT – version 3") says so at the head of every page, and its paragraphs carry their keys.
    A letter that is issued names the `head` of the history in its properties.
    """
    keys = ParagraphKeys(bookmarks=draft is not None)
    document = _written(letter, keys, house)
    if letter.marking is not None:
        print_marking(document, letter.marking.label)
    if draft is not None:
        print_draft(document, draft)
    # The stamp stands in the properties too: where somebody clears the head of the page, it is still known.
    title, author, made_at = letter.title, letter.author, letter.made_at
    set_properties(document, title=title, author=author, made_at=made_at, keywords=draft or head)
    return write_zip(parts_of(document))


def keyed_paragraphs(letter: Letter, *, house: Path = HOUSE_FILE) -> tuple[KeyedParagraph, ...]:
    """Every paragraph of the letter as its draft carries it; raises MissingFromLetter."""
    keys = ParagraphKeys(bookmarks=False)
    _written(letter, keys, house)
    return keys.paragraphs


def _written(letter: Letter, keys: ParagraphKeys, house: Path) -> Document:
    if missing := gaps(letter):
        raise MissingFromLetter(missing)
    document = docx.Document(io.BytesIO(house.read_bytes()))
    write_body(document, letter, keys)
    return document
