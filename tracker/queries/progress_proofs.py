"""Proofs of progress as they are read: of an item, by themselves, and the files that they keep."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, not_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ActionState
from tracker.models.action import Action, ActionItem
from tracker.models.item import Item
from tracker.models.proof import Proof, ProofItem
from tracker.models.report import Report
from tracker.queries.reports import MAX_ID, visible


def known_to(actor: Actor, today: date) -> ColumnElement[bool]:
    """The condition that none of a proof's items is under embargo to this person."""
    secret = (
        select(ProofItem.proof_id)
        .join(Item, Item.id == ProofItem.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(not_(visible(actor, today)))
    )
    return Proof.id.not_in(secret)


def proof_by_id(session: Session, key: int, actor: Actor, today: date) -> Proof | None:
    """One proof by its id, if this person may know of all its items."""
    if not 0 < key <= MAX_ID:
        return None
    return session.scalars(select(Proof).where(Proof.id == key, known_to(actor, today))).first()


def proofs_of_item(session: Session, item_id: int, actor: Actor, today: date) -> list[Proof]:
    """Every proof of an item that this person may know of, the newest first."""
    return list(
        session.scalars(
            select(Proof)
            .join(ProofItem, ProofItem.proof_id == Proof.id)
            .where(ProofItem.item_id == item_id, known_to(actor, today))
            .order_by(Proof.added_at.desc(), Proof.id.desc())
        )
    )


def items_of_proofs(session: Session, keys: Collection[int]) -> dict[int, list[Item]]:
    """The items of these proofs, in the order of their references."""
    found: dict[int, list[Item]] = defaultdict(list)
    rows = session.execute(
        select(ProofItem.proof_id, Item)
        .join(Item, Item.id == ProofItem.item_id)
        .where(ProofItem.proof_id.in_(keys))
        .order_by(Item.reference, Item.id)
    )
    for key, item in rows:
        found[key].append(item)
    return found


def revisions_of(session: Session, keys: Collection[int]) -> dict[int, int]:
    """The proofs among these that a revision replaced, with the revision of each."""
    rows = session.execute(
        select(Proof.revision_of_id, Proof.id).where(Proof.revision_of_id.in_(keys)).order_by(Proof.id)
    )
    return {replaced: key for replaced, key in rows if replaced is not None}


def in_force() -> ColumnElement[bool]:
    """The condition that a proof was neither withdrawn, redacted nor replaced."""
    later = aliased(Proof)
    replaced = select(later.id).where(later.revision_of_id == Proof.id).exists()
    return Proof.withdrawn_at.is_(None) & Proof.redacted_at.is_(None) & not_(replaced)


def same_proof(
    session: Session, item_ids: Collection[int], *, sha256: str | None, address: str
) -> Proof | None:
    """The proof in force of one of these items with the same bytes, or the same address."""
    same = Proof.sha256 == sha256 if sha256 else Proof.address == address
    return session.scalars(
        select(Proof)
        .join(ProofItem, ProofItem.proof_id == Proof.id)
        .where(ProofItem.item_id.in_(item_ids), same, in_force())
        .order_by(Proof.id)
        .limit(1)
    ).first()


def was_redacted(session: Session, sha256: str | None) -> bool:
    """Whether a redaction destroyed a file of these bytes."""
    wanted = select(Proof.id).where(Proof.sha256 == sha256, Proof.redacted_at.is_not(None)).limit(1)
    return sha256 is not None and session.execute(wanted).first() is not None


def actions_of(session: Session, item_ids: Collection[int]) -> list[Action]:
    """The actions on these items that were not dropped, in the order they were added."""
    serving = select(ActionItem.action_id).where(ActionItem.item_id.in_(item_ids))
    wanted = select(Action).where(Action.id.in_(serving), Action.state != ActionState.DROPPED)
    return list(session.scalars(wanted.order_by(Action.id)))


def action_words(session: Session, keys: Collection[int]) -> dict[int, str]:
    """What these actions are to do, by their ids."""
    wanted = select(Action.id, Action.what).where(Action.id.in_(keys)).order_by(Action.id)
    return dict(session.execute(wanted).all())


def kept_hashes(session: Session) -> set[str]:
    """The fingerprints of every file that a record still keeps in the store."""
    kept = select(Proof.sha256).where(Proof.sha256.is_not(None), Proof.redacted_at.is_(None))
    return {found for found in session.scalars(kept) if found}


def kept_files(session: Session) -> list[Proof]:
    """The proofs whose bytes are kept, in the order they were added."""
    wanted = select(Proof).where(Proof.sha256.is_not(None), Proof.redacted_at.is_(None))
    return list(session.scalars(wanted.order_by(Proof.id)))
