"""What we told the Home Secretary: every statement of every issued letter, with what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.audit import as_text
from tracker.domain.cleaning import search_form
from tracker.domain.items import heading_of
from tracker.domain.markup import paragraphs_of
from tracker.domain.named_themes import Theme, themes_of
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.themes import EarlierWords, on_the_same_theme
from tracker.domain.vocabulary import ForWhom, Voice
from tracker.models.base import db
from tracker.models.commitment import Commitment
from tracker.models.response import Response
from tracker.queries.commitments import answers_in, commitments_in, readable_letters, report_titles
from tracker.queries.issued_words import IssuedWords, words_being_corrected
from tracker.services.promises import said_on
from tracker.services.reports import require
from tracker.services.said import Said, said_in

LONGEST_SEARCH = 200
BESIDE = 5
"""Statements shown beside the answer that is being written."""


@dataclass(frozen=True)
class Statement:
    """One paragraph that an issued letter printed, and the promises in it."""

    letter: str
    said_on: date
    item: str
    item_id: int | None
    item_heading: str
    voice: Voice | None
    text: str
    about: str
    commitments: tuple[Commitment, ...] = ()

    @property
    def themes(self) -> frozenset[Theme]:
        """The themes of the statement and of the item that it answers."""
        return themes_of(f"{self.text}\n{self.about}")


@dataclass(frozen=True)
class ToldFilter:
    """What to look for: every one of the words, a theme, the year of the letter, promises only."""

    words: str = ""
    theme: Theme | None = None
    year: int | None = None
    promises_only: bool = False


def told(*, by: Actor, today: date, wanted: ToldFilter) -> list[Statement]:
    """The statements that match, the latest letter first."""
    require(may(by, Ability.READ_RESPONSES))
    words = search_form(wanted.words[:LONGEST_SEARCH]).split()
    letters = readable_letters(db.session(), by, today)
    if wanted.year is not None:
        letters = [one for one in letters if _year_of(one) == wanted.year]
    return [
        one
        for one in _with_promises(letters)
        if (not words or _has_words(one, words))
        and (wanted.theme is None or wanted.theme in one.themes)
        and (one.commitments or not wanted.promises_only)
    ]


def years_told(*, by: Actor, today: date) -> list[int]:
    """The years in which letters were issued, the latest first."""
    return sorted({_year_of(one) for one in readable_letters(db.session(), by, today)}, reverse=True)


def told_beside(*, text: str, item_id: int, by: Actor, today: date) -> list[Statement]:
    """What earlier letters said on the theme of an item, the likest first."""
    if not may(by, Ability.READ_RESPONSES):
        return []
    found = [
        one
        for one in _with_promises(readable_letters(db.session(), by, today))
        if one.item and one.item_id != item_id
    ]
    earlier = [EarlierWords(str(n), one.about, one.text, one.said_on) for n, one in enumerate(found)]
    return [found[int(one.key)] for one in on_the_same_theme(text, earlier, most=BESIDE)]


def _has_words(one: Statement, words: Sequence[str]) -> bool:
    promised = " ".join(f"{c.text} {c.owner_post} {c.outcome}" for c in one.commitments)
    text = search_form(f"{one.text} {one.about} {one.letter} {one.item} {promised}".replace("**", ""))
    return all(word in text for word in words)


def _with_promises(letters: Sequence[Response]) -> Iterator[Statement]:
    """Every statement with its promises; one that no paragraph holds stands by itself."""
    promised: dict[tuple[str, int | None, Voice | None], list[Commitment]] = {}
    names = {response.id: response.reference for response in letters}
    for made in commitments_in(db.session(), letters):
        part = names[made.response_id], made.item_id, made.voice
        promised.setdefault(part, []).append(made)
    parts = list(_statements(letters))
    for number, one in enumerate(parts):
        part = one.letter, one.item_id, one.voice
        here = [made for made in promised.get(part, []) if _stands_in(made, one.text)]
        for made in here:
            promised[part].remove(made)
        yield replace(one, commitments=tuple(here))
        following = parts[number + 1] if number + 1 < len(parts) else None
        if following is None or (following.letter, following.item_id, following.voice) != part:
            for made in promised.pop(part, []):
                yield replace(one, text=made.text, commitments=(made,))


def _stands_in(made: Commitment, text: str) -> bool:
    return bool(made.sentence) and search_form(made.sentence) in search_form(text.replace("**", ""))


def _statements(letters: Sequence[Response]) -> Iterator[Statement]:
    session = db.session()
    titles = report_titles(session, letters)
    answers: dict[int, list[Statement]] = {}
    issued = {response.id: words_being_corrected(session, response) for response in letters}
    days = {response.id: _day_of(response, issued[response.id]) for response in letters}
    by_id = {response.id: response for response in letters}
    for answer, item in answers_in(session, letters):
        response, then = by_id[answer.response_id], issued[answer.response_id]
        if item.for_whom is ForWhom.OTHERS and not _prints(response, then, "prints_items_for_others"):
            continue
        said = said_in(answer, then, is_live=then is None) or Said()
        for voice, words in _voices(said, with_pcc=_prints(response, then, "prints_pcc_responses")):
            made = Statement(
                response.reference,
                days[response.id],
                item.reference,
                item.id,
                heading_of(item.kind, item.number, item.heading),
                voice,
                words,
                f"{item.text}\n{titles.get(item.report_id, '')}",
            )
            answers.setdefault(response.id, []).append(made)
    for response in letters:
        about = "\n".join(titles.get(row.report_id, "") for row in response.reports)
        then = issued[response.id]
        for text in paragraphs_of(then.of_letter("paragraphs") if then else response.paragraphs):
            yield Statement(response.reference, days[response.id], "", None, "", None, text, about)
        yield from answers.get(response.id, [])


def _year_of(response: Response) -> int:
    return _day_of(response, words_being_corrected(db.session(), response)).year


def _day_of(response: Response, then: IssuedWords | None) -> date:
    """The day from which a letter speaks: that of the issued version while another is being prepared."""
    return (then.letter_dated if then else None) or said_on(response)


def _prints(response: Response, then: IssuedWords | None, field: str) -> bool:
    """Whether the letter prints what this choice of its own is about."""
    return then.of_letter(field) == as_text(True) if then else bool(getattr(response, field))


def _voices(said: Said, *, with_pcc: bool) -> Iterator[tuple[Voice, str]]:
    texts = [(Voice.CHIEF_CONSTABLE, said.chief_constable)]
    if with_pcc:
        texts += [(Voice.PCC, said.pcc), (Voice.REPLY, said.reply)]
    for voice, text in texts:
        for paragraph in paragraphs_of(text):
            yield voice, paragraph
