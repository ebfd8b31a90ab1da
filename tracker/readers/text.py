"""Plain text files: what encoding they are in, and their paragraphs."""

import re

from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.phrasing.letters import Block
from tracker.readers.unreadable import UnreadableFile

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LONGEST_TEXT = 2_000_000  # characters: some three hundred letters
_NOT_TEXT_SHARE = 0.01  # of control characters; real text has at most a few that were pasted in

_BINARY = "This file is not text, although its name says so. Save the letter as .txt or .docx and try again."


def read_text(content: bytes) -> list[Block]:
    """The paragraphs of a plain text file, parted at blank lines; raises UnreadableFile otherwise."""
    text = clean_text(_decoded(content))
    if len(text) > _LONGEST_TEXT:
        raise UnreadableFile(f"This text is too long for a letter: more than {_LONGEST_TEXT:,} characters.")
    blocks = [Block(block.strip("\n")) for block in _BLANK_LINES.split(text) if not is_blank(block)]
    if not blocks:
        raise UnreadableFile("This file is empty: there are no words in it. Choose the file with the letter.")
    return blocks


def _decoded(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return _looked_at(content.decode(encoding))
            except UnicodeDecodeError:
                raise UnreadableFile(_BINARY) from None
    try:
        return _looked_at(content.decode("utf-8"))
    except UnicodeDecodeError:
        # Older Windows programs save text in this; its five unassigned bytes stand for nothing.
        return _looked_at(content.decode("cp1252", errors="replace"))


def _looked_at(text: str) -> str:
    strange = sum(1 for character in text if character in _STRANGE)
    if strange > max(3, len(text) * _NOT_TEXT_SHARE) or (text.count("\x00") and strange > len(text) // 100):
        raise UnreadableFile(_BINARY)
    return text


_STRANGE = frozenset(chr(code) for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c") | {
    "\x7f",
    "\ufffd",
}
