"""Submitting, approving, falling, correcting and withdrawing, with what each leaves behind."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.move_records import YES, a_whole_letter, approved, seen, submitted, two_people
from tracker.domain import delegations as rule
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.response_rules import Given
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.models.approval import Approval
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.events import timeline
from tracker.queries.responses import answered_items
from tracker.services import response_moves
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.delegations import end_delegation, record_delegation
from tracker.services.history import verify
from tracker.services.letter_details import details_of
from tracker.services.letter_states import state_of
from tracker.services.response_moves import Elsewhere, ProofFile
from tracker.services.responses import change_letter

AT: dict[str, Any] = {"now": NOW, "today": TODAY}
S = ResponseStatus


def last_event(response: Response) -> str:
    return timeline(db.session(), [("response", response.id)], limit=1)[0].name.value


def elsewhere(**given: object) -> Elsewhere:
    plain = Elsewhere("Ines Roe", TODAY, "Her e-mail of 7 January, in the office's mailbox.")
    return replace(plain, **given)  # type: ignore[arg-type]


def test_a_letter_goes_up_and_is_approved_by_another_person(register: Flask) -> None:
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(), office), approver)
    assert (response.status, last_event(response)) == (S.APPROVED, "response_approved")
    assert response.holders_confirmed_on == TODAY
    assert verify(db.session()).faults == ()


def test_who_submitted_cannot_approve_even_as_approver(register: Flask) -> None:
    both = person(Role.OFFICE_STAFF, Role.APPROVER)
    response = submitted(a_whole_letter(), both)
    with pytest.raises(NotAllowed, match="You submitted this response"):
        approved(response, both)
    assert response.status is S.READY


def test_names_must_be_confirmed_for_an_approval(register: Flask) -> None:
    office, approver = two_people()
    response = submitted(a_whole_letter(), office)
    with pytest.raises(Invalid) as refusal:
        response_moves.approve(
            response=response,
            version=response.version,
            seen=seen(response),
            given=Given(),
            by=approver,
            **AT,
        )
    assert list(refusal.value.problems) == ["names_confirmed"]


def test_an_approval_needs_every_answer_the_act_wants(register: Flask) -> None:
    office, _ = two_people()
    response = a_whole_letter()
    one = answered_items(db.session(), response)[0]
    assert one.answer is not None
    write_answer(
        response=response,
        item=one.item,
        version=one.answer.version,
        details=AnswerDetails(pcc=""),
        by=SYSTEM,
        now=NOW,
    )
    with pytest.raises(NotAllowed, match=r"R2025-01-REC1.*the PCC's response"):
        submitted(response, office)


def test_comments_that_are_not_cleared_go_nowhere(register: Flask) -> None:
    office, _ = two_people()
    response = a_whole_letter()
    one = answered_items(db.session(), response)[0]
    assert one.answer is not None
    details = AnswerDetails(chief_constable="Other words.")
    write_answer(
        response=response, item=one.item, version=one.answer.version, details=details, by=SYSTEM, now=NOW
    )
    with pytest.raises(NotAllowed, match="has not cleared"):
        submitted(response, office)


@pytest.mark.parametrize("is_approved", [False, True])
def test_any_edit_of_the_letter_takes_it_back_in_the_same_event(register: Flask, is_approved: bool) -> None:
    office, approver = two_people()
    response = submitted(a_whole_letter(), office)
    if is_approved:
        approved(response, approver)
    details = replace(details_of(response), paragraphs="Quite another letter.")
    change_letter(response=response, version=response.version, details=details, by=office, now=NOW)
    assert (response.status, last_event(response)) == (S.PREPARING, "response_changed")
    approvals = db.session.query(Approval).all()
    assert [one.fell_because for one in approvals] == ["The letter was changed after it was approved."] * (
        1 if is_approved else 0
    )


def test_any_edit_of_an_answer_takes_it_back_too(register: Flask) -> None:
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(), office), approver)
    one = answered_items(db.session(), response)[0]
    assert one.answer is not None
    details = AnswerDetails(pcc="Something else.")
    write_answer(
        response=response, item=one.item, version=one.answer.version, details=details, by=office, now=NOW
    )
    assert response.status is S.PREPARING
    assert db.session.query(Approval).one().fell_because


def test_saving_without_a_change_leaves_an_approval_standing(register: Flask) -> None:
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(), office), approver)
    change_letter(
        response=response, version=response.version, details=details_of(response), by=office, now=NOW
    )
    assert response.status is S.APPROVED


def test_the_approver_may_change_the_paragraphs_in_the_act_and_it_is_logged(register: Flask) -> None:
    office, approver = two_people()
    response = submitted(a_whole_letter(), office)
    response_moves.approve(
        response=response,
        version=response.version,
        seen=seen(response),
        given=YES,
        paragraphs="These are my words.",
        by=approver,
        **AT,
    )
    event = timeline(db.session(), [("response", response.id)], limit=1)[0]
    assert {"status", "paragraphs"} <= {change.field for change in event.changes}
    assert (event.actor_name, response.status) == ("Ines Roe", S.APPROVED)
    assert state_of(response=response, today=TODAY).facts.text_changes == ()


def test_a_text_that_changed_a_second_ago_is_not_approved(register: Flask) -> None:
    office, approver = two_people()
    response = a_whole_letter()
    submitted(response, office)
    page, version = seen(response), response.version
    one = answered_items(db.session(), response)[0]
    assert one.answer is not None
    details = AnswerDetails(pcc="Something else.")
    write_answer(
        response=response, item=one.item, version=one.answer.version, details=details, by=office, now=NOW
    )
    with pytest.raises(Conflict):
        response_moves.approve(response=response, version=version, seen=page, given=YES, by=approver, **AT)


def test_two_windows_approve_once(register: Flask) -> None:
    office, approver = two_people()
    response = submitted(a_whole_letter(), office)
    page, version = seen(response), response.version
    approved(response, approver)
    with pytest.raises(Conflict, match="Ines Roe"):
        response_moves.approve(response=response, version=version, seen=page, given=YES, by=approver, **AT)
    assert db.session.query(Approval).count() == 1


def record(response: Response, by: object, given: Elsewhere) -> None:
    response_moves.record_approval(
        response=response,
        version=response.version,
        seen=seen(response),
        elsewhere=given,
        names_confirmed=True,
        by=by,  # type: ignore[arg-type]
        **AT,
    )


def test_an_approval_given_elsewhere_is_recorded_with_its_proof(register: Flask) -> None:
    office, _ = two_people()
    other = person(Role.OFFICE_STAFF, name="Ben Okoro")
    response = submitted(a_whole_letter(), office)
    record(response, other, elsewhere(file=ProofFile("her answer.eml", b"From: ines@example.org\n\nYes.")))
    approval = db.session.query(Approval).one()
    assert (response.status, approval.given_by, approval.given_on) == (S.APPROVED, "Ines Roe", TODAY)
    assert approval.proof_file_id is not None
    assert approval.approved_by == "Ben Okoro"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"proof": ""}, "proof"),
        ({"on": None}, "on"),
        ({"on": date(2026, 1, 8)}, "on"),
        ({"on": date(2026, 1, 6)}, "on"),
        ({"given_by": " "}, "given_by"),
        ({"file": ProofFile("her answer.exe", b"MZ")}, "file"),
    ],
)
def test_an_approval_given_elsewhere_that_does_not_hold_is_refused(
    register: Flask, given: dict[str, object], field: str
) -> None:
    office, _ = two_people()
    response = submitted(a_whole_letter(), office)
    with pytest.raises(Invalid) as refusal:
        record(response, person(Role.OFFICE_STAFF, name="Ben Okoro"), elsewhere(**given))
    assert list(refusal.value.problems) == [field]
    assert response.status is S.READY


def test_who_drafted_or_submitted_does_not_record_the_approval(register: Flask) -> None:
    office, _ = two_people()
    drafter = person(Role.OFFICE_STAFF, name="Cy Bell")
    response = a_whole_letter()
    details = replace(details_of(response), paragraphs="Drafted by Cy.")
    change_letter(response=response, version=response.version, details=details, by=drafter, now=NOW)
    submitted(response, office)
    with pytest.raises(NotAllowed, match="You drafted part of this version"):
        record(response, drafter, elsewhere())
    with pytest.raises(NotAllowed, match="You submitted this response"):
        record(response, office, elsewhere())


def test_sent_back_and_withdrawn_with_a_reason_only(register: Flask) -> None:
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(), office), approver)
    for move in (response_moves.send_back, response_moves.withdraw):
        with pytest.raises(Invalid):
            move(response=response, version=response.version, reason=" ", by=approver, **AT)
    response_moves.send_back(
        response=response, version=response.version, reason="Too long.", by=approver, **AT
    )
    assert response.status is S.PREPARING
    assert db.session.query(Approval).one().fell_because == "The letter was sent back."
    response_moves.withdraw(
        response=response, version=response.version, reason="Sent by letter.", by=office, **AT
    )
    with pytest.raises(NotAllowed, match="withdrawn"):
        change_letter(
            response=response,
            version=response.version,
            details=details_of(response),
            by=office,
            now=NOW,
        )


def test_a_deputy_approves_under_a_delegation_until_the_day_it_ends(register: Flask) -> None:
    office, _ = two_people()
    deputy = person(Role.EXECUTIVE_LEAD, name="Dev Shah")
    response = submitted(a_whole_letter(), office)
    with pytest.raises(NotAllowed):
        approved(response, deputy)
    given = rule.Delegation(
        date(2026, 1, 1), None, "Dev Shah", deputy.account_id, "Decision notice 4 of 2026"
    )
    delegation = record_delegation(details=given, by=office, now=NOW)
    end_delegation(delegation=delegation, version=1, to_on=TODAY, by=office, now=NOW)
    with pytest.raises(NotAllowed, match="ended on 7 January 2026"):
        approved(response, deputy)
    end_delegation(delegation=delegation, version=2, to_on=date(2026, 1, 8), by=office, now=NOW)
    assert approved(response, deputy).status is S.APPROVED


def test_nobody_records_a_delegation_to_themselves(register: Flask) -> None:
    office, _ = two_people()
    given = rule.Delegation(TODAY, None, "Asha Patel", office.account_id, "Said so")
    with pytest.raises(Invalid, match="to themselves"):
        record_delegation(details=given, by=office, now=NOW)
