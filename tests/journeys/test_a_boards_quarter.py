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
from tests.fixtures.database import person
from tests.journeys.board_story import (
    ALL,
    HEAD,
    SOME,
    Quarter,
    Row,
    begin,
    book_of,
    figures_in,
    figures_of_book,
    item,
    paper_of,
    table_on_page,
    tables_of_paper,
)
from tests.services.board_histories import board
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.items import DeadlineDetails
from tracker.domain.meetings import MeetingDetails, MeetingMove
from tracker.domain.paper_edits import PartDetails, mark_of
from tracker.domain.papers import PartKind
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import (
    DeadlineBasis,
    ForWhom,
    OwnRating,
    Precision,
    Rating,
    ReportKind,
    Role,
)
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy
from tracker.queries.as_at import AsAtFilter, as_at_ratings
from tracker.queries.board_papers import status_paper_of
from tracker.queries.progress_updates import newest_update
from tracker.services.board_paper_parts import change_part
from tracker.services.board_papers import draft_status_paper
from tracker.services.board_texts import edit_board_text
from tracker.services.count_views import counts_between
from tracker.services.final_copies import correct_final_copy, make_final_copy
from tracker.services.final_copy_store import pack_of_copy
from tracker.services.history import verify
from tracker.services.meetings import plan_meeting
from tracker.services.paper_documents import kept
from tracker.services.updates import record_update

FEBRUARY, MAY = date(2026, 2, 4), date(2026, 5, 6)
LAMPS, LISTS, CELLS, BIKES, SHEDS, LOCKS, BELLS, PUMPS, GATES = (f"R2025-01-REC{n}" for n in range(1, 10))
AUDIT, NEW = "R2025-02-REC1", ("R2026-01-REC1", "R2026-01-REC2")
SECRET = "The witness of the gates was moved."
TYPED = "Owen Hart wrote to Lena Marsh about the gates."


@pytest.fixture
def story(app: Flask, make_account: MakeAccount, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Quarter:
    return begin(app, make_account, sign_in, monkeypatch)


def test_two_meetings_of_a_board_whose_packs_and_papers_stay_as_they_were(
    story: Quarter, tmp_path: Path
) -> None:
    the_first_meeting_is_prepared_and_held(story)
    items_come_and_go(story)
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


def the_first_meeting_is_prepared_and_held(story: Quarter) -> None:
    with story.inside():
        lamps = a_report("Lamps of the Fenland", **story.when)
        for number in range(1, 10):
            an_item(lamps, number=str(number), for_whom=ForWhom.BOTH, now=story.now, **dated(number))
        audit = a_report("Payroll", kind=ReportKind.INTERNAL_AUDIT, **story.when)
        an_item(audit, for_whom=ForWhom.BOTH, now=story.now)
    story.do("allocate", LAMPS, LISTS, CELLS, BIKES, SHEDS, LOCKS, BELLS, PUMPS, GATES, AUDIT)
    story.do("onto the board", LAMPS, SHEDS, GATES)
    for on, cut_off_on in ((FEBRUARY, date(2026, 1, 28)), (MAY, date(2026, 4, 29))):
        for reference in (ALL, SOME):
            plan(story, reference, on, cut_off_on)
    story.on(1, 20)
    for one in (LAMPS, SHEDS, GATES):
        update(story, one, "Half of them are done.")
    story.do("take off", PUMPS)
    story.on(1, 29)
    for reference in (ALL, SOME):
        final_copy(story, reference, FEBRUARY)
    story.on(2, 4)
    for reference in (ALL, SOME):
        story.move(reference, FEBRUARY, MeetingMove.TABLE)


def dated(number: int) -> dict[str, Any]:
    """The days that the report asks for: one long past, one that comes before the second meeting."""
    days = {7: date(2026, 3, 31), 9: date(2025, 12, 31)}
    if number not in days:
        return {"deadlines": (BY_JUNE,)}
    on = days[number]
    return {"deadlines": (DeadlineDetails(f"By {on:%d %B %Y}", on, Precision.DAY, DeadlineBasis.DATED),)}


def plan(story: Quarter, reference: str, on: date, cut_off_on: date) -> None:
    with story.inside():
        details = MeetingDetails(on, cut_off_on, "8.0")
        plan_meeting(board=board(reference), details=details, by=story.secretary, **story.when)


def update(story: Quarter, reference: str, done: str) -> None:
    with story.inside():
        found = item(reference)
        last = newest_update(db.session(), found.id)
        said = UpdateDetails(done, "Do the rest.", OwnRating.ON_TRACK, f"For the board: {done}")
        record_update(
            item=found, seen=last.id if last else 0, update=said, by=story.acts.owner, now=story.now
        )


def final_copy(story: Quarter, reference: str, on: date) -> None:
    """The pack and the status paper of a meeting are drafted, and its final copy is made."""
    story.move(reference, on, MeetingMove.COLLECT, MeetingMove.DRAFT)
    with story.inside():
        meeting = story.meeting(reference, on)
        draft_status_paper(meeting=meeting, by=story.secretary, **story.when)
        make_final_copy(meeting=meeting, version=meeting.version, **made_by(story))


def made_by(story: Quarter) -> dict[str, Any]:
    return {"exports_dir": exports(story), "by": story.secretary} | story.when


def exports(story: Quarter) -> Path:
    folder: Path = story.app.config["SETTINGS"].exports_dir
    return folder


def items_come_and_go(story: Quarter) -> None:
    """Every way in which an item joins a board's sum, leaves it, or changes what a board reads."""
    story.on(2, 20)
    story.do("close", LAMPS, LISTS)
    story.on(3, 2)
    with story.inside():
        later = a_report("Lamps again", published_on=story.today, **story.when)
        for number in ("1", "2"):
            an_item(later, number=number, for_whom=ForWhom.FORCE, now=story.now)
    story.on(3, 10)
    story.do("re-open", LISTS)
    story.do("take off", CELLS)
    story.do("for others", BIKES)
    story.do("put back", PUMPS)
    story.do("far date", SHEDS)
    story.do("agree", SHEDS)
    with story.inside():
        sheds = a_post("head-of-sheds", "Head of Sheds", now=story.now)
        holds(sheds, person(Role.OWNER, name="Sal Shed"), now=story.now)
        allocated(item(LOCKS), sheds, by=story.acts.office, now=story.now)
    story.on(3, 12)
    story.do("onto the board", LISTS)
    story.do("off the board", SHEDS)
    story.on(3, 20)
    story.do("propose", AUDIT)
    story.do("sign off", AUDIT)
    members_see_on_the_front_what_changed_and_what_will_slip(story)


def members_see_on_the_front_what_changed_and_what_will_slip(story: Quarter) -> None:
    front = story.read("auditor", f"/boards/{ALL}")
    assert "Since 29 January 2026: the final copy for the meeting on 4 February 2026, version 1." in front
    assert "8 open now 9 open at the last board" in front
    for changed in ("New: 2", "Closed: 3", "Moved out: 1", "Date moved later: 1", "Owner changed: 1"):
        assert changed in front
    forecast = table_on_page(story.by("auditor"), "What turns Amber or Red before the next meeting")
    turns = {row[0]: row[1] for row in forecast}
    assert turns[f"{BELLS}Recommendation 7"] == "1 April 2026"


def the_second_final_copy_is_made_corrected_and_tabled(story: Quarter) -> None:
    story.on(4, 30)
    for reference in (ALL, SOME):
        with story.inside():
            texts_are_written(story, reference)
        final_copy(story, reference, MAY)
    story.on(5, 1)
    for reference in (ALL, SOME):
        with story.inside():
            a_paragraph_is_typed(story, reference)
            meeting = story.meeting(reference, MAY)
            correct_final_copy(
                meeting=meeting, version=meeting.version, reason="The gates were left out.", **made_by(story)
            )
    story.on(5, 6)
    for reference in (ALL, SOME):
        story.move(reference, MAY, MeetingMove.TABLE)


def texts_are_written(story: Quarter, reference: str) -> None:
    edit_board_text(
        meeting=story.meeting(reference, MAY),
        item=item(GATES),
        version=0,
        seen=0,
        text=SECRET,
        is_sensitive=True,
        by=story.secretary,
        now=story.now,
    )


def a_paragraph_is_typed(story: Quarter, reference: str) -> None:
    paper = status_paper_of(db.session(), story.meeting(reference, MAY).id)
    assert paper is not None
    part = next(one for one in paper.parts if one.kind is PartKind.PURPOSE)
    change_part(
        paper=paper,
        key=part.id,
        seen=mark_of(kept(part)),
        details=PartDetails("Purpose", TYPED),
        by=story.secretary,
        **story.when,
    )


def document(story: Quarter, reference: str, on: date, position: int, version: int = 1) -> bytes:
    """A document of a final copy as the auditor takes it away: the pack, the paper, the public paper."""
    final = f"/boards/{reference}/meetings/{on.isoformat()}/final"
    return story.download(f"{final}/{version}/documents/{position}")


def sum_of(content: bytes) -> dict[str, int]:
    """The sum on the first sheet, each whole term by its name, once it has been seen to come out."""
    lines = book_of(content)["Table_counts"]
    signed = {"+": 1, "−": -1}
    whole = {line["Term"]: line["Number"] for line in lines if line["What it counts"] == line["Term"]}
    worked_out = sum(signed.get(line["Sign"], 0) * line["Number"] for line in lines)
    assert whole["Open at the start"] + worked_out == whole["Open at the end"]
    for term, number in whole.items():
        parts = [line["Number"] for line in lines if line["Term"] == term and line["What it counts"] != term]
        assert not parts or sum(parts) == number, term
    return whole


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


def the_workbook_agrees_with_itself(content: bytes) -> None:
    book, counts = book_of(content), sum_of(content)
    register = book["Table_register"]
    assert counts["Open at the end"] == sum(row["Counted as"] == "Open" for row in register)
    ratings = Counter(row["Rating"] for row in register)
    assert {row["Rating"]: row["Items"] for row in book["Table_ratings_now"]} == {
        rating.label: ratings[rating.label] for rating in Rating
    }
    *kinds, whole = book["Table_ratings_by_kind"]
    assert (whole["In all"], sum(row["In all"] for row in kinds)) == (len(register), len(register))
    assert sum(row["In all"] for row in book["Table_ratings_by_report"]) == len(register)
    exceptions = {row["Reference"] for row in book["Table_exceptions"]}
    worst = (Rating.RED.label, Rating.AMBER.label)
    assert exceptions == {row["Reference"] for row in register if row["Rating"] in worst}
    changes = Counter(row["What changed"] for row in book["Table_changes"])
    for term in ("New", "Re-opened", "Brought into scope", "Closed", "Taken off the list", "Moved out"):
        assert changes[term] == counts[term], term
    last = book["Table_trend"][-1]
    red = Rating.RED.label
    assert (last["Open items"], last[red]) == (counts["Open at the end"], ratings[red])


def the_paper_agrees_with_the_workbook(paper: bytes, pack: bytes) -> None:
    """Every figure of the paper is one of the pack, and those of its sum and its table are the same ones."""
    said, counts, book = paper_of(paper), sum_of(pack), book_of(pack)
    numbered = [line.split("\t", 1)[-1] for line in said]  # the paragraph's own number is no figure
    missing = figures_in("\n".join(numbered)) - figures_of_book(pack)
    assert missing == set()
    text = " ".join(numbered)
    for term, words in (("New", "new"), ("Re-opened", "re-opened"), ("Closed", "closed")):
        number = counts[term]
        verb = "was" if number < 2 else "were"
        assert f"{number or 'none'} {verb} {words}" in text
    closing = counts["Open at the end"]
    assert f"{closing} item{'' if closing == 1 else 's'} {'is' if closing == 1 else 'are'} open" in text
    for row in book["Table_ratings_now"]:
        number = row["Items"]
        counted = f"{number or 'none'} {'is' if number < 2 else 'are'} {row['Rating']}"
        assert counted in text or not number, row["Rating"]
    (table,) = (rows for rows in tables_of_paper(paper) if rows[0][0] == "Rating")
    in_book: dict[str, Row] = {row["Kind"]: row for row in book["Table_ratings_by_kind"]}
    for label, *cells in table[1:]:
        key = "In all" if label == "Total" else label
        assert cells == [str(in_book[kind][key]) for kind in table[0][1:]], label


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


def number_of(cell: str) -> int:
    """The number that a cell begins with; what follows is for who cannot see the table."""
    return int(cell.split()[0])


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
