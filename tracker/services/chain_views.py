"""A chain of earlier and later items as a page shows it, with where work may be carried on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.chains import ChainLink, ChainNode, as_tree
from tracker.domain.permissions import Actor
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Delivery, OffListReason, Standing
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.queries.chains import ChainItem, chain_of
from tracker.services.continuing import WorkCarried, may_carry, work_carried
from tracker.services.items import get_item
from tracker.services.proof_keeping import in_words as proof_in_words


@dataclass(frozen=True)
class ChainInFull:
    """The trees of a chain, its items by id, and for links where work waits whether it may be carried on."""

    reference: str
    item_id: int
    trees: tuple[ChainNode, ...]
    items: Mapping[int, ChainItem]
    offers: Mapping[ChainLink, Verdict]


def chain_in_full(*, reference: str, by: Actor, today: date) -> ChainInFull:
    """The chain of an item; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    found = chain_of(db.session(), item.id, by, today)
    items = {one.item_id: one for one in found.items}
    return ChainInFull(
        reference=item.reference,
        item_id=item.id,
        trees=as_tree(list(items), found.links),
        items=items,
        offers={
            link: _verdict(link, by, today)
            for link in found.links
            if link.kind is not None and _waits(items[link.earlier_id], items[link.later_id])
        },
    )


def _verdict(link: ChainLink, by: Actor, today: date) -> Verdict:
    session = db.session()
    earlier, later = session.get_one(Item, link.earlier_id), session.get_one(Item, link.later_id)
    return may_carry(earlier=earlier, later=later, by=by, today=today)


def _waits(earlier: ChainItem, later: ChainItem) -> bool:
    """Whether work on the earlier item could go on under the later one: each is open, or was just split."""
    if later.standing is not Standing.OPEN:
        return False
    is_split = earlier.off_list_reason is OffListReason.SUPERSEDED
    return earlier.standing is Standing.OPEN or (is_split and later.delivery is Delivery.AWAITING_ALLOCATION)


@dataclass(frozen=True)
class WorkInWords:
    """What would be carried on, by the names a person knows."""

    seen: str
    owner: str
    owner_stays: bool
    executive_lead: str
    contributors: tuple[str, ...]
    actions: tuple[str, ...]
    proofs: tuple[str, ...]
    takes_off: bool


def work_in_words(*, earlier: Item, later: Item) -> WorkInWords:
    """What the later item would have once the work goes on under it."""
    work: WorkCarried = work_carried(earlier=earlier, later=later)
    session = db.session()

    def title(key: int | None) -> str:
        return session.get_one(Post, key).title if key is not None else ""

    return WorkInWords(
        seen=work.seen,
        owner=title(work.after.owner),
        owner_stays=work.before.owner is not None,
        executive_lead=title(work.after.executive),
        contributors=tuple(sorted(title(key) for key in work.after.contributors)),
        actions=tuple(action.what for action in work.actions),
        proofs=tuple(proof_in_words(proof).split("\n")[0] for proof in work.proofs),
        takes_off=work.takes_off,
    )
