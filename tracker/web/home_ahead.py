"""What the home page says of the coming four weeks: which items turn Amber or Red if nobody acts."""

from tracker.domain.dates_in_words import date_in_words
from tracker.queries.home import MOST
from tracker.queries.ratings import turning_count, turning_items
from tracker.queries.reading import reading
from tracker.web.addresses import page_at
from tracker.web.forecast import AHEAD, turning_line
from tracker.web.home_lists import Cell, Day, Section
from tracker.web.presenting import counted, tag_of


def turning_soon(day: Day) -> Section:
    """What turns Amber or Red in the next 28 days if nobody acts."""
    until = day.today + AHEAD
    count = turning_count(reading(), day.by, day.today, until)
    lines = [turning_line(one) for one in turning_items(reading(), day.by, day.today, until, limit=MOST)]
    return Section(
        "forecast",
        "Turning Amber or Red in the next 28 days",
        ("Item", "Turns on", "To", "Why"),
        tuple(
            (
                Cell(one.reference, one.href, under=one.heading),
                Cell(one.on),
                Cell("", tag=tag_of(one.rating)),
                Cell(one.why),
            )
            for one in lines
        ),
        intro=f"If nobody acts, up to and including {date_in_words(until)}.",
        more=f"{counted(count, 'turn')} in all: see the forecast for these and for any other day."
        if count
        else "See the forecast for any other day.",
        more_href=page_at("forecast.show"),
        empty="Nothing turns Amber or Red in the next 28 days.",
    )
