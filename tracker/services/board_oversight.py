"""What a board oversees: told by its rules and by hand, looked at before it is saved, dated when it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from tracker.domain.audit import Change, EventName
from tracker.domain.board_rules import BoardRule, ByHand, problems_with_rules
from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.base import db
from tracker.models.board import Board, BoardByHand, BoardRuleRow
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.report import Report
from tracker.queries.board_items import by_hand, known_among
from tracker.services.board_items import items_to_look_at_again, would_join_and_leave
from tracker.services.board_views import rules_in_words, rules_of
from tracker.services.boards import may_change, subject_of
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import subject_of as item_subject
from tracker.services.reports import require
from tracker.services.writing import claim, verb

ItemRow: TypeAlias = Item
"""What pages hand on from one service to the next, without knowing the tables."""
AT_ONCE = 200
"""Items put on or kept off by hand in one act."""
LONGEST_REASON = 2_000


@dataclass(frozen=True)
class Preview:
    """The items, as far as this person may know of them, that would join a board and that would leave it."""

    joining: tuple[Item, ...]
    leaving: tuple[Item, ...]


def preview_rules(*, board: Board, rules: Sequence[BoardRule], by: Actor, today: date) -> Preview:
    """What saving these rules would do; Invalid where one of them does not hold."""
    require(may_change(board=board, by=by, today=today))
    _check(rules, today)
    return _known(*would_join_and_leave(board=board, rules=rules), by, today)


def preview_by_hand(
    *, board: Board, items: Sequence[Item], is_in: bool, reason: str, by: Actor, today: date
) -> Preview:
    """What putting these items on by hand, or keeping them off, would do."""
    require(may_change(board=board, by=by, today=today))
    _check_by_hand(items, reason)
    said = [ByHand(item.id, is_in) for item in items]
    return _known(*would_join_and_leave(board=board, rules=rules_of(board), by_hand=said), by, today)


@verb
def change_rules(*, board: Board, version: int, rules: Sequence[BoardRule], by: Actor, now: datetime) -> None:
    """Say by which rules a board oversees items; items join it and leave it with this act."""
    require(may_change(board=board, by=by, today=london_day(now)))
    claim(board, version, "board")
    _check(rules, london_day(now))
    before = _told(board)
    board.rules.clear()
    db.session.flush()
    board.rules.extend(
        BoardRuleRow(
            board_id=board.id,
            report_id=rule.report_id,
            report_kind=rule.report_kind,
            item_kind=rule.item_kind,
            theme=rule.theme,
            owner_post_id=rule.owner_post_id,
        )
        for rule in rules
    )
    db.session.flush()
    changes = [Change(subject_of(board), "board_rules", before, _told(board))]
    changes += restated(items=items_to_look_at_again(board=board), now=now)
    record(name=EventName.BOARD_ITEMS_CHANGED, by=by, now=now, changes=changes)


@verb
def put_by_hand(
    *, board: Board, items: Sequence[Item], is_in: bool, reason: str, by: Actor, now: datetime
) -> None:
    """Put items on a board by hand, or keep them off it, with a reason; this goes before any rule."""
    require(may_change(board=board, by=by, today=london_day(now)))
    _check_by_hand(items, reason)
    session, words = db.session(), clean_text(reason).strip()
    changes = []
    for item in items:
        row = by_hand(session, board.id, item.id)
        before = _said(row, item) if row is not None else None
        if row is None:
            row = BoardByHand(board_id=board.id, item_id=item.id)
            session.add(row)
        row.is_in, row.reason, row.raised_from_id = is_in, words, None
        row.recorded_at, row.recorded_by = now, by.name
        changes.append(Change(subject_of(board), "by_hand", before, _said(row, item)))
        changes.append(Change(item_subject(item), "by_hand", None, f"{board.reference}: {_way(is_in)}"))
    changes += restated(items=items, now=now)
    record(name=EventName.BOARD_ITEMS_CHANGED, by=by, now=now, changes=changes, reason=words)


@verb
def take_back_by_hand(*, board: Board, item: Item, by: Actor, now: datetime) -> None:
    """Take back what was said by hand of an item: from now on the rules say whether the board oversees it."""
    require(may_change(board=board, by=by, today=london_day(now)))
    row = by_hand(db.session(), board.id, item.id)
    if row is None:
        raise NotHere(f"Nothing is said by hand of {item.reference} on this board.")
    changes = [
        Change(subject_of(board), "by_hand", _said(row, item), None),
        Change(item_subject(item), "by_hand", f"{board.reference}: {_way(row.is_in)}", None),
    ]
    db.session.delete(row)
    changes += restated(items=[item], now=now)
    record(name=EventName.BOARD_ITEMS_CHANGED, by=by, now=now, changes=changes)


def _check(rules: Sequence[BoardRule], today: date) -> None:
    session, problems = db.session(), problems_with_rules(rules)
    for place, rule in enumerate(rules):
        report = session.get(Report, rule.report_id) if rule.report_id is not None else None
        if rule.report_id is not None and report is None:
            problems[f"rules-{place}"] = "Choose one of the reports offered."
        elif report is not None and report.is_embargoed and today < report.published_on:
            # Everybody reads a board's rules: one that names the report would tell of it.
            problems[f"rules-{place}"] = (
                f"{report.reference} is under embargo until {date_in_words(report.published_on)}: "
                "name it once it is published, or choose its kind."
            )
        if rule.owner_post_id is not None and session.get(Post, rule.owner_post_id) is None:
            problems[f"rules-{place}"] = "Choose one of the posts offered."
    if problems:
        raise Invalid(problems)


def _check_by_hand(items: Sequence[Item], reason: str) -> None:
    problems = {}
    if not items:
        problems["references"] = "Enter the reference of at least one item."
    if len(items) > AT_ONCE:
        problems["references"] = f"Enter at most {AT_ONCE} items at once; these are {len(items):,}."
    if is_blank(reason):
        problems["reason"] = "Say why, so that the board can follow it."
    if len(reason) > LONGEST_REASON:
        problems["reason"] = f"The reason must be {LONGEST_REASON:,} characters or fewer."
    if problems:
        raise Invalid(problems)


def _known(joining: Sequence[Item], leaving: Sequence[Item], by: Actor, today: date) -> Preview:
    known = known_among(db.session(), [item.id for item in (*joining, *leaving)], by, today)
    return Preview(
        tuple(item for item in joining if item.id in known),
        tuple(item for item in leaving if item.id in known),
    )


def _told(board: Board) -> str | None:
    return "\n".join(rules_in_words(rules_of(board))) or None


def _said(row: BoardByHand, item: Item) -> str:
    return f"{item.reference}: {_way(row.is_in)}. {row.reason}"


def _way(is_in: bool) -> str:
    return "put on by hand" if is_in else "kept off by hand"
