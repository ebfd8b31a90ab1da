"""Charts of ratings and of open items, drawn from what the queries count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.documents.charts import (
    BarRow,
    Months,
    Series,
    StackedBars,
    Table,
    draw_months,
    draw_stacked_bars,
    table_of_bars,
    table_of_months,
)
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import end_of_london_day
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Rating
from tracker.models.base import db
from tracker.queries.as_at import held_from
from tracker.queries.ratings import WORST_FIRST, ratings_by_report
from tracker.queries.register import RegisterFilter, register_conditions, shape_of, values_of
from tracker.queries.state_counts import open_at_each

MOST_REPORTS = 12
MOST_MONTHS = 12
_LOOKS: dict[Rating, tuple[str, str]] = {
    Rating.RED: ("#a4262c", "cross"),
    Rating.AMBER: ("#b06a00", "lines"),
    Rating.NEW: ("#6f777b", "dots"),
    Rating.GREEN: ("#0f6b48", "solid"),
    Rating.BLUE_SIGNED_OFF: ("#14508a", "bars"),
    Rating.BLUE_CLOSED: ("#0d2f55", "rows"),
    Rating.BLUE_COMPLETE: ("#3d74a8", "back"),
    Rating.NOT_RATED: ("#93a3ae", "rings"),
}
"""The colour and the pattern of each rating."""


@dataclass(frozen=True)
class Drawn:
    """A chart as SVG, with its figures as a table."""

    svg: str
    table: Table


def ratings_by_report_drawn(*, by: Actor, today: date, chosen: RegisterFilter) -> Drawn:
    """The ratings today of the items that the register finds, for each of the newest reports found."""
    conditions = register_conditions(shape_of(by, chosen))
    values = values_of(by, today, chosen)
    found = ratings_by_report(db.session(), conditions, values, MOST_REPORTS)
    title = f"Ratings on {date_in_words(today)} by report"
    return ratings_drawn("ratings-by-report", title, "Report", found)


def ratings_drawn(
    key: str, title: str, heading: str, rows: Sequence[tuple[str, Mapping[Rating, int]]]
) -> Drawn:
    """One bar of ratings for each row; a rating that nothing has is left out."""
    shown = [rating for rating in WORST_FIRST if any(counts.get(rating) for _, counts in rows)]
    chart = StackedBars(
        key,
        title,
        heading,
        tuple(Series(rating.label, *_LOOKS[rating]) for rating in shown),
        tuple(BarRow(label, tuple(counts.get(one, 0) for one in shown)) for label, counts in rows),
    )
    return Drawn(draw_stacked_bars(chart), table_of_bars(chart))


def open_by_month_drawn(*, by: Actor, today: date, until: date) -> Drawn:
    """How many items were open at the end of each of the last twelve months of which anything is held."""
    first = held_from(db.session(), by, today) or until
    ends = [day for day in month_ends(until, MOST_MONTHS) if day >= min(first, until)]
    numbers = open_at_each(db.session(), by, today, [end_of_london_day(day) for day in ends])
    figures = tuple((f"{day:%b %Y}", number) for day, number in zip(ends, numbers, strict=True))
    title = f"Open at the end of each month up to {date_in_words(until)}"
    chart = Months("open-by-month", title, "Month", "Open at its end", figures)
    return Drawn(draw_months(chart), table_of_months(chart))


def month_ends(until: date, number: int) -> list[date]:
    """The last days of so many months, of which the last one ends early with the day itself."""
    ends = [until]
    while len(ends) < number and ends[-1].replace(day=1) > date.min:
        ends.append(date.fromordinal(ends[-1].replace(day=1).toordinal() - 1))
    return ends[::-1]
