"""The places of a letter's paragraphs, and the keys by which a copy that went out tells them again."""

import re
from dataclasses import dataclass, fields
from enum import StrEnum


class Part(StrEnum):
    """A part of the letter that paragraphs stand in; the values are short because Word limits names."""

    OFFICE = "office"
    ADDRESSEE = "addressee"
    DATE = "date"
    SALUTATION = "salutation"
    SUBJECT = "subject"
    TEXT = "text"
    CLOSING = "closing"
    SIGNATORY = "signatory"
    ENCLOSURE = "enclosure"
    APPENDIX_LABEL = "label"
    APPENDIX_HEADING = "heading"
    GROUP_HEADING = "group"
    ITEM_HEADING = "itemheading"
    ITEM_TEXT = "itemtext"
    POSITION = "position"
    ANSWER = "answer"


@dataclass(frozen=True)
class LetterPlace:
    """One paragraph of a letter as it was printed; all are counted from 1, and 0 is "not in one".

    Items are counted through the whole appendix, whatever group they stand in. A paragraph is one as it was
    typed: a list belongs to the paragraph with its leading line.
    """

    part: Part
    paragraph: int = 1
    appendix: int = 0
    group: int = 0
    item: int = 0
    voice: int = 0

    @property
    def key(self) -> str:
        """The place in one word of small letters, digits and underscores: "a1_i2_v1_answer_3"."""
        within = "".join(
            f"{name[0]}{number}_"
            for name in ("appendix", "group", "item", "voice")
            if (number := getattr(self, name))
        )
        return f"{within}{self.part}_{self.paragraph}"


@dataclass(frozen=True)
class KeyedParagraph:
    """A paragraph as it was typed or worded, under the key of its place."""

    key: str
    text: str


_KEY = re.compile(
    r"(?:a(?P<appendix>[1-9][0-9]{0,3})_)?(?:g(?P<group>[1-9][0-9]{0,3})_)?(?:i(?P<item>[1-9][0-9]{0,3})_)?"
    r"(?:v(?P<voice>[1-9][0-9]{0,3})_)?(?P<part>[a-z]+)_(?P<paragraph>[1-9][0-9]{0,3})"
)


def place_of(key: str) -> LetterPlace | None:
    """The place that a key names, or None for what is no key."""
    found = _KEY.fullmatch(key)
    if found is None or found["part"] not in {part.value for part in Part}:
        return None
    numbers = {field.name: int(found[field.name] or 0) for field in fields(LetterPlace)[1:]}
    return LetterPlace(Part(found["part"]), **numbers)
