"""The days of a response's plan as a calendar file."""

from datetime import date, datetime

from tracker.documents.calendar import days_of_plan, write_calendar
from tracker.domain.permissions import Actor
from tracker.domain.refusals import NotHere
from tracker.domain.working_days import BankHolidays
from tracker.models.response import Response
from tracker.services.plan_views import plan_in_full


def plan_calendar(
    *, response: Response, by: Actor, now: datetime, today: date, holidays: BankHolidays, host: str
) -> bytes:
    """The plan's days and the last lawful day; NotHere for a response without days to plan."""
    full = plan_in_full(response=response, by=by, today=today, holidays=holidays)
    if not full.facts.is_planned:
        raise NotHere(full.may_change.reason or "This response has no days to plan.")
    days = days_of_plan(full.plan, reference=full.reference, subject=full.subject)
    return write_calendar(
        days, name=f"Response {full.reference}", host=host, stamped_at=now, revision=full.version
    )
