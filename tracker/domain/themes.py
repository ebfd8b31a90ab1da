"""Which earlier words speak of the same theme: by the significant words that two texts share."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import search_form

_WORD = re.compile(r"[^\W\d_]{4,}")
# What every recommendation says, whatever it is about.
_EVERYWHERE = frozenset(
    [
        "about",
        "action",
        "after",
        "agree",
        "agreed",
        "area",
        "areas",
        "been",
        "being",
        "body",
        "bodies",
        "chief",
        "commissioner",
        "constable",
        "constables",
        "constabulary",
        "could",
        "does",
        "each",
        "ensure",
        "ensures",
        "ensuring",
        "every",
        "force",
        "forces",
        "from",
        "have",
        "having",
        "improve",
        "improvement",
        "including",
        "into",
        "make",
        "makes",
        "more",
        "most",
        "must",
        "need",
        "needs",
        "other",
        "others",
        "over",
        "police",
        "policing",
        "recommend",
        "recommendation",
        "recommendations",
        "recommended",
        "report",
        "response",
        "should",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "under",
        "until",
        "upon",
        "using",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "within",
        "work",
        "working",
        "would",
        "your",
        "immediate",
        "effect",
        "months",
        "year",
        "years",
        "date",
        "later",
        "december",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
    ]
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "es", "ed", "s", "y")
_LEAST_SHARED = 2


@dataclass(frozen=True)
class EarlierWords:
    """What was said once: `asked` is the item it answered, `said` the answer, `on` the letter's date."""

    key: str
    asked: str
    said: str
    on: date


def significant_words(text: str) -> frozenset[str]:
    """The stems of the words that tell what a text is about."""
    words = _WORD.findall(search_form(text))
    return frozenset(_stem(word) for word in words if word not in _EVERYWHERE)


def shared_words(one: str, other: str) -> frozenset[str]:
    """The stems of the significant words that both texts have."""
    return significant_words(one) & significant_words(other)


def on_the_same_theme(text: str, earlier: Iterable[EarlierWords], *, most: int = 3) -> Sequence[EarlierWords]:
    """What was said on the theme of a text, the likest first, of equals the newest.

    A word that few of the earlier items have weighs more than one that most of them have.
    """
    candidates = [(one, significant_words(one.asked)) for one in earlier]
    common = Counter(word for _, words in candidates for word in words)
    wanted = significant_words(text)
    ranked = []
    for one, words in candidates:
        shared = wanted & words
        if len(shared) >= min(_LEAST_SHARED, len(wanted)) and shared:
            weight = sum(1 / common[word] for word in shared)
            ranked.append((-round(weight, 6), -one.on.toordinal(), one.key, one))
    return [one for *_, one in sorted(ranked, key=lambda row: row[:3])[:most]]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
