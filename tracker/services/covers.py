"""Who covers a post for a time: recorded from one day to another, and ended early."""

from datetime import date, datetime

from tracker.domain.audit import EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_text
from tracker.domain.ownership import PostPeriod, problem_with_end, problems_with_cover
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.office import Post
from tracker.models.progress import Cover
from tracker.queries.accounts import account_by_id
from tracker.queries.covers import cover_by_id, cover_periods, held_periods
from tracker.queries.offices import post_by_slug
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb

WHAT = Ability.ALLOCATE_ITEMS


def get_post(*, slug: str, by: Actor) -> Post:
    """One post by its slug for those who record cover, or NotHere."""
    require(may(by, WHAT))
    found = post_by_slug(db.session(), slug)
    if found is None:
        raise NotHere(f"There is no post {slug}.")
    return found


def get_cover(*, key: int, by: Actor) -> Cover:
    """One cover, or NotHere."""
    require(may(by, WHAT))
    found = cover_by_id(db.session(), key)
    if found is None:
        raise NotHere("There is no such cover.")
    return found


@verb
def record_cover(
    *,
    post: Post,
    account_id: int | None,
    from_on: date | None,
    to_on: date | None,
    reason: str,
    by: Actor,
    now: datetime,
) -> Cover:
    """Record who covers a post, [from, to)."""
    require(may(by, WHAT))
    session = db.session()
    account = account_by_id(session, account_id) if account_id is not None else None
    why = clean_text(reason)
    new = PostPeriod(post.id, account_id or 0, from_on, to_on, account.name if account else "")
    problems = problems_with_cover(
        cover_periods(session, post_id=post.id),
        new,
        holders=held_periods(session, post_id=post.id),
        reason=why,
    )
    if account is None or not account.is_enabled:
        problems["account"] = "Choose the account of somebody who may sign in."
    if problems:
        raise Invalid(problems)
    assert account is not None
    assert from_on is not None
    assert to_on is not None
    row = Cover(
        post_id=post.id,
        account_id=account.id,
        from_on=from_on,
        to_on=to_on,
        reason=why,
        recorded_at=now,
        recorded_by=by.name,
    )
    session.add(row)
    session.flush()
    record(
        name=EventName.COVER_RECORDED,
        by=by,
        now=now,
        changes=differences(subject_of(row), {}, facts_of(row)),
        reason=why,
    )
    return row


@verb
def end_cover(*, cover: Cover, version: int, on: date | None, by: Actor, now: datetime, today: date) -> None:
    """End a cover on an earlier day than was meant; one that has not begun by then never begins."""
    require(may(by, WHAT))
    claim(cover, version, "cover")
    if problem := problem_with_end(cover.to_on, on, today):
        raise Invalid({"on": problem})
    assert on is not None
    changes = differences(subject_of(cover), facts_of(cover), ended(cover, on))
    record(name=EventName.COVER_ENDED, by=by, now=now, changes=changes)


def ended(cover: Cover, on: date) -> dict[str, str | None]:
    """The facts of a cover once it ends on that day, inside a larger act."""
    facts = facts_of(cover)
    if on <= cover.from_on:
        db.session.delete(cover)
        return dict.fromkeys(facts)
    cover.to_on = on
    return facts_of(cover)


def subject_of(cover: Cover) -> Subject:
    """The cover as the history names it."""
    return Subject("cover", cover.id, f"cover of post {cover.id}")


def facts_of(cover: Cover) -> dict[str, str | None]:
    """Everything recorded of a cover, in the form the history keeps."""
    session = db.session()
    return {
        "post": session.get_one(Post, cover.post_id).slug,
        "holder": session.get_one(Account, cover.account_id).name,
        "from_on": as_text(cover.from_on),
        "to_on": as_text(cover.to_on),
    }
