"""The titles of reports, as a letter quotes them."""

import re
from collections.abc import Iterable, Sequence

_OPENING = re.compile(r"(?:(?<=[\s(:])|^)(?P<quote>['\"‘“’])(?=\S)")
_CLOSERS = {"'": "'", '"': '"', "‘": "’", "“": "”", "’": "’"}
# Words that follow a finished title; "bodies' response" shows why others do not end one.
_FOLLOWERS = """
and or which that published was is on dated by from as in to for of report reports inspection
together i we has have the
"""
_AFTER_A_TITLE = frozenset(_FOLLOWERS.split())
_SUBJECT_LABEL = re.compile(
    r"^(?:re|subject|ref)\s*[:.]\s*|^(?:(?:formal\s+)?response\s+to\s+(?:the\s+)?)?(?:(?:HMICFRS|HMIC|HMICFRS['’]s|PEEL)\s+)*"
    r"(?:inspection\s+|thematic\s+)*reports?\s*(?:entitled\s*)?[:–—-]\s*",
    re.I,
)


def quoted_titles(text: str) -> tuple[str, ...]:
    """Every title in quotation marks, without them, in order; a possessive inside a title does not end it."""
    titles, at = [], 0
    while (opening := _OPENING.search(text, at)) is not None:
        quote = opening.group("quote")
        end = _closing(text, opening.end(), _CLOSERS[quote])
        if end is None:
            at = opening.end()
            continue
        titles.append(" ".join(text[opening.end() : end].rstrip(" .,").split()))
        at = end + 1
    return tuple(title for title in titles if len(title.split()) > 1 or len(title) > 6)


def subject_title(subject: str) -> str:
    """The title that a subject line such as "HMICFRS Report: …" names; nothing where it names none."""
    bare = subject.strip()
    while (label := _SUBJECT_LABEL.match(bare)) is not None and label.end() > 0:
        bare = bare[label.end() :].strip()
        if not bare:
            return ""
        if bare == subject.strip():
            break
    return bare.strip(" .'\"‘’“”") if bare != subject.strip() else ""


def titles_of_letter(subject: str, paragraphs: Sequence[str], headings: Iterable[str]) -> tuple[str, ...]:
    """The reports that a letter answers, each once: as its paragraphs, subject or appendices quote them."""
    found: list[str] = []
    opening = next(
        (text for text in paragraphs if re.search(r"\bsection\s+55|\bs\.?\s?55|\bentitled\b", text, re.I)), ""
    )
    for source in (
        quoted_titles(opening),
        quoted_titles(subject),
        *(quoted_titles(heading) for heading in headings),
    ):
        found.extend(source)
    if not found and (named := subject_title(subject)):
        found.append(named)
    return _each_once(found)


def title_form(title: str) -> str:
    """A title as it is compared with another: its words, whatever quotation marks and capitals it has."""
    return re.sub(r"\W+", " ", title).casefold().strip()


def _each_once(titles: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for title in titles:
        kept.setdefault(title_form(title), title)
    return tuple(kept.values())


def _closing(text: str, start: int, closer: str) -> int | None:
    for match in re.finditer(re.escape(closer), text[start : start + 600]):
        at = start + match.start()
        after = text[at + 1 : at + 40]
        if not after or re.match(r"[.,;:)\]!?]|\s*$|\s[–—-]|['\"’”]", after):
            return at
        following = re.match(r"\s+([\w'’\"‘“]+)", after)
        if following is None:
            continue
        is_possessive = text[at - 1 : at] == "s"
        word = following.group(1)
        if not is_possessive or word.casefold() in _AFTER_A_TITLE or word[:1] in "'\"‘“":
            return at
    return None
