"""The names of the paragraph styles that mark each part of a letter made here.

The writer of letters sets them and the reader of letters knows them again, so that a letter made here is
taken in exactly. Headings use Word's own styles: Heading 1 is the subject, Heading 2 an appendix, Heading 3 a
group of items, Heading 4 an item; where a group has no heading its items move up to Heading 3. So a Heading 3
with a Heading 4 straight after it is a group, and any other Heading 3 is an item.
"""

from enum import StrEnum

CONTINUES = " continues"
"""The ending of a style whose paragraph belongs with the next: both are one paragraph of the typed text."""


class LetterStyle(StrEnum):
    """One part of a letter, by the name of its style in Word."""

    SUBJECT = "Heading 1"
    APPENDIX_HEADING = "Heading 2"
    GROUP_HEADING = "Heading 3"
    ITEM_HEADING = "Heading 4"
    OFFICE = "S55 Office block"
    ADDRESSEE = "S55 Addressee"
    DATE = "S55 Date"
    SALUTATION = "S55 Salutation"
    TEXT = "S55 Text"
    TEXT_CONTINUES = TEXT + CONTINUES
    CLOSING = "S55 Closing"
    SIGNATORY = "S55 Signatory"
    """One paragraph of lines: the picture of the signature, if there is one, the name and the title."""
    ENCLOSURE = "S55 Enclosure"
    APPENDIX_LABEL = "S55 Appendix label"
    ITEM_TEXT = "S55 Item text"
    POSITION = "S55 Position"
    VOICE_LABEL = "S55 Voice label"
    ANSWER = "S55 Answer"
    ANSWER_CONTINUES = ANSWER + CONTINUES
    ANSWER_LABELLED = "S55 Answer labelled"
    ANSWER_LABELLED_CONTINUES = ANSWER_LABELLED + CONTINUES
    BULLET = "S55 Bullet"
    BULLET_CONTINUES = BULLET + CONTINUES
    MARKING = "S55 Marking"
    DRAFT = "S55 Draft"
    """The stamp of a draft in the header: the one place where it says which version it is."""
    PAPER_LINE = "S55 Paper line"
    """To, From and Date above the sections of a board paper, each with its label."""
    NUMBERED_TEXT = "S55 Numbered text"
    NUMBERED_TEXT_CONTINUES = NUMBERED_TEXT + CONTINUES
    NUMBERED_BULLET = "S55 Numbered bullet"
    NUMBERED_BULLET_CONTINUES = NUMBERED_BULLET + CONTINUES
    CELL = "S55 Cell"
    BAND = "S55 Band"
    """A line of board, date and page at the head or the foot of a board paper's pages."""

    @property
    def style_id(self) -> str:
        """The style's id inside the file: its name without spaces."""
        return self.value.replace(" ", "")
