from datetime import date

import pytest

from tracker.domain.overrides import may_override, problems_with_override
from tracker.domain.ownership import Relation
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import Rating, Role

TODAY, TOMORROW, YEAR_ON = date(2026, 3, 2), date(2026, 3, 3), date(2027, 3, 2)
WHY = "The inspectorate has said in a meeting that it is content."
THEIRS, NONE = frozenset({Relation.EXECUTIVE_LEAD}), frozenset[Relation]()
OPEN = {Rating.RED, Rating.AMBER, Rating.NEW, Rating.GREEN}


@pytest.mark.parametrize("expires_on", [TOMORROW, YEAR_ON])
def test_an_override_ends_after_today_and_within_a_year(expires_on: date) -> None:
    assert problems_with_override(Rating.AMBER, WHY, expires_on, TODAY) == {}


@pytest.mark.parametrize(
    ("expires_on", "told"),
    [
        (date(2026, 3, 1), "Enter a day after today."),
        (TODAY, "Enter a day after today."),
        (
            date(2027, 3, 3),
            "An override holds for a year at most: enter a day no later than 2 March 2027.",
        ),
    ],
)
def test_an_override_that_ends_too_early_or_too_late_is_refused(expires_on: date, told: str) -> None:
    assert problems_with_override(Rating.AMBER, WHY, expires_on, TODAY) == {"expires_on": told}


def test_an_override_without_rating_reason_and_expiry_is_told_at_each() -> None:
    assert set(problems_with_override(None, " ", None, TODAY)) == {"rating", "reason", "expires_on"}


@pytest.mark.parametrize("rating", [Rating.BLUE_CLOSED, Rating.NOT_RATED])
def test_nothing_is_overridden_into_a_fact(rating: Rating) -> None:
    assert set(problems_with_override(rating, WHY, TOMORROW, TODAY)) == {"rating"}


def test_the_executive_lead_of_the_item_may_override_and_no_other_executive_lead() -> None:
    lead = Actor(1, "Lead", frozenset({Role.EXECUTIVE_LEAD}))
    assert may_override(lead, THEIRS, Rating.RED)
    assert may_override(lead, NONE, Rating.RED).reason == (
        "Only the executive lead of this item, or a person signing off, may override its rating."
    )


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EXECUTIVE_LEAD}))
def test_of_the_other_roles_only_a_person_signing_off_may_override(role: Role) -> None:
    someone = Actor(1, "One", frozenset({role}))
    assert bool(may_override(someone, THEIRS, Rating.RED)) is (role is Role.SIGNING_OFF)


@pytest.mark.parametrize("derived", list(Rating))
def test_only_the_rating_of_what_is_rated_and_open_can_be_overridden(derived: Rating) -> None:
    checker = Actor(1, "One", frozenset({Role.SIGNING_OFF}))
    assert bool(may_override(checker, NONE, derived)) is (derived in OPEN)


def test_the_program_overrides_nothing() -> None:
    assert may_override(SYSTEM, THEIRS, Rating.RED).reason == (
        "Only a person may override a rating, never the program."
    )
