"""The verb of final copies, walked once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.fixtures.database import person
from tests.services.final_copy_records import LATER, drafted
from tracker.domain.vocabulary import Role
from tracker.services import final_copies


def walk_final_copies(walk: Callable[..., Any], exports: Path) -> None:
    """A final copy is made."""
    story = drafted(secretary=person(Role.BOARD_SECRETARY, name="Bo Copies"))
    walk(
        final_copies.make_final_copy,
        inner="_store",
        meeting=story.meeting,
        version=story.meeting.version,
        exports_dir=exports,
        by=story.secretary,
        now=LATER,
    )
