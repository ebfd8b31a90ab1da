"""Plans for tests: a drafted letter, what may be given to its verbs, and a letter that has been issued."""

from datetime import date
from typing import Any

from tests.fixtures.database import NOW, TODAY
from tests.services.letter_records import a_letter
from tracker.domain.audit import Change, EventName
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import Proof, ProofKind
from tracker.domain.vocabulary import ResponseStatus
from tracker.domain.working_days import BankHolidays
from tracker.models.base import db
from tracker.models.response import Response
from tracker.services.history import record
from tracker.services.letter_details import subject_of
from tracker.services.plan_views import PlanInFull, plan_in_full
from tracker.services.response_plans import record_step
from tracker.services.writing import verb

HOLIDAYS = BankHolidays(
    frozenset({date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1)}), date(2028, 12, 31)
)
PLAN_ACT: dict[str, Any] = {"holidays": HOLIDAYS, "by": SYSTEM, "now": NOW, "today": TODAY}
NOTHING = Proof(ProofKind.OTHER)
EML = b"From: office@example.org\r\nTo: inspectors@example.org\r\nSubject: Copy\r\n\r\nAttached.\r\n"
PDF = b"%PDF-1.7\n%%EOF\n"


def plan_as_seen(response: Response, by: Actor = SYSTEM, today: date = TODAY) -> PlanInFull:
    """The plan of a response as this person sees it."""
    return plan_in_full(response=response, by=by, today=today, holidays=HOLIDAYS)


@verb
def move_to(response: Response, status: ResponseStatus) -> None:
    """Bring a response to a status with an event, as its moves do, without their conditions."""
    change = Change(subject_of(response), "status", response.status.value, status.value)
    response.status = status
    record(name=EventName.RESPONSE_CHANGED, by=SYSTEM, now=NOW, changes=[change])


def an_issued_letter(**given: Any) -> Response:
    """A drafted letter, dated 5 January 2026 and issued on the 7th, to a report of 12 December 2025."""
    response = a_letter(**given)
    move_to(response, ResponseStatus.ISSUED)
    return response


def done(
    response: Response,
    step: PlanStep,
    on: date | None = TODAY,
    *,
    by_name: str = "Asha Patel",
    proof: Proof = NOTHING,
    content: bytes = b"",
    version: int | None = None,
    **given: Any,
) -> None:
    """Record a step, at the plan's newest version unless told otherwise."""
    seen = plan_as_seen(response).version if version is None else version
    record_step(
        response=response,
        step=step,
        version=seen,
        done_on=on,
        done_by=by_name,
        proof=proof,
        content=content,
        **(PLAN_ACT | given),
    )


def an_email(name: str = "copy.eml") -> Proof:
    """An e-mail as proof."""
    return Proof(ProofKind.EMAIL, file_name=name)


def refresh() -> None:
    """Forget what was read."""
    db.session.rollback()
    db.session.expire_all()
