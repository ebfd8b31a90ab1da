"""The pages of the questions for the Chief Constable: read, printed, answered, and shown on the item."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.services.meeting_records import moved_on
from tests.services.question_records import ANSWER, Asking, asking
from tests.web.letter_pages import main_text
from tracker import clock
from tracker.domain.meetings import MeetingMove
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import OffListReason, Role
from tracker.models.base import db
from tracker.services.final_copies import make_final_copy
from tracker.services.items import take_off_list

MEETING = "/boards/fenland-asking-board/meetings/2026-02-04"
QUESTIONS = f"{MEETING}/questions"
ITEM = "R2025-01-REC1"
ANSWERED = f"{QUESTIONS}/{ITEM}"
GIVEN = {"answer": ANSWER, "assurance": "partly_assured"}
PUT = "days overdue: when will it be done, and what stands in the way?"


@dataclass(frozen=True)
class Room:
    """The program with a board that asks about one item, and its people."""

    app: Flask
    office: Person
    secretary: Person
    made: Asking
    enter: SignIn

    def visitor(self, who: Person | Role | None = None) -> Visitor:
        """Somebody signed in; the office unless told otherwise."""
        client = self.app.test_client()
        self.enter(client, who or self.office)
        return Visitor(client)

    def tables(self, exports: Path) -> None:
        """The meeting is brought to its end."""
        with self.app.app_context():
            meeting, by = db.session.merge(self.made.meeting), self.secretary.actor
            moved_on(meeting, MeetingMove.COLLECT, MeetingMove.DRAFT, by=by)
            make_final_copy(
                meeting=meeting,
                version=meeting.version,
                before_cut_off="The chair asked for it.",
                exports_dir=exports,
                by=by,
                now=clock.now(),
                today=clock.today(),
            )
            moved_on(meeting, MeetingMove.TABLE, by=by, today=meeting.on)

    def moves(self, move: MeetingMove) -> None:
        """The secretary calls the meeting off, or sets it again."""
        with self.app.app_context():
            meeting = db.session.merge(self.made.meeting)
            moved_on(meeting, move, by=self.secretary.actor, words="No quorum.")

    def takes_off_the_item(self) -> None:
        """The item comes off the list, and is asked about no more."""
        with self.app.app_context():
            item = db.session.merge(self.made.items[0])
            take_off_list(
                item=item,
                version=item.version,
                reason=OffListReason.SUPERSEDED,
                note="A later one replaces it.",
                on=clock.today(),
                by=SYSTEM,
                now=clock.now(),
                today=clock.today(),
            )


@pytest.fixture
def room(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Room:
    office = make_account(Role.OFFICE_STAFF, name="Asha Patel")
    secretary = make_account(Role.BOARD_SECRETARY, name="Bo Secretary")
    with app.app_context():
        made = asking(office=office.actor, secretary=secretary.actor)
    return Room(app, office, secretary, made, sign_in)


def test_the_page_of_the_meeting_leads_to_the_questions_for_those_who_read_them(room: Room) -> None:
    visit = room.visitor()
    visit.get(MEETING)
    assert f'href="{QUESTIONS}"' in visit.html
    force = room.visitor(Role.FORCE_INSPECTION_LEAD)
    force.get(MEETING)
    assert QUESTIONS not in force.html
    force.get(QUESTIONS, 403)


def test_the_page_puts_each_question_with_its_figures(room: Room) -> None:
    visit = room.visitor()
    visit.get(QUESTIONS)
    said = main_text(visit)
    assert "1 question: 0 answered, 0 with a verdict. Drawn from the draft as at 7 January 2026" in said
    assert PUT in said
    assert "Not answered yet" in said
    assert "Record the answer" in said


def test_an_answer_and_its_verdict_are_recorded_and_shown_on_the_item(room: Room) -> None:
    visit = room.visitor()
    sent = visit.submit(ANSWERED, GIVEN)
    assert sent.location == f"{QUESTIONS}#{ITEM}"
    visit.get(QUESTIONS)
    said = main_text(visit)
    assert "1 question: 1 answered, 1 with a verdict." in said
    assert f"Partly assured Asha Patel, 7 January 2026 at 12:05pm {ANSWER}" in said
    visit.get(f"/items/{ITEM}")
    said = main_text(visit)
    assert f"{ANSWER}Partly assuredAsha Patel" in said
    assert "Asha Patel recorded the answer to a question for the Chief Constable" in said
    assert 'href="#questions"' in visit.html


def test_the_item_tells_the_force_of_it_once_the_meeting_is_tabled(room: Room, tmp_path: Path) -> None:
    room.visitor().submit(ANSWERED, GIVEN)
    force = room.visitor(Role.FORCE_INSPECTION_LEAD)
    force.get(f"/items/{ITEM}")
    assert ANSWER not in force.html
    assert "#questions" not in force.html
    room.tables(tmp_path)
    force.get(f"/items/{ITEM}")
    assert f"{ANSWER}Partly assuredAsha Patel" in main_text(force)


def test_the_whole_history_keeps_the_words_from_the_force(room: Room) -> None:
    visit = room.visitor()
    visit.submit(ANSWERED, GIVEN)
    visit.get("/history")
    assert ANSWER in visit.html
    force = room.visitor(Role.FORCE_INSPECTION_LEAD)
    force.get("/history")
    assert ANSWER not in force.html
    assert "shown to those who read the questions for the Chief Constable" in force.html


def test_a_verdict_without_an_answer_is_refused_beside_the_box_and_kept(room: Room) -> None:
    visit = room.visitor()
    visit.submit(ANSWERED, {"answer": " ", "assurance": "assured"}, status=400)
    assert "Enter the answer." in main_text(visit)
    assert visit.html.count(" checked") == 1


def test_an_answer_that_is_too_long_is_refused_and_kept(room: Room) -> None:
    visit = room.visitor()
    visit.submit(ANSWERED, {"answer": "w" * 10_001}, status=400)
    assert "10,000 characters" in main_text(visit)
    assert "w" * 10_001 in visit.html


def test_two_people_answering_lose_no_word(room: Room) -> None:
    visit, other = room.visitor(), room.visitor(Role.APPROVER)
    other.get(ANSWERED)
    visit.submit(ANSWERED, GIVEN)
    other.send({"answer": "Four were trained.", "assurance": "assured"}, path=ANSWERED, status=409)
    said = main_text(other)
    assert "Asha Patel" in said
    assert ANSWER in said
    assert "Four were trained." in said
    other.send({"answer": "Two, then four.", "assurance": "assured"}, path=ANSWERED)
    other.get(QUESTIONS)
    assert "Two, then four." in main_text(other)


def test_two_presses_record_one_answer(room: Room) -> None:
    visit = room.visitor()
    visit.get(ANSWERED)
    page = visit.html
    for _ in range(2):
        visit.html = page
        assert visit.send(GIVEN, path=ANSWERED).location == f"{QUESTIONS}#{ITEM}"
    visit.get("/history")
    assert visit.html.count("recorded the answer to a question") == 1


def test_the_secretary_reads_the_questions_and_finds_no_way_to_answer(room: Room) -> None:
    visit = room.visitor(room.secretary)
    visit.get(QUESTIONS)
    assert PUT in main_text(visit)
    assert ANSWERED not in visit.html
    visit.get(ANSWERED, 403)


def test_an_item_without_a_question_has_no_page(room: Room) -> None:
    visit = room.visitor()
    visit.get(f"{QUESTIONS}/R2099-01-REC1", 404)
    visit.get(f"{QUESTIONS.replace('2026-02-04', '2026-02-05')}", 404)
    visit.get(f"{QUESTIONS.replace('2026-02-04', 'soon')}", 404)


def test_the_questions_are_handed_over_as_word(room: Room) -> None:
    visit = room.visitor()
    answer = visit.client.get(f"{QUESTIONS}/word")
    assert answer.status_code == 200
    assert "fenland-asking-board-2026-02-04-questions.docx" in answer.headers["Content-Disposition"]
    read = docx.Document(BytesIO(answer.data))
    assert any(PUT in paragraph.text for paragraph in read.paragraphs)


def test_no_word_is_lost_where_the_meeting_is_called_off_or_the_item_goes_well_meanwhile(room: Room) -> None:
    visit, gone = room.visitor(), room.visitor()
    visit.get(ANSWERED)
    gone.get(ANSWERED)
    room.moves(MeetingMove.CALL_OFF)
    visit.send(GIVEN, path=ANSWERED, status=403)
    assert ANSWER in visit.html
    room.moves(MeetingMove.SET_AGAIN)
    room.takes_off_the_item()
    gone.send(GIVEN, path=ANSWERED, status=404)
    assert ANSWER in gone.html


def test_what_was_typed_and_not_saved_is_offered_back_and_gone_once_saved(room: Room) -> None:
    visit = room.visitor()
    visit.get(ANSWERED)
    own = {"draft-path": ANSWERED, "draft-window": "w1", "draft-version": "0"}
    form = next(form for form in parsed(visit.html).iter("form") if form.get("id") == "answer-form")
    typed = values_of(form) | {"answer": "Half a sentence"} | own
    assert visit.client.post("/drafts", data=typed).status_code == 200
    visit.get(ANSWERED)
    assert "You typed here and did not save it" in main_text(visit)
    visit.get(f"{ANSWERED}?draft=1")
    assert "Half a sentence" in visit.html
    visit.send(GIVEN, path=f"{ANSWERED}?draft=1")
    visit.get(ANSWERED)
    assert "You typed here" not in main_text(visit)
