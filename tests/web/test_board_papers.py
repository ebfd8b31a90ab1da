"""The pages of a meeting's papers: drafted from the rows, edited, read, and what may be published."""

import io

import docx
import pytest

from tests.fixtures.page_check import Visitor
from tests.web.letter_pages import main_text
from tests.web.test_meetings import BOARD, PLANNED, Room, room
from tracker.domain.vocabulary import Role

__all__ = ["room"]
PAPERS = f"{BOARD}/meetings/2026-02-04/papers"
STATUS = f"{PAPERS}/1"
PASTED = """To: Business Coordination Board
From: Office of the Police and Crime Commissioner
Date: 17 December 2025

BICYCLES AND SAFETY

1. Purpose

1.1 The purpose of this report is to tell the Board about bicycles.

2. Recommendation

2.1 It is recommended that the Board notes the contents of this report.
"""


@pytest.fixture
def visit(room: Room) -> Visitor:
    """The secretary, with the meeting of 4 February 2026 planned."""
    visit = room.visitor()
    visit.submit(f"{BOARD}/meetings/new", PLANNED)
    return visit


@pytest.fixture
def drafted(visit: Visitor) -> Visitor:
    """The secretary, with the status paper drafted."""
    visit.submit(PAPERS, button="Draft the status paper", status=303)
    return visit


def section(drafted: Visitor, kind: str) -> str:
    """The address of the first section with this heading."""
    drafted.get(STATUS)
    before, _, _ = drafted.html.partition(f": {kind}</span></a>")
    return before.rpartition('href="')[2].partition('"')[0]


def words_of_file(visit: Visitor, path: str) -> str:
    """Every paragraph, header and footer of a Word file."""
    document = docx.Document(io.BytesIO(visit.client.get(path).data))
    bands = [document.sections[0].header, document.sections[0].footer]
    paragraphs = [*document.paragraphs, *(one for band in bands for one in band.paragraphs)]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paragraphs), *cells])


def test_an_empty_list_says_what_to_do_first(visit: Visitor) -> None:
    visit.get(PAPERS)
    assert "No paper is begun yet." in main_text(visit)
    assert "Draft the status paper first" in main_text(visit)


def test_the_status_paper_is_drafted_from_the_rows(drafted: Visitor) -> None:
    drafted.get(STATUS)
    said = main_text(drafted)
    assert "Status paper, drafted from the rows as at 7 January 2026 at 12:05pm." in said
    assert "2 items are open" in said
    assert "Recommendation 1 (R2025-01-REC1)" in said


def test_drafting_twice_makes_one_status_paper(drafted: Visitor) -> None:
    drafted.get(PAPERS)
    assert "Draft the status paper" not in main_text(drafted)
    drafted.get(STATUS)
    token = drafted.html.partition('name="csrf_token" value="')[2].partition('"')[0]
    drafted.post(f"{PAPERS}/draft", {"csrf_token": token}, status=303)
    drafted.get(f"{PAPERS}/2", status=404)


def test_the_word_draft_is_stamped_and_says_what_the_page_says(drafted: Visitor) -> None:
    said = words_of_file(drafted, f"{STATUS}/word")
    assert "DRAFT, as at 12:05 on 7 January 2026" in said
    assert "Inspection recommendations: how they stand" in said
    assert "2 items are open" in said


def test_what_was_typed_stays_and_the_rest_keeps_up_with_the_rows(drafted: Visitor, room: Room) -> None:
    drafted.submit(section(drafted, "Summary"), {"text": "All is in hand."}, status=303)
    office = room.visitor(Role.OFFICE_STAFF)
    add_an_item(office)
    drafted.get(STATUS)
    said = main_text(drafted)
    assert "All is in hand." in said
    assert "3 items are open" in said
    assert "The figures behind this section have changed since it was edited." in said
    assert "The figures behind 1 edited section have changed since." in said
    drafted.get(section(drafted, "Summary"))
    assert "All is in hand." in main_text(drafted)
    assert "3 items are open: 1 is Red" in main_text(drafted)


def test_a_pasted_paper_is_shown_as_it_is_read_before_it_is_saved(visit: Visitor) -> None:
    visit.submit(f"{PAPERS}/new", {"text": PASTED, "act": "read"}, status=200)
    said = main_text(visit)
    assert "How the text is read: 2 sections" in said
    assert 'value="BICYCLES AND SAFETY"' in visit.html
    assert 'value="Business Coordination Board"' in visit.html
    visit.get(PAPERS)
    assert "No paper is begun yet." in main_text(visit)


def test_a_pasted_paper_is_saved_once_and_printed_word_for_word(visit: Visitor) -> None:
    visit.get(f"{PAPERS}/new")
    page = visit.html
    for _ in range(2):
        visit.html = page
        fields = {"text": PASTED, "style": "to_and_from"}
        visit.send(fields, path=f"{PAPERS}/new", button="Save the paper", status=303)
    visit.get(f"{PAPERS}/2", status=404)
    said = words_of_file(visit, f"{PAPERS}/1/word")
    for words in (
        "To:\tBusiness Coordination Board",
        "Date:\t17 December 2025",
        "1.\tPurpose",
        "1.1\tThe purpose of this report is to tell the Board about bicycles.",
        "2.1\tIt is recommended that the Board notes the contents of this report.",
    ):
        assert words in said


def test_a_pasted_paper_without_a_title_is_refused_and_kept(visit: Visitor) -> None:
    visit.submit(f"{PAPERS}/new", {"text": "1. Purpose\n\nTo tell."}, status=400)
    assert "Enter the title of the paper." in main_text(visit)
    assert "To tell." in main_text(visit)


def test_the_details_are_changed_and_a_clash_shows_both(drafted: Visitor, room: Room) -> None:
    other = room.visitor()
    other.get(f"{STATUS}/edit")
    drafted.submit(f"{STATUS}/edit", {"title": "How bicycles stand", "marking": "official"}, status=303)
    other.send({"title": "On bicycles"}, path=f"{STATUS}/edit", status=409)
    assert "How bicycles stand" in main_text(other)
    assert 'value="On bicycles"' in other.html
    drafted.get(f"{STATUS}/preview")
    assert "OFFICIAL" in main_text(drafted)
    assert "How bicycles stand" in main_text(drafted)


def test_details_are_not_in_the_way_of_who_writes_in_the_sections(drafted: Visitor, room: Room) -> None:
    other = room.visitor()
    other.get(f"{STATUS}/edit")
    drafted.submit(section(drafted, "Summary"), {"text": "All is in hand."}, status=303)
    other.send({"title": "On bicycles"}, path=f"{STATUS}/edit", status=303)


def test_the_public_version_lists_what_was_taken_out(drafted: Visitor) -> None:
    drafted.submit(section(drafted, "Summary"), {"text": "Owen Hart reports."}, status=303)
    drafted.submit(section(drafted, "Purpose"), {"is_left_out_of_public": "y"}, status=303)
    drafted.get(f"{STATUS}/public")
    said = main_text(drafted)
    assert "Owen Hart The Head of Reviews" in said
    assert "Section: Purpose Nothing" in said
    assert "The Head of Reviews reports." in said
    assert "Owen Hart" not in words_of_file(drafted, f"{STATUS}/public-word")
    assert "Owen Hart" in words_of_file(drafted, f"{STATUS}/word")


def test_the_office_reads_drafts_and_changes_none(drafted: Visitor, room: Room) -> None:
    office = room.visitor(Role.OFFICE_STAFF)
    office.get(STATUS)
    said = main_text(office)
    assert "2 items are open" in said
    assert "Take out" not in said
    assert "Only the Board secretary may run the meetings of boards and make their packs." in said
    office.get(f"{PAPERS}/new", status=403)


def test_the_history_shows_the_words_of_drafts_to_those_who_may_read_them(
    drafted: Visitor, room: Room
) -> None:
    drafted.submit(section(drafted, "Summary"), {"text": "All is in hand."}, status=303)
    readers = ((Role.OWNER, False), (Role.AUDITOR, False), (Role.APPROVER, True))
    for visitor, is_told in [(room.visitor(role), is_told) for role, is_told in readers]:
        visitor.get("/history")
        assert "edited a board paper" in main_text(visitor)
        assert ("All is in hand." in main_text(visitor)) is is_told


def test_a_paper_is_taken_out_of_its_meeting(drafted: Visitor) -> None:
    drafted.submit(STATUS, button="Take this paper out", status=303)
    drafted.get(PAPERS)
    assert "No paper is begun yet." in main_text(drafted)
    drafted.get(STATUS, status=404)


@pytest.mark.parametrize("path", [f"{BOARD}/meetings/2026-02-30/papers", f"{PAPERS}/99", f"{PAPERS}/9/word"])
def test_what_is_not_there_is_not_found(visit: Visitor, path: str) -> None:
    visit.get(path, status=404)


def add_an_item(office: Visitor) -> None:
    """A third item of the report, which the board oversees by its rule."""
    fields = {"kind": "recommendation", "number": "3", "text": "Review it again.", "for_whom": "force"}
    office.submit("/reports/R2025-01/items/new", fields)
