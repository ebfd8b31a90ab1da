"""Every move, from every state, by every role, sent by hand: allowed or refused as the office wants it."""

import shutil
from typing import Any

import pytest

from tests.fixtures.app import token_of
from tests.fixtures.page_check import Visitor
from tests.services.move_records import seen
from tests.web.move_pages import CHANGED, PAGE, STATES, Desk, desk, whole_sqlite  # noqa: F401
from tracker.config import Settings
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.events import event_count
from tracker.queries.plans import plan_of

pytestmark = pytest.mark.soak

OFFICE, LEAD, APPROVER, ADMIN = "office_staff", "force_inspection_lead", "approver", "administrator"

# Written by hand: what the office wants. Whatever is not here is refused.
ALLOWED: dict[str, dict[str, set[str]]] = {
    "submit": {"preparing": {OFFICE}, "with_the_force": {OFFICE}},
    "send-back": {
        "with_the_force": {OFFICE, LEAD},
        "ready": {OFFICE, APPROVER},
        "approved": {OFFICE, APPROVER},
        CHANGED: {OFFICE, APPROVER},
    },
    "approve": {"ready": {APPROVER}},
    "record-approval": {"ready": {OFFICE}},
    "fall": {CHANGED: {OFFICE, APPROVER, ADMIN}},
    "issue": {"approved": {APPROVER}},
    "correct": {"issued": {OFFICE}, "published": {OFFICE}},
    "withdraw": {
        "preparing": {OFFICE},
        "with_the_force": {OFFICE},
        "ready": {OFFICE, APPROVER},
        "approved": {OFFICE, APPROVER},
        CHANGED: {OFFICE, APPROVER},
    },
    "commission/invite": {"preparing": {OFFICE}},
    "commission/hand-over": {"with_the_force": {LEAD}},
    "plan/publication": {"issued": {OFFICE}, "published": {OFFICE}},
    "plan/copy-to-inspectors": {"published": {OFFICE}},
    "plan/copy-to-home-secretary": {"published": {OFFICE}},
}


def everything(fingerprint: str) -> dict[str, Any]:
    """Every field that any of the moves takes."""
    return {
        "seen": fingerprint,
        "names_confirmed": "y",
        "signature_released_by": "Ines Roe",
        "reason": "It should be so.",
        "given_by": "Ines Roe",
        "on-day": "7",
        "on-month": "1",
        "on-year": "2026",
        "proof": "Her e-mail of that day.",
        "comments_by-day": "20",
        "comments_by-month": "1",
        "comments_by-year": "2026",
        "due_on-day": "14",
        "due_on-month": "1",
        "due_on-year": "2026",
        "post-R2025-01-REC1": "head-of-crime",
        "done_on-day": "7",
        "done_on-month": "1",
        "done_on-year": "2026",
        "done_by": "Asha Patel",
        "kind": "other",
        "words": "It stands on our website.",
    }


@pytest.mark.parametrize("state", STATES)
def test_moves_from_a_state_are_made_by_those_who_may_and_by_nobody_else(
    state: str,
    desk: Desk,  # noqa: F811
    settings: Settings,
) -> None:
    letters = desk(state)
    visitors = {role.value: letters.visitor(role, name=f"A {role.value}")[0] for role in Role}
    for visitor in visitors.values():
        visitor.get("/accessibility")
    file = settings.instance_dir / "tracker.sqlite"
    with letters.app.app_context():
        response = db.session.query(Response).one()
        plan = plan_of(db.session(), response.id)
        versions = {"version": str(response.version), "plan": str(plan.version if plan else 0)}
        sent, events = everything(seen(response)), event_count(db.session())
    kept = file.with_suffix(".kept")
    shutil.copy(file, kept)
    faults = []
    for role, visitor in visitors.items():
        for move in ALLOWED:
            is_allowed = role in ALLOWED[move].get(state, set())
            # The plan is a text of its own.
            version = versions["plan" if move.startswith("plan/") else "version"]
            found = post(visitor, move, sent | {"version": version})
            if found != (302 if is_allowed else 403):
                faults.append(f"{role} {move}: {found}")
            with letters.app.app_context():
                grown = event_count(db.session()) - events
                db.session.remove()
                db.engine.dispose()
            # An attempt to issue what has changed is refused, and the approval falls by itself.
            falls = state == CHANGED and (role, move) == (APPROVER, "issue")
            if grown != (1 if is_allowed or falls else 0):
                faults.append(f"{role} {move}: {grown} events")
            if grown:
                shutil.copy(kept, file)
    assert faults == []


def post(visitor: Visitor, move: str, sent: dict[str, Any]) -> int:
    answer = visitor.client.post(f"{PAGE}/{move}", data=sent | {"csrf_token": token_of(visitor)})
    answer.close()
    return answer.status_code
