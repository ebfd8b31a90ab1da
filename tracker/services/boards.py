"""Boards and groups: what each is, and to which others it reports."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.board_tree import would_be_its_own_ancestor
from tracker.domain.boards import BoardDetails, BoardRole, problems_with_board, slug_from
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Ability, Actor, may, may_edit_board
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.models.board import Board, BoardParent, BoardPerson
from tracker.queries.board_items import items_of_board
from tracker.queries.boards import all_boards, board_by_reference, is_secretary, parents_map
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.reports import require
from tracker.services.writing import claim, verb


def get_board(*, reference: str, by: Actor) -> Board:
    """One board, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    board = board_by_reference(db.session(), reference)
    if board is None:
        raise NotHere(f"There is no board “{reference}”.")
    return board


def may_change(*, board: Board, by: Actor, today: date) -> Verdict:
    """Whether this person may set up this board."""
    return may_edit_board(by, is_secretary=is_secretary(db.session(), board.id, by.account_id, today))


def subject_of(board: Board) -> Subject:
    """The board as the history names it."""
    return Subject("board", board.id, board.reference)


def details_of(board: Board) -> BoardDetails:
    """A board as a person recorded it."""
    return BoardDetails(
        name=board.name,
        reference=board.reference,
        cycle_days=board.cycle_days,
        marking=board.marking,
        is_public=board.is_public,
        terms_of_reference=board.terms_of_reference,
        terms_review_on=board.terms_review_on,
        membership_review_on=board.membership_review_on,
        correspondence_group=board.correspondence_group,
    )


def facts_of(board: Board) -> dict[str, str | None]:
    """Everything recorded of the board itself, in the form the history keeps."""
    references = {other.id: other.reference for other in all_boards(db.session())}
    return {
        "name": board.name,
        "parents": ", ".join(references[one.parent_id] for one in board.parents),
        "cycle_days": as_text(board.cycle_days),
        "marking": board.marking.value if board.marking else None,
        "is_public": as_text(board.is_public),
        "terms_of_reference": board.terms_of_reference,
        "terms_review_on": as_text(board.terms_review_on),
        "membership_review_on": as_text(board.membership_review_on),
        "correspondence_group": board.correspondence_group,
    }


@verb
def record_board(*, details: BoardDetails, parents: Collection[int] = (), by: Actor, now: datetime) -> Board:
    """Record a board that is not here yet; without a short name it gets one from its name.

    A secretary who records a board is its secretary from that day on, and so may set it up.
    """
    require(may(by, Ability.EDIT_BOARDS))
    others = {board.reference: board.name for board in all_boards(db.session())}
    details = _cleaned(details)
    if not details.reference:
        details = replace(details, reference=slug_from(details.name, others))
    board = Board(reference=details.reference, recorded_at=now)
    _check(details, others, None, parents)
    _fill(board, details)
    db.session.add(board)
    db.session.flush()
    _report_to(board, parents)
    changes = differences(subject_of(board), {}, facts_of(board))
    if not may_edit_board(by, is_secretary=False):
        changes += _own_secretary(board, by, london_day(now))
    record(name=EventName.BOARD_RECORDED, by=by, now=now, changes=changes)
    return board


def _own_secretary(board: Board, by: Actor, day: date) -> list[Change]:
    row = BoardPerson(
        board_id=board.id,
        role=BoardRole.SECRETARY,
        person_name=by.name,
        account_id=by.account_id,
        from_on=day,
    )
    db.session.add(row)
    db.session.flush()
    return [Change(subject_of(board), BoardRole.SECRETARY.value, None, by.name)]


@verb
def change_board(
    *,
    board: Board,
    version: int,
    details: BoardDetails,
    parents: Collection[int],
    by: Actor,
    now: datetime,
) -> None:
    """Correct a board; its short name stays. Where its cycle changes, its items are rated by the new one."""
    require(may_change(board=board, by=by, today=london_day(now)))
    claim(board, version, "board")
    session, before, cycle = db.session(), facts_of(board), board.cycle_days
    others = {other.reference: other.name for other in all_boards(session) if other is not board}
    details = replace(_cleaned(details), reference=board.reference)
    _check(details, others, board, parents)
    _fill(board, details)
    _report_to(board, parents)
    changes = differences(subject_of(board), before, facts_of(board))
    if board.cycle_days != cycle:
        changes += restated(items=items_of_board(session, board.id), now=now)
    record(name=EventName.BOARD_CHANGED, by=by, now=now, changes=changes)


def _cleaned(details: BoardDetails) -> BoardDetails:
    return replace(
        details,
        name=clean_line(details.name).strip(),
        reference=clean_line(details.reference).strip(),
        terms_of_reference=clean_text(details.terms_of_reference).strip("\n"),
        correspondence_group=clean_text(details.correspondence_group).strip("\n"),
    )


def _check(
    details: BoardDetails, others: dict[str, str], board: Board | None, parents: Collection[int]
) -> None:
    session = db.session()
    problems = problems_with_board(details, others)
    names = {one.id: one.name for one in all_boards(session)}
    if set(parents) - set(names):
        problems["parents"] = "Choose only from the boards offered."
    elif board is not None:
        names[board.id] = details.name
        ring = would_be_its_own_ancestor(board.id, parents, parents_map(session), names)
        if ring:
            problems["parents"] = ring
    if problems:
        raise Invalid(problems)


def _fill(board: Board, details: BoardDetails) -> None:
    board.name, board.cycle_days, board.marking = details.name, details.cycle_days, details.marking
    board.is_public, board.terms_of_reference = details.is_public, details.terms_of_reference
    board.terms_review_on = details.terms_review_on
    board.membership_review_on = details.membership_review_on
    board.correspondence_group = details.correspondence_group


def _report_to(board: Board, parents: Collection[int]) -> None:
    """The boards that it reports to, from now on these."""
    held = {one.parent_id: one for one in board.parents}
    for key in sorted(set(held) - set(parents)):
        board.parents.remove(held[key])
    for key in sorted(set(parents) - set(held)):
        board.parents.append(BoardParent(board_id=board.id, parent_id=key))
    db.session.flush()
    board.parents.sort(key=lambda one: one.parent_id)
