"""What goes wrong on a board's way to its papers: refused beside the box, or printed so that it is read."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, SignIn
from tests.journeys.board_documents import book_of, cells_of, paper_of
from tests.journeys.board_story import ALL, Quarter, begin
from tests.journeys.desk_story import boxes
from tests.services.board_histories import board
from tests.services.records import BY_JUNE, a_report, an_item
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import ForWhom

REPORT = "R2025-01"
MET = date(2026, 2, 4)
MEETING = f"/boards/{ALL}/meetings/{MET.isoformat()}"
PLANNED = boxes("on", MET) | boxes("cut_off_on", date(2026, 1, 28)) | {"agenda_item": "8.0"}
AWKWARD = (
    "=HYPERLINK(1,2) is what was done",
    "+44 is what was rung",
    "-5 were done",
    "@SUM(A1:A9) is what was meant",
    "\tA tab stands before this",
    "_x0041_ is no letter",
    "Bells\x07 and\x1b escapes\x00 were taken out",
    "Long: " + "word " * 5_990 + "end",
)
ITEMS = tuple(f"{REPORT}-REC{number}" for number in range(1, len(AWKWARD) + 1))
BOARD_NAME = r"Police/Council \ Families? * [Joint] Strategic Boards of All"


@pytest.fixture
def story(app: Flask, make_account: MakeAccount, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Quarter:
    return begin(app, make_account, sign_in, monkeypatch)


def owned_items(story: Quarter, n_items: int) -> None:
    """Items that every board reads, with an owner."""
    with story.inside():
        report = a_report(**story.when)
        for number in range(1, n_items + 1):
            an_item(report, number=str(number), for_whom=ForWhom.FORCE, deadlines=(BY_JUNE,), now=story.now)
    story.do("allocate", *ITEMS[:n_items])
    story.on(1, 20)


def drafted(story: Quarter, meeting: str = MEETING) -> None:
    """The secretary asks for updates, drafts the pack and its status paper."""
    bo = story.by("secretary")
    for button in ("Ask for updates", "Draft the pack"):
        bo.get(meeting)
        bo.send(path=meeting, button=button)
    bo.submit(f"{meeting}/papers", button="Draft the status paper", status=303)


def documents(story: Quarter, meeting: str = MEETING) -> tuple[bytes, bytes, bytes]:
    """The pack, the paper and the public paper of a final copy's first version."""
    pack, paper, public = (story.download(f"{meeting}/final/1/documents/{n}") for n in (1, 2, 3))
    return pack, paper, public


def test_awkward_words_go_from_the_update_to_the_pack_and_the_paper_and_stay_words(story: Quarter) -> None:
    owned_items(story, len(AWKWARD))
    owner, bo = story.by("owner"), story.by("secretary")
    for reference, words in zip(ITEMS, AWKWARD, strict=True):
        said = {"done": words, "own_rating": "off_track", "board_text": words}
        owner.submit(f"/items/{reference}/update", said)
    bo.submit(f"/boards/{ALL}/meetings/new", PLANNED)
    bo.get(f"{MEETING}/texts")
    bo.send({f"{ITEMS[0]}-text": AWKWARD[0] + "!", "save": ITEMS[0]}, path=f"{MEETING}/texts")
    story.on(1, 29)
    drafted(story)
    story.by("secretary").submit(f"{MEETING}/final/make", {})
    pack, paper, public = documents(story)
    texts = {row["Reference"]: row["Text for the board"] for row in book_of(pack)["Table_register"]}
    printed = " ".join(" ".join(" ".join(paper_of(one)).split()) for one in (paper, public))
    for reference, words in zip(ITEMS, AWKWARD, strict=True):
        read = " ".join(re.sub(r"[\x00-\x08\x0e-\x1f]", "", words).split())
        read += "!" if reference == ITEMS[0] else ""
        assert " ".join(texts[reference].split()) == read
        assert printed.count(read) == 2, read[:40]
    assert [cell.coordinate for cell in cells_of(pack) if cell.data_type == "f"] == []


def test_a_text_of_40_000_characters_is_refused_beside_its_box_and_comes_back_whole(story: Quarter) -> None:
    owned_items(story, 1)
    owner, long = story.by("owner"), "w" * 40_000
    sent = {"done": "Done.", "own_rating": "on_track", "board_text": long}
    owner.submit(f"/items/{ITEMS[0]}/update", sent, status=400)
    assert "30,000 characters or fewer" in owner.html
    assert long in owner.html
    bo = story.by("secretary")
    bo.submit(f"/boards/{ALL}/meetings/new", PLANNED)
    bo.submit(f"{MEETING}/papers", button="Draft the status paper", status=303)
    bo.get(f"{MEETING}/papers/1")
    section = bo.html.split(f'href="{MEETING}/papers/1/sections/', 1)[1].partition('"')[0]
    bo.submit(f"{MEETING}/papers/1/sections/{section}", {"text": long}, status=400)
    assert "30,000 characters or fewer" in bo.html
    assert long in bo.html


def test_before_the_cut_off_the_final_copy_asks_why_and_prints_it_in_both_documents(story: Quarter) -> None:
    owned_items(story, 1)
    bo = story.by("secretary")
    bo.submit(f"/boards/{ALL}/meetings/new", PLANNED)
    drafted(story)
    bo.submit(f"{MEETING}/final/make", {"before_cut_off": "\u200b"}, status=400)
    assert "Say why it is made before the cut-off." in bo.html
    assert "Not made yet" in story.read("auditor", f"{MEETING}/final")
    bo.submit(f"{MEETING}/final/make", {"before_cut_off": "=The chair travels"})
    pack, paper, _ = documents(story)
    about = {row["About"]: row["In words"] for row in book_of(pack)["Table_about"]}
    assert about["Made before the cut-off because"] == "=The chair travels"
    assert "made before the cut-off for updates: =The chair travels." in " ".join(paper_of(paper))
    assert [cell for cell in cells_of(pack) if cell.data_type == "f"] == []


def test_a_board_has_one_meeting_on_a_day_and_what_was_typed_stays(story: Quarter) -> None:
    bo = story.by("secretary")
    bo.submit(f"/boards/{ALL}/meetings/new", PLANNED)
    bo.submit(f"/boards/{ALL}/meetings/new", PLANNED | {"place": "Fenland Hall"}, status=400)
    assert "This board has a meeting on 4 February 2026 already" in bo.html
    assert "Fenland Hall" in bo.html
    second = boxes("on", date(2026, 2, 5)) | boxes("cut_off_on", date(2026, 1, 28))
    bo.submit(f"/boards/{ALL}/meetings/new", second)
    bo.submit(f"/boards/{ALL}/meetings/2026-02-05/edit", PLANNED, status=400)
    assert "This board has a meeting on 4 February 2026 already" in bo.html


def test_a_board_is_never_its_own_ancestor(story: Quarter) -> None:
    office = story.by("office")
    office.submit("/boards/new", {"name": "Lower Group", "parents": [key(story, ALL)]}, status=303)
    office.submit("/boards/new", {"name": "Lowest Group", "parents": [key(story, "lower-group")]}, status=303)
    ring = (
        "Every item would report to Lowest Group, which reports to Lower Group, which reports to Every item"
    )
    for parent, told in ((ALL, "Choose only from the answers offered"), ("lowest-group", ring)):
        office.get(f"/boards/{ALL}/edit")
        office.send({"parents": [key(story, parent)]}, path=f"/boards/{ALL}/edit", status=400)
        assert told in main_text(office)
    assert "Reports to No other board" in story.read("auditor", f"/boards/{ALL}")


def key(story: Quarter, reference: str) -> str:
    """The number by which a form names a board."""
    with story.inside():
        return str(board(reference).id)


def test_a_name_that_no_sheet_and_no_file_may_have_is_printed_whole(story: Quarter) -> None:
    assert len(BOARD_NAME) == 60
    office = story.by("office")
    made = office.submit("/boards/new", {"name": BOARD_NAME}, status=303).location
    seat = {"role": "secretary", "account_id": str(story.people["secretary"].account_id)}
    office.submit(f"{made}/people/new", seat | {"person_name": "Bo Sample"}, status=303)
    bo, meeting = story.by("secretary"), f"{made}/meetings/{MET.isoformat()}"
    bo.submit(f"{made}/meetings/new", PLANNED)
    drafted(story, meeting)
    draft = story.by("secretary").client.get(f"{meeting}/final/draft.xlsx")
    name = draft.headers["Content-Disposition"].partition('filename="')[2].partition('"')[0]
    assert name.endswith(" draft.xlsx")
    assert not set("/\\?*[]:") & set(name)
    story.by("secretary").submit(f"{meeting}/final/make", {"before_cut_off": "It is a trial."})
    pack, paper, _ = documents(story, meeting)
    assert {row["About"]: row["In words"] for row in book_of(pack)["Table_about"]}["Board"] == BOARD_NAME
    assert all(len(name) <= 31 and not set(name) & set("/\\?*[]:") for name in sheets_of(pack))
    assert BOARD_NAME in " ".join(paper_of(paper))
    assert BOARD_NAME in story.read("auditor", f"{made}/pack?on={MET.isoformat()}")


def sheets_of(content: bytes) -> list[str]:
    names: list[str] = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    return names


def test_a_board_with_no_items_has_a_pack_a_paper_and_a_page(story: Quarter) -> None:
    bo = story.by("secretary")
    bo.submit(f"/boards/{ALL}/meetings/new", PLANNED)
    drafted(story)
    assert "No question to ask" in story.read("secretary", f"{MEETING}/questions")
    bo.submit(f"{MEETING}/final/make", {"before_cut_off": "Nothing can come."})
    pack, paper, _ = documents(story)
    assert {row["Number"] for row in book_of(pack)["Table_counts"]} == {0}
    assert "Table_register" not in book_of(pack)
    assert "No items are open." in " ".join(paper_of(paper))
    assert "No item is Red or Amber." in " ".join(paper_of(paper))
    assert "No item is on this board’s list." in story.read("auditor", f"/boards/{ALL}/pack?on=2026-02-04")


def test_a_meeting_of_the_past_says_what_the_history_does_not_hold(story: Quarter) -> None:
    owned_items(story, 2)
    past = date(2019, 3, 20)
    meeting = f"/boards/{ALL}/meetings/{past.isoformat()}"
    days: dict[str, Any] = boxes("on", past) | boxes("cut_off_on", date(2019, 3, 13))
    bo = story.by("secretary")
    bo.submit(f"/boards/{ALL}/meetings/new", days)
    note = "History before 7 January 2026 is not held here"
    assert note in story.read("secretary", meeting)
    assert note in story.read("auditor", f"/boards/{ALL}/pack?on={past.isoformat()}")
    drafted(story, meeting)
    story.by("secretary").submit(f"{meeting}/final/make", {})
    pack, paper, _ = documents(story, meeting)
    about = {row["About"]: row["In words"] for row in book_of(pack)["Table_about"]}
    assert note in about["History"]
    assert note in " ".join(paper_of(paper))
    assert "Each is what was kept" in story.read("auditor", f"{meeting}/final/1/check")
