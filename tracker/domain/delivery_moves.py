"""The moves of an item from its allocation to its closure: one table, whose they are, and its drawing.

Three truths lie beside one another and are never merged: the force says done, somebody checked, HMICFRS
closed. How far an item has come is read from them.
"""

from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.ownership import OWNING, WORKING, Relation
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import Delivery, ForWhom, Labelled, ReportKind, Role, Standing

D = Delivery


class DeliveryMove(Labelled):
    """One move of an item, with the words that finish "may …"."""

    ALLOCATE = "allocate", "give the item to a post"
    PROPOSE = "propose", "propose completion"
    WITHDRAW_PROPOSAL = "withdraw_proposal", "withdraw the proposal"
    SEND_BACK = "send_back", "send it back"
    SIGN_OFF = "sign_off", "sign off completion"
    WITHDRAW_SIGN_OFF = "withdraw_sign_off", "withdraw the sign-off"
    RECORD_CLOSURE = "record_closure", "record that HMICFRS closed it"
    WITHDRAW_CLOSURE = "withdraw_closure", "record that HMICFRS withdrew its closure"

    @property
    def button(self) -> str:
        """The words of the button that makes the move."""
        return self.label[0].upper() + self.label[1:]


M = DeliveryMove


@dataclass(frozen=True)
class Row:
    """A move that is possible from one state of delivery, and where it leads."""

    move: DeliveryMove
    before: Delivery
    after: Delivery


TABLE: tuple[Row, ...] = (
    Row(M.ALLOCATE, D.AWAITING_ALLOCATION, D.IN_PROGRESS),
    # A change of owner takes nothing back that was said or checked.
    Row(M.ALLOCATE, D.IN_PROGRESS, D.IN_PROGRESS),
    Row(M.ALLOCATE, D.PROPOSED_COMPLETE, D.PROPOSED_COMPLETE),
    Row(M.ALLOCATE, D.SIGNED_OFF, D.SIGNED_OFF),
    Row(M.PROPOSE, D.IN_PROGRESS, D.PROPOSED_COMPLETE),
    Row(M.WITHDRAW_PROPOSAL, D.PROPOSED_COMPLETE, D.IN_PROGRESS),
    Row(M.SEND_BACK, D.PROPOSED_COMPLETE, D.IN_PROGRESS),
    Row(M.SIGN_OFF, D.PROPOSED_COMPLETE, D.SIGNED_OFF),
    Row(M.WITHDRAW_SIGN_OFF, D.SIGNED_OFF, D.IN_PROGRESS),
    # HMICFRS asks nobody here: it may close what was never given to anyone.
    Row(M.RECORD_CLOSURE, D.AWAITING_ALLOCATION, D.CLOSED),
    Row(M.RECORD_CLOSURE, D.IN_PROGRESS, D.CLOSED),
    Row(M.RECORD_CLOSURE, D.PROPOSED_COMPLETE, D.CLOSED),
    Row(M.RECORD_CLOSURE, D.SIGNED_OFF, D.CLOSED),
    # What HMICFRS re-opens is to be worked on again: an earlier proposal or sign-off is no answer to it.
    Row(M.WITHDRAW_CLOSURE, D.CLOSED, D.IN_PROGRESS),
    Row(M.WITHDRAW_CLOSURE, D.CLOSED, D.AWAITING_ALLOCATION),
)

NEEDS_REASON = frozenset({M.SEND_BACK, M.WITHDRAW_SIGN_OFF, M.WITHDRAW_CLOSURE})
OF_HMICFRS = frozenset({M.RECORD_CLOSURE, M.WITHDRAW_CLOSURE})
"""What HMICFRS does and is only recorded here."""
OF_WORKERS = frozenset({M.PROPOSE, M.WITHDRAW_PROPOSAL})
OF_CHECKERS = frozenset({M.SIGN_OFF, M.SEND_BACK, M.WITHDRAW_SIGN_OFF})

NO_OUTSIDE_CLOSER = frozenset(
    {
        # The IOPC and the coroner ask for a reply, and never tell anybody that a matter is closed.
        ReportKind.IOPC_LEARNING,
        ReportKind.PREVENTION_OF_FUTURE_DEATHS,
        # The rest is the partnership's, the auditor's or our own to end: our sign-off is the last word.
        ReportKind.SERIOUS_CASE_REVIEW,
        ReportKind.INTERNAL_AUDIT,
        ReportKind.OTHER_FORCE_FINDING,
        ReportKind.PARTNERSHIP_PLAN,
    }
)


def has_outside_closer(report_kind: ReportKind) -> bool:
    """Whether HMICFRS closes what such a report asks; super-complaints are followed up by it too."""
    return report_kind not in NO_OUTSIDE_CLOSER


@dataclass(frozen=True)
class DeliveryFacts:
    """The facts from which is read how far an item has come."""

    has_owner: bool = False
    proposed_on: date | None = None
    proposed_by_id: int | None = None
    signed_off_on: date | None = None
    closed_on: date | None = None


def delivery_of(facts: DeliveryFacts) -> Delivery:
    """How far the item has come: the last of the truths that holds."""
    if facts.closed_on is not None:
        return D.CLOSED
    if facts.signed_off_on is not None:
        return D.SIGNED_OFF
    if facts.proposed_on is not None:
        return D.PROPOSED_COMPLETE
    return D.IN_PROGRESS if facts.has_owner else D.AWAITING_ALLOCATION


def facts_after(
    facts: DeliveryFacts, move: DeliveryMove, *, on: date, by_id: int | None = None
) -> DeliveryFacts:
    """The facts once the move is made on a day by somebody; the history keeps what they were."""
    unproposed = replace(facts, proposed_on=None, proposed_by_id=None, signed_off_on=None, closed_on=None)
    after = {
        M.ALLOCATE: replace(facts, has_owner=True),
        M.PROPOSE: replace(facts, proposed_on=on, proposed_by_id=by_id),
        M.WITHDRAW_PROPOSAL: unproposed,
        M.SEND_BACK: unproposed,
        M.SIGN_OFF: replace(facts, signed_off_on=on),
        M.WITHDRAW_SIGN_OFF: unproposed,
        M.RECORD_CLOSURE: replace(facts, closed_on=on),
        M.WITHDRAW_CLOSURE: unproposed,
    }
    return after[move]


def standing_of(
    for_whom: ForWhom, *, is_off_list: bool, delivery: Delivery, has_outside_closer: bool
) -> Standing:
    """What the counts take the item for; one for other bodies is that first of all."""
    if not for_whom.is_ours:
        return Standing.NOT_OURS
    if is_off_list:
        return Standing.OFF_LIST
    if delivery is D.CLOSED:
        return Standing.CLOSED
    if delivery is D.SIGNED_OFF and not has_outside_closer:
        return Standing.COMPLETE
    return Standing.OPEN


def moves_from(delivery: Delivery) -> tuple[DeliveryMove, ...]:
    """The moves that an item in this state can make, in the table's order, each once."""
    return tuple(dict.fromkeys(row.move for row in TABLE if row.before is delivery))


@dataclass(frozen=True)
class ItemInHand:
    """What the rules read of an item to say who may move it; `relations` are the actor's own, today."""

    delivery: Delivery
    standing: Standing
    for_whom: ForWhom
    has_outside_closer: bool
    relations: frozenset[Relation] = frozenset()
    proposed_by_id: int | None = None


def may_move(actor: Actor, move: DeliveryMove, item: ItemInHand) -> Verdict:
    """Whether this person may make the move with the item as it stands, else why not."""
    possible = _is_possible(move, item)
    if not possible:
        return possible
    if move is M.ALLOCATE:
        return may_allocate(actor, item.for_whom)
    if move in OF_HMICFRS:
        return may(actor, Ability.RECORD_CORRESPONDENCE)
    if move in OF_WORKERS:
        return _may_propose(actor, move, item)
    return _may_check(actor, move, item)


def may_allocate(actor: Actor, for_whom: ForWhom) -> Verdict:
    """The force inspection lead gives out the force's items, the office the PCC's, either those for both."""
    if for_whom is ForWhom.OTHERS:
        return refused("This item is for other bodies: nobody here owns it.")
    general = may(actor, Ability.ALLOCATE_ITEMS)
    if not general or actor.is_system:
        return general
    is_forces = for_whom in (ForWhom.FORCE, ForWhom.UNSTATED)
    if is_forces and Role.FORCE_INSPECTION_LEAD not in actor.roles:
        return refused("This item is the force's: only the force inspection lead may give it to a post.")
    if for_whom is ForWhom.PCC and Role.OFFICE_STAFF not in actor.roles:
        return refused("This item is for the PCC: only the PCC office staff may give it to a post.")
    return ALLOWED


def _is_possible(move: DeliveryMove, item: ItemInHand) -> Verdict:
    if move not in moves_from(item.delivery):
        label = item.delivery.label
        return refused(_WHY_NOT[move].format(state=label[0].lower() + label[1:]))
    if move is M.RECORD_CLOSURE and not item.has_outside_closer:
        return refused("Nobody outside closes an item from this source: its sign-off is the end.")
    # What HMICFRS did is recorded wherever the item stands.
    if move in OF_HMICFRS:
        return ALLOWED
    if item.standing is Standing.OFF_LIST:
        return refused("The item was taken off the list: put it back on the list first.")
    if item.standing is Standing.NOT_OURS:
        return refused("This item is for other bodies: no progress is recorded on it here.")
    return ALLOWED


_WHY_NOT = {
    M.ALLOCATE: "The item is {state}: it changes owner no more unless it is re-opened.",
    M.PROPOSE: "The item is {state}: completion is proposed while it is in progress.",
    M.WITHDRAW_PROPOSAL: "The item is {state}: no proposal waits to be withdrawn.",
    M.SEND_BACK: "The item is {state}: no proposal waits to be sent back.",
    M.SIGN_OFF: "The item is {state}: completion must be proposed before it is signed off.",
    M.WITHDRAW_SIGN_OFF: "The item is {state}: no sign-off stands that could be withdrawn.",
    M.RECORD_CLOSURE: "The item is {state} already.",
    M.WITHDRAW_CLOSURE: "The item is {state}: HMICFRS has not closed it.",
}


def _may_propose(actor: Actor, move: DeliveryMove, item: ItemInHand) -> Verdict:
    general = may(actor, Ability.WORK_ON_ITEMS)
    if not general or item.relations & WORKING:
        return general
    return refused(f"Only its owner, a contributor, or who covers for them may {move.label}.")


def _may_check(actor: Actor, move: DeliveryMove, item: ItemInHand) -> Verdict:
    if actor.is_system or actor.account_id is None:
        return refused(f"Only a person may {move.label}, never the program.")
    general = may(actor, Ability.SIGN_OFF)
    if not general:
        return general
    if item.relations & OWNING:
        return refused(f"You own this item or cover for its owner: somebody else must {move.label}.")
    if actor.account_id == item.proposed_by_id:
        return refused(f"You proposed its completion: somebody else must {move.label}.")
    return ALLOWED


def diagram() -> str:
    """The table as a Mermaid state diagram, for the README."""
    lines = ["stateDiagram-v2", f"    [*] --> {D.AWAITING_ALLOCATION.value}"]
    lines += [f"    {delivery.value}: {delivery.label}" for delivery in Delivery]
    lines += [f"    {row.before.value} --> {row.after.value}: {_arrow(row)}" for row in TABLE]
    return "\n".join(lines)


def _arrow(row: Row) -> str:
    words = row.move.value.replace("_", " ")
    return f"{words}, with a reason" if row.move in NEEDS_REASON else words
