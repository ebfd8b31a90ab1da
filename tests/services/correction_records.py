"""A letter issued and published, and its correction, each act on a day of its own."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from tests.services.move_records import YES, a_whole_letter, two_people
from tests.services.plan_records import EML, an_email, done
from tracker.domain.permissions import Actor
from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import Proof, ProofKind
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.responses import answered_items
from tracker.services import letter_issue, response_moves
from tracker.services.answers import AnswerDetails, clear_comments, write_answer
from tracker.services.letter_states import state_of

P = PlanStep
ISSUED_ON, PUBLISHED_ON = date(2026, 1, 8), date(2026, 1, 9)
OPENED_ON, CORRECTED_ON = date(2026, 2, 16), date(2026, 2, 18)
ADDRESS = Proof(ProofKind.WEB_ADDRESS, address="https://www.example.org/responses/1")
DRAFTED = "wordsofdraft"


def act(by: Actor, day: date) -> dict[str, Any]:
    """Who acts and when: at noon of a day."""
    return {"by": by, "now": datetime.combine(day, time(12, 5), UTC), "today": day}


class Walk:
    """One letter with its two people, walked through the real services."""

    def __init__(self, exports: Path) -> None:
        self.exports = exports
        self.office, self.approver = two_people()
        self.response: Response = a_whole_letter()

    def issue(self, day: date) -> None:
        """Submit, approve and issue the letter on one day."""
        one = self.response
        response_moves.submit(response=one, version=one.version, **act(self.office, day))
        given = act(self.approver, day) | {"response": one, "given": YES}
        seen = state_of(response=one, today=day).fingerprint
        response_moves.approve(version=one.version, seen=seen, **given)
        letter_issue.issue(version=one.version, seen=seen, exports_dir=self.exports, **given)

    def record(self, step: PlanStep, day: date, **given: Any) -> None:
        """Record a step as done on a day, that day, with a proof."""
        is_copy = step is not P.PUBLICATION
        proof = {"proof": an_email(f"{day}.eml"), "content": EML + str(day).encode()}
        given = (proof if is_copy else {"proof": ADDRESS}) | given
        done(self.response, step, day, **act(self.office, day) | given)

    def publish(self, day: date = PUBLISHED_ON) -> None:
        """Publication and both copies on one day."""
        for step in (P.PUBLICATION, P.COPY_TO_INSPECTORS, P.COPY_TO_HOME_SECRETARY):
            self.record(step, day)

    def open_correction(self, day: date = OPENED_ON) -> None:
        """Open version 2, write other words in both voices, and have the force's cleared."""
        one = self.response
        response_moves.correct(response=one, version=one.version, reason="A slip.", **act(self.office, day))
        for answered in answered_items(db.session(), one):
            if answered.answer is None:
                continue
            said = AnswerDetails(chief_constable=f"Force {DRAFTED}.", pcc=f"PCC {DRAFTED}.")
            given = act(self.office, day)
            write_answer(
                response=one,
                item=answered.item,
                version=answered.answer.version,
                details=said,
                by=given["by"],
                now=given["now"],
            )
            clear_comments(
                response=one,
                item=answered.item,
                version=answered.answer.version,
                cleared_on=day,
                **given,
            )


def a_published_letter(exports: Path) -> Walk:
    """A letter issued on 8 January and published on the 9th."""
    walk = Walk(exports)
    walk.issue(ISSUED_ON)
    walk.publish()
    return walk


def under_correction(exports: Path) -> Walk:
    """That letter with version 2 being prepared since 16 February, after the 56 days."""
    walk = a_published_letter(exports)
    walk.open_correction()
    return walk


def a_corrected_letter(exports: Path) -> Walk:
    """That letter with version 2 issued on 18 February."""
    walk = under_correction(exports)
    walk.issue(CORRECTED_ON)
    return walk
