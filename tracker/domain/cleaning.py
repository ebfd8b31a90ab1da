"""Makes typed and imported text safe to keep, without changing a word of it."""

import re
import unicodedata

# Windows and old Mac line ends, Word's soft return and the page break of text taken from PDF all part lines.
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c]")
# What neither XML nor a spreadsheet can hold. Tab and newline stay.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINES = re.compile(r"[ \t]*\n\s*")

_INVISIBLE_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
# Fillers and joiners that print nothing although Unicode calls them letters, marks or symbols.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0") | {chr(n) for n in range(0xFE00, 0xFE10)}

_SHAPES = str.maketrans("‘’‛“”‐‑‒–—−", "'''\"\"------")


def clean_text(value: str) -> str:
    """The text with one kind of line end and without characters that no file can hold; all else is kept."""
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", value))


def clean_line(value: str) -> str:
    """The text cleaned and on one line, each line end a single space."""
    return _LINES.sub(" ", clean_text(value)).strip()


def is_blank(value: str) -> bool:
    """Whether nothing of the value can be seen: it is empty, or only spaces and zero-width characters."""
    return all(c in _INVISIBLE or unicodedata.category(c) in _INVISIBLE_CATEGORIES for c in value)


def search_form(value: str) -> str:
    """The form in which text is searched: case, coding of accents, width and quotes made equal."""
    composed = unicodedata.normalize("NFKC", clean_text(value)).translate(_SHAPES)
    seen = "".join(c for c in composed if c not in _INVISIBLE and unicodedata.category(c) != "Cf")
    # Folding the case can part an accent from its letter again.
    return " ".join(unicodedata.normalize("NFKC", seen.casefold()).split())
