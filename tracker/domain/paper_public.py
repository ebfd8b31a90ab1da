"""The public version of a paper: no part that is kept back, no name below chief officer, no marking.

Chief officers' names stay, because only the names that are given here are taken out.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tracker.domain.cleaning import is_blank
from tracker.domain.paper_numbers import numbers_of
from tracker.domain.papers import FurnitureKind, Paper, PaperPart
from tracker.domain.wording import possessive

_RANKS = (
    "Detective Chief Superintendent", "Detective Superintendent", "Detective Chief Inspector",
    "Detective Inspector", "Detective Sergeant", "Detective Constable", "Chief Superintendent",
    "Superintendent", "Chief Inspector", "Inspector", "Sergeant", "Constable", "Police Constable",
    "Police Sergeant", "Det Ch Supt", "Det Supt", "Det Chief Insp", "Det Insp", "Det Sgt", "Det Con",
    "Ch Supt", "C/Supt", "Chief Supt", "Supt", "Ch Insp", "C/Insp", "Chief Insp", "Insp", "Sgt",
    "DCS", "DSU", "D/Supt", "DCI", "DI", "DS", "DC", "PC", "PS", "PCSO",
    "Temporary", "Acting",
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Professor", "Prof", "Sir", "Dame", "Rev", "Revd",
)  # fmt: skip
_RANK_FORMS = "|".join(
    re.escape(form).replace(r"\ ", r"\.?\s+")
    for rank in sorted(_RANKS, key=len, reverse=True)
    for form in dict.fromkeys((rank, rank.upper()))
)
_RANK = rf"(?:(?:[TA]/)?(?:{_RANK_FORMS})\.?\s+)"
_BY_RANK = rf"(?:{_RANK}{{1,4}}(?:(?:[^\W\d]\.?|[0-9]{{1,6}})\s+){{0,4}})"
_LEADING = re.compile(rf"{_RANK}{{1,4}}")
_GAP = r"(?:\*\*)?\s+(?:\*\*)?"
_STARTS, _ENDS = r"(?<![\w\-])", r"(?!\w|-\w)"
_POSSESSIVE = r"(?P<own>['’][sS]\b|(?<=[sS])['’](?=\s+\w))?"
_LINE_STARTS = r"(?:[-•#]+\s+|[0-9]+(?:\.[0-9]+)+\.?\s+)"
_SENTENCE_STARTS = re.compile(
    rf"(?:^{_LINE_STARTS}?|\n\s*\n\s*|\n[ \t]*{_LINE_STARTS}|[.?!]['\"’”)]*\s+)(?:\*\*)?$"
)

_THE = re.compile(r"\b[Tt]he\s+$")


@dataclass(frozen=True)
class KnownName:
    """A person below chief officer, and the title of the post that stands for them in public."""

    name: str
    stands_for: str


@dataclass(frozen=True)
class TakenOut:
    """One thing that the public version does not say: the words, and what stands there instead, if any."""

    words: str
    instead: str = ""


def public_version(paper: Paper, names: Sequence[KnownName]) -> tuple[Paper, tuple[TakenOut, ...]]:
    """The paper as it may be published, and what was taken out; the numbers of what stays do not change."""
    taken: dict[TakenOut, None] = {}
    say = _replacer(names, taken)
    parts = []
    for part, number in zip(paper.parts, numbers_of(paper.parts), strict=True):
        if part.is_left_out_of_public:
            taken[TakenOut(f"Section: {part.heading or part.kind.label}")] = None
        else:
            parts.append(_public_part(replace(part, number=number), say))
    if paper.marking:
        taken[TakenOut(f"Marking: {paper.marking}")] = None
    furniture = tuple(
        replace(piece, words=say(piece.words), label=say(piece.label))
        for piece in paper.style.furniture
        if piece.kind is not FurnitureKind.MARKING
    )
    made = replace(
        paper,
        style=replace(paper.style, furniture=furniture),
        title=say(paper.title),
        to=say(paper.to),
        sent_by=say(paper.sent_by),
        agenda_item=say(paper.agenda_item),
        author=say(paper.author),
        parts=tuple(parts),
        marking="",
    )
    return made, tuple(taken)


def still_named(paper: Paper, names: Sequence[KnownName]) -> tuple[str, ...]:
    """The surnames that still stand somewhere, for a person to look at: some are plain words."""
    texts = [paper.title, paper.to, paper.sent_by]
    for part in paper.parts:
        texts += [part.heading, part.text, *(cell for row in part.rows for cell in row)]
    said = "\n".join(texts)
    surnames = dict.fromkeys(words[-1] for known in names if (words := _words_of(known.name)))
    return tuple(name for name in surnames if re.search(f"{_STARTS}{_word(name)}{_ENDS}", said))


def _public_part(part: PaperPart, say: Callable[[str], str]) -> PaperPart:
    rows = tuple(tuple(say(cell) for cell in row) for row in part.rows)
    return replace(part, heading=say(part.heading), text=say(part.text), rows=rows)


def _replacer(names: Sequence[KnownName], taken: dict[TakenOut, None]) -> Callable[[str], str]:
    """A function that puts the titles in the place of the names, and notes in `taken` what it did."""
    titles: dict[str, list[str]] = {}
    for known in names:
        for form in _forms(known.name):
            held = titles.setdefault(form, [])
            if known.stands_for not in held:
                held.append(known.stands_for)
    if not titles:
        return lambda text: text
    # The longest first, and those that may mean anybody of the surname last.
    forms = sorted(titles, key=lambda form: (form.startswith(_BY_RANK), -len(form), form))
    groups = "|".join(f"(?P<n{at}>{form})" for at, form in enumerate(forms))
    pattern = re.compile(f"{_STARTS}(?:{groups}){_POSSESSIVE}{_ENDS}")

    def put(found: re.Match[str]) -> str:
        form = next(forms[at] for at in range(len(forms)) if found[f"n{at}"] is not None)
        # Two people of one surname: a rank alone does not say which of them is meant.
        title = " or ".join(titles[form])
        before = found.string[: found.start()]
        if title.startswith("the ") and _THE.search(before):
            title = title.removeprefix("the ")
        if _SENTENCE_STARTS.search(before):
            title = title[:1].upper() + title[1:]
        taken[TakenOut(found[0].replace("**", ""), title)] = None
        own = found["own"] or ""
        said = possessive(title).replace("'", own[0]) if own else title
        return _in_its_weight(found[0], said, before)

    return lambda text: pattern.sub(put, text)


def _in_its_weight(found: str, said: str, before: str) -> str:
    """The words with the mark of bold that stood inside the name, so that none is left alone."""
    if found.count("**") % 2 == 0:
        return said
    is_bold = before.rpartition("\n")[2].count("**") % 2 == 1
    return f"{said}**" if is_bold else f"**{said}"


def _words_of(name: str) -> list[str]:
    # With a space at its end, so that a rank alone is known as one and names nobody.
    return _LEADING.sub("", f"{' '.join(name.split())} ", count=1).split()


def _forms(name: str) -> list[str]:
    """The patterns in which a name is written: whole, turned round, with an initial, by rank and surname."""
    if is_blank(name):
        return []
    words = _words_of(name)
    if not words:
        return []
    any_rank = rf"{_RANK}{{0,4}}"
    whole = _GAP.join(_word(word) for word in words)
    surname = _word(words[-1])
    forms = [f"{any_rank}{whole}"]
    if len(words) > 1:
        first = _GAP.join((_word(words[0]), surname))
        initial = re.escape(words[0][0])
        forms += [f"{any_rank}{first}"] if len(words) > 2 else []
        forms.append(f"{surname},\\s+{_word(words[0])}")
        forms.append(rf"{any_rank}{initial}\.\s*(?:[^\W\d]\.\s*){{0,4}}{surname}")
        forms.append(rf"{_RANK}{{1,4}}{initial}\.?\s+(?:[^\W\d]\.?\s+){{0,4}}{surname}")
        forms.append(rf"{_BY_RANK}{surname}")
    return forms


def _word(word: str) -> str:
    """The word as given or in capitals, with an apostrophe of either shape."""
    forms = dict.fromkeys((word, word.upper()))
    return "(?:" + "|".join(re.sub("['’]", "['’]", re.escape(form)) for form in forms) + ")"
