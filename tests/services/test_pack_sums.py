"""The sum of a board from its dated rows and from the history: they agree, and a damaged row is named."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from tests.fixtures.database import NOW, TODAY
from tests.services.board_records import a_board, by_hand, overseeing
from tests.services.ownership_records import a_post, allocated
from tests.services.pack_records import a_pack
from tests.services.records import a_report, an_item
from tracker.domain.board_rules import BoardRule
from tracker.domain.counts import Counts, IntoScope, MovedOut, Term
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import OffListReason, Standing
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.item import Item
from tracker.services.items import put_back, take_off_list
from tracker.services.packs import Reconciliation, reconciliation

SOON = NOW + timedelta(days=1)
LATER = NOW + timedelta(days=30)


def both_ways(board: Board, opened: timedelta = timedelta(days=-1)) -> Reconciliation:
    return reconciliation(board=board, opened_at=NOW + opened, as_at=LATER)


def taken_off(item: Item) -> None:
    take_off_list(
        item=item,
        version=item.version,
        reason=OffListReason.SUPERSEDED,
        note="Agreed in the meeting.",
        on=TODAY,
        by=SYSTEM,
        now=SOON,
        today=SOON.date(),
    )


@pytest.fixture
def board(either_register: Flask) -> Board:
    return overseeing(a_board(reference="bb"))


@pytest.fixture
def items(board: Board) -> list[Item]:
    report = a_report()
    return [an_item(report, number=number) for number in "123"]


def damage(statement: str, **values: object) -> None:
    """A row changed behind the services' back."""
    db.session.execute(text(statement), values)
    db.session.commit()
    db.session.expire_all()


def test_the_two_ways_agree_on_every_term(board: Board, items: list[Item]) -> None:
    taken_off(items[0])
    by_hand(board, items[1], is_in=False, now=SOON)
    other = an_item(a_report("Another"), number="9", now=SOON)
    by_hand(board, items[1], now=SOON + timedelta(hours=1))
    by_hand(board, other, is_in=False, now=SOON + timedelta(hours=2))
    found = both_ways(board)
    assert found.reconciles
    assert found.first_difference == ""
    assert found.by_states == Counts(
        opening=0,
        new=4,
        brought_into_scope={IntoScope.JOINED_BOARD: 1},
        taken_off={OffListReason.SUPERSEDED: 1},
        moved_out={MovedOut.LEFT_BOARD: 2},
        closing=2,
    )


def test_another_boards_items_are_not_counted(board: Board, items: list[Item]) -> None:
    other = a_board("Other")
    by_hand(other, items[0], now=SOON)
    assert (both_ways(board).by_states.closing, both_ways(other).by_states.closing) == (3, 1)
    assert both_ways(other).reconciles


def test_a_rule_that_lets_an_item_go_moves_it_out(board: Board, items: list[Item]) -> None:
    post = a_post()
    allocated(items[0], post)
    overseeing(board, BoardRule(owner_post_id=post.id), now=SOON)
    found = both_ways(board, timedelta(hours=1))
    assert (found.by_events.opening, found.by_events.closing) == (3, 1)
    assert found.by_events.moved_out == {MovedOut.LEFT_BOARD: 2}
    assert found.reconciles


def test_a_damaged_standing_is_named_with_what_either_source_says(board: Board, items: list[Item]) -> None:
    damage("UPDATE item_state SET standing = 'closed' WHERE item_id = :key", key=items[1].id)
    found = both_ways(board)
    assert not found.agree
    assert not found.reconciles
    assert found.first_difference.startswith(f"{items[1].reference}: the dated rows say “Event ")
    assert "nothing to closed”, the history says “Event " in found.first_difference
    assert "nothing to open”" in found.first_difference


def test_a_word_on_no_list_is_named_and_a_pack_is_still_made(board: Board, items: list[Item]) -> None:
    damage("UPDATE item_state SET standing = 'opne' WHERE item_id = :key", key=items[1].id)
    assert f"{items[1].reference}: the dated rows say" in both_ways(board).first_difference
    pack = a_pack(board, LATER)
    assert pack.number(Term.CLOSING) == sum(line.standing is Standing.OPEN for line in pack.items) == 2


def test_a_lost_row_of_the_board_is_named(board: Board, items: list[Item]) -> None:
    damage("DELETE FROM board_item WHERE item_id = :key", key=items[2].id)
    said = both_ways(board).first_difference
    assert said.startswith(
        f"{items[2].reference}: the dated rows say “nothing of it”, the history says “Event "
    )


def test_a_row_of_the_board_that_was_added_behind_the_services_is_named(
    board: Board, items: list[Item]
) -> None:
    by_hand(board, items[0], is_in=False, now=SOON)
    damage("UPDATE board_item SET valid_to = NULL, ended_seq = NULL WHERE item_id = :key", key=items[0].id)
    said = both_ways(board).first_difference
    assert said.startswith(f"{items[0].reference}: the dated rows say “nothing of it”, the history says")
    assert "open to off_board" in said


def test_a_damage_from_before_the_period_is_found_at_its_start(board: Board, items: list[Item]) -> None:
    damage("DELETE FROM board_item WHERE item_id = :key", key=items[0].id)
    said = both_ways(board, timedelta(hours=1)).first_difference
    assert said == (
        f"{items[0].reference}: the dated rows say “Not open at the start”, "
        "the history says “Open at the start”."
    )


def test_a_reason_that_was_damaged_is_named(board: Board, items: list[Item]) -> None:
    taken_off(items[0])
    damage(
        "UPDATE item_state SET off_list_reason = 'not_agreed' WHERE item_id = :key AND standing = 'off_list'",
        key=items[0].id,
    )
    said = both_ways(board).first_difference
    assert "(not_agreed)" in said
    assert "(superseded)" in said


def test_what_came_back_onto_the_list_counts_once(board: Board, items: list[Item]) -> None:
    taken_off(items[0])
    put_back(item=items[0], version=items[0].version, note="After all.", by=SYSTEM, now=SOON)
    found = both_ways(board)
    assert found.by_states.brought_into_scope == {IntoScope.PUT_BACK: 1}
    assert found.by_events.taken_off == {OffListReason.SUPERSEDED: 1}
    assert found.reconciles
