"""Issues a letter in a process of its own and is killed at a point: `… DATABASE_URL EXPORTS POINT`."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from tests.fixtures.database import bare_app, opened
from tests.services.move_records import issued
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.response import Response
from tracker.services import letter_issue

POINTS = ("written", "filed", "moved", "recorded", "committed", "copied", "named")
"""Where it is killed: with its bytes made, kept, its status changed, its event written, all of it committed,
its copy written but not named, its copy named."""


def die(*_: Any, **__: Any) -> None:
    """End at once, as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(thing: Any, name: str) -> None:
    """Die when a function has done its work."""
    real = getattr(thing, name)

    def done(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        die()

    setattr(thing, name, done)


def arm(point: str) -> None:
    """Die at the point named."""
    places: dict[str, tuple[Any, str]] = {
        "written": (letter_issue, "write_letter"),
        "filed": (letter_issue, "keep_file"),
        "moved": (letter_issue, "moved"),
        "recorded": (letter_issue, "record"),
        "named": (os, "link"),
    }
    if point == "committed":
        setattr(letter_issue, "write_once", die)  # noqa: B010
    elif point == "copied":
        setattr(os, "link", die)  # noqa: B010
    else:
        after(*places[point])


def main(url: str, folder: str, point: str) -> None:
    """Issue the first letter that is here."""
    with opened(bare_app(url)):
        approver = db.session.query(Account).filter_by(name="Ines Roe").one()
        by = Actor(approver.id, approver.name, frozenset({Role.APPROVER}))
        response = db.session.query(Response).one()
        arm(point)
        issued(response, by, Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
