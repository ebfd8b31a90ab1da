"""The printed rule by which an item is rated: worked out for one day, and for every day ahead.

Nothing here knows which day it is: as long as nothing is recorded, only the calendar turns a rating.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import LAST_YEAR
from tracker.domain.rag_reasons import Reason, ReasonCode, overridden_until
from tracker.domain.rag_thresholds import DatedThresholds, Thresholds, thresholds_on
from tracker.domain.vocabulary import Delivery, OwnRating, Rating

CAN_BE_SET = (Rating.RED, Rating.AMBER, Rating.GREEN)
"""The ratings a person may set over the rule's; the three Blues are facts, not opinions."""
MAX_REASON = 2_000


@dataclass(frozen=True)
class Override:
    """A rating that somebody set over the rule's; `expires_on` is the last day it holds."""

    rating: Rating
    reason: str
    by: str
    from_on: date
    expires_on: date


@dataclass(frozen=True)
class RatingFacts:
    """What the rule reads of an item.

    `inspectorate_on` is the inspectorate's date as printed, which an agreed later one may have overtaken;
    the own rating is the latest; `update_cycle_days` is the shortest cycle of the item's boards.
    """

    for_others_only: bool
    is_off_list: bool
    has_outside_closer: bool
    delivery: Delivery
    recorded_on: date
    allocated_on: date | None = None
    proposed_on: date | None = None
    date_in_force: date | None = None
    inspectorate_on: date | None = None
    is_immediate: bool = False
    own_rating: OwnRating | None = None
    own_rating_on: date | None = None
    last_update_on: date | None = None
    open_action_targets: tuple[date | None, ...] = ()
    actions_total: int = 0
    update_cycle_days: int | None = None
    override: Override | None = None

    @property
    def update_counted_from(self) -> date | None:
        """The day from which the wait for an update is counted: nobody owes one before the allocation."""
        if self.delivery is Delivery.AWAITING_ALLOCATION or self.allocated_on is None:
            return None
        return max(self.allocated_on, self.last_update_on or self.allocated_on)


@dataclass(frozen=True)
class Rated:
    """A rating with its reasons, which are the rule's own even where `derived` is overridden."""

    rating: Rating
    reasons: tuple[Reason, ...]
    derived: Rating

    @property
    def is_overridden(self) -> bool:
        """Whether somebody set the rating, be it the same as the rule's."""
        return overridden_until(self.reasons) is not None


@dataclass(frozen=True, kw_only=True)
class TurningPoint(Rated):
    """The rating from a day on, until the next turning point."""

    on: date


def rate(facts: RatingFacts, history: Sequence[DatedThresholds], day: date) -> Rated:
    """The rating on the day: the first row of the printed rule that holds."""
    rated = _by_rule(facts, thresholds_on(history, day), day)
    override = facts.override
    is_open = rated.derived in (Rating.RED, Rating.AMBER, Rating.NEW, Rating.GREEN)
    if override is None or not is_open or not override.from_on <= day <= override.expires_on:
        return rated
    told = Reason(ReasonCode.OVERRIDDEN, override.expires_on)
    return replace(rated, rating=override.rating, reasons=(told, *rated.reasons))


def _by_rule(facts: RatingFacts, thresholds: Thresholds, day: date) -> Rated:
    if facts.is_off_list or facts.for_others_only:
        code = ReasonCode.OFF_LIST if facts.is_off_list else ReasonCode.FOR_OTHERS
        return _rated(Rating.NOT_RATED, [Reason(code)])
    if facts.delivery is Delivery.CLOSED:
        return _rated(Rating.BLUE_CLOSED, [])
    if facts.delivery is Delivery.SIGNED_OFF:
        return _rated(Rating.BLUE_SIGNED_OFF if facts.has_outside_closer else Rating.BLUE_COMPLETE, [])
    if reasons := list(_red(facts, day)):
        return _rated(Rating.RED, reasons + _beside(facts, day, reasons))
    if reasons := list(_amber(facts, thresholds, day)):
        return _rated(Rating.AMBER, reasons + _beside(facts, day, reasons))
    if (day - facts.recorded_on).days < thresholds.new_days:
        reasons = [Reason(ReasonCode.RECORDED, facts.recorded_on)]
        return _rated(Rating.NEW, reasons + _beside(facts, day, reasons))
    return _rated(Rating.GREEN, _beside(facts, day, []))


def _rated(rating: Rating, reasons: Sequence[Reason]) -> Rated:
    return Rated(rating, tuple(reasons), rating)


def _red(facts: RatingFacts, day: date) -> Iterator[Reason]:
    if facts.date_in_force is not None and facts.date_in_force < day:
        yield Reason(ReasonCode.OVERDUE, facts.date_in_force)
        if _is_proposed(facts) and facts.proposed_on is not None and facts.proposed_on <= facts.date_in_force:
            yield Reason(ReasonCode.PROPOSED_IN_TIME, facts.proposed_on)
    if facts.own_rating is OwnRating.OFF_TRACK:
        yield Reason(ReasonCode.OFF_TRACK, facts.own_rating_on)


def _amber(facts: RatingFacts, thresholds: Thresholds, day: date) -> Iterator[Reason]:
    in_force, inspectorate_on = facts.date_in_force, facts.inspectorate_on
    if in_force is not None and not _is_proposed(facts) and (in_force - day).days <= thresholds.due_soon_days:
        yield Reason(ReasonCode.DUE_SOON, in_force)
    overdue = sorted(on for on in facts.open_action_targets if on is not None and on < day)
    if overdue:
        yield Reason(ReasonCode.ACTION_OVERDUE, overdue[0], len(overdue))
    yield from _silence(facts, thresholds, day)
    no_date_days = thresholds.immediate_days if facts.is_immediate else thresholds.no_date_days
    if in_force is None and (day - facts.recorded_on).days >= no_date_days:
        yield Reason(ReasonCode.NO_DATE, facts.recorded_on)
    yield from _waiting(facts, thresholds, day)
    if inspectorate_on is not None and in_force is not None and inspectorate_on < day <= in_force:
        yield Reason(ReasonCode.INSPECTORATE_PASSED, inspectorate_on)
    if facts.own_rating is OwnRating.AT_RISK:
        yield Reason(ReasonCode.AT_RISK, facts.own_rating_on)


def _silence(facts: RatingFacts, thresholds: Thresholds, day: date) -> Iterator[Reason]:
    counted_from = facts.update_counted_from
    if counted_from is None:
        return
    if (day - counted_from).days > _cycle(facts, thresholds):
        is_update = counted_from == facts.last_update_on
        yield Reason(
            ReasonCode.NO_UPDATE if is_update else ReasonCode.NO_UPDATE_SINCE_ALLOCATED, counted_from
        )


def _cycle(facts: RatingFacts, thresholds: Thresholds) -> int:
    return thresholds.update_days if facts.update_cycle_days is None else facts.update_cycle_days


def _waiting(facts: RatingFacts, thresholds: Thresholds, day: date) -> Iterator[Reason]:
    is_unallocated = facts.delivery is Delivery.AWAITING_ALLOCATION
    if is_unallocated and (day - facts.recorded_on).days > thresholds.waiting_days:
        yield Reason(ReasonCode.WAITING_ALLOCATION, facts.recorded_on)
    if not _is_proposed(facts) or facts.proposed_on is None:
        return
    if (day - facts.proposed_on).days > thresholds.waiting_days:
        yield Reason(ReasonCode.WAITING_SIGN_OFF, facts.proposed_on)


def _beside(facts: RatingFacts, day: date, said: Sequence[Reason]) -> list[Reason]:
    """What a reader wants to know beside the row that decided: the date, the proposal, the open actions."""
    codes = {reason.code for reason in said}
    reasons = []
    if facts.date_in_force is not None and codes.isdisjoint({ReasonCode.OVERDUE, ReasonCode.DUE_SOON}):
        reasons.append(Reason(ReasonCode.DUE, facts.date_in_force))
    is_told = codes & {ReasonCode.PROPOSED_IN_TIME, ReasonCode.WAITING_SIGN_OFF}
    if _is_proposed(facts) and not is_told:
        reasons.append(Reason(ReasonCode.PROPOSED, facts.proposed_on))
    if facts.open_action_targets:
        count = len(facts.open_action_targets)
        reasons.append(Reason(ReasonCode.ACTIONS_OPEN, None, count, facts.actions_total))
    return reasons


def _is_proposed(facts: RatingFacts) -> bool:
    return facts.delivery is Delivery.PROPOSED_COMPLETE


def turning_points(facts: RatingFacts, history: Sequence[DatedThresholds]) -> tuple[TurningPoint, ...]:
    """Every day from the recording on at which the rating or a reason changes if nothing else happens."""
    points: list[TurningPoint] = []
    before: Rated | None = None
    for day in sorted({day for day in _days_to_try(facts, history) if day >= facts.recorded_on}):
        rated = rate(facts, history, day)
        if rated != before:
            points.append(
                TurningPoint(on=day, rating=rated.rating, reasons=rated.reasons, derived=rated.derived)
            )
        before = rated
    return tuple(points)


def rating_on(points: Sequence[TurningPoint], day: date) -> TurningPoint:
    """The turning point that rules the day; before the recording, the first one."""
    return next((point for point in reversed(points) if point.on <= day), points[0])


def next_turns(points: Sequence[TurningPoint], day: date) -> tuple[date | None, date | None]:
    """The next days after this one on which the item turns Amber, and Red, if nobody acts."""
    return _next_turn(points, day, Rating.AMBER), _next_turn(points, day, Rating.RED)


def _next_turn(points: Sequence[TurningPoint], day: date, rating: Rating) -> date | None:
    before: Rating | None = None
    for point in points:
        if point.on > day and point.rating is rating and before is not rating:
            return point.on
        before = point.rating
    return None


def problems_with_override(
    rating: Rating | None, reason: str, expires_on: date | None, today: date
) -> dict[str, str]:
    """Each field of an override that does not hold, with its sentence."""
    problems = {}
    if rating not in CAN_BE_SET:
        problems["rating"] = "Choose Red, Amber or Green."
    if is_blank(reason):
        problems["reason"] = (
            "Say why the rule's own rating does not fit: the reason is shown with the rating."
        )
    elif len(reason) > MAX_REASON:
        problems["reason"] = f"The reason must be {MAX_REASON:,} characters or fewer; it has {len(reason):,}."
    if expires_on is None:
        problems["expires_on"] = "Enter the last day on which the override holds."
    elif expires_on < today:
        problems["expires_on"] = "Enter today or a later day."
    elif expires_on.year > LAST_YEAR:
        problems["expires_on"] = f"Enter a day no later than {LAST_YEAR}."
    return problems


def _days_to_try(facts: RatingFacts, history: Sequence[DatedThresholds]) -> Iterator[date]:
    """Every day on which some row of the rule may begin or cease to hold."""
    yield facts.recorded_on
    for on in (facts.date_in_force, facts.inspectorate_on, *facts.open_action_targets):
        yield from _later(on, 1)
    if facts.override is not None:
        yield facts.override.from_on
        yield from _later(facts.override.expires_on, 1)
    for dated in history:
        yield from _later(dated.from_on, 0)
    for thresholds in {Thresholds(), *(dated.thresholds for dated in history)}:
        for days in (thresholds.no_date_days, thresholds.immediate_days, thresholds.new_days):
            yield from _later(facts.recorded_on, days)
        yield from _later(facts.recorded_on, thresholds.waiting_days + 1)
        yield from _later(facts.proposed_on, thresholds.waiting_days + 1)
        yield from _later(facts.update_counted_from, _cycle(facts, thresholds) + 1)
        yield from _later(facts.date_in_force, -thresholds.due_soon_days)


def _later(on: date | None, days: int) -> Iterator[date]:
    """The day so many days later, where there is one in the calendar."""
    if on is not None and 0 < on.toordinal() + days <= date.max.toordinal():
        yield on + timedelta(days=days)
