"""A letter taken through every move, for the test that walks every verb."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from tests.fixtures.database import NOW, TODAY, person
from tests.services.move_records import YES, seen
from tracker.domain import delegations as rule
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import Layout, ReportKind, Role
from tracker.models.response import Response
from tracker.services import delegations, letter_issue, response_moves
from tracker.services.letter_details import LetterDetails
from tracker.services.reports import add_report, change_report
from tracker.services.response_moves import Elsewhere
from tracker.services.responses import change_letter, start_response

REPORT = ReportDetails("A third look", ReportKind.PEEL, "HMICFRS", date(2025, 12, 12))


class Walk(Protocol):
    """Calls one service and counts its events."""

    office: Actor

    def __call__(self, service: Any, *, inner: str = "", **given: Any) -> Any:
        """Call it."""


def a_letter_by_hand() -> tuple[Any, Response]:
    """A report without items and a letter to it whose parts are all written by hand, but for its subject."""
    report = add_report(details=REPORT, by=SYSTEM, now=NOW, today=TODAY)
    response = start_response(
        reports=[report], letter_dated=TODAY, layout=Layout.HEADED, by=SYSTEM, now=NOW, today=TODAY
    )
    details = LetterDetails(
        TODAY,
        Layout.HEADED,
        "A paragraph.",
        office_block="The office",
        addressee_block="The Home Secretary",
        salutation="Dear Home Secretary",
        opening="The PCC has published comments.",
        closing="Yours sincerely",
        signatory_name="Sam Sample",
        signatory_title="Deputy",
        force_name="Wessmere Police",
        prints_signature=False,
    )
    change_letter(response=response, version=response.version, details=details, by=SYSTEM, now=NOW)
    return report, response


def walk_moves(walk: Walk, exports: Path) -> None:
    """Every move once."""
    report, response = a_letter_by_hand()
    approver = person(Role.APPROVER, name="Ines Roe")
    other = person(Role.OFFICE_STAFF, name="Ben Okoro")
    given = rule.Delegation(date(2026, 1, 1), None, "Sam Sample", None, "Decision notice 4 of 2026")
    delegation = walk(delegations.record_delegation, details=given)

    def move(service: Any, **more: Any) -> None:
        walk(service, response=response, version=response.version, **more)

    move(response_moves.submit)
    move(response_moves.send_back, reason="Too long.")
    move(response_moves.submit)
    proof = Elsewhere("Ines Roe", TODAY, "Her e-mail of that day.")
    move(
        response_moves.record_approval,
        seen=seen(response),
        elsewhere=proof,
        names_confirmed=True,
        by=other,
    )
    details = replace(REPORT, title="A third look at it")
    change_report(report=report, version=report.version, details=details, by=SYSTEM, now=NOW, today=TODAY)
    walk(response_moves.fall, response=response)
    move(response_moves.submit)
    move(response_moves.approve, seen=seen(response), given=YES, by=approver)
    move(
        letter_issue.issue,
        inner="_issue",
        seen=seen(response),
        given=YES,
        exports_dir=exports,
        by=approver,
    )
    move(response_moves.correct, reason="A wrong figure.")
    _, second = a_letter_by_hand()
    walk(response_moves.withdraw, response=second, version=second.version, reason="Sent otherwise.")
    walk(delegations.end_delegation, delegation=delegation, version=1, to_on=TODAY)
