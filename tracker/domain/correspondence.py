"""Letters of the inspectorate about items: one letter may close two items and re-open a third."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.completion import LONGEST_LEVEL
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.delivery_moves import DeliveryMove, ItemInHand, may_move
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Effect

LONGEST_NAME = 200
LONGEST_SUBJECT = 500
MAX_WORDS = 30_000
LONGEST_NOTE = 2_000
MOST_ITEMS = 200
"""Items of one letter."""
THE_INSPECTORATE = "HMICFRS"

MOVES: dict[Effect, DeliveryMove] = {
    Effect.CLOSES: DeliveryMove.RECORD_CLOSURE,
    Effect.REOPENS: DeliveryMove.WITHDRAW_CLOSURE,
}
"""The move that each effect makes; a mention makes none."""


@dataclass(frozen=True)
class LetterDetails:
    """A letter of the inspectorate as a person records it."""

    sender: str = THE_INSPECTORATE
    subject: str = ""
    dated_on: date | None = None
    received_on: date | None = None
    words: str = ""
    closure_level: str = ""


@dataclass(frozen=True)
class ItemInLetter:
    """What a letter says of one item, with the item as it stands."""

    reference: str
    effect: Effect
    note: str
    published_on: date
    closed_on: date | None
    in_hand: ItemInHand


def what_it_shows(details: LetterDetails) -> str:
    """What the file of a letter shows, as a proof says it."""
    return f"Letter from {details.sender}: {details.subject}"


def problems_with_letter(details: LetterDetails, today: date) -> dict[str, str]:
    """Each field of the letter itself that does not hold, with the sentence that says how to mend it."""
    problems = {}
    for name, label, most in (
        ("sender", "the sender", LONGEST_NAME),
        ("subject", "the subject", LONGEST_SUBJECT),
        ("words", "the words", MAX_WORDS),
        ("closure_level", "the closure level", LONGEST_LEVEL),
    ):
        length = len(getattr(details, name))
        if length > most:
            problems[name] = f"{label.capitalize()} must be {most:,} characters or fewer; it has {length:,}."
    if is_blank(details.sender):
        problems["sender"] = "Enter who wrote the letter."
    if is_blank(details.subject):
        problems["subject"] = "Enter what the letter is about, as its subject line says it."
    if problem := _problem_with_dates(details, today):
        problems |= problem
    return problems


def _problem_with_dates(details: LetterDetails, today: date) -> dict[str, str]:
    dated, received = details.dated_on, details.received_on
    problems = {}
    if dated is None:
        problems["dated_on"] = "Enter the date that the letter bears."
    elif dated > today:
        problems["dated_on"] = "The letter cannot be dated in the future."
    if received is None:
        problems["received_on"] = "Enter the day on which the letter came."
    elif received > today:
        problems["received_on"] = "The letter cannot have come in the future."
    elif dated is not None and received < dated <= today:
        problems["received_on"] = f"The letter is dated {date_in_words(dated)}: it cannot have come before."
    return problems


def problems_with_items(
    actor: Actor, details: LetterDetails, items: Sequence[ItemInLetter]
) -> dict[str, str]:
    """What does not hold in what the letter says of its items, by "items-" and their place in it."""
    if not items:
        return {"items": "Say what the letter does with at least one item."}
    if len(items) > MOST_ITEMS:
        return {"items": f"One letter may speak of {MOST_ITEMS} items here: record the others with another."}
    seen: set[str] = set()
    problems = {}
    for place, item in enumerate(items):
        problem = _problem_with_item(actor, details, item)
        if item.reference in seen:
            problem = f"{item.reference} stands in this letter twice: say once what it does with it."
        seen.add(item.reference)
        if problem:
            problems[f"items-{place}"] = problem
    return problems


def _problem_with_item(actor: Actor, details: LetterDetails, item: ItemInLetter) -> str:
    dated_on = details.dated_on
    if len(item.note) > LONGEST_NOTE:
        return f"The note must be {LONGEST_NOTE:,} characters or fewer; it has {len(item.note):,}."
    if dated_on is not None and dated_on < item.published_on:
        published, dated = date_in_words(item.published_on), date_in_words(dated_on)
        return (
            f"The report of {item.reference} was published on {published}: a letter dated {dated} "
            "cannot speak of it. Look at the date and at the reference."
        )
    move = MOVES.get(item.effect)
    if move is None:
        return ""
    verdict = may_move(actor, move, item.in_hand)
    if not verdict:
        return f"{item.reference}: {verdict.reason}"
    closed = item.closed_on
    if move is DeliveryMove.WITHDRAW_CLOSURE and dated_on and closed and dated_on < closed:
        return (
            f"{item.reference} was closed on {date_in_words(closed)}: "
            f"a letter dated {date_in_words(dated_on)} cannot take that back."
        )
    return _problem_with_reason(details, item)


def _problem_with_reason(details: LetterDetails, item: ItemInLetter) -> str:
    """A closure is withdrawn with its reason, in the note or in what the letter says."""
    if item.effect is not Effect.REOPENS or not (is_blank(item.note) and is_blank(details.words)):
        return ""
    return f"{item.reference}: say in the note why HMICFRS withdraws its closure."
