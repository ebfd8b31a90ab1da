"""A whole letter, cleared and signed, and its way through the moves, recorded through the services."""

from pathlib import Path
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import a_letter, record_offices
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.response_rules import Given
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.responses import answered_items
from tracker.services import letter_issue, response_moves
from tracker.services.answers import clear_comments
from tracker.services.letter_states import state_of

YES = Given(names_confirmed=True, signature_released_by="Ines Roe")


def a_whole_letter(*, with_signature: bool = True, **given: Any) -> Response:
    """A letter that lacks nothing: its answers are written and the Chief Constable has cleared his."""
    record_offices(with_signature=with_signature)
    response = a_letter(**given)
    for one in answered_items(db.session(), response):
        if one.answer is not None:
            clear_comments(
                response=response,
                item=one.item,
                version=one.answer.version,
                cleared_on=TODAY,
                by=SYSTEM,
                now=NOW,
                today=TODAY,
            )
    return response


def seen(response: Response) -> str:
    """The fingerprint of what the letter would print now."""
    return state_of(response=response, today=TODAY).fingerprint


def submitted(response: Response, by: Actor) -> Response:
    """The letter, submitted."""
    response_moves.submit(response=response, version=response.version, by=by, now=NOW, today=TODAY)
    return response


def approved(response: Response, by: Actor) -> Response:
    """The letter, approved as it stands."""
    response_moves.approve(
        response=response,
        version=response.version,
        seen=seen(response),
        given=YES,
        by=by,
        now=NOW,
        today=TODAY,
    )
    return response


def issued(response: Response, by: Actor, exports: Path) -> letter_issue.Issued:
    """The letter, issued as it was approved."""
    return letter_issue.issue(
        response=response,
        version=response.version,
        seen=seen(response),
        given=YES,
        exports_dir=exports,
        by=by,
        now=NOW,
        today=TODAY,
    )


def two_people() -> tuple[Actor, Actor]:
    """The office and the approver."""
    return person(Role.OFFICE_STAFF, name="Asha Patel"), person(Role.APPROVER, name="Ines Roe")
