"""The seed files of the demonstration, with their days: true dates, or so many days before today."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

BEGINNING = "2021-05-13"
MORNING = time(10, tzinfo=UTC)


@dataclass(frozen=True)
class DemoSeeds:
    """Where the seed files lie, and the moment from which their days are counted."""

    folder: Path
    now: datetime
    today: date

    def read(self, name: str) -> Any:
        """One seed file, read."""
        return json.loads((self.folder / "demo" / name).read_text(encoding="utf-8"))

    def content(self, name: str) -> bytes:
        """The bytes of one file that goes with the seeds."""
        return (self.folder / name).read_bytes()

    def day(self, given: str | int) -> date:
        """A date of the seed files: ISO, or so many days from today."""
        return self.today + timedelta(days=given) if isinstance(given, int) else date.fromisoformat(given)

    def moment(self, given: str | int) -> datetime:
        """A moment of the seed files: ISO, the morning of an ISO date, or so many days from now."""
        if isinstance(given, int):
            return self.now + timedelta(days=given)
        if len(given) == len("2021-05-13"):
            return datetime.combine(date.fromisoformat(given), MORNING)
        return datetime.fromisoformat(given)
