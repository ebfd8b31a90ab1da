"""The forecast: what turns Amber or Red up to a day ahead if nobody acts, and why."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, abort, render_template, url_for

from tracker.clock import today
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability
from tracker.domain.vocabulary import Rating
from tracker.queries.ratings import TurningItem, rating_counts, turning_count, turning_items
from tracker.queries.reading import reading
from tracker.services.rating_charts import ratings_drawn
from tracker.web.addresses import same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.charts import chart_of
from tracker.web.forms.past_days import DayAheadForm, day_in_address
from tracker.web.item_words import first_words
from tracker.web.paging import PAGE_SIZE, Pages, page_asked_for
from tracker.web.rating_words import NOBODY, why_alone

pages = Blueprint("forecast", __name__)
AHEAD = timedelta(days=28)


@dataclass(frozen=True)
class TurningLine:
    """One line of the forecast."""

    on: str
    before: Rating
    rating: Rating
    why: str
    reference: str
    href: str
    heading: str
    text: str
    owner: str


@pages.get("/forecast")
@allow(Ability.READ_REGISTER)
def show() -> str:
    """What turns Amber or Red up to that day if nobody acts, and why?"""
    by, on = current_actor(), today()
    filters = DayAheadForm(data={"on": day_in_address("on", on + AHEAD)})
    until = filters.on.data or on + AHEAD
    if until <= on:
        filters.add_error(
            "on", "Enter a day after today: earlier days are under “The register on a past day”."
        )
        until = on + AHEAD
    count = turning_count(reading(), by, on, until)
    paging = Pages(page_asked_for(), count, lambda number: same_page_with(page=number))
    if paging.number > paging.last:
        abort(404)
    found = turning_items(reading(), by, on, until, limit=PAGE_SIZE, offset=paging.offset)
    counts = [
        ("Today", rating_counts(reading(), by, on, on)),
        (date_in_words(until), rating_counts(reading(), by, on, until)),
    ]
    title = "Ratings if nobody acts and nothing new comes"
    return render_template(
        "forecast/show.html",
        filters=filters,
        until=date_in_words(until),
        rows=[turning_line(one) for one in found],
        pages=paging,
        chart=chart_of(ratings_drawn("ratings-ahead", title, "Day", counts)),
    )


def turning_line(one: TurningItem) -> TurningLine:
    """One line of the forecast; its reasons are read on the day of the turn."""
    return TurningLine(
        date_in_words(one.on),
        one.before,
        one.rating,
        why_alone(one.rating, one.derived, one.reasons, one.on),
        one.reference,
        url_for("items.show", reference=one.reference),
        heading_of(one.kind, one.number, one.heading),
        first_words(one.text),
        one.owner or NOBODY,
    )
