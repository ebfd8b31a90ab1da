"""The register: what is asked of whom, found by words, filters and order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template, url_for

from tracker.clock import today
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability
from tracker.domain.vocabulary import ForWhom, ItemKind, OffListReason, Rating
from tracker.queries.boards import all_boards
from tracker.queries.ratings import owner_posts
from tracker.queries.reading import reading
from tracker.queries.register import RegisterFilter, RegisterRow, register_count, register_rows
from tracker.queries.reports import report_choices
from tracker.services.rating_charts import ratings_by_report_drawn
from tracker.web.addresses import page_at, same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.charts import chart_of
from tracker.web.forms.register import ALLOCATED, LISTED, RegisterFilterForm, register_filter
from tracker.web.item_words import first_words, further_words, no_day
from tracker.web.paging import Pages, page_asked_for
from tracker.web.presenting import Column, date_in_words
from tracker.web.rating_words import NOBODY, day_or_none, why_alone

pages = Blueprint("items", __name__)
"""The pages of items too: they stand under the register."""
WAYS = (
    ("Give items to posts", "allocations.index"),
    ("What turns Amber or Red", "forecast.show"),
    ("The register on a past day", "as_at.show"),
    ("What changed between two days", "compare.show"),
    ("Requests for another date", "target_dates.waiting"),
    ("Letters from HMICFRS", "correspondence.index"),
    ("How items are rated", "ratings.rule"),
)
"""Other ways to look at the register."""


@dataclass(frozen=True)
class RegisterLine:
    """One line of the register."""

    reference: str
    href: str
    heading: str
    text: str
    for_whom: ForWhom
    further: str
    deadline: str
    rating: Rating | None
    why: str
    owner: str
    is_unallocated: bool
    in_force: str
    turns_red: str
    report_title: str
    published: str
    off_list_reason: OffListReason | None


@pages.get("/register")
@allow(Ability.READ_REGISTER)
def index() -> str:
    """What is asked of us, and by when?"""
    by, on = current_actor(), today()
    reports = report_choices(reading(), by, on)
    posts = owner_posts(reading())
    boards = [(board.reference, board.name) for board in all_boards(reading())]
    filters = register_filter(reports, posts, boards)
    chosen = _chosen(filters)
    count = register_count(reading(), by, on, chosen)
    paging = Pages(page_asked_for(), count, lambda number: same_page_with(page=number))
    if paging.number > paging.last:
        abort(404)
    rows = register_rows(reading(), by, on, chosen, paging.number) if count else []
    lines = [_line(row, on) for row in rows]
    titles = dict(reports) | {f"post {slug}": title for slug, title in posts}
    titles |= {f"board {key}": name for key, name in boards}
    chart = chart_of(ratings_by_report_drawn(by=by, today=on, chosen=chosen)) if count else None
    return render_template(
        "register/index.html",
        is_empty=not reports,
        chart=chart,
        **page_of(filters, chosen, titles, lines, paging),
    )


def page_of(
    filters: RegisterFilterForm,
    chosen: RegisterFilter,
    titles: dict[str, str],
    rows: Sequence[RegisterLine],
    paging: Pages,
) -> dict[str, object]:
    """Everything that the template of the register prints."""
    return {
        "filters": filters,
        "in_use": _in_words(chosen, titles),
        "ways": [(text, page_at(endpoint)) for text, endpoint in WAYS if page_at(endpoint)],
        "import_href": page_at("letter_imports.new"),
        "new_report_href": page_at("reports.new"),
        "columns": _columns(chosen),
        "rows": rows,
        "pages": paging,
    }


def _chosen(filters: RegisterFilterForm) -> RegisterFilter:
    return RegisterFilter(
        search=filters.search.data or "",
        kind=ItemKind(filters.kind.data) if filters.kind.data else None,
        for_whom=ForWhom(filters.for_whom.data) if filters.for_whom.data else None,
        report=filters["report"].data or "",
        listed=filters.listed.data or "on",
        due_from=filters.due_from.data,
        due_to=filters.due_to.data,
        sort=filters.sort.data or "published",
        rating=Rating(filters.rating.data) if filters.rating.data else None,
        owner=filters["owner"].data or "",
        board=filters["board"].data or "",
        allocated=filters.allocated.data or "",
        force_from=filters.force_from.data,
        force_to=filters.force_to.data,
    )


def _in_words(chosen: RegisterFilter, titles: dict[str, str]) -> list[tuple[str, str]]:
    """Each filter in use, and the address without it."""
    words = {
        "search": f"Words: {chosen.search}" if chosen.search else "",
        "rating": f"Rating: {chosen.rating.label}" if chosen.rating else "",
        "owner": f"Owner: {titles.get(f'post {chosen.owner}', chosen.owner)}" if chosen.owner else "",
        "board": f"Board: {titles.get(f'board {chosen.board}', chosen.board)}" if chosen.board else "",
        "allocated": ALLOCATED.get(chosen.allocated, ""),
        "force_from": _due("Date in force from", chosen.force_from),
        "force_to": _due("Date in force to", chosen.force_to),
        "kind": f"Kind: {chosen.kind.label}" if chosen.kind else "",
        "for_whom": chosen.for_whom.label if chosen.for_whom else "",
        "report": f"Report: {chosen.report}, {titles.get(chosen.report, '')}" if chosen.report else "",
        "listed": LISTED[chosen.listed] if chosen.listed != "on" else "",
        "due_from": _due("First deadline from", chosen.due_from),
        "due_to": _due("First deadline to", chosen.due_to),
    }
    return [(text, same_page_with(**{name: None})) for name, text in words.items() if text]


def _due(words: str, day: date | None) -> str:
    return f"{words} {date_in_words(day)}" if day else ""


def _columns(chosen: RegisterFilter) -> list[Column | str]:
    by_report = {"published": "descending", "oldest": "ascending"}.get(chosen.sort, "")
    other = "oldest" if chosen.sort == "published" else "published"
    return [
        Column("Item, by report", sort_href=same_page_with(sort=other), sorted=by_report),
        "What is asked",
        _sorted("Rating", "rating", chosen),
        "Owner",
        Column(
            "Date in force",
            sort_href=same_page_with(sort="in_force"),
            sorted="ascending" if chosen.sort in {"in_force", "deadline"} else "",
        ),
    ]


def _sorted(text: str, sort: str, chosen: RegisterFilter) -> Column:
    is_sorted = "ascending" if chosen.sort == sort else ""
    return Column(text, sort_href=same_page_with(sort=sort), sorted=is_sorted)


def _printed_deadline(row: RegisterRow) -> str:
    """The first deadline as printed, "" where it says no more than the date in force."""
    if row.first_deadline_on is not None:
        same = row.first_deadline_on == row.date_in_force
        return "" if same else f"First deadline {date_in_words(row.first_deadline_on)}"
    return no_day(row.undated) if row.undated else "No deadline printed"


def _line(row: RegisterRow, on: date) -> RegisterLine:
    return RegisterLine(
        row.reference,
        url_for("items.show", reference=row.reference),
        heading_of(row.kind, row.number, row.heading),
        first_words(row.text),
        row.for_whom,
        further_words(row.is_joint, row.is_conditional),
        _printed_deadline(row),
        row.rating,
        why_alone(row.rating, row.derived, row.reasons, on),
        row.owner or (NOBODY if row.for_whom.is_ours else "Not ours"),
        row.owner is None and row.for_whom.is_ours and row.off_list_reason is None,
        day_or_none(row.date_in_force),
        f"Turns Red on {date_in_words(row.turns_red_on)}" if row.turns_red_on else "",
        first_words(row.report_title, 90),
        date_in_words(row.published_on),
        row.off_list_reason,
    )
