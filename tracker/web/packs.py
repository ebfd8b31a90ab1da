"""The pack of a board as a page: the rows of a final copy or of a draft, and those behind each number."""

from flask import Blueprint, abort, render_template, request, url_for

from tracker.clock import now, today
from tracker.domain.pack_columns import Sheet, lines_of
from tracker.domain.pack_figures import Behind, behind_rating, behind_term, is_figure
from tracker.domain.pack_layouts import sheets_of
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import Rating
from tracker.services.boards import get_board
from tracker.services.pack_views import PackSeen, pack_seen
from tracker.web.addresses import same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.forms.packs import PackDayForm, pack_day_form
from tracker.web.pack_sheets import sheet_by_slug, sheet_shown
from tracker.web.pack_words import behind_line, behind_title, pack_page, pack_top, rated_title
from tracker.web.paging import Pages, page_asked_for

pages = Blueprint("packs", __name__, url_prefix="/boards/<board>/pack")


@pages.get("")
@allow(Ability.READ_REGISTER)
def show(board: str) -> str:
    """What does the board read?"""
    filters = pack_day_form()
    try:
        seen = _seen(board, filters)
    except Invalid as refusal:
        filters.take(refusal.problems)
        filters.on.data = None
        seen = _seen(board, filters)
    action = url_for("packs.show", board=seen.board.reference)
    return render_template(
        "packs/show.html", page=pack_page(seen, _day(filters)), filters=filters, action=action
    )


@pages.get("/<sheet>")
@allow(Ability.READ_REGISTER)
def sheet(board: str, sheet: str) -> str:
    """All lines of one sheet, a page at a time."""
    seen, on = _of_address(board)
    wanted = _sheet(seen, sheet)
    lines = lines_of(seen.pack, wanted)
    paging = _paging(len(lines))
    shown = sheet_shown(seen, wanted, lines[paging.offset : paging.offset + paging.size])
    return render_template("packs/sheet.html", top=pack_top(seen, on), sheet=shown, pages=paging)


@pages.get("/rows")
@allow(Ability.READ_REGISTER)
def rows(board: str) -> str:
    """Which rows are behind this number?"""
    seen, on = _of_address(board)
    title, found = _behind(seen)
    paging = _paging(len(found))
    return render_template(
        "packs/rows.html",
        top=pack_top(seen, on),
        title=title,
        rows=[behind_line(row) for row in found[paging.offset : paging.offset + paging.size]],
        pages=paging,
    )


def _behind(seen: PackSeen) -> tuple[str, tuple[Behind, ...]]:
    """The number that the address names, in words, with its rows; 404 for one that no pack has."""
    key, part = request.args.get("term", ""), request.args.get("part", "")
    if key:
        if not is_figure(key, part):
            abort(404)
        return behind_title(seen, key, part), behind_term(seen.pack, key, part)
    typed, kind, report = (request.args.get(name, "") for name in ("rating", "kind", "report"))
    rating = next((one for one in Rating if one.value == typed), None)
    if typed and rating is None:
        abort(404)
    return rated_title(rating, kind=kind, report=report), behind_rating(
        seen.pack, rating, kind=kind, report=report
    )


def _sheet(seen: PackSeen, slug: str) -> Sheet:
    wanted = sheet_by_slug(slug)
    if wanted is None or wanted not in sheets_of(seen.layout):
        raise NotHere("This board's pack has no such sheet.")
    return wanted


def _of_address(board: str) -> tuple[PackSeen, str]:
    """The pack of the address with its day; NotHere for a day of which there is none."""
    filters = pack_day_form()
    if filters.on.errors:
        raise NotHere(" ".join(filters.on.errors))
    try:
        return _seen(board, filters), _day(filters)
    except Invalid as refusal:
        raise NotHere(" ".join(refusal.problems.values())) from None


def _seen(board: str, filters: PackDayForm) -> PackSeen:
    by = current_actor()
    found = get_board(reference=board, by=by)
    return pack_seen(board=found, on=filters.on.data, by=by, now=now(), today=today())


def _day(filters: PackDayForm) -> str:
    return filters.on.data.isoformat() if filters.on.data else ""


def _paging(total: int) -> Pages:
    paging = Pages(page_asked_for(), total, lambda number: same_page_with(page=number))
    if paging.number > paging.last:
        abort(404)
    return paging
