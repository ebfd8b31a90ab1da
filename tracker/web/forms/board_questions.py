"""The form of an answer to a question for the Chief Constable, and the PCC's verdict on it."""

from typing import Any

from tracker.domain.questions import MAX_ANSWER, Assurance
from tracker.services.board_questions import QuestionAsked
from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import RadioField, TextField, choices_of


class AnswerForm(VersionedForm):
    """What was answered, and how far it assures the PCC."""

    answer = TextField(
        "What was answered?",
        hint="As the Chief Constable gave it. No case material, and no child’s name.",
        required="Enter the answer.",
        rows=6,
        limit=MAX_ANSWER,
    )
    assurance = RadioField(
        "The PCC’s verdict",
        hint="It can follow later.",
        choices=choices_of(Assurance, none="No verdict yet"),
    )

    @property
    def verdict(self) -> Assurance | None:
        """The verdict that was chosen."""
        return Assurance(self.assurance.data) if self.assurance.data else None


def answer_form(question: QuestionAsked, *, is_stored: bool = False) -> AnswerForm:
    """The form filled from what was sent, or with `is_stored` from what stands."""
    data: dict[str, Any] = {
        "version": str(question.version),
        "answer": question.answer,
        "assurance": question.assurance.value if question.assurance is not None else "",
    }
    return AnswerForm(data=data, formdata=None) if is_stored else AnswerForm(data=data)
