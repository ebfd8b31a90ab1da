"""A quarter of a board from one meeting to the next: its pack and its paper agree to the digit, for ever."""

import io
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import text

from tests.fixtures.app import MakeAccount, SignIn
from tests.journeys.board_documents import (
    book_of,
    number_of,
    paper_of,
    sum_of,
    table_on_page,
    the_paper_agrees_with_the_workbook,
    the_workbook_agrees_with_itself,
)
from tests.journeys.board_story import ALL, HEAD, SOME, Quarter, begin
from tests.journeys.boards_quarter import (
    AUDIT,
    BELLS,
    BIKES,
    CELLS,
    FEBRUARY,
    GATES,
    LAMPS,
    LISTS,
    LOCKS,
    MAY,
    NEW,
    PUMPS,
    SECRET,
    SHEDS,
    TYPED,
    items_come_and_go,
    the_first_meeting_is_prepared_and_held,
    the_second_final_copy_is_made_corrected_and_tabled,
    update,
)
from tracker.domain.vocabulary import (
    Rating,
)
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy
from tracker.queries.as_at import AsAtFilter, as_at_ratings
from tracker.services.count_views import counts_between
from tracker.services.final_copy_store import pack_of_copy
from tracker.services.history import verify


@pytest.fixture
def story(app: Flask, make_account: MakeAccount, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Quarter:
    return begin(app, make_account, sign_in, monkeypatch)


def test_two_meetings_of_a_board_whose_packs_and_papers_stay_as_they_were(
    story: Quarter, tmp_path: Path
) -> None:
    the_first_meeting_is_prepared_and_held(story)
    items_come_and_go(story)
    members_see_on_the_front_what_changed_and_what_will_slip(story)
    the_second_final_copy_is_made_corrected_and_tabled(story)
    what_became_of_each_item_is_told(story)
    for reference in (ALL, SOME):
        the_documents_agree_to_the_digit(story, reference)
    the_next_meeting_opened_where_the_last_one_closed(story)
    the_figures_are_those_of_the_register(story)
    the_public_paper_keeps_names_and_secrets(story)
    the_commands_give_the_same_bytes(story, tmp_path)
    what_comes_afterwards_alters_nothing_and_stands_in_the_addendum(story)
    a_damaged_row_is_named(story)


def members_see_on_the_front_what_changed_and_what_will_slip(story: Quarter) -> None:
    front = story.read("auditor", f"/boards/{ALL}")
    assert "Since 29 January 2026: the final copy for the meeting on 4 February 2026, version 1." in front
    assert "8 open now 9 open at the last board" in front
    for changed in ("New: 2", "Closed: 3", "Moved out: 1", "Date moved later: 1", "Owner changed: 1"):
        assert changed in front
    forecast = table_on_page(story.by("auditor"), "What turns Amber or Red before the next meeting")
    turns = {row[0]: row[1] for row in forecast}
    assert turns[f"{BELLS}Recommendation 7"] == "1 April 2026"


def document(story: Quarter, reference: str, on: date, position: int, version: int = 1) -> bytes:
    """A document of a final copy as the auditor takes it away: the pack, the paper, the public paper."""
    final = f"/boards/{reference}/meetings/{on.isoformat()}/final"
    return story.download(f"{final}/{version}/documents/{position}")


def what_became_of_each_item_is_told(story: Quarter) -> None:
    book = book_of(document(story, ALL, MAY, 1, version=2))
    told = {(line["What changed"], line["Reference"]): line for line in book["Table_changes"]}
    assert {key for key in told if not key[0].startswith("Rating")} == {
        ("New", NEW[0]),
        ("New", NEW[1]),
        ("Brought into scope", PUMPS),
        ("Re-opened", LISTS),
        ("Closed", LAMPS),
        ("Closed", LISTS),
        ("Closed", AUDIT),
        ("Taken off the list", CELLS),
        ("Moved out", BIKES),
        ("Date moved later", SHEDS),
        ("Owner changed", LOCKS),
    }
    assert "A post is empty." in told["Date moved later", SHEDS]["Why"]
    assert told["Owner changed", LOCKS]["Before"] == HEAD
    assert told["Owner changed", LOCKS]["After"] == "Head of Sheds"
    worse = told["Rating worse", BELLS]
    assert (worse["After"], worse["On"].date()) == (Rating.RED.label, date(2026, 4, 1))
    assert "calendar" in worse["Why"]
    left = {line["Reference"]: line for line in book_of(document(story, SOME, MAY, 1))["Table_changes"]}
    assert (left[SHEDS]["What changed"], left[LISTS]["What changed"]) == ("Moved out", "Brought into scope")


def the_documents_agree_to_the_digit(story: Quarter, reference: str) -> None:
    """The workbook with itself, the paper with the workbook, and the page with both."""
    for on, version in ((FEBRUARY, 1), (MAY, 1), (MAY, 2)):
        pack, paper = (document(story, reference, on, position, version) for position in (1, 2))
        the_workbook_agrees_with_itself(pack)
        the_paper_agrees_with_the_workbook(paper, pack)
    the_page_agrees_with_the_workbook(story, reference, document(story, reference, MAY, 1, version=2))


def the_page_agrees_with_the_workbook(story: Quarter, reference: str, content: bytes) -> None:
    auditor, book = story.by("auditor"), book_of(content)
    auditor.get(f"/boards/{reference}/pack?on={MAY.isoformat()}")
    shown = [(said, cell) for said, cell in table_on_page(auditor, "How the number of open items came about")]
    in_book = [(line["What it counts"], line["Number"]) for line in book["Table_counts"]]
    assert [number_of(cell) for _, cell in shown] == [number for _, number in in_book]
    for (said, _), (words, _) in zip(shown, in_book, strict=True):
        assert said.endswith(words)
    now = {row[0]: number_of(row[2]) for row in table_on_page(auditor, "Ratings now")}
    assert now == {row["Rating"]: row["Items"] for row in book["Table_ratings_now"]}
    register = story.read("auditor", f"/boards/{reference}/pack/register?on={MAY.isoformat()}")
    for row in book["Table_register"]:
        assert row["Reference"] in register


def the_next_meeting_opened_where_the_last_one_closed(story: Quarter) -> None:
    for reference in (ALL, SOME):
        before, after = (sum_of(document(story, reference, on, 1)) for on in (FEBRUARY, MAY))
        assert after["Open at the start"] == before["Open at the end"]
    assert sum_of(document(story, ALL, MAY, 1, version=2)) == {
        "Open at the start": 9,
        "New": 2,
        "Re-opened": 1,
        "Brought into scope": 1,
        "Closed": 3,
        "Taken off the list": 1,
        "Moved out": 1,
        "Open at the end": 8,
    }
    travel = "Since the meeting on 4 February 2026, the number of open items has fallen from 9 to 8"
    assert travel in " ".join(paper_of(document(story, ALL, MAY, 2)))


def the_figures_are_those_of_the_register(story: Quarter) -> None:
    """A board that oversees everything counts what the register counts, between two days and as at one."""
    counts, day = sum_of(document(story, ALL, MAY, 1)), date(2026, 4, 30)
    with story.inside():
        auditor = story.people["auditor"].actor
        register = counts_between(by=auditor, today=story.today, from_on=date(2026, 1, 29), to_on=day)
        ratings = as_at_ratings(db.session(), auditor, day, story.today, AsAtFilter())
    assert register.by_states == register.by_events
    summed = register.by_states
    assert counts == {
        "Open at the start": summed.opening,
        "New": summed.new,
        "Re-opened": summed.reopened,
        "Brought into scope": sum(summed.brought_into_scope.values()),
        "Closed": sum(summed.closed.values()),
        "Taken off the list": sum(summed.taken_off.values()),
        "Moved out": sum(summed.moved_out.values()),
        "Open at the end": summed.closing,
    }
    shown = {
        row["Rating"]: row["Items"] for row in book_of(document(story, ALL, MAY, 1))["Table_ratings_now"]
    }
    assert shown == {rating.label: Counter(ratings)[rating] for rating in Rating}


def the_public_paper_keeps_names_and_secrets(story: Quarter) -> None:
    whole, public = ("\n".join(paper_of(document(story, ALL, MAY, n, version=2))) for n in (2, 3))
    assert TYPED in whole
    assert SECRET in whole
    assert "The Head of Reviews wrote to Lena Marsh about the gates." in public
    assert "This update is not published." in public
    for name in ("Owen Hart", "Bo Sample", SECRET):
        assert name not in public


def the_commands_give_the_same_bytes(story: Quarter, folder: Path) -> None:
    for words, position in ((("pack",), 1), (("paper",), 2), (("paper", "--public"), 3)):
        for on, version in ((FEBRUARY, 1), (MAY, 2), (date(2026, 4, 30), 1)):
            output = folder / f"{words[-1]}-{on.isoformat()}"
            told = [words[0], "export", ALL, "--on", on.isoformat(), "-o", str(output), *words[1:]]
            assert f"Final copy, version {version}" in story.run(*told)
            of = FEBRUARY if on == FEBRUARY else MAY
            assert output.read_bytes() == document(story, ALL, of, position, version)
    story.run("pack", "export", ALL, "--on", "2026-05-02", "-o", str(folder / "draft.xlsx"))
    book = openpyxl.load_workbook(io.BytesIO((folder / "draft.xlsx").read_bytes()))
    assert "DRAFT, as at 23:59 on 2 May 2026" in str(book["Summary"]["A2"].value)


def what_comes_afterwards_alters_nothing_and_stands_in_the_addendum(story: Quarter) -> None:
    before = everything_kept(story)
    story.on(5, 8)
    story.do("close", BELLS)
    update(story, GATES, "The last gate is hung.")
    assert everything_kept(story) == before
    since = f"/boards/{ALL}/meetings/{MAY.isoformat()}/final/2/since"
    told, word = story.read("auditor", since), paper_of(story.download(f"{since}.docx"))
    for said in (told, " ".join(word)):
        assert BELLS in said
        assert "Closed" in said
        assert PUMPS not in said  # it was put back before the final copy: the pack tells it


def everything_kept(story: Quarter) -> list[Any]:
    """The rows, the bytes and the pages of every final copy."""
    kept_bytes = [
        document(story, reference, on, position, version)
        for reference in (ALL, SOME)
        for on, version in ((FEBRUARY, 1), (MAY, 1), (MAY, 2))
        for position in (1, 2, 3)
    ]
    pages = [story.read("auditor", f"/boards/{ALL}/pack?on={on.isoformat()}") for on in (FEBRUARY, MAY)]
    with story.inside():
        copies = db.session.query(FinalCopy).order_by(FinalCopy.id)
        return [*kept_bytes, *pages, *(pack_of_copy(copy) for copy in copies)]


def a_damaged_row_is_named(story: Quarter) -> None:
    check = f"/boards/{ALL}/meetings/{MAY.isoformat()}/final/2/check"
    assert "Each is what was kept" in story.read("auditor", check)
    with story.inside():
        assert verify(db.session()).faults == ()
        last = db.session.query(FinalCopy.id).filter_by(number=2).order_by(FinalCopy.id).first()
        assert last is not None
        damage = "UPDATE final_copy_row SET line = replace(line, 'Re', 'Ro') WHERE copy_id = :copy"
        gates = f"{damage} AND part = 'items' AND line LIKE '%{GATES}%'"
        changed = db.session.execute(text(gates), {"copy": last[0]})
        assert getattr(changed, "rowcount", 0) == 1
        db.session.commit()
    named = f"{GATES}: its text is not the one that was kept."
    assert named in story.read("auditor", check)
    assert named in story.read("auditor", f"/boards/{ALL}/pack?on={MAY.isoformat()}")
