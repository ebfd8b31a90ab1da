"""When a person leaves: what stands with them, and their posts given to others from a day on in one save."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, differences
from tracker.domain.cleaning import clean_text
from tracker.domain.ownership import HandOver, StandsWith, problems_with_handover
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.commission import PostAccount
from tracker.queries.accounts import account_by_id
from tracker.queries.covers import held_periods
from tracker.queries.events import last_words_on
from tracker.queries.hand_overs import (
    ItemHeld,
    PostHeld,
    items_held,
    posts_with_work,
    proposals_open,
    requests_open,
    rows_covered,
    rows_held,
)
from tracker.services.covers import ended
from tracker.services.covers import facts_of as cover_facts
from tracker.services.covers import subject_of as cover_subject
from tracker.services.history import record
from tracker.services.post_accounts import facts_of
from tracker.services.reports import require
from tracker.services.writing import claim, verb

WHAT = Ability.ALLOCATE_ITEMS


@dataclass(frozen=True)
class Leaving:
    """Everything that stands with one person from a day on."""

    account_id: int
    name: str
    posts: tuple[PostHeld, ...]
    items: tuple[ItemHeld, ...]
    covers: int
    requests: tuple[str, ...]
    proposals: tuple[str, ...]

    @property
    def stands(self) -> StandsWith:
        """The same as the rules read it."""
        return StandsWith(
            tuple(held.post.title for held in self.posts),
            tuple(item.reference for item in self.items),
            self.requests + self.proposals,
        )


@dataclass(frozen=True)
class Given:
    """One of the posts at the version seen, and who takes it; None: nobody yet."""

    row_id: int
    version: int
    to_account_id: int | None


def leaving(*, account_id: int, by: Actor, today: date) -> Leaving:
    """What stands with a person, or NotHere."""
    require(may(by, WHAT))
    session = db.session()
    account = account_by_id(session, account_id)
    if account is None:
        raise NotHere("There is no such account.")
    posts = posts_with_work(session, by, account_id, today)
    return Leaving(
        account.id,
        account.name,
        tuple(posts),
        tuple(items_held(session, by, {held.post.id for held in posts}, today)),
        len(rows_covered(session, account_id, today)),
        tuple(requests_open(session, by, account_id, today)),
        tuple(proposals_open(session, by, account_id, today)),
    )


@verb
def hand_over(
    *,
    account_id: int,
    given: Iterable[Given],
    on: date | None,
    reason: str,
    by: Actor,
    now: datetime,
    today: date,
) -> int:
    """Give the posts of a person to others from a day on, and end what they cover; how many posts went."""
    session = db.session()
    held = leaving(account_id=account_id, by=by, today=today)
    rows = {row.id: row for row in rows_held(session, account_id, today)}
    chosen = {one.row_id: one for one in given}
    why = clean_text(reason)
    problems = _problems(held, chosen, on, why, today)
    if problems:
        raise Invalid(problems)
    assert on is not None
    _unchanged_since_seen(rows, chosen)
    changes: list[Change] = []
    for key, one in chosen.items():
        changes += _handed(rows[key], one, on)
    for cover in rows_covered(session, account_id, on):
        subject, before = cover_subject(cover), cover_facts(cover)
        claim(cover, cover.version, "cover")
        changes += differences(subject, before, ended(cover, on))
    record(name=EventName.HANDED_OVER, by=by, now=now, changes=changes, reason=why)
    return len(chosen)


def _problems(
    held: Leaving, chosen: Mapping[int, Given], on: date | None, reason: str, today: date
) -> dict[str, str]:
    """Each post without an end must be given, be it to nobody yet."""
    problems: dict[str, str] = {}
    for post in held.posts:
        one = chosen.get(post.row.id)
        if one is None and post.row.to_on is not None:
            continue
        if one is None:
            problems[f"post_{post.row.id}"] = f"{post.post.title}: choose who takes over."
            continue
        taker = db.session.get(Account, one.to_account_id) if one.to_account_id else None
        said = problems_with_handover(
            HandOver(held.account_id, one.to_account_id, on, reason),
            stands=held.stands,
            is_taker_enabled=taker is not None and taker.is_enabled,
            today=today,
        )
        to = said.pop("to_account", "")
        if to and one.to_account_id is not None:
            problems[f"post_{post.row.id}"] = f"{post.post.title}: {to[0].lower()}{to[1:]}"
        if on and post.row.to_on and post.row.to_on <= on:
            said["on"] = f"{post.post.title} ends before that day anyway: enter an earlier day."
        problems |= said
    if held.posts and not (chosen or problems):
        problems["posts"] = "Choose who takes over at least one of the posts."
    if not held.posts:
        problems["posts"] = "This person holds no post, so there is nothing to hand over."
    return problems


def _unchanged_since_seen(rows: Mapping[int, PostAccount], chosen: Mapping[int, Given]) -> None:
    for key, one in chosen.items():
        if key not in rows or rows[key].version != one.version:
            raise Conflict(last_words_on(db.session(), "post_account", key))


def _handed(row: PostAccount, one: Given, on: date) -> list[Change]:
    """The post's row ends and the next begins; one that would begin later begins with the taker."""
    session = db.session()
    before, until = facts_of(row), row.to_on
    begins = max(on, row.from_on) if row.from_on else on
    claim(row, one.version, "post_account")
    changes: list[Change] = []
    if row.from_on is not None and row.from_on >= on:
        session.delete(row)
        changes += differences(_subject(row.id), before, dict.fromkeys(before))
    else:
        row.to_on = on
        changes += differences(_subject(row.id), before, facts_of(row))
    if one.to_account_id is None or _holds_already(row.post_id, one.to_account_id, begins, until):
        return changes
    new = PostAccount(post_id=row.post_id, account_id=one.to_account_id, from_on=begins, to_on=until)
    session.add(new)
    session.flush()
    return changes + differences(_subject(new.id), {}, facts_of(new))


def _holds_already(post_id: int, account_id: int, begins: date, until: date | None) -> bool:
    return any(
        one.account_id == account_id
        and (one.from_on or date.min) <= begins
        and (one.to_on or date.max) >= (until or date.max)
        for one in held_periods(db.session(), post_id=post_id)
    )


def _subject(key: int) -> Subject:
    return Subject("post_account", key, f"account of post {key}")
