"""The verb of the questions for the Chief Constable, walked once."""

from typing import Any

from tests.fixtures.database import person
from tests.services.question_records import asking
from tracker.domain.questions import Assurance
from tracker.domain.vocabulary import Role
from tracker.services import question_answers


def walk_questions(walk: Any) -> None:
    """An answer is recorded on an item that is late, with the PCC's verdict."""
    made = asking(
        board="Board of Questions",
        secretary=person(Role.BOARD_SECRETARY, name="Bo Questions"),
        office=walk.office,
    )
    walk(
        question_answers.record_answer,
        meeting=made.meeting,
        reference=made.items[0].reference,
        version=0,
        answer="Two officers were trained.",
        assurance=Assurance.PARTLY_ASSURED,
    )
