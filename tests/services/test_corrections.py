"""What a correction leaves as it was, and what it asks for once more."""

from datetime import date
from pathlib import Path

import pytest

from tests.services.correction_records import (
    CORRECTED_ON,
    ISSUED_ON,
    OPENED_ON,
    PUBLISHED_ON,
    P,
    Walk,
    a_corrected_letter,
    a_published_letter,
    under_correction,
)
from tests.services.plan_records import EML, NOTHING, PLAN_ACT, an_email, done, plan_as_seen
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Invalid, NotAllowed
from tracker.domain.response_plan import PlanStep
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.base import db
from tracker.models.plan import StepProof
from tracker.queries.events import timeline
from tracker.queries.home import unanswered_reports, unpublished_letters
from tracker.queries.plans import plan_subjects
from tracker.services.response_plans import withdraw_proof

pytestmark = pytest.mark.usefixtures("register")
COPIES = (P.COPY_TO_INSPECTORS, P.COPY_TO_HOME_SECRETARY)
LATER = date(2026, 2, 19)


def happened(walk: Walk) -> dict[PlanStep, tuple[date | None, str]]:
    steps = plan_as_seen(walk.response, today=LATER).plan.steps
    return {one.step: (one.done_on, one.done_by) for one in steps}


def test_the_plan_keeps_the_days_of_the_first_version_while_and_after_it_is_corrected(tmp_path: Path) -> None:
    walk = a_published_letter(tmp_path)
    first = happened(walk)
    assert first[P.DRAFT] == (ISSUED_ON, "Asha Patel")
    assert first[P.APPROVAL] == (ISSUED_ON, "Ines Roe")
    assert first[P.COMMENTS] == (date(2026, 1, 7), "Command line")
    walk.open_correction()
    assert happened(walk) == first
    walk.issue(CORRECTED_ON)
    assert happened(walk) == first
    walk.publish(CORRECTED_ON)
    assert happened(walk) == first


def test_a_corrected_version_starts_no_clock_and_asks_for_no_report_s_answer(tmp_path: Path) -> None:
    walk = under_correction(tmp_path)
    assert unanswered_reports(db.session(), SYSTEM, OPENED_ON) == []
    walk.issue(CORRECTED_ON)
    full = plan_as_seen(walk.response, today=LATER)
    assert walk.response.published_on == PUBLISHED_ON
    assert full.progress.last_day.startswith("Published on Friday 9 January 2026, day 29 of 56")
    assert unpublished_letters(db.session(), SYSTEM, LATER) == []


def test_publication_and_copies_are_recorded_again_and_their_first_days_stay(tmp_path: Path) -> None:
    walk = a_corrected_letter(tmp_path)
    facts = plan_as_seen(walk.response, today=LATER).facts
    assert (facts.corrected, facts.corrected_on) == (2, CORRECTED_ON)
    assert facts.of_earlier == {P.PUBLICATION, *COPIES}
    assert facts.repeated == set()
    walk.publish(LATER)
    full = plan_as_seen(walk.response, today=LATER)
    assert full.facts.repeated == {P.PUBLICATION, *COPIES}
    assert walk.response.status is ResponseStatus.PUBLISHED
    assert {full.plan.step(step).done_on for step in full.facts.repeated} == {PUBLISHED_ON}
    assert full.proofs(P.PUBLICATION)[-1].words == "Version 2: 19 February 2026, by Asha Patel."
    told = timeline(
        db.session(), [("response", walk.response.id), *plan_subjects(db.session(), walk.response.id)]
    )
    again = next(one for one in told if one.name.value == "publication_recorded")
    assert {line.field for line in again.changes} == {"status", "publication_proof"}


@pytest.mark.parametrize("step", [P.PUBLICATION, *COPIES])
def test_the_same_day_does_it_again_where_the_record_came_before_the_corrected_version(
    tmp_path: Path, step: PlanStep
) -> None:
    walk = a_published_letter(tmp_path)
    walk.open_correction(PUBLISHED_ON)
    walk.issue(PUBLISHED_ON)
    assert plan_as_seen(walk.response, today=PUBLISHED_ON).facts.is_repeat(step)


def test_a_first_publication_after_the_corrected_version_is_the_publication(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.issue(ISSUED_ON)
    walk.open_correction(date(2026, 1, 12))
    walk.issue(date(2026, 1, 13))
    walk.publish(date(2026, 1, 14))
    full = plan_as_seen(walk.response, today=LATER)
    assert walk.response.published_on == date(2026, 1, 14)
    assert full.facts.of_earlier == set()


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 2, 20), "in the future"),
        (date(2026, 2, 17), "Version 2 was issued on 18 February 2026: it cannot have gone out before."),
        (None, "Enter the day"),
    ],
)
def test_a_day_of_the_corrected_version_that_cannot_be_is_refused(
    tmp_path: Path, on: date | None, words: str
) -> None:
    walk = a_corrected_letter(tmp_path)
    with pytest.raises(Invalid) as refusal:
        done(walk.response, P.PUBLICATION, on, proof=NOTHING, today=LATER)
    assert words in refusal.value.problems["done_on"]


def test_a_corrected_version_is_recorded_with_its_proof_and_its_copies_after_it(tmp_path: Path) -> None:
    walk = a_corrected_letter(tmp_path)
    with pytest.raises(NotAllowed, match="Version 2 is not recorded as published"):
        walk.record(P.COPY_TO_INSPECTORS, LATER)
    with pytest.raises(Invalid) as refusal:
        walk.record(P.PUBLICATION, LATER, proof=NOTHING)
    assert "file" in refusal.value.problems
    walk.record(P.PUBLICATION, LATER)
    walk.record(P.COPY_TO_INSPECTORS, LATER)


def test_it_is_recorded_once_and_put_right_by_withdrawing_its_proof(tmp_path: Path) -> None:
    walk = a_corrected_letter(tmp_path)
    walk.record(P.PUBLICATION, CORRECTED_ON)
    with pytest.raises(NotAllowed, match="Version 2 is recorded already"):
        walk.record(P.PUBLICATION, LATER)
    full = plan_as_seen(walk.response, today=LATER)
    wrong = db.session.get_one(StepProof, full.proofs(P.PUBLICATION)[-1].key)
    withdraw_proof(
        response=walk.response,
        proof=wrong,
        version=full.version,
        reason="It was the day after.",
        holidays=PLAN_ACT["holidays"],
        by=walk.office,
        now=PLAN_ACT["now"],
        today=LATER,
    )
    walk.record(P.PUBLICATION, LATER)
    assert walk.response.published_on == PUBLISHED_ON


def test_no_publication_is_recorded_while_a_correction_is_prepared(tmp_path: Path) -> None:
    walk = under_correction(tmp_path)
    with pytest.raises(NotAllowed, match="the first publication stays as recorded"):
        walk.record(P.PUBLICATION, OPENED_ON)
    with pytest.raises(NotAllowed):
        walk.record(P.COPY_TO_INSPECTORS, OPENED_ON, proof=an_email("x.eml"), content=EML)
