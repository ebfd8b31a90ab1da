"""Makes a final copy in a process of its own and is killed at a point: `… DATABASE_URL EXPORTS POINT`."""

import os
import sys
from pathlib import Path
from typing import Any

from tests.fixtures.database import TODAY, bare_app, opened
from tests.services.final_copy_records import LATER
from tests.services.killed_issue import after, die
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.meeting import Meeting
from tracker.services import final_copies

POINTS = (
    "packed",
    "documented",
    "rows kept",
    "filed",
    "moved",
    "recorded",
    "committed",
    "copied",
    "named",
)
"""Where it is killed: with the pack read, its documents made, its rows kept, a file kept, the meeting moved,
its event written, all of it committed, a copy written but not named, a copy named."""


def arm(point: str) -> None:
    """Die at the point named."""
    places: dict[str, tuple[Any, str]] = {
        "packed": (final_copies, "pack_of"),
        "documented": (final_copies, "documents_of"),
        "rows kept": (final_copies, "keep_rows"),
        "filed": (final_copies, "keep_file"),
        "moved": (final_copies, "moved"),
        "recorded": (final_copies, "record"),
        "named": (os, "link"),
    }
    if point == "committed":
        setattr(final_copies, "write_once", die)  # noqa: B010
    elif point == "copied":
        setattr(os, "link", die)  # noqa: B010
    else:
        after(*places[point])


def main(url: str, folder: str, point: str) -> None:
    """Make the final copy for the meeting that is here."""
    with opened(bare_app(url)):
        secretary = db.session.query(Account).filter_by(name="Bo Sample").one()
        by = Actor(secretary.id, secretary.name, frozenset({Role.BOARD_SECRETARY}))
        meeting = db.session.query(Meeting).one()
        arm(point)
        final_copies.make_final_copy(
            meeting=meeting,
            version=meeting.version,
            exports_dir=Path(folder),
            by=by,
            now=LATER,
            today=TODAY,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
