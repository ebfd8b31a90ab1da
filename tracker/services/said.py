"""What an answer says to a reader: as it stands, or as it was issued while a correction is prepared."""

from dataclasses import dataclass

from tracker.domain.vocabulary import Position
from tracker.models.response import Answer
from tracker.queries.issued_words import IssuedWords


@dataclass(frozen=True)
class Said:
    """The words of one answer; `is_issued` where they are those of the issued version."""

    chief_constable: str = ""
    pcc: str = ""
    reply: str = ""
    stance: Position | None = None
    stance_reason: str = ""
    is_issued: bool = False


def said_in(answer: Answer | None, issued: IssuedWords | None, *, is_live: bool) -> Said | None:
    """The answer as it stands for who may read that, else as it was issued; None where it was not."""
    if not is_live and issued is None:
        return None
    if answer is None:
        return Said(is_issued=not is_live)
    if is_live or issued is None:
        return Said(answer.chief_constable, answer.pcc, answer.reply, answer.stance, answer.stance_reason)
    return Said(
        issued.of_answer(answer.id, "chief_constable"),
        issued.of_answer(answer.id, "pcc"),
        issued.of_answer(answer.id, "reply"),
        issued.stance(answer.id),
        issued.of_answer(answer.id, "stance_reason"),
        is_issued=True,
    )
