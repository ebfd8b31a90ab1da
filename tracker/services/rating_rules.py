"""The thresholds of the rating rule: sets in force from a day on, added one after another."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from tracker.domain.audit import EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.rag_table import RuleRow, rule_table
from tracker.domain.rag_thresholds import Thresholds, problems_with_thresholds, thresholds_on
from tracker.domain.refusals import Invalid
from tracker.models.base import db
from tracker.models.rating_rule import RatingRule
from tracker.queries.item_states import stated_items
from tracker.queries.progress_facts import rating_rules
from tracker.services.history import record
from tracker.services.item_states import dated_thresholds, restated
from tracker.services.reports import require
from tracker.services.writing import verb

MAX_REASON = 2_000


@dataclass(frozen=True)
class ThresholdSet:
    """One set of thresholds, from which day, and who set it why."""

    from_on: date
    thresholds: Thresholds
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class RuleInForce:
    """The rating rule on a day: its table, its thresholds, and every set, the latest day first."""

    table: tuple[RuleRow, ...]
    thresholds: Thresholds
    sets: tuple[ThresholdSet, ...]


def rule_in_force(*, today: date) -> RuleInForce:
    """The rule as it stands on the day, with the history of its thresholds."""
    history = dated_thresholds()
    days = thresholds_on(history, today)
    rows = zip(rating_rules(db.session()), history, strict=True)
    sets = [
        ThresholdSet(row.from_on, dated.thresholds, row.reason, row.set_by, row.set_at) for row, dated in rows
    ]
    return RuleInForce(rule_table(days), days, tuple(reversed(sets)))


@verb
def set_thresholds(
    *, thresholds: Thresholds, from_on: date | None, reason: str, by: Actor, now: datetime, today: date
) -> None:
    """Set the numbers of days that hold from a day on; every item's rating ahead is worked out again."""
    require(may(by, Ability.CHANGE_SETTINGS))
    problems = problems_with_thresholds(thresholds, from_on, dated_thresholds(), today)
    why = clean_text(reason).strip()
    if is_blank(why):
        problems["reason"] = "Say why the numbers change: the reason is kept and shown with them."
    elif len(why) > MAX_REASON:
        problems["reason"] = f"This must be {MAX_REASON:,} characters or fewer; it has {len(why):,}."
    if problems:
        raise Invalid(problems)
    assert from_on is not None
    session = db.session()
    row = RatingRule(
        from_on=from_on,
        **asdict(thresholds),
        reason=why,
        set_at=now,
        set_by=by.name,
        account_id=by.account_id,
    )
    session.add(row)
    session.flush()
    facts = {"from_on": as_text(from_on)} | {
        name: as_text(count) for name, count in asdict(thresholds).items()
    }
    changes = differences(Subject("rating_rule", row.id, f"rating rule {row.id}"), {}, facts)
    changes += restated(items=stated_items(session), now=now)
    record(name=EventName.RATING_RULE_SET, by=by, now=now, changes=changes, reason=why)
