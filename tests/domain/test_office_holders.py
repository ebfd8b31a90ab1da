from datetime import date

import pytest

from tracker.domain.office_holders import (
    Holding,
    check_new_holding,
    confirmation_question,
    confirmed_on_list,
    holder_on,
)

HOME_SECRETARY = "home_secretary"
CHIEF = "chief_constable"

HOME_SECRETARIES = [
    Holding(HOME_SECRETARY, "Rt Hon Priti Patel MP", date(2019, 7, 24), date(2022, 9, 6)),
    Holding(HOME_SECRETARY, "Rt Hon Suella Braverman KC MP", date(2022, 9, 6), date(2022, 10, 19)),
    Holding(HOME_SECRETARY, "Rt Hon Grant Shapps MP", date(2022, 10, 19), date(2022, 10, 25)),
    Holding(HOME_SECRETARY, "Rt Hon Suella Braverman KC MP", date(2022, 10, 25), date(2023, 11, 13)),
    Holding(HOME_SECRETARY, "Rt Hon James Cleverly MP", date(2023, 11, 13), date(2024, 7, 5)),
    Holding(HOME_SECRETARY, "Rt Hon Yvette Cooper MP", date(2024, 7, 5), date(2025, 9, 5)),
    Holding(HOME_SECRETARY, "Rt Hon Shabana Mahmood MP", date(2025, 9, 5), None),
]
CHIEFS = [
    Holding(CHIEF, "Nick Dean", None, date(2025, 9, 29)),
    Holding(CHIEF, "Simon Megicks", date(2025, 9, 29), None),
]


@pytest.mark.parametrize(
    ("day", "surname"),
    [
        (date(2022, 9, 5), "Patel"),
        (date(2022, 9, 6), "Braverman"),  # the newcomer holds the day
        (date(2022, 10, 18), "Braverman"),
        (date(2022, 10, 19), "Shapps"),
        (date(2022, 10, 24), "Shapps"),
        (date(2022, 10, 25), "Braverman"),
        (date(2023, 2, 2), "Braverman"),
        (date(2023, 11, 13), "Cleverly"),
        (date(2024, 2, 2), "Cleverly"),
        (date(2025, 9, 4), "Cooper"),
        (date(2025, 9, 5), "Mahmood"),
        (date(2026, 11, 20), "Mahmood"),
    ],
)
def test_a_letter_is_addressed_to_the_home_secretary_of_its_day(day: date, surname: str) -> None:
    found = holder_on(HOME_SECRETARIES, HOME_SECRETARY, day)
    assert found is not None
    assert surname in found.person_name


def test_nobody_holds_a_post_before_the_first_record_or_under_another_key() -> None:
    assert holder_on(HOME_SECRETARIES, HOME_SECRETARY, date(2019, 7, 23)) is None
    assert holder_on(HOME_SECRETARIES, CHIEF, date(2022, 9, 6)) is None
    assert holder_on([], CHIEF, date(2022, 9, 6)) is None


def test_a_start_that_is_not_known_reaches_back_without_end() -> None:
    found = holder_on(CHIEFS, CHIEF, date(1990, 1, 1))
    assert found is not None
    assert found.person_name == "Nick Dean"
    assert found.period_in_words() == "from a day not known to 29 September 2025"


def test_an_acting_holder_comes_before_the_substantive_one_while_acting() -> None:
    acting = Holding(CHIEF, "A Deputy", date(2024, 3, 1), date(2024, 4, 1), acting=True)
    names = [
        found.person_name if (found := holder_on([acting, *CHIEFS], CHIEF, day)) else None
        for day in (date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 31), date(2024, 4, 1))
    ]
    assert names == ["Nick Dean", "A Deputy", "A Deputy", "Nick Dean"]


@pytest.mark.parametrize("end", [date(2026, 1, 10), date(2026, 1, 9)])
def test_a_holding_that_ends_on_or_before_its_start_is_refused(end: date) -> None:
    assert check_new_holding([], Holding(CHIEF, "B", date(2026, 1, 10), end)) == [
        f"The holding ends on {end.day} January 2026, which is not after its start on 10 January 2026."
    ]


def test_a_second_substantive_holder_is_refused_with_the_name_of_the_first() -> None:
    assert check_new_holding(CHIEFS, Holding(CHIEF, "C", date(2026, 1, 1), None)) == [
        "Simon Megicks is recorded as substantive holder from 29 September 2025, still so. One person at a "
        "time holds a post as substantive holder: end that holding first, or choose other dates."
    ]


def test_a_second_acting_holder_is_refused() -> None:
    first = Holding(CHIEF, "A Deputy", date(2026, 3, 1), date(2026, 4, 1), acting=True)
    last_day_shared = Holding(CHIEF, "Another", date(2026, 3, 31), None, acting=True)
    [message] = check_new_holding([first], last_day_shared)
    assert message.startswith("A Deputy is recorded as acting holder from 1 March 2026 to 1 April 2026.")


@pytest.mark.parametrize(
    "new",
    [
        Holding(CHIEF, "Acting beside the substantive one", date(2026, 1, 1), date(2026, 2, 1), acting=True),
        Holding("pcc", "In another post", date(2026, 1, 1), None),
    ],
)
def test_an_acting_holder_or_another_post_stands_in_nobodys_way(new: Holding) -> None:
    assert check_new_holding(CHIEFS, new) == []


def test_a_successor_may_start_on_the_day_the_predecessor_ends() -> None:
    first = Holding("pcc", "First", date(2021, 5, 13), date(2024, 5, 9))
    assert check_new_holding([first], Holding("pcc", "Second", date(2024, 5, 9), None)) == []
    assert check_new_holding([first], Holding("pcc", "Too early", date(2024, 5, 8), None))


def test_two_holdings_open_at_both_ends_meet() -> None:
    always = Holding("pcc", "Always", None, None)
    assert check_new_holding([always], Holding("pcc", "Also always", None, None))


@pytest.mark.parametrize(
    ("confirmed_on", "question"),
    [
        (date(2026, 11, 20), "Still so? Last confirmed on 20 November 2026, today."),
        (date(2026, 11, 19), "Still so? Last confirmed on 19 November 2026, yesterday."),
        (date(2025, 11, 20), "Still so? Last confirmed on 20 November 2025, 365 days ago."),
        (None, "Still so? Simon Megicks has never been confirmed here."),
    ],
)
def test_the_program_asks_whether_the_holder_is_still_so(confirmed_on: date | None, question: str) -> None:
    holding = Holding(CHIEF, "Simon Megicks", date(2025, 9, 29), None, last_confirmed_on=confirmed_on)
    assert confirmation_question(holding, date(2026, 11, 20)) == question


def test_a_name_s_confirmation_on_the_list_says_that_it_is_the_list_s() -> None:
    day = date(2026, 11, 20)
    assert confirmed_on_list(None, day) == "On the list of office holders: never confirmed."
    assert confirmed_on_list(day, day) == (
        "On the list of office holders: last confirmed on 20 November 2026, today."
    )
