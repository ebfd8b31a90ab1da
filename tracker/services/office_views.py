"""Offices and people as a page shows them: who holds what, who held it before, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tracker.domain.offices import DayParts
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import NotHere
from tracker.models.base import db
from tracker.models.office import Body, Holding, Letterhead, Post
from tracker.queries.offices import (
    all_holdings,
    bodies,
    body_by_id,
    chief_officer_posts,
    dated,
    holding_by_id,
    letterhead_by_id,
    letterheads,
    newest_signatures,
    parts_on,
    post_by_slug,
    posts,
    signature_content,
)
from tracker.services.reports import require

T = TypeVar("T")


@dataclass(frozen=True)
class HoldingInPost:
    """Somebody's time in a post; `signature` is the id of the newest picture and the words for it."""

    id: int
    version: int
    person_name: str
    period: str
    is_acting: bool
    is_current: bool
    confirmed_on: date | None
    confirmed_by: str | None
    signature: tuple[int, str] | None


@dataclass(frozen=True)
class PostWithHolders:
    """A post with everybody who holds or held it, the latest first."""

    post: Post
    holders: tuple[HoldingInPost, ...]
    is_chief_officer: bool = False


@dataclass(frozen=True)
class OfficesInFull:
    """Bodies, posts and letterheads, and what a letter of today would take from them."""

    bodies: Sequence[Body]
    posts: tuple[PostWithHolders, ...]
    letterheads: Sequence[Letterhead]
    parts: DayParts

    @property
    def is_empty(self) -> bool:
        """Whether nobody has recorded anything yet."""
        return not (self.bodies or self.posts or self.letterheads)


def offices_in_full(*, by: Actor, today: date) -> OfficesInFull:
    """Everything recorded of offices and people."""
    require(may(by, Ability.READ_REGISTER))
    session = db.session()
    pictures = newest_signatures(session)
    holdings, chiefs = all_holdings(session), chief_officer_posts(session)
    found = tuple(
        PostWithHolders(
            post,
            tuple(
                _holder(holding, post, pictures, today) for holding in holdings if holding.post_id == post.id
            ),
            post.id in chiefs,
        )
        for post in posts(session)
    )
    return OfficesInFull(bodies(session), found, letterheads(session), parts_on(session, today, today))


def _holder(holding: Holding, post: Post, pictures: dict[int, tuple[int, str]], today: date) -> HoldingInPost:
    known = dated(holding, post.slug)
    return HoldingInPost(
        id=holding.id,
        version=holding.version,
        person_name=holding.person_name,
        period=known.period_in_words(),
        is_acting=holding.is_acting,
        is_current=known.covers(today),
        confirmed_on=holding.confirmed_on,
        confirmed_by=holding.confirmed_by,
        signature=pictures.get(holding.id),
    )


def get_body(*, key: int, by: Actor) -> Body:
    """One body, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    return _there(body_by_id(db.session(), key), "There is no such body.")


def get_letterhead(*, key: int, by: Actor) -> Letterhead:
    """One letterhead, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    return _there(letterhead_by_id(db.session(), key), "There is no such letterhead.")


def get_post(*, slug: str, by: Actor) -> Post:
    """One post, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    return _there(post_by_slug(db.session(), slug), f"There is no post “{slug}”.")


def get_holding(*, key: int, by: Actor) -> tuple[Holding, Post]:
    """One holding with its post, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    holding = _there(holding_by_id(db.session(), key), "There is no such holder.")
    return holding, db.session.get_one(Post, holding.post_id)


def get_picture(*, key: int, by: Actor) -> bytes:
    """The picture of a signature, or NotHere."""
    require(may(by, Ability.READ_REGISTER))
    return _there(signature_content(db.session(), key), "There is no such picture.")


def _there(found: T | None, none: str) -> T:
    if found is None:
        raise NotHere(none)
    return found
