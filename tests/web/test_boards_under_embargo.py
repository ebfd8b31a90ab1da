"""A report under embargo is nowhere on the pages, packs and papers of a board, whatever link is followed."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor, parsed
from tests.services.board_records import an_agency, by_hand
from tests.services.final_copy_records import LATER, MEETS_ON, drafted, final
from tests.services.meeting_records import LATE
from tests.services.records import a_report, an_item
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.services.board_papers import draft_status_paper

BOARD = "/boards/fenland-bicycle-board"
MEETING = f"{BOARD}/meetings/{MEETS_ON.isoformat()}"
SECRET = ("Hidden lamps", "Quietly asked", "R2026-01")
FIRST_PAGES = ("/", "/boards", "/register?board=fenland-bicycle-board", "/history", f"{BOARD}/pack")
MOST_PAGES = 150


@dataclass(frozen=True)
class Room:
    """The program with a board that oversees an open item and one under embargo, and who recorded it."""

    app: Flask
    enter: SignIn
    reader: Person
    secretary: Person

    def visitor(self, who: Person | Role) -> Visitor:
        """Somebody signed in."""
        client = self.app.test_client()
        self.enter(client, who)
        return Visitor(client)


@pytest.fixture(params=["drafted", "final"])
def room(
    request: pytest.FixtureRequest,
    app: Flask,
    make_account: MakeAccount,
    sign_in: SignIn,
    stopped_clock: None,
    tmp_path: Path,
) -> Room:
    secretary = make_account(Role.BOARD_SECRETARY, name="Bo Sample")
    reader = make_account(Role.OFFICE_STAFF, name="Asha Patel")
    with app.app_context():
        story = drafted(1, secretary=secretary.actor)
        an_agency(story.board)
        secret = a_report(
            "Hidden lamps", published_on=MEETS_ON.replace(month=3), is_embargoed=True, by=reader.actor
        )
        item = an_item(secret, "Quietly asked.", deadlines=(LATE,), for_whom=ForWhom.FORCE, by=reader.actor)
        by_hand(story.board, item, by=reader.actor)
        draft_status_paper(meeting=story.meeting, by=story.secretary, now=NOW, today=TODAY)
        if request.param == "final":
            final(story, tmp_path / "exports", now=LATER)
        db.session.remove()
    return Room(app, sign_in, reader, secretary)


def words_of_file(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def links_of(html: str) -> Iterator[str]:
    for link in next(parsed(html).iter("main")).iter("a"):
        path = (link.get("href") or "").partition("#")[0]
        if path.startswith(("/boards", "/register", "/items")):
            yield path


def walked(visit: Visitor) -> Iterator[tuple[str, str]]:
    """Every page and document that links lead to, with what it tells."""
    waiting = list(FIRST_PAGES)
    seen = set(waiting)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        answer = visit.get(path)
        if answer.mimetype != "text/html":
            yield path, words_of_file(answer.data)
            continue
        yield path, answer.get_data(as_text=True).split("<main", 1)[1]
        new = [link for link in dict.fromkeys(links_of(visit.html)) if link not in seen]
        seen |= set(new)
        waiting += new


@pytest.mark.parametrize("who", [Role.BOARD_SECRETARY, Role.OWNER, Role.OFFICE_STAFF])
def test_whoever_is_no_reader_of_the_report_finds_nothing_of_it_behind_any_link(
    room: Room, who: Role
) -> None:
    visit = room.visitor(room.secretary if who is Role.BOARD_SECRETARY else who)
    found = dict(walked(visit))
    assert f"{MEETING}/final" in found
    told = {(path, words) for path, text in found.items() for words in SECRET if words in text}
    assert told == set()


def test_its_reader_too_finds_it_in_no_pack_text_question_or_paper(room: Room) -> None:
    visit = room.visitor(room.reader)
    places = [f"{BOARD}/pack?on={MEETS_ON}", *(f"{MEETING}/{at}" for at in ("texts", "questions", "papers"))]
    for place in (*places, f"{MEETING}/final"):
        visit.get(place)
        assert not any(words in visit.html.split("<main", 1)[1] for words in SECRET), place
    files = re.findall(rf'href="({MEETING}/[^"]+)"', visit.html)
    for path in files:
        answer = visit.get(path)
        if answer.mimetype != "text/html":
            assert not any(words in words_of_file(answer.data) for words in SECRET), path
    visit.get(BOARD)
    assert "2 items" in visit.html
