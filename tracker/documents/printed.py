"""What a Section 55 letter prints, part by part: values only, from which alone the file is made."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.vocabulary import ItemKind, Layout, Marking


@dataclass(frozen=True)
class Signature:
    """A picture of the signature (PNG or JPEG) and the words that describe it to who cannot see it."""

    image: bytes
    alt_text: str


@dataclass(frozen=True)
class PrintedVoice:
    """One answer to an item, such as "Force response" and its words; the label is printed with a colon."""

    label: str
    text: str


@dataclass(frozen=True)
class PrintedItem:
    """One item of the inspectorate as printed, and what is answered to it."""

    kind: ItemKind
    number: str
    heading: str
    text: str
    position_line: str
    voices: tuple[PrintedVoice, ...]


@dataclass(frozen=True)
class PrintedGroup:
    """Items under one heading ("Recommendations:"); the heading may be empty."""

    heading: str
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True)
class PrintedAppendix:
    """The answers to one report; its label ("Appendix 1") is printed in the numbered layout only."""

    label: str
    heading: str
    groups: tuple[PrintedGroup, ...]


@dataclass(frozen=True)
class Letter:
    """Everything a response letter under section 55 of the Police Act 1996 prints."""

    layout: Layout
    office_block: tuple[str, ...]
    addressee_block: tuple[str, ...]
    dated: date
    salutation: str
    subject: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: Signature | None
    signatory_name: str
    signatory_title: str
    enclosures: tuple[str, ...]
    appendices: tuple[PrintedAppendix, ...]
    marking: Marking | None
    title: str
    author: str
    made_at: datetime
