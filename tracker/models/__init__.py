"""What is kept: typed tables and their constraints; no decisions.

Importing this package declares every table on `Base.metadata`.
"""

from tracker.models import (
    account,
    event,
    item,
    office,
    redaction,
    report,
    response,
    session,
    stored_file,
)

__all__ = [
    "account",
    "event",
    "item",
    "office",
    "redaction",
    "report",
    "response",
    "session",
    "stored_file",
]
