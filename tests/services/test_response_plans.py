from dataclasses import replace
from datetime import date

import pytest

from tests.fixtures.database import TODAY
from tests.services.letter_records import ACT, a_letter, bring_in, record_offices
from tests.services.plan_records import (
    EML,
    PLAN_ACT,
    an_email,
    an_issued_letter,
    done,
    move_to,
    plan_as_seen,
)
from tests.services.records import a_report
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import Proof, ProofKind
from tracker.domain.vocabulary import Layout, ReportKind, ResponseStatus, Role
from tracker.models.base import db
from tracker.models.plan import Plan
from tracker.models.response import Response
from tracker.queries.events import event_count, timeline
from tracker.queries.plans import plan_subjects
from tracker.services.plan_calendars import plan_calendar
from tracker.services.reports import change_report, details_of
from tracker.services.response_plans import change_plan
from tracker.services.responses import start_response
from tracker.services.step_proofs import proof_file

pytestmark = pytest.mark.usefixtures("register")
P = PlanStep
LEAD = Actor(None, "Lee Force", frozenset({Role.FORCE_INSPECTION_LEAD}))
ADDRESS = Proof(ProofKind.WEB_ADDRESS, address="https://www.example.org/responses/1")
YESTERDAY = date(2026, 1, 6)


def change(response: Response, **days: date) -> None:
    planned = {PlanStep(name): day for name, day in days.items()}
    version = plan_as_seen(response).version
    change_plan(response=response, version=version, planned=planned, **PLAN_ACT)


def published(response: Response, on: date = TODAY) -> Response:
    done(response, P.PUBLICATION, on, proof=ADDRESS)
    return response


def planned_days(response: Response) -> dict[PlanStep, date]:
    return {one.step: one.planned_on for one in plan_as_seen(response).plan.steps}


def test_a_letter_has_its_plan_from_its_start_and_reading_it_keeps_nothing() -> None:
    response = a_letter()
    before = event_count(db.session())
    full = plan_as_seen(response)
    assert planned_days(response) == {
        P.INVITATION: date(2025, 12, 12),
        P.COMMENTS: date(2026, 1, 8),
        P.DRAFT: date(2026, 1, 15),
        P.APPROVAL: date(2026, 1, 29),
        P.PUBLICATION: date(2026, 2, 3),
        P.COPY_TO_INSPECTORS: date(2026, 2, 3),
        P.COPY_TO_HOME_SECRETARY: date(2026, 2, 3),
    }
    assert full.progress.last_day == "The last lawful day is Thursday 5 February 2026, in 29 days."
    assert full.progress.words == (
        "The invitation is 26 days overdue; the comments, planned for Thursday 8 January, "
        "still fit if the invitation comes first."
    )
    assert full.version == 0
    assert db.session.query(Plan).count() == 0
    assert event_count(db.session()) == before


def test_a_day_nobody_moved_follows_the_report_s_publication_and_one_moved_stays() -> None:
    record_offices()
    report = a_report()
    response = start_response(reports=[report], letter_dated=None, layout=Layout.HEADED, today=TODAY, **ACT)
    change(response, draft=date(2026, 1, 20))
    details = replace(details_of(report), published_on=date(2025, 12, 16))
    change_report(report=report, version=report.version, details=details, today=TODAY, **ACT)
    days = planned_days(response)
    assert days[P.DRAFT] == date(2026, 1, 20)
    assert days[P.COMMENTS] == date(2026, 1, 12)


def test_a_moved_day_is_told_in_the_history_and_moved_back_it_is_the_standard_one_again() -> None:
    response = a_letter()
    change(response, draft=date(2026, 1, 20))
    assert planned_days(response)[P.DRAFT] == date(2026, 1, 20)
    change(response, draft=date(2026, 1, 15))
    told = [
        (line.field, line.before, line.after)
        for event in timeline(db.session(), plan_subjects(db.session(), response.id))[:2]
        for line in event.changes
    ]
    assert told == [
        ("draft_planned_on", "2026-01-20", "2026-01-15"),
        ("draft_planned_on", "2026-01-15", "2026-01-20"),
    ]
    assert plan_as_seen(response).version == 2


@pytest.mark.parametrize(
    ("days", "field", "words"),
    [
        ({"draft": date(2026, 2, 6)}, "draft", "after the last lawful day"),
        ({"draft": date(2025, 12, 11)}, "draft", "before the report is published"),
        ({"draft": date(2026, 1, 30)}, "approval", "is before “Draft of the letter ready”"),
    ],
)
def test_a_planned_day_that_does_not_hold_is_refused(days: dict[str, date], field: str, words: str) -> None:
    response = a_letter()
    with pytest.raises(Invalid) as refusal:
        change(response, **days)
    assert words in refusal.value.problems[field]
    assert db.session.query(Plan).count() == 0


def test_of_two_changes_from_one_version_the_first_wins() -> None:
    response = a_letter()
    change(response, draft=date(2026, 1, 20))
    for version in (0, 2, -1):
        with pytest.raises(Conflict, match="Command line saved this"):
            change_plan(response=response, version=version, planned={P.DRAFT: date(2026, 1, 21)}, **PLAN_ACT)


def test_only_the_office_changes_the_plan() -> None:
    response = a_letter()
    with pytest.raises(NotAllowed, match="PCC office staff"):
        change_plan(response=response, version=0, planned={}, **(PLAN_ACT | {"by": LEAD}))
    with pytest.raises(NotAllowed, match="PCC office staff"):
        done(response, P.INVITATION, by=LEAD)


def test_what_the_moves_did_stands_in_the_plan_by_day_and_name() -> None:
    response = a_letter()
    move_to(response, ResponseStatus.WITH_THE_FORCE)
    move_to(response, ResponseStatus.READY)
    move_to(response, ResponseStatus.APPROVED)
    plan = plan_as_seen(response).plan
    assert [(one.step, one.done_on, one.done_by) for one in plan.steps if one.done_on] == [
        (step, TODAY, "Command line") for step in (P.INVITATION, P.DRAFT, P.APPROVAL)
    ]
    move_to(response, ResponseStatus.PREPARING)
    plan = plan_as_seen(response).plan
    assert [one.step for one in plan.steps if one.done_on] == [P.INVITATION]


def test_a_step_is_recorded_with_its_day_its_person_and_its_proof() -> None:
    response = a_letter()
    done(response, P.INVITATION, YESTERDAY, proof=an_email("invitation.eml"), content=EML)
    full = plan_as_seen(response)
    one = full.plan.step(P.INVITATION)
    assert (one.done_on, one.done_by) == (YESTERDAY, "Asha Patel")
    (proof,) = full.proofs(P.INVITATION)
    assert (proof.kind, proof.file_name, proof.size) == (ProofKind.EMAIL, "invitation.eml", len(EML))
    assert proof_file(response=response, key=proof.key, by=PLAN_ACT["by"], today=TODAY)[1] == EML
    assert "The invitation went out 25 days late." in full.progress.slipped


@pytest.mark.parametrize(
    ("on", "by_name", "field", "words"),
    [
        (date(2026, 1, 8), "Asha", "done_on", "cannot be in the future"),
        (None, "Asha", "done_on", "Enter the day"),
        (YESTERDAY, " ", "done_by", "Say who"),
        (YESTERDAY, "x" * 201, "done_by", "200 characters"),
    ],
)
def test_a_step_without_a_day_or_a_person_or_in_the_future_is_refused(
    on: date | None, by_name: str, field: str, words: str
) -> None:
    response = a_letter()
    with pytest.raises(Invalid) as refusal:
        done(response, P.INVITATION, on, by_name=by_name)
    assert words in refusal.value.problems[field]


def test_an_approval_is_not_recorded_by_hand() -> None:
    with pytest.raises(NotAllowed, match="recorded where the letter is approved"):
        done(a_letter(), P.APPROVAL)


def test_publication_stops_the_clock_with_its_day() -> None:
    response = published(an_issued_letter())
    assert response.status is ResponseStatus.PUBLISHED
    assert response.published_on == TODAY
    full = plan_as_seen(response)
    assert full.progress.last_day == (
        "Published on Wednesday 7 January 2026, day 27 of 56; the last lawful day is "
        "Thursday 5 February 2026."
    )
    assert full.proofs(P.PUBLICATION)[0].address == ADDRESS.address
    told = timeline(db.session(), [("response", response.id), *plan_subjects(db.session(), response.id)])[0]
    assert told.name.value == "publication_recorded"
    assert {line.field for line in told.changes} == {
        "status", "published_on", "publication_done_by", "publication_proof",
    }  # fmt: skip


@pytest.mark.parametrize("status", [s for s in ResponseStatus if not s.is_issued])
def test_publication_before_issue_is_refused(status: ResponseStatus) -> None:
    response = a_letter()
    if status is not ResponseStatus.PREPARING:
        move_to(response, status)
    with pytest.raises(NotAllowed, match=r"has not been issued|has been withdrawn"):
        published(response)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 1, 8), "in the future"),
        (YESTERDAY, "before 7 January 2026, when the letter was issued"),
        (None, "Enter the day"),
    ],
)
def test_a_day_of_publication_that_cannot_be_is_refused(on: date | None, words: str) -> None:
    response = an_issued_letter()
    with pytest.raises(Invalid) as refusal:
        done(response, P.PUBLICATION, on)
    assert words in refusal.value.problems["done_on"]
    assert response.published_on is None


def test_a_letter_that_was_brought_in_is_published_after_its_report_and_has_no_plan() -> None:
    response, _ = bring_in("headed-with-stray-marks.txt", date(2025, 2, 3))
    full = plan_as_seen(response)
    assert full.steps == (P.PUBLICATION, P.COPY_TO_INSPECTORS, P.COPY_TO_HOME_SECRETARY)
    assert not full.facts.is_planned
    with pytest.raises(Invalid, match="before 3 February 2025, when the report"):
        done(response, P.PUBLICATION, date(2025, 2, 2))
    done(response, P.PUBLICATION, date(2025, 3, 20))
    assert response.published_on == date(2025, 3, 20)
    with pytest.raises(NotAllowed, match="planned elsewhere"):
        change(response, draft=TODAY)
    with pytest.raises(NotHere):
        plan_calendar(response=response, host="example.org", **PLAN_ACT)


def test_a_copy_goes_out_after_publication_with_its_proof() -> None:
    response = an_issued_letter()
    copy = P.COPY_TO_INSPECTORS
    with pytest.raises(NotAllowed, match="copies go out once they are"):
        done(response, copy, proof=an_email(), content=EML)
    published(response)
    with pytest.raises(Invalid) as refusal:
        done(response, copy)
    assert list(refusal.value.problems) == ["proof"]
    with pytest.raises(Invalid, match="no copy went out before"):
        done(response, copy, YESTERDAY, proof=an_email(), content=EML)
    done(response, copy, proof=an_email(), content=EML)
    plan = plan_as_seen(response).plan
    assert plan.step(copy).done_on == TODAY
    assert plan.step(P.COPY_TO_HOME_SECRETARY).done_on is None


def test_a_day_of_publication_is_put_right_but_not_past_a_copy() -> None:
    response = an_issued_letter()
    later = PLAN_ACT | {"today": date(2026, 1, 12)}
    done(response, P.PUBLICATION, date(2026, 1, 8), **later)
    done(response, P.COPY_TO_INSPECTORS, date(2026, 1, 9), proof=an_email(), content=EML, **later)
    with pytest.raises(Invalid, match="A copy is recorded as sent before this day"):
        done(response, P.PUBLICATION, date(2026, 1, 10), **later)
    done(response, P.PUBLICATION, TODAY, **later)
    assert response.published_on == TODAY


def test_the_days_go_into_a_calendar() -> None:
    response = a_letter()
    change(response, draft=date(2026, 1, 20))
    text = plan_calendar(response=response, host="example.org", **PLAN_ACT).decode()
    assert text.count("BEGIN:VEVENT") == 8
    assert "DTSTART;VALUE=DATE:20260120" in text
    assert "DTSTART;VALUE=DATE:20260205" in text
    assert "SEQUENCE:1" in text


def test_a_report_without_the_period_has_no_days_to_plan() -> None:
    record_offices()
    report = a_report(kind=ReportKind.SUPER_COMPLAINT)
    response = start_response(reports=[report], letter_dated=None, layout=Layout.HEADED, today=TODAY, **ACT)
    full = plan_as_seen(response)
    assert not full.may_change
    assert "no days to plan" in full.may_change.reason
    done(response, P.INVITATION)
    assert plan_as_seen(response).plan.step(P.INVITATION).done_on == TODAY
