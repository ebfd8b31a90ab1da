"""What we told the Home Secretary: every statement of every issued letter, and what came of it."""

from flask import Blueprint, abort, render_template

from tracker.clock import today
from tracker.domain.named_themes import Theme
from tracker.domain.permissions import Ability
from tracker.services.response_views import ItemInResponse
from tracker.services.told import ToldFilter, told, told_beside, years_told
from tracker.web.addresses import same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.commitment_words import ToldLine, told_line
from tracker.web.forms.commitments import told_filter
from tracker.web.paging import PAGE_SIZE, Pages, page_asked_for

pages = Blueprint("told", __name__)


@pages.get("/told")
@allow(Ability.READ_RESPONSES)
def index() -> str:
    """What did we say on this, and what came of it?"""
    by = current_actor()
    years = years_told(by=by, today=today())
    filters = told_filter(years)
    year = filters["year"].data or ""
    wanted = ToldFilter(
        words=filters.search.data or "",
        theme=Theme(filters.theme.data) if filters.theme.data else None,
        year=int(year) if year else None,
        promises_only=bool(filters.promises.data),
    )
    found = told(by=by, today=today(), wanted=wanted)
    paging = Pages(page_asked_for(), len(found), lambda number: same_page_with(page=number))
    if paging.number > paging.last:
        abort(404)
    shown = found[paging.offset : paging.offset + PAGE_SIZE]
    return render_template(
        "told/index.html",
        filters=filters,
        in_use=_in_use(wanted),
        rows=[told_line(one, today()) for one in shown],
        pages=paging,
        is_empty=not years,
    )


def _in_use(wanted: ToldFilter) -> list[tuple[str, str]]:
    words = {
        "search": f"Words: {wanted.words}" if wanted.words else "",
        "theme": f"Theme: {wanted.theme.label}" if wanted.theme else "",
        "year": f"Year: {wanted.year}" if wanted.year else "",
        "promises": "Promises only" if wanted.promises_only else "",
    }
    return [(text, same_page_with(**{name: None})) for name, text in words.items() if text]


def beside(view: ItemInResponse) -> list[ToldLine]:
    """What earlier letters said on the themes of the item that is being answered."""
    found = told_beside(text=view.details.text, item_id=view.id, by=current_actor(), today=today())
    return [told_line(one, today()) for one in found]
