"""Each rule of the questions for the Chief Constable fires on a real pack, walked through the services."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.fixtures.database import person
from tests.services.board_records import a_board, overseeing
from tests.services.date_records import DEC, SEPT, Dated, a_dated_item
from tests.services.meeting_records import LATE
from tests.services.pack_records import a_meeting, a_pack
from tests.services.records import BY_JUNE, a_report
from tests.services.update_records import updated
from tracker.domain.completion import CompletionWords
from tracker.domain.final_copies import pack_of_rows, rows_of
from tracker.domain.questions import QuestionRule, questions_of
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import ForWhom, OwnRating, Rating, Role, TargetState
from tracker.services.completion import propose_completion
from tracker.services.overrides import override_rating
from tracker.services.updates import say_nothing_new

R = QuestionRule
READ_ON = {R.INSPECTORATE_PASSED: date(2026, 7, 15)}
"""The meeting at which the board last read of its items, where it is not that of 4 February 2026."""


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def said(dated: Dated, now: datetime, rating: OwnRating = OwnRating.ON_TRACK) -> None:
    updated(dated.item, dated.owner, update=UpdateDetails("Trained.", "Test.", rating), now=now)


def nothing(dated: Dated) -> None:
    """Nothing happens."""


def moved(dated: Dated, *days: date) -> None:
    for day in days:
        dated.decides(dated.wants(day), TargetState.AGREED, "Agreed.")


def moved_twice(dated: Dated) -> None:
    moved(dated, SEPT, DEC)
    said(dated, at(2, 20))


def off_track(dated: Dated) -> None:
    said(dated, at(2, 20), OwnRating.OFF_TRACK)


def overridden(dated: Dated) -> None:
    said(dated, at(6, 10))
    override_rating(
        item=dated.item,
        version=dated.version,
        rating=Rating.GREEN,
        reason="The inspectorate is content.",
        expires_on=date(2026, 6, 30),
        by=dated.lead,
        now=at(6, 11),
        today=date(2026, 6, 11),
    )


def agreed_beyond(dated: Dated) -> None:
    moved(dated, DEC)
    said(dated, at(8, 15))


def nothing_new_twice(dated: Dated) -> None:
    seen = say_nothing_new(item=dated.item, seen=0, by=dated.owner, now=at(2, 10)).id
    say_nothing_new(item=dated.item, seen=seen, by=dated.owner, now=at(2, 20))


def proposed(dated: Dated) -> None:
    said(dated, at(2, 20))
    propose_completion(
        item=dated.item,
        version=dated.version,
        said=CompletionWords("The new form is in use."),
        by=dated.owner,
        now=at(2, 21),
        today=date(2026, 2, 21),
    )


STORIES: dict[QuestionRule, tuple[Callable[[Dated], None], datetime, str]] = {
    R.RED_AGAIN: (nothing, at(3, 1), "Red at two meetings running"),
    R.OVERDUE: (nothing, at(7, 3), "due on 30 June 2026, 3 days overdue"),
    R.MOVED_AGAIN: (moved_twice, at(3, 1), "moved 2 times, +183 days, last reason dependency"),
    R.OFF_TRACK: (off_track, at(3, 1), "off track by the owner's own word"),
    R.WORSE: (nothing, at(6, 20), "at the last board, Amber now"),
    R.OVERRIDDEN: (overridden, at(6, 20), "shown as Green where the rule says Amber"),
    R.INSPECTORATE_PASSED: (agreed_beyond, at(8, 20), "the inspectorate's date, 30 June 2026, has passed"),
    R.NOTHING_NEW: (nothing_new_twice, at(3, 1), "“nothing new” said 2 times running"),
    R.NO_UPDATE: (nothing, at(2, 20), "no update yet"),
    R.NOT_CHECKED: (proposed, at(3, 1), "proposed complete and not yet checked"),
}


@pytest.mark.parametrize("rule", list(QuestionRule), ids=str)
def test_the_rule_puts_its_question_on_the_rows_of_a_real_pack(register: Flask, rule: QuestionRule) -> None:
    story, as_at, figure = STORIES[rule]
    deadline = LATE if rule is R.RED_AGAIN else BY_JUNE
    dated = a_dated_item(report=a_report(), deadlines=(deadline,), for_whom=ForWhom.FORCE)
    secretary = person(Role.BOARD_SECRETARY, name="Bo Secretary")
    board = overseeing(a_board(by=secretary))
    a_meeting(board, READ_ON.get(rule, date(2026, 2, 4)), by=secretary)
    story(dated)
    pack = a_pack(board, as_at)
    (question,) = questions_of(pack).questions
    assert question.rule is rule
    assert any(figure in told for told in question.figures)
    assert questions_of(pack_of_rows(rows_of(pack))) == questions_of(pack)
