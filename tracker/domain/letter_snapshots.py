"""What a letter printed at a moment, part by part, as it is kept beside its approval and its bytes."""

import json
from collections.abc import Sequence

from tracker.domain.approval import PrintedPart
from tracker.domain.vocabulary import Labelled

MOVE_FIELDS = (
    "status",
    "holders_confirmed_on",
    "published_on",
    "submitted_text",
    "approved_text",
    "approval",
    "given_by",
    "given_on",
    "proof",
    "proof_sha256",
    "issued_version",
    "issued_sha256",
    "signature_released_by",
)
"""The fields of a letter that a move changes: to change them is to draft no word of it."""


class SnapshotPurpose(Labelled):
    """Why a letter's text was kept as it stood."""

    SUBMITTED = "submitted", "Submitted for approval"
    APPROVED = "approved", "Approved"
    ISSUED = "issued", "Issued"
    CORRECTION = "correction", "Opened for correction"


def snapshot(parts: Sequence[PrintedPart]) -> str:
    """The parts as JSON, in printed order."""
    rows = [[part.kind, part.name, part.text, part.whole, part.is_text] for part in parts]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def parts_in(kept: str) -> tuple[PrintedPart, ...]:
    """The parts of a snapshot; raises ValueError for a text that is none."""
    return tuple(PrintedPart(*row) for row in json.loads(kept))


def name_of_issue(reference: str, number: int) -> str:
    """The name of an issued letter's file."""
    return f"{reference}.docx" if number == 1 else f"{reference}-version-{number}.docx"


def printed_head(seq: int, digest: str) -> str:
    """How an issued letter names the last event of the history before it was issued."""
    return f"History up to event {seq}: {digest}"
