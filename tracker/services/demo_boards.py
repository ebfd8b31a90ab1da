"""The boards of the demonstration: two meetings that were held, one that collects updates now."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tracker.domain.actions import ActionDetails
from tracker.domain.board_rules import BoardRule
from tracker.domain.boards import USUAL_CYCLE, BoardDetails, BoardRole, PersonPeriod
from tracker.domain.london_time import london_day
from tracker.domain.meeting_records import Came
from tracker.domain.meetings import Attendance, MeetingDetails, MeetingMove
from tracker.domain.named_themes import Theme
from tracker.domain.permissions import Actor
from tracker.domain.questions import Assurance
from tracker.domain.vocabulary import Marking, ReportKind
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.models.office import Post
from tracker.queries.boards import agencies_on, board_by_reference
from tracker.queries.offices import post_by_slug
from tracker.queries.progress_updates import newest_update
from tracker.services.accounts import actor_by_email
from tracker.services.board_oversight import change_rules
from tracker.services.board_papers import draft_status_paper
from tracker.services.board_people import AgencyDetails, record_agency, record_person
from tracker.services.board_texts import edit_board_text
from tracker.services.boards import record_board
from tracker.services.demo_seeds import DemoSeeds
from tracker.services.final_copies import make_final_copy
from tracker.services.meeting_records import note_decision, record_attendance
from tracker.services.meetings import get_meeting, move_meeting, plan_meeting
from tracker.services.question_answers import record_answer

Row = Mapping[str, Any]


class DemoBoards:
    """The acts of seeds/demo/boards.json; `item` finds an item by the key of its report and its own part."""

    def __init__(self, seeds: DemoSeeds, exports_dir: Path, item: Callable[[str], Item]) -> None:
        self.seeds, self.exports_dir, self.item = seeds, exports_dir, item

    def do(self, row: Row) -> None:
        """Carry out one act of the seed file."""
        at, by = self.seeds.moment(row["at"]), actor_by_email(f"{row['by']}@demo.example")
        assert by is not None, row["by"]
        acts: dict[str, Callable[[Row, Actor, datetime], object]] = {
            "board": self._board,
            "person": self._person,
            "agency": self._agency,
            "meeting": self._meeting,
            "move": self._move,
            "paper": self._paper,
            "final": self._final,
            "came": self._came,
            "decision": self._decision,
            "text": self._text,
            "answer": self._answer,
        }
        acts[row["do"]](row, by, at)

    def _board(self, row: Row, by: Actor, at: datetime) -> None:
        details = BoardDetails(
            name=row["name"],
            reference=row["key"],
            cycle_days=row.get("cycle", USUAL_CYCLE),
            marking=Marking.OFFICIAL,
            is_public=row.get("public", False),
            terms_of_reference=row["terms"],
            terms_review_on=self._day(row, "terms_review"),
            membership_review_on=self._day(row, "membership_review"),
            correspondence_group=row.get("group", ""),
        )
        parents = [_board(reference).id for reference in row.get("parents", [])]
        board = record_board(details=details, parents=parents, by=by, now=at)
        rules = [BoardRule(report_kind=ReportKind(kind)) for kind in row.get("report_kinds", [])]
        rules += [BoardRule(theme=Theme(theme)) for theme in row.get("themes", [])]
        if rules:
            change_rules(board=board, version=board.version, rules=rules, by=by, now=at)

    def _day(self, row: Row, key: str) -> date | None:
        return self.seeds.day(row[key]) if key in row else None

    def _person(self, row: Row, by: Actor, at: datetime) -> None:
        details = PersonPeriod(
            BoardRole(row["role"]), row["name"], london_day(at), account_id=_account(row.get("account", ""))
        )
        record_person(board=_board(row["board"]), person=None, version=0, details=details, by=by, now=at)

    def _agency(self, row: Row, by: Actor, at: datetime) -> None:
        board, day = _board(row["board"]), london_day(at)
        agency = record_agency(
            board=board, agency=None, version=0, details=AgencyDetails(row["name"], day), by=by, now=at
        )
        key = agency.id
        for name, account in row["people"]:
            details = PersonPeriod(BoardRole.MEMBER, name, day, None, key, _account(account))
            record_person(board=board, person=None, version=0, details=details, by=by, now=at)

    def _meeting(self, row: Row, by: Actor, at: datetime) -> None:
        details = MeetingDetails(self.seeds.day(row["on"]), self.seeds.day(row["cut_off"]), row["agenda"])
        plan_meeting(board=_board(row["board"]), details=details, by=by, now=at, today=london_day(at))

    def _of(self, row: Row, by: Actor) -> Meeting:
        return get_meeting(board_reference=row["board"], on=self.seeds.day(row["on"]), by=by)

    def _move(self, row: Row, by: Actor, at: datetime) -> None:
        meeting = self._of(row, by)
        move = MeetingMove(row["move"])
        move_meeting(meeting=meeting, move=move, version=meeting.version, by=by, now=at, today=london_day(at))

    def _paper(self, row: Row, by: Actor, at: datetime) -> None:
        draft_status_paper(meeting=self._of(row, by), by=by, now=at, today=london_day(at))

    def _final(self, row: Row, by: Actor, at: datetime) -> None:
        meeting = self._of(row, by)
        make_final_copy(
            meeting=meeting,
            version=meeting.version,
            exports_dir=self.exports_dir,
            by=by,
            now=at,
            today=london_day(at),
        )

    def _came(self, row: Row, by: Actor, at: datetime) -> None:
        meeting, day = self._of(row, by), london_day(at)
        agencies = {one.name: one.id for one in agencies_on(db.session(), meeting.board_id, day)}
        came = [Came(agencies[name], Attendance(how)) for name, how in row["agencies"].items()]
        record_attendance(meeting=meeting, version=meeting.version, came=came, by=by, now=at, today=day)

    def _decision(self, row: Row, by: Actor, at: datetime) -> None:
        item, action = None, None
        if "item" in row:
            item = self.item(row["item"])
        if told := row.get("action"):
            post = post_by_slug(db.session(), told["post"])
            assert isinstance(post, Post), told["post"]
            action = ActionDetails(
                told["what"], post.id, self.seeds.day(told["target"]), proof_expected=told["proof"]
            )
        note_decision(
            meeting=self._of(row, by),
            words=row["words"],
            item=item,
            action=action,
            by=by,
            now=at,
            today=london_day(at),
        )

    def _text(self, row: Row, by: Actor, at: datetime) -> None:
        item = self.item(row["item"])
        update = newest_update(db.session(), item.id)
        edit_board_text(
            meeting=self._of(row, by),
            item=item,
            version=0,
            seen=update.id if update is not None else 0,
            text=row["words"],
            is_sensitive=False,
            by=by,
            now=at,
        )

    def _answer(self, row: Row, by: Actor, at: datetime) -> None:
        record_answer(
            meeting=self._of(row, by),
            reference=self.item(row["item"]).reference,
            version=0,
            answer=row["words"],
            assurance=Assurance(row["assurance"]),
            by=by,
            now=at,
        )


def _board(reference: str) -> Board:
    board = board_by_reference(db.session(), reference)
    assert board is not None, reference
    return board


def _account(name: str) -> int | None:
    if not name:
        return None
    actor = actor_by_email(f"{name}@demo.example")
    assert actor is not None, name
    return actor.account_id
