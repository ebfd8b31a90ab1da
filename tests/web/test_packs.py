"""The pack of a board as a page, and its front: each number leads to its rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor, parsed, text_of
from tests.services.board_records import a_board, by_hand
from tests.services.final_copy_records import Drafted, drafted, final
from tests.services.records import a_report, an_item
from tests.web.letter_pages import main_text
from tracker.domain.pack_columns import Sheet, lines_of, value_of
from tracker.domain.pack_layouts import PackLayout, columns_of, layout_to_json
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import OffListReason, Role
from tracker.models.base import db
from tracker.models.board import Board
from tracker.queries.boards import board_by_reference
from tracker.queries.meetings import meetings_of
from tracker.services.items import take_off_list
from tracker.services.packs import pack_of
from tracker.web.pack_sheets import TITLES, slug_of

BOARD = "/boards/fenland-bicycle-board"
PACK = f"{BOARD}/pack"
MEETS = "2026-01-12"


@dataclass(frozen=True)
class Room:
    """The program with a board whose pack is drafted."""

    app: Flask
    secretary: Person
    enter: SignIn

    def visitor(self, who: Person | Role | None = None) -> Visitor:
        """Somebody signed in; the secretary unless told otherwise."""
        client = self.app.test_client()
        self.enter(client, who or self.secretary)
        return Visitor(client)


def moved_about(story: Drafted) -> None:
    """One item is off the list, one off the board, and one came later."""
    take_off_list(
        item=story.items[0],
        version=story.items[0].version,
        reason=OffListReason.SUPERSEDED,
        note="Agreed in the meeting.",
        on=TODAY,
        by=SYSTEM,
        now=NOW + timedelta(minutes=2),
        today=TODAY,
    )
    by_hand(story.board, story.items[1], is_in=False, now=NOW + timedelta(minutes=3))
    an_item(a_report("Later"), now=NOW + timedelta(minutes=4))


@pytest.fixture
def room(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Room:
    secretary = make_account(Role.BOARD_SECRETARY, name="Bo Sample")
    with app.app_context():
        drafted(3, secretary=secretary.actor)
    return Room(app, secretary, sign_in)


@pytest.fixture
def moved(app: Flask, make_account: MakeAccount, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A day later things have moved about."""
    monkeypatch.setenv("ALLOW_TEST_CLOCK", "1")
    monkeypatch.setenv("TEST_CLOCK", "2026-01-08T12:05:00+00:00")
    secretary = make_account(Role.BOARD_SECRETARY, name="Bo Sample")
    with app.app_context():
        moved_about(drafted(3, secretary=secretary.actor))
    return Room(app, secretary, sign_in)


def numbers_of(visit: Visitor) -> Iterator[tuple[int, str]]:
    """Every number of the page that leads to its rows, with the address."""
    for link in next(parsed(visit.html).iter("main")).iter("a"):
        href, words = link.get("href") or "", text_of(link)
        if "/pack/rows?" in href and (found := re.search(r"[\d,]+", words.split(":")[-1])):
            yield int(found[0].replace(",", "")), href


def rows_on(visit: Visitor) -> int:
    """How many rows the page of a number shows."""
    bodies = next(parsed(visit.html).iter("main")).iter("tbody")
    return sum(len(list(body.iter("tr"))) for body in bodies)


@pytest.mark.parametrize("path", [PACK, f"{PACK}?on={MEETS}", BOARD])
def test_every_number_leads_to_as_many_rows(moved: Room, path: str) -> None:
    visit = moved.visitor()
    visit.get(path)
    found = list(numbers_of(visit))
    assert len(found) > 10
    assert {0, 1, 2, 4} <= {number for number, _ in found}
    for number, href in found:
        visit.get(href)
        assert rows_on(visit) == number, href


def test_the_sheets_stand_in_their_order_with_a_way_to_each(room: Room) -> None:
    visit = room.visitor()
    visit.get(PACK)
    main = next(parsed(visit.html).iter("main"))
    headings = [text_of(one) for one in main.iter("h2") if one.get("id")]
    assert headings == [sheet.label for sheet in Sheet]
    links = [one.get("href") for one in main.iter("a") if (one.get("href") or "").startswith("#")]
    assert links == [f"#{slug_of(sheet)}" for sheet in Sheet]


@pytest.mark.parametrize("sheet", [Sheet.REGISTER, Sheet.EXCEPTIONS, Sheet.CHANGES])
def test_a_sheet_shows_what_its_columns_hold(moved: Room, sheet: Sheet) -> None:
    visit = moved.visitor()
    visit.get(f"{PACK}/{slug_of(sheet)}")
    said = main_text(visit)
    with moved.app.app_context():
        now = NOW + timedelta(days=1)
        pack = pack_of(board=the_board(), meeting=None, as_at=now, now=now)
        lines = lines_of(pack, sheet)
        for line in lines:
            for column in columns_of(PackLayout(), sheet):
                value = value_of(line, column)
                if isinstance(value, str) and value:
                    assert " ".join(value.split()) in said
                if value not in ("", None) and column.key not in TITLES:
                    assert column.label in said


def the_board() -> Board:
    found = board_by_reference(db.session(), "fenland-bicycle-board")
    assert found is not None
    return found


def laid_out(room: Room, layout: PackLayout) -> None:
    with room.app.app_context():
        the_board().pack_layout = layout_to_json(layout)
        db.session.commit()


def test_a_board_does_without_sheets_and_columns_and_has_its_own_words(room: Room) -> None:
    laid_out(
        room,
        PackLayout(
            frozenset({Sheet.AGENCIES}), frozenset({"register.text"}), (("register.reason", "Grounds"),)
        ),
    )
    visit = room.visitor()
    visit.get(PACK)
    assert 'id="agencies"' not in visit.html
    visit.get(f"{PACK}/agencies", status=404)
    assert "This board's pack has no such sheet." in main_text(visit)
    visit.get(f"{PACK}/register")
    said = main_text(visit)
    assert "Grounds" in said
    assert "Why this rating" not in said
    assert "By June" not in said.replace("Date in force", "")


def test_a_long_sheet_begins_on_the_pack_and_goes_on_page_by_page(room: Room) -> None:
    with room.app.app_context():
        report = a_report("Many")
        for number in range(1, 50):
            an_item(report, number=str(number))
    visit = room.visitor()
    visit.get(PACK)
    assert "52 items." in main_text(visit)
    assert "The first 10 stand here. See all 52 lines of “Register”" in main_text(visit)
    visit.get(f"{PACK}/register?page=2")
    assert "Showing 51 to 52 of 52 lines" in main_text(visit)
    visit.get(f"{PACK}/register?page=3", status=404)
    visit.get(f"{PACK}/rows?term=closing&page=2")
    assert "Showing 51 to 52 of 52 rows" in main_text(visit)


def test_the_day_of_a_final_copy_shows_its_rows_and_says_so(room: Room, tmp_path: Path) -> None:
    with room.app.app_context():
        board = the_board()
        (meeting,) = meetings_of(db.session(), board.id)
        final(Drafted(board, meeting, room.secretary.actor, []), tmp_path, now=NOW)
        an_item(a_report("Later"))
    visit = room.visitor(Role.OWNER)
    visit.get(f"{PACK}?on={MEETS}")
    said = main_text(visit)
    assert "Final copy, version 1, as at 12:05 on 7 January 2026" in said
    assert "These are the rows of the final copy for the meeting on 12 January 2026" in said
    assert "3 items." in said
    visit.get(f"{PACK}?on=2026-01-07")
    assert "A final copy for the meeting on 12 January 2026 was made on this day" in main_text(visit)
    visit.get(f"{PACK}/rows?term=closing&on={MEETS}")
    assert rows_on(visit) == 3
    visit.get(PACK)
    assert "4 items." in main_text(visit)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-02-30", "“2026-02-30” is no date. Enter a day, a month and a year."),
        ("soon", "“soon” is no date."),
        ("2026-03-01", "This board has no meeting on 1 March 2026."),
        ("0001-01-01", "The pack of: write the year with four figures"),
        ("9999-12-31", "The pack of: the year must be from 1964 to 2100"),
    ],
)
def test_a_wrong_day_is_told_beside_it_and_on_the_pages_behind(room: Room, on: str, words: str) -> None:
    visit = room.visitor()
    visit.get(f"{PACK}?on={on}")
    said = main_text(visit)
    assert words in said
    assert "DRAFT, as at 12:05 on 7 January 2026" in said
    visit.get(f"{PACK}/register?on={on}", status=404)
    assert words in main_text(visit)


def test_a_day_is_asked_for_by_its_boxes(room: Room) -> None:
    visit = room.visitor()
    visit.get(f"{PACK}?on-day=12&on-month=1&on-year=2026")
    assert "Status pack, meeting of 12 January 2026" in main_text(visit)
    visit.get(f"{PACK}?on-day=31&on-month=2&on-year=2026")
    assert "DRAFT, as at 12:05 on 7 January 2026" in main_text(visit)


@pytest.mark.parametrize(
    "query", ["term=none", "term=closed&part=left_board", "rating=pink", "term=new&page=2", "page=0"]
)
def test_a_number_that_there_is_not_is_not_found(room: Room, query: str) -> None:
    room.visitor().get(f"{PACK}/rows?{query}", status=404)


def test_a_number_of_nothing_says_so(room: Room) -> None:
    visit = room.visitor()
    visit.get(f"{PACK}/rows?term=closed&part=by_hmicfrs")
    assert "No row is counted here" in main_text(visit)


def test_the_text_for_the_board_stays_with_those_who_prepare_it(room: Room) -> None:
    visit = room.visitor(Role.OWNER)
    visit.get(f"{PACK}?on={MEETS}")
    said = main_text(visit)
    assert "The text for the board is shown here once the final copy is made." in said
    visit = room.visitor()
    visit.get(f"{PACK}?on={MEETS}")
    assert "is shown here once" not in main_text(visit)


def test_an_item_under_embargo_is_in_no_pack_until_its_day(room: Room) -> None:
    with room.app.app_context():
        an_item(a_report("Hidden lamps", published_on=date(2026, 3, 1), is_embargoed=True))
    visit = room.visitor()
    for path in (PACK, BOARD, f"{PACK}/register"):
        visit.get(path)
        assert "Hidden lamps" not in main_text(visit)
    visit.get(PACK)
    assert "3 items." in main_text(visit)


def test_a_board_with_no_items_has_a_pack_and_a_front(room: Room) -> None:
    with room.app.app_context():
        a_board("Empty Board", by=SYSTEM)
    visit = room.visitor()
    visit.get("/boards/empty-board/pack")
    said = main_text(visit)
    assert "No item is on this board’s list." in said.replace("'", "’")
    assert "No item is Red or Amber." in said
    visit.get("/boards/empty-board")
    assert "No item is counted for this board yet." in main_text(visit)


def test_the_front_of_a_board_tells_its_sum_its_changes_and_what_turns(moved: Room) -> None:
    visit = moved.visitor()
    visit.get(BOARD)
    said = main_text(visit)
    assert "2 open now" in said
    assert "New: 4" in said
    assert "Taken off the list: 1" in said
    assert "up to and including the day of the next meeting, 12 January 2026" in said
    assert "Open items at each meeting" in said


def test_a_pack_of_no_board_is_not_found(room: Room) -> None:
    room.visitor().get("/boards/none-such/pack", status=404)
