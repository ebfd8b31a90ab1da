"""The public version of a paper: no name below chief officer, no sensitive text, no section kept back."""

from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.test_board_papers import Room, room
from tests.services.update_records import updated
from tracker.domain.paper_edits import NOT_PUBLISHED
from tracker.domain.papers import PartKind
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import OwnRating, Role
from tracker.models.base import db
from tracker.models.office import ChiefOfficerPost
from tracker.queries.events import timeline
from tracker.services.board_paper_views import public_in_full
from tracker.services.board_texts import edit_board_text
from tracker.services.proof_store import LocalFolder
from tracker.services.redactions import ask_redaction, confirm_redaction

__all__ = ["room"]
pytestmark = pytest.mark.usefixtures("register")


def test_the_name_of_an_account_without_a_post_stays_out(room: Room) -> None:
    person(Role.AUDITOR, name="Una Seen")
    room.type_in(PartKind.SUMMARY, "Read by Una Seen.")
    assert "Read by a member of staff." in room.printed(is_public=True)


def test_names_below_chief_officer_stay_out_of_the_public_version(room: Room) -> None:
    room.type_in(PartKind.SUMMARY, "Owen Hart and Bo Secretary report. Mr Hart is late.")
    assert "Owen Hart and Bo Secretary report." in room.printed()
    said = room.printed(is_public=True)
    assert "The Head of Reviews and the secretary of the board report. The Head of Reviews is late." in said
    view = public_in_full(**room.seen(), by=room.story.secretary, now=NOW, today=TODAY)
    assert ("Owen Hart", "The Head of Reviews") in [(one.words, one.instead) for one in view.taken]
    assert view.still_named == ()


def test_a_chief_officer_is_named_in_public(room: Room) -> None:
    db.session.add(ChiefOfficerPost(post_id=room.story.post.id))
    db.session.commit()
    room.type_in(PartKind.SUMMARY, "Owen Hart reports.")
    assert "Owen Hart reports." in room.printed(is_public=True)


def test_a_section_is_left_out_of_the_public_version_and_the_numbers_stay(room: Room) -> None:
    room.type_in(PartKind.PURPOSE, "Ours alone.", is_left_out_of_public=True)
    said = room.printed(is_public=True)
    assert "Ours alone." not in said
    assert "2.\tWhere the items stand" in said


def test_a_sensitive_text_for_the_board_stays_out_of_the_public_version(room: Room) -> None:
    item = room.story.items[0]
    updated(
        item,
        room.story.owner,
        update=UpdateDetails("Done.", "Next.", OwnRating.ON_TRACK, "A child was moved."),
    )
    assert "A child was moved." in room.printed(is_public=True)
    edit_board_text(
        meeting=room.meeting,
        item=item,
        version=0,
        seen=0,
        text="A child was moved twice.",
        is_sensitive=True,
        by=room.story.secretary,
        now=NOW,
    )
    room.type_in(PartKind.SUMMARY, "We note: A child was moved twice. Then more.")
    assert room.printed().count("A child was moved twice.") == 2
    said = room.printed(is_public=True)
    assert "A child" not in said
    assert said.count(NOT_PUBLISHED) == 2
    view = public_in_full(**room.seen(), by=room.story.secretary, now=NOW, today=TODAY)
    assert f"The text for the board on {item.reference}" in [one.words for one in view.taken]
    assert view.sensitive == (item.reference,)


def test_a_redaction_reaches_a_section_and_its_history(room: Room, tmp_path: Path) -> None:
    room.type_in(PartKind.SUMMARY, "Una Seen was moved.")
    office, other = person(Role.OFFICE_STAFF, name="Ona Office"), person(Role.OFFICE_STAFF, name="Tom Other")
    files: dict[str, Any] = {"exports_dir": tmp_path / "out", "store": LocalFolder(tmp_path / "evidence")}
    files["exports_dir"].mkdir()
    asked = ask_redaction(words="Una Seen", reason="A child is named.", by=office, now=NOW, **files)
    confirm_redaction(redaction=asked, version=asked.version, by=other, now=NOW, **files)
    assert "Una Seen" not in room.part(PartKind.SUMMARY).text
    events = timeline(db.session(), [("paper_part", room.part(PartKind.SUMMARY).id)], limit=9)
    assert "Una Seen" not in str([(line.before, line.after) for event in events for line in event.changes])
