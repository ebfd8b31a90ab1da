"""Boards and groups as they are read: their place in the tree, their people and agencies by date."""

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.boards import BoardRole
from tracker.domain.meetings import MeetingStatus
from tracker.models.board import Board, BoardAgency, BoardParent, BoardPerson
from tracker.models.meeting import Meeting
from tracker.queries.reports import MAX_ID

ROLES = {role: place for place, role in enumerate(BoardRole)}


def board_by_reference(session: Session, reference: str) -> Board | None:
    """One board by its short name, which begins with a letter, or by its id."""
    if reference.isascii() and reference.isdigit():
        return session.get(Board, int(reference)) if 0 < int(reference[:12]) <= MAX_ID else None
    return session.scalars(select(Board).where(Board.reference == reference)).first()


def all_boards(session: Session) -> list[Board]:
    """Every board by name."""
    return list(session.scalars(select(Board).order_by(func.lower(Board.name), Board.id)))


def people_on(session: Session, board_id: int, day: date) -> list[BoardPerson]:
    """Who sits on a board on a day: its chair, deputy and secretary first, then by name."""
    rows = session.scalars(
        select(BoardPerson)
        .where(BoardPerson.board_id == board_id, _covers(BoardPerson, day))
        .order_by(func.lower(BoardPerson.person_name), BoardPerson.id)
    )
    return sorted(rows, key=lambda row: ROLES[row.role])


def all_people(session: Session, board_id: int) -> list[BoardPerson]:
    """Everybody who sits, sat or will sit on a board: by role, each role's latest first."""
    rows = session.scalars(select(BoardPerson).where(BoardPerson.board_id == board_id))
    return sorted(rows, key=lambda row: (ROLES[row.role], -_start(row).toordinal(), row.id))


def agencies_on(session: Session, board_id: int, day: date) -> list[BoardAgency]:
    """The member agencies of a board on a day, by name."""
    return list(
        session.scalars(
            select(BoardAgency)
            .where(BoardAgency.board_id == board_id, _covers(BoardAgency, day))
            .order_by(func.lower(BoardAgency.name), BoardAgency.id)
        )
    )


def all_agencies(session: Session, board_id: int) -> list[BoardAgency]:
    """Every agency that is, was or will be on a board: by name, each one's latest time first."""
    rows = session.scalars(select(BoardAgency).where(BoardAgency.board_id == board_id))
    return sorted(rows, key=lambda row: (row.name.casefold(), -_start(row).toordinal(), row.id))


def person_by_id(session: Session, board_id: int, key: int) -> BoardPerson | None:
    """One person's time on this board."""
    row = session.get(BoardPerson, key) if 0 < key <= MAX_ID else None
    return row if row is not None and row.board_id == board_id else None


def agency_by_id(session: Session, board_id: int, key: int) -> BoardAgency | None:
    """One agency's time on this board."""
    row = session.get(BoardAgency, key) if 0 < key <= MAX_ID else None
    return row if row is not None and row.board_id == board_id else None


def is_secretary(session: Session, board_id: int, account_id: int | None, day: date) -> bool:
    """Whether the account is the board's secretary, or the deputy, on that day."""
    return account_id is not None and board_id in boards_run_by(session, account_id, day)


def boards_run_by(session: Session, account_id: int, day: date) -> list[int]:
    """The ids of the boards whose secretary or deputy the account is on that day."""
    return list(
        session.scalars(
            select(BoardPerson.board_id)
            .where(
                BoardPerson.account_id == account_id,
                BoardPerson.role.in_((BoardRole.SECRETARY, BoardRole.DEPUTY)),
                _covers(BoardPerson, day),
            )
            .distinct()
            .order_by(BoardPerson.board_id)
        )
    )


def parents_map(session: Session) -> dict[int, tuple[int, ...]]:
    """The boards to which each board reports, by their ids; boards that report to none are left out."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = session.execute(
        select(BoardParent.board_id, BoardParent.parent_id).order_by(
            BoardParent.board_id, BoardParent.parent_id
        )
    )
    for board_id, parent_id in rows:
        found[board_id].append(parent_id)
    return {board_id: tuple(parents) for board_id, parents in found.items()}


def days_of_meetings(session: Session) -> dict[int, list[date]]:
    """The days of every board's meetings that were not called off, the first one first."""
    found: dict[int, list[date]] = defaultdict(list)
    for board_id, on in session.execute(
        select(Meeting.board_id, Meeting.on)
        .where(Meeting.status != MeetingStatus.CALLED_OFF)
        .order_by(Meeting.board_id, Meeting.on)
    ):
        found[board_id].append(on)
    return found


def chairs_on(session: Session, day: date) -> dict[int, str]:
    """Who is in the chair of each board on a day; boards without a chair are left out."""
    rows = session.execute(
        select(BoardPerson.board_id, BoardPerson.person_name)
        .where(BoardPerson.role == BoardRole.CHAIR, _covers(BoardPerson, day))
        .order_by(BoardPerson.board_id, BoardPerson.id)
    )
    return {row[0]: row[1] for row in rows}


def _covers(table: type[BoardPerson] | type[BoardAgency], day: date) -> ColumnElement[bool]:
    """Whether the time [from, to) covers the day; an open end reaches as far as it goes."""
    return and_(
        or_(table.from_on.is_(None), table.from_on <= day), or_(table.to_on.is_(None), table.to_on > day)
    )


def _start(row: BoardPerson | BoardAgency) -> date:
    return row.from_on or date.min
