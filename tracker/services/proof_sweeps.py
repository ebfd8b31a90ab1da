"""The store of proofs looked over at the start: what no record knows goes, what is missing is named."""

from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from tracker.models.base import db
from tracker.queries.progress_proofs import kept_hashes
from tracker.services.proof_store import ProofStore, sweep

GRACE = timedelta(hours=1)
"""How long a file may wait for its record: a writer of another process stores it first, then commits."""


def look_over_store(*, store: ProofStore, now: datetime) -> tuple[str, ...]:
    """Sweep the store, before anybody writes; a sentence for the log for each thing to be known."""
    try:
        known = kept_hashes(db.session())
        return (*_swept(store, known, now), *_missing(store, known))
    except OSError as problem:
        return (f"The store of proofs could not be looked over: {problem}",)
    except SQLAlchemyError as trouble:
        return (f"The store of proofs could not be looked over: {type(trouble).__name__}.",)


def _swept(store: ProofStore, known: set[str], now: datetime) -> list[str]:
    there = set(store.names())
    if there and not there & known:
        return [
            f"None of the {len(there)} files in the store of proofs is known to this register, and all were "
            "left. Are DATABASE_URL and EVIDENCE_DIR of the same register?"
        ]
    swept = sweep(store, known, GRACE, now)
    said = [f"Removed {name} from the store of proofs: no record knows it." for name in swept.orphans]
    return said + [f"Removed {name} from the store of proofs: half written." for name in swept.unfinished]


def _missing(store: ProofStore, known: set[str]) -> list[str]:
    return [
        f"The file {name} of a proof is not in the store: restore it from a backup."
        for name in sorted(known)
        if not store.exists(name)
    ]
