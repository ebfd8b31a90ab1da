import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.delivery_moves import (
    NEEDS_REASON,
    TABLE,
    DeliveryFacts,
    DeliveryMove,
    delivery_of,
    diagram,
    facts_after,
    has_outside_closer,
    moves_from,
    standing_of,
)
from tracker.domain.vocabulary import Delivery, ForWhom, ReportKind, Standing

D, M = Delivery, DeliveryMove
DAY = date(2026, 3, 2)

# Written by hand: from each state the moves there are, and where they lead.
EXPECTED = {
    D.AWAITING_ALLOCATION: {(M.ALLOCATE, D.IN_PROGRESS), (M.RECORD_CLOSURE, D.CLOSED)},
    D.IN_PROGRESS: {
        (M.ALLOCATE, D.IN_PROGRESS),
        (M.PROPOSE, D.PROPOSED_COMPLETE),
        (M.RECORD_CLOSURE, D.CLOSED),
    },
    D.PROPOSED_COMPLETE: {
        (M.ALLOCATE, D.PROPOSED_COMPLETE),
        (M.WITHDRAW_PROPOSAL, D.IN_PROGRESS),
        (M.SEND_BACK, D.IN_PROGRESS),
        (M.SIGN_OFF, D.SIGNED_OFF),
        (M.RECORD_CLOSURE, D.CLOSED),
    },
    D.SIGNED_OFF: {
        (M.ALLOCATE, D.SIGNED_OFF),
        (M.WITHDRAW_SIGN_OFF, D.IN_PROGRESS),
        (M.RECORD_CLOSURE, D.CLOSED),
    },
    D.CLOSED: {(M.WITHDRAW_CLOSURE, D.IN_PROGRESS), (M.WITHDRAW_CLOSURE, D.AWAITING_ALLOCATION)},
}


@pytest.mark.parametrize("delivery", list(D))
def test_from_each_state_there_are_these_moves_and_they_lead_there(delivery: Delivery) -> None:
    assert {(row.move, row.after) for row in TABLE if row.before is delivery} == EXPECTED[delivery]
    assert set(moves_from(delivery)) == {move for move, _ in EXPECTED[delivery]}


def test_no_row_stands_in_the_table_twice_and_no_move_is_offered_twice() -> None:
    assert len(TABLE) == len(set(TABLE))
    assert moves_from(D.CLOSED) == (M.WITHDRAW_CLOSURE,)


def test_what_ended_is_opened_again_only_by_hmicfrs_or_by_withdrawing_the_sign_off() -> None:
    ended, opened = {D.SIGNED_OFF, D.CLOSED}, {D.AWAITING_ALLOCATION, D.IN_PROGRESS, D.PROPOSED_COMPLETE}
    back = {row.move for row in TABLE if row.before in ended and row.after in opened}
    assert back == {M.WITHDRAW_SIGN_OFF, M.WITHDRAW_CLOSURE}


def test_hmicfrs_may_close_from_every_state_but_closed() -> None:
    assert {row.before for row in TABLE if row.move is M.RECORD_CLOSURE} == set(D) - {D.CLOSED}


def test_what_takes_something_back_from_others_needs_a_reason() -> None:
    assert {M.SEND_BACK, M.WITHDRAW_SIGN_OFF, M.WITHDRAW_CLOSURE} == NEEDS_REASON


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (DeliveryFacts(), D.AWAITING_ALLOCATION),
        (DeliveryFacts(has_owner=True), D.IN_PROGRESS),
        (DeliveryFacts(True, DAY, 7), D.PROPOSED_COMPLETE),
        (DeliveryFacts(True, DAY, 7, DAY), D.SIGNED_OFF),
        (DeliveryFacts(True, DAY, 7, DAY, DAY), D.CLOSED),
        (DeliveryFacts(closed_on=DAY), D.CLOSED),
        (DeliveryFacts(True, closed_on=DAY), D.CLOSED),
    ],
)
def test_how_far_an_item_has_come_is_read_from_the_last_truth_that_holds(
    facts: DeliveryFacts, expected: Delivery
) -> None:
    assert delivery_of(facts) is expected


@given(st.lists(st.integers(0, 10), max_size=30))
def test_every_walk_of_moves_leads_where_the_table_says(choices: list[int]) -> None:
    facts = DeliveryFacts()
    for choice in choices:
        before = delivery_of(facts)
        moves = moves_from(before)
        move = moves[choice % len(moves)]
        facts = facts_after(facts, move, on=DAY, by_id=7)
        assert (move, delivery_of(facts)) in EXPECTED[before]


def test_a_closure_leaves_the_other_two_truths_as_they_were() -> None:
    checked = DeliveryFacts(True, DAY, 7, DAY)
    closed = facts_after(checked, M.RECORD_CLOSURE, on=date(2026, 4, 1))
    assert (closed.proposed_on, closed.signed_off_on) == (DAY, DAY)


@pytest.mark.parametrize("move", [M.SEND_BACK, M.WITHDRAW_PROPOSAL, M.WITHDRAW_SIGN_OFF, M.WITHDRAW_CLOSURE])
def test_what_is_taken_back_must_be_proposed_and_signed_off_anew(move: DeliveryMove) -> None:
    facts = facts_after(DeliveryFacts(True, DAY, 7, DAY, DAY), move, on=DAY)
    assert facts == DeliveryFacts(has_owner=True)


def test_a_closure_that_is_withdrawn_leaves_what_nobody_owns_awaiting_allocation() -> None:
    assert facts_after(DeliveryFacts(closed_on=DAY), M.WITHDRAW_CLOSURE, on=DAY) == DeliveryFacts()


NOBODY_OUTSIDE = {
    ReportKind.IOPC_LEARNING,
    ReportKind.PREVENTION_OF_FUTURE_DEATHS,
    ReportKind.SERIOUS_CASE_REVIEW,
    ReportKind.INTERNAL_AUDIT,
    ReportKind.OTHER_FORCE_FINDING,
    ReportKind.PARTNERSHIP_PLAN,
}


@pytest.mark.parametrize("kind", list(ReportKind))
def test_hmicfrs_closes_its_own_kinds_and_super_complaints_and_nobody_the_rest(kind: ReportKind) -> None:
    assert has_outside_closer(kind) is (kind not in NOBODY_OUTSIDE)


# For whom, off the list, delivery, has an outside closer: by hand.
STANDINGS = [
    (ForWhom.FORCE, False, D.AWAITING_ALLOCATION, True, Standing.OPEN),
    (ForWhom.PCC, False, D.IN_PROGRESS, True, Standing.OPEN),
    (ForWhom.BOTH, False, D.PROPOSED_COMPLETE, False, Standing.OPEN),
    (ForWhom.UNSTATED, False, D.SIGNED_OFF, True, Standing.OPEN),
    (ForWhom.FORCE, False, D.SIGNED_OFF, False, Standing.COMPLETE),
    (ForWhom.FORCE, False, D.CLOSED, True, Standing.CLOSED),
    (ForWhom.FORCE, True, D.IN_PROGRESS, True, Standing.OFF_LIST),
    (ForWhom.FORCE, True, D.CLOSED, True, Standing.OFF_LIST),
    (ForWhom.OTHERS, False, D.AWAITING_ALLOCATION, True, Standing.NOT_OURS),
    (ForWhom.OTHERS, True, D.CLOSED, True, Standing.NOT_OURS),
]


@pytest.mark.parametrize(("for_whom", "is_off_list", "delivery", "has_closer", "expected"), STANDINGS)
def test_the_counts_take_an_item_for_this(
    for_whom: ForWhom, is_off_list: bool, delivery: Delivery, has_closer: bool, expected: Standing
) -> None:
    found = standing_of(for_whom, is_off_list=is_off_list, delivery=delivery, has_outside_closer=has_closer)
    assert found is expected


@pytest.mark.parametrize(("delivery", "has_closer"), list(product(D, (True, False))))
def test_what_is_ours_and_on_the_list_is_open_until_it_is_closed_or_signed_off_for_good(
    delivery: Delivery, has_closer: bool
) -> None:
    found = standing_of(ForWhom.FORCE, is_off_list=False, delivery=delivery, has_outside_closer=has_closer)
    has_ended = delivery is D.CLOSED or (delivery is D.SIGNED_OFF and not has_closer)
    assert (found is Standing.OPEN) is not has_ended


def test_the_diagram_draws_every_row_of_the_table_and_nothing_else() -> None:
    drawn = re.findall(r"^    (\w+) --> (\w+): ([a-z ]+?)(?:, with a reason)?$", diagram(), re.M)
    rows = {(row.before.value, row.after.value, row.move.value.replace("_", " ")) for row in TABLE}
    assert set(drawn) == rows
    assert len(drawn) == len(TABLE)


def test_the_diagram_names_every_state_and_where_items_begin() -> None:
    lines = diagram().splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> awaiting_allocation"]
    assert {f"    {delivery.value}: {delivery.label}" for delivery in D} <= set(lines)
    assert "    proposed_complete --> in_progress: send back, with a reason" in lines


def test_the_words_of_a_button_begin_with_a_capital() -> None:
    assert M.SIGN_OFF.button == "Sign off completion"
