"""When a person leaves: what stands with them, and their posts given to others in one save."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.ownership import Relation
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.models.commission import PostAccount
from tracker.models.item import Item
from tracker.queries.events import event_count
from tracker.queries.hand_overs import posts_without_person
from tracker.queries.ownership import relations_to
from tracker.services.covers import record_cover
from tracker.services.hand_overs import Given, hand_over, leaving

ON = date(2026, 2, 2)
BEFORE = date(2026, 2, 1)


def lead() -> Actor:
    return person(Role.FORCE_INSPECTION_LEAD, name="Lee Lead")


def thirty_items() -> tuple[Actor, Actor, list[Item]]:
    """Asha holds a post that owns thirty items; Ben may take over."""
    asha, ben, post = person(Role.OWNER), person(Role.OWNER, name="Ben Okoro"), a_post()
    holds(post, asha)
    report = a_report()
    items = [an_item(report, number=str(n + 1), for_whom=ForWhom.FORCE) for n in range(30)]
    for item in items:
        allocated(item, post)
    return asha, ben, items


def given(who: Actor, to: Actor | None) -> list[Given]:
    rows = db.session.scalars(select(PostAccount).where(PostAccount.account_id == who.account_id))
    return [Given(row.id, row.version, to.account_id if to else None) for row in rows]


def go(who: Actor, to: Actor | None, by: Actor, on: date | None = ON) -> int:
    assert who.account_id is not None
    return hand_over(
        account_id=who.account_id,
        given=given(who, to),
        on=on,
        reason="Asha leaves.",
        by=by,
        now=NOW,
        today=TODAY,
    )


def test_thirty_items_change_hands_on_the_day_in_one_event(either_register: Flask) -> None:
    asha, ben, items = thirty_items()
    by, before = lead(), event_count(db.session())
    assert go(asha, ben, by) == 1
    assert event_count(db.session()) == before + 1
    for item in items:
        assert relations_to(db.session(), asha, item.id, BEFORE) == {Relation.OWNER}
        assert relations_to(db.session(), ben, item.id, BEFORE) == frozenset()
        assert relations_to(db.session(), asha, item.id, ON) == frozenset()
        assert relations_to(db.session(), ben, item.id, ON) == {Relation.OWNER}


def test_what_stands_with_a_person_is_counted_before_anything_moves(register: Flask) -> None:
    asha, _, items = thirty_items()
    assert asha.account_id is not None
    found = leaving(account_id=asha.account_id, by=lead(), today=TODAY)
    assert found.stands.in_words() == "1 post and 30 items"
    assert [item.reference for item in found.items] == [item.reference for item in items]


def test_items_under_embargo_move_with_their_post_and_are_told_to_nobody_else(register: Flask) -> None:
    asha, ben, post = person(Role.OWNER), person(name="Ben Okoro"), a_post()
    holds(post, asha)
    report = a_report("Secret", is_embargoed=True, published_on=date(2026, 3, 1))
    item = allocated(an_item(report, for_whom=ForWhom.FORCE), post)
    assert asha.account_id is not None
    by = lead()
    found = leaving(account_id=asha.account_id, by=by, today=TODAY)
    assert (found.stands.in_words(), found.items) == ("1 post", ())
    assert (
        leaving(account_id=asha.account_id, by=SYSTEM, today=TODAY).stands.in_words() == "1 post and 1 item"
    )
    go(asha, ben, by)
    assert relations_to(db.session(), ben, item.id, ON) == {Relation.OWNER}


def test_a_post_left_to_nobody_yet_is_noticed(either_register: Flask) -> None:
    asha, _, _ = thirty_items()
    go(asha, None, lead())
    assert posts_without_person(db.session(), SYSTEM, BEFORE) == []
    (post,) = posts_without_person(db.session(), SYSTEM, ON)
    assert (post.slug, post.items) == ("head-of-reviews", 30)


def test_a_post_that_only_leads_items_is_noticed_too(either_register: Flask) -> None:
    item, owner = an_item(a_report(), for_whom=ForWhom.FORCE), a_post("cid", "Head of CID")
    holds(owner, person(Role.OWNER, name="Owen Hart"))
    chief = a_post("acc", "Assistant Chief Constable")
    allocated(item, owner, executive=chief)
    (post,) = posts_without_person(db.session(), SYSTEM, TODAY)
    assert (post.slug, post.items, post.led) == ("acc", 0, 1)


def test_a_post_that_owns_an_item_and_leads_it_counts_it_as_both(either_register: Flask) -> None:
    post = a_post("cid", "Head of CID")
    allocated(an_item(a_report(), for_whom=ForWhom.FORCE), post, executive=post)
    (found,) = posts_without_person(db.session(), SYSTEM, TODAY)
    assert (found.items, found.led) == (1, 1)


def test_every_post_must_be_given(register: Flask) -> None:
    asha, ben, _ = thirty_items()
    holds(a_post("cid", "Head of CID"), asha)
    assert asha.account_id is not None
    with pytest.raises(Invalid, match="Head of CID: choose who takes over"):
        hand_over(
            account_id=asha.account_id,
            given=given(asha, ben)[:1],
            on=ON,
            reason="Asha leaves.",
            by=lead(),
            now=NOW,
            today=TODAY,
        )


@pytest.mark.parametrize("on", [None, date(2026, 1, 6), date(2200, 1, 1)])
def test_a_day_that_cannot_be_is_refused(register: Flask, on: date | None) -> None:
    asha, ben, _ = thirty_items()
    with pytest.raises(Invalid) as refusal:
        go(asha, ben, lead(), on)
    assert list(refusal.value.problems) == ["on"]


def test_nobody_takes_over_from_themselves(register: Flask) -> None:
    asha, _, _ = thirty_items()
    with pytest.raises(Invalid, match="cannot take over from themselves"):
        go(asha, asha, lead())


def test_a_second_press_hands_nothing_over_twice(register: Flask) -> None:
    asha, ben, _ = thirty_items()
    by, seen = lead(), given(asha, ben)
    assert asha.account_id is not None
    details: dict[str, Any] = {
        "account_id": asha.account_id,
        "given": seen,
        "on": ON,
        "reason": "Asha leaves.",
    }
    hand_over(**details, by=by, now=NOW, today=TODAY)
    with pytest.raises((Conflict, Invalid)):
        hand_over(**details, by=by, now=NOW, today=TODAY)
    rows = db.session.scalars(select(PostAccount).where(PostAccount.account_id == ben.account_id)).all()
    assert [(row.from_on, row.to_on) for row in rows] == [(ON, None)]


def test_a_post_that_would_begin_later_begins_with_the_other(register: Flask) -> None:
    asha, ben, post = person(), person(name="Ben Okoro"), a_post()
    holds(post, asha, from_on=date(2026, 3, 1))
    go(asha, ben, lead())
    rows = db.session.scalars(select(PostAccount)).all()
    assert [(row.account_id, row.from_on) for row in rows] == [(ben.account_id, date(2026, 3, 1))]


def test_what_the_person_covers_ends_with_them(register: Flask) -> None:
    asha, ben, _ = thirty_items()
    cid = a_post("cid", "Head of CID")
    cover = record_cover(
        post=cid,
        account_id=asha.account_id,
        from_on=TODAY,
        to_on=date(2026, 3, 1),
        reason="",
        by=SYSTEM,
        now=NOW,
    )
    go(asha, ben, lead())
    assert cover.to_on == ON


def test_an_owner_hands_nothing_over(register: Flask) -> None:
    asha, ben, _ = thirty_items()
    with pytest.raises(NotAllowed):
        go(asha, ben, asha)
