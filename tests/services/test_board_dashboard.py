"""The front of a board: the same numbers as its pack, what turns before the next meeting, and no more."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings

from tests.fixtures.database import NOW, TODAY
from tests.services.board_histories import ALL, SOME, a_secretary, board, board_steps, with_boards
from tests.services.board_records import a_board, by_hand, overseeing
from tests.services.final_copy_records import drafted, final
from tests.services.pack_records import a_meeting, a_pack
from tests.services.random_histories import told
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.counts import Term
from tracker.domain.packs import TrendPoint
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import Rating, Role
from tracker.models.board import Board
from tracker.services.board_dashboard import Dashboard, dashboard_of
from tracker.services.packs import pack_of

quickly = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
READER = Actor(None, "Rea Der", frozenset({Role.OWNER}))


def front_of(one: Board, *, days: int = 0) -> Dashboard:
    """The front of a board so many days later."""
    now = NOW + timedelta(days=days)
    return dashboard_of(board=one, by=READER, now=now, today=now.date())


@quickly
@given(board_steps)
def test_for_random_histories_the_front_tells_the_numbers_of_the_pack(
    empty_sqlite: Path, acts: list[tuple[str, int, int]]
) -> None:
    with told(empty_sqlite, acts, with_boards) as story:
        for reference in (ALL, SOME):
            one = board(reference)
            front = dashboard_of(board=one, by=SYSTEM, now=story.now, today=story.today)
            pack = pack_of(board=one, meeting=None, as_at=story.now, now=story.now)
            assert front.counts == pack.counts
            assert front.changes == Counter(line.kind for line in pack.changes)
            assert front.trend[-1].numbers == pack.trend[-1].numbers
            assert front.trend[-1].open_items == pack.number(Term.CLOSING)
            assert front.trend[:-1] == pack.trend[:-1]
            assert (front.opened_at, front.opened_by) == (pack.head.opened_at, pack.head.opened_by)


def test_after_a_final_copy_the_front_tells_what_changed_since_it(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    late = NOW + timedelta(days=10)
    an_item(a_report("Later"), now=late)
    front = front_of(story.board, days=11)
    numbers = {line.key: line.number for line in front.counts}
    assert (numbers["opening"], numbers["new"], numbers["closing"]) == (2, 1, 3)
    assert front.changes == Counter(
        line.kind for line in a_pack(story.board, NOW + timedelta(days=11)).changes
    )
    assert front.trend[0] == TrendPoint(date(2026, 1, 12), "Final copy, version 1", front.trend[0].numbers, 2)
    assert front.opened_by == "the final copy for the meeting on 12 January 2026, version 1"


def test_what_turns_before_the_next_meeting_is_told_and_no_later_turn(register: Flask) -> None:
    one = overseeing(a_board())
    a_meeting(one, date(2026, 6, 15), by=a_secretary(one))
    an_item(a_report(), deadlines=(BY_JUNE,))
    front = front_of(one)
    assert (front.until, front.has_meeting) == (date(2026, 6, 15), True)
    assert front.turns == len(front.turning)
    assert all(TODAY < turn.on <= front.until for turn in front.turning)
    assert Rating.AMBER in {turn.rating for turn in front.turning}
    first = front.turning[0].on
    for days, turns in ((1, 0), (0, 1)):
        other = overseeing(a_board(f"Meets {days} before"))
        a_meeting(other, first - timedelta(days=days), by=a_secretary(other, name=f"Sela {days}"))
        assert front_of(other).turns == turns


def test_without_a_next_meeting_the_coming_28_days_are_told(register: Flask) -> None:
    front = front_of(overseeing(a_board()))
    assert (front.until, front.has_meeting) == (TODAY + timedelta(days=28), False)


def test_the_meeting_of_today_is_not_the_next_one(register: Flask) -> None:
    one = overseeing(a_board())
    secretary = a_secretary(one)
    for on in (TODAY, date(2026, 3, 9)):
        a_meeting(one, on, by=secretary)
    assert front_of(one).until == date(2026, 3, 9)


def test_only_the_boards_own_items_are_foreseen(register: Flask) -> None:
    one = a_board()
    report = a_report()
    mine, _ = (an_item(report, number=number, deadlines=(BY_JUNE,)) for number in "12")
    by_hand(one, mine)
    a_meeting(one, date(2026, 12, 7), by=a_secretary(one))
    front = front_of(one)
    assert {turn.reference for turn in front.turning} == {mine.reference}


def test_of_many_turns_the_nearest_are_shown_and_all_are_counted(
    register: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = overseeing(a_board())
    a_meeting(one, date(2026, 12, 7), by=a_secretary(one))
    report = a_report()
    for number in "123":
        an_item(report, number=number, deadlines=(BY_JUNE,))
    whole = front_of(one)
    monkeypatch.setattr("tracker.services.board_dashboard.MOST_TURNING", 2)
    front = front_of(one)
    assert front.turning == whole.turning[:2]
    assert front.turns == whole.turns > 2


def test_an_item_of_a_report_under_embargo_is_not_on_the_front(register: Flask) -> None:
    one = overseeing(a_board())
    hidden = a_report(published_on=date(2026, 2, 9), is_embargoed=True)
    an_item(hidden, deadlines=(BY_JUNE,))
    front = front_of(one)
    assert not any(line.number for line in front.counts)
    assert (front.changes, front.turning) == ({}, ())
    assert sum(front.trend[-1].numbers) == 0
    assert front_of(one, days=40).trend[-1].open_items == 1


def test_a_board_with_no_items_has_a_front(register: Flask) -> None:
    front = front_of(a_board())
    assert (front.changes, front.turning, front.turns) == ({}, (), 0)
    assert not any(line.number for line in front.counts)
