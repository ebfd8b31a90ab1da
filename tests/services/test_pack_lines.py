"""Actions and Section 55 responses in a pack, as they stood at its moment."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.action_records import DUE, planned, settled, wanted, yearly
from tests.services.board_records import a_board, by_hand, overseeing
from tests.services.correction_records import ISSUED_ON, PUBLISHED_ON, a_published_letter
from tests.services.ownership_records import a_post, holds
from tests.services.pack_records import a_pack
from tests.services.records import PUBLISHED, a_report, an_item
from tracker.domain.packs import ActionLine, ResponseLine
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import ActionState, ForWhom, ReportKind, Role
from tracker.models.board import Board
from tracker.models.office import Post
from tracker.services.progress_actions import record_turn, reopen_action

SOON, LATER = NOW + timedelta(days=1), NOW + timedelta(days=90)


@pytest.fixture
def board(either_register: Flask) -> Board:
    return overseeing(a_board())


@pytest.fixture
def post(board: Board) -> Post:
    return a_post()


@pytest.fixture
def office(post: Post) -> Actor:
    """Somebody who plans actions, and holds the post that answers for them."""
    who = person(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.OWNER)
    holds(post, who)
    return who


def actions(board: Board, moment: object = NOW) -> list[ActionLine]:
    return list(a_pack(board, moment).actions)  # type: ignore[arg-type]


def test_an_action_is_told_once_with_all_the_items_it_serves(board: Board, post: Post, office: Actor) -> None:
    report = a_report()
    first, second = (an_item(report, number=number, for_whom=ForWhom.BOTH) for number in "12")
    planned([second, first], wanted(post), office)
    (line,) = actions(board)
    assert (line.what, line.owner) == ("Train the custody staff.", "Head of Reviews")
    assert line.items == f"{first.reference}, {second.reference}"
    assert (line.target_on, line.state, line.is_overdue) == (DUE, "Open", False)
    assert line.proof_expected == "The training record."
    (late,) = actions(board, LATER)
    assert late.is_overdue


def test_an_action_on_items_of_another_board_is_not_told(board: Board, post: Post, office: Actor) -> None:
    other, item = a_board("Other"), an_item(a_report(), for_whom=ForWhom.BOTH)
    planned([item], wanted(post), office)
    assert actions(other) == []
    by_hand(other, item)
    assert len(actions(other)) == 1


def test_what_came_of_an_action_after_the_moment_is_taken_back(
    board: Board, post: Post, office: Actor
) -> None:
    action = planned([an_item(a_report(), for_whom=ForWhom.BOTH)], wanted(post), office)
    settled(action, office, now=SOON, today=SOON.date())
    reopen_action(
        action=action,
        version=action.version,
        reason="Two are missing.",
        by=office,
        now=SOON + timedelta(days=1),
        today=(SOON + timedelta(days=1)).date(),
    )
    told = [actions(board, NOW + timedelta(days)) for days in (0, 1, 2)]
    assert [(line.state, line.settled_on, line.outcome) for (line,) in told] == [
        ("Open", None, ""),
        ("Done", TODAY, "All are trained."),
        ("Open", None, ""),
    ]


def test_an_action_planned_after_the_moment_is_not_told(board: Board, post: Post, office: Actor) -> None:
    planned([an_item(a_report(), for_whom=ForWhom.BOTH)], wanted(post), office, now=SOON)
    assert actions(board) == []


def test_a_repeating_duty_says_when_it_falls_due_next(board: Board, post: Post, office: Actor) -> None:
    duty = planned([an_item(a_report(), for_whom=ForWhom.BOTH)], yearly(post, date(2026, 1, 10)), office)
    record_turn(
        action=duty,
        version=duty.version,
        done_on=date(2026, 1, 12),
        words="Done.",
        by=office,
        now=NOW + timedelta(days=6),
        today=date(2026, 1, 13),
    )
    ((before,), (after,)) = actions(board, NOW + timedelta(days=5)), actions(board, LATER)
    assert (before.repeats, before.target_on, before.is_overdue) == ("Every year", date(2026, 1, 10), True)
    assert (after.target_on, after.is_overdue) == (date(2027, 1, 10), False)


def test_actions_that_are_open_come_first_by_their_day(board: Board, post: Post, office: Actor) -> None:
    item = an_item(a_report(), for_whom=ForWhom.BOTH)
    done = planned([item], wanted(post, target_on=date(2026, 2, 1)), office)
    late = planned([item], wanted(post, target_on=date(2026, 5, 1)), office)
    soon = planned([item], wanted(post, target_on=date(2026, 3, 1)), office)
    settled(done, office, state=ActionState.DROPPED, words="Not needed.")
    assert [line.key for line in actions(board)] == [soon.id, late.id, done.id]


def test_an_action_that_serves_an_item_under_embargo_is_not_told(
    board: Board, post: Post, office: Actor
) -> None:
    out = date(2026, 3, 1)
    report = a_report("Secret", by=office, published_on=out, is_embargoed=True)
    planned([an_item(report, by=office, for_whom=ForWhom.BOTH)], wanted(post), office)
    assert actions(board) == []
    assert len(actions(board, LATER)) == 1


def responses(board: Board, moment: object = NOW) -> list[ResponseLine]:
    return list(a_pack(board, moment).responses)  # type: ignore[arg-type]


def test_a_response_is_told_as_it_stood_on_the_day_with_its_days(register: Flask, tmp_path: Path) -> None:
    walk = a_published_letter(tmp_path)
    board = overseeing(a_board(), now=NOW)
    after = NOW + timedelta(days=3)
    (line,) = responses(board, after)
    assert line.reference == walk.response.reference
    assert (line.published_on, line.last_day) == (PUBLISHED, date(2026, 2, 5))
    assert (line.letter_dated, line.day_of_letter) == (date(2026, 1, 5), 25)
    assert (line.comments_published_on, line.day_of_publication) == (PUBLISHED_ON, 29)
    assert line.status == "Published"
    assert line.words == "Comments published Friday 9 January 2026, day 29 of 56"
    (before,) = responses(board, NOW + timedelta(hours=1))
    assert ISSUED_ON > TODAY
    assert (before.status, before.comments_published_on, before.day_of_publication) == (
        "Being prepared",
        None,
        None,
    )
    assert before.words == "Day 27 of 56, last day Thursday 5 February 2026"


def test_a_report_without_a_response_is_told_while_its_56_days_ask_for_one(board: Board) -> None:
    report = a_report()
    an_item(report)
    an_item(a_report("Payroll", kind=ReportKind.INTERNAL_AUDIT))
    a_report("Not on it")
    (line,) = responses(board)
    assert (line.reference, line.report_reference) == ("", report.reference)
    assert (line.status, line.day_of_letter) == ("No response started", None)
    assert line.words == "Day 27 of 56, last day Thursday 5 February 2026"
    assert responses(board, LATER)[0].words.startswith("Day 117, after the 56-day period")


def test_a_board_without_items_tells_of_no_response(register: Flask) -> None:
    a_report(by=SYSTEM)
    assert responses(a_board()) == []
