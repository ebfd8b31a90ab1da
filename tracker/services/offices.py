"""Offices and people by date: bodies, letterheads, posts, holders, confirmations, signature images."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.office_holders import check_new_holding
from tracker.domain.offices import overlap, problem_with_period, problem_with_picture
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid
from tracker.domain.vocabulary import BodyKind
from tracker.models.base import db
from tracker.models.office import Body, Holding, Letterhead, Post, SignatureImage
from tracker.queries.offices import bodies, dated, holdings_of, letterheads, post_by_slug
from tracker.services.chief_officers import is_chief_officer, mark_chief_officer
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class BodyDetails:
    """A body under one name; `also_called` has one other name to a line, `head_post_id` signs for it."""

    kind: BodyKind
    name: str
    also_called: str = ""
    from_on: date | None = None
    to_on: date | None = None
    head_post_id: int | None = None
    successor_id: int | None = None


def body_facts(body: Body) -> dict[str, str | None]:
    """Everything recorded of a body, in the form the history keeps."""
    return {
        "kind": body.kind.value,
        "name": body.name,
        "also_called": body.also_called,
        "from_on": as_text(body.from_on),
        "to_on": as_text(body.to_on),
        "head_post": as_text(body.head_post_id),
        "successor": as_text(body.successor_id),
    }


@verb
def record_body(*, body: Body | None, version: int, details: BodyDetails, by: Actor, now: datetime) -> Body:
    """Add a body, or correct one; one body of each kind at a time."""
    require(may(by, Ability.EDIT_OFFICES))
    session = db.session()
    before: dict[str, str | None] = {}
    if body is not None:
        claim(body, version, "body")
        before = body_facts(body)
    problems = {}
    if is_blank(details.name):
        problems["name"] = "Enter the body's name."
    period = problem_with_period(details.from_on, details.to_on)
    if period:
        problems["to_on"] = period
    others = [(b.from_on, b.to_on) for b in bodies(session) if b.kind is details.kind and b is not body]
    if not period and overlap(others, (details.from_on, details.to_on)):
        problems["from_on"] = (
            f"Another {details.kind.label.lower()} is recorded for part of this time: end it first."
        )
    if body is not None and details.successor_id == body.id:
        problems["successor_id"] = "A body cannot follow itself: choose another, or none."
    if problems:
        raise Invalid(problems)
    if body is None:
        body = Body()
        session.add(body)
    body.kind, body.name = details.kind, clean_line(details.name)
    body.also_called = clean_text(details.also_called)
    body.from_on, body.to_on = details.from_on, details.to_on
    body.head_post_id, body.successor_id = details.head_post_id, details.successor_id
    session.flush()
    changes = differences(Subject("body", body.id, f"body {body.id}"), before, body_facts(body))
    record(name=EventName.BODY_RECORDED, by=by, now=now, changes=changes)
    return body


@verb
def record_letterhead(
    *,
    letterhead: Letterhead | None,
    version: int,
    text: str,
    from_on: date | None,
    to_on: date | None,
    by: Actor,
    now: datetime,
) -> Letterhead:
    """Add a letterhead, or correct one; one letterhead at a time."""
    require(may(by, Ability.EDIT_OFFICES))
    session = db.session()
    if letterhead is not None:
        claim(letterhead, version, "letterhead")
    problems = {}
    if is_blank(text):
        problems["text"] = "Enter the lines at the top of the letter."
    period = problem_with_period(from_on, to_on)
    if period:
        problems["to_on"] = period
    others = [(h.from_on, h.to_on) for h in letterheads(session) if h is not letterhead]
    if not period and overlap(others, (from_on, to_on)):
        problems["from_on"] = "Another letterhead is in use for part of this time: end it first."
    if problems:
        raise Invalid(problems)
    before: dict[str, str | None] = {}
    if letterhead is None:
        letterhead = Letterhead()
        session.add(letterhead)
    else:
        before = _period_facts(letterhead.text, letterhead.from_on, letterhead.to_on)
    letterhead.text, letterhead.from_on, letterhead.to_on = clean_text(text).strip("\n"), from_on, to_on
    session.flush()
    after = _period_facts(letterhead.text, from_on, to_on)
    subject = Subject("letterhead", letterhead.id, f"letterhead {letterhead.id}")
    record(name=EventName.LETTERHEAD_RECORDED, by=by, now=now, changes=differences(subject, before, after))
    return letterhead


def _period_facts(text: str, from_on: date | None, to_on: date | None) -> dict[str, str | None]:
    return {"text": text, "from_on": as_text(from_on), "to_on": as_text(to_on)}


@dataclass(frozen=True)
class PostDetails:
    """A post and the words a letter to or from its holder needs; `address` has one line to a line.

    The holders of a chief officer's post may be named in papers that are published.
    """

    slug: str
    title: str
    title_in_letters: str = ""
    short_title: str = ""
    salutation: str = ""
    address: str = ""
    is_chief_officer: bool = False


@verb
def record_post(*, post: Post | None, version: int, details: PostDetails, by: Actor, now: datetime) -> Post:
    """Add a post, or correct one; its slug stays."""
    require(may(by, Ability.EDIT_OFFICES))
    session = db.session()
    before: dict[str, str | None] = {}
    if post is not None:
        claim(post, version, "post")
        before = _post_facts(post)
    problems = {}
    if is_blank(details.title):
        problems["title"] = "Enter the post's title."
    if post is None:
        slug = details.slug
        if not slug or slug.strip("abcdefghijklmnopqrstuvwxyz0123456789-") or len(slug) > 40:
            problems["slug"] = "Enter a short name in small letters, digits and hyphens, such as deputy-pcc."
        elif post_by_slug(session, slug):
            problems["slug"] = "Another post has this short name."
    if problems:
        raise Invalid(problems)
    if post is None:
        post = Post(slug=details.slug)
        session.add(post)
    post.title, post.title_in_letters = clean_line(details.title), clean_line(details.title_in_letters)
    post.short_title = clean_line(details.short_title)
    post.salutation, post.address = clean_line(details.salutation), clean_text(details.address).strip("\n")
    session.flush()
    mark_chief_officer(post, is_one=details.is_chief_officer)
    changes = differences(Subject("post", post.id, post.slug), before, _post_facts(post))
    record(name=EventName.POST_RECORDED, by=by, now=now, changes=changes)
    return post


def _post_facts(post: Post) -> dict[str, str | None]:
    return {
        "title": post.title,
        "title_in_letters": post.title_in_letters,
        "short_title": post.short_title,
        "salutation": post.salutation,
        "address": post.address,
        "is_chief_officer": as_text(is_chief_officer(post)),
    }


@dataclass(frozen=True)
class HoldingDetails:
    """Somebody's time in a post, [from, to); the name with its honours as it stood."""

    person_name: str
    from_on: date | None = None
    to_on: date | None = None
    is_acting: bool = False


@verb
def record_holding(
    *, holding: Holding | None, version: int, post: Post, details: HoldingDetails, by: Actor, now: datetime
) -> Holding:
    """Add a holder of a post, or correct one; one substantive and one acting holder at a time."""
    require(may(by, Ability.EDIT_OFFICES))
    session = db.session()
    before: dict[str, str | None] = {}
    if holding is not None:
        claim(holding, version, "holding")
        before = _holding_facts(holding, post)
    problems = {}
    if is_blank(details.person_name):
        problems["person_name"] = "Enter the holder's name, with title and honours as they stood."
    new = Holding(
        person_name=clean_line(details.person_name),
        from_on=details.from_on,
        to_on=details.to_on,
        is_acting=details.is_acting,
    )
    others = [dated(row, post.slug) for row in holdings_of(session, post.id) if row is not holding]
    against = check_new_holding(others, dated(new, post.slug))
    if against:
        problems[
            "to_on" if details.from_on and details.to_on and details.to_on <= details.from_on else "from_on"
        ] = " ".join(against)
    if problems:
        raise Invalid(problems)
    if holding is None:
        holding = new
        holding.post_id = post.id
        session.add(holding)
    else:
        holding.person_name, holding.is_acting = new.person_name, new.is_acting
        holding.from_on, holding.to_on = new.from_on, new.to_on
        if _holding_facts(holding, post) != before:
            # What was confirmed is not what stands here now.
            holding.confirmed_on, holding.confirmed_by = None, None
    session.flush()
    changes = differences(_holding_subject(holding), before, _holding_facts(holding, post))
    record(name=EventName.HOLDING_RECORDED, by=by, now=now, changes=changes)
    return holding


@verb
def confirm_holding(*, holding: Holding, version: int, by: Actor, now: datetime, today: date) -> None:
    """Say that the list is still right about this holder, as of today."""
    require(may(by, Ability.EDIT_OFFICES))
    claim(holding, version, "holding")
    changes = [
        Change(_holding_subject(holding), "confirmed_on", as_text(holding.confirmed_on), as_text(today))
    ]
    holding.confirmed_on, holding.confirmed_by = today, by.name
    record(name=EventName.HOLDING_CONFIRMED, by=by, now=now, changes=changes)


@verb
def add_signature(
    *, holding: Holding, content: bytes, alt_text: str, by: Actor, now: datetime
) -> SignatureImage:
    """Keep a picture of a holder's signature with the words that stand for it; earlier ones stay."""
    require(may(by, Ability.EDIT_OFFICES))
    problems = {}
    picture = problem_with_picture(content)
    if picture:
        problems["picture"] = picture
    if is_blank(alt_text):
        problems["alt_text"] = (
            "Say in words what the picture shows, for example “Signature of the Commissioner”."
        )
    if problems:
        raise Invalid(problems)
    image = SignatureImage(
        holding_id=holding.id,
        alt_text=clean_line(alt_text),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=now,
    )
    db.session.add(image)
    db.session.flush()
    changes = [Change(_holding_subject(holding), "signature_sha256", None, image.sha256)]
    record(name=EventName.SIGNATURE_ADDED, by=by, now=now, changes=changes)
    return image


def _holding_subject(holding: Holding) -> Subject:
    return Subject("holding", holding.id, f"holding {holding.id}")


def _holding_facts(holding: Holding, post: Post) -> dict[str, str | None]:
    return {
        "post": post.slug,
        "person_name": holding.person_name,
        "from_on": as_text(holding.from_on),
        "to_on": as_text(holding.to_on),
        "is_acting": as_text(holding.is_acting),
        "confirmed_on": as_text(holding.confirmed_on),
    }
