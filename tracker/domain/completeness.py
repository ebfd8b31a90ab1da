"""What a response still lacks before it is complete (Police Act 1996, s.55(5) and (5B)).

For each recommendation the body's own comments explain the action it has taken or proposes, or why none.
For areas for improvement and findings an answer is wanted, not required.
"""

from dataclasses import dataclass

from tracker.domain.cleaning import is_blank
from tracker.domain.vocabulary import ForWhom, ItemKind, Position


@dataclass(frozen=True)
class AnswerState:
    """What is known of one item's answer, as far as completeness goes."""

    reference: str
    heading: str
    kind: ItemKind
    for_whom: ForWhom
    chief_constable: str
    pcc: str
    stance: Position | None
    stance_reason: str


def is_required(kind: ItemKind, for_whom: ForWhom) -> bool:
    """Whether the Act wants the body's own response: for recommendations that are for us."""
    return kind is ItemKind.RECOMMENDATION and for_whom.is_ours


def missing_from_answer(
    answer: AnswerState, *, tells_of_force: bool = True, tells_of_pcc: bool = True
) -> list[str]:
    """What one answer lacks, as sentences; `(wanted)` marks what the Act does not require.

    A voice that the reader may not hear yet is not told of: what it lacks would say what it has.
    """
    if not answer.for_whom.is_ours:
        return []
    wanted = "" if is_required(answer.kind, answer.for_whom) else " (wanted, not required)"
    name = f"{answer.heading} ({answer.reference})"
    lacks = []
    if tells_of_force and is_blank(answer.chief_constable) and answer.for_whom is not ForWhom.PCC:
        lacks.append(f"{name}: the Chief Constable's comments{wanted}.")
    if not tells_of_pcc:
        return lacks
    if is_blank(answer.pcc):
        lacks.append(f"{name}: the PCC's response, the action taken or proposed or why none{wanted}.")
    needs_reason = answer.stance in (Position.NOT_AGREED, Position.PARTLY_AGREED)
    if needs_reason and is_blank(answer.stance_reason):
        assert answer.stance is not None
        lacks.append(f"{name}: the reason why it is {answer.stance.label.lower()}.")
    return lacks
