"""Boards and groups: what each is, who sits on it, to which others it reports."""

from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import NotHere
from tracker.models.base import db
from tracker.models.board import Board
from tracker.queries.boards import board_by_reference
from tracker.services.reports import require


def get_board(*, reference: str, by: Actor) -> Board:
    """One board, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    board = board_by_reference(db.session(), reference)
    if board is None:
        raise NotHere(f"There is no board “{reference}”.")
    return board
