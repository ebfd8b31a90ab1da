"""Commitments: decide what the promises of an issued letter are, and record what came of them."""

from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.commitments import (
    CommitmentDetails,
    CommitmentKind,
    CommitmentState,
    Outcome,
    problems_with_commitment,
    problems_with_day_done,
    problems_with_outcome,
)
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.vocabulary import Voice
from tracker.models.base import db
from tracker.models.commitment import Commitment, CommitmentDone
from tracker.models.item import Item
from tracker.models.response import Response
from tracker.queries.commitments import commitment_by_id
from tracker.services.history import record
from tracker.services.promises import LetterPart, said_on, undecided_promises
from tracker.services.reports import require
from tracker.services.responses import get_response
from tracker.services.writing import claim, verb

MAX_OUTCOME = 5_000
MAX_POST = 200


def get_commitment(*, key: int, by: Actor, today: date) -> tuple[Commitment, Response]:
    """One commitment with its letter; NotHere, or NotAllowed under an embargo, where it is not for them."""
    require(may(by, Ability.READ_RESPONSES))
    commitment = commitment_by_id(db.session(), key)
    if commitment is None:
        raise NotHere("There is no such commitment.")
    return commitment, get_response(reference=str(commitment.response_id), by=by, today=today)


def details_of(commitment: Commitment) -> CommitmentDetails:
    """What is recorded of a commitment."""
    return CommitmentDetails(
        commitment.kind,
        commitment.text,
        commitment.owner_post,
        commitment.falls_on,
        commitment.every_months,
    )


def outcome_of(commitment: Commitment) -> Outcome:
    """What became of a commitment."""
    return Outcome(commitment.state, commitment.settled_on, commitment.outcome)


def commitment_facts(commitment: Commitment) -> dict[str, str | None]:
    """Everything recorded of a commitment, in the form the history keeps."""
    return {
        "kind": commitment.kind.value,
        "text": commitment.text,
        "owner_post": commitment.owner_post,
        "falls_on": as_text(commitment.falls_on),
        "every_months": as_text(commitment.every_months),
        "state": commitment.state.value,
        "settled_on": as_text(commitment.settled_on),
        "outcome": commitment.outcome,
    }


def subject_of(commitment: Commitment) -> Subject:
    """The commitment as the history names it."""
    return Subject("commitment", commitment.id, f"commitment {commitment.id}")


@verb
def decide_promise(
    *, response: Response, key: str, details: CommitmentDetails, by: Actor, now: datetime, today: date
) -> Commitment:
    """Say what a sentence of an issued letter is: a commitment, or not a promise; Conflict once decided."""
    require(may(by, Ability.DECIDE_COMMITMENTS))
    _require_issued(response)
    offered = undecided_promises(response=response, by=by, today=today)
    promise = next((one for one in offered if one.key == key), None)
    if promise is None:
        raise Conflict("Somebody else")
    return _recorded(response, promise.part, promise.read.sentence, details, by, now)


@verb
def add_commitment(
    *,
    response: Response,
    item: Item | None,
    voice: Voice | None,
    details: CommitmentDetails,
    by: Actor,
    now: datetime,
) -> Commitment:
    """Add a commitment that no sentence was offered for."""
    require(may(by, Ability.DECIDE_COMMITMENTS))
    _require_issued(response)
    if item is not None and item.report_id not in {row.report_id for row in response.reports}:
        raise NotHere(f"{response.reference} does not answer {item.reference}.")
    if details.kind is CommitmentKind.NOT_A_PROMISE:
        raise Invalid({"kind": "Say how it is followed up: what is not a promise need not be added."})
    part = LetterPart(item.id if item else None, item.reference if item else "", voice)
    return _recorded(response, part, "", details, by, now)


@verb
def change_commitment(
    *, commitment: Commitment, version: int, details: CommitmentDetails, by: Actor, now: datetime
) -> None:
    """Correct what was decided; what came of a commitment cannot be turned into "not a promise"."""
    require(may(by, Ability.DECIDE_COMMITMENTS))
    claim(commitment, version, "commitment")
    problems = _problems(_letter_of(commitment), details)
    is_settled = commitment.state is not CommitmentState.OPEN or bool(commitment.times_done)
    if details.kind is not commitment.kind and is_settled:
        problems["kind"] = "What came of it is recorded already: the kind stays as it is."
    if problems:
        raise Invalid(problems)
    before = commitment_facts(commitment)
    _fill(commitment, details)
    changes = differences(subject_of(commitment), before, commitment_facts(commitment))
    record(name=EventName.COMMITMENT_CHANGED, by=by, now=now, changes=changes)


@verb
def settle_commitment(
    *, commitment: Commitment, version: int, outcome: Outcome, by: Actor, now: datetime, today: date
) -> None:
    """Record that a commitment is done, or dropped, on which day and in words."""
    require(may(by, Ability.DECIDE_COMMITMENTS))
    claim(commitment, version, "commitment")
    letter_dated = said_on(_letter_of(commitment))
    problems = problems_with_outcome(details_of(commitment), outcome, letter_dated=letter_dated, today=today)
    if outcome.state is CommitmentState.OPEN:
        problems["state"] = "Choose whether it is done or dropped."
    elif commitment.state is not CommitmentState.OPEN:
        problems["state"] = f"It is {commitment.state.label.lower()} already."
    if len(outcome.words) > MAX_OUTCOME:
        problems["words"] = (
            f"This must be {MAX_OUTCOME:,} characters or fewer; it has {len(outcome.words):,}."
        )
    if problems:
        raise Invalid(problems)
    before = commitment_facts(commitment)
    commitment.state, commitment.settled_on = outcome.state, outcome.on
    commitment.outcome = clean_text(outcome.words).strip("\n")
    db.session.flush()
    changes = differences(subject_of(commitment), before, commitment_facts(commitment))
    record(name=EventName.COMMITMENT_SETTLED, by=by, now=now, changes=changes)


@verb
def record_time_done(
    *,
    commitment: Commitment,
    version: int,
    done_on: date | None,
    words: str,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Record one time that a repeating duty was done; it falls due again after its months."""
    require(may(by, Ability.DECIDE_COMMITMENTS))
    claim(commitment, version, "commitment")
    letter_dated = said_on(_letter_of(commitment))
    problems = problems_with_day_done(done_on, letter_dated=letter_dated, today=today)
    if commitment.kind is not CommitmentKind.REPEATING or commitment.state is not CommitmentState.OPEN:
        problems["on"] = "Only a repeating duty that is open is recorded time by time."
    if is_blank(words):
        problems["words"] = "Say what was done."
    elif len(words) > MAX_OUTCOME:
        problems["words"] = f"This must be {MAX_OUTCOME:,} characters or fewer; it has {len(words):,}."
    if problems:
        raise Invalid(problems)
    assert done_on is not None
    said = clean_text(words).strip("\n")
    commitment.times_done.append(
        CommitmentDone(done_on=done_on, words=said, recorded_by=by.name, recorded_at=now)
    )
    subject = subject_of(commitment)
    changes = [Change(subject, "done_on", None, as_text(done_on)), Change(subject, "outcome", None, said)]
    record(name=EventName.COMMITMENT_DONE_AGAIN, by=by, now=now, changes=changes)


def _recorded(
    response: Response, part: LetterPart, sentence: str, details: CommitmentDetails, by: Actor, now: datetime
) -> Commitment:
    if problems := _problems(response, details):
        raise Invalid(problems)
    commitment = Commitment(
        response_id=response.id,
        item_id=part.item_id,
        voice=part.voice,
        sentence=sentence,
        state=CommitmentState.OPEN,
        outcome="",
        decided_at=now,
        decided_by=by.name,
    )
    _fill(commitment, details)
    db.session.add(commitment)
    db.session.flush()
    changes = differences(subject_of(commitment), {}, commitment_facts(commitment))
    changes.append(Change(subject_of(commitment), "response", None, response.reference))
    name = (
        EventName.NOT_A_PROMISE if details.kind is CommitmentKind.NOT_A_PROMISE else EventName.COMMITMENT_MADE
    )
    record(name=name, by=by, now=now, changes=changes)
    return commitment


def _fill(commitment: Commitment, details: CommitmentDetails) -> None:
    is_promise = details.kind is not CommitmentKind.NOT_A_PROMISE
    commitment.kind, commitment.text = details.kind, clean_text(details.text).strip("\n")
    commitment.owner_post = clean_line(details.owner_post) if is_promise else ""
    commitment.falls_on, commitment.every_months = details.on, details.every_months
    db.session.flush()


def _problems(response: Response, details: CommitmentDetails) -> dict[str, str]:
    problems = problems_with_commitment(details, said_on(response))
    if len(details.owner_post) > MAX_POST:
        problems["owner_post"] = f"The post must be {MAX_POST} characters or fewer."
    return problems


def _letter_of(commitment: Commitment) -> Response:
    return db.session.get_one(Response, commitment.response_id)


def _require_issued(response: Response) -> None:
    if not response.status.is_issued:
        raise Invalid({"response": "Nothing is promised until the letter is issued."})
