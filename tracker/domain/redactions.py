"""Finding and removing words that should never have been typed here."""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from tracker.domain.cleaning import is_blank, search_form

REDACTED = "[redacted]"
MIN_WORDS = 3
MAX_WORDS = 500
AROUND = 60
"""Characters shown on each side of the words in an excerpt."""

# A name keeps its meaning with our marks of bold inside it, and with characters that print nothing.
_BETWEEN_WORDS = r"[\s*]+"
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]*"


def problems_with_request(words: str, reason: str) -> dict[str, str]:
    """Each field of a request that does not hold, with its sentence; the reason is kept, so it is checked."""
    problems = {}
    if sum(character.isalnum() for character in words) < MIN_WORDS or is_blank(words):
        problems["words"] = (
            "Enter the words to remove, at least three letters or digits, exactly as they stand."
        )
    elif len(words) > MAX_WORDS:
        problems["words"] = f"Enter at most {MAX_WORDS} characters: remove longer passages in parts."
    elif pattern_for(words).search(REDACTED):
        problems["words"] = "This is what stands in the place of removed words: enter the words themselves."
    if is_blank(reason):
        problems["reason"] = "Say why the words must go; the reason stays on record."
    elif "words" not in problems and pattern_for(words).search(reason):
        problems["reason"] = "The reason stays on record: write it without the words to be removed."
    return problems


def pattern_for(words: str) -> re.Pattern[str]:
    """Matches whole words in any case, with any white space between them and accents in either form."""
    forms = {unicodedata.normalize(form, words.strip()) for form in ("NFC", "NFD")}
    return _whole_words(forms)


def search_pattern_for(words: str) -> re.Pattern[str]:
    """The same for the register's search columns, which hold the simplified form of the text."""
    return _whole_words({search_form(words)})


def _whole_words(forms: set[str]) -> re.Pattern[str]:
    ways = "|".join(_BETWEEN_WORDS.join(map(_one_word, form.split())) for form in sorted(forms))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)


def _one_word(word: str) -> str:
    return _UNSEEN.join(re.escape(character) for character in word)


def without(text: str, pattern: re.Pattern[str], replacement: str = REDACTED) -> str:
    """The text with the replacement wherever the pattern matches."""
    return pattern.sub(lambda _: replacement, text)


def json_without(text: str, pattern: re.Pattern[str], replacement: str = REDACTED) -> str:
    """The same inside every text of a JSON document, where letters and line ends stand in code.

    What is not JSON is taken as plain text.
    """
    try:
        held = json.loads(text)
    except ValueError:
        return without(text, pattern, replacement)
    changed = _mapped(held, lambda one: without(one, pattern, replacement))
    return text if changed == held else json.dumps(changed)


def _mapped(held: Any, change: Callable[[str], str]) -> Any:
    if isinstance(held, str):
        return change(held)
    if isinstance(held, list):
        return [_mapped(one, change) for one in held]
    if isinstance(held, dict):
        return {_mapped(key, change): _mapped(value, change) for key, value in held.items()}
    return held


def excerpt(text: str, pattern: re.Pattern[str]) -> tuple[str, str, str]:
    """What stands before the first match, the match, and what follows it, on one line each."""
    found = pattern.search(text)
    if found is None:
        return " ".join(text.split())[: 2 * AROUND], "", ""
    before, after = text[: found.start()], text[found.end() :]
    start = ("…" if len(before) > AROUND else "") + before[-AROUND:]
    end = after[:AROUND] + ("…" if len(after) > AROUND else "")
    return _on_one_line(start).lstrip(), _on_one_line(found.group()), _on_one_line(end).rstrip()


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
