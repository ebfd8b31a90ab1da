"""Every form of a board, refused as the role went or the meeting was called off: no word is lost."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, SignIn, change
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor
from tests.services.board_records import an_agency, sits_on
from tests.services.final_copy_records import LATER, MEETS_ON, drafted, final
from tests.services.meeting_records import LATE
from tests.services.records import a_report, an_item
from tests.web.walked_forms import Walk
from tracker.domain.boards import BoardRole
from tracker.domain.meetings import MeetingMove
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.models.meeting import Meeting
from tracker.services.board_papers import draft_status_paper
from tracker.services.meetings import move_meeting

HAT = [Role.BOARD_SECRETARY, Role.OFFICE_STAFF, Role.APPROVER]
BOARD = "/boards/fenland-bicycle-board"
MEETING = f"{BOARD}/meetings/{MEETS_ON}"
STARTS = ("/boards", BOARD, "/boards/new", f"{MEETING}/papers/new", f"{MEETING}/decisions/new")
BOARD_PAGE = re.compile(r"/boards\b(?!.*/pack)")
FORMS = {
    "drafted": {"boards.new", "boards.edit", "board_items.by_hand", "board_looks.edit"}
    | {"board_people.new_person", "board_people.edit_person", "board_people.new_agency"}
    | {"board_people.edit_agency", "meetings.new", "meetings.edit", "meetings.move"}
    | {"meeting_records.attendance", "meeting_records.decide", "board_texts.show"}
    | {"board_papers.new", "board_papers.edit", "board_paper_sections.edit", "board_paper_sections.new"}
    | {"board_questions.answer", "final_copies.make"},
    "final": {"final_copies.correct", "board_questions.answer", "meeting_records.decide"},
}
"""Which forms that take words must be met, at least, in which state of the meeting."""
ELSEWHERE = {"board_items.rules"}
"""Forms that take choices and no words."""


@pytest.fixture(params=["drafted", "final"])
def walk(
    request: pytest.FixtureRequest,
    app: Flask,
    make_account: MakeAccount,
    sign_in: SignIn,
    stopped_clock: None,
    tmp_path: Path,
) -> tuple[Walk, str]:
    """A meeting with a paper, questions and people, before its cut-off or with its final copy made."""
    who, client = make_account(Role.BOARD_SECRETARY, name="Bo Sample"), app.test_client()
    with app.app_context():
        story = drafted(1, secretary=who.actor, cut_off_on=MEETS_ON)
        an_item(a_report("Late lamps"), number="2", deadlines=(LATE,), for_whom=ForWhom.FORCE)
        sits_on(story.board, BoardRole.MEMBER, "Ann Example", agency=an_agency(story.board))
        draft_status_paper(meeting=story.meeting, by=story.secretary, now=NOW, today=TODAY)
        if request.param == "final":
            final(story, tmp_path / "exports", now=LATER, before_cut_off="The chair travels.")
        db.session.remove()
    change(app, who.account_id, roles=HAT)
    sign_in(client, who)
    return Walk(app, who, Visitor(client), STARTS, BOARD_PAGE), request.param


def test_every_form_of_a_board_that_takes_words_is_met(app: Flask) -> None:
    met = set.union(*FORMS.values()) | ELSEWHERE
    rules = (rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/boards"))
    forms = {rule.endpoint for rule in rules if {"GET", "POST"} <= (rule.methods or set())}
    assert forms - met == set()


def test_a_refused_form_of_a_board_gives_every_typed_word_back(walk: tuple[Walk, str]) -> None:
    pages, state = walk
    pages.open_all()
    assert FORMS[state] - pages.met() == set()
    change(pages.app, pages.who.account_id, roles=[Role.AUDITOR])
    assert pages.lost(is_refused=True) == []
    change(pages.app, pages.who.account_id, roles=HAT)
    if state == "drafted":
        with pages.app.app_context():
            meeting = db.session.query(Meeting).one()
            move_meeting(
                meeting=meeting,
                move=MeetingMove.CALL_OFF,
                version=meeting.version,
                words="No.",
                by=pages.who.actor,
                now=LATER,
                today=TODAY,
            )
    assert pages.lost() == []
