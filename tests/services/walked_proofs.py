"""The verbs of proof of progress, each walked once."""

from pathlib import Path
from typing import Any

from tests.services.proof_records import PDF, a_file, in_progress
from tracker.services import progress_proofs


def walk_proofs(walk: Any, folder: Path) -> None:
    """A file is added, a revision takes its place, and that one is withdrawn."""
    work = in_progress(folder, title="Proofs")
    given: dict[str, Any] = {"store": work.store, "by": work.owner}
    first = walk(
        progress_proofs.add_proof, inner="_add", item=work.item, details=a_file(), content=PDF, **given
    )
    newer: dict[str, Any] = {"details": a_file("newer.pdf"), "content": PDF + b"2"}
    second = walk(progress_proofs.revise_proof, inner="_revise", proof=first, version=1, **newer, **given)
    walk(progress_proofs.withdraw_proof, proof=second, version=1, reason="The wrong one.", by=work.owner)
