"""Answers: what is said to one item in one letter, in both voices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.markup import join_paragraphs, paragraphs_of
from tracker.domain.permissions import Ability, Actor, may, may_edit_chief_constable
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import ItemKind, Position
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.response import Answer, Response
from tracker.queries.commissions import is_commissioned
from tracker.queries.responses import answer_to
from tracker.services.history import record
from tracker.services.letter_details import MAX_TEXT
from tracker.services.reopening import reopened, require_open
from tracker.services.reports import require
from tracker.services.shared_paragraphs import carried_over
from tracker.services.writing import claim, verb

TEXTS = ("chief_constable", "pcc", "reply", "stance_reason")
HEADINGS = ("group_heading", "item_heading")
LONGEST_HEADING = 300
NOT_BEGUN = 0
"""The version of an answer that nobody has begun."""


@dataclass(frozen=True)
class AnswerDetails:
    """One item's answer; a voice that is None is left as it stands (the person may not write it)."""

    chief_constable: str | None = None
    pcc: str | None = None
    reply: str | None = None
    stance: Position | None = None
    stance_reason: str | None = None
    group_heading: str | None = None
    item_heading: str | None = None


def answer_facts(answer: Answer) -> dict[str, str | None]:
    """Everything recorded of an answer, in the form the history keeps."""
    return {
        "chief_constable": answer.chief_constable,
        "chief_constable_cleared_on": as_text(answer.chief_constable_cleared_on),
        "pcc": answer.pcc,
        "reply": answer.reply,
        "stance": as_text(answer.stance),
        "stance_reason": answer.stance_reason,
        "group_heading": answer.group_heading,
        "item_heading": answer.item_heading,
    }


def answer_subject(response: Response, item: Item, answer: Answer) -> Subject:
    """The answer as the history names it."""
    return Subject("answer", answer.id, f"{response.reference} {item.reference}")


@verb
def write_answer(
    *,
    response: Response,
    item: Item,
    version: int,
    details: AnswerDetails,
    by: Actor,
    now: datetime,
    also: Sequence[Item] = (),
    everywhere: bool = False,
) -> Answer:
    """Write what is said to one item. Version 0 means that no answer had been begun.

    `also` are other items that the PCC's response answers too; `everywhere` rewords its shared paragraphs in
    the other answers as well.
    """
    if details.chief_constable is not None:
        require(_may_edit_force(by, response, item))
    # The office's are the PCC's own words and the headings.
    office = (details.pcc, details.reply, details.stance, details.stance_reason)
    if details.chief_constable is None or any(part is not None for part in (*office, *_headings(details))):
        require(may(by, Ability.EDIT_PCC_RESPONSES))
    answer = begun_answer(response=response, item=item, version=version)
    before = answer.pcc
    changes = altered_answer(response=response, item=item, answer=answer, details=details, now=now)
    if details.pcc is not None:
        shared = carried_over(
            response=response,
            answer=answer,
            before=before,
            also=[(_taken(response, one), one) for one in also if one.id != item.id],
            everywhere=everywhere,
        )
        changes += reopened(response, shared, now=now)
    record(name=EventName.ANSWER_CHANGED, by=by, now=now, changes=changes)
    return answer


def _taken(response: Response, item: Item) -> Answer:
    """Another item's answer at the version it has now: what it says is added to, never replaced."""
    answer = answer_to(db.session(), response, item)
    version = answer.version if answer is not None else NOT_BEGUN
    return begun_answer(response=response, item=item, version=version)


def _may_edit_force(by: Actor, response: Response, item: Item) -> Verdict:
    """What was asked of an owner is the force inspection lead's to edit and to clear."""
    asked = is_commissioned(db.session(), response.id, item.id)
    return may_edit_chief_constable(by, is_commissioned=asked)


def _headings(details: AnswerDetails) -> tuple[str | None, ...]:
    return details.group_heading, details.item_heading


def begun_answer(*, response: Response, item: Item, version: int) -> Answer:
    """The answer to an item, begun if need be, taken at the version the writer saw.

    NotHere for an item of a report that the letter does not answer.
    """
    session = db.session()
    if item.report_id not in {row.report_id for row in response.reports}:
        raise NotHere(f"{response.reference} does not answer {item.reference}.")
    answer = answer_to(session, response, item)
    if answer is None and version != NOT_BEGUN:
        raise Conflict("Somebody else")
    if answer is None:
        answer = Answer(
            response_id=response.id,
            item_id=item.id,
            position=item.position,
            chief_constable="",
            pcc="",
            reply="",
            stance_reason="",
        )
        session.add(answer)
        session.flush()
    else:
        claim(answer, version, "answer")
    return answer


def altered_answer(
    *,
    response: Response,
    item: Item,
    answer: Answer,
    details: AnswerDetails,
    now: datetime,
) -> list[Change]:
    """An answer changed inside a larger act: its changes, for the caller's one event.

    A letter that was submitted or approved goes back to preparing; NotAllowed for one that was issued here.
    """
    require_open(response)
    problems = {}
    for part in (*TEXTS, *HEADINGS):
        value, limit = getattr(details, part) or "", LONGEST_HEADING if part in HEADINGS else MAX_TEXT
        if len(value) > limit:
            problems[part] = f"This must be {limit:,} characters or fewer; it has {len(value):,}."
    if details.stance is not None and item.kind is not ItemKind.RECOMMENDATION:
        problems["stance"] = "Only a recommendation is agreed, partly agreed or not agreed."
    if problems:
        raise Invalid(problems)
    before = answer_facts(answer)
    for part in TEXTS:
        value = getattr(details, part)
        if value is not None:
            setattr(answer, part, join_paragraphs(paragraphs_of(clean_text(value))))
    for part in HEADINGS:
        value = getattr(details, part)
        if value is not None:
            # An emptied heading is the standard one again.
            setattr(answer, part, None if is_blank(value) else clean_line(value))
    if details.pcc is not None:
        answer.stance = details.stance
    if before["chief_constable"] != answer.chief_constable:
        # Cleared words that change are no longer the words that were cleared.
        answer.chief_constable_cleared_on, answer.chief_constable_cleared_by = None, None
    db.session.flush()
    changes = differences(answer_subject(response, item, answer), before, answer_facts(answer))
    return reopened(response, changes, now=now)


@verb
def clear_comments(
    *, response: Response, item: Item, version: int, cleared_on: date, by: Actor, now: datetime, today: date
) -> None:
    """Record that the Chief Constable cleared the comments on an item, on a day."""
    require(_may_edit_force(by, response, item))
    require_open(response)
    answer = begun_answer(response=response, item=item, version=version)
    problems = {}
    if is_blank(answer.chief_constable):
        problems["cleared_on"] = "There are no comments to clear yet."
    elif cleared_on > today:
        problems["cleared_on"] = "The date cannot be in the future."
    if problems:
        raise Invalid(problems)
    before = answer_facts(answer)
    answer.chief_constable_cleared_on, answer.chief_constable_cleared_by = cleared_on, by.name
    changes = differences(answer_subject(response, item, answer), before, answer_facts(answer))
    record(name=EventName.COMMENTS_CLEARED, by=by, now=now, changes=changes)


def facts_in(details: AnswerDetails) -> dict[str, str | None]:
    """The parts a person wrote in the form the history keeps; what was left alone is not among them."""
    facts = {part: getattr(details, part) for part in (*TEXTS, *HEADINGS)}
    facts["stance"] = as_text(details.stance)
    return {part: words for part, words in facts.items() if words is not None or part == "stance"}
