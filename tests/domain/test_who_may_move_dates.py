"""Who may set and move the dates of an item, and who decides on them."""

import pytest

from tracker.domain.ownership import Relation
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.target_dates import may_ask_date, may_decide_date
from tracker.domain.vocabulary import Delivery, Role, Standing

OWNER = Actor(4, "Owner", frozenset({Role.OWNER}))


def asks(
    actor: Actor,
    *relations: Relation,
    standing: Standing = Standing.OPEN,
    delivery: Delivery = Delivery.IN_PROGRESS,
) -> str:
    return may_ask_date(actor, frozenset(relations), standing=standing, delivery=delivery).reason


@pytest.mark.parametrize("relation", list(Relation))
def test_everybody_of_the_items_posts_may_ask_for_a_date(relation: Relation) -> None:
    assert asks(OWNER, relation) == ""


def test_nobody_else_may_ask_for_a_date() -> None:
    assert asks(OWNER).startswith("Only its owner, a contributor, who covers for them, or the executive lead")
    assert asks(Actor(5, "Clerk", frozenset({Role.AUDITOR})), Relation.OWNER).startswith("Only the ")


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.CLOSED, "closed"),
        (Standing.COMPLETE, "complete"),
        (Standing.OFF_LIST, "off the list"),
        (Standing.NOT_OURS, "for other bodies"),
    ],
)
def test_the_dates_of_an_item_that_has_ended_no_longer_move(standing: Standing, words: str) -> None:
    told = asks(OWNER, Relation.OWNER, standing=standing)
    assert told == f"The item is {words}: its dates no longer move."


def test_the_dates_of_an_item_that_is_signed_off_no_longer_move() -> None:
    told = asks(OWNER, Relation.OWNER, delivery=Delivery.SIGNED_OFF)
    assert told == "The item is signed off: its dates no longer move."


EXECUTIVE = Actor(1, "Executive", frozenset({Role.EXECUTIVE_LEAD}))
FORCE_LEAD = Actor(2, "Lead", frozenset({Role.FORCE_INSPECTION_LEAD}))
THEIRS, NONE = frozenset({Relation.EXECUTIVE_LEAD}), frozenset[Relation]()


def decides(actor: Actor, relations: frozenset[Relation], asked_by: int, by_executive: bool = False) -> bool:
    return bool(
        may_decide_date(
            actor, relations, requested_by_account=asked_by, requested_by_executive_lead=by_executive
        )
    )


def test_the_executive_lead_of_the_item_decides_and_no_other() -> None:
    assert decides(EXECUTIVE, THEIRS, 9)
    assert not decides(EXECUTIVE, NONE, 9)
    assert not decides(FORCE_LEAD, NONE, 9)


def test_the_force_inspection_lead_decides_where_they_cover_for_the_executive_lead() -> None:
    assert decides(FORCE_LEAD, THEIRS, 9)


def test_what_an_executive_lead_asked_for_is_decided_by_another_or_the_force_inspection_lead() -> None:
    assert decides(EXECUTIVE, NONE, 9, by_executive=True)
    assert decides(FORCE_LEAD, NONE, 9, by_executive=True)


@pytest.mark.parametrize("by_executive", [True, False])
def test_nobody_decides_on_a_date_they_asked_for_themselves(by_executive: bool) -> None:
    everything = Actor(1, "All", frozenset(Role))
    verdict = may_decide_date(
        everything, THEIRS, requested_by_account=1, requested_by_executive_lead=by_executive
    )
    assert verdict.reason == "You asked for this date yourself: somebody else must decide on it."


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EXECUTIVE_LEAD, Role.FORCE_INSPECTION_LEAD}))
def test_no_other_role_decides_on_dates(role: Role) -> None:
    one = Actor(3, "One", frozenset({role}))
    assert not decides(one, THEIRS, 9)
    assert not decides(one, THEIRS, 9, by_executive=True)


def test_the_program_decides_on_no_date() -> None:
    verdict = may_decide_date(SYSTEM, THEIRS, requested_by_account=9, requested_by_executive_lead=False)
    assert verdict.reason == "Only a person may decide on a date, never the program."
