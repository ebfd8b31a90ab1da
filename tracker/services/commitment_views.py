"""A commitment as pages read it."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.commitments import CommitmentDetails, Outcome
from tracker.domain.vocabulary import Voice
from tracker.models.commitment import Commitment
from tracker.services.commitments import details_of, outcome_of


@dataclass(frozen=True)
class CommitmentInFull:
    """What was promised, where, and what came of it."""

    id: int
    details: CommitmentDetails
    outcome: Outcome
    voice: Voice | None
    times_done: tuple[tuple[date, str], ...]


def commitment_in_full(made: Commitment) -> CommitmentInFull:
    """Everything that a page prints of a commitment."""
    times = tuple((time.done_on, time.words) for time in made.times_done)
    return CommitmentInFull(made.id, details_of(made), outcome_of(made), made.voice, times)
