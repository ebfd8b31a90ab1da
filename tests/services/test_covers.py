"""Who covers a post: from one day to another, never two at a time, and ended early."""

from datetime import date

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.ownership import Relation
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.models.office import Post
from tracker.models.progress import Cover
from tracker.queries.covers import covers_of
from tracker.queries.events import whole_history
from tracker.queries.ownership import relations_to
from tracker.services.covers import end_cover, record_cover

FROM, TO = date(2026, 1, 12), date(2026, 1, 26)


def lead() -> Actor:
    return person(Role.FORCE_INSPECTION_LEAD, name="Lee Lead")


def covered(post: Post, by: Actor, who: Actor, from_on: date = FROM, to_on: date = TO) -> Cover:
    return record_cover(
        post=post,
        account_id=who.account_id,
        from_on=from_on,
        to_on=to_on,
        reason="Leave.",
        by=by,
        now=NOW,
    )


def test_who_covers_works_on_the_posts_items_from_the_first_day_until_the_end(register: Flask) -> None:
    post, ben = a_post(), person(Role.OWNER, name="Ben Okoro")
    item = allocated(an_item(a_report(), for_whom=ForWhom.FORCE), post)
    covered(post, lead(), ben)

    def stands(day: date) -> frozenset[Relation]:
        return relations_to(db.session(), ben, item.id, day)

    assert (stands(date(2026, 1, 11)), stands(TO)) == (frozenset(), frozenset())
    assert stands(FROM) == stands(date(2026, 1, 25)) == {Relation.COVER}


def test_a_cover_that_overlaps_is_refused_and_says_whose_it_is(register: Flask) -> None:
    post, ben, cam = a_post(), person(name="Ben Okoro"), person(name="Cam Shaw")
    by = lead()
    covered(post, by, ben)
    with pytest.raises(Invalid, match="Ben Okoro covers this post"):
        covered(post, by, cam, from_on=date(2026, 1, 25), to_on=date(2026, 2, 2))


def test_a_cover_may_follow_on_the_day_the_other_ends(register: Flask) -> None:
    post, by = a_post(), lead()
    covered(post, by, person(name="Ben Okoro"))
    covered(post, by, person(name="Cam Shaw"), from_on=TO, to_on=date(2026, 2, 2))
    assert [line.name for line in covers_of(db.session(), post.id)] == ["Cam Shaw", "Ben Okoro"]


def test_nobody_covers_for_themselves(register: Flask) -> None:
    post, ben = a_post(), person(name="Ben Okoro")
    holds(post, ben)
    with pytest.raises(Invalid) as refusal:
        covered(post, lead(), ben)
    assert "account" in refusal.value.problems


def test_a_cover_ends_early_and_the_history_says_so(register: Flask) -> None:
    post, by = a_post(), lead()
    cover = covered(post, by, person(name="Ben Okoro"))
    end_cover(cover=cover, version=1, on=date(2026, 1, 19), by=by, now=NOW, today=TODAY)
    assert covers_of(db.session(), post.id)[0].to_on == date(2026, 1, 19)
    (newest,) = whole_history(db.session(), limit=1)
    assert [(c.field, c.before, c.after) for c in newest.changes] == [("to_on", "2026-01-26", "2026-01-19")]


def test_a_cover_ended_before_its_first_day_never_begins(register: Flask) -> None:
    post, by = a_post(), lead()
    cover = covered(post, by, person(name="Ben Okoro"))
    end_cover(cover=cover, version=1, on=FROM, by=by, now=NOW, today=TODAY)
    assert covers_of(db.session(), post.id) == []


@pytest.mark.parametrize("on", [None, date(2026, 1, 6), TO])
def test_a_day_that_ends_nothing_early_is_refused(register: Flask, on: date | None) -> None:
    by = lead()
    cover = covered(a_post(), by, person(name="Ben Okoro"))
    with pytest.raises(Invalid) as refusal:
        end_cover(cover=cover, version=1, on=on, by=by, now=NOW, today=TODAY)
    assert list(refusal.value.problems) == ["on"]


def test_two_who_end_the_same_cover_meet(register: Flask) -> None:
    by = lead()
    cover = covered(a_post(), by, person(name="Ben Okoro"))
    end_cover(cover=cover, version=1, on=date(2026, 1, 19), by=by, now=NOW, today=TODAY)
    with pytest.raises(Conflict, match="Lee Lead"):
        end_cover(cover=cover, version=1, on=date(2026, 1, 18), by=by, now=NOW, today=TODAY)


def test_an_owner_records_no_cover(register: Flask) -> None:
    post, ben = a_post(), person(Role.OWNER, name="Ben Okoro")
    with pytest.raises(NotAllowed):
        covered(post, ben, ben)
