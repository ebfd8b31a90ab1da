"""The register on a past day: what was recorded by the end of that London day, and nothing later."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template, url_for

from tracker.clock import today
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability
from tracker.domain.vocabulary import Delivery, OffListReason, Rating, Standing
from tracker.queries.as_at import AsAtFilter, AsAtRow, as_at_count, as_at_ratings, as_at_rows, held_from
from tracker.queries.ratings import owner_posts
from tracker.queries.reading import reading
from tracker.queries.reports import report_choices
from tracker.web.addresses import same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.forms.past_days import DayBackForm, day_back_form, day_in_address
from tracker.web.item_words import first_words
from tracker.web.paging import Pages, page_asked_for
from tracker.web.rating_words import NOBODY, day_or_none, why_alone

pages = Blueprint("as_at", __name__)


@dataclass(frozen=True)
class AsAtLine:
    """One line of the register on a past day."""

    reference: str
    href: str
    heading: str
    text: str
    report_title: str
    standing: Standing
    off_list_reason: OffListReason | None
    delivery: Delivery
    rating: Rating | None
    why: str
    owner: str
    in_force: str


@pages.get("/as-at")
@allow(Ability.READ_REGISTER)
def show() -> str:
    """How did the register stand at the end of that day?"""
    by, on = current_actor(), today()
    reports, posts = report_choices(reading(), by, on), owner_posts(reading())
    filters = day_back_form(day_in_address("on", on), reports, posts)
    day = filters.on.data or on
    if day > on:
        filters.add_error(
            "on", "Enter today or an earlier day: later days are under “What turns Amber or Red”."
        )
        day = on
    chosen = _chosen(filters)
    count = as_at_count(reading(), by, on, day, chosen)
    paging = Pages(page_asked_for(), count, lambda number: same_page_with(page=number))
    if paging.number > paging.last:
        abort(404)
    rows = as_at_rows(reading(), by, on, day, chosen, paging.number)
    first = held_from(reading(), by, on)
    counts = as_at_ratings(reading(), by, on, day, chosen)
    return render_template(
        "as_at/show.html",
        filters=filters,
        in_use=_in_use(chosen),
        day=date_in_words(day),
        held_from=date_in_words(first) if first else "",
        is_before=first is not None and day < first,
        rows=[_line(row, day) for row in rows],
        figures=[(n, rating.label, same_page_with(rating=rating.value)) for rating, n in counts.items()],
        pages=paging,
    )


def _chosen(filters: DayBackForm) -> AsAtFilter:
    return AsAtFilter(
        report=filters["report"].data or "",
        owner=filters["owner"].data or "",
        rating=Rating(filters.rating.data) if filters.rating.data else None,
        standing=Standing(filters.standing.data) if filters.standing.data else None,
    )


def _in_use(chosen: AsAtFilter) -> list[tuple[str, str]]:
    words = {
        "standing": f"Standing: {chosen.standing.label}" if chosen.standing else "",
        "rating": f"Rating: {chosen.rating.label}" if chosen.rating else "",
        "report": f"Report: {chosen.report}" if chosen.report else "",
        "owner": f"Owner: {chosen.owner}" if chosen.owner else "",
    }
    return [(text, same_page_with(**{name: None})) for name, text in words.items() if text]


def _line(row: AsAtRow, day: date) -> AsAtLine:
    is_ours = row.standing is not Standing.NOT_OURS
    return AsAtLine(
        row.reference,
        url_for("items.show", reference=row.reference),
        heading_of(row.kind, row.number, row.heading),
        first_words(row.text),
        first_words(row.report_title, 90),
        row.standing,
        row.off_list_reason,
        row.delivery,
        row.rating,
        why_alone(row.rating, row.derived, row.reasons, day),
        row.owner or (NOBODY if is_ours else "Not ours"),
        day_or_none(row.date_in_force),
    )
