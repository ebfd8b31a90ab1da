"""The final copy of a pack: one act, one event, whole or none, and never changed by what comes after."""

import hashlib
import io
import threading
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import update

from tests.fixtures.database import NOW, TODAY, person
from tests.services.final_copy_records import LATER, corrected, drafted, drafted_meeting, final
from tracker.domain.audit import EventName
from tracker.domain.counts import Term
from tracker.domain.meetings import MeetingStatus
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import OffListReason, Role
from tracker.models.base import db
from tracker.models.event import Event
from tracker.models.final_copy import FinalCopy
from tracker.models.item_state import ItemState
from tracker.models.meeting import Meeting
from tracker.queries.final_copies import copy_for_day
from tracker.services.exports import repair_exports
from tracker.services.final_copies import get_copy, make_final_copy
from tracker.services.final_copy_store import check_copy, copy_bytes, pack_of_copy
from tracker.services.history import verify
from tracker.services.items import take_off_list
from tracker.services.packs import pack_of

NAME = "fenland-bicycle-board-2026-01-12-pack.xlsx"


def the_copy(number: int = 1) -> FinalCopy:
    db.session.rollback()
    return db.session.query(FinalCopy).filter_by(number=number).one()


def words_in(content: bytes) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return {str(cell) for cell in cells if cell is not None}


def test_rows_documents_and_the_event_are_kept_in_one_act(either_register: Flask, tmp_path: Path) -> None:
    story = drafted()
    before = verify(db.session())
    made = final(story, tmp_path)
    copy = the_copy()
    after = verify(db.session())
    assert (made.number, made.names[0], made.is_copied) == (1, NAME, True)
    assert (after.events, after.faults) == (before.events + 1, ())
    assert (copy.head_seq, copy.head_hash) == (before.head_seq, before.head_hash)
    assert (copy.as_at, copy.made_on, copy.made_by) == (LATER, TODAY, "Bo Sample")
    assert story.meeting.status is MeetingStatus.FINAL
    file, content = copy_bytes(copy=copy, position=1)
    assert (tmp_path / NAME).read_bytes() == content
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert check_copy(copy).is_whole


def test_the_rows_read_back_are_the_pack_and_its_documents_name_the_head_before(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted(3)
    final(story, tmp_path)
    pack = pack_of_copy(the_copy())
    assert [line.reference for line in pack.items] == [item.reference for item in story.items]
    assert (pack.number(Term.CLOSING), pack.head.version, pack.head.is_draft) == (3, 1, False)
    book = openpyxl.load_workbook(tmp_path / NAME)
    assert f"entry {pack.head.head_seq}" in (book.properties.keywords or "")
    assert pack.head.head_hash in (book.properties.keywords or "")
    assert {item.reference for item in story.items} <= words_in((tmp_path / NAME).read_bytes())


def test_a_change_afterwards_alters_neither_rows_nor_documents(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    pack, content = pack_of_copy(the_copy()), copy_bytes(copy=the_copy(), position=1)[1]
    take_off_list(
        item=story.items[0],
        version=1,
        reason=OffListReason.SUPERSEDED,
        note="A later one replaces it.",
        on=TODAY,
        by=person(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, name="Finn Low"),
        now=LATER + timedelta(hours=1),
        today=TODAY,
    )
    now = pack_of(
        board=story.board,
        meeting=None,
        as_at=LATER + timedelta(hours=2),
        now=LATER + timedelta(hours=2),
    )
    assert (now.number(Term.OPENING), now.number(Term.TAKEN_OFF), now.number(Term.CLOSING)) == (2, 1, 1)
    assert pack_of_copy(the_copy()) == pack
    assert copy_bytes(copy=the_copy(), position=1)[1] == content == (tmp_path / NAME).read_bytes()
    assert check_copy(the_copy()).is_whole


def test_before_the_cut_off_it_needs_words_and_prints_them(register: Flask, tmp_path: Path) -> None:
    story = drafted(cut_off_on=date(2026, 1, 8))
    with pytest.raises(Invalid) as refusal:
        final(story, tmp_path)
    assert set(refusal.value.problems) == {"before_cut_off"}
    assert not (tmp_path / NAME).exists()
    final(story, tmp_path, before_cut_off="The chair travels early.")
    assert "The chair travels early." in pack_of_copy(the_copy()).head.before_cut_off
    assert any("The chair travels early." in said for said in words_in((tmp_path / NAME).read_bytes()))


def test_where_the_sums_part_it_needs_the_reason_that_is_printed(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    db.session.execute(
        update(ItemState).where(ItemState.item_id == story.items[0].id).values(standing="closed")
    )
    db.session.commit()
    with pytest.raises(Invalid) as refusal:
        final(story, tmp_path)
    assert set(refusal.value.problems) == {"does_not_reconcile"}
    final(story, tmp_path, does_not_reconcile="one row was damaged by a restore")
    assert pack_of_copy(the_copy()).head.does_not_reconcile == "one row was damaged by a restore"
    said = words_in((tmp_path / NAME).read_bytes())
    assert any("one row was damaged by a restore" in words for words in said)


def test_reasons_that_are_not_needed_are_not_printed(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path, before_cut_off="Early.", does_not_reconcile="Perhaps.")
    head = pack_of_copy(the_copy()).head
    assert (head.before_cut_off, head.does_not_reconcile) == ("", "")


def test_only_the_boards_secretary_makes_it(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    others = (
        person(Role.OFFICE_STAFF, name="Asha Patel"),
        person(Role.BOARD_SECRETARY, name="Other Board"),
        SYSTEM,
    )
    for other in others:
        with pytest.raises(NotAllowed):
            final(story, tmp_path, by=other)
    assert db.session.query(FinalCopy).count() == 0


def test_a_meeting_that_is_not_drafted_has_none(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    with pytest.raises(NotAllowed, match="is made from a drafted pack"):
        final(story, tmp_path)
    with pytest.raises(NotHere, match="no version 2"):
        get_copy(meeting=story.meeting, number=2, by=story.secretary)


def test_a_correction_is_the_next_version_with_its_reason_and_the_first_stays(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    final(story, tmp_path)
    first = copy_bytes(copy=the_copy(), position=1)[1]
    later = LATER + timedelta(days=1)
    with pytest.raises(Invalid) as refusal:
        corrected(story, tmp_path, " ", now=later)
    assert set(refusal.value.problems) == {"reason"}
    made = corrected(story, tmp_path, now=later)
    second = pack_of_copy(the_copy(2))
    assert made.names[0] == "fenland-bicycle-board-2026-01-12-pack-version-2.xlsx"
    assert (second.head.version, second.head.correction) == (2, "A date was wrong.")
    assert second.head.opened_at == pack_of_copy(the_copy()).head.opened_at
    assert copy_bytes(copy=the_copy(), position=1)[1] == first
    last = db.session.query(Event).order_by(Event.seq.desc()).first()
    assert last is not None
    assert last.name == EventName.FINAL_COPY_CORRECTED
    assert check_copy(the_copy(2)).is_whole
    assert check_copy(the_copy()).is_whole


def test_the_next_pack_opens_where_the_last_final_copy_closed(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    then = NOW + timedelta(days=60)
    following = drafted_meeting(
        story.board, story.secretary, date(2026, 3, 20), cut_off_on=date(2026, 3, 7), now=then
    )
    make_final_copy(
        meeting=following,
        version=following.version,
        exports_dir=tmp_path,
        by=story.secretary,
        now=then,
        today=date(2026, 3, 8),
    )
    copies = db.session.query(FinalCopy).order_by(FinalCopy.id).all()
    packs = [pack_of_copy(copy) for copy in copies]
    assert packs[1].head.opened_at == packs[0].head.as_at
    assert packs[1].number(Term.OPENING) == packs[0].number(Term.CLOSING)


def test_two_at_once_make_one(either_register: Flask, tmp_path: Path) -> None:
    story = drafted()
    key, version, came = story.meeting.id, story.meeting.version, []
    db.session.rollback()
    at_once = threading.Barrier(2)

    def make() -> None:
        with either_register.app_context():
            meeting = db.session.get_one(Meeting, key)
            at_once.wait()
            try:
                make_final_copy(
                    meeting=meeting,
                    version=version,
                    exports_dir=tmp_path,
                    by=story.secretary,
                    now=LATER,
                    today=TODAY,
                )
                came.append("made")
            except Conflict:
                came.append("conflict")
            finally:
                db.session.remove()

    both = [threading.Thread(target=make) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(came) == ["conflict", "made"]
    assert check_copy(the_copy()).is_whole


def test_a_missing_copy_in_exports_is_made_again_and_a_strange_one_is_named(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    final(story, tmp_path)
    content = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).unlink()
    assert repair_exports(exports_dir=tmp_path) == ()
    assert (tmp_path / NAME).read_bytes() == content
    (tmp_path / NAME).write_bytes(b"somebody wrote here")
    assert repair_exports(exports_dir=tmp_path) == (NAME,)


def test_a_full_disk_for_copies_stops_no_final_copy(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    blocked = tmp_path / "exports"
    blocked.write_text("a file where the folder should be")
    assert not final(story, blocked).is_copied
    assert check_copy(the_copy()).is_whole


def test_a_board_with_no_items_has_a_final_copy(register: Flask, tmp_path: Path) -> None:
    final(drafted(0), tmp_path)
    assert pack_of_copy(the_copy()).items == ()


def test_a_copy_is_found_by_the_day_of_its_meeting_and_by_the_day_it_was_made(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    final(story, tmp_path)
    corrected(story, tmp_path, now=LATER + timedelta(days=1))
    found = {
        on.isoformat(): copy.number if (copy := copy_for_day(db.session(), story.board.id, on)) else None
        for on in (date(2026, 1, 12), TODAY, date(2026, 1, 8), date(2026, 1, 9))
    }
    assert found == {"2026-01-12": 2, "2026-01-07": 1, "2026-01-08": 2, "2026-01-09": None}


def test_the_day_of_a_meeting_whose_pack_is_not_final_is_no_other_meetings(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    final(story, tmp_path)
    assert copy_for_day(db.session(), story.board.id, TODAY) is not None
    drafted_meeting(story.board, story.secretary, TODAY, cut_off_on=TODAY)
    assert copy_for_day(db.session(), story.board.id, TODAY) is None
