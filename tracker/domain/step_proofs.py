"""What proves that a step of a response happened: a file, a web address, or words that say where it is."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import clean_line, is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.links import LONGEST_ADDRESS as LONGEST_ADDRESS
from tracker.domain.links import problem_with_link
from tracker.domain.response_plan import PlanStep
from tracker.domain.vocabulary import Labelled, ResponseStatus

LONGEST_WORDS = 1_000
PROOF_ENDINGS = (".pdf", ".eml", ".msg", ".docx", ".png", ".jpg", ".jpeg", ".txt")
"""What may be kept as proof, by the ending of its name; the first bytes of the file must agree."""


class ProofKind(Labelled):
    """What a proof is."""

    SIGNED_COPY = "signed_copy", "Signed copy of the letter"
    PUBLISHED_PDF = "published_pdf", "PDF as published"
    WEB_ADDRESS = "web_address", "Web address of the publication"
    EMAIL = "email", "E-mail"
    OTHER = "other", "Other proof"


KINDS: dict[PlanStep, tuple[ProofKind, ...]] = {
    PlanStep.INVITATION: (ProofKind.EMAIL, ProofKind.OTHER),
    PlanStep.COMMENTS: (ProofKind.EMAIL, ProofKind.OTHER),
    PlanStep.DRAFT: (ProofKind.EMAIL, ProofKind.OTHER),
    PlanStep.APPROVAL: (ProofKind.SIGNED_COPY, ProofKind.EMAIL, ProofKind.OTHER),
    PlanStep.PUBLICATION: (ProofKind.WEB_ADDRESS, ProofKind.PUBLISHED_PDF, ProofKind.OTHER),
    PlanStep.COPY_TO_INSPECTORS: (ProofKind.EMAIL, ProofKind.OTHER),
    PlanStep.COPY_TO_HOME_SECRETARY: (ProofKind.EMAIL, ProofKind.OTHER),
}
"""The kinds of proof that each step takes, the usual one first."""


@dataclass(frozen=True)
class Proof:
    """A proof as a person gives it; `file_name` is "" where no file came with it."""

    kind: ProofKind
    words: str = ""
    address: str = ""
    file_name: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given: neither a file, an address nor words."""
        return is_blank(self.words) and is_blank(self.address) and not self.file_name


def problems_with_proof(step: PlanStep, proof: Proof, status: ResponseStatus) -> dict[str, str]:
    """Each field of a proof that does not hold for this step, with the sentence that says how to mend it."""
    problems = {}
    if proof.is_empty:
        problems["file"] = "Choose a file, or say in words or by its web address what proves the step."
    if proof.kind not in KINDS[step]:
        problems["kind"] = f"“{proof.kind.label}” does not prove the step “{step.label}”."
    elif proof.kind is ProofKind.SIGNED_COPY and not status.is_issued:
        problems["kind"] = "The letter has not been issued: its signed copy can be attached once it is."
    elif proof.kind is ProofKind.WEB_ADDRESS and is_blank(proof.address):
        problems["address"] = "Enter the web address at which the comments can be read."
    elif proof.kind in (ProofKind.PUBLISHED_PDF, ProofKind.SIGNED_COPY) and not proof.file_name:
        problems["file"] = f"Choose the file: {proof.kind.label[0].lower() + proof.kind.label[1:]}."
    is_pdf = proof.file_name.lower().endswith(".pdf")
    if proof.kind is ProofKind.PUBLISHED_PDF and proof.file_name and not is_pdf:
        problems["file"] = "The PDF as published is a .pdf file: choose another."
    if problem := problem_with_address(proof.address):
        problems["address"] = problem
    if len(proof.words) > LONGEST_WORDS:
        problems["words"] = (
            f"This must be {LONGEST_WORDS:,} characters or fewer; it has {len(proof.words):,}."
        )
    return problems


def problem_with_address(address: str) -> str:
    """What is wrong with the web address of a publication; "" where it holds or none was typed."""
    return problem_with_link(clean_line(address), is_public=True)


def words_of_version(number: int, on: date, by: str, words: str = "") -> str:
    """What is kept of a step that was done once more for a corrected version; its first day stays."""
    return f"{_of_version(number)}{date_in_words(on)}, by {by}. {words}".strip()


def is_of_version(words: str, number: int) -> bool:
    """Whether the words of a proof say that a step was done for this corrected version."""
    return words.startswith(_of_version(number))


def _of_version(number: int) -> str:
    return f"Version {number}: "
