"""Two days compared: the counts with every term and its items, and what changed of each item, and why."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from tracker.clock import today
from tracker.domain.counts import Term
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import end_of_london_day
from tracker.domain.permissions import Ability
from tracker.domain.vocabulary import Labelled
from tracker.queries.as_at import AsAtFilter, as_at_ratings, held_from
from tracker.queries.commitments import item_references
from tracker.queries.differences import acts_on, changed_count, changed_items
from tracker.queries.reading import reading
from tracker.queries.state_counts import turned_count, turned_items
from tracker.services.count_views import PARTS, CountsBetween, counts_between, kinds_of
from tracker.services.rating_charts import open_by_month_drawn, ratings_drawn
from tracker.web.addresses import same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.charts import Chart, chart_of
from tracker.web.count_words import changed_line, differing_line, terms_of, turned_line
from tracker.web.forms.past_days import TwoDaysForm, day_in_address
from tracker.web.paging import Pages, page_asked_for

pages = Blueprint("compare", __name__)
BACK = timedelta(days=28)


@pages.get("/compare")
@allow(Ability.READ_REGISTER)
def show() -> str:
    """What changed between these two days, and do the figures come out?"""
    by, on = current_actor(), today()
    filters, start, end = _days_asked_for(on)
    count = changed_count(reading(), by, on, start, end)
    paging = Pages(page_asked_for(), count, lambda number: same_page_with(page=number))
    if paging.number > paging.last:
        abort(404)
    found = changed_items(reading(), by, on, start, end, paging.number) if count else []
    acts = acts_on(reading(), by, on, [one.item_id for one in found], start, end)
    counts = counts_between(by=by, today=on, from_on=start, to_on=end)
    first = held_from(reading(), by, on)
    return render_template(
        "compare/show.html",
        filters=filters,
        start=date_in_words(start),
        end=date_in_words(end),
        held_from=date_in_words(first) if first else "",
        counts=counts,
        terms=terms_of(counts.by_states, start, end),
        differing=_differing(counts),
        rows=[changed_line(one, acts.get(one.item_id, [])) for one in found],
        pages=paging,
        charts=_charts(start, end, on),
    )


@pages.get("/compare/items")
@allow(Ability.READ_REGISTER)
def items() -> str:
    """Which items are behind this term of the counts?"""
    by, on = current_actor(), today()
    _, start, end = _days_asked_for(on)
    term, part = _term_asked_for()
    period, kinds = (end_of_london_day(start), end_of_london_day(end)), kinds_of(term, part)
    count = turned_count(reading(), by, on, period, kinds)
    paging = Pages(page_asked_for(), count, lambda number: same_page_with(page=number))
    if paging.number > paging.last:
        abort(404)
    found = turned_items(reading(), by, on, period, kinds, paging.number)
    return render_template(
        "compare/items.html",
        title=f"{term.label}: {part.label}" if part else term.label,
        start=date_in_words(start),
        end=date_in_words(end),
        back=same_days(start, end),
        rows=[turned_line(one) for one in found],
        pages=paging,
    )


def same_days(start: date, end: date) -> str:
    """The comparison of these two days."""
    days: dict[str, Any] = {"from": start.isoformat(), "to": end.isoformat()}
    return url_for("compare.show", **days)


def _days_asked_for(on: date) -> tuple[TwoDaysForm, date, date]:
    """The form with the two days; what cannot be compared is said beside it, and the last 28 days shown."""
    filters = TwoDaysForm(data={"start": day_in_address("from", on - BACK), "end": day_in_address("to", on)})
    start, end = filters.start.data or on - BACK, filters.end.data or on
    if end > on:
        filters.add_error("end", "Enter today or an earlier day.")
    elif start >= end:
        filters.add_error("start", "Enter a day before the second one.")
    else:
        return filters, start, end
    return filters, on - BACK, on


def _term_asked_for() -> tuple[Term, Labelled | None]:
    """The term of the address, and its part; 404 for what is none."""
    term = next((one for one in Term if one.value == request.args.get("term")), None)
    wanted = request.args.get("part", "")
    part = next((one for one in PARTS.get(term, ()) if one.value == wanted), None) if term else None
    if term in (None, Term.OPENING, Term.CLOSING) or (wanted and part is None):
        abort(404)
    return term, part


def _differing(counts: CountsBetween) -> list[dict[str, object]]:
    names = item_references(reading(), [one.item_id for one in counts.differing])
    return [differing_line(one, names.get(one.item_id, "")) for one in counts.differing]


def _charts(start: date, end: date, on: date) -> list[Chart]:
    by = current_actor()
    ratings = [
        (date_in_words(day), as_at_ratings(reading(), by, on, day, AsAtFilter())) for day in (start, end)
    ]
    return [
        chart_of(ratings_drawn("ratings-compared", "Ratings on the two days", "As at", ratings)),
        chart_of(open_by_month_drawn(by=by, today=on, until=end)),
    ]
