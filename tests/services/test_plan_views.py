"""What the plan of a response takes from its moves, and what it waits for no more."""

from datetime import date
from pathlib import Path

import pytest

from tests.fixtures.database import TODAY
from tests.services.correction_records import ISSUED_ON, OPENED_ON, P, Walk, act
from tests.services.letter_records import a_letter
from tests.services.move_records import a_whole_letter, submitted, two_people
from tests.services.plan_records import EML, an_email, an_issued_letter, done, move_to, plan_as_seen
from tracker.domain.refusals import Invalid
from tracker.domain.response_plan import PlanStep
from tracker.domain.vocabulary import ResponseStatus
from tracker.services import response_moves

pytestmark = pytest.mark.usefixtures("register")
TOMORROW = date(2026, 1, 8)


def test_a_letter_submitted_without_an_invitation_is_not_waited_for_any_more(tmp_path: Path) -> None:
    office, _ = two_people()
    response = submitted(a_whole_letter(), office)
    full = plan_as_seen(response, today=OPENED_ON)
    invitation = full.plan.step(P.INVITATION)
    assert (invitation.done_on, invitation.is_open) == (None, False)
    assert invitation.passed_over.startswith("No comments were invited")
    assert not any("invitation" in slip for slip in full.progress.slipped)
    assert "invitation" not in full.progress.words


def test_a_letter_sent_back_waits_for_its_invitation_again() -> None:
    office, approver = two_people()
    response = submitted(a_whole_letter(), office)
    response_moves.send_back(
        response=response, version=response.version, reason="Not yet.", **act(approver, TODAY)
    )
    assert plan_as_seen(response).plan.step(P.INVITATION).is_open


def test_an_invitation_recorded_by_hand_is_no_step_left_out() -> None:
    office, _ = two_people()
    response = submitted(a_whole_letter(), office)
    done(response, P.INVITATION, TODAY)
    one = plan_as_seen(response).plan.step(P.INVITATION)
    assert (one.done_on, one.passed_over) == (TODAY, "")


def test_no_step_is_left_out_before_the_letter_is_submitted() -> None:
    assert all(one.is_open for one in plan_as_seen(a_letter()).plan.steps)


def test_a_second_invitation_leaves_the_day_of_the_first() -> None:
    response = a_letter()
    move_to(response, ResponseStatus.WITH_THE_FORCE)
    first = plan_as_seen(response).plan.step(P.INVITATION)
    move_to(response, ResponseStatus.PREPARING)
    move_to(response, ResponseStatus.WITH_THE_FORCE)
    assert plan_as_seen(response).plan.step(P.INVITATION) == first


def test_a_letter_issued_without_an_invitation_never_waits_for_one(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.issue(ISSUED_ON)
    assert not plan_as_seen(walk.response, today=OPENED_ON).plan.step(P.INVITATION).is_open
    walk.open_correction()
    assert not plan_as_seen(walk.response, today=OPENED_ON).plan.step(P.INVITATION).is_open


@pytest.mark.parametrize("step", [P.COPY_TO_INSPECTORS, P.COPY_TO_HOME_SECRETARY])
@pytest.mark.parametrize(("on", "words"), [(TOMORROW, "cannot be in the future"), (None, "Enter the day")])
def test_a_copy_sent_tomorrow_or_on_no_day_is_refused(step: PlanStep, on: date | None, words: str) -> None:
    response = an_issued_letter()
    done(response, P.PUBLICATION, TODAY)
    with pytest.raises(Invalid) as refusal:
        done(response, step, on, proof=an_email(), content=EML)
    assert words in refusal.value.problems["done_on"]
    assert plan_as_seen(response).plan.step(step).done_on is None
