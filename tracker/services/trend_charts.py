"""Charts of a board's trend over its meetings, drawn from the points that its pack prints."""

from collections.abc import Sequence

from tracker.documents.charts import Months, draw_months, table_of_months
from tracker.domain.packs import RATINGS, TrendPoint
from tracker.services.rating_charts import Drawn, ratings_drawn


def trend_drawn(points: Sequence[TrendPoint]) -> tuple[Drawn, Drawn]:
    """The ratings at each meeting as bars, and the open items at each."""
    rows = [(_name(point), dict(zip(RATINGS, point.numbers, strict=True))) for point in points]
    figures = tuple((_day(point), point.open_items) for point in points)
    open_items = Months("open-by-meeting", "Open items at each meeting", "As at", "Open items", figures)
    return (
        ratings_drawn("ratings-by-meeting", "Ratings at each meeting", "As at", rows),
        Drawn(draw_months(open_items), table_of_months(open_items)),
    )


def _name(point: TrendPoint) -> str:
    return f"{_day(point)}: {point.words[:1].lower()}{point.words[1:]}"


def _day(point: TrendPoint) -> str:
    return f"{point.on.day} {point.on:%b %Y}"
