from dataclasses import replace
from itertools import product

import pytest

from tracker.domain.delivery_moves import DeliveryMove, ItemInHand, may_move
from tracker.domain.ownership import Relation
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import Delivery, ForWhom, Role, Standing

D, M, R = Delivery, DeliveryMove, Relation
OWNER = Actor(1, "Owner", frozenset({Role.OWNER}))
CHECKER = Actor(2, "Checker", frozenset({Role.SIGNING_OFF}))
LEAD = Actor(3, "Lead", frozenset({Role.FORCE_INSPECTION_LEAD}))
OFFICE = Actor(4, "Office", frozenset({Role.OFFICE_STAFF}))
ALL_ROLES = Actor(5, "Everything", frozenset(Role))

IN_PROGRESS = ItemInHand(D.IN_PROGRESS, Standing.OPEN, ForWhom.FORCE, True)
PROPOSED = replace(IN_PROGRESS, delivery=D.PROPOSED_COMPLETE, proposed_by_id=1)
SIGNED_OFF = replace(PROPOSED, delivery=D.SIGNED_OFF)
CLOSED = replace(PROPOSED, delivery=D.CLOSED, standing=Standing.CLOSED)


def own(item: ItemInHand, *relations: Relation) -> ItemInHand:
    return replace(item, relations=frozenset(relations))


@pytest.mark.parametrize(("role", "item"), list(product(Role, (PROPOSED, SIGNED_OFF))))
def test_only_a_person_signing_off_signs_off_or_sends_back(role: Role, item: ItemInHand) -> None:
    moves = (M.SIGN_OFF, M.SEND_BACK) if item is PROPOSED else (M.WITHDRAW_SIGN_OFF,)
    for move in moves:
        assert bool(may_move(Actor(9, "One", frozenset({role})), move, item)) is (role is Role.SIGNING_OFF)


@pytest.mark.parametrize(("relation", "move"), list(product((R.OWNER, R.COVER), (M.SIGN_OFF, M.SEND_BACK))))
def test_who_owns_the_item_or_covers_for_its_owner_never_checks_it(
    relation: Relation, move: DeliveryMove
) -> None:
    verdict = may_move(ALL_ROLES, move, own(PROPOSED, relation))
    assert verdict.reason == (f"You own this item or cover for its owner: somebody else must {move.label}.")


@pytest.mark.parametrize("move", [M.SIGN_OFF, M.SEND_BACK])
def test_who_proposed_completion_never_checks_it(move: DeliveryMove) -> None:
    item = replace(PROPOSED, proposed_by_id=CHECKER.account_id)
    assert may_move(CHECKER, move, item).reason == (
        f"You proposed its completion: somebody else must {move.label}."
    )
    assert may_move(CHECKER, move, PROPOSED)


def test_a_contributor_who_did_not_propose_it_may_sign_off() -> None:
    assert may_move(CHECKER, M.SIGN_OFF, own(PROPOSED, R.CONTRIBUTOR))


@pytest.mark.parametrize("roles", [SYSTEM.roles, frozenset(Role)])
def test_the_program_never_signs_off_whatever_its_roles(roles: frozenset[Role]) -> None:
    program = replace(SYSTEM, roles=roles)
    assert may_move(program, M.SIGN_OFF, PROPOSED).reason == (
        "Only a person may sign off completion, never the program."
    )


@pytest.mark.parametrize("relation", list(R))
def test_the_owner_a_contributor_and_cover_propose_and_withdraw_the_proposal(relation: Relation) -> None:
    is_working = relation is not R.EXECUTIVE_LEAD
    assert bool(may_move(OWNER, M.PROPOSE, own(IN_PROGRESS, relation))) is is_working
    assert bool(may_move(OWNER, M.WITHDRAW_PROPOSAL, own(PROPOSED, relation))) is is_working


def test_who_has_no_post_of_the_item_is_told_who_may_propose() -> None:
    assert may_move(OWNER, M.PROPOSE, IN_PROGRESS).reason == (
        "Only its owner, a contributor, or who covers for them may propose completion."
    )


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BOARD_SECRETARY])
def test_a_post_alone_gives_no_right_to_propose_without_a_role_that_works_on_items(role: Role) -> None:
    assert not may_move(Actor(8, "Reader", frozenset({role})), M.PROPOSE, own(IN_PROGRESS, R.OWNER))


# For whom: the force inspection lead may give it out, the office may. By hand.
@pytest.mark.parametrize(
    ("for_whom", "lead_may", "office_may"),
    [
        (ForWhom.FORCE, True, False),
        (ForWhom.UNSTATED, True, False),
        (ForWhom.BOTH, True, True),
        (ForWhom.PCC, False, True),
        (ForWhom.OTHERS, False, False),
    ],
)
def test_each_side_gives_out_its_own_items_and_either_those_for_both(
    for_whom: ForWhom, lead_may: bool, office_may: bool
) -> None:
    standing = Standing.OPEN if for_whom.is_ours else Standing.NOT_OURS
    item = ItemInHand(D.AWAITING_ALLOCATION, standing, for_whom, True)
    assert bool(may_move(LEAD, M.ALLOCATE, item)) is lead_may
    assert bool(may_move(OFFICE, M.ALLOCATE, item)) is office_may
    assert bool(may_move(SYSTEM, M.ALLOCATE, item)) is for_whom.is_ours
    assert not may_move(OWNER, M.ALLOCATE, item)


@pytest.mark.parametrize("role", list(Role))
def test_the_force_inspection_lead_and_the_office_record_what_hmicfrs_does(role: Role) -> None:
    someone = Actor(9, "One", frozenset({role}))
    is_theirs = role in (Role.FORCE_INSPECTION_LEAD, Role.OFFICE_STAFF)
    assert bool(may_move(someone, M.RECORD_CLOSURE, SIGNED_OFF)) is is_theirs
    assert bool(may_move(someone, M.WITHDRAW_CLOSURE, CLOSED)) is is_theirs


def test_nobody_closes_from_outside_what_has_no_outside_closer() -> None:
    item = replace(SIGNED_OFF, has_outside_closer=False, standing=Standing.COMPLETE)
    assert may_move(LEAD, M.RECORD_CLOSURE, item).reason == (
        "Nobody outside closes an item from this source: its sign-off is the end."
    )


def test_what_is_off_the_list_is_put_back_first_but_hmicfrs_may_close_it() -> None:
    item = own(replace(IN_PROGRESS, standing=Standing.OFF_LIST), R.OWNER)
    assert may_move(OWNER, M.PROPOSE, item).reason == (
        "The item was taken off the list: put it back on the list first."
    )
    assert may_move(LEAD, M.RECORD_CLOSURE, item)


def test_no_progress_is_recorded_on_what_was_addressed_away_from_us() -> None:
    item = own(replace(IN_PROGRESS, standing=Standing.NOT_OURS, for_whom=ForWhom.OTHERS), R.OWNER)
    assert may_move(OWNER, M.PROPOSE, item).reason == (
        "This item is for other bodies: no progress is recorded on it here."
    )


@pytest.mark.parametrize("item", [IN_PROGRESS, PROPOSED, SIGNED_OFF, CLOSED])
def test_a_move_that_the_table_does_not_hold_is_refused_to_everybody(item: ItemInHand) -> None:
    possible = {
        D.IN_PROGRESS: {M.ALLOCATE, M.PROPOSE, M.RECORD_CLOSURE},
        D.PROPOSED_COMPLETE: {M.ALLOCATE, M.WITHDRAW_PROPOSAL, M.SEND_BACK, M.SIGN_OFF, M.RECORD_CLOSURE},
        D.SIGNED_OFF: {M.ALLOCATE, M.WITHDRAW_SIGN_OFF, M.RECORD_CLOSURE},
        D.CLOSED: {M.WITHDRAW_CLOSURE},
    }
    contributing = own(item, R.CONTRIBUTOR)
    assert {move for move in M if may_move(ALL_ROLES, move, contributing)} == possible[item.delivery]


def test_the_reason_says_how_the_item_stands() -> None:
    assert may_move(CHECKER, M.SIGN_OFF, IN_PROGRESS).reason == (
        "The item is in progress: completion must be proposed before it is signed off."
    )
    assert may_move(LEAD, M.RECORD_CLOSURE, CLOSED).reason == "The item is closed by HMICFRS already."
