"""Actions for tests, on an item with its owner, planned and settled through the services."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.actions import ActionDetails
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.rag_reasons import ReasonCode
from tracker.domain.vocabulary import ActionState, ForWhom, Role
from tracker.models.action import Action
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.services.progress_actions import (
    add_action,
    settle_action,
)
from tracker.services.progress_views import ItemProgress, item_progress

DUE = date(2026, 3, 31)
ACT: dict[str, Any] = {"now": NOW, "today": TODAY}


@pytest.fixture
def post(register: Flask) -> Post:
    return a_post()


@pytest.fixture
def owner(post: Post) -> Actor:
    who = person(Role.OWNER, name="Olu Owner")
    holds(post, who)
    return who


@pytest.fixture
def item(post: Post) -> Item:
    return allocated(an_item(a_report(), for_whom=ForWhom.FORCE), post)


def wanted(post: Post, **given: Any) -> ActionDetails:
    plain: dict[str, Any] = {"target_on": DUE, "proof_expected": "The training record."}
    return ActionDetails("Train the custody staff.", post.id, **(plain | given))


def yearly(post: Post, first: date) -> ActionDetails:
    return wanted(post, target_on=first, every_months=12)


def planned(items: list[Item], details: ActionDetails, by: Actor, **given: Any) -> Action:
    return add_action(items=items, details=details, by=by, **(ACT | given))


def settled(action: Action, by: Actor, **given: Any) -> None:
    plain: dict[str, Any] = {"state": ActionState.DONE, "on": TODAY, "words": "All are trained."}
    settle_action(action=action, version=action.version, by=by, **(ACT | plain | given))


def standing(item: Item, on: date = TODAY) -> ItemProgress:
    return item_progress(reference=item.reference, by=SYSTEM, today=on)


def reasons(item: Item, on: date) -> set[ReasonCode]:
    return {reason.code for reason in standing(item, on).rated.reasons}


def secret_item(post: Post, reader: Actor) -> Item:
    assert reader.account_id is not None
    report = a_report(
        "Not out yet",
        published_on=date(2026, 6, 1),
        is_embargoed=True,
        reader_ids=frozenset({reader.account_id}),
    )
    return allocated(an_item(report, for_whom=ForWhom.FORCE), post)
