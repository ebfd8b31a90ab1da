from datetime import date

import pytest

from tests.fixtures.database import TODAY, person
from tests.services.letter_records import a_letter, bring_in
from tests.services.plan_records import (
    EML,
    PDF,
    PLAN_ACT,
    an_email,
    an_issued_letter,
    done,
    move_to,
    plan_as_seen,
)
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import Proof, ProofKind
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.models.base import db
from tracker.models.plan import StepProof
from tracker.models.response import Response
from tracker.models.stored_file import StoredFile
from tracker.services.response_plans import attach_proof, withdraw_proof
from tracker.services.step_proofs import get_proof

pytestmark = pytest.mark.usefixtures("register")
P = PlanStep
LEAD = Actor(None, "Lee Force", frozenset({Role.FORCE_INSPECTION_LEAD}))
ADDRESS = Proof(ProofKind.WEB_ADDRESS, address="https://www.example.org/responses/1")


def published(response: Response, on: date = TODAY) -> Response:
    done(response, P.PUBLICATION, on, proof=ADDRESS)
    return response


def attach(response: Response, step: PlanStep, proof: Proof, content: bytes = b"") -> None:
    version = plan_as_seen(response).version
    attach_proof(response=response, step=step, version=version, proof=proof, content=content, **PLAN_ACT)


def test_the_signed_copy_and_the_pdf_are_attached_to_their_steps() -> None:
    response = a_letter()
    signed = Proof(ProofKind.SIGNED_COPY, file_name="signed.pdf")
    with pytest.raises(Invalid, match="has not been issued"):
        attach(response, P.APPROVAL, signed, PDF)
    move_to(response, ResponseStatus.ISSUED)
    attach(response, P.APPROVAL, signed, PDF)
    pdf = Proof(ProofKind.PUBLISHED_PDF, file_name="response.pdf")
    with pytest.raises(NotAllowed, match="is not recorded yet"):
        attach(response, P.PUBLICATION, pdf, PDF)
    published(response)
    attach(response, P.PUBLICATION, pdf, PDF)
    full = plan_as_seen(response)
    assert [one.kind for one in full.all_proofs] == [
        ProofKind.SIGNED_COPY, ProofKind.WEB_ADDRESS, ProofKind.PUBLISHED_PDF,
    ]  # fmt: skip
    with pytest.raises(Invalid, match="already attached"):
        attach(response, P.PUBLICATION, pdf, PDF)


@pytest.mark.parametrize(
    ("proof", "content", "field"),
    [
        (Proof(ProofKind.OTHER), b"", "file"),
        (Proof(ProofKind.SIGNED_COPY, words="In the safe"), b"", "kind"),
        (Proof(ProofKind.EMAIL, file_name="x.exe"), b"MZ", "file"),
        (Proof(ProofKind.EMAIL, file_name="x.pdf"), b"<html>", "file"),
        (Proof(ProofKind.EMAIL, address="javascript:alert(1)"), b"", "address"),
        (Proof(ProofKind.EMAIL, words="x" * 1_001), b"", "words"),
    ],
)
def test_a_proof_that_does_not_hold_is_refused_by_field(proof: Proof, content: bytes, field: str) -> None:
    response = a_letter()
    with pytest.raises(Invalid) as refusal:
        attach(response, P.INVITATION, proof, content)
    assert field in refusal.value.problems
    assert db.session.query(StoredFile).count() == 0


def test_a_proof_is_withdrawn_with_a_reason_and_stays_but_a_copy_keeps_one() -> None:
    response = published(an_issued_letter())
    copy = P.COPY_TO_HOME_SECRETARY
    done(response, copy, proof=an_email(), content=EML)
    first = db.session.query(StepProof).filter_by(step=copy).one()

    def withdraw(reason: str) -> None:
        version = plan_as_seen(response).version
        withdraw_proof(response=response, proof=first, version=version, reason=reason, **PLAN_ACT)

    with pytest.raises(Invalid, match="Say why"):
        withdraw(" ")
    with pytest.raises(Invalid, match="needs its proof"):
        withdraw("The wrong e-mail.")
    attach(response, copy, Proof(ProofKind.EMAIL, words="Kept in the mailbox of the office"))
    withdraw("The wrong e-mail.")
    one = plan_as_seen(response).proofs(copy)[0]
    assert (one.is_withdrawn, one.withdrawn_by, one.withdrawn_reason) == (
        True, "Command line", "The wrong e-mail.",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="withdrawn already"):
        withdraw("Again.")


def test_what_proves_a_step_is_not_shown_to_the_force_before_issue() -> None:
    response = a_letter()
    done(response, P.INVITATION, proof=an_email(), content=EML)
    key = plan_as_seen(response).all_proofs[0].key
    assert plan_as_seen(response, LEAD).all_proofs == ()
    with pytest.raises(NotAllowed):
        get_proof(response=response, key=key, by=LEAD, today=TODAY)
    move_to(response, ResponseStatus.ISSUED)
    assert get_proof(response=response, key=key, by=LEAD, today=TODAY).proof.id == key
    for other in (0, key + 1, 10**30):
        with pytest.raises(NotHere):
            get_proof(response=response, key=other, by=LEAD, today=TODAY)


def test_a_proof_of_one_letter_is_not_found_under_another() -> None:
    response = a_letter()
    done(response, P.INVITATION, proof=an_email(), content=EML)
    key = plan_as_seen(response).all_proofs[0].key
    other, _ = bring_in("headed-with-stray-marks.txt", date(2025, 2, 3))
    with pytest.raises(NotHere):
        get_proof(response=other, key=key, by=person(Role.OFFICE_STAFF), today=TODAY)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/copy.eml", "copy.eml"),
        ("C:\\mail\\copy.eml", "copy.eml"),
        ("copy\u202elme.eml", "copylme.eml"),
        ("Копия 😀.eml", "Копия 😀.eml"),
    ],
)
def test_a_file_s_name_is_kept_without_folders_and_turns(name: str, kept: str) -> None:
    response = a_letter()
    attach(response, P.INVITATION, an_email(name), EML)
    assert plan_as_seen(response).all_proofs[0].file_name == kept
