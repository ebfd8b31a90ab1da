"""Who sits on a board and which agencies belong to it, from one day to another."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from tracker.domain.audit import EventName, Subject, as_text, differences
from tracker.domain.boards import LONGEST_NAME, PersonPeriod, problems_with_person
from tracker.domain.cleaning import clean_line, is_blank
from tracker.domain.london_time import london_day
from tracker.domain.offices import overlap, problem_with_period
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.board import Board, BoardAgency, BoardPerson
from tracker.queries.accounts import account_by_id
from tracker.queries.boards import agency_by_id, all_agencies, all_people, person_by_id
from tracker.services.boards import may_change
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb

PersonRow: TypeAlias = BoardPerson
AgencyRow: TypeAlias = BoardAgency
"""What pages hand on from one service to the next, without knowing the tables."""


@dataclass(frozen=True)
class AgencyDetails:
    """A member agency's time on a board, [from, to)."""

    name: str
    from_on: date | None = None
    to_on: date | None = None


def get_person(*, board: Board, key: int, by: Actor) -> BoardPerson:
    """Somebody's time on this board, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    found = person_by_id(db.session(), board.id, key)
    if found is None:
        raise NotHere("There is no such person on this board.")
    return found


def get_agency(*, board: Board, key: int, by: Actor) -> BoardAgency:
    """An agency's time on this board, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    found = agency_by_id(db.session(), board.id, key)
    if found is None:
        raise NotHere("There is no such agency on this board.")
    return found


def period_of(row: BoardPerson) -> PersonPeriod:
    """Somebody's time on a board as the rules read it."""
    return PersonPeriod(row.role, row.person_name, row.from_on, row.to_on, row.agency_id, row.account_id)


@verb
def record_person(
    *, board: Board, person: BoardPerson | None, version: int, details: PersonPeriod, by: Actor, now: datetime
) -> BoardPerson:
    """Add somebody to a board, or correct it; a board has one chair and one deputy chair at a time."""
    require(may_change(board=board, by=by, today=london_day(now)))
    session, before = db.session(), {}
    if person is not None:
        claim(person, version, "board_person")
        before = _person_facts(person)
    others = [period_of(row) for row in all_people(session, board.id) if row is not person]
    problems = problems_with_person(details, others) | _unknown(board, details)
    if problems:
        raise Invalid(problems)
    if person is None:
        person = BoardPerson(board_id=board.id)
        session.add(person)
    person.role, person.person_name = details.role, clean_line(details.person_name).strip()
    person.from_on, person.to_on = details.from_on, details.to_on
    person.agency_id, person.account_id = details.agency_id, details.account_id
    session.flush()
    changes = differences(_on(board, "person", person.id), before, _person_facts(person))
    record(name=EventName.BOARD_PEOPLE_CHANGED, by=by, now=now, changes=changes)
    return person


@verb
def record_agency(
    *,
    board: Board,
    agency: BoardAgency | None,
    version: int,
    details: AgencyDetails,
    by: Actor,
    now: datetime,
) -> BoardAgency:
    """Add a member agency to a board, or correct its name and its time there."""
    require(may_change(board=board, by=by, today=london_day(now)))
    session, before = db.session(), {}
    if agency is not None:
        claim(agency, version, "board_agency")
        before = _agency_facts(agency)
    name = clean_line(details.name).strip()
    others = [row for row in all_agencies(session, board.id) if row is not agency]
    problems = _problems_with_agency(name, details, others)
    if problems:
        raise Invalid(problems)
    if agency is None:
        agency = BoardAgency(board_id=board.id)
        session.add(agency)
    agency.name, agency.from_on, agency.to_on = name, details.from_on, details.to_on
    session.flush()
    changes = differences(_on(board, "agency", agency.id), before, _agency_facts(agency))
    record(name=EventName.BOARD_PEOPLE_CHANGED, by=by, now=now, changes=changes)
    return agency


def _problems_with_agency(name: str, details: AgencyDetails, others: list[BoardAgency]) -> dict[str, str]:
    if is_blank(name):
        return {"name": "Enter the agency's name."}
    if len(name) > LONGEST_NAME:
        return {"name": f"The name must be {LONGEST_NAME} characters or fewer."}
    if period := problem_with_period(details.from_on, details.to_on):
        return {"to_on": period}
    same = [(row.from_on, row.to_on) for row in others if row.name.casefold() == name.casefold()]
    if overlap(same, (details.from_on, details.to_on)):
        return {"from_on": f"{name} is on this board for part of this time already: change that entry."}
    return {}


def _unknown(board: Board, details: PersonPeriod) -> dict[str, str]:
    session, problems = db.session(), {}
    if details.agency_id is not None and agency_by_id(session, board.id, details.agency_id) is None:
        problems["agency_id"] = "Choose an agency of this board."
    if details.account_id is not None and account_by_id(session, details.account_id) is None:
        problems["account_id"] = "Choose the account of somebody who may sign in."
    return problems


def _on(board: Board, what: str, key: int) -> Subject:
    return Subject(f"board_{what}", key, f"{board.reference} {what} {key}")


def _person_facts(row: BoardPerson) -> dict[str, str | None]:
    session = db.session()
    agency = session.get(BoardAgency, row.agency_id) if row.agency_id is not None else None
    account = session.get(Account, row.account_id) if row.account_id is not None else None
    return {
        "person_name": row.person_name,
        "role": row.role.value,
        "agency": agency.name if agency else None,
        "account": account.name if account else None,
        "from_on": as_text(row.from_on),
        "to_on": as_text(row.to_on),
    }


def _agency_facts(row: BoardAgency) -> dict[str, str | None]:
    return {"name": row.name, "from_on": as_text(row.from_on), "to_on": as_text(row.to_on)}
