from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.boards import (
    LONGEST_REFERENCE,
    BoardDetails,
    BoardRole,
    PersonPeriod,
    problems_with_board,
    problems_with_person,
    review_warnings,
    slug_from,
)
from tracker.domain.vocabulary import Marking

BOARD = BoardDetails(name="Safeguarding Board", reference="safeguarding-board")
OTHERS = {"coordination-board": "Coordination Board"}


def test_a_name_and_a_short_name_make_a_board_that_meets_each_quarter() -> None:
    assert problems_with_board(BOARD, OTHERS) == {}
    assert BOARD.cycle_days == 92


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": " \u200b"}, "name", "Enter the name"),
        ({"name": "n" * 201}, "name", "it has 201"),
        ({"name": "coordination  BOARD"}, "name", "There is a board called Coordination Board already."),
        ({"reference": "coordination-board"}, "reference", "Another board has the short name"),
        ({"reference": ""}, "reference", "Enter a short name"),
        ({"reference": "3rd-board"}, "reference", "begins with a letter"),
        ({"reference": "12"}, "reference", "begins with a letter"),
        ({"reference": "Board"}, "reference", "small letters"),
        ({"reference": "a/b"}, "reference", "small letters"),
        ({"reference": "a--b"}, "reference", "single hyphens"),
        ({"reference": "board-"}, "reference", "single hyphens"),
        ({"reference": "board\n"}, "reference", "small letters"),
        ({"reference": "b" * 41}, "reference", "40 characters"),
        ({"reference": "new"}, "reference", "cannot be a short name"),
        ({"reference": "con"}, "reference", "cannot be a short name"),
        ({"cycle_days": 0}, "cycle_days", "from 1 to 366"),
        ({"cycle_days": 367}, "cycle_days", "from 1 to 366"),
        ({"terms_of_reference": "t" * 30_001}, "terms_of_reference", "they have 30,001"),
        ({"terms_review_on": date(1026, 3, 1)}, "terms_review_on", "between the years"),
        ({"membership_review_on": date(2126, 3, 1)}, "membership_review_on", "between the years"),
        ({"correspondence_group": "a@b.example, c@d.example"}, "correspondence_group", "no e-mail address"),
        ({"correspondence_group": "x" * 201}, "correspondence_group", "is longer"),
        ({"correspondence_group": "name\n" * 201}, "correspondence_group", "this one has 201"),
        ({"is_public": True, "marking": Marking.OFFICIAL_SENSITIVE}, "marking", "are not published"),
    ],
)
def test_what_does_not_hold_is_told_at_its_field(changes: dict[str, object], field: str, words: str) -> None:
    problems = problems_with_board(replace(BOARD, **changes), OTHERS)  # type: ignore[arg-type]
    assert list(problems) == [field]
    assert words in problems[field]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "n" * 200, "reference": "b" * 40, "cycle_days": 366},
        {"name": r"Ops / \ ? * [ ] Board"},
        {"correspondence_group": "secretary@board.example\n\n The Head of Unit \nLead@Force.example"},
        {"is_public": True, "marking": Marking.OFFICIAL},
        {"is_public": False, "marking": Marking.OFFICIAL_SENSITIVE},
        {"terms_of_reference": "t" * 30_000, "terms_review_on": date(2026, 3, 1)},
    ],
)
def test_what_holds_to_the_edge_is_taken(changes: dict[str, object]) -> None:
    assert problems_with_board(replace(BOARD, **changes), OTHERS) == {}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Safeguarding Board", "safeguarding-board"),
        (r"Ops / \ ? * [ ] Board", "ops-board"),
        ("Children's Board – Süd", "childrens-board-sud"),
        ("The Domestic Abuse and Sexual Violence Strategic Board", "the-domestic-abuse-and-sexual"),
        ("a" * 60, "a" * 30),
        ("123", "board-123"),
        ("Con", "board-con"),
        ("New", "board-new"),
        ("???", "board"),
        ("", "board"),
        ("委员会", "board"),
    ],
)
def test_a_short_name_is_made_from_the_name(name: str, slug: str) -> None:
    assert slug_from(name) == slug


def test_a_short_name_that_is_taken_gets_a_number() -> None:
    assert slug_from("Board", {"board"}) == "board-2"
    assert slug_from("Board", {"board", "board-2", "board-3"}) == "board-4"


@given(st.text(max_size=80), st.integers(0, 30))
def test_every_name_gives_a_short_name_that_the_board_may_have(name: str, number: int) -> None:
    taken: dict[str, str] = {}
    for place in range(number + 1):
        slug = slug_from(name, taken)
        assert len(slug) <= LONGEST_REFERENCE
        assert "reference" not in problems_with_board(BoardDetails(f"Board {place}", slug), taken)
        taken[slug] = f"Board {place}"


CHAIR = PersonPeriod(BoardRole.CHAIR, "Ms Fern", date(2025, 1, 1), date(2026, 1, 1))
MEMBER = PersonPeriod(BoardRole.MEMBER, "Mr Moss", date(2025, 1, 1), None, agency_id=4)


def test_a_person_is_on_the_board_from_the_first_day_up_to_the_last() -> None:
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [CHAIR.covers(day) for day in days] == [False, True, True, False]


def test_two_chairs_at_a_time_are_refused_and_one_after_the_other_taken() -> None:
    new = PersonPeriod(BoardRole.CHAIR, "Mr Reed", date(2025, 12, 31))
    assert problems_with_person(new, [CHAIR]) == {
        "from_on": "Ms Fern is recorded as chair from 1 January 2025 to 1 January 2026. A board has one at a "
        "time: end that period first, or choose other dates."
    }
    assert problems_with_person(replace(new, from_on=date(2026, 1, 1)), [CHAIR]) == {}


def test_there_is_one_deputy_at_a_time_and_a_chair_beside() -> None:
    deputy = replace(CHAIR, role=BoardRole.DEPUTY)
    assert problems_with_person(deputy, [CHAIR]) == {}
    assert "deputy chair" in problems_with_person(replace(deputy, person_name="Mr Reed"), [deputy])["from_on"]


@pytest.mark.parametrize("role", [BoardRole.MEMBER, BoardRole.SECRETARY])
def test_there_may_be_several_members_and_secretaries(role: BoardRole) -> None:
    one = replace(MEMBER, role=role)
    assert problems_with_person(replace(one, person_name="Ms Sedge"), [one]) == {}


def test_nobody_is_a_member_for_the_same_agency_twice_at_a_time() -> None:
    again = replace(MEMBER, person_name="mr  moss", from_on=None, to_on=date(2025, 1, 2))
    assert problems_with_person(again, [MEMBER]) == {
        "from_on": "Mr Moss is recorded so already, since 1 January 2025."
    }
    assert problems_with_person(replace(again, agency_id=5), [MEMBER]) == {}
    assert problems_with_person(replace(again, to_on=date(2025, 1, 1)), [MEMBER]) == {}


def test_two_accounts_of_one_name_are_two_people_and_one_account_is_one() -> None:
    one = replace(MEMBER, account_id=1)
    assert problems_with_person(replace(one, account_id=2), [one]) == {}
    assert "from_on" in problems_with_person(replace(one, person_name="M. Moss"), [one])


def test_a_person_needs_a_name_and_a_period_in_order() -> None:
    assert list(problems_with_person(replace(MEMBER, person_name=" "), [])) == ["person_name"]
    assert list(problems_with_person(replace(MEMBER, person_name="n" * 201), [])) == ["person_name"]
    assert list(problems_with_person(replace(MEMBER, to_on=date(2025, 1, 1)), [])) == ["to_on"]


TODAY = date(2026, 5, 20)
REVIEWED = replace(BOARD, terms_review_on=date(2026, 5, 21), membership_review_on=date(2027, 5, 20))


def test_nothing_is_said_of_a_board_that_meets_and_is_reviewed() -> None:
    assert review_warnings(REVIEWED, [date(2026, 4, 1)], TODAY) == ()
    assert review_warnings(REVIEWED, [date(2025, 1, 1), date(2026, 6, 30)], TODAY) == ()


@pytest.mark.parametrize(
    ("today", "period"),
    [
        (date(2026, 1, 1), "1 January 2026 to 31 March 2026"),
        (TODAY, "1 April 2026 to 30 June 2026"),
        (date(2026, 9, 30), "1 July 2026 to 30 September 2026"),
        (date(2026, 12, 31), "1 October 2026 to 31 December 2026"),
    ],
)
def test_a_quarter_without_a_meeting_is_told(today: date, period: str) -> None:
    details = replace(REVIEWED, terms_review_on=date(2027, 1, 1), membership_review_on=date(2027, 1, 1))
    beside = [date(2025, 12, 31), date(2027, 1, 1)]
    assert review_warnings(details, beside, today) == (f"No meeting is set this quarter ({period}).",)


@pytest.mark.parametrize(
    ("terms_on", "membership_on", "warnings"),
    [
        (
            date(2026, 3, 3),
            date(2026, 5, 20),
            (
                "The review of the terms of reference has been due since 3 March 2026.",
                "The review of the membership is due today.",
            ),
        ),
        (
            None,
            date(2028, 1, 1),
            (
                "No date is set for the review of the terms of reference.",
                "The membership is reviewed each year, and its next review is set for 1 January 2028.",
            ),
        ),
    ],
)
def test_reviews_that_are_due_or_not_set_are_told(
    terms_on: date | None, membership_on: date | None, warnings: tuple[str, ...]
) -> None:
    details = replace(BOARD, terms_review_on=terms_on, membership_review_on=membership_on)
    assert review_warnings(details, [TODAY], TODAY) == warnings
