"""The words of a letter: as its source prints them, and as they stand in what was read of it."""

import re

from tracker.domain.phrasing.letters import ReadItem, ReadLetter, read_letter
from tracker.readers.files import read_file

_LABEL = re.compile(r"(?m)^(?:Force response|PCC's response|PCC's reply to the force response):")


def words_of_source(text: str) -> list[str]:
    """The words of a source without its stray marks and without the labels that only name a voice."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")
    text = re.sub(r"(?m)^\s*-\s*(?=\d+\.)|^#+\s*", "", text)
    return _LABEL.sub("", text).split()


def words_of_letter(letter: ReadLetter) -> list[str]:
    """The words of every field in the order of a letter."""
    parts = [
        *letter.office_block, *letter.addressee_block, letter.date_line, letter.salutation, letter.subject,
        *letter.paragraphs, letter.closing, letter.signature_alt, letter.signatory_name,
        letter.signatory_title, *letter.enclosures,
    ]  # fmt: skip
    for appendix in letter.appendices:
        parts += [appendix.label, appendix.heading]
        group = ""
        for item in appendix.items:
            parts += [item.group_heading if item.group_heading != group else "", *_words_of_item(item)]
            group = item.group_heading
    return " ".join([*parts, *letter.unplaced]).split()


def _words_of_item(item: ReadItem) -> list[str]:
    number = f"{item.number}." if item.number and not item.heading else ""
    position = item.position.label if item.position else ""
    return [item.heading, number, item.text, position, *item.chief_constable, *item.pcc, *item.reply]


FRONT = """Office of the Commissioner

Rt Hon Amelia Thornbury MP
Home Secretary

1 July 2024

Dear Home Secretary

HMICFRS Report: A night on the marsh.

Under section 55(5) of the Police Act 1996 I answer the report by HMICFRS entitled 'A night on the marsh'.

Yours sincerely

Jo Marsh

Commissioner

Enc - Appendix 1

Appendix 1

Saltmarsh Police's response to the HMICFRS report 'A night on the marsh'.

"""


def read_text(text: str) -> ReadLetter:
    blocks, are_real = read_file("letter.txt", text.encode())
    return read_letter(blocks, paragraphs_are_real=are_real)
