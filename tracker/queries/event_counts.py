"""The same counts read from the history alone: every event that changed an item's standing.

Nothing here looks at the dated states: the two ways must agree, and where they do not a row is damaged.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Standing
from tracker.models.event import Event, EventChange, EventText
from tracker.queries.reports import is_known
from tracker.queries.state_counts import NAMES, SingleTurn, TurnRow

_BEFORE, _AFTER, _WHY = aliased(EventText), aliased(EventText), aliased(EventText)
_REASON = aliased(EventChange)
_WENT_OFF = and_(_BEFORE.text == Standing.OPEN.value, _AFTER.text == Standing.OFF_LIST.value)
_OFF_REASON = case((_WENT_OFF, _WHY.text))
WORDS = (_BEFORE.text.label("was"), _AFTER.text.label("became"), _OFF_REASON.label("off_for"))
_KEY = EventChange.subject_id


def _turns(actor: Actor, today: date, until: datetime, *columns: Any) -> Select[*tuple[Any, ...]]:
    wanted: Select[*tuple[Any, ...]] = (
        select(*columns)
        .select_from(Event)
        .join(EventChange, EventChange.event_seq == Event.seq)
        .outerjoin(_BEFORE, _text(_BEFORE, EventChange, "before"))
        .outerjoin(_AFTER, _text(_AFTER, EventChange, "after"))
        .where(
            Event.at <= until,
            EventChange.subject_kind == "item",
            EventChange.field == "standing",
            is_known(_KEY, actor, today),
        )
    )
    return wanted


def _with_reasons(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """With the reason for which the same event took the item off the list."""
    return wanted.outerjoin(
        _REASON,
        and_(
            _REASON.event_seq == EventChange.event_seq,
            _REASON.subject_kind == "item",
            _REASON.subject_id == EventChange.subject_id,
            _REASON.field == "off_list_reason",
        ),
    ).outerjoin(_WHY, _text(_WHY, _REASON, "after"))


def _text(text: Any, change: Any, side: str) -> Any:
    return and_(text.event_seq == change.event_seq, text.position == change.position, text.side == side)


def open_by_events(
    session: Session, actor: Actor, today: date, moments: Sequence[datetime]
) -> list[tuple[int, int]]:
    """How many items the events up to each of these moments left open, and the sum of their ids.

    One statement: to read every turn of the history is what takes long.
    """
    came = case((_AFTER.text == Standing.OPEN.value, 1), else_=0)
    went = case((_BEFORE.text == Standing.OPEN.value, 1), else_=0)
    sums = []
    for moment in moments:
        turned = case((Event.at <= moment, came - went), else_=0)
        sums += [func.coalesce(func.sum(turned), 0), func.coalesce(func.sum(turned * _KEY), 0)]
    row = session.execute(_turns(actor, today, max(moments), *sums)).one()
    numbers = [int(number) for number in row]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def event_turns_select(
    actor: Actor, today: date, after: datetime, until: datetime
) -> Select[*tuple[Any, ...]]:
    """The one statement that counts the turns told by the events between two moments."""
    columns = (*WORDS, func.count(), func.coalesce(func.sum(_KEY), 0))
    wanted = _with_reasons(_turns(actor, today, until, *columns)).where(Event.at > after)
    return wanted.group_by(*NAMES).order_by(*NAMES)


def event_turns_between(
    session: Session, actor: Actor, today: date, after: datetime, until: datetime
) -> list[TurnRow]:
    """The turns told by the events after a moment and up to another, counted by their kinds."""
    rows = session.execute(event_turns_select(actor, today, after, until))
    return [TurnRow(row[0], row[1], row[2], row[3], int(row[4])) for row in rows]


def single_event_turns(session: Session, actor: Actor, today: date, until: datetime) -> list[SingleTurn]:
    """Every turn told by the events up to a moment, one by one."""
    wanted = _with_reasons(_turns(actor, today, until, _KEY, Event.seq, *WORDS, Event.at))
    rows = session.execute(wanted.order_by(_KEY, Event.seq, EventChange.position))
    return [SingleTurn(*row) for row in rows]
