"""A person's items as their page shows them: what needs attention, what waits for a decision, all."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.chasing import wanted_in_words
from tracker.domain.delivery_moves import DeliveryMove, ItemInHand, has_outside_closer, may_move
from tracker.domain.london_time import london_day
from tracker.domain.my_items import DateDecided, MyItem, order_of, sent_back_in_words, why_attention
from tracker.domain.ownership import WORKING, Relation, relations_by_posts
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.rag import TurningPoint, rating_on
from tracker.domain.updates import may_record_update, may_say_nothing_new
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.queries.chasing import WordWanted, words_wanted
from tracker.queries.commissions import posts_held
from tracker.queries.completions import SentBack, sent_back
from tracker.queries.my_items import (
    LatestDate,
    MyItemRow,
    latest_dates,
    my_item_rows,
    proposals_waiting,
    rating_points,
)
from tracker.queries.ownership import posts_covered, posts_of_items
from tracker.queries.progress_updates import NothingNew, nothing_new_said
from tracker.services.target_date_views import DateRequest, requests_waiting


@dataclass(frozen=True)
class MyItemInFull:
    """One item of a person: its rating, why it needs attention, and what may be said of it in one press."""

    row: MyItemRow
    rated: TurningPoint
    turns_red_on: date | None
    update_due_on: date | None
    attention: tuple[str, ...]
    sent_back: tuple[str, ...]
    relations: frozenset[Relation]
    nothing_new: NothingNew | None
    may_record: Verdict
    may_say_nothing_new: Verdict


@dataclass(frozen=True)
class MyItems:
    """Everything that stands with a person: their items, the worst first, and what waits for their word."""

    items: tuple[MyItemInFull, ...]
    dates: tuple[DateRequest, ...]
    proposals: tuple[MyItemRow, ...]

    @property
    def needing_attention(self) -> tuple[MyItemInFull, ...]:
        """The items that cannot be left alone."""
        return tuple(one for one in self.items if one.attention)

    @property
    def sent_back(self) -> tuple[MyItemInFull, ...]:
        """The items of which something was sent back to those who work on them."""
        return tuple(one for one in self.items if one.sent_back and one.relations & WORKING)


def my_items(*, by: Actor, today: date) -> MyItems:
    """What stands with a person today; the number of statements does not grow with the items."""
    dates, proposals = word_waited_for(by=by, today=today)
    return MyItems(_items(by, today), dates, proposals)


def items_needing_attention(*, by: Actor, today: date) -> tuple[MyItemInFull, ...]:
    """The items of a person that cannot be left alone, the worst first."""
    return tuple(one for one in _items(by, today) if one.attention)


def word_waited_for(*, by: Actor, today: date) -> tuple[tuple[DateRequest, ...], tuple[MyItemRow, ...]]:
    """The dates and the proposals of completion that wait for this person's word."""
    return _dates(by, today), _proposals(by, today)


def _items(by: Actor, today: date) -> tuple[MyItemInFull, ...]:
    session = db.session()
    rows = my_item_rows(session, by, today)
    keys = [row.item_id for row in rows]
    points, back, dates = rating_points(session, keys), sent_back(session, keys), latest_dates(session, keys)
    said, relations = nothing_new_said(session, keys), _relations(by, keys, today)
    wanted = words_wanted(session, keys, today)
    found = [
        _in_full(
            row,
            MyItem(
                row.standing,
                row.delivery,
                points[row.item_id],
                *_sent_back(back.get(row.item_id)),
                _decided(dates.get(row.item_id)),
            ),
            relations[row.item_id],
            said.get(row.item_id),
            wanted.get(row.item_id),
            by,
            today,
        )
        for row in rows
    ]
    return tuple(
        sorted(found, key=lambda one: order_of(one.rated.rating, one.row.date_in_force, one.row.reference))
    )


def _relations(by: Actor, keys: list[int], today: date) -> dict[int, frozenset[Relation]]:
    session = db.session()
    held, covered = posts_held(session, by.account_id, today), posts_covered(session, by.account_id, today)
    posts = posts_of_items(session, keys)
    return {key: relations_by_posts(held, covered, posts[key]) for key in keys}


def _sent_back(back: SentBack | None) -> tuple[date | None, str]:
    return (london_day(back.at), back.missing) if back is not None else (None, "")


def _decided(latest: LatestDate | None) -> DateDecided | None:
    """What became of the date asked for last; a local target that needs no agreement was asked of nobody."""
    if latest is None or latest.decided_at is None or not latest.is_asked_of_somebody:
        return None
    return DateDecided(latest.state, latest.wanted_on, london_day(latest.decided_at), latest.decision_words)


def _in_full(
    row: MyItemRow,
    mine: MyItem,
    relations: frozenset[Relation],
    said: NothingNew | None,
    wanted: WordWanted | None,
    by: Actor,
    today: date,
) -> MyItemInFull:
    may_record = may_record_update(by, relations, row.standing)
    return MyItemInFull(
        row=row,
        rated=rating_on(mine.points, today),
        turns_red_on=mine.turns_red_on(today) if mine.is_open else None,
        update_due_on=mine.update_due_on(today) if mine.is_open else None,
        attention=why_attention(mine, today) + (_asked(wanted, today) if may_record else ()),
        sent_back=sent_back_in_words(mine, is_whole=True),
        relations=relations,
        nothing_new=said,
        may_record=may_record,
        may_say_nothing_new=may_record and may_say_nothing_new(row.own_rating, row.standing),
    )


def _asked(wanted: WordWanted | None, today: date) -> tuple[str, ...]:
    """That a board's secretary asked for a word on an item."""
    if wanted is None:
        return ()
    return (wanted_in_words(wanted.board, wanted.meeting_on, wanted.cut_off_on, today),)


def _dates(by: Actor, today: date) -> tuple[DateRequest, ...]:
    """The dates that this person may decide on."""
    if not may(by, Ability.DECIDE_DATES):
        return ()
    return tuple(one for one in requests_waiting(by=by, today=today) if one.may_decide)


def _proposals(by: Actor, today: date) -> tuple[MyItemRow, ...]:
    """The proposals of completion that this person may sign off."""
    if not may(by, Ability.SIGN_OFF):
        return ()
    rows = proposals_waiting(db.session(), by, today)
    relations = _relations(by, [row.item_id for row in rows], today)
    return tuple(row for row in rows if may_move(by, DeliveryMove.SIGN_OFF, _in_hand(row, relations)))


def _in_hand(row: MyItemRow, relations: dict[int, frozenset[Relation]]) -> ItemInHand:
    return ItemInHand(
        row.delivery,
        row.standing,
        row.for_whom,
        has_outside_closer(row.report_kind),
        relations[row.item_id],
        row.proposed_by_id,
    )
