"""The Word form in which an owner in the force returns the Chief Constable's comments, out and back."""

import re
from dataclasses import dataclass

from tracker.domain.cleaning import is_blank

BOOKMARK_PREFIX = "_S55_"
PRINTED_MARK = f"{BOOKMARK_PREFIX}printed_"
"""Starts the bookmarks of what the form itself prints; all other words were typed by somebody."""
ANSWER_MARK = f"{BOOKMARK_PREFIX}answer_"
ITEM_MARK = f"{BOOKMARK_PREFIX}item_"
TAG_PREFIX = "s55:"

_IDENTITY = re.compile(r"\bLetter (?P<reference>\S+), version (?P<version>[0-9]{1,6}) of this form\b")
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9]")
# What Word itself shows in a field that was emptied again.
_WORDS_OF_WORD = ("Click or tap here to enter text.", "Click here to enter text.")


@dataclass(frozen=True)
class ExpectedForm:
    """The form as it was last sent to this owner: the letter's reference, the version, its items."""

    reference: str
    version: int
    items: tuple[str, ...]


@dataclass(frozen=True)
class FormAnswer:
    """The Chief Constable's comments on one item, in our markup; empty where none were given."""

    item_reference: str
    text: str


@dataclass(frozen=True)
class ReturnedForm:
    """A form as it came back.

    `missing` are the items it should have and has not; `unplaced` are words that belong to no item for
    certain; `problems` say in sentences what a person should look at before any of it is taken over.
    """

    reference: str
    version: int | None
    answers: tuple[FormAnswer, ...]
    missing: tuple[str, ...]
    unplaced: tuple[str, ...]
    problems: tuple[str, ...]


def identity(reference: str, version: int) -> str:
    """The words by which a form says what it is; the reader knows them again, so they are no wording."""
    return f"Letter {reference}, version {version} of this form"


def identity_in(text: str) -> tuple[str, int] | None:
    """The letter's reference and the version of the form that the words name."""
    found = _IDENTITY.search(text)
    return (found["reference"], int(found["version"])) if found else None


def name_in_word(item_reference: str) -> str:
    """The reference as Word takes it in the name of a bookmark."""
    return _NOT_IN_A_NAME.sub("_", item_reference)


def answer_title(item_reference: str) -> str:
    """The title of the field to fill, which a screen reader says aloud."""
    return f"Chief Constable's comments on {item_reference}"


def hint(item_reference: str) -> str:
    """The words that stand in the field until somebody types."""
    return f"Type the Chief Constable's comments on {item_reference} here."


def without_hint(text: str, item_reference: str) -> str:
    """What was typed: the text without the words that waited there."""
    for words in (hint(item_reference), *_WORDS_OF_WORD):
        text = text.replace(words, "")
    return "" if is_blank(text) else text.strip()
