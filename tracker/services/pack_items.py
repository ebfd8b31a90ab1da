"""The lines of a pack's items, made from what was recorded of them at its moment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.domain.packs import RATINGS, ItemLine, RatingLine
from tracker.domain.rag_reasons import Reason, in_words, overridden_until, reasons_from_json
from tracker.domain.vocabulary import ItemKind, OffListReason, Rating, Standing
from tracker.models.base import db
from tracker.models.meeting import Meeting
from tracker.queries.board_pack import (
    PackRow,
    PeriodRow,
    last_updates,
    nothing_new_by,
    pack_rows,
    periods_ahead,
    ratings_at,
    texts_of_meeting,
)
from tracker.queries.board_people import people_in_posts, titles_of_posts
from tracker.queries.board_scope import PackScope

ALL_ITEMS = "All items"
"""The name of the line of ratings that counts every item."""
_STANDINGS = {standing.value: standing for standing in Standing}


@dataclass(frozen=True)
class PackItems:
    """The items of a pack: their lines, their rows by id, and the titles of all posts."""

    lines: tuple[ItemLine, ...]
    rows: dict[int, PackRow]
    titles: dict[int, str]
    ratings_before: dict[int, Rating]

    def reason_of(self, item_id: int) -> str:
        """Why an item is rated as it is."""
        return self._reasons.get(self.rows[item_id].reference, "")

    @cached_property
    def _reasons(self) -> dict[str, str]:
        return {line.reference: line.reason for line in self.lines}


def items_of_pack(*, scope: PackScope, meeting: Meeting | None) -> PackItems:
    """Every item that the board oversaw at the moment, in the order of the register."""
    session = db.session()
    rows, titles = pack_rows(session, scope), titles_of_posts(session)
    made = _Lines(
        scope,
        titles,
        people_in_posts(session, scope.day),
        periods_ahead(session, scope),
        ratings_at(session, scope.board_id, scope.opened_at, scope.opened_on),
    )
    updates, nothing_new = last_updates(session, scope), nothing_new_by(session, scope)
    texts = texts_of_meeting(session, meeting.id if meeting else None, scope.as_at)
    lines = []
    for row in rows:
        update = updates.get(row.item_id)
        own_words = update.board_text if update else ""
        said = {
            "is_updated_since": update is not None and update.recorded_at > scope.opened_at,
            "times_nothing_new": nothing_new.get(row.item_id, 0),
            "update": texts.get(row.item_id, own_words),
            "next_step": update.next_steps if update else "",
        }
        lines.append(made.line(row, said))
    return PackItems(tuple(lines), {row.item_id: row for row in rows}, titles, made.before)


def name_of(kind: ItemKind, number: str | None) -> str:
    """An item by its kind and number, as a board reads it: "Recommendation 3"."""
    return f"{kind.label} {number}" if number else kind.label


@dataclass(frozen=True)
class _Lines:
    """Makes the lines from what was found for all items at once."""

    scope: PackScope
    titles: dict[int, str]
    people: dict[int, str]
    periods: dict[int, list[PeriodRow]]
    before: dict[int, Rating]

    def line(self, row: PackRow, said: dict[str, object]) -> ItemLine:
        """The line of one item."""
        ruling, turns_red_on = _on_day(self.periods.get(row.state_id, ()), self.scope.day)
        return ItemLine(
            reference=row.reference,
            item=name_of(row.kind, row.number),
            kind=row.kind.label,
            heading=row.heading,
            text=row.text,
            report_reference=row.report_reference,
            report_title=row.report_title,
            published_on=row.published_on,
            for_whom=row.for_whom.label,
            executive_lead=self.titles.get(row.executive_post_id or 0, ""),
            owner=self.titles.get(row.owner_post_id or 0, ""),
            owner_person=self.people.get(row.owner_post_id or 0, ""),
            rating=ruling.rating if ruling else Rating.NOT_RATED,
            derived=ruling.derived if ruling else Rating.NOT_RATED,
            rating_before=self.before.get(row.item_id),
            reason=_reason(ruling, row, self.scope.day) if ruling else "",
            # A damaged word counts as no open item; the reconciliation names it.
            standing=_STANDINGS.get(row.standing, Standing.NOT_OURS),
            off_list_reason=_label(row.off_list_reason),
            delivery=row.delivery.label,
            date_in_force=row.date_in_force,
            first_in_force=row.first_in_force,
            inspectorate_on=row.inspectorate_on,
            times_moved=row.times_moved,
            days_moved=_days_moved(row),
            turns_red_on=turns_red_on,
            own_rating=row.own_rating.label if row.own_rating else "",
            last_update_on=row.last_update_on,
            actions_open=row.actions_open,
            actions_total=row.actions_total,
            closed_on=row.closed_on,
            **said,  # type: ignore[arg-type]
        )


def _on_day(periods: Sequence[PeriodRow], day: date) -> tuple[PeriodRow | None, date | None]:
    """The rating that ruled on the day, and the next day after it on which it turns Red."""
    ruling = next((one for one in periods if one.from_on <= day < one.to_on), None)
    before = ruling.rating if ruling else None
    for one in periods:
        if one.from_on > day:
            if one.rating is Rating.RED and before is not Rating.RED:
                return ruling, one.from_on
            before = one.rating
    return ruling, None


@dataclass(frozen=True)
class _Rated:
    rating: Rating
    derived: Rating
    reasons: tuple[Reason, ...]


def _reason(ruling: PeriodRow, row: PackRow, day: date) -> str:
    rated = _Rated(ruling.rating, ruling.derived, reasons_from_json(ruling.reasons))
    until = overridden_until(rated.reasons)
    # Whose override it was is kept for the one in force now; of an earlier one, the end alone is told.
    is_known = until is not None and until == row.override_until_on
    return in_words(
        rated,
        day,
        override_by=row.override_by if is_known else None,
        override_reason=(row.override_reason or "") if is_known else "",
    )


def _days_moved(row: PackRow) -> int:
    if not row.times_moved or row.date_in_force is None or row.first_in_force is None:
        return 0
    return (row.date_in_force - row.first_in_force).days


def _label(reason: OffListReason | None) -> str:
    return reason.label if reason else ""


def ratings_by_kind(lines: Iterable[ItemLine]) -> tuple[RatingLine, ...]:
    """How many items of each kind have which rating, and of all kinds together; nothing where none is."""
    lines = tuple(lines)
    if not lines:
        return ()
    by_kind = _rated([(line.kind, line.rating) for line in lines])
    in_order = [by_kind[kind.label] for kind in ItemKind if kind.label in by_kind]
    return (*in_order, _rated([(ALL_ITEMS, line.rating) for line in lines])[ALL_ITEMS])


def ratings_by_report(lines: Iterable[ItemLine]) -> tuple[RatingLine, ...]:
    """How many items of each report have which rating, in the order of the lines."""
    named = [(f"{line.report_reference} {line.report_title}", line.rating) for line in lines]
    return tuple(_rated(named).values())


def rating_numbers(ratings: Iterable[Rating]) -> tuple[int, ...]:
    """How often each rating is there, in the order of a pack's tables."""
    found = Counter(ratings)
    return tuple(found[rating] for rating in RATINGS)


def _rated(named: Iterable[tuple[str, Rating]]) -> dict[str, RatingLine]:
    found: dict[str, list[Rating]] = defaultdict(list)
    for name, rating in named:
        found[name].append(rating)
    return {name: RatingLine(name, rating_numbers(ratings), len(ratings)) for name, ratings in found.items()}
