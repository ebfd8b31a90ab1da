"""What is recorded of an action, as rules, history and pages read it, and whose it is."""

from collections.abc import Sequence
from datetime import date

from tracker.domain.actions import ActionDetails, ItemServed, may_report_action, next_due
from tracker.domain.audit import Change, Subject, as_text
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.ownership import ItemPosts, relations_by_posts
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.verdict import Verdict
from tracker.models.action import Action
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.queries.commissions import posts_held
from tracker.queries.ownership import posts_covered, posts_of_items
from tracker.services.items import get_item, subject_of


def details_of(action: Action) -> ActionDetails:
    """What is recorded of an action."""
    return ActionDetails(
        action.what, action.owner_post_id, action.target_on, action.proof_expected, action.every_months
    )


def done_days(action: Action) -> tuple[date, ...]:
    """The days on which a repeating duty was done."""
    return tuple(turn.done_on for turn in action.times_done)


def items_served(items: Sequence[Item], by: Actor, today: date) -> list[ItemServed]:
    """The items as the rules read them, with this person's relations to each."""
    session = db.session()
    held, covered = posts_held(session, by.account_id, today), posts_covered(session, by.account_id, today)
    posts = posts_of_items(session, [item.id for item in items])
    return [
        ItemServed(item.for_whom, relations_by_posts(held, covered, posts.get(item.id, ItemPosts())))
        for item in items
    ]


def is_of_own_post(action: Action, by: Actor, today: date) -> bool:
    """Whether the post that answers for the action is held or covered by this person."""
    session = db.session()
    own = {*posts_held(session, by.account_id, today), *posts_covered(session, by.account_id, today)}
    return action.owner_post_id in own


def may_report(action: Action, served: Sequence[Item], by: Actor, today: date) -> Verdict:
    """Whether this person may record what came of the action."""
    own = is_of_own_post(action, by, today)
    return may_report_action(by, items_served(served, by, today), is_of_own_post=own)


def items_of(action: Action) -> list[Item]:
    """The items that the action serves."""
    return [db.session.get_one(Item, row.item_id) for row in action.items]


def each_once(items: Sequence[Item]) -> list[Item]:
    """The items in their order, each once."""
    return list({item.id: item for item in items}.values())


def items_named(references: Sequence[str], *, by: Actor, today: date) -> list[Item]:
    """The items of these references; Invalid where one of them is not there for this person."""
    found = []
    for reference in references:
        try:
            found.append(get_item(reference=reference, by=by, today=today)[0])
        except (NotHere, NotAllowed):
            # An item under embargo is not there for those who may not know of it.
            raise Invalid({"items": f"There is no item {reference}. Look it up in the register."}) from None
    return found


def subject_of_action(action: Action) -> Subject:
    """The action as the history names it."""
    return Subject("action", action.id, f"action {action.id}")


def facts_of_action(action: Action, items: Sequence[Item]) -> dict[str, str | None]:
    """Everything recorded of an action, in the form the history keeps."""
    return {
        "what": action.what,
        "items": ", ".join(sorted(item.reference for item in items)),
        "owner_post": title_of(action.owner_post_id),
        "target_on": as_text(action.target_on),
        "every_months": as_text(action.every_months),
        "proof_expected": action.proof_expected,
        "state": action.state.value,
        "settled_on": as_text(action.settled_on),
        "outcome": action.outcome,
    }


def title_of(post_id: int | None) -> str:
    """The title of a post, "" for none."""
    return db.session.get_one(Post, post_id).title if post_id is not None else ""


def in_words(action: Action) -> str:
    """The action as the history of each of its items tells it."""
    lines = [action.what, f"Answered for by: {title_of(action.owner_post_id)}"]
    if action.settled_on is not None:
        lines.append(f"{action.state.label} on {date_in_words(action.settled_on)}: {action.outcome}")
    elif (due := next_due(details_of(action), done_days(action))) is not None:
        lines.append(f"Due on {date_in_words(due)}")
    if action.every_months:
        lines.append(f"Comes round again after {action.every_months} months")
    return "\n".join([*lines, f"Proof expected: {action.proof_expected}"])


def told_on_items(before: Sequence[Item], after: Sequence[Item], was: str, words: str) -> list[Change]:
    """The action on each item it served before or serves now, as the item's own history tells it."""
    old, new = {item.id for item in before}, {item.id for item in after}
    return [
        Change(
            subject_of(item),
            "action",
            was if item.id in old else None,
            words if item.id in new else None,
        )
        for item in each_once([*before, *after])
    ]
