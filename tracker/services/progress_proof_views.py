"""Proofs of progress as a person may see them, and the files handed back as they came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from tracker.domain.ownership import Relation, relations_by_posts
from tracker.domain.permissions import Actor
from tracker.domain.progress_proofs import may_add_proof, may_change_proof, may_read_proof
from tracker.domain.refusals import NotHere
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Marking, ProofOf
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.proof import Proof
from tracker.queries.commissions import posts_held
from tracker.queries.item_states import current_states
from tracker.queries.ownership import posts_covered, posts_of_items, relations_to
from tracker.queries.progress_proofs import (
    action_words,
    actions_of,
    items_of_proofs,
    proof_by_id,
    proofs_of_item,
    revisions_of,
)
from tracker.services.items import get_item
from tracker.services.progress_proofs import relations_to_proof
from tracker.services.proof_store import ProofStore
from tracker.services.reports import require


@dataclass(frozen=True)
class ProofView:
    """One proof; every text is "" where it is sensitive and not for this person."""

    key: int
    version: int
    kind: ProofOf
    marking: Marking
    shows: str
    address: str
    file_name: str
    size: int
    sha256: str
    effective_on: date | None
    received_on: date
    action_id: int | None
    action: str
    items: tuple[str, ...]
    revision_of: int | None
    replaced_by: int | None
    added_at: datetime
    added_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str
    is_redacted: bool
    may_read: Verdict
    may_change: Verdict

    @property
    def is_in_force(self) -> bool:
        """Whether it still shows something: neither withdrawn, replaced nor destroyed."""
        return self.withdrawn_at is None and self.replaced_by is None and not self.is_redacted


@dataclass(frozen=True)
class ProofsOfItem:
    """The proofs of one item, the newest first, and whether this person may add another."""

    in_force: tuple[ProofView, ...]
    earlier: tuple[ProofView, ...]
    may_add: Verdict


def proofs_of(*, reference: str, by: Actor, today: date) -> ProofsOfItem:
    """The proofs of an item; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    session = db.session()
    standing = current_states(session, [item.id])[item.id].standing
    found = _views(proofs_of_item(session, item.id, by, today), by, today)
    return ProofsOfItem(
        tuple(one for one in found if one.is_in_force),
        tuple(one for one in found if not one.is_in_force),
        may_add_proof(by, relations_to(session, by, item.id, today), standing),
    )


def get_proof(*, key: int, by: Actor, today: date) -> Proof:
    """One proof, or NotHere; NotAllowed for what is sensitive and not for this person."""
    proof = proof_by_id(db.session(), key, by, today)
    if proof is None:
        raise NotHere(f"There is no proof {key}.")
    require(may_read_proof(by, proof.marking, relations_to_proof(proof, by, today)))
    return proof


def proof_seen(*, key: int, by: Actor, today: date) -> ProofView | None:
    """One proof as a list shows it, also where it is sensitive; None for who may not know of its items."""
    proof = proof_by_id(db.session(), key, by, today)
    return _views([proof], by, today)[0] if proof is not None else None


def proof_in_full(*, key: int, by: Actor, today: date) -> ProofView:
    """One proof as this person may see it."""
    return _views([get_proof(key=key, by=by, today=today)], by, today)[0]


def proof_file(*, key: int, store: ProofStore, by: Actor, today: date) -> tuple[ProofView, IO[bytes]]:
    """A proof with its bytes, to be read and closed; NotHere for a link, or once a redaction destroyed it."""
    view = proof_in_full(key=key, by=by, today=today)
    if view.kind is not ProofOf.FILE:
        raise NotHere("This proof is a link: it has no file here.")
    if view.is_redacted:
        raise NotHere("The file of this proof was destroyed by a redaction.")
    return view, store.open(view.sha256)


def action_choices(*, items: Sequence[Item]) -> list[tuple[int, str]]:
    """The actions of these items that a proof may belong to, with what they are to do."""
    return [(action.id, action.what) for action in actions_of(db.session(), [item.id for item in items])]


def _views(proofs: Sequence[Proof], by: Actor, today: date) -> list[ProofView]:
    session = db.session()
    keys = [proof.id for proof in proofs]
    items, replaced = items_of_proofs(session, keys), revisions_of(session, keys)
    actions = action_words(session, [proof.action_id for proof in proofs if proof.action_id])
    relations = _relations(proofs, by, today)
    return [
        _view(proof, [one.reference for one in items[proof.id]], replaced.get(proof.id), actions, by, mine)
        for proof, mine in zip(proofs, relations, strict=True)
    ]


def _relations(proofs: Sequence[Proof], by: Actor, today: date) -> list[frozenset[Relation]]:
    """How this person stands to the items of each proof; a constant number of statements."""
    session = db.session()
    held = posts_held(session, by.account_id, today)
    covered = posts_covered(session, by.account_id, today)
    posts = posts_of_items(session, sorted({row.item_id for proof in proofs for row in proof.items}))
    return [
        frozenset().union(*(relations_by_posts(held, covered, posts[row.item_id]) for row in proof.items))
        for proof in proofs
    ]


def _view(
    proof: Proof,
    items: Sequence[str],
    replaced_by: int | None,
    actions: dict[int, str],
    by: Actor,
    relations: frozenset[Relation],
) -> ProofView:
    may_read = may_read_proof(by, proof.marking, relations)
    is_shown = bool(may_read)
    return ProofView(
        key=proof.id,
        version=proof.version,
        kind=proof.kind,
        marking=proof.marking,
        shows=proof.shows if is_shown else "",
        address=proof.address if is_shown else "",
        file_name=proof.file_name if is_shown else "",
        size=(proof.size or 0) if is_shown else 0,
        sha256=(proof.sha256 or "") if is_shown else "",
        effective_on=proof.effective_on,
        received_on=proof.received_on,
        action_id=proof.action_id,
        action=actions.get(proof.action_id or 0, ""),
        items=tuple(items),
        revision_of=proof.revision_of_id,
        replaced_by=replaced_by,
        added_at=proof.added_at,
        added_by=proof.added_by,
        withdrawn_at=proof.withdrawn_at,
        withdrawn_by=proof.withdrawn_by or "",
        withdrawn_reason=proof.withdrawn_reason if is_shown else "",
        is_redacted=proof.redacted_at is not None,
        may_read=may_read,
        may_change=may_change_proof(
            by,
            relations,
            is_withdrawn=proof.withdrawn_at is not None,
            is_replaced=replaced_by is not None,
        ),
    )
