"""Boards for tests, recorded through the services."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from tests.fixtures.database import NOW
from tracker.domain.boards import BoardDetails
from tracker.domain.permissions import SYSTEM, Actor
from tracker.models.board import Board
from tracker.services.boards import record_board


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
