"""A quarter of a board: its register, its people, the moment it is, and how its documents are read again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.board_histories import ALL, SOME, board, with_boards
from tests.services.board_records import sits_on
from tests.services.ownership_records import a_post, holds
from tests.services.random_histories import Story as Acts
from tests.web.letter_pages import main_text
from tracker.domain.boards import BoardRole
from tracker.domain.meetings import MeetingMove
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.queries.items import item_by_reference
from tracker.services.chief_officers import mark_chief_officer
from tracker.services.meetings import get_meeting, move_meeting

__all__ = ["ALL", "SOME"]
ACC, HEAD = "Assistant Chief Constable", "Head of Reviews"


@dataclass
class Quarter:
    """The program, its people by what they are, the moment it is, and what the owners can do to an item."""

    app: Flask
    enter: SignIn
    people: dict[str, Person]
    monkeypatch: pytest.MonkeyPatch
    acts: Acts
    seen: dict[str, Visitor] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.acts.now

    @property
    def today(self) -> date:
        """The day it is."""
        return self.acts.today

    @property
    def when(self) -> dict[str, Any]:
        """The moment and the day, as the verbs are told them."""
        return {"now": self.now, "today": self.today}

    @property
    def secretary(self) -> Actor:
        """Who runs both boards."""
        return self.people["secretary"].actor

    def on(self, month: int, day: int, hour: int = 10) -> None:
        """It is this hour of a day of 2026; everybody signs in again."""
        self._at(datetime(2026, month, day, hour, tzinfo=UTC))
        self.seen.clear()

    def _at(self, moment: datetime) -> None:
        self.acts.now = moment
        self.monkeypatch.setenv("TEST_CLOCK", moment.isoformat())

    @contextmanager
    def inside(self) -> Iterator[None]:
        """The register, to act in."""
        with self.app.app_context():
            yield

    def do(self, act: str, *references: str) -> None:
        """Something happens to items, a minute after each other, through the service that does it."""
        with self.inside():
            for reference in references:
                self._at(self.now + timedelta(minutes=1))
                self.acts.acts[act](self.acts, item(reference))

    def move(self, reference: str, on: date, *moves: MeetingMove) -> None:
        """The secretary moves a board's meeting on."""
        with self.inside():
            meeting = self.meeting(reference, on)
            for move in moves:
                move_meeting(
                    meeting=meeting, version=meeting.version, move=move, by=self.secretary, **self.when
                )

    def meeting(self, reference: str, on: date) -> Meeting:
        """A board's meeting."""
        return get_meeting(board_reference=reference, on=on, by=self.secretary)

    def by(self, who: str) -> Visitor:
        """One of them in a browser of their own."""
        if who not in self.seen:
            self.seen[who] = Visitor(self.app.test_client())
            self.enter(self.seen[who].client, self.people[who])
        return self.seen[who]

    def read(self, who: str, path: str) -> str:
        """What a page says to one of them."""
        visit = self.by(who)
        visit.get(path)
        return main_text(visit)

    def download(self, path: str, who: str = "auditor") -> bytes:
        """A file as somebody takes it away."""
        answer = self.by(who).client.get(path)
        assert answer.status_code == 200, path
        return answer.get_data()

    def run(self, *words: str) -> str:
        """What a command prints; it must come to a good end."""
        result = self.app.test_cli_runner().invoke(args=list(words))
        assert result.exit_code == 0, result.output
        return result.output


def begin(app: Flask, make_account: MakeAccount, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Quarter:
    """The accounts, two posts of which one is a chief officer's, and a board that oversees every item."""
    monkeypatch.setenv("ALLOW_TEST_CLOCK", "1")
    people = {
        "office": make_account(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, name="Asha Patel"),
        "owner": make_account(Role.OWNER, name="Owen Hart", email="owen@example.org"),
        "executive": make_account(Role.EXECUTIVE_LEAD, Role.SIGNING_OFF, name="Lena Marsh"),
        "secretary": make_account(Role.BOARD_SECRETARY, name="Bo Sample"),
        "auditor": make_account(Role.AUDITOR, name="Ada Audit"),
    }
    acts = Acts(people["office"].actor, people["owner"].actor, people["executive"].actor, [])
    quarter = Quarter(app, sign_in, people, monkeypatch, acts)
    quarter.on(1, 7)
    with quarter.inside():
        holds(a_post("owner", HEAD, now=quarter.now), acts.owner, now=quarter.now)
        executive = a_post("executive-lead", ACC, now=quarter.now)
        holds(executive, acts.checker, now=quarter.now)
        mark_chief_officer(executive, is_one=True)
        db.session.commit()
        with_boards(acts)
        for reference in (ALL, SOME):
            sits_on(board(reference), BoardRole.SECRETARY, people["secretary"].actor, now=quarter.now)
    return quarter


def item(reference: str) -> Item:
    """An item as it is recorded now."""
    found = item_by_reference(db.session(), reference)
    assert found is not None, reference
    return found
