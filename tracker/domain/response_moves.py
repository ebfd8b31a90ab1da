"""The moves of a response from its preparation to its publication: one table, and its drawing."""

from dataclasses import dataclass

from tracker.domain.vocabulary import Labelled, ResponseOrigin, ResponseStatus, Role

S = ResponseStatus


class Move(Labelled):
    """One move of a response, with the words that finish "may …"."""

    INVITE = "invite", "invite the Chief Constable's comments"
    RETURN = "return", "hand the cleared comments to the office"
    SUBMIT = "submit", "submit the response for approval"
    SEND_BACK = "send_back", "send the response back"
    APPROVE = "approve", "approve the response"
    RECORD_APPROVAL = "record_approval", "record an approval given elsewhere"
    FALL = "fall", "let the approval fall"
    ISSUE = "issue", "issue the letter"
    PUBLISH = "publish", "record that the comments were published"
    RECORD_COPY = "record_copy", "record that a copy was sent"
    CORRECT = "correct", "open a corrected version"
    WITHDRAW = "withdraw", "withdraw the response"

    @property
    def button(self) -> str:
        """The words of the button that makes the move."""
        return self.label[0].upper() + self.label[1:]


@dataclass(frozen=True)
class Row:
    """A move that is possible from one status, where it leads, and whose it is."""

    move: Move
    before: ResponseStatus
    after: ResponseStatus
    roles: frozenset[Role]


OFFICE = frozenset({Role.OFFICE_STAFF})
APPROVER = frozenset({Role.APPROVER})
FORCE = frozenset({Role.FORCE_INSPECTION_LEAD})

TABLE: tuple[Row, ...] = (
    Row(Move.INVITE, S.PREPARING, S.WITH_THE_FORCE, OFFICE),
    Row(Move.RETURN, S.WITH_THE_FORCE, S.PREPARING, FORCE),
    # What the force sent otherwise than by this program needs no turn there, so a letter may go up from both.
    Row(Move.SUBMIT, S.PREPARING, S.READY, OFFICE),
    Row(Move.SUBMIT, S.WITH_THE_FORCE, S.READY, OFFICE),
    Row(Move.SEND_BACK, S.WITH_THE_FORCE, S.PREPARING, OFFICE | FORCE),
    Row(Move.SEND_BACK, S.READY, S.PREPARING, OFFICE | APPROVER),
    Row(Move.SEND_BACK, S.APPROVED, S.PREPARING, OFFICE | APPROVER),
    Row(Move.APPROVE, S.READY, S.APPROVED, APPROVER),
    Row(Move.RECORD_APPROVAL, S.READY, S.APPROVED, OFFICE),
    # The program itself notices it as well: a name, a wording or the letterhead has changed.
    Row(Move.FALL, S.APPROVED, S.PREPARING, OFFICE | APPROVER | {Role.ADMINISTRATOR}),
    Row(Move.ISSUE, S.APPROVED, S.ISSUED, APPROVER),
    Row(Move.PUBLISH, S.ISSUED, S.PUBLISHED, OFFICE),
    Row(Move.RECORD_COPY, S.PUBLISHED, S.PUBLISHED, OFFICE),
    Row(Move.CORRECT, S.ISSUED, S.PREPARING, OFFICE),
    Row(Move.CORRECT, S.PUBLISHED, S.PREPARING, OFFICE),
    Row(Move.WITHDRAW, S.PREPARING, S.WITHDRAWN, OFFICE),
    Row(Move.WITHDRAW, S.WITH_THE_FORCE, S.WITHDRAWN, OFFICE),
    Row(Move.WITHDRAW, S.READY, S.WITHDRAWN, OFFICE | APPROVER),
    Row(Move.WITHDRAW, S.APPROVED, S.WITHDRAWN, OFFICE | APPROVER),
)

NEEDS_REASON = frozenset({Move.SEND_BACK, Move.CORRECT, Move.WITHDRAW})
NEEDS_PROOF = frozenset({Move.RECORD_APPROVAL, Move.RECORD_COPY})
NEEDS_DATE = frozenset({Move.RECORD_APPROVAL, Move.PUBLISH, Move.RECORD_COPY})
OF_PERSONS = frozenset({Move.APPROVE, Move.RECORD_APPROVAL, Move.ISSUE})
"""What the program never does by itself."""

PEN: dict[ResponseStatus, Role | None] = {
    S.PREPARING: Role.OFFICE_STAFF,
    S.WITH_THE_FORCE: Role.FORCE_INSPECTION_LEAD,
    S.READY: Role.APPROVER,
    S.APPROVED: Role.APPROVER,
    S.ISSUED: Role.OFFICE_STAFF,
    S.PUBLISHED: Role.OFFICE_STAFF,
    S.WITHDRAWN: None,
}
"""Who holds the pen: whose turn it is while a response has this status; None for nobody's."""


def first_status(origin: ResponseOrigin) -> ResponseStatus:
    """Where a response begins; a letter brought in was issued long ago."""
    return S.ISSUED if origin is ResponseOrigin.IMPORTED else S.PREPARING


def row_of(move: Move, status: ResponseStatus) -> Row | None:
    """The row of the table for a move from a status; None where there is none."""
    return next((row for row in TABLE if row.move is move and row.before is status), None)


def moves_from(status: ResponseStatus) -> tuple[Move, ...]:
    """The moves that a response of this status can make, in the table's order."""
    return tuple(row.move for row in TABLE if row.before is status)


def status_after_edit(status: ResponseStatus, *, while_approving: bool = False) -> ResponseStatus | None:
    """Where an edit of a letter drafted here leaves it; None where its words are closed.

    The approver may change words in the act of approving; any other edit of what was submitted or approved
    takes it back to preparing. An issued letter is closed: a correction opens version 2.
    """
    if status in (S.PREPARING, S.WITH_THE_FORCE) or (status is S.READY and while_approving):
        return status
    return S.PREPARING if status in (S.READY, S.APPROVED) else None


def diagram() -> str:
    """The table as a Mermaid state diagram, for the README."""
    lines = ["stateDiagram-v2", f"    [*] --> {S.PREPARING.value}", f"    [*] --> {S.ISSUED.value}: imported"]
    lines += [f"    {status.value}: {status.label}" for status in ResponseStatus]
    lines += [f"    {row.before.value} --> {row.after.value}: {_arrow(row)}" for row in TABLE]
    return "\n".join([*lines, f"    {S.WITHDRAWN.value} --> [*]"])


def _arrow(row: Row) -> str:
    words = row.move.value.replace("_", " ")
    if row.move is Move.CORRECT:
        words += " (version 2)"
    return f"{words}, with a reason" if row.move in NEEDS_REASON else words
