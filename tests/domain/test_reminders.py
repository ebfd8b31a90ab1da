from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.reminders import (
    MARKS,
    OVERDUE,
    Digest,
    DueItem,
    Mark,
    Recipient,
    Waiting,
    days_in_words,
    digest_for,
    is_digest_due,
)

MONDAY = date(2026, 1, 5)
LAST_WEEK = MONDAY - timedelta(days=7)
EVA = Recipient("Éva Owner", "eva@example.org", 0)
ITEM = DueItem(
    reference="R2025-01-REC1",
    title="Train all officers",
    path="/items/R2025-01-REC1",
    due_on=MONDAY + timedelta(days=14),
    known_on=date(2025, 9, 1),
    is_done=False,
    is_owner=True,
    is_executive=False,
    waiting=(),
    said=frozenset(),
)


def due(days: int, today: date = MONDAY) -> DueItem:
    return replace(ITEM, due_on=today + timedelta(days=days))


def told(item: DueItem, since: date = LAST_WEEK, today: date = MONDAY) -> Digest | None:
    return digest_for(EVA, [item], since, today)


def marks(digest: Digest | None) -> list[int]:
    return [mark.days for mark in digest.marks] if digest else []


@pytest.mark.parametrize(
    ("days", "said"),
    [(29, []), (28, [28]), (22, [28]), (21, []), (15, []), (14, [14]), (8, [14]), (7, [7]), (1, [7]),
     (0, [0]), (-1, [0, OVERDUE]), (-6, [0, OVERDUE]), (-7, [OVERDUE]), (-8, [])],
)  # fmt: skip
def test_a_mark_is_named_in_the_digest_of_the_week_that_crosses_it(days: int, said: list[int]) -> None:
    assert marks(told(due(days))) == said


def test_nothing_to_say_is_no_digest() -> None:
    assert digest_for(EVA, [], LAST_WEEK, MONDAY) is None
    assert told(replace(ITEM, due_on=None)) is None
    assert told(replace(due(14), is_done=True)) is None
    assert told(replace(due(14), is_owner=False)) is None


@given(st.integers(0, 60), st.integers(0, 6))
def test_over_many_weeks_each_mark_is_said_exactly_once(ahead: int, weekday: int) -> None:
    person, start = replace(EVA, weekday=weekday), MONDAY
    item, since, said = replace(due(ahead), known_on=start), start - timedelta(days=1), list[int]()
    for day in (start + timedelta(days=n) for n in range(90)):
        digest = digest_for(person, [item], since, day)
        if digest:
            item = replace(item, said=item.said | set(digest.marks))
            said += [mark.days for mark in digest.marks]
        if is_digest_due(weekday, since, day):
            since = day
    assert len(said) == len(set(said))
    assert said == sorted(said, reverse=True)
    assert OVERDUE in said


def test_a_mark_that_was_said_is_said_again_for_another_date_in_force_only() -> None:
    first = told(due(14))
    assert first is not None
    again = replace(due(14), said=frozenset(first.marks))
    assert told(again) is None
    moved = replace(again, due_on=MONDAY + timedelta(days=28))
    assert marks(told(moved)) == [28]


def test_a_nearer_mark_that_was_said_overtakes_the_farther_ones() -> None:
    item = due(6)
    assert item.due_on is not None
    assert told(replace(item, said=frozenset({Mark(item.reference, item.due_on, 7)}))) is None


def test_who_gets_an_item_late_is_told_of_the_marks_already_crossed_once() -> None:
    assert marks(told(replace(due(10), known_on=MONDAY - timedelta(days=2)))) == [28, 14]
    assert marks(told(replace(due(15), known_on=LAST_WEEK))) == []


@pytest.mark.parametrize("days_after_monday", range(1, 7))
def test_the_first_day_overdue_goes_out_at_once_on_any_day(days_after_monday: int) -> None:
    today = MONDAY + timedelta(days=days_after_monday)
    digest = told(due(-1, today), since=MONDAY, today=today)
    assert digest is not None
    assert (marks(digest), [item.reference for item in digest.overdue]) == ([OVERDUE], [ITEM.reference])
    assert told(due(0, today), since=MONDAY, today=today) is None
    assert told(due(7, today), since=MONDAY, today=today) is None


def test_between_digests_nothing_but_the_overdue_goes_out() -> None:
    tuesday = MONDAY + timedelta(days=1)
    others = [replace(due(14, tuesday), reference="B"), replace(ITEM, reference="C", waiting=tuple(Waiting))]
    digest = digest_for(EVA, [due(-1, tuesday), *others], MONDAY, tuesday)
    assert digest is not None
    assert (len(digest.overdue), digest.coming, digest.date_requests, digest.sign_offs) == (1, (), (), ())
    assert digest_for(EVA, others, MONDAY, tuesday) is None


def test_the_executive_lead_reads_of_the_overdue_each_week_and_of_no_other_mark() -> None:
    lead = replace(due(-40), is_owner=False, is_executive=True)
    digest = told(replace(lead, said=frozenset({Mark(lead.reference, MONDAY - timedelta(days=40), OVERDUE)})))
    assert digest is not None
    assert (digest.overdue[0].reference, digest.marks) == (ITEM.reference, ())
    assert told(lead, since=MONDAY, today=MONDAY + timedelta(days=1)) is None
    assert told(replace(lead, due_on=MONDAY)) is None
    assert marks(told(replace(due(-1), is_owner=False, is_executive=True))) == [OVERDUE]


def test_what_waits_for_the_person_is_in_each_digest_while_it_waits() -> None:
    waits = replace(ITEM, is_owner=False, is_done=True, waiting=(Waiting.SIGN_OFF,))
    asked = replace(ITEM, reference="A", is_owner=False, waiting=(Waiting.DATE_REQUEST,))
    digest = digest_for(EVA, [waits, asked], LAST_WEEK, MONDAY)
    assert digest is not None
    assert ([item.reference for item in digest.date_requests], digest.sign_offs) == (["A"], (waits,))
    assert (digest.overdue, digest.coming, digest.marks) == ((), (), ())


def test_items_come_by_date_and_then_by_reference() -> None:
    items = [replace(due(7), reference="B"), replace(due(7), reference="A"), replace(due(1), reference="C")]
    digest = digest_for(EVA, items, LAST_WEEK, MONDAY)
    assert digest is not None
    assert [item.reference for item in digest.coming] == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("weekday", "days_since", "is_due"),
    [(0, 7, True), (0, 0, False), (0, 1, True), (6, 7, True), (6, 1, False), (2, 14, True), (1, 5, False),
     (1, 7, True)],
)  # fmt: skip
def test_a_digest_is_due_on_the_chosen_day_and_made_up_for_when_missed(
    weekday: int, days_since: int, is_due: bool
) -> None:
    assert is_digest_due(weekday, MONDAY - timedelta(days=days_since), MONDAY) == is_due


@pytest.mark.parametrize(
    ("days", "words"),
    [(12, "due in 12 days, on Saturday 17 January"), (1, "due in 1 day, on Tuesday 6 January"),
     (0, "due today, Monday 5 January"), (-1, "1 day overdue: it was due on Sunday 4 January"),
     (-1_100, "1,100 days overdue: it was due on Sunday 1 January 2023")],
)  # fmt: skip
def test_how_near_a_date_is_stands_in_words(days: int, words: str) -> None:
    assert days_in_words(MONDAY + timedelta(days=days), MONDAY) == words


def test_the_marks_are_those_of_the_office() -> None:
    assert MARKS == (28, 14, 7, 0)
