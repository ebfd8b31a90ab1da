"""A rating set over the rule's own: always with a name, a reason and the last day on which it holds."""

from datetime import date, datetime

from tracker.domain.audit import EventName, as_text, differences
from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.overrides import may_override, problems_with_override
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Rating
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.queries.item_states import current_periods
from tracker.queries.ownership import relations_to
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import subject_of
from tracker.services.reports import require
from tracker.services.writing import claim, verb


def may_override_item(*, item: Item, by: Actor, today: date) -> Verdict:
    """Whether this person may set the item's rating over the rule's, or end what was set."""
    session = db.session()
    periods = current_periods(session, [item.id])[item.id]
    derived = next((row.derived for row in reversed(periods) if row.from_on <= today), periods[0].derived)
    return may_override(by, relations_to(session, by, item.id, today), derived)


@verb
def override_rating(
    *,
    item: Item,
    version: int,
    rating: Rating | None,
    reason: str,
    expires_on: date | None,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Set the rating until a day, in place of any that was set before."""
    row = db.session.get_one(Progress, item.id)
    claim(row, version, "item")
    require(may_override_item(item=item, by=by, today=today))
    problems = problems_with_override(rating, reason, expires_on, today)
    if problems:
        raise Invalid(problems)
    before = _facts(row)
    row.override_rating, row.override_reason = rating, clean_text(reason).strip()
    row.override_by, row.override_from_on, row.override_until_on = by.name, today, expires_on
    changes = differences(subject_of(item), before, _facts(row)) + restated(items=[item], now=now)
    record(name=EventName.RATING_OVERRIDDEN, by=by, now=now, changes=changes, reason=row.override_reason)


@verb
def end_override(*, item: Item, version: int, reason: str, by: Actor, now: datetime, today: date) -> None:
    """End an override before its day: from now on the rule's own rating shows."""
    row = db.session.get_one(Progress, item.id)
    claim(row, version, "item")
    require(may_override_item(item=item, by=by, today=today))
    if row.override_until_on is None or row.override_until_on < today:
        raise Invalid({"reason": "No override is in force: the rule's own rating shows already."})
    if is_blank(reason):
        raise Invalid({"reason": "Say why the rule's own rating fits again."})
    before = _facts(row)
    row.override_rating, row.override_reason = None, ""
    row.override_by = row.override_from_on = row.override_until_on = None
    changes = differences(subject_of(item), before, _facts(row)) + restated(items=[item], now=now)
    record(name=EventName.OVERRIDE_ENDED, by=by, now=now, changes=changes, reason=clean_text(reason).strip())


def _facts(row: Progress) -> dict[str, str | None]:
    return {
        "override_rating": row.override_rating.value if row.override_rating else None,
        "override_reason": row.override_reason,
        "override_until_on": as_text(row.override_until_on),
    }
