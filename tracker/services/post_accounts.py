"""Which account holds which post, so that owners reach what their posts are asked."""

from datetime import date, datetime

from tracker.domain.audit import EventName, Subject, as_text, differences
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.commission import PostAccount
from tracker.models.office import Post
from tracker.queries.accounts import account_by_id
from tracker.queries.commissions import post_account_by_id
from tracker.queries.offices import post_by_slug
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb


def get_post_account(*, key: int, by: Actor) -> PostAccount:
    """One account by post, or NotHere."""
    require(may(by, Ability.EDIT_OFFICES))
    found = post_account_by_id(db.session(), key)
    if found is None:
        raise NotHere("There is no such account of a post.")
    return found


@verb
def record_post_account(
    *,
    row: PostAccount | None,
    version: int,
    post: str,
    account_id: int,
    from_on: date | None,
    to_on: date | None,
    by: Actor,
    now: datetime,
) -> PostAccount:
    """Record which account holds a post, [from, to), or correct it."""
    require(may(by, Ability.EDIT_OFFICES))
    session = db.session()
    found, account = post_by_slug(session, post), account_by_id(session, account_id)
    problems = {}
    if found is None:
        problems["post"] = "Choose the post."
    if account is None or not account.is_enabled:
        problems["account"] = "Choose the account of somebody who may sign in."
    if from_on and to_on and to_on <= from_on:
        problems["to_on"] = "The last day must be after the first."
    if problems:
        raise Invalid(problems)
    assert found is not None
    assert account is not None
    before: dict[str, str | None] = {}
    if row is None:
        row = PostAccount(post_id=found.id, account_id=account.id)
        session.add(row)
    else:
        claim(row, version, "post_account")
        before = facts_of(row)
    row.post_id, row.account_id, row.from_on, row.to_on = found.id, account.id, from_on, to_on
    session.flush()
    subject = Subject("post_account", row.id, f"account of post {row.id}")
    record(
        name=EventName.POST_ACCOUNT_RECORDED,
        by=by,
        now=now,
        changes=differences(subject, before, facts_of(row)),
    )
    return row


def facts_of(row: PostAccount) -> dict[str, str | None]:
    """Which account holds which post and when, in the form the history keeps."""
    session = db.session()
    post, account = session.get(Post, row.post_id), session.get(Account, row.account_id)
    return {
        "post": post.slug if post else None,
        "holder": account.name if account else None,
        "from_on": as_text(row.from_on),
        "to_on": as_text(row.to_on),
    }
