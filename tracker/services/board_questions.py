"""Questions for the Chief Constable at a meeting: drafted from the pack's rows, earlier answers recalled."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.london_time import end_of_london_day
from tracker.domain.packs import ItemLine, Pack, PackHead
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.questions import (
    MOST_ON_A_PAGE,
    Assurance,
    Question,
    QuestionPage,
    may_answer,
    questions_of,
    recalled,
)
from tracker.domain.refusals import NotHere
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Rating
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.board_question import BoardQuestion
from tracker.models.meeting import Meeting
from tracker.queries.board_questions import (
    AskedItem,
    answers_of,
    earlier_answers,
    items_asked,
)
from tracker.queries.meetings import final_copies, previous_meeting
from tracker.services.final_copy_store import pack_of_copy
from tracker.services.packs import pack_of
from tracker.services.reports import require


@dataclass(frozen=True)
class QuestionAsked:
    """One question of a meeting; `version` is 0 until an answer is recorded.

    An answered question stays as it was put. `earlier` says what came of the last ones on the item.
    """

    item: AskedItem
    words: str
    owner: str
    rating: Rating | None
    version: int
    answer: str
    assurance: Assurance | None
    judged_by: str
    judged_at: datetime | None
    earlier: tuple[str, ...]


@dataclass(frozen=True)
class QuestionsOfMeeting:
    """The page of questions of a meeting, the weightiest first.

    `not_again` are the items that the last meeting asked about and this one does not, with what came of it.
    """

    meeting: Meeting
    board: Board
    head: PackHead
    asked: tuple[QuestionAsked, ...]
    left_out: str
    not_again: tuple[tuple[AskedItem, tuple[str, ...]], ...]
    may_answer: Verdict


def questions_for_meeting(*, meeting: Meeting, by: Actor, now: datetime, today: date) -> QuestionsOfMeeting:
    """The questions of a meeting as they stand: from its final copy's rows, before that from the draft."""
    require(may(by, Ability.READ_QUESTIONS))
    session = db.session()
    pack = pack_asked_from(meeting, now)
    drafted = {one.reference: one for one in all_questions(pack)}
    first, rest = list(drafted)[:MOST_ON_A_PAGE], list(drafted)[MOST_ON_A_PAGE:]
    rows = {row.item_id: row for row in answers_of(session, meeting.id)}
    last = _last_of(meeting)
    items = items_asked(session, {*first, *last.asked}, rows.keys() | last.answered, today)
    said = _recalled(meeting, last, items)
    answered = [one.reference for one in items.values() if one.item_id in rows]
    shown = [one for one in dict.fromkeys([*first, *answered]) if one in items]
    lines = {line.reference: line for line in pack.items}
    return QuestionsOfMeeting(
        meeting=meeting,
        board=session.get_one(Board, meeting.board_id),
        head=pack.head,
        asked=tuple(
            _asked(items[one], rows.get(items[one].item_id), drafted.get(one), lines.get(one), said[one])
            for one in shown
        ),
        left_out=QuestionPage((), len(set(rest) - set(answered))).left_out_in_words,
        not_again=tuple(
            (item, said[one])
            for one, item in items.items()
            if one not in shown and (one in last.asked or item.item_id in last.answered)
        ),
        may_answer=may_answer(by, meeting.status),
    )


def question_on(found: QuestionsOfMeeting, reference: str) -> QuestionAsked:
    """The question on one item, or NotHere."""
    for one in found.asked:
        if one.item.reference == reference.upper():
            return one
    raise NotHere("No question is put on this item at this meeting.")


def pack_asked_from(meeting: Meeting, now: datetime) -> Pack:
    """The rows that give rise to the questions of a meeting: its final copy's, before that the draft's."""
    session = db.session()
    if copies := final_copies(session, meeting.id):
        return pack_of_copy(copies[-1])
    board = session.get_one(Board, meeting.board_id)
    return pack_of(board=board, meeting=meeting, as_at=min(now, end_of_london_day(meeting.on)), now=now)


def all_questions(pack: Pack) -> tuple[Question, ...]:
    """Every question that the rows give rise to, those beyond the page among them."""
    return questions_of(pack, most=len(pack.items)).questions


@dataclass(frozen=True)
class _Last:
    """The meeting before: what its final copy asked, by reference, and what was answered, by id."""

    meeting: Meeting | None
    asked: frozenset[str]
    answered: frozenset[int]


def _last_of(meeting: Meeting) -> _Last:
    session = db.session()
    last = previous_meeting(session, meeting)
    if last is None:
        return _Last(None, frozenset(), frozenset())
    copies = final_copies(session, last.id)
    asked = questions_of(pack_of_copy(copies[-1])).questions if copies else ()
    answered = frozenset(row.item_id for row in answers_of(session, last.id))
    return _Last(last, frozenset(one.reference for one in asked), answered)


def _recalled(meeting: Meeting, last: _Last, items: dict[str, AskedItem]) -> dict[str, tuple[str, ...]]:
    """By reference, what came of the last questions on each item; a question left open is told first."""
    keys = [item.item_id for item in items.values()]
    answers = earlier_answers(db.session(), meeting.board_id, meeting.on, keys)
    said: dict[str, tuple[str, ...]] = {}
    for reference, item in items.items():
        told = []
        if last.meeting is not None and reference in last.asked and item.item_id not in last.answered:
            told.append(recalled(last.meeting.on, "", None))
        if (found := answers.get(item.item_id)) is not None:
            told.append(recalled(found.on, found.answer, found.assurance))
        said[reference] = tuple(told)
    return said


def _asked(
    item: AskedItem,
    row: BoardQuestion | None,
    drafted: Question | None,
    line: ItemLine | None,
    earlier: tuple[str, ...],
) -> QuestionAsked:
    return QuestionAsked(
        item=item,
        words=row.question if row is not None else drafted.words if drafted is not None else "",
        owner=line.owner if line is not None else "",
        rating=line.rating if line is not None else None,
        version=row.version if row is not None else 0,
        answer=row.answer if row is not None else "",
        assurance=row.assurance if row is not None else None,
        judged_by=(row.judged_by or "") if row is not None else "",
        judged_at=row.judged_at if row is not None else None,
        earlier=earlier,
    )
