"""The questions of a meeting as a Word file: what stands on the page stands in it."""

from io import BytesIO

import docx
from flask import Flask

from tests.services.question_records import ANSWER, NEXT_ON, Asking, asking
from tests.services.test_board_questions import LATER, one
from tracker.domain.questions import Assurance
from tracker.models.meeting import Meeting
from tracker.services.question_documents import questions_bytes


def words_of(made: Asking, meeting: Meeting | None = None) -> str:
    content = questions_bytes(meeting=meeting or made.meeting, by=made.office, now=LATER, today=LATER.date())
    read = docx.Document(BytesIO(content))
    heads = [paragraph.text for section in read.sections for paragraph in section.header.paragraphs]
    return "\n".join([*heads, *(paragraph.text for paragraph in read.paragraphs)])


def test_the_page_is_handed_over_as_word_with_question_recall_and_answer(register: Flask) -> None:
    made = asking(2)
    made.answered()
    following = made.meets(NEXT_ON)
    made.answered("All are trained.", Assurance.ASSURED, meeting=following, now=LATER)
    said = words_of(made, meeting=following)
    for place, asked in enumerate(made.seen(following, now=LATER).asked, start=1):
        about = f"{place}. {asked.item.reference} {asked.item.name}, Fenland Asking Board (Red). "
        assert f"{about}{asked.words}" in said
    assert f"On 4 February 2026: partly assured — {ANSWER}" in said
    assert "Answer: All are trained. Assured." in said
    assert "DRAFT" in said


def test_a_board_without_a_question_has_a_page_and_a_word_file_that_say_so(register: Flask) -> None:
    made = asking(0)
    assert made.seen().asked == ()
    assert "No item of this board gives rise to a question." in words_of(made)


def test_words_that_spreadsheets_and_files_stumble_over_are_read_as_they_were_typed(register: Flask) -> None:
    made = asking()
    made.answered("=1+1\n_x0041_ <b>&amp; \u202eabc")
    assert one(made).answer == "=1+1\n_x0041_ <b>&amp; \u202eabc"
    assert "Answer: =1+1 _x0041_ <b>&amp;" in words_of(made)
