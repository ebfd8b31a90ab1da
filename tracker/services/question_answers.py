"""The answers to the questions for the Chief Constable, and the PCC's verdicts on them."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.audit import EventName, Subject, differences
from tracker.domain.cleaning import clean_text
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Actor
from tracker.domain.questions import Assurance, may_answer, may_read_verdict, problems_with_answer
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.board_question import BoardQuestion
from tracker.models.meeting import Meeting
from tracker.queries.board_questions import AskedItem, answer_on, answers_on_item, items_asked
from tracker.queries.events import last_words_on
from tracker.services.board_questions import QuestionAsked, all_questions, pack_asked_from
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@verb
def record_answer(
    *,
    meeting: Meeting,
    reference: str,
    version: int,
    answer: str,
    assurance: Assurance | None,
    by: Actor,
    now: datetime,
) -> BoardQuestion:
    """Record what was answered on an item at a meeting, and the PCC's verdict once there is one.

    The first answer keeps the question as it is put now. Conflict where somebody else recorded since
    `version`, which is 0 before the first answer.
    """
    require(may_answer(by, meeting.status))
    answer = clean_text(answer).strip("\n")
    if problems := problems_with_answer(answer, assurance):
        raise Invalid(problems)
    session = db.session()
    item = items_asked(session, {reference.upper()}, (), london_day(now)).get(reference.upper())
    if item is None:
        raise NotHere("No question is put on this item at this meeting.")
    row = answer_on(session, meeting.id, item.item_id)
    before = _facts(row)
    row = _taken(row, version) or _first_answer(meeting, item, now)
    if (row.answer, row.assurance) != (answer, assurance):
        row.answer, row.assurance = answer, assurance
        row.judged_by, row.judged_at = (by.name, now) if assurance is not None else (None, None)
    session.flush()
    board = session.get_one(Board, meeting.board_id)
    subject = Subject(
        "board_question", row.id, f"{board.reference} {meeting.on.isoformat()} {item.reference}"
    )
    record(
        name=EventName.QUESTION_ANSWERED,
        by=by,
        now=now,
        changes=differences(subject, before, _facts(row)),
    )
    return row


def _taken(row: BoardQuestion | None, version: int) -> BoardQuestion | None:
    """The row that this answer goes into, None where it is the first; Conflict where somebody was quicker."""
    if row is None:
        if version != 0:
            raise Conflict("Somebody else")
    elif version == 0:
        raise Conflict(last_words_on(db.session(), "board_question", row.id))
    else:
        claim(row, version, "board_question")
    return row


def _first_answer(meeting: Meeting, item: AskedItem, now: datetime) -> BoardQuestion:
    """The question as it is put now, to be answered; an item that gives none any more is refused."""
    asked = [one for one in all_questions(pack_asked_from(meeting, now)) if one.reference == item.reference]
    if not asked:
        message = "gives rise to no question any more: copy your words from here."
        raise Invalid({"answer": f"{item.reference} {message}"})
    row = BoardQuestion(
        meeting_id=meeting.id, item_id=item.item_id, rule=asked[0].rule.value, question=asked[0].words
    )
    db.session.add(row)
    return row


def _facts(row: BoardQuestion | None) -> dict[str, str | None]:
    if row is None:
        return {}
    verdict = row.assurance.value if row.assurance is not None else None
    return {"question": row.question, "answer": row.answer, "assurance": verdict}


def is_answered_already(question: QuestionAsked, answer: str, assurance: Assurance | None) -> bool:
    """Whether these very words and this verdict stand already: the button was pressed twice."""
    words = clean_text(answer).strip("\n")
    return question.version > 0 and (question.answer, question.assurance) == (words, assurance)


@dataclass(frozen=True)
class VerdictOnItem:
    """What was answered on an item at one meeting, and the verdict on it."""

    key: int
    board: str
    board_reference: str
    on: date
    question: str
    answer: str
    assurance: Assurance | None
    judged_by: str


def verdicts_on(*, item_id: int, by: Actor) -> tuple[VerdictOnItem, ...]:
    """The answers and verdicts on an item that this person may read, the last meeting first."""
    return tuple(
        VerdictOnItem(
            row.id,
            board.name,
            board.reference,
            meeting.on,
            row.question,
            row.answer,
            row.assurance,
            row.judged_by or "",
        )
        for row, meeting, board in answers_on_item(db.session(), item_id)
        if may_read_verdict(by, meeting.status)
    )
