"""Papers of a meeting: drafted from the rows, edited by their section, whole and in public."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import docx
import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.meeting_records import ACT, Story, a_story, meets
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.meetings import MeetingMove
from tracker.domain.paper_edits import PaperDetails, PartDetails, mark_of, mark_of_details
from tracker.domain.papers import PartKind
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ForWhom, Marking, Role
from tracker.models.base import db
from tracker.models.board_paper import BoardPaper, BoardPaperPart
from tracker.models.meeting import Meeting
from tracker.queries.board_papers import papers_of
from tracker.queries.events import timeline
from tracker.services import board_paper_parts, board_papers, meetings
from tracker.services.board_paper_views import paper_in_full
from tracker.services.packs import pack_of
from tracker.services.paper_documents import kept, paper_bytes

pytestmark = pytest.mark.usefixtures("register")

PLAIN = PaperDetails("Bicycles", dated_on=date(2026, 2, 4))
LATER = NOW + timedelta(minutes=5)


class Room:
    """A meeting whose status paper is drafted, and what its secretary does to it."""

    def __init__(self) -> None:
        self.story: Story = a_story()
        self.meeting: Meeting = meets(self.story, agenda_item="8.0")
        self.paper: BoardPaper = board_papers.draft_status_paper(meeting=self.meeting, **self.act)

    @property
    def act(self) -> dict[str, Any]:
        return {"by": self.story.secretary} | ACT

    def part(self, kind: PartKind) -> BoardPaperPart:
        return next(part for part in self.paper.parts if part.kind is kind)

    def type_in(self, kind: PartKind, text: str, **given: Any) -> None:
        part = self.part(kind)
        details = PartDetails(part.heading, text, drafted="0" * 64)
        board_paper_parts.change_part(
            paper=self.paper,
            key=part.id,
            seen=given.pop("seen", mark_of(kept(part))),
            details=replace(details, **given),
            **self.act,
        )

    def printed(self, *, is_public: bool = False) -> str:
        pack = pack_of(board=self.story.board, meeting=self.meeting, as_at=LATER, now=LATER)
        document = docx.Document(io.BytesIO(paper_bytes(paper=self.paper, pack=pack, is_public=is_public)))
        return "\n".join(one.text for one in document.paragraphs)

    def seen(self) -> dict[str, Any]:
        return {"board": self.story.board.reference, "on": self.meeting.on, "key": self.paper.id}


@pytest.fixture
def room(register: object) -> Room:
    return Room()


def test_a_status_paper_begins_with_the_meetings_own_details(room: Room) -> None:
    details = board_papers.details_of(room.paper)
    assert (details.to_words, details.from_words) == ("Wessmere Delivery Group", "Bo Secretary")
    assert (details.dated_on, details.agenda_item) == (room.meeting.on, "8.0")
    assert not any(part.is_typed for part in room.paper.parts)


def test_every_figure_of_the_paper_is_in_the_pack(room: Room) -> None:
    pack = pack_of(board=room.story.board, meeting=room.meeting, as_at=LATER, now=LATER)
    held = set(re.findall(r"[0-9]+", repr(pack))) | {"55", "56"}
    # The clock of the pack's moment is printed in words, and its sections are counted.
    said = re.sub(r"12:10|(?m:^[0-9.]+\t)", "", room.printed())
    assert set(re.findall(r"[0-9]+", said)) <= held


def test_a_meeting_has_one_status_paper(room: Room) -> None:
    with pytest.raises(Conflict):
        board_papers.draft_status_paper(meeting=room.meeting, **room.act)
    assert len(papers_of(db.session(), room.meeting.id)) == 1


def test_what_nobody_typed_keeps_up_with_the_rows(room: Room) -> None:
    assert "2 items are open" in room.printed()
    another_item()
    assert "3 items are open" in room.printed()


def another_item() -> None:
    an_item(a_report("Bicycles"), "Review it.", deadlines=(BY_JUNE,), for_whom=ForWhom.FORCE)


def test_what_was_typed_stays_as_it_was(room: Room) -> None:
    room.type_in(PartKind.SUMMARY, "All is in hand.")
    another_item()
    assert "All is in hand." in room.printed()


def test_two_people_in_two_sections_are_in_nobodys_way(room: Room) -> None:
    marks = {part.kind: mark_of(kept(part)) for part in room.paper.parts}
    room.type_in(PartKind.SUMMARY, "One.", seen=marks[PartKind.SUMMARY])
    room.type_in(PartKind.PURPOSE, "Other.", seen=marks[PartKind.PURPOSE])
    assert {"One.", "Other."} <= {part.text for part in room.paper.parts}


def test_two_people_in_one_section_conflict_and_the_first_is_named(room: Room) -> None:
    seen = mark_of(kept(room.part(PartKind.SUMMARY)))
    room.type_in(PartKind.SUMMARY, "One.", seen=seen)
    with pytest.raises(Conflict) as refusal:
        room.type_in(PartKind.SUMMARY, "Other.", seen=seen)
    assert refusal.value.theirs == "Bo Secretary"
    assert room.part(PartKind.SUMMARY).text == "One."


def test_a_section_goes_back_to_its_draft_and_its_words_to_the_history(room: Room) -> None:
    room.type_in(PartKind.SUMMARY, "All is in hand.")
    part = room.part(PartKind.SUMMARY)
    board_paper_parts.draft_part_again(paper=room.paper, key=part.id, seen=mark_of(kept(part)), **room.act)
    assert not room.part(PartKind.SUMMARY).is_typed
    (last, *_) = timeline(db.session(), [("paper_part", part.id)], limit=1)
    assert "All is in hand." in [line.before for line in last.changes]


def test_sections_are_added_moved_and_taken_out(room: Room) -> None:
    finance = board_paper_parts.add_part(
        paper=room.paper,
        version=room.paper.version,
        kind=PartKind.FREE,
        details=PartDetails("Finance", "None.", number="6"),
        **room.act,
    )
    at: dict[str, Any] = {"paper": room.paper, "key": finance.id, **room.act}
    board_paper_parts.move_part(version=room.paper.version, is_up=True, **at)
    assert [part.heading for part in room.paper.parts][-2:] == ["Finance", "Recommendation"]
    assert "6\tFinance" in room.printed()
    board_paper_parts.remove_part(version=room.paper.version, **at)
    assert "Finance" not in room.printed()
    assert [part.position for part in room.paper.parts] == list(range(1, len(room.paper.parts) + 1))


def test_a_drafted_kind_is_added_without_words(room: Room) -> None:
    board_paper_parts.add_part(
        paper=room.paper,
        version=room.paper.version,
        kind=PartKind.SUMMARY,
        details=PartDetails("In short", ""),
        **room.act,
    )
    assert room.printed().count("2 items are open") == 3


def test_the_first_section_goes_no_further_up(room: Room) -> None:
    with pytest.raises(Invalid):
        board_paper_parts.move_part(
            paper=room.paper,
            key=room.paper.parts[0].id,
            version=room.paper.version,
            is_up=True,
            **room.act,
        )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": "", "heading": ""}, "text"),
        ({"text": "x" * 30_001}, "text"),
        ({"text": "x", "heading": "x" * 301}, "heading"),
        ({"text": "x", "number": "six and a half"}, "number"),
    ],
)
def test_a_section_that_does_not_hold_is_refused(room: Room, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        room.type_in(PartKind.SUMMARY, given.pop("text"), **given)
    assert set(refusal.value.problems) == {field}


def test_details_are_changed_and_a_paper_with_its_own_look_keeps_it(room: Room) -> None:
    seen = mark_of_details(board_papers.details_of(room.paper))
    room.type_in(PartKind.SUMMARY, "Meanwhile.")
    details = replace(PLAIN, marking=Marking.OFFICIAL_SENSITIVE, to_words="The Board")
    board_papers.change_paper(paper=room.paper, seen=seen, details=details, **room.act)
    assert board_papers.details_of(room.paper) == details
    with pytest.raises(Conflict):
        board_papers.change_paper(paper=room.paper, seen=seen, details=PLAIN, **room.act)


def test_a_plain_paper_takes_nothing_from_the_rows_and_keeps_its_numbers(room: Room) -> None:
    text = "6 Finance\n\n6.1 None at present.\n\n7 Summary\n\n7.1 Read it."
    text = "".join(f"{n}. Part {n}\n\n{n}.1 Words.\n\n" for n in range(1, 6)) + text
    room.paper = board_papers.write_plain_paper(
        meeting=room.meeting, details=PLAIN, text=text, nonce="n", **room.act
    )
    said = room.printed()
    assert "5.\tPart 5" in said
    assert "6\tFinance" in said
    assert "7.1\tRead it." in said
    assert "items are open" not in said
    assert [part.kind for part in room.paper.parts][-1] is PartKind.SUMMARY


def test_a_plain_paper_that_does_not_hold_is_refused_at_its_box(room: Room) -> None:
    for text, details, field in (
        ("x" * 30_001, PLAIN, "text"),
        ("Words.", replace(PLAIN, title=" "), "title"),
    ):
        with pytest.raises(Invalid) as refusal:
            board_papers.write_plain_paper(
                meeting=room.meeting, details=details, text=text, nonce="", **room.act
            )
        assert set(refusal.value.problems) == {field}
    assert len(papers_of(db.session(), room.meeting.id)) == 1


def test_a_paper_is_taken_out_of_its_meeting(room: Room) -> None:
    board_papers.drop_paper(paper=room.paper, version=room.paper.version, **room.act)
    assert papers_of(db.session(), room.meeting.id) == []
    assert db.session.query(BoardPaperPart).count() == 0


def test_only_who_runs_the_board_edits_and_only_who_may_reads_drafts(room: Room) -> None:
    office = person(Role.OFFICE_STAFF, name="Ona Office")
    other = person(Role.BOARD_SECRETARY, name="Oz Other")
    for who in (office, other):
        with pytest.raises(NotAllowed):
            board_papers.drop_paper(paper=room.paper, version=1, by=who, **ACT)
    paper_in_full(**room.seen(), by=office, now=NOW, today=TODAY)
    with pytest.raises(NotAllowed):
        paper_in_full(**room.seen(), by=room.story.owner, now=NOW, today=TODAY)


def test_papers_of_a_meeting_that_was_called_off_are_read_only(room: Room) -> None:
    meetings.move_meeting(
        meeting=room.meeting,
        move=MeetingMove.CALL_OFF,
        version=room.meeting.version,
        words="No quorum.",
        **room.act,
    )
    with pytest.raises(NotAllowed):
        room.type_in(PartKind.SUMMARY, "More.")


def test_a_paper_of_another_meeting_is_not_here(room: Room) -> None:
    other = meets(room.story, date(2026, 3, 4))
    with pytest.raises(NotHere):
        board_papers.get_paper(meeting=other, key=room.paper.id, by=room.story.secretary)
