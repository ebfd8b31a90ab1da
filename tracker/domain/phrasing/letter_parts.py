"""What a past Section 55 letter is read into."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.vocabulary import ItemKind, Layout, Position


class NotAResponseLetter(Exception):
    """The text is no whole Section 55 letter; the message says in plain English why, and what to do."""


@dataclass(frozen=True)
class Block:
    """One paragraph of a file, in order, with what the file says of its style."""

    text: str
    style: str = ""
    is_heading: bool = False
    is_list_item: bool = False


@dataclass(frozen=True)
class ReadItem:
    """One item with its answers, each a tuple of paragraphs; `heading` and `number` are as printed."""

    kind: ItemKind
    number: str | None
    heading: str
    group_heading: str
    text: str
    position: Position | None
    chief_constable: tuple[str, ...]
    pcc: tuple[str, ...]
    reply: tuple[str, ...]
    warnings: tuple[str, ...]
    # The place among the appendix's items of the cause of concern that this one belongs to.
    parent: int | None = None
    stance_reason: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadAppendix:
    """One appendix: its label line ("Appendix 1" or nothing), its heading, and the items it answers."""

    label: str
    heading: str
    report_title: str
    items: tuple[ReadItem, ...]


@dataclass(frozen=True)
class ReadLetter:
    """A whole letter; every word stands in one field, and what had no place stands in `unplaced`."""

    office_block: tuple[str, ...]
    addressee_block: tuple[str, ...]
    date_line: str
    dated: date | None
    salutation: str
    subject: str
    report_titles: tuple[str, ...]
    paragraphs: tuple[str, ...]
    closing: str
    signature_alt: str
    signatory_name: str
    signatory_title: str
    enclosures: tuple[str, ...]
    layout: Layout
    appendices: tuple[ReadAppendix, ...]
    unplaced: tuple[str, ...]
    notes: tuple[str, ...]
