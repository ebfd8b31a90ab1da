"""Finding and removing words that should never have been typed here."""

import re
import unicodedata

from tracker.domain.cleaning import is_blank, search_form

REDACTED = "[redacted]"
MIN_WORDS = 3


def problems_with_request(words: str, reason: str) -> dict[str, str]:
    """Each field of a request that does not hold, with its sentence; the reason stays on record, so it is checked."""
    problems = {}
    if len(words.strip()) < MIN_WORDS or is_blank(words):
        problems["words"] = "Enter the words to remove, at least three characters, exactly as they stand."
    if is_blank(reason):
        problems["reason"] = "Say why the words must go; the reason stays on record."
    elif "words" not in problems and pattern_for(words).search(reason):
        problems["reason"] = "The reason stays on record: write it without the words to be removed."
    return problems


def pattern_for(words: str) -> re.Pattern[str]:
    """Matches the words in any case, with any white space between them, accents in either form, whole words only."""
    forms = {unicodedata.normalize(form, words.strip()) for form in ("NFC", "NFD")}
    return _whole_words(forms)


def search_pattern_for(words: str) -> re.Pattern[str]:
    """The same for the register's search columns, which hold the simplified form of the text."""
    return _whole_words({search_form(words)})


def _whole_words(forms: set[str]) -> re.Pattern[str]:
    ways = "|".join(r"\s+".join(re.escape(word) for word in form.split()) for form in sorted(forms))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)
