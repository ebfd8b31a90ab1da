"""The access log: who signed in, was refused, or took a file away; outside the history's chain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert

from tracker.domain.cleaning import clean_line
from tracker.domain.vocabulary import Labelled
from tracker.models.session import AccessEntry
from tracker.services.apart import Apart, writing_apart

LONGEST_SUBJECT = 300
LONGEST_ORIGIN = 64


class Access(Labelled):
    """What the log tells."""

    SIGNED_IN = "signed_in", "signed in"
    SIGN_IN_REFUSED = "sign_in_refused", "tried to sign in with a wrong password or name"
    SIGN_IN_HELD_BACK = "sign_in_held_back", "was held back after too many tries to sign in"
    SIGNED_OUT = "signed_out", "signed out"
    SESSIONS_ENDED = "sessions_ended", "signed an account out everywhere"
    ACCESS_REFUSED = "access_refused", "was refused a page"
    DOWNLOADED = "downloaded", "downloaded a file"
    EXPORTED = "exported", "exported data"


@dataclass(frozen=True)
class AccessNote:
    """One line for the log. The subject is an address, a reference or an e-mail address, never a text."""

    what: Access
    subject: str = ""
    account_id: int | None = None


def write_access(*, notes: Iterable[AccessNote], came_from: str, now: datetime) -> None:
    """Add lines to the log in one transaction of their own."""
    rows = [
        {
            "at": now,
            "account_id": note.account_id,
            "what": note.what.value,
            "subject": clean_line(note.subject)[:LONGEST_SUBJECT],
            "came_from": clean_line(came_from)[:LONGEST_ORIGIN],
        }
        for note in notes
    ]
    if not rows:
        return
    with writing_apart(Apart.ACCESS_LOG) as connection:
        connection.execute(insert(AccessEntry), rows)
