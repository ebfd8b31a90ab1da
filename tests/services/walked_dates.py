"""The verbs of dates, overrides and the rating rule, walked once."""

from datetime import date
from typing import Any

from tests.fixtures.database import TODAY, person
from tests.services.date_records import DEC, SEPT, Dated, a_dated_item
from tests.services.records import BY_JUNE, a_report
from tracker.domain.items import DeadlineDetails
from tracker.domain.rag_thresholds import Thresholds
from tracker.domain.target_dates import DateReason, DateWanted
from tracker.domain.vocabulary import DeadlineBasis, Precision, Rating, Role, TargetState
from tracker.services import overrides, rating_rules, target_dates

LATER = DeadlineDetails("By the end of the year", DEC, Precision.DAY, DeadlineBasis.DATED)


def walk_dates(walk: Any) -> None:
    """A date is asked for and withdrawn, asked for again and agreed; then an override and the rule."""
    dated = a_dated_item(
        report=a_report("Dates", published_on=date(2025, 11, 6)),
        owner=person(Role.OWNER, name="Dora Date"),
        lead=person(Role.EXECUTIVE_LEAD, name="Lena Date"),
        posts=("dates", "dates-lead"),
        deadlines=(BY_JUNE, LATER),
    )
    wanted = DateWanted(SEPT, DateReason.OTHER, "It is late.", "They know.")
    first = _asked(walk, dated, wanted)
    walk(target_dates.withdraw_date, target=first, version=1, words="", by=dated.owner)
    second = _asked(walk, dated, wanted)
    agreed: dict[str, Any] = {"state": TargetState.AGREED, "words": ""}
    walk(target_dates.decide_date, target=second, version=1, by=dated.lead, **agreed)
    of_item: dict[str, Any] = {"item": dated.item}
    met: dict[str, Any] = {"on": BY_JUNE.on, "met_on": TODAY, "by": dated.owner}
    walk(target_dates.meet_deadline, version=dated.version, **met, **of_item)
    red: dict[str, Any] = {"rating": Rating.RED, "reason": "Late.", "expires_on": date(2026, 2, 1)}
    walk(overrides.override_rating, version=dated.version, by=dated.lead, **red, **of_item)
    walk(overrides.end_override, version=dated.version, by=dated.lead, reason="In time.", **of_item)
    rule: dict[str, Any] = {"thresholds": Thresholds(), "from_on": TODAY, "reason": "As printed."}
    walk(rating_rules.set_thresholds, by=walk.admin, **rule)


def _asked(walk: Any, dated: Dated, wanted: DateWanted) -> Any:
    return walk(target_dates.want_date, item=dated.item, version=dated.version, wanted=wanted, by=dated.owner)
