import pytest

from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import KINDS, Proof, ProofKind, problem_with_address, problems_with_proof
from tracker.domain.vocabulary import ResponseStatus

GOOD = ("https://www.example.org/a?b=c#d", "http://example.org:8080/", "", "  https://example.org/x ")
BAD = (
    "www.example.org", "javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "https://",
    "https://localhost/x", "https://example.org/a b", "https://me:secret@example.org/", "//example.org/x",
    "https://[::1", "https://example.org:port/", "https://example.org/" + "x" * 500,
)  # fmt: skip


@pytest.mark.parametrize("address", GOOD)
def test_a_whole_web_address_is_taken(address: str) -> None:
    assert problem_with_address(address) == ""


@pytest.mark.parametrize("address", BAD)
def test_anything_else_is_refused_as_an_address(address: str) -> None:
    assert problem_with_address(address)


def test_every_step_takes_some_kind_of_proof_and_other_proof() -> None:
    assert set(KINDS) == set(PlanStep)
    assert all(ProofKind.OTHER in kinds for kinds in KINDS.values())


@pytest.mark.parametrize(
    ("step", "proof", "fields"),
    [
        (PlanStep.DRAFT, Proof(ProofKind.OTHER, words="In the minutes"), set()),
        (PlanStep.DRAFT, Proof(ProofKind.OTHER, words=" \u200b"), {"file"}),
        (PlanStep.DRAFT, Proof(ProofKind.PUBLISHED_PDF, file_name="a.pdf"), {"kind"}),
        (PlanStep.PUBLICATION, Proof(ProofKind.PUBLISHED_PDF, file_name="a.pdf"), set()),
        (PlanStep.PUBLICATION, Proof(ProofKind.PUBLISHED_PDF, file_name="a.docx"), {"file"}),
        (PlanStep.PUBLICATION, Proof(ProofKind.WEB_ADDRESS, words="On our site"), {"address"}),
        (PlanStep.APPROVAL, Proof(ProofKind.SIGNED_COPY, words="In the safe"), {"file"}),
    ],
)
def test_a_proof_shows_what_it_is_said_to_be(step: PlanStep, proof: Proof, fields: set[str]) -> None:
    assert set(problems_with_proof(step, proof, ResponseStatus.ISSUED)) == fields
