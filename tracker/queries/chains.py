"""Chains of earlier and later items, and what there is on one of them to be carried on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.chains import ChainLink
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ActionState, Delivery, ItemKind, OffListReason, Rating, Standing
from tracker.models.action import Action, ActionItem
from tracker.models.item import Item, ItemLink
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.proof import Proof, ProofItem
from tracker.models.report import Report
from tracker.queries.progress_proofs import in_force
from tracker.queries.ratings import rules
from tracker.queries.reports import visible

LONGEST = 300
"""Items of one chain: a page shows no more."""


@dataclass(frozen=True)
class ChainItem:
    """One item of a chain as it stands today."""

    item_id: int
    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    report_reference: str
    report_title: str
    published_on: date
    standing: Standing
    off_list_reason: OffListReason | None
    delivery: Delivery
    rating: Rating


@dataclass(frozen=True)
class Chain:
    """The items of a chain, those of the earliest report first, and how they are linked."""

    items: tuple[ChainItem, ...]
    links: tuple[ChainLink, ...]


def chain_of(session: Session, item_id: int, actor: Actor, today: date) -> Chain:
    """Every item that comes before or after this one, link by link, as far as this person may know of it."""
    known, links, edge = {item_id}, set[ChainLink](), {item_id}
    while edge and len(known) < LONGEST:
        found = _links_at(session, edge, actor, today)
        links |= found
        edge = {key for link in found for key in (link.earlier_id, link.later_id)} - known
        known |= edge
    items = _items(session, known, today)
    ordered = sorted(links, key=lambda one: (one.earlier_id, one.later_id, one.kind is None))
    return Chain(items, tuple(ordered))


def _links_at(session: Session, keys: Collection[int], actor: Actor, today: date) -> set[ChainLink]:
    """The links at any of these items whose two ends may be known of, also "stands under" across reports."""
    earlier, later, before, after = aliased(Item), aliased(Item), aliased(Report), aliased(Report)
    seen = select(Report.id).where(visible(actor, today))
    typed = session.execute(
        select(ItemLink.earlier_id, ItemLink.later_id, ItemLink.kind, ItemLink.note)
        .join(earlier, earlier.id == ItemLink.earlier_id)
        .join(later, later.id == ItemLink.later_id)
        .where(
            or_(ItemLink.earlier_id.in_(keys), ItemLink.later_id.in_(keys)),
            earlier.report_id.in_(seen),
            later.report_id.in_(seen),
        )
        .order_by(ItemLink.id)
    )
    found = {ChainLink(*row) for row in typed}
    under = session.execute(
        select(earlier.id, later.id)
        .join(later, later.parent_id == earlier.id)
        .join(before, before.id == earlier.report_id)
        .join(after, after.id == later.report_id)
        .where(
            before.id != after.id,
            or_(earlier.id.in_(keys), later.id.in_(keys)),
            before.id.in_(seen),
            after.id.in_(seen),
        )
        .order_by(earlier.id, later.id)
    )
    pairs = {(link.earlier_id, link.later_id) for link in found}
    return found | {ChainLink(one, other, None) for one, other in under if (one, other) not in pairs}


def _items(session: Session, keys: Collection[int], today: date) -> tuple[ChainItem, ...]:
    wanted: Select[*tuple[Any, ...]] = (
        select(
            Item.id,
            Item.reference,
            Item.kind,
            Item.number,
            Item.heading,
            Item.text,
            Report.reference,
            Report.title,
            Report.published_on,
            ItemState.standing,
            ItemState.off_list_reason,
            ItemState.delivery,
            RatingPeriod.rating,
        )
        .join(Report, Report.id == Item.report_id)
        .join(ItemState, (ItemState.item_id == Item.id) & ItemState.valid_to.is_(None))
        .join(RatingPeriod, (RatingPeriod.item_id == Item.id) & rules(today))
        .where(Item.id.in_(keys))
        .order_by(Report.published_on, Item.report_id, Item.position, Item.id)
    )
    return tuple(ChainItem(*row) for row in session.execute(wanted))


def is_linked(session: Session, earlier_id: int, later_id: int) -> bool:
    """Whether a typed link leads from the one item to the other."""
    wanted = select(ItemLink.id).where(ItemLink.earlier_id == earlier_id, ItemLink.later_id == later_id)
    return session.scalar(wanted) is not None


def actions_to_carry(session: Session, earlier_id: int, later_id: int) -> list[Action]:
    """The open actions of the earlier item that the later one has not."""
    there = select(ActionItem.action_id).where(ActionItem.item_id == later_id)
    return list(
        session.scalars(
            select(Action)
            .join(ActionItem, ActionItem.action_id == Action.id)
            .where(
                ActionItem.item_id == earlier_id,
                Action.state == ActionState.OPEN,
                Action.id.not_in(there),
            )
            .order_by(Action.id)
        )
    )


def proofs_to_carry(session: Session, earlier_id: int, later_id: int) -> list[Proof]:
    """The proofs in force of the earlier item that the later one has not."""
    there = select(ProofItem.proof_id).where(ProofItem.item_id == later_id)
    return list(
        session.scalars(
            select(Proof)
            .join(ProofItem, ProofItem.proof_id == Proof.id)
            .where(ProofItem.item_id == earlier_id, in_force(), Proof.id.not_in(there))
            .order_by(Proof.id)
        )
    )
