"""Promises as the pages print them: where they stand, when they fall due, what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tracker.domain.commitments import CommitmentKind, CommitmentState, in_words, is_overdue, next_due
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import Voice
from tracker.services.action_views import ActionInFull
from tracker.services.commitment_views import CommitmentInFull, commitment_in_full
from tracker.services.promises import LetterPart, Promise
from tracker.services.told import Statement
from tracker.web.addresses import page_at
from tracker.web.presenting import Tag, Tone, counted


@dataclass(frozen=True)
class CommitmentLine:
    """One commitment as a list prints it."""

    key: int
    href: str
    text: str
    where: str
    owner: str
    when: str
    tag: Tag
    outcome: str
    letter: str = ""
    due: date | None = None
    is_overdue: bool = False


def commitment_line(made: CommitmentInFull, item: str, today: date, letter: str = "") -> CommitmentLine:
    """A commitment in words."""
    details, outcome = made.details, made.outcome
    done_on = [day for day, _ in made.times_done]
    late = is_overdue(details, outcome, done_on, today)
    due = next_due(details, done_on)
    when = in_words(details, done_on)
    if outcome.on is not None:
        when = f"{outcome.state.label} on {date_in_words(outcome.on)}"
    elif late and due is not None:
        when = f"{when}: {counted((today - due).days, 'day')} overdue"
    words = outcome.words
    if not words and made.times_done:
        day, said = made.times_done[-1]
        words = f"Last done on {date_in_words(day)}: {said}"
    return CommitmentLine(
        made.id,
        page_at("commitment_outcomes.show", key=made.id),
        details.text,
        where_in_words(item, made.voice),
        details.owner_post,
        when,
        _tag(details.kind, outcome.state, is_late=late),
        words,
        letter,
        due,
        late,
    )


def outcome_offered(follow_up: ActionInFull | None) -> dict[str, Any]:
    """What was recorded of the action that follows a commitment up, to be recorded of the commitment too."""
    action = follow_up.row.action if follow_up is not None else None
    if action is None or action.settled_on is None:
        return {}
    return {"state": action.state.value, "on": action.settled_on, "words": action.outcome}


def turn_offered(follow_up: ActionInFull | None, known: Sequence[date]) -> dict[str, Any]:
    """The first turn of the duty that follows a commitment up and is not recorded of the commitment yet."""
    turns = follow_up.row.action.times_done if follow_up is not None else []
    return next(({"on": one.done_on, "words": one.words} for one in turns if one.done_on not in known), {})


def _tag(kind: CommitmentKind, state: CommitmentState, *, is_late: bool) -> Tag:
    if kind is CommitmentKind.NOT_A_PROMISE:
        return Tag(kind.label, Tone.GREY)
    if is_late:
        return Tag("Overdue", Tone.RED)
    tones = {
        CommitmentState.OPEN: Tone.AMBER,
        CommitmentState.DONE: Tone.GREEN,
        CommitmentState.DROPPED: Tone.GREY,
    }
    return Tag(state.label, tones[state])


def where_in_words(item: str, voice: Voice | None) -> str:
    """The part of a letter, such as "R2023-07-REC1, Force response"."""
    if not item:
        return "The letter’s own paragraphs"
    return f"{item}, {voice.label}" if voice else item


def part_in_words(part: LetterPart) -> str:
    """The part of a letter that a sentence stands in."""
    return where_in_words(part.item_reference, part.voice)


@dataclass(frozen=True)
class PromiseLine:
    """One sentence that waits for a decision."""

    key: str
    href: str
    text: str
    where: str
    why: str
    suggestion: str


def promise_line(reference: str, one: Promise) -> PromiseLine:
    """A sentence with what makes it look like a promise."""
    suggested = one.read.follow_up.label
    if one.read.repeats:
        suggested = f"{suggested}: {one.read.repeats}"
    elif one.read.due is not None:
        suggested = f"{suggested}: {date_in_words(one.read.due.on)}"
    return PromiseLine(
        one.key,
        url_for("commitments.decide", reference=reference, key=one.key),
        one.read.sentence,
        part_in_words(one.part),
        one.read.why,
        suggested,
    )


@dataclass(frozen=True)
class ToldLine:
    """One statement with what came of the promises in it."""

    letter: str
    letter_href: str
    said_on: str
    where: str
    item_href: str
    item: str
    text: str
    themes: str
    commitments: tuple[CommitmentLine, ...]


def told_line(one: Statement, today: date) -> ToldLine:
    """A statement in words."""
    return ToldLine(
        one.letter,
        url_for("responses.show", reference=one.letter),
        date_in_words(one.said_on),
        where_in_words(one.item, one.voice),
        url_for("items.show", reference=one.item) if one.item else "",
        one.item_heading,
        one.text,
        ", ".join(sorted(theme.label for theme in one.themes)),
        tuple(commitment_line(commitment_in_full(made), one.item, today) for made in one.commitments),
    )


@dataclass(frozen=True)
class PromisePanel:
    """What the desk says of a letter's promises; empty before it is issued."""

    words: str
    href: str


def panel_of(reference: str, *, decided: int, offered: int, made: int) -> PromisePanel:
    """How many sentences wait for a decision, and how many commitments were made."""
    if not offered and not made:
        words = "No sentence of this letter looks like a promise."
    else:
        words = f"{decided} of {offered} sentences that look like promises are decided; commitments: {made}."
    return PromisePanel(words, url_for("commitments.of_letter", reference=reference))
