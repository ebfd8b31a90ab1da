"""Commitments as they are read: those of a letter, and all that this person may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.commitments import CommitmentKind
from tracker.domain.letter_snapshots import SnapshotPurpose
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ISSUED, UNDER_WAY
from tracker.models.commitment import Commitment
from tracker.models.item import Item
from tracker.models.letter_version import LetterVersion
from tracker.models.report import Report
from tracker.models.response import Answer, Response, ResponseReport
from tracker.queries.reports import MAX_ID, visible


def commitment_by_id(session: Session, key: int) -> Commitment | None:
    """One commitment by its id."""
    return session.get(Commitment, key) if 0 < key <= MAX_ID else None


def commitments_of(session: Session, response: Response) -> Sequence[Commitment]:
    """What was decided of a letter's sentences, in the order it was decided."""
    wanted = select(Commitment).where(Commitment.response_id == response.id).order_by(Commitment.id)
    return list(session.scalars(wanted))


def item_references(session: Session, keys: Sequence[int]) -> dict[int, str]:
    """The references of items by their ids."""
    rows = session.execute(select(Item.id, Item.reference).where(Item.id.in_(keys)))
    return dict(rows.all())


@dataclass(frozen=True)
class CommitmentRow:
    """A commitment with the letter and the item it stands in."""

    commitment: Commitment
    response: Response
    item_reference: str


def readable_letters(session: Session, actor: Actor, today: date) -> Sequence[Response]:
    """The issued letters all of whose reports this person may know of, the latest first.

    A letter stays one of them while a corrected version of it is being prepared.
    """
    issued = select(LetterVersion.response_id).where(LetterVersion.purpose == SnapshotPurpose.ISSUED)
    is_corrected = and_(Response.status.in_(UNDER_WAY), Response.id.in_(issued))
    closed = (
        select(ResponseReport.response_id)
        .join(Report, Report.id == ResponseReport.report_id)
        .where(~visible(actor, today))
    )
    return list(
        session.scalars(
            select(Response)
            .where(or_(Response.status.in_(ISSUED), is_corrected), Response.id.not_in(closed))
            .order_by(Response.letter_dated.desc(), Response.id.desc())
        )
    )


def commitment_rows(session: Session, actor: Actor, today: date) -> list[CommitmentRow]:
    """Every commitment of the letters this person may know of; what is not a promise is not among them."""
    letters = {response.id: response for response in _letters_of_commitments(session, actor, today)}
    rows = session.execute(
        select(Commitment, Item.reference)
        .join(Item, Item.id == Commitment.item_id, isouter=True)
        .where(Commitment.response_id.in_(letters), Commitment.kind != CommitmentKind.NOT_A_PROMISE)
        .order_by(Commitment.id)
    )
    return [CommitmentRow(one, letters[one.response_id], reference or "") for one, reference in rows]


def _letters_of_commitments(session: Session, actor: Actor, today: date) -> Sequence[Response]:
    """Letters with commitments, also those under correction now: what was promised stays promised."""
    closed = (
        select(ResponseReport.response_id)
        .join(Report, Report.id == ResponseReport.report_id)
        .where(~visible(actor, today))
    )
    wanted = select(Response).where(
        Response.id.in_(select(Commitment.response_id)), Response.id.not_in(closed)
    )
    return list(session.scalars(wanted))


def answers_in(session: Session, letters: Sequence[Response]) -> list[tuple[Answer, Item]]:
    """Everything answered in these letters, letter by letter in the order given."""
    place = {response.id: number for number, response in enumerate(letters)}
    rows = session.execute(
        select(Answer, Item)
        .join(Item, Item.id == Answer.item_id)
        .where(Answer.response_id.in_(place))
        .order_by(Answer.position, Answer.id)
    )
    return sorted(rows, key=lambda row: place[row[0].response_id])


def report_titles(session: Session, letters: Sequence[Response]) -> dict[int, str]:
    """The titles of the reports that these letters answer, by the report's id."""
    keys = {row.report_id for response in letters for row in response.reports}
    return dict(session.execute(select(Report.id, Report.title).where(Report.id.in_(keys))).all())


def commitments_in(session: Session, letters: Sequence[Response]) -> Sequence[Commitment]:
    """Every promise of these letters as it was decided; what is none is left out."""
    wanted = select(Commitment).where(
        Commitment.response_id.in_([response.id for response in letters]),
        Commitment.kind != CommitmentKind.NOT_A_PROMISE,
    )
    return list(session.scalars(wanted.order_by(Commitment.id)))
