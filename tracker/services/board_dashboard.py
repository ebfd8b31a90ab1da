"""What the front of a board shows: its sum, what changed, the trend over its meetings, and what turns next.

It makes no pack: it counts, and the pack that is a click away tells the same numbers with their rows.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.board_counts import BoardSum
from tracker.domain.counts import count_lines
from tracker.domain.london_time import london_day
from tracker.domain.pack_changes import moves_since, told_by
from tracker.domain.packs import ChangeKind, CountLine, TrendPoint
from tracker.domain.permissions import Ability, Actor, may
from tracker.models.base import db
from tracker.models.board import Board
from tracker.queries.board_changes import ratings_of_the_period, states_of_the_period
from tracker.queries.board_forecast import turning_on_board
from tracker.queries.board_pack import ratings_at
from tracker.queries.board_people import titles_of_posts
from tracker.queries.board_scope import PackScope
from tracker.queries.meetings import next_meeting
from tracker.queries.ratings import TurningItem
from tracker.services.pack_changes import RATING_KINDS, state_seen
from tracker.services.pack_sums import sum_by_states
from tracker.services.pack_trend import point_at, trend_before
from tracker.services.packs import opening_of
from tracker.services.reports import require

AHEAD = timedelta(days=28)
MOST_TURNING = 10


@dataclass(frozen=True)
class Dashboard:
    """The front of a board. `until` is the day of its next meeting, or 28 days ahead where none is set."""

    opened_at: datetime
    opened_by: str
    counts: tuple[CountLine, ...]
    changes: Mapping[ChangeKind, int]
    trend: tuple[TrendPoint, ...]
    until: date
    has_meeting: bool
    turning: tuple[TurningItem, ...]
    turns: int


def dashboard_of(*, board: Board, by: Actor, now: datetime, today: date) -> Dashboard:
    """The front of a board as at now, read as nobody in particular."""
    require(may(by, Ability.READ_REGISTER))
    session = db.session()
    opening = opening_of(board=board, meeting=None, as_at=now)
    scope = PackScope(board.id, opening.at, now)
    summed = sum_by_states(scope=scope)
    meeting = next_meeting(session, board.id, today + timedelta(days=1))
    until = meeting.on if meeting else today + AHEAD
    turning, turns = turning_on_board(session, board.id, today, until, most=MOST_TURNING)
    return Dashboard(
        opened_at=opening.at,
        opened_by=opening.words,
        counts=count_lines(summed.counts),
        changes=changes_counted(scope=scope, summed=summed),
        trend=(*trend_before(scope=scope, before=today), point_at(board.id, today, now, "Now")),
        until=until,
        has_meeting=meeting is not None,
        turning=tuple(turning),
        turns=turns,
    )


def changes_counted(*, scope: PackScope, summed: BoardSum) -> Mapping[ChangeKind, int]:
    """How many changes of each kind a pack of this period tells, without its lines."""
    session = db.session()
    found: Counter[ChangeKind] = Counter()
    counted = set()
    for turn in summed.single_turns:
        if (moved := told_by(turn, london_day(turn.at))) is not None:
            found[moved.kind] += 1
            counted.add((turn.item_id, turn.event_seq))
    before = ratings_at(session, scope.board_id, scope.opened_at, scope.opened_on)
    states, ratings = states_of_the_period(session, scope), ratings_of_the_period(session, scope)
    titles = titles_of_posts(session)
    for item_id, rows in states.items():
        if item_id not in before:
            continue
        seen = [state_seen(row, ratings, titles, scope) for row in rows]
        for moved in moves_since(seen, scope.opened_on):
            if moved.kind not in RATING_KINDS or (item_id, moved.event_seq) not in counted:
                found[moved.kind] += 1
    return {kind: found[kind] for kind in ChangeKind if found[kind]}
