"""The only file that reads the time; everything below the doors is told it."""

import os
from datetime import UTC, date, datetime

from tracker.domain.london_time import london_day


def now() -> datetime:
    """This moment in UTC, with its offset; raises ValueError when TEST_CLOCK is obeyed and unreadable."""
    return fixed_moment() or datetime.now(UTC)


def real_now() -> datetime:
    """This moment as the computer knows it, whatever TEST_CLOCK says: for the ages of files."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in London, whatever the time zone of the server."""
    return london_day(now())


def fixed_moment() -> datetime | None:
    """Where TEST_CLOCK stands, obeyed only with ALLOW_TEST_CLOCK=1; raises ValueError when unreadable."""
    stated = os.environ.get("TEST_CLOCK", "").strip()
    if not stated or os.environ.get("ALLOW_TEST_CLOCK") != "1":
        return None
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(
            f"TEST_CLOCK is {stated!r}: write a moment with its offset, such as 2024-02-01T23:59:00+00:00."
        )
    return moment.astimezone(UTC)
