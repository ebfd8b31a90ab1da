"""Looks at a file that is to prove a step of a response: it is kept as it came, never opened here."""

from tracker.domain.step_proofs import PROOF_ENDINGS
from tracker.readers.progress_proofs import check_kept_file


def check_proof(name: str, content: bytes) -> None:
    """Raises UnreadableFile, saying what to do, for a file that cannot be kept as proof of a step."""
    check_kept_file(name, content, PROOF_ENDINGS)
