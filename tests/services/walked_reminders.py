"""The one verb of reminders, walked once: sending them is no act of the register."""

from typing import Any

from tracker.services import reminders


def walk_reminders(walk: Any) -> None:
    """The day of the digest is set."""
    walk(reminders.change_reminders, version=0, weekday=2, is_on=True, by=walk.admin)
