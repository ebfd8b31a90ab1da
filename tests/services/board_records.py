"""Boards for tests, recorded through the services."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from tests.fixtures.database import NOW
from tracker.domain.board_rules import BoardRule
from tracker.domain.boards import BoardDetails, BoardRole, PersonPeriod
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import ItemKind
from tracker.models.board import Board, BoardAgency, BoardPerson
from tracker.models.item import Item
from tracker.services.board_oversight import change_rules, put_by_hand
from tracker.services.board_people import AgencyDetails, record_agency, record_person
from tracker.services.boards import record_board

EVERY_KIND = tuple(BoardRule(item_kind=kind) for kind in ItemKind)
"""Rules by which a board oversees every item."""


def a_board(
    name: str = "Wessmere Coordination Board",
    *,
    reference: str = "",
    parents: Collection[int] = (),
    by: Actor = SYSTEM,
    now: datetime = NOW,
    **given: Any,
) -> Board:
    """A recorded board, that oversees nothing yet."""
    return record_board(details=BoardDetails(name, reference, **given), parents=parents, by=by, now=now)


def overseeing(board: Board, *rules: BoardRule, by: Actor = SYSTEM, now: datetime = NOW) -> Board:
    """The board, once it oversees items by these rules; without any, every item."""
    change_rules(board=board, version=board.version, rules=rules or EVERY_KIND, by=by, now=now)
    return board


def by_hand(board: Board, *items: Item, is_in: bool = True, by: Actor = SYSTEM, now: datetime = NOW) -> None:
    """Items put on a board by hand, or kept off it."""
    put_by_hand(board=board, items=items, is_in=is_in, reason="The chair asked.", by=by, now=now)


def sits_on(
    board: Board,
    role: BoardRole,
    person: Actor | str,
    *,
    agency: BoardAgency | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    now: datetime = NOW,
) -> BoardPerson:
    """Somebody's time on a board; with an account where it is an actor."""
    name, account = (person, None) if isinstance(person, str) else (person.name, person.account_id)
    details = PersonPeriod(role, name, from_on, to_on, agency.id if agency else None, account)
    return record_person(board=board, person=None, version=0, details=details, by=SYSTEM, now=now)


def an_agency(board: Board, name: str = "Wessmere Council", *, now: datetime = NOW) -> BoardAgency:
    """A member agency of a board."""
    details = AgencyDetails(name)
    return record_agency(board=board, agency=None, version=0, details=details, by=SYSTEM, now=now)
