"""A board with a meeting ahead, its secretary, and owners who owe it a word, through the services."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.board_rules import BoardRule
from tracker.domain.mail_server import MailServer
from tracker.domain.meetings import MeetingDetails
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ForWhom, ItemKind, Role
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.models.office import Post
from tracker.queries.chasing import ChaseRow, chases_of
from tracker.services.board_oversight import change_rules
from tracker.services.chase_sending import Tried, send_asked
from tracker.services.chasing import ChaseList, ask_owners, chase_list
from tracker.services.meetings import plan_meeting

BASE = "https://x.example"
MEETS_ON, CUT_OFF_ON = date(2026, 2, 4), date(2026, 1, 28)
LATER = NOW + timedelta(hours=1)
NOBODY_LISTENS = MailServer("127.0.0.1", 1, "t@example.org", BASE, is_starttls=False)


@dataclass
class Chased:
    """The meeting of a board that oversees every recommendation, and who is who."""

    board: Board
    meeting: Meeting
    secretary: Actor
    owner: Actor
    post: Post
    items: list[Item] = field(default_factory=list)

    def seen(self, now: datetime = LATER) -> ChaseList:
        """The chase list as its secretary sees it."""
        db.session.rollback()
        return chase_list(meeting=self.meeting, base_address=BASE, by=self.secretary, now=now)

    def ask(self, now: datetime = LATER, *, is_by_hand: bool = False, by: Actor | None = None) -> list[int]:
        """Everybody who is left is asked."""
        return ask_owners(
            meeting=self.meeting,
            base_address=BASE,
            is_by_hand=is_by_hand,
            by=by or self.secretary,
            now=now,
        )

    def send(self, server: MailServer | None, now: datetime = LATER) -> list[Tried]:
        """What waits is sent."""
        return list(send_asked(meeting=self.meeting, server=server, by=self.secretary, now=now))

    def log(self) -> list[ChaseRow]:
        """Who was asked, and what came of it."""
        db.session.rollback()
        return chases_of(db.session(), self.meeting.id)


def meets(board: Board, by: Actor, on: date = MEETS_ON, cut_off_on: date = CUT_OFF_ON) -> Meeting:
    """A planned meeting."""
    return plan_meeting(board=board, details=MeetingDetails(on, cut_off_on), by=by, now=NOW, today=TODAY)


def chased(
    *numbers: str,
    secretary: Actor | None = None,
    owner: Actor | None = None,
    board_name: str = "Wessmere Coordination Board",
    **report: Any,
) -> Chased:
    """Items of one post, overseen by a board that meets on 4 February and asks until 28 January 2026."""
    secretary = secretary or person(Role.BOARD_SECRETARY, name="Bo Secretary")
    owner = owner or person(Role.OWNER, name="Owen Hart")
    board = a_board(board_name, by=secretary)
    change_rules(
        board=board,
        version=board.version,
        rules=[BoardRule(item_kind=ItemKind.RECOMMENDATION)],
        by=secretary,
        now=NOW,
    )
    post = a_post("head-of-chased", "Head of Reviews")
    holds(post, owner)
    recorded = a_report(**report)
    items = [
        allocated(an_item(recorded, number=number, for_whom=ForWhom.FORCE), post)
        for number in numbers or ("1",)
    ]
    return Chased(board, meets(board, secretary), secretary, owner, post, items)
