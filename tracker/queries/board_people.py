"""Who holds posts on a day, and what the member agencies of a board do, as a pack tells it."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.meetings import Attendance, MeetingStatus
from tracker.models.account import Account
from tracker.models.commission import PostAccount
from tracker.models.meeting import Meeting, MeetingAttendance
from tracker.models.office import Holding, Post
from tracker.models.progress_update import ProgressUpdate
from tracker.queries.board_scope import PackScope, items_on_board
from tracker.queries.parameters import answered


def titles_of_posts(session: Session) -> dict[int, str]:
    """The title of every post."""
    wanted: Any = select(Post.id, Post.title).order_by(Post.id)
    return {row[0]: row[1] for row in answered(session, wanted, {})}


def people_in_posts(session: Session, day: date) -> dict[int, str]:
    """Who held each post on a day: by the list of office holders, else by the account that has the post.

    An acting holder goes before the substantive one.
    """
    accounts: Any = (
        select(PostAccount.post_id, Account.name)
        .join(Account, Account.id == PostAccount.account_id)
        .where(_covers(PostAccount, day))
        .order_by(PostAccount.post_id, PostAccount.from_on.nulls_first(), Account.name, Account.id)
    )
    holdings: Any = (
        select(Holding.post_id, Holding.person_name)
        .where(_covers(Holding, day))
        .order_by(Holding.post_id, Holding.is_acting, Holding.from_on.nulls_first(), Holding.id)
    )
    found = {row[0]: row[1] for row in answered(session, accounts, {})}
    return found | {row[0]: row[1] for row in answered(session, holdings, {})}


def _covers(table: Any, day: date) -> ColumnElement[bool]:
    return and_(
        or_(table.from_on.is_(None), table.from_on <= day), or_(table.to_on.is_(None), table.to_on > day)
    )


class CameRow(NamedTuple):
    """Whether an agency came to a meeting."""

    agency_id: int
    on: date
    attendance: Attendance


def attendance_of(session: Session, board_id: int, from_on: date, before: date) -> list[CameRow]:
    """What was recorded of who came to the meetings of a board between two days, the earliest first."""
    wanted: Any = (
        select(MeetingAttendance.agency_id, Meeting.on, MeetingAttendance.attendance)
        .join(Meeting, Meeting.id == MeetingAttendance.meeting_id)
        .where(
            Meeting.board_id == board_id,
            Meeting.on >= from_on,
            Meeting.on < before,
            Meeting.status != MeetingStatus.CALLED_OFF,
        )
        .order_by(Meeting.on, MeetingAttendance.agency_id)
    )
    return [CameRow._make(row) for row in answered(session, wanted, {})]


def updates_by_account(session: Session, scope: PackScope) -> dict[int, int]:
    """How many updates each account gave since the last board on the items of the board."""
    wanted: Any = (
        select(ProgressUpdate.account_id, func.count())
        .where(
            ProgressUpdate.item_id.in_(items_on_board(scope.board_id, scope.as_at)),
            ProgressUpdate.recorded_at > scope.opened_at,
            ProgressUpdate.recorded_at <= scope.as_at,
            ProgressUpdate.account_id.is_not(None),
        )
        .group_by(ProgressUpdate.account_id)
        .order_by(ProgressUpdate.account_id)
    )
    return {row[0]: row[1] for row in answered(session, wanted, {})}
