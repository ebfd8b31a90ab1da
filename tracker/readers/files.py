"""Reads a file that a person brings, whatever it turns out to be."""

from collections.abc import Callable

from tracker.domain.phrasing.letters import Block
from tracker.readers.text import read_text
from tracker.readers.unreadable import UnreadableFile
from tracker.readers.word import read_word

__all__ = ["LARGEST_FILE", "UnreadableFile", "read_file"]

LARGEST_FILE = 25 * 1024 * 1024  # bytes

# The first bytes by which a file shows what it is, whatever its name says.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "picture or sound"),
    (b"%PDF", "PDF"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "compressed file"),
    (b"7z\xbc\xaf'\x1c", "compressed file"),
    (b"Rar!", "compressed file"),
    (b"{\\rtf", "RTF file"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
)
_OTHER_ENDINGS = {
    ".doc": "Open it in Word, save it as .docx and try again.",
    ".rtf": "Open it in Word, save it as .docx and try again.",
    ".odt": "Open it, save it as .docx and try again.",
    ".pdf": "Open it, save its text as .txt, or find the Word file, and try again.",
    ".docm": "It may carry macros: open it in Word, save it as .docx and try again.",
    ".dotm": "It may carry macros: open it in Word, save it as .docx and try again.",
}


def read_file(name: str, content: bytes) -> tuple[list[Block], bool]:
    """The blocks of a .txt or .docx file, and whether its paragraphs are real; else raises UnreadableFile."""
    ending = _checked_ending(name, content)
    reader = _READERS.get(ending)
    if reader is None:
        raise UnreadableFile(
            "Only .txt and .docx files can be read here. Save the letter as one of these and try again."
        )
    return reader(content)


def refuse_unless_word(name: str, content: bytes) -> None:
    """Raises UnreadableFile for what is not, by its name, size and first bytes, a Word file."""
    if _checked_ending(name, content) != ".docx":
        raise UnreadableFile("Only a .docx file can be read here. Save it as .docx in Word and try again.")
    _refuse_other_contents(content)


def _checked_ending(name: str, content: bytes) -> str:
    if not content:
        raise UnreadableFile("This file is empty. Choose the file with the letter.")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(
            "This file is larger than 25 MB. Choose the letter itself, without large pictures."
        )
    ending = _ending(name)
    if ending in _OTHER_ENDINGS:
        raise UnreadableFile(f"A {ending} file cannot be read here. {_OTHER_ENDINGS[ending]}")
    return ending


def _read_text_file(content: bytes) -> tuple[list[Block], bool]:
    found = signature_of(content)
    if found is not None:
        raise UnreadableFile(
            f"The contents do not match the name: this is a {found}, not text. Choose the letter itself."
        )
    return read_text(content), False


def _read_word_file(content: bytes) -> tuple[list[Block], bool]:
    _refuse_other_contents(content)
    return read_word(content), True


def _refuse_other_contents(content: bytes) -> None:
    found = signature_of(content)
    if found == "old Office file":
        raise UnreadableFile(
            "This file is password protected, or an old .doc under another name: remove the password or save "
            "it as .docx, and try again."
        )
    if found != "zip":
        what = f"a {found}" if found else "plain text"
        raise UnreadableFile(f"The contents do not match the name: this is {what}, not a Word file.")


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].strip().lower() if dot >= 0 else ""


def signature_of(content: bytes) -> str | None:
    """What the first bytes show a file to be, in words; None for what may be text."""
    start = content.lstrip()[:16] if content[:1].isspace() else content[:16]
    for mark, what in _SIGNATURES:
        if start.startswith(mark):
            is_words = (
                mark in (b"BM", b"MZ", b"RIFF") and start.isascii() and start.decode("ascii").isprintable()
            )
            return None if is_words else what
    return None


_READERS: dict[str, Callable[[bytes], tuple[list[Block], bool]]] = {
    ".txt": _read_text_file,
    ".text": _read_text_file,
    ".md": _read_text_file,
    ".docx": _read_word_file,
}
