"""Delegations to approve and sign in the PCC's place: recorded with their proof, and ended."""

from datetime import date, datetime

from tracker.domain import delegations as rule
from tracker.domain.audit import EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.delegation import Delegation
from tracker.queries.response_moves import delegation_by_id
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb

LONGEST_PROOF = 2_000


@verb
def record_delegation(*, details: rule.Delegation, by: Actor, now: datetime) -> Delegation:
    """Record that somebody may approve and sign in the PCC's place, from a day up to another."""
    require(may(by, Ability.EDIT_OFFICES))
    problems = rule.problems_with_delegation(details)
    if len(details.proof) > LONGEST_PROOF:
        problems["proof"] = f"This must be {LONGEST_PROOF:,} characters or fewer."
    if len(details.to_name) > 200:
        problems["to_name"] = "This must be 200 characters or fewer."
    if details.to_account_id is not None and db.session.get(Account, details.to_account_id) is None:
        problems["to_account_id"] = "Choose one of the accounts offered."
    if details.to_account_id is not None and details.to_account_id == by.account_id:
        problems["to_account_id"] = "Nobody records a delegation to themselves: a colleague must."
    if problems:
        raise Invalid(problems)
    delegation = Delegation(
        from_on=details.from_on,
        to_on=details.to_on,
        to_name=clean_line(details.to_name).strip(),
        to_account_id=details.to_account_id,
        proof=clean_text(details.proof).strip(),
        recorded_at=now,
        recorded_by=by.name,
    )
    db.session.add(delegation)
    db.session.flush()
    changes = differences(_subject(delegation), {}, _facts(delegation))
    record(name=EventName.DELEGATION_RECORDED, by=by, now=now, changes=changes)
    return delegation


@verb
def end_delegation(*, delegation: Delegation, version: int, to_on: date, by: Actor, now: datetime) -> None:
    """Set the day from which a delegation no longer holds; what was done under it stands."""
    require(may(by, Ability.EDIT_OFFICES))
    claim(delegation, version, "delegation")
    before = _facts(delegation)
    if to_on <= delegation.from_on:
        raise Invalid({"to_on": "The last day must come after the delegation’s first day."})
    delegation.to_on = to_on
    changes = differences(_subject(delegation), before, _facts(delegation))
    record(name=EventName.DELEGATION_ENDED, by=by, now=now, changes=changes)


def get_delegation(*, key: int, by: Actor) -> Delegation:
    """One delegation, or NotHere."""
    require(may(by, Ability.EDIT_OFFICES))
    found = delegation_by_id(db.session(), key)
    if found is None:
        raise NotHere(f"There is no delegation {key}.")
    return found


def _subject(delegation: Delegation) -> Subject:
    return Subject("delegation", delegation.id, f"delegation {delegation.id}")


def _facts(delegation: Delegation) -> dict[str, str | None]:
    return {
        "from_on": as_text(delegation.from_on),
        "to_on": as_text(delegation.to_on),
        "to_name": delegation.to_name,
        "to_account_id": as_text(delegation.to_account_id),
        "proof": delegation.proof,
    }
