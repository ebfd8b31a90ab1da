"""Boards as pages show them: the tree of all, and one in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.board_rules import BoardRule, rule_in_words
from tracker.domain.board_tree import tree
from tracker.domain.boards import BoardDetails, review_warnings
from tracker.domain.permissions import Actor
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.models.board import Board, BoardAgency, BoardByHand, BoardPerson
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.models.office import Post
from tracker.models.report import Report
from tracker.queries.board_items import boards_of_item, by_hand_of, item_counts
from tracker.queries.boards import (
    all_agencies,
    all_boards,
    all_people,
    boards_run_by,
    chairs_on,
    days_of_meetings,
    parents_map,
)
from tracker.queries.meetings import meetings_of
from tracker.services.boards import details_of, may_change
from tracker.services.meetings import may_run


@dataclass(frozen=True)
class BoardLine:
    """A board in the list: how deep it stands, its chair, its items, what is due of it."""

    board: Board
    depth: int
    is_repeated: bool
    also_under: tuple[str, ...]
    chair: str
    items: int
    next_meeting: date | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class BoardInFull:
    """One board with all that is recorded of it."""

    board: Board
    details: BoardDetails
    above: tuple[Board, ...]
    below: tuple[Board, ...]
    people: tuple[BoardPerson, ...]
    agencies: tuple[BoardAgency, ...]
    rules: tuple[str, ...]
    by_hand: tuple[tuple[BoardByHand, Item], ...]
    items: int
    meetings: tuple[Meeting, ...]
    warnings: tuple[str, ...]
    may_change: Verdict
    may_run: Verdict


def boards_drawn(*, by: Actor, today: date) -> tuple[BoardLine, ...]:
    """Every board under those it reports to; one with several parents stands under each."""
    session = db.session()
    boards = {board.id: board for board in all_boards(session)}
    names, parents = {key: board.name for key, board in boards.items()}, parents_map(session)
    chairs, counts = chairs_on(session, today), item_counts(session, by, today)
    meetings = days_of_meetings(session)
    lines, above = [], {}
    for line in tree(names, parents):
        board = boards[line.board_id]
        above[line.depth] = board.id
        others = [key for key in parents.get(board.id, ()) if line.depth and key != above[line.depth - 1]]
        days = meetings.get(board.id, [])
        lines.append(
            BoardLine(
                board,
                line.depth,
                line.is_repeated,
                tuple(names[key] for key in others),
                chairs.get(board.id, ""),
                counts.get(board.id, 0),
                next((day for day in days if day >= today), None),
                review_warnings(details_of(board), days, today),
            )
        )
    return tuple(lines)


def board_in_full(*, board: Board, by: Actor, today: date) -> BoardInFull:
    """One board as this person may see it."""
    session = db.session()
    boards, parents = {one.id: one for one in all_boards(session)}, parents_map(session)
    above = sorted(parents.get(board.id, ()), key=lambda key: (boards[key].name.casefold(), key))
    return BoardInFull(
        board=board,
        details=details_of(board),
        above=tuple(boards[key] for key in above),
        below=tuple(one for key, one in boards.items() if board.id in parents.get(key, ())),
        people=tuple(all_people(session, board.id)),
        agencies=tuple(all_agencies(session, board.id)),
        rules=rules_in_words(rules_of(board)),
        by_hand=tuple(by_hand_of(session, board.id, by, today)),
        items=item_counts(session, by, today).get(board.id, 0),
        meetings=tuple(meetings_of(session, board.id)),
        warnings=review_warnings(details_of(board), days_of_meetings(session).get(board.id, []), today),
        may_change=may_change(board=board, by=by, today=today),
        may_run=may_run(board_id=board.id, by=by, today=today),
    )


def rules_of(board: Board) -> tuple[BoardRule, ...]:
    """A board's rules as they are kept."""
    return tuple(
        BoardRule(row.report_id, row.report_kind, row.item_kind, row.theme, row.owner_post_id)
        for row in board.rules
    )


def rules_in_words(rules: tuple[BoardRule, ...]) -> tuple[str, ...]:
    """Each rule as a sentence."""
    session = db.session()
    found = []
    for rule in rules:
        report = session.get(Report, rule.report_id) if rule.report_id is not None else None
        post = session.get(Post, rule.owner_post_id) if rule.owner_post_id is not None else None
        found.append(
            rule_in_words(rule, report=report.reference if report else "", owner=post.title if post else "")
        )
    return tuple(found)


def boards_overseeing(*, item_id: int) -> tuple[Board, ...]:
    """The boards that oversee an item now."""
    return tuple(boards_of_item(db.session(), item_id))


def due_of_my_boards(*, by: Actor, today: date) -> Mapping[Board, tuple[str, ...]]:
    """What is due of the boards whose secretary this person is, by board."""
    session = db.session()
    if by.account_id is None:
        return {}
    mine, meetings = set(boards_run_by(session, by.account_id, today)), days_of_meetings(session)
    return {
        board: review_warnings(details_of(board), meetings.get(board.id, []), today)
        for board in all_boards(session)
        if board.id in mine
    }
