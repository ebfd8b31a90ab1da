"""The pages of final copies: what will be printed, the button, documents, check, and what came since."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor
from tests.services.final_copy_records import drafted
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy
from tracker.models.session import AccessEntry
from tracker.services.board_papers import draft_status_paper

PAGE = "/boards/fenland-bicycle-board/meetings/2026-01-12/final"
NAME = "fenland-bicycle-board-2026-01-12-pack.xlsx"


@dataclass(frozen=True)
class Room:
    """The program with a board whose pack is drafted, and its secretary."""

    app: Flask
    secretary: Person
    enter: SignIn
    exports: Path

    def visitor(self, who: Person | Role | None = None) -> Visitor:
        """Somebody signed in; the secretary unless told otherwise."""
        client = self.app.test_client()
        self.enter(client, who or self.secretary)
        return Visitor(client)

    def copies(self) -> int:
        """How many final copies there are."""
        with self.app.app_context():
            return db.session.query(FinalCopy).count()


def made(app: Flask, secretary: Person, enter: SignIn, exports: Path, cut_off_on: date) -> Room:
    with app.app_context():
        story = drafted(secretary=secretary.actor, cut_off_on=cut_off_on)
        draft_status_paper(meeting=story.meeting, by=story.secretary, now=NOW, today=TODAY)
    return Room(app, secretary, enter, exports)


@pytest.fixture
def secretary(make_account: MakeAccount) -> Person:
    return make_account(Role.BOARD_SECRETARY, name="Bo Sample")


@pytest.fixture
def room(app: Flask, secretary: Person, sign_in: SignIn, stopped_clock: None, tmp_path: Path) -> Room:
    return made(app, secretary, sign_in, tmp_path / "exports", date(2026, 1, 6))


def test_the_secretary_reads_what_will_be_printed_and_makes_it(room: Room) -> None:
    visit = room.visitor()
    visit.get(PAGE)
    assert "Not made yet" in main_text(visit)
    visit.get(f"{PAGE}/make")
    said = main_text(visit)
    assert "Totals reconcile" in said
    assert "2, and 0 at the start" in said
    assert "Inspection recommendations: how they stand. Each is made whole and in its public version" in said
    visit.submit(f"{PAGE}/make", {})
    visit.get(PAGE)
    said = main_text(visit)
    assert "Version 1 of the final copy is made" in said
    assert "Nothing that happens afterwards changes it." in said
    assert sorted(path.name for path in room.exports.iterdir()) == sorted(
        (NAME, NAME.replace("pack.xlsx", "paper.docx"), NAME.replace("pack.xlsx", "paper-public.docx"))
    )


def test_two_presses_make_one(room: Room) -> None:
    visit = room.visitor()
    visit.get(f"{PAGE}/make")
    page = visit.html
    for _ in range(2):
        visit.html = page
        assert visit.send(path=f"{PAGE}/make").location == PAGE
    assert room.copies() == 1


def test_everybody_downloads_the_bytes_as_they_were_made(room: Room) -> None:
    room.visitor().submit(f"{PAGE}/make", {})
    visit = room.visitor(Role.OWNER)
    visit.get(PAGE)
    got = visit.client.get(f"{PAGE}/1/documents/1")
    assert got.data == (room.exports / NAME).read_bytes()
    assert NAME in got.headers["Content-Disposition"]
    assert hashlib.sha256(got.data).hexdigest() in main_text(visit)
    assert visit.client.get(f"{PAGE}/1/documents/9").status_code == 404
    with room.app.app_context():
        subjects = [note.subject for note in db.session.query(AccessEntry).filter_by(what="downloaded")]
    assert subjects == [NAME]


def test_who_does_not_run_the_board_makes_none_and_is_told_who_does(
    room: Room, make_account: MakeAccount
) -> None:
    visit = room.visitor(make_account(Role.BOARD_SECRETARY, name="Other Board"))
    visit.get(PAGE)
    assert "its secretary or deputy must do this" in main_text(visit)
    visit.get(f"{PAGE}/make", status=403)
    assert room.copies() == 0


def test_a_final_copy_that_cannot_be_made_yet_says_which_button_comes_first(room: Room) -> None:
    visit = room.visitor()
    visit.get(PAGE.removesuffix("/final"))
    visit.send(path=PAGE.removesuffix("/final"), button="Collect updates again")
    visit.get(PAGE)
    assert "On the page of the meeting, “Draft the pack” comes first." in main_text(visit)


def test_the_draft_is_for_who_may_read_drafts(room: Room) -> None:
    assert room.visitor().client.get(f"{PAGE}/draft.xlsx").data.startswith(b"PK")
    assert room.visitor(Role.OWNER).client.get(f"{PAGE}/draft.xlsx").status_code == 403


def test_a_correction_needs_its_reason_and_keeps_what_was_typed(room: Room) -> None:
    visit = room.visitor()
    visit.submit(f"{PAGE}/make", {})
    visit.submit(f"{PAGE}/correct", {"reason": ""}, status=400)
    assert "Say what this version corrects." in main_text(visit)
    visit.submit(f"{PAGE}/correct", {"reason": "A date was wrong."})
    visit.get(PAGE)
    said = main_text(visit)
    assert said.index("Version 2") < said.index("Version 1")
    assert "A date was wrong." in said


def test_somebody_was_first_and_what_was_typed_stays(room: Room) -> None:
    visit = room.visitor()
    visit.submit(f"{PAGE}/make", {})
    visit.get(f"{PAGE}/correct")
    with room.app.app_context():
        db.session.execute(text("UPDATE meeting SET version = version + 1"))
        db.session.commit()
    visit.send({"reason": "A date was wrong."}, path=f"{PAGE}/correct", status=409)
    assert "press again" in main_text(visit)
    assert "A date was wrong." in visit.html
    visit.send(path=f"{PAGE}/correct")
    assert room.copies() == 2


def test_before_the_cut_off_the_box_for_the_reason_is_there(
    app: Flask, secretary: Person, sign_in: SignIn, stopped_clock: None, tmp_path: Path
) -> None:
    room = made(app, secretary, sign_in, tmp_path / "exports", date(2026, 1, 9))
    visit = room.visitor()
    visit.submit(f"{PAGE}/make", {"before_cut_off": " "}, status=400)
    assert "Say why it is made before the cut-off." in main_text(visit)
    visit.submit(f"{PAGE}/make", {"before_cut_off": "The chair travels early."})
    visit.get(PAGE)
    assert "The chair travels early." in main_text(visit)


def test_where_the_sums_part_the_first_difference_is_named(room: Room) -> None:
    with room.app.app_context():
        db.session.execute(text("UPDATE item_state SET standing = 'closed' WHERE item_id = 1"))
        db.session.commit()
    visit = room.visitor()
    visit.get(f"{PAGE}/make")
    said = main_text(visit)
    assert "Totals do not reconcile" in said
    assert "The first difference: R2025-01-REC1" in said
    assert "It does not reconcile because…" in said


def test_a_check_names_a_damaged_row(room: Room) -> None:
    visit = room.visitor()
    visit.submit(f"{PAGE}/make", {})
    visit.get(f"{PAGE}/1/check")
    assert "Each is what was kept" in main_text(visit)
    with room.app.app_context():
        db.session.execute(text("UPDATE final_copy_row SET line = replace(line, 'REC2', 'REC3')"))
        db.session.commit()
    visit.get(f"{PAGE}/1/check")
    assert "R2025-01-REC3: its text is not the one that was kept." in main_text(visit)


def test_what_came_since_is_told_on_the_page_and_as_a_word_file(room: Room) -> None:
    visit = room.visitor()
    visit.submit(f"{PAGE}/make", {})
    with room.app.app_context():
        # As if the pack were a day older than what was recorded since.
        db.session.execute(text("UPDATE final_copy SET as_at = '2026-01-07 12:04:00.000000'"))
        db.session.commit()
    visit.get(f"{PAGE}/1/since")
    said = main_text(visit)
    assert "This page tells what has changed since then" in said
    assert "R2025-01-REC1" in said
    got = visit.client.get(f"{PAGE}/1/since.docx")
    assert got.data.startswith(b"PK")


@pytest.mark.parametrize("address", ["7/check", "7/since", "7/documents/1", "1/since"])
def test_a_version_that_is_not_there_is_not_found(room: Room, address: str) -> None:
    room.visitor(Role.OFFICE_STAFF).get(f"{PAGE}/{address}", status=404)
