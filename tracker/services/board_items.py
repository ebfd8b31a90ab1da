"""Which items a board oversees, dated: brought up to date with every act that its rules look at."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tracker.domain.audit import Change, Subject
from tracker.domain.board_rules import BoardRule, ByHand, oversees
from tracker.models.base import db
from tracker.models.board import Board, BoardItem
from tracker.models.item import Item
from tracker.queries.board_items import (
    boards_and_rules,
    every_item_id,
    overseen_now,
    rule_facts,
    said_by_hand,
)

FIELD = "board"
"""The field of the changes that tell of a board joined (its reference after) or left (before)."""


def boards_joined_and_left(*, items: Sequence[Item], now: datetime, seq: int) -> list[Change]:
    """Put these items on the boards that oversee them now and off the others, inside a larger act."""
    boards = boards_and_rules(db.session())
    if not boards or not items:
        return []
    by_key = {item.id: item for item in items}
    changes = []
    for board, key, row in _differing(boards, list(by_key)):
        subject = Subject("item", key, by_key[key].reference)
        if row is None:
            begun = BoardItem(board_id=board.id, item_id=key, valid_from=now, event_seq=seq)
            db.session.add(begun)
            changes.append(Change(subject, FIELD, None, board.reference))
        else:
            # The clock may go backwards; the order of what was recorded does not.
            row.valid_to, row.ended_seq = max(now, row.valid_from), seq
            changes.append(Change(subject, FIELD, board.reference, None))
    db.session.flush()
    return changes


def _differing(
    boards: Sequence[tuple[Board, tuple[BoardRule, ...]]],
    keys: Sequence[int],
    by_hand: Mapping[tuple[int, int], ByHand] | None = None,
) -> list[tuple[Board, int, BoardItem | None]]:
    """The items that should be on a board and are not, or the other way round; with the row that ends.

    `by_hand` is said of them beside what is recorded.
    """
    session = db.session()
    with_themes = any(rule.theme is not None for _, rules in boards for rule in rules)
    facts = rule_facts(session, keys, with_themes=with_themes)
    said_so, current = said_by_hand(session, keys) | dict(by_hand or {}), overseen_now(session, keys)
    found = []
    for board, rules in boards:
        for key in keys:
            said, row = said_so.get((board.id, key)), current.get((board.id, key))
            is_wanted = oversees(rules, said, facts[key]) is not None
            if is_wanted != (row is not None):
                found.append((board, key, row))
    return found


def items_to_look_at_again(*, board: Board) -> list[Item]:
    """The items that join or leave a board by what it is told to oversee now; nothing is changed."""
    session = db.session()
    session.flush()
    boards = [pair for pair in boards_and_rules(session) if pair[0].id == board.id]
    keys = {key for _, key, _ in _differing(boards, every_item_id(session))}
    return [item for key in sorted(keys) if (item := session.get(Item, key)) is not None]


def would_join_and_leave(
    *, board: Board, rules: Sequence[BoardRule], by_hand: Sequence[ByHand] = ()
) -> tuple[list[Item], list[Item]]:
    """The items that would join the board, and those that would leave it; nothing is changed."""
    session = db.session()
    said = {(board.id, one.item_id): one for one in by_hand}
    joining: list[Item] = []
    leaving: list[Item] = []
    for _, key, row in _differing([(board, tuple(rules))], every_item_id(session), said):
        (joining if row is None else leaving).append(session.get_one(Item, key))
    return joining, leaving
