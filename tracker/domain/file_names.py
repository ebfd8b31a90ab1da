"""The names of files that people bring, made safe to show and to download under."""

import re
import unicodedata

from tracker.domain.cleaning import clean_line

LONGEST_NAME = 200
"""In bytes of UTF-8: file systems hold 255, and a browser may add " (1)"."""

MEDIA_TYPES: dict[str, str] = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".eml": "message/rfc822",
    ".msg": "application/vnd.ms-outlook",
}
"""What may be kept as proof of progress, by the ending of its name, with the type it is downloaded as."""

_JOINER = "\u200d"
_MOST_MARKS = 4  # accents on one letter: no language needs more
_NOT_IN_WINDOWS = re.compile(r'[<>:"|?*]')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_LEADING = "-=~$.@+ "
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|\Z)", re.I)


def clean_file_name(name: str) -> str:
    """The name without folders, controls, turned or hidden characters, or a start that programs act on."""
    last = re.split(r"[/\\]", clean_line(name))[-1]
    last = _NOT_IN_WINDOWS.sub("_", _without_hidden(re.sub(r"\A[A-Za-z]:", "", last))).rstrip(". ")
    found = _ENDING.search(last)
    ending = found[0] if found else ""
    stem = last.removesuffix(ending).lstrip(_LEADING)
    if is_reserved(stem):
        stem = f"_{stem}"
    return (_cut(stem, LONGEST_NAME - len(ending)) or "file") + ending


def ending_of(name: str) -> str:
    """The ending of a name, such as ".pdf", in small letters; "" where there is none."""
    found = _ENDING.search(clean_file_name(name))
    return found[0].lower() if found else ""


def media_type(name: str) -> str:
    """The type under which a file of this name is downloaded."""
    return MEDIA_TYPES.get(ending_of(name), "application/octet-stream")


def is_reserved(stem: str) -> bool:
    """Whether Windows takes a name for one of its devices, such as "con"."""
    return _RESERVED.match(stem) is not None


def _without_hidden(name: str) -> str:
    """The name without what only turns or hides others; the joiner between two emoji stays."""
    made: list[str] = []
    marks = 0
    for at, character in enumerate(name):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if character == _JOINER:
            is_kept = _is_picture(made[-1:]) and _is_picture(name[at + 1 : at + 2])
        else:
            # What is unassigned here (Cn) may be an emoji younger than this Python.
            is_kept = category not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and marks <= _MOST_MARKS
        if is_kept:
            made.append(" " if category == "Zs" else character)
    return "".join(made).strip()


def _is_picture(found: str | list[str]) -> bool:
    return bool(found) and (found[0] == "\ufe0f" or unicodedata.category(found[0]) in ("So", "Sk", "Cn"))


def _cut(stem: str, most: int) -> str:
    short = stem.encode("utf-8")[:most].decode("utf-8", "ignore")
    return short.rstrip(f". {_JOINER}")
