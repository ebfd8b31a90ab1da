"""Work goes on under a later item: owner, contributors, open actions and proof are carried in one step."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, differences
from tracker.domain.chains import MAX_NOTE, may_continue, posts_carried
from tracker.domain.cleaning import clean_text
from tracker.domain.ownership import ItemPosts
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.verdict import Verdict, refused
from tracker.domain.vocabulary import OffListReason
from tracker.models.action import Action, ActionItem
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress import Contributor, Progress
from tracker.models.proof import Proof, ProofItem
from tracker.models.report import Report
from tracker.queries.chains import actions_to_carry, is_linked, proofs_to_carry
from tracker.queries.events import last_words_on
from tracker.queries.ownership import posts_of_items
from tracker.services.action_facts import facts_of_action, items_of, subject_of_action
from tracker.services.action_facts import in_words as action_in_words
from tracker.services.delivery import in_hand
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import facts_of, subject_of
from tracker.services.proof_keeping import in_words as proof_in_words
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class WorkCarried:
    """What would be carried from an earlier item to a later one; `seen` changes with anything of it."""

    before: ItemPosts
    after: ItemPosts
    actions: tuple[Action, ...]
    proofs: tuple[Proof, ...]
    takes_off: bool
    seen: str


def work_carried(*, earlier: Item, later: Item) -> WorkCarried:
    """What there is to carry on from the earlier item, as it stands now."""
    session = db.session()
    posts = posts_of_items(session, [earlier.id, later.id])
    actions = tuple(actions_to_carry(session, earlier.id, later.id))
    proofs = tuple(proofs_to_carry(session, earlier.id, later.id))
    versions = [earlier.version] + [session.get_one(Progress, one.id).version for one in (earlier, later)]
    there = (
        versions,
        [(action.id, action.version) for action in actions],
        [(proof.id, proof.version) for proof in proofs],
    )
    return WorkCarried(
        before=posts[later.id],
        after=posts_carried(posts[earlier.id], posts[later.id]),
        actions=actions,
        proofs=proofs,
        takes_off=earlier.off_list_reason is None,
        seen=hashlib.sha256(repr(there).encode()).hexdigest()[:32],
    )


def may_carry(*, earlier: Item, later: Item, by: Actor, today: date) -> Verdict:
    """Whether this person may carry the work on an earlier item over to a later one, else why not."""
    session = db.session()
    if not is_linked(session, earlier.id, later.id):
        return refused(
            f"{later.reference} is not linked as a later item of {earlier.reference}: link them first."
        )
    report = session.get_one(Report, later.report_id)
    if report.is_embargoed and report.published_on > today:
        return refused("The later report is under embargo: carry the work on once it is published.")
    return may_continue(
        by,
        in_hand(item=earlier, by=by, today=today),
        earlier.off_list_reason,
        in_hand(item=later, by=by, today=today),
    )


@verb
def continue_item(
    *, earlier: Item, later: Item, seen: str, note: str, by: Actor, now: datetime, today: date
) -> None:
    """Carry the work on; the earlier item comes off the list as superseded, so nothing is counted twice."""
    work = work_carried(earlier=earlier, later=later)
    if work.seen != seen:
        raise Conflict(last_words_on(db.session(), "item", earlier.id))
    require(may_carry(earlier=earlier, later=later, by=by, today=today))
    note = clean_text(note).strip()
    if len(note) > MAX_NOTE:
        raise Invalid({"note": f"The note must be {MAX_NOTE:,} characters or fewer; it has {len(note):,}."})
    changes = [
        Change(subject_of(earlier), "continued_under", None, later.reference),
        Change(subject_of(later), "continues", None, earlier.reference),
    ]
    changes += _posts_given(later, work, today)
    changes += _actions_carried(later, work.actions)
    changes += _proofs_carried(later, work.proofs)
    if work.takes_off:
        changes += _taken_off(earlier, later, note, today)
    changes += restated(items=[earlier, later], now=now)
    record(name=EventName.ITEM_CONTINUED, by=by, now=now, changes=changes, reason=note)


def _posts_given(later: Item, work: WorkCarried, today: date) -> list[Change]:
    if work.after == work.before:
        return []
    session = db.session()
    row = session.get_one(Progress, later.id)
    claim(row, row.version, "item")
    row.owner_post_id, row.executive_post_id = work.after.owner, work.after.executive
    if work.before.owner is None and work.after.owner is not None:
        row.allocated_on = today
    for key in sorted(work.before.contributors - work.after.contributors):
        session.delete(session.get_one(Contributor, (later.id, key)))
    for key in sorted(work.after.contributors - work.before.contributors):
        session.add(Contributor(item_id=later.id, post_id=key))
    return differences(subject_of(later), _titles(work.before), _titles(work.after))


def _titles(posts: ItemPosts) -> dict[str, str | None]:
    session = db.session()
    titles = {key: session.get_one(Post, key).title for key in posts.contributors}
    return {
        "executive_lead": session.get_one(Post, posts.executive).title if posts.executive else None,
        "owner": session.get_one(Post, posts.owner).title if posts.owner else None,
        "contributors": "\n".join(sorted(titles.values())),
    }


def _actions_carried(later: Item, actions: tuple[Action, ...]) -> list[Change]:
    changes = []
    for action in actions:
        before = facts_of_action(action, items_of(action))
        claim(action, action.version, "action")
        action.items.append(ActionItem(item_id=later.id))
        db.session.flush()
        changes += differences(subject_of_action(action), before, facts_of_action(action, items_of(action)))
        changes.append(Change(subject_of(later), "action", None, action_in_words(action)))
    return changes


def _proofs_carried(later: Item, proofs: tuple[Proof, ...]) -> list[Change]:
    changes = []
    for proof in proofs:
        claim(proof, proof.version, "proof")
        proof.items.append(ProofItem(item_id=later.id))
        changes.append(Change(subject_of(later), "proof", None, proof_in_words(proof)))
    return changes


def _taken_off(earlier: Item, later: Item, note: str, today: date) -> list[Change]:
    claim(earlier, earlier.version, "item")
    before = facts_of(earlier)
    earlier.off_list_reason, earlier.off_list_on = OffListReason.SUPERSEDED, today
    words = f"The work goes on under {later.reference}."
    earlier.off_list_note = f"{words} {note}".strip()
    return differences(subject_of(earlier), before, facts_of(earlier))
