"""The offices of the demonstration: bodies, posts with their holders and accounts, letterhead, signature."""

from datetime import date, datetime
from typing import Any

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import BodyKind
from tracker.models.office import Holding, Post
from tracker.services.accounts import actor_by_email
from tracker.services.demo_seeds import BEGINNING, DemoSeeds
from tracker.services.offices import (
    BodyDetails,
    HoldingDetails,
    PostDetails,
    add_signature,
    record_body,
    record_holding,
    record_letterhead,
    record_post,
)
from tracker.services.post_accounts import record_post_account


def load_offices(seeds: DemoSeeds, by: Actor) -> list[Holding]:
    """Bodies, posts, holders by date, a letterhead, and a signature that is plainly none.

    Gives who holds a post today, for the day on which somebody confirms it.
    """
    data, at = seeds.read("offices.json"), seeds.moment(BEGINNING)
    posts: dict[str, Post] = {}
    present: dict[str, Holding] = {}
    for row in data["posts"]:
        slug = row["slug"]
        posts[slug] = _post(row, by, at)
        held = [_holding(posts[slug], *period, by=by, at=at) for period in row.get("holders", [])]
        if held and held[-1].to_on is None:
            present[slug] = held[-1]
        if "account" in row:
            _account(slug, row["account"], by, at)
    for row in data["bodies"]:
        details = BodyDetails(
            kind=BodyKind(row["kind"]),
            name=row["name"],
            also_called=row["also_called"],
            head_post_id=posts[row["head_post"]].id,
        )
        record_body(body=None, version=0, details=details, by=by, now=at)
    for row in data["letterheads"]:
        record_letterhead(
            letterhead=None, version=0, text=row["text"], from_on=None, to_on=None, by=by, now=at
        )
    picture = data["signature"]
    content, alt_text = seeds.content(picture["file"]), picture["alt_text"]
    add_signature(holding=present[picture["post"]], content=content, alt_text=alt_text, by=by, now=at)
    return list(present.values())


def _post(row: dict[str, Any], by: Actor, at: datetime) -> Post:
    details = PostDetails(
        row["slug"],
        row["title"],
        row.get("title_in_letters", ""),
        row.get("short_title", ""),
        row.get("salutation", ""),
        row.get("address", ""),
        bool(row.get("is_chief_officer")),
    )
    return record_post(post=None, version=0, details=details, by=by, now=at)


def _holding(
    post: Post, name: str, start: str | None, end: str | None, *, by: Actor, at: datetime
) -> Holding:
    period = [date.fromisoformat(day) if day else None for day in (start, end)]
    details = HoldingDetails(name, period[0], period[1])
    return record_holding(holding=None, version=0, post=post, details=details, by=by, now=at)


def _account(slug: str, name: str, by: Actor, at: datetime) -> None:
    """The account that answers for what the post is given."""
    actor = actor_by_email(f"{name}@demo.example")
    assert actor is not None
    assert actor.account_id is not None
    record_post_account(
        row=None,
        version=0,
        post=slug,
        account_id=actor.account_id,
        from_on=None,
        to_on=None,
        by=by,
        now=at,
    )
