"""A letter whose items are asked of two posts, each with an account, recorded through the services."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import ACT, a_letter, record_offices
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import BodyKind, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Body
from tracker.models.response import Response
from tracker.queries.commissions import CommissionRow, commissions_of
from tracker.queries.items import item_by_reference
from tracker.queries.offices import post_by_slug
from tracker.queries.responses import response_by_reference
from tracker.services.commissions import Ask, invite
from tracker.services.offices import (
    BodyDetails,
    HoldingDetails,
    PostDetails,
    record_body,
    record_holding,
    record_post,
)
from tracker.services.owner_drafts import return_draft, save_draft
from tracker.services.post_accounts import record_post_account

FIRST, OTHERS, FINDING = "R2025-01-REC1", "R2025-01-REC2", "R2025-01-AFI1"
COMMENTS_BY, DUE = date(2026, 1, 20), date(2026, 1, 14)
LETTER = "S55-2026-01"


@dataclass(frozen=True)
class People:
    """Who takes part: the office, the force inspection lead, and the holders of two posts."""

    office: Actor
    lead: Actor
    crime: Actor
    custody: Actor


def record_force() -> None:
    """The Chief Constable's post with its holder, and the posts of two owners."""
    chief = record_post(
        post=None,
        version=0,
        details=PostDetails("chief-constable", "Chief Constable", address="Force HQ\nWessmere"),
        **ACT,
    )
    record_holding(holding=None, version=0, post=chief, details=HoldingDetails("Ona Marsh QPM"), **ACT)
    force = db.session.query(Body).filter_by(kind=BodyKind.FORCE).one()
    details = BodyDetails(BodyKind.FORCE, force.name, force.also_called, head_post_id=chief.id)
    record_body(body=force, version=force.version, details=details, **ACT)
    for slug, title in (("head-of-crime", "Head of Crime"), ("head-of-custody", "Head of Custody")):
        record_post(post=None, version=0, details=PostDetails(slug, title), **ACT)


def hold(slug: str, who: Actor, start: date | None = None, end: date | None = None) -> None:
    """Record that somebody's account holds a post."""
    assert who.account_id is not None
    record_post_account(
        row=None, version=0, post=slug, account_id=who.account_id, from_on=start, to_on=end, **ACT
    )


def people() -> People:
    """The four of them, with the posts of the owners."""
    made = People(
        person(Role.OFFICE_STAFF, name="Asha Patel"),
        person(Role.FORCE_INSPECTION_LEAD, name="Lee Force"),
        person(Role.OWNER, name="Cara Crime"),
        person(Role.OWNER, name="Kit Custody"),
    )
    hold("head-of-crime", made.crime)
    hold("head-of-custody", made.custody)
    return made


def prepared() -> Response:
    """Offices, the force's posts, and a letter in which nothing is answered."""
    record_offices()
    record_force()
    return a_letter(answered=False)


def asks(**given: Any) -> list[Ask]:
    """REC1 of the head of crime, AFI1 of the head of custody."""
    return [
        Ask(FIRST, "head-of-crime", given.get("questions", "Which cases?"), given.get("due_on", DUE)),
        Ask(FINDING, "head-of-custody", "", given.get("due_on", DUE)),
    ]


def invited(response: Response, by: Actor = SYSTEM, **given: Any) -> None:
    """The comments invited, the owners asked."""
    invite(
        response=response,
        version=given.get("version", response.version),
        comments_by=given.get("comments_by", COMMENTS_BY),
        send_to=given.get("send_to", ""),
        asks=given.get("asks", asks()),
        by=by,
        now=NOW,
        today=TODAY,
    )


def row(reference: str = FIRST) -> CommissionRow:
    """The commission on an item."""
    response = response_by_reference(db.session(), LETTER)
    assert response is not None
    return next(one for one in commissions_of(db.session(), response.id) if one.item.reference == reference)


def item(reference: str = FIRST) -> Item:
    """An item by its reference."""
    found = item_by_reference(db.session(), reference)
    assert found is not None
    return found


def drafted(by: Actor, text: str, reference: str = FIRST, version: int | None = None) -> None:
    """A draft saved."""
    found = row(reference)
    seen = found.commission.version if version is None else version
    save_draft(row=found, version=seen, text=text, by=by, now=NOW, today=TODAY)


def returned(by: Actor, text: str, reference: str = FIRST) -> bool:
    """A draft returned."""
    found = row(reference)
    return return_draft(row=found, version=found.commission.version, text=text, by=by, now=NOW, today=TODAY)


def post_of(slug: str) -> Any:
    """A post by its slug."""
    return post_by_slug(db.session(), slug)
