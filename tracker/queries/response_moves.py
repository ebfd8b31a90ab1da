"""What the moves of a response look at: its kept versions, its approval, its drafters, the delegations."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain import delegations as rule
from tracker.domain.letter_snapshots import MOVE_FIELDS, SnapshotPurpose
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.account import Account
from tracker.models.approval import Approval
from tracker.models.delegation import Delegation
from tracker.models.event import Event, EventChange
from tracker.models.letter_version import LetterVersion
from tracker.models.response import Answer, Response
from tracker.models.stored_file import StoredFile
from tracker.queries.reports import MAX_ID

NO_WORDS = (*MOVE_FIELDS, "chief_constable", "chief_constable_cleared_on")
"""Fields of a letter and its answers that change without a word of the PCC's being drafted."""


def versions_of(session: Session, response: Response) -> list[LetterVersion]:
    """Every kept version of a letter, oldest first."""
    return list(
        session.scalars(
            select(LetterVersion).where(LetterVersion.response_id == response.id).order_by(LetterVersion.id)
        )
    )


def version_number(session: Session, response: Response) -> int:
    """The number of the version that is being prepared or stands: 1 until a correction opens version 2."""
    highest = select(func.max(LetterVersion.number)).where(LetterVersion.response_id == response.id)
    return session.scalar(highest) or 1


def latest(
    session: Session, response: Response, purpose: SnapshotPurpose, *, number: int | None = None
) -> LetterVersion | None:
    """The latest kept version for a purpose, of one number where that is given."""
    found = select(LetterVersion).where(
        LetterVersion.response_id == response.id, LetterVersion.purpose == purpose
    )
    if number is not None:
        found = found.where(LetterVersion.number == number)
    return session.scalars(found.order_by(LetterVersion.id.desc()).limit(1)).first()


def standing_approval(session: Session, response: Response) -> tuple[Approval, LetterVersion] | None:
    """The approval that holds, with the text it covers; None where there is none."""
    row = session.execute(
        select(Approval, LetterVersion)
        .join(LetterVersion, LetterVersion.id == Approval.version_id)
        .where(Approval.response_id == response.id, Approval.fell_because.is_(None))
        .order_by(Approval.id.desc())
        .limit(1)
    ).first()
    if row is None or row[1].number != version_number(session, response):
        return None
    return row[0], row[1]


def last_approval(session: Session, response: Response) -> Approval | None:
    """The latest approval of a letter, whether it holds or not."""
    return session.scalars(
        select(Approval).where(Approval.response_id == response.id).order_by(Approval.id.desc()).limit(1)
    ).first()


def drafters(session: Session, response: Response) -> frozenset[int]:
    """The accounts that wrote words of the version being prepared: the letter's, or the PCC's in answers."""
    opened = latest(session, response, SnapshotPurpose.CORRECTION)
    answers = select(Answer.id).where(Answer.response_id == response.id)
    words = or_(
        and_(EventChange.subject_kind == "response", EventChange.subject_id == response.id),
        and_(EventChange.subject_kind == "answer", EventChange.subject_id.in_(answers)),
    )
    people = (
        select(Event.account_id)
        .join(EventChange, EventChange.event_seq == Event.seq)
        .where(words, EventChange.field.not_in(NO_WORDS), Event.account_id.is_not(None))
        .distinct()
    )
    if opened is not None:
        people = people.where(Event.at >= opened.made_at)
    return frozenset(one for one in session.scalars(people) if one is not None)


def delegations(session: Session) -> tuple[rule.Delegation, ...]:
    """Every recorded delegation, as the rules want them."""
    rows = session.scalars(select(Delegation).order_by(Delegation.from_on, Delegation.id))
    return tuple(
        rule.Delegation(row.from_on, row.to_on, row.to_name, row.to_account_id, row.proof) for row in rows
    )


@dataclass(frozen=True)
class DelegationLine:
    """One recorded delegation, with the name of the account it is for ("" for none)."""

    delegation: Delegation
    account: str


def delegation_lines(session: Session) -> list[DelegationLine]:
    """The delegations, the latest first."""
    rows = session.execute(
        select(Delegation, Account.name)
        .outerjoin(Account, Account.id == Delegation.to_account_id)
        .order_by(Delegation.from_on.desc(), Delegation.id.desc())
    )
    return [DelegationLine(row, name or "") for row, name in rows]


def delegation_by_id(session: Session, key: int) -> Delegation | None:
    """One delegation by its id."""
    return session.get(Delegation, key) if 0 < key <= MAX_ID else None


def account_choices(session: Session) -> list[tuple[int, str]]:
    """The accounts that may sign in, by name."""
    rows = session.execute(
        select(Account.id, Account.name).where(Account.is_enabled).order_by(Account.name, Account.id)
    )
    return [(key, name) for key, name in rows]


@dataclass(frozen=True)
class IssuedFile:
    """An issued letter's version with its file; `content` is None once a redaction destroyed it."""

    version: LetterVersion
    name: str
    content: bytes | None


def issued_file(session: Session, response: Response, number: int) -> IssuedFile | None:
    """The bytes of one issued version."""
    row = session.execute(
        select(LetterVersion, StoredFile)
        .join(StoredFile, StoredFile.id == LetterVersion.file_id)
        .where(LetterVersion.response_id == response.id, LetterVersion.number == number)
        .where(LetterVersion.purpose == SnapshotPurpose.ISSUED)
    ).first()
    return IssuedFile(row[0], row[1].name, row[1].content) if row else None


def issued_names(session: Session) -> Sequence[tuple[int, str, str]]:
    """Of every issued letter whose bytes are kept: the id of its file, its name, its SHA-256."""
    rows = session.execute(
        select(StoredFile.id, StoredFile.name, StoredFile.sha256)
        .join(LetterVersion, LetterVersion.file_id == StoredFile.id)
        .where(StoredFile.content.is_not(None))
        .order_by(StoredFile.id)
    )
    return [(key, name, digest) for key, name, digest in rows]


def file_bytes(session: Session, key: int) -> bytes | None:
    """The bytes of a kept file."""
    return session.scalar(select(StoredFile.content).where(StoredFile.id == key))


def approved_still(session: Session) -> list[Response]:
    """The letters that stand approved and wait to be issued."""
    found = select(Response).where(Response.status == ResponseStatus.APPROVED).order_by(Response.id)
    return list(session.scalars(found))
