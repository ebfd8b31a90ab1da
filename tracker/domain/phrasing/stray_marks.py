"""Marks that a conversion from PDF or Markdown leaves in a text, and taking them out."""

import re

_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_HASHES = re.compile(r"^[ \t]*#{1,6}(?:[ \t]+|(?=\*\*)|$)", re.M)
_NUMBERED_BULLET = re.compile(r"^[ \t]*[-*•][ \t]+(?=\(?[0-9]+(?:\.[0-9]+)*[.)]?[ \t])", re.M)
_BULLET = re.compile(r"^[ \t]*(?:[•●▪‣◦∙·]|[-*–](?=[ \t]))[ \t]*", re.M)
BULLET = "- "


def without_marks(text: str) -> str:
    """The text without bold and heading marks, with links as their words and each bullet as "- "."""
    text = _LINK.sub(r"\1", text)
    text = text.replace("**", "")
    text = _HASHES.sub("", text)
    text = _NUMBERED_BULLET.sub("", text)
    return _BULLET.sub(BULLET, text)


def without_bold(text: str) -> str:
    """The text without its bold marks."""
    return text.replace("**", "")


def balanced_bold(text: str, *, was_open: bool = False) -> str:
    """The text with its bold marks in pairs: a half that a label took is made whole, any other taken out."""
    if text.count("**") % 2 == 0:
        return text
    if was_open and not text.endswith("**"):
        return f"**{text}"
    return without_bold(text)
