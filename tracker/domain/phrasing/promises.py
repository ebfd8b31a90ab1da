"""Sentences of an answer that look like promises; whether each is one, a person decides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.phrasing import promise_forms as forms
from tracker.domain.phrasing.promise_dates import ReadDate, date_ahead, months_between, repeats_as
from tracker.domain.phrasing.sentences import sentences_of
from tracker.domain.vocabulary import Labelled

LONGEST = 30_000  # characters; no answer is longer
_LEAD_IN = re.compile(r":\s*$")
_MARK = re.compile(r"^[\s•*-]+")
_AFTER_BULLET = re.compile(r"(?:^|\n)[ \t]*[-•][ \t*]*\Z")
_LINE_START = re.compile(r"(?:^|\n)[ \t*]*\Z")
_NEAR = 300  # characters before a word in which what it belongs to is looked for


class PromiseSign(Labelled):
    """What makes a sentence look like a promise."""

    FUTURE = "future", "says what will be done"
    PLANNED = "planned", "says what is planned"
    UNDERTAKEN = "undertaken", "gives an undertaking"
    UNDER_WAY = "under_way", "says what is not finished yet"
    IMMINENT = "imminent", "says that something is near"
    STANDING = "standing", "tells of something done again and again"
    DATED = "dated", "names a day that lies ahead"


class FollowUp(Labelled):
    """How the sentence suggests to follow the promise up."""

    DUE = "due", "By a date"
    REVIEW = "review", "Review it"
    REPEATING = "repeating", "Again and again"


@dataclass(frozen=True)
class ReadPromise:
    """A sentence that looks like a promise, at text[start:end], with the day and months it names."""

    start: int
    end: int
    sentence: str  # without marks of bold
    sign: PromiseSign
    why: str  # "“will review” says what will be done."
    follow_up: FollowUp
    due: ReadDate | None = None
    every_months: int | None = None
    repeats: str = ""  # the words of the repetition, such as "weekly", which is no number of months


def read_promises(text: str, said_on: date) -> tuple[ReadPromise, ...]:
    """The promises of an answer in order, or what looks like them; dates count from the letter's day."""
    return tuple(_promises(text[:LONGEST], said_on))


def _promises(text: str, said_on: date) -> Iterator[ReadPromise]:
    lead: _Sign | None = None
    for start, end in _spans(text):
        sentence = text[start:end]
        plain = _plain(sentence)
        is_bullet = _AFTER_BULLET.search(text, max(0, start - _NEAR), start) is not None
        found = None if plain.rstrip().endswith("?") else _sign(plain, said_on)
        if _LEAD_IN.search(plain):
            # "We will:" promises nothing by itself, and everything in the list below it.
            lead = found if found and found.sign in _CARRIED else None
            if lead and not re.search(r"\w", plain[lead.end :]):
                continue
        elif not is_bullet and _LINE_START.search(text, max(0, start - _NEAR), start):
            lead = None
        sign = found or (lead if is_bullet else None)
        if sign:
            yield _promise(start, end, sentence, plain, sign, said_on)


@dataclass(frozen=True)
class _Sign:
    sign: PromiseSign
    words: str
    end: int = 0


_CARRIED = frozenset({PromiseSign.FUTURE, PromiseSign.PLANNED, PromiseSign.UNDERTAKEN})


def _promise(start: int, end: int, sentence: str, plain: str, sign: _Sign, said_on: date) -> ReadPromise:
    due = date_ahead(plain, said_on)
    repeats = repeats_as(plain)
    if repeats and sign.sign is not PromiseSign.UNDER_WAY:
        follow_up = FollowUp.REPEATING
    elif due:
        follow_up = FollowUp.DUE
    else:
        follow_up = FollowUp.REVIEW if _wants_review(plain, sign) else FollowUp.DUE
    is_again = follow_up is FollowUp.REPEATING
    return ReadPromise(
        start=start,
        end=end,
        sentence=sentence.replace("**", ""),
        sign=sign.sign,
        why=f"“{' '.join(sign.words.split())}” {sign.sign.label}.",
        follow_up=follow_up,
        due=due,
        every_months=months_between(repeats) if is_again else None,
        repeats=repeats if is_again else "",
    )


def _wants_review(plain: str, sign: _Sign) -> bool:
    open_ended = sign.sign in (PromiseSign.UNDER_WAY, PromiseSign.IMMINENT)
    patterns = (forms.REVIEWS, forms.UNDER_REVIEW, forms.IMMINENT)
    return open_ended or any(pattern.search(plain) for pattern in patterns)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence stands, without the bullet before it and the white space around it."""
    # A mark of bold must not hide where a sentence begins.
    for start, sentence in sentences_of(text.replace("*", " ")):
        mark = _MARK.match(sentence)
        lead = mark.end() if mark else 0
        end = len(sentence.rstrip())
        if lead < end:
            yield start + lead, start + end


def _plain(sentence: str) -> str:
    """The sentence without marks of bold and without what it quotes, every other letter in its place."""
    plain = sentence.replace("*", " ")
    return forms.QUOTED.sub(lambda quoted: " " * len(quoted[0]), plain)


def _sign(plain: str, said_on: date) -> _Sign | None:
    """The first sign in the order of their weight."""
    for reader in (_will, _planned, _undertaken, _continuous, _under_way, _imminent, _standing, _dated):
        if sign := reader(plain, said_on):
            return sign
    return None


def _is_of_others(plain: str, at: int) -> bool:
    """Whether the words since the last comma make another body the subject."""
    clause = re.split(r"[,;:–(]|\bthat\b|\bwhich\b", plain[max(0, at - _NEAR) : at])[-1]
    rest, others = forms.OTHER_BODIES.subn(" ", clause)
    return bool(others) and not forms.OURS.search(rest)


def _will(plain: str, said_on: date) -> _Sign | None:
    for found in forms.WILL.finditer(plain):
        before = plain[max(0, found.start() - _NEAR) : found.start()]
        after = plain[found.end() : found.end() + _NEAR]
        is_name = found[0] == "Will"
        if is_name or forms.WILL_AS_NOUN.search(before) or _is_of_others(plain, found.start()):
            continue
        if forms.HABIT.search(after) or forms.DENIES.search(after):
            continue
        if forms.EFFECT.search(after) and _tells_an_effect(before, plain, said_on):
            continue
        verb = re.match(r"\s+\S+(?:\s+\S+)?", after)
        words = (found[0] + (verb[0] if verb else "")).strip(" .,;:")
        return _Sign(PromiseSign.FUTURE, words, found.end())
    return None


def _tells_an_effect(before: str, plain: str, said_on: date) -> bool:
    """Whether the subject is the act itself: "which will help", or "this will help" without a day."""
    if forms.RELATIVE.search(before):
        return True
    return bool(forms.THE_ACT_ITSELF.search(before)) and date_ahead(plain, said_on) is None


def _planned(plain: str, said_on: date) -> _Sign | None:
    if forms.DENIED.search(plain):
        return None
    return _first(plain, PromiseSign.PLANNED, forms.INTENDS, forms.GOING_TO)


def _undertaken(plain: str, said_on: date) -> _Sign | None:
    return _first(plain, PromiseSign.UNDERTAKEN, forms.UNDERTAKES)


def _continuous(plain: str, said_on: date) -> _Sign | None:
    for found in forms.CONTINUOUS.finditer(plain):
        if _is_of_others(plain, found.start()):
            continue
        if date_ahead(plain, said_on):
            return _Sign(PromiseSign.FUTURE, found[0], found.end())
        if forms.MAKING.search(found["verb"]) or forms.WORKING_TOWARDS.match(plain, found.start("verb")):
            return _Sign(PromiseSign.UNDER_WAY, found[0], found.end())
    return None


def _under_way(plain: str, said_on: date) -> _Sign | None:
    return _first(plain, PromiseSign.UNDER_WAY, forms.PROGRESS, forms.UNDER_REVIEW)


def _imminent(plain: str, said_on: date) -> _Sign | None:
    return None if forms.PAST.search(plain) else _first(plain, PromiseSign.IMMINENT, forms.IMMINENT)


def _standing(plain: str, said_on: date) -> _Sign | None:
    words = repeats_as(plain)
    if not words or forms.PAST.search(plain) or forms.DEMANDS.search(plain) or not forms.DUTY.search(plain):
        return None
    return None if _is_of_others(plain, plain.find(words)) else _Sign(PromiseSign.STANDING, words)


def _dated(plain: str, said_on: date) -> _Sign | None:
    due = date_ahead(plain, said_on)
    if due is None or forms.PAST.search(plain) or forms.DEMANDS.search(plain):
        return None
    if not forms.ENDS_BY.search(plain) or _is_of_others(plain, len(plain)):
        return None
    return _Sign(PromiseSign.DATED, due.phrase)


def _first(plain: str, sign: PromiseSign, *patterns: re.Pattern[str]) -> _Sign | None:
    for pattern in patterns:
        for found in pattern.finditer(plain):
            if not _is_of_others(plain, found.start()):
                return _Sign(sign, found[0], found.end())
    return None
