"""Actions as lists and histories show them, and to whom."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from tests.fixtures.database import TODAY, person
from tests.services.action_records import item, owner, planned, post, secret_item, settled, wanted, yearly
from tests.services.ownership_records import a_post
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import ActionState, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.queries.actions import ActionFilter, action_rows, actions_of_item, posts_with_actions
from tracker.queries.events import timeline
from tracker.services.action_views import in_full
from tracker.services.history import verify
from tracker.services.progress_actions import (
    get_action,
)

__all__ = ["item", "owner", "post"]


def test_an_action_of_an_item_under_embargo_is_there_for_its_readers_only(
    item: Item, post: Post, owner: Actor
) -> None:
    action = planned([secret_item(post, owner)], wanted(a_post("head-of-x", "Head of X")), owner)
    other = person(Role.OFFICE_STAFF, name="Asha Patel")
    assert get_action(key=action.id, by=owner, today=TODAY).action.id == action.id
    with pytest.raises(NotHere):
        get_action(key=action.id, by=other, today=TODAY)
    session, every = db.session(), ActionFilter()
    assert [len(action_rows(session, who, TODAY, every)) for who in (owner, other)] == [1, 0]
    assert [len(posts_with_actions(session, who, TODAY)) for who in (owner, other)] == [1, 0]
    assert action_rows(session, other, date(2026, 6, 1), every)


def test_the_lists_hold_the_actions_that_were_asked_for(item: Item, post: Post, owner: Actor) -> None:
    custody = a_post("head-of-custody", "Head of Custody")
    first = planned([item], wanted(post), owner)
    second = planned([item], wanted(custody, target_on=date(2026, 2, 1)), owner)
    third = planned([item], wanted(custody), owner)
    settled(third, owner)

    def found(**given: Any) -> list[int]:
        return [row.action.id for row in action_rows(db.session(), owner, TODAY, ActionFilter(**given))]

    assert found() == [second.id, first.id, third.id]
    assert found(is_mine=True) == [first.id]
    assert found(is_settled=True) == [third.id]
    assert found(state=ActionState.OPEN, post_id=custody.id) == [second.id]
    assert found(can_be_overdue_on=date(2026, 2, 2)) == [second.id]
    assert found(item=item.reference) == [second.id, first.id, third.id]
    assert found(item="R2099-01-REC1") == []
    assert posts_with_actions(db.session(), owner, TODAY) == [
        (custody.id, "Head of Custody"),
        (post.id, "Head of Reviews"),
    ]
    assert [row.action.id for row in actions_of_item(db.session(), item.id, owner, TODAY)] == found()


def test_the_list_takes_the_same_few_statements_for_one_action_and_for_many(
    item: Item, post: Post, owner: Actor
) -> None:
    planned([item], yearly(post, TODAY), owner)
    few = statements(owner)
    for _ in range(8):
        planned([item], yearly(post, TODAY), owner)
    assert statements(owner) == few <= 8


def statements(by: Actor) -> int:
    """How many statements the list takes."""
    session, seen = db.session(), []
    session.expire_all()
    listen: Any = (db.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    event.listen(*listen)
    try:
        for row in action_rows(session, by, TODAY, ActionFilter()):
            in_full(row, TODAY)
    finally:
        event.remove(*listen)
    return len(seen)


def test_an_action_is_told_on_the_history_of_each_of_its_items(item: Item, post: Post, owner: Actor) -> None:
    action = planned([item], wanted(post), owner)
    settled(action, owner)
    events = timeline(db.session(), [("item", item.id)], limit=2)
    told = [line.after or "" for event in events for line in event.changes if line.field == "action"]
    assert "Done on 7 January 2026: All are trained." in told[0]
    assert "Proof expected: The training record." in told[1]
    assert verify(db.session()).faults == ()


def test_an_item_under_embargo_shares_no_action_with_another_report(
    item: Item, post: Post, owner: Actor
) -> None:
    secret = secret_item(post, owner)
    with pytest.raises(Invalid, match="shares no action"):
        planned([item, secret], wanted(post), owner)
