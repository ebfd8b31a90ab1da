"""Looks at a file that is to prove something: it is kept as it came, never opened here."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from tracker.domain.file_names import MEDIA_TYPES, ending_of
from tracker.readers.files import LARGEST_FILE, signature_of
from tracker.readers.office_files import OFFICE_ENDINGS, check_office_file
from tracker.readers.unreadable import UnreadableFile

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
}
_MACROS = "It may carry macros: open it, save it {} and try again."
_INSTEAD: dict[str, str] = {
    ".docm": _MACROS.format("as .docx"),
    ".dotm": _MACROS.format("as .docx"),
    ".xlsm": _MACROS.format("as .xlsx"),
    ".xlsb": _MACROS.format("as .xlsx"),
    ".xltm": _MACROS.format("as .xlsx"),
    ".pptm": _MACROS.format("as .pptx"),
    ".doc": "Open it in Word, save it as .docx and try again.",
    ".xls": "Open it in Excel, save it as .xlsx and try again.",
    ".ppt": "Open it in PowerPoint, save it as .pptx and try again.",
    ".rtf": "Open it in Word, save it as .docx and try again.",
    ".svg": "It may carry a program: save the picture as .png and try again.",
    ".html": "It may carry a program: print the page to a .pdf and try again.",
    ".htm": "It may carry a program: print the page to a .pdf and try again.",
    ".heic": "Save the picture as .jpg and try again.",
    ".zip": "Unpack it and attach each file by itself.",
    ".exe": "Programs are never kept. Choose the document itself.",
}
_CHUNK = 256 * 1024
_TOO_LARGE = "This file is larger than 25 MB. Choose a smaller one, such as a PDF with smaller pictures."
_MARKUP = re.compile(
    r"(?:<!--(?:(?!-->).)*-->|<\?[^>]*>|\s)*<(?:!doctype\s|html|head|body|svg|script|iframe)", re.I | re.S
)
_MAIL_HEADER = re.compile(rb"(?:From |[!-9;-~]+[ \t]*:)")
_OTHER_OLD_OFFICE = ("EncryptedPackage", "WordDocument", "Workbook", "PowerPoint Document")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def check_progress_proof(name: str, content: bytes) -> None:
    """Raises UnreadableFile, saying what to do, for a file that cannot be kept as proof of progress."""
    check_kept_file(name, content, tuple(MEDIA_TYPES))


def check_kept_file(name: str, content: bytes, endings: Sequence[str]) -> None:
    """Raises UnreadableFile unless the file is, by its content too, of a kind among these endings."""
    if not content:
        raise UnreadableFile("This file is empty. Choose the file that shows what was done.")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(_TOO_LARGE)
    ending = ending_of(name)
    if ending not in endings:
        if ending in _INSTEAD:
            raise UnreadableFile(f"A {ending} file is not kept here. {_INSTEAD[ending]}")
        kinds = ", ".join(endings[:-1])
        raise UnreadableFile(f"Only {kinds} and {endings[-1]} files are kept as proof. Save it as one.")
    if ending in OFFICE_ENDINGS:
        check_office_file(content, ending)
    elif ending in _STARTS:
        if not content.startswith(_STARTS[ending]):
            raise _not_a(ending)
    elif ending == ".msg":
        _refuse_unless_outlook(content)
    else:
        _refuse_unless_text(content, ending)


@contextmanager
def received(stream: IO[bytes], most: int = LARGEST_FILE) -> Iterator[IO[bytes]]:
    """What a stream brings, in a nameless temporary file that goes by itself, read up to the limit only."""
    with tempfile.TemporaryFile() as file:
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise UnreadableFile(_TOO_LARGE)
            file.write(chunk)
        file.seek(0)
        yield file


def _not_a(ending: str) -> UnreadableFile:
    return UnreadableFile(
        f"The contents do not match the name: this is not a {ending} file. Choose the file itself, unaltered."
    )


def _refuse_unless_outlook(content: bytes) -> None:
    is_outlook = content.startswith(_OLD_OFFICE) and "__properties_version1.0".encode("utf-16-le") in content
    if not is_outlook or any(_as_directory_entry(stream) in content for stream in _OTHER_OLD_OFFICE):
        raise _not_a(".msg")


def _as_directory_entry(stream: str) -> bytes:
    """A stream's name as it stands, padded with zeros, in the directory of an old Office file."""
    return stream.encode("utf-16-le") + b"\x00\x00\x00\x00"


def _refuse_unless_text(content: bytes, ending: str) -> None:
    if content.startswith(_UTF_16) and ending != ".eml":
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise _not_a(ending) from None
    else:
        text = content.decode("utf-8-sig", "replace")
    if "\x00" in text or signature_of(text[:64].encode("utf-8")) or signature_of(content):
        raise _not_a(ending)
    if _MARKUP.match(text[:4096]):
        raise _not_a(ending)
    if ending == ".eml" and not _MAIL_HEADER.match(content.lstrip(b"\xef\xbb\xbf\r\n")):
        raise _not_a(ending)
