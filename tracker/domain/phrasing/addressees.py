"""Whom an item is for, read from its own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain.phrasing import bodies
from tracker.domain.phrasing.deadlines import read_deadlines
from tracker.domain.phrasing.sentences import sentences_of
from tracker.domain.vocabulary import ForWhom, ItemKind


@dataclass(frozen=True)
class Us:
    """The names, by date, of the force and of its local policing body; items for these are ours."""

    force_names: tuple[str, ...]
    body_names: tuple[str, ...]


@dataclass(frozen=True)
class ReadAddressees:
    """Whom an item is for: joint means us and others, conditional means ours until ruled not to apply."""

    names: tuple[str, ...]
    for_whom: ForWhom
    is_joint: bool
    is_conditional: bool
    warnings: tuple[str, ...] = ()


@dataclass
class _Reading:
    us: Us
    names: list[str] = field(default_factory=list)
    is_for_force: bool = False
    is_for_body: bool = False
    is_for_others: bool = False
    is_conditional: bool = False

    def add(self, name: str) -> None:
        if name.casefold() not in (kept.casefold() for kept in self.names):
            self.names.append(name)


_MODAL = re.compile(
    r"\b(?:should|must|shall|needs?\s+to|ha(?:s|ve)\s+to|(?:is|are)\s+(?:required|asked|expected)\s+to)\b",
    re.I,
)
_LEADING_CLAUSE = re.compile(
    r"^(?:by|within|with|not|no|before|from|as|in|over|during|to|for|following|where|if|unless|once|when|until|at|after|"
    r"through|under|given|having|building|using|working|acting|on|and|then|also|therefore|however|additionally|similarly|finally)\b[^,]*,\s*",
    re.I,
)
_CONDITION = re.compile(r"^(?:where|if|unless)\b", re.I)
_ALONGSIDE = re.compile(
    r",?\s*\b(?:working(?:\s+\w+)?\s+with|in\s+(?:consultation|partnership|collaboration|co-?operation|liaison)\s+with|"
    r"supported\s+by|with\s+(?:the\s+)?(?:support|help|assistance|advice|partners|their|its|other|local|input)\b|"
    r"through|as\s+part\s+of|led\s+by|liaising\s+with|engaging\s+with|and\s+(?:their|its)\s+(?:\w+\s+)?partners)\b.*$",
    re.I | re.S,
)
_TOGETHER = re.compile(
    r",?\s*\b(?:in\s+conjunction\s+with|jointly\s+with|together\s+with|alongside)\s+(?P<others>.*)$",
    re.I | re.S,
)
_RELATIVE_CLAUSE = re.compile(
    r",?\s+(?:(?:of|in|from)\s+(?:those\s+|any\s+|all\s+)?(?:police\s+)?forces\s+)?"
    r"(?:that|which|who|whose|where|without|with|not|yet|lacking|having|if|still)\b.*$",
    re.I | re.S,
)
_RECOMMENDED = re.compile(r"\brecommend(?:s|ed)?\s+that\b[\s,]*", re.I)
_AGENT = re.compile(r"\bbe\s+(?:\w+\s+){1,8}?by\s+(?P<agent>[^.,;]+)", re.I)
_LISTED_WITH_A_BODY = re.compile(r"(?:the|all|each|every|any|relevant)\s+\w", re.I)
_LONGEST = 30_000  # characters; no item is longer
_CLAUSE = 400  # characters before a verb in which its subject is looked for
_UNSTATED = "The text does not say whom this is for; it is taken as ours."
_CONDITIONAL = "This is only for those it describes; it counts as ours until it is ruled not to apply."


def read_addressees(text: str, kind: ItemKind, us: Us) -> ReadAddressees:
    """The addressees as printed; an item that names none is the force's by implication, or taken as ours."""
    text = text[:_LONGEST]
    reading = _Reading(us)
    for _, sentence in sentences_of(text):
        _read_sentence(" ".join(sentence.split()), reading)
    if not (reading.is_for_force or reading.is_for_body or reading.is_for_others):
        return _by_implication(text, kind, us)
    is_ours = reading.is_for_force or reading.is_for_body
    is_conditional = is_ours and reading.is_conditional
    return ReadAddressees(
        names=tuple(reading.names),
        for_whom=_for_whom(reading),
        is_joint=is_ours and reading.is_for_others,
        is_conditional=is_conditional,
        warnings=(_CONDITIONAL,) if is_conditional else (),
    )


def others_sentence(names: Sequence[str], kind: ItemKind) -> str:
    """The sentence an appendix prints in place of an answer to an item for other bodies only."""
    printed = [bodies.with_article(name) for name in names] or ["other bodies"]
    listed = printed[0] if len(printed) == 1 else f"{', '.join(printed[:-1])} and {printed[-1]}"
    noun = kind.label[:1].lower() + kind.label[1:]
    return f"This {noun} is for {listed}."


def _for_whom(reading: _Reading) -> ForWhom:
    if reading.is_for_force and reading.is_for_body:
        return ForWhom.BOTH
    if reading.is_for_force:
        return ForWhom.FORCE
    return ForWhom.PCC if reading.is_for_body else ForWhom.OTHERS


def _by_implication(text: str, kind: ItemKind, us: Us) -> ReadAddressees:
    if kind is ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT:
        return ReadAddressees((), ForWhom.FORCE, is_joint=False, is_conditional=False)
    if kind in (ItemKind.CAUSE_OF_CONCERN, ItemKind.AREA_FOR_IMPROVEMENT) and _opens_with_the_force(text, us):
        return ReadAddressees((), ForWhom.FORCE, is_joint=False, is_conditional=False)
    return ReadAddressees((), ForWhom.UNSTATED, is_joint=False, is_conditional=False, warnings=(_UNSTATED,))


def _opens_with_the_force(text: str, us: Us) -> bool:
    names = [re.escape(bodies.without_article(_plain(name))) for name in us.force_names]
    known = "|".join([*names, r"force", r"constabulary", r"chief\s+constable"])
    return bool(re.match(rf"\W*(?:the\s+)?(?:{known})\b", _plain(text), re.I))


def _read_sentence(sentence: str, reading: _Reading) -> None:
    modals = list(_MODAL.finditer(sentence))
    if not modals:
        if said := _RECOMMENDED.search(sentence):
            asked = _without_deadlines(sentence[said.end() :])
            _read_list(_first_names(asked), reading, is_sentence_start=False)
        return
    first = modals[0]
    found = _read_subject(sentence[: first.start()], reading)
    for modal in modals[1:20]:
        clause = re.split(
            r",\s*(?:and\s+|but\s+|while\s+)?|;\s*|\b(?:and|but|while)\s+",
            sentence[max(0, modal.start() - _CLAUSE) : modal.start()],
        )[-1]
        _read_list(clause, reading, is_sentence_start=False)
    rest = sentence[first.end() :]
    if found and (together := re.search(r"\bin\s+conjunction\s+with\s+(?P<others>[^.;]*)", rest, re.I)):
        _read_list(_first_names(together.group("others")), reading, is_sentence_start=False)
    if not found and (agent := _AGENT.search(sentence, first.start())):
        _read_list(_first_names(agent.group("agent")), reading, is_sentence_start=False)


def _read_subject(subject: str, reading: _Reading) -> bool:
    if said := _RECOMMENDED.search(subject):
        subject = subject[said.end() :]
    subject = _without_deadlines(subject)
    is_conditional = False
    while (clause := _LEADING_CLAUSE.match(subject)) is not None:
        is_conditional = is_conditional or bool(_CONDITION.match(subject))
        subject = subject[clause.end() :].strip(" ,")
    others = ""
    if together := _TOGETHER.search(subject):
        subject, others = subject[: together.start()], together.group("others")
    subject = re.sub(
        r",?\s*\b(?:also|both|therefore|then|now|collectively|jointly|each|all)\s*$", "", subject.strip(" ,")
    )
    found = _read_list(_ALONGSIDE.sub("", subject).strip(" ,"), reading, is_sentence_start=True)
    if found and others:
        _read_list(others.strip(" ,"), reading, is_sentence_start=False)
    reading.is_conditional = reading.is_conditional or (found and is_conditional)
    return found


def _without_deadlines(text: str) -> str:
    for deadline in read_deadlines(text, None):
        text = text.replace(deadline.phrase, " ", 1)
    return text.strip(" ,;:-•")


def _first_names(text: str) -> str:
    """The names at the start of a text that goes on, as far as they can be told from what follows."""
    held = _held(text)
    match = re.match(
        r"(?:(?:(?:,\s*|\s+and\s+)?(?:the\s+|all\s+)?(?:[A-Z\x00][\w'’]*|(?:of|for|and|chief\s+constables?|forces?|constabulary)\b|\x00)\s*)+)",
        held[0],
    )
    return _let_go(match.group(0), held[1]).strip(" ,") if match else text


def _read_list(subject: str, reading: _Reading, *, is_sentence_start: bool) -> bool:
    clause = _RELATIVE_CLAUSE.search(subject)
    listed = subject[: clause.start()] if clause else subject
    found = False
    held, kept = _held(listed, reading.us)
    for number, part in enumerate(
        re.split(r",\s*(?:and\s+|or\s+)?|;\s*|\s+(?:and|&|or)\s+|\s+as\s+well\s+as\s+", held)
    ):
        name = _let_go(part, kept).strip(" ,:")
        if name and _read_one(name, reading, is_sentence_start=is_sentence_start and number == 0):
            found = True
        elif found and _LISTED_WITH_A_BODY.match(name):
            # What stands in one list with a body is a body too, though its name be new to us.
            reading.is_for_others = True
            reading.add(bodies.without_article(name))
        elif number == 0:
            return False
    if found and clause and (reading.is_for_force or reading.is_for_body):
        reading.is_conditional = True
    return found


def _held(text: str, us: Us | None = None) -> tuple[str, list[str]]:
    """The text with each name that holds "and" replaced by a mark, and those names."""
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        kept.append(match.group(0))
        return f"\x00{len(kept) - 1}\x00"

    text = text.replace("\x00", " ")
    own = [name for name in (*us.force_names, *us.body_names) if " and " in name] if us else []
    for name in sorted(own, key=len, reverse=True):
        text = re.sub(re.escape(name), hold, text, flags=re.I)
    return bodies.NAMES_HOLDING_AND.sub(hold, text), kept


def _let_go(text: str, kept: list[str]) -> str:
    while mark := re.search(r"\x00([0-9]+)\x00", text):
        text = text[: mark.start()] + kept[int(mark.group(1))] + text[mark.end() :]
    return text


def _read_one(name: str, reading: _Reading, *, is_sentence_start: bool) -> bool:
    name = re.sub(r"\s+\([A-Z]\w*\)$", "", name)
    owner = re.match(r"(?P<owner>.+?)['’]s?\s+[a-z]", name)
    if owner and _whose_of_ours(owner.group("owner"), reading.us):
        name = owner.group("owner")  # "the force's control room" is the force's to answer for
    printed = (
        _uncapitalised(bodies.without_article(name)) if is_sentence_start else bodies.without_article(name)
    )
    if whose := _whose_of_ours(name, reading.us):
        reading.is_for_force |= whose is ForWhom.FORCE
        reading.is_for_body |= whose is ForWhom.PCC
        reading.add(printed)
        return True
    if _names_another(name) or bodies.is_organisation(name, is_sentence_start=is_sentence_start):
        reading.is_for_others = True
        reading.add(printed)
        return True
    return False


def _whose_of_ours(name: str, us: Us) -> ForWhom | None:
    plain = _plain(name)
    for names, whose in ((us.body_names, ForWhom.PCC), (us.force_names, ForWhom.FORCE)):
        if any(plain == _plain(ours) for ours in names):
            return whose
    for pattern, of_a_place, names, whose in (
        (bodies.FORCES, bodies.FORCE_OF_A_PLACE, us.force_names, ForWhom.FORCE),
        (bodies.COMMISSIONERS, bodies.COMMISSIONER_OF_A_PLACE, us.body_names, ForWhom.PCC),
    ):
        placed = of_a_place.match(bodies.without_article(name))
        if placed and _is_our_place(placed.group("place"), names):
            return whose
        match = pattern.match(name)
        if match and _is_general(name[match.end() :], names):
            return whose
    return None


def _is_our_place(place: str, names: tuple[str, ...]) -> bool:
    """Whether a place is the one that our own names hold: "Saltmarsh" in "Saltmarsh Police"."""
    pattern = re.compile(rf"\b{re.escape(_plain(place))}\b")
    return place[:1].isupper() and any(pattern.search(_plain(name)) for name in names)


def _is_general(rest: str, names: tuple[str, ...]) -> bool:
    """Whether what follows "chief constables", "the PCC" … leaves them general, or names our own place."""
    rest = rest.strip()
    if not rest or re.match(
        r"(?:in|across|throughout|of|for)\s+(?:the\s+)?(?:England|Wales|police\s+service|(?:all|both|their|these|those)\b|(?:police\s+)?forces)",
        rest,
        re.I,
    ):
        return True
    place = re.match(r"(?:of|for|in)\s+(?:the\s+)?(?P<place>.+)$", rest)
    return (
        bool(place) and any(_plain(place.group("place")) in _plain(name) for name in names)
        if place
        else False
    )


def _names_another(name: str) -> bool:
    return bool(
        (bodies.FORCES.match(name) or bodies.COMMISSIONERS.match(name))
        and re.search(r"\b(?:of|for|in)\s+(?:the\s+)?[A-Z]", name)
    )


def _plain(name: str) -> str:
    return bodies.without_article(" ".join(name.replace("’", "'").casefold().split()))


def _uncapitalised(name: str) -> str:
    """A general name that stood first in its sentence, with the small letter it has elsewhere."""
    if re.match(
        r"(?:All|Each|Every|Any|Those|Both|Forces?|Police\s+(?:forces|and\s+crime)|Police,?\s+(?:and\s+)?fire\s+and|Local\s+authorities|Chief\s+constables?|Local\s+policing)\b",
        name,
    ):
        return name[0].lower() + name[1:]
    return name
