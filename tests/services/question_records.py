"""A board that asks the Chief Constable about items that are late, through the services."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, overseeing
from tests.services.meeting_records import LATE
from tests.services.records import a_report, an_item
from tracker.domain.meetings import MeetingDetails
from tracker.domain.permissions import Actor
from tracker.domain.questions import Assurance
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.board_question import BoardQuestion
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.services.board_questions import QuestionsOfMeeting, questions_for_meeting
from tracker.services.meetings import plan_meeting
from tracker.services.question_answers import record_answer

FIRST_ON, NEXT_ON = date(2026, 2, 4), date(2026, 5, 6)
ANSWER = "Two officers were trained."


@dataclass
class Asking:
    """A board, its secretary, the PCC's office, a meeting ahead and the items that are late."""

    board: Board
    secretary: Actor
    office: Actor
    meeting: Meeting
    items: list[Item]

    def meets(self, on: date, now: datetime = NOW, today: date = TODAY) -> Meeting:
        """Another meeting of the board, with updates asked for until its day."""
        details = MeetingDetails(on, on)
        return plan_meeting(board=self.board, details=details, by=self.secretary, now=now, today=today)

    def seen(
        self, meeting: Meeting | None = None, by: Actor | None = None, now: datetime = NOW
    ) -> QuestionsOfMeeting:
        """The questions of the meeting as the office reads them."""
        db.session.rollback()
        return questions_for_meeting(
            meeting=meeting or self.meeting, by=by or self.office, now=now, today=now.date()
        )

    def answered(
        self,
        answer: str = ANSWER,
        assurance: Assurance | None = Assurance.PARTLY_ASSURED,
        *,
        version: int = 0,
        **given: Any,
    ) -> BoardQuestion:
        """The answer on the first item, by the office."""
        plain: dict[str, Any] = {
            "meeting": self.meeting,
            "reference": self.items[0].reference,
            "by": self.office,
            "now": NOW,
        }
        return record_answer(version=version, answer=answer, assurance=assurance, **(plain | given))


def asking(n_items: int = 1, *, board: str = "Fenland Asking Board", **given: Any) -> Asking:
    """A board that meets on 4 February 2026, and items that have been late since the end of 2025."""
    secretary = given.pop("secretary", None) or person(Role.BOARD_SECRETARY, name="Bo Secretary")
    office = given.pop("office", None) or person(Role.OFFICE_STAFF, name="Asha Patel")
    made = overseeing(a_board(board, by=secretary))
    report = a_report(board, **given)
    items = [
        an_item(report, number=str(number), for_whom=ForWhom.FORCE, deadlines=(LATE,))
        for number in range(1, n_items + 1)
    ]
    details = MeetingDetails(FIRST_ON, FIRST_ON)
    meeting = plan_meeting(board=made, details=details, by=secretary, now=NOW, today=TODAY)
    return Asking(made, secretary, office, meeting, items)
