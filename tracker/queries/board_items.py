"""Which items a board oversees: its rules, what was said by hand, and who is on it now."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.domain.board_rules import BoardRule, ByHand, ItemFacts
from tracker.domain.named_themes import themes_of
from tracker.domain.permissions import Actor
from tracker.models.board import Board, BoardByHand, BoardItem, BoardRuleRow
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries.progress_facts import AT_ONCE
from tracker.queries.reports import is_known


def boards_and_rules(session: Session) -> list[tuple[Board, tuple[BoardRule, ...]]]:
    """Every board with its rules, by id."""
    rules: dict[int, list[BoardRule]] = defaultdict(list)
    for row in session.scalars(select(BoardRuleRow).order_by(BoardRuleRow.board_id, BoardRuleRow.id)):
        rule = BoardRule(row.report_id, row.report_kind, row.item_kind, row.theme, row.owner_post_id)
        rules[row.board_id].append(rule)
    boards = session.scalars(select(Board).order_by(Board.id))
    return [(board, tuple(rules[board.id])) for board in boards]


def said_by_hand(session: Session, item_ids: Sequence[int]) -> dict[tuple[int, int], ByHand]:
    """What was said by hand of these items, by board and item."""
    found: dict[tuple[int, int], ByHand] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.scalars(
            select(BoardByHand).where(BoardByHand.item_id.in_(item_ids[start : start + AT_ONCE]))
        )
        found |= {(row.board_id, row.item_id): ByHand(row.item_id, row.is_in) for row in rows}
    return found


def overseen_now(session: Session, item_ids: Sequence[int]) -> dict[tuple[int, int], BoardItem]:
    """The open rows of these items on boards, by board and item."""
    found: dict[tuple[int, int], BoardItem] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.scalars(
            select(BoardItem).where(
                BoardItem.item_id.in_(item_ids[start : start + AT_ONCE]), BoardItem.valid_to.is_(None)
            )
        )
        found |= {(row.board_id, row.item_id): row for row in rows}
    return found


def rule_facts(session: Session, item_ids: Sequence[int], *, with_themes: bool) -> dict[int, ItemFacts]:
    """What the rules of boards read of these items; their themes only where a rule asks for one."""
    found: dict[int, ItemFacts] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.execute(
            select(Item, Report.kind, Progress.owner_post_id)
            .join(Report, Report.id == Item.report_id)
            .outerjoin(Progress, Progress.item_id == Item.id)
            .where(Item.id.in_(item_ids[start : start + AT_ONCE]))
            .order_by(Item.id)
        )
        for item, report_kind, owner in rows:
            themes = themes_of(f"{item.heading}\n{item.text}") if with_themes else frozenset()
            found[item.id] = ItemFacts(item.id, item.report_id, report_kind, item.kind, themes, owner)
    return found


def on_board(reference: BindParameter[Any]) -> ColumnElement[bool]:
    """The condition that the board with this reference oversees the item now."""
    board = select(Board.id).where(Board.reference == reference).scalar_subquery()
    overseen = select(BoardItem.item_id).where(BoardItem.board_id == board, BoardItem.valid_to.is_(None))
    return Item.id.in_(overseen)


def items_of_board(session: Session, board_id: int) -> list[Item]:
    """The items that a board oversees now, by id."""
    return list(
        session.scalars(
            select(Item)
            .join(BoardItem, BoardItem.item_id == Item.id)
            .where(BoardItem.board_id == board_id, BoardItem.valid_to.is_(None))
            .order_by(Item.id)
        )
    )


def every_item_id(session: Session) -> list[int]:
    """The ids of all items: what a new rule of a board is tried on."""
    return list(session.scalars(select(Item.id).order_by(Item.id)))


def item_counts(session: Session, actor: Actor, today: date) -> dict[int, int]:
    """How many items this person may know of each board oversees; boards without any are left out."""
    rows = session.execute(
        select(BoardItem.board_id, func.count())
        .where(BoardItem.valid_to.is_(None), is_known(BoardItem.item_id, actor, today))
        .group_by(BoardItem.board_id)
        .order_by(BoardItem.board_id)
    )
    return {row[0]: row[1] for row in rows}


def boards_of_item(session: Session, item_id: int) -> list[Board]:
    """The boards that oversee an item now, by name."""
    return list(
        session.scalars(
            select(Board)
            .join(BoardItem, BoardItem.board_id == Board.id)
            .where(BoardItem.item_id == item_id, BoardItem.valid_to.is_(None))
            .order_by(func.lower(Board.name), Board.id)
        )
    )


def by_hand_of(session: Session, board_id: int, actor: Actor, today: date) -> list[tuple[BoardByHand, Item]]:
    """What was said by hand of a board's items, as far as this person may know of them, by reference."""
    rows = session.execute(
        select(BoardByHand, Item)
        .join(Item, Item.id == BoardByHand.item_id)
        .where(BoardByHand.board_id == board_id, is_known(BoardByHand.item_id, actor, today))
        .order_by(Item.reference, Item.id)
    )
    return [(row, item) for row, item in rows]


def by_hand(session: Session, board_id: int, item_id: int) -> BoardByHand | None:
    """What was said by hand of one item on one board."""
    return session.get(BoardByHand, (board_id, item_id))


def known_among(session: Session, item_ids: Sequence[int], actor: Actor, today: date) -> set[int]:
    """Which of these items this person may know of."""
    found: set[int] = set()
    for start in range(0, len(item_ids), AT_ONCE):
        some = item_ids[start : start + AT_ONCE]
        found |= set(
            session.scalars(select(Item.id).where(Item.id.in_(some), is_known(Item.id, actor, today)))
        )
    return found
