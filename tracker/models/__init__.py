"""What is kept: typed tables and their constraints; no decisions.

Importing this package declares every table on `Base.metadata`.
"""

from tracker.models import (
    account,
    approval,
    commission,
    commitment,
    delegation,
    event,
    item,
    letter_version,
    margin_comment,
    marked_copy,
    office,
    plan,
    redaction,
    report,
    response,
    session,
    shared_paragraph,
    stored_file,
    typed_draft,
)

__all__ = [
    "account",
    "approval",
    "commission",
    "commitment",
    "delegation",
    "event",
    "item",
    "letter_version",
    "margin_comment",
    "marked_copy",
    "office",
    "plan",
    "redaction",
    "report",
    "response",
    "session",
    "shared_paragraph",
    "stored_file",
    "typed_draft",
]
