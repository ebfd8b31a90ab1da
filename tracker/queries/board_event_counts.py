"""The same records read from the history alone: every event that told of a standing, or of the board.

Nothing here looks at the dated rows: the two ways must agree, and where they do not a row is damaged.
"""

from typing import Any

from sqlalchemy import Select, and_, case, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.board_counts import BoardRecord
from tracker.models.event import Event, EventChange, EventText
from tracker.queries.board_scope import PackScope, may_be_told
from tracker.queries.parameters import answered

_BEFORE, _AFTER, _WHY = aliased(EventText), aliased(EventText), aliased(EventText)
_REASON, _TOLD = aliased(EventChange), aliased(EventChange)


def records_by_events(session: Session, scope: PackScope, reference: str) -> list[BoardRecord]:
    """Every turn of the items of which the events up to the moment tell that they came onto the board."""
    return [*_standings(session, scope, reference), *_on_board(session, scope, reference)]


def _text(text: Any, change: Any, side: str) -> Any:
    return and_(text.event_seq == change.event_seq, text.position == change.position, text.side == side)


def _told_of(reference: str) -> Select[int]:
    """The ids of the items of which an event tells that they joined the board."""
    return (
        select(_TOLD.subject_id)
        .join(EventText, _text(EventText, _TOLD, "after"))
        .where(_TOLD.field == "board", _TOLD.subject_kind == "item", EventText.text == reference)
    )


def _standings(session: Session, scope: PackScope, reference: str) -> list[BoardRecord]:
    went_off = and_(_REASON.event_seq == EventChange.event_seq, _REASON.subject_kind == "item")
    wanted: Any = (
        select(EventChange.subject_id, Event.seq, Event.at, _AFTER.text, _WHY.text)
        .select_from(EventChange)
        .join(Event, Event.seq == EventChange.event_seq)
        .outerjoin(_AFTER, _text(_AFTER, EventChange, "after"))
        .outerjoin(
            _REASON,
            and_(went_off, _REASON.subject_id == EventChange.subject_id, _REASON.field == "off_list_reason"),
        )
        .outerjoin(_WHY, _text(_WHY, _REASON, "after"))
        .where(
            EventChange.field == "standing",
            EventChange.subject_kind == "item",
            EventChange.subject_id.in_(_told_of(reference)),
            Event.at <= scope.as_at,
            may_be_told(EventChange.subject_id, scope.as_at),
        )
        .order_by(EventChange.subject_id, Event.seq, EventChange.position)
    )
    return [BoardRecord(*row) for row in answered(session, wanted, {}).all()]


def _on_board(session: Session, scope: PackScope, reference: str) -> list[BoardRecord]:
    joined = case((_AFTER.text == reference, True), else_=False)
    wanted: Any = (
        select(EventChange.subject_id, Event.seq, Event.at, joined)
        .select_from(EventChange)
        .join(Event, Event.seq == EventChange.event_seq)
        .outerjoin(_BEFORE, _text(_BEFORE, EventChange, "before"))
        .outerjoin(_AFTER, _text(_AFTER, EventChange, "after"))
        .where(
            EventChange.field == "board",
            EventChange.subject_kind == "item",
            or_(_BEFORE.text == reference, _AFTER.text == reference),
            Event.at <= scope.as_at,
            may_be_told(EventChange.subject_id, scope.as_at),
        )
        .order_by(EventChange.subject_id, Event.seq, EventChange.position)
    )
    return [
        BoardRecord(item_id, seq, at, is_on_board=bool(is_on))
        for item_id, seq, at, is_on in answered(session, wanted, {}).all()
    ]
