"""Puts sentences together that a page break parted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.phrasing.letter_lines import Paragraph, ends_a_sentence
from tracker.domain.phrasing.structure import stands_alone, starts_anew


@dataclass(frozen=True)
class Joined:
    """Paragraphs after the halves of split sentences were put together, and a note of each join."""

    paragraphs: list[Paragraph]
    notes: list[str]


# Determiners, pronouns, prepositions, conjunctions and adverbs that a sentence is apt to begin with.
_OPENING_WORDS = """
a an the this that these those each every all any both many most some several such another no our my
your their its his her i we you they it he she there here who what which one two three four five six
seven eight nine ten in on at by for from with within without under over through throughout during
before after since until upon across among between beyond alongside following regarding despite to
of as if when where while whilst although though because unless whether once and but or so nor yet
however therefore furthermore moreover additionally also overall finally firstly first secondly
second thirdly third lastly next then now currently recently locally nationally importantly
similarly consequently meanwhile nevertheless further together given due having being please thank
not only again dear
"""
# Words that no finished sentence ends with.
_WORDS_THAT_GO_ON = """
a an the this these those each every our my your their its his her of in on at by for from with
within without under over through during before after until upon across among between to as if when
where while whether and but or nor that which who whose than is are was were be been being has have
had will would should must can could may might not both such very more
"""
_OPENERS = frozenset(_OPENING_WORDS.split())
_UNFINISHED = frozenset(_WORDS_THAT_GO_ON.split())
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|No|vs|approx)\.$")
_LONG_ENOUGH_ALREADY = 10_000  # characters: no paragraph of a letter goes on for longer
_LONG_ENOUGH = 10  # words: a shorter line without a full stop is more likely a heading than half a sentence


def join_split_sentences(paragraphs: Sequence[Paragraph], *, paragraphs_are_real: bool) -> Joined:
    """Puts the halves of sentences together that a page break parted, and notes each join."""
    joined = Joined([], [])
    for paragraph in paragraphs:
        previous = joined.paragraphs[-1] if joined.paragraphs else None
        if previous is None or not continues(previous, paragraph, paragraphs_are_real):
            joined.paragraphs.append(paragraph)
            continue
        tail, head = " ".join(previous.plain[-200:].split()[-4:]), " ".join(paragraph.plain.split()[:4])
        joined.notes.append(f"Joined across a page break: “…{tail}” and “{head}…”.")
        joined.paragraphs[-1] = Paragraph(_glued(previous.text, paragraph.text), previous.is_heading)
    return joined


def _glued(first: str, second: str) -> str:
    is_hyphen = re.search(r"[A-Za-z]-$", first) is not None and not re.match(r"(?:and|or|to)\b", second)
    return first + ("" if is_hyphen else " ") + second


def continues(first: Paragraph, second: Paragraph, paragraphs_are_real: bool) -> bool:
    """Whether the second paragraph is the other half of a sentence that the first one leaves open."""
    if len(first.text) > _LONG_ENOUGH_ALREADY or (first.is_heading and paragraphs_are_real):
        return False
    said, more = first.plain, second.plain
    if starts_anew(more) or stands_alone(said) or second.is_list or second.is_heading:
        return False
    if ends_a_sentence(said):
        return more[:1].islower() and bool(_ABBREVIATION.search(said))
    if more[:1].islower():
        return True
    if paragraphs_are_real or not more[:1].isupper():
        return False
    last = re.sub(r"\W+$", "", said.rsplit(maxsplit=1)[-1]).casefold()
    if last in _UNFINISHED or said.endswith(","):
        return True
    opener = re.split(r"\W", more, maxsplit=1)[0].casefold()
    is_long = len(said.split(maxsplit=_LONG_ENOUGH)) >= _LONG_ENOUGH
    return is_long and opener not in _OPENERS and ends_a_sentence(more) and _is_prose(more)


def _is_prose(text: str) -> bool:
    words = text.split()
    return len(words) >= 3 and any(word[:1].islower() for word in words)
