"""Allocation: to which posts do items go, one or many at once?"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.allocations import AT_ONCE
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import ForWhom, ItemKind
from tracker.queries.allocations import NOBODY, AllocationFilter, allocation_count, allocation_lines
from tracker.queries.reading import reading
from tracker.queries.reports import report_choices
from tracker.services.allocation_views import ItemPostsNow, items_chosen, posts_now, preview
from tracker.services.allocations import ItemChosen, allocate, post_choices, verdicts
from tracker.services.items import get_item
from tracker.services.reports import require
from tracker.web.addresses import same_page_with
from tracker.web.allocation_words import allocated_in_words, line_of, preview_in_words
from tracker.web.allow import allow, current_actor
from tracker.web.clashes import clashes_with
from tracker.web.forms.allocations import (
    AllocationFilterForm,
    AllocationForm,
    allocation_filter,
    allocation_form,
    item_posts_form,
)
from tracker.web.forms.base import NO_VERSION
from tracker.web.presenting import ConflictView

pages = Blueprint("allocations", __name__)


@pages.route("/allocate", methods=["GET", "POST"])
@allow(Ability.ALLOCATE_ITEMS)
def index() -> ResponseReturnValue:
    """Choose items and posts, see what would change, then save it in one act."""
    form = allocation_form(post_choices())
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            return _previewed(form) if request.form.get("step") != "save" else _saved(form)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as refusal:
            status = 409
            form.take({"": f"{refusal} Nothing was saved: look at the items again, then save."})
    return _list(form), status


def _seen() -> list[tuple[str, int]]:
    """The boxes that were ticked: "REFERENCE:VERSION"; a forged version is one that no item has."""
    found = []
    for value in " ".join(request.form.getlist("items")).split()[: AT_ONCE + 1]:
        reference, _, version = value.rpartition(":")
        is_number = version.isascii() and version.isdigit() and len(version) < 10
        found.append((reference, int(version) if is_number else NO_VERSION))
    return found


def _chosen() -> list[ItemChosen]:
    return items_chosen(_seen(), by=current_actor(), today=today())


def _previewed(form: AllocationForm) -> ResponseReturnValue:
    view = preview(items=_chosen(), posts=form.wanted(), by=current_actor(), reason=form.reason.data or "")
    return render_template(
        "allocations/preview.html", form=form, page=preview_in_words(view), here=same_page_with()
    )


def _saved(form: AllocationForm) -> ResponseReturnValue:
    count = allocate(
        items=_chosen(),
        posts=form.wanted(),
        by=current_actor(),
        now=now(),
        reason=form.reason.data or "",
    )
    flash(allocated_in_words(count), "success")
    return redirect(url_for("allocations.index"))


def _list(form: AllocationForm) -> str:
    by, reports = current_actor(), report_choices(reading(), current_actor(), today())
    filters = allocation_filter(reports, post_choices())
    chosen = _filter(filters)
    lines = allocation_lines(reading(), by, today(), chosen)
    ticked = {reference for reference, _ in _seen()}
    if not form.is_sent and request.args.get("tick") == "all":
        ticked = {line.item.reference for line in lines}
    allowed = {item.id: verdict for item, verdict in verdicts([line.item for line in lines], by=by)}
    return render_template(
        "allocations/index.html",
        form=form,
        filters=filters,
        lines=[line_of(line, allowed[line.item.id], ticked) for line in lines],
        count=allocation_count(reading(), by, today(), chosen),
        all_href=same_page_with(tick="all"),
        has_posts=bool(post_choices()),
    )


def _filter(filters: AllocationFilterForm) -> AllocationFilter:
    owner = filters["owner"].data or NOBODY
    return AllocationFilter(
        search=filters.search.data or "",
        report=filters["report"].data or "",
        kind=ItemKind(filters.kind.data) if filters.kind.data else None,
        for_whom=ForWhom(filters.for_whom.data) if filters.for_whom.data else None,
        owner="" if owner == "*any" else owner,
    )


@pages.route("/items/<reference>/posts", methods=["GET", "POST"])
@allow(Ability.ALLOCATE_ITEMS)
def of_item(reference: str) -> ResponseReturnValue:
    """Whose is this item?"""
    by, choices = current_actor(), post_choices()
    item, _ = get_item(reference=reference, by=by, today=today())
    held = posts_now(item=item, by=by)
    require(held.may_allocate)
    form = item_posts_form(choices, _data(held))
    clashes: dict[str, ConflictView] = {}
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        chosen = ItemChosen(item, form.version_seen)
        try:
            allocate(items=[chosen], posts=form.wanted(), by=by, now=now(), reason=form.reason.data or "")
            flash(f"It is recorded whose {item.reference} is.", "success")
            return redirect(url_for("items.show", reference=item.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            item, _ = get_item(reference=reference, by=by, today=today())
            held, status = posts_now(item=item, by=by), 409
            stored = item_posts_form(choices, _data(held), stored=True)
            stored.reason.data = form.reason.data
            clashes = clashes_with(form, stored, version=held.version, their_name=conflict.theirs)
    return render_template(
        "allocations/item.html", form=form, reference=item.reference, clashes=clashes
    ), status


def _data(held: ItemPostsNow) -> dict[str, object]:
    return {
        "version": str(held.version),
        "owner": held.owner or NOBODY,
        "executive": held.executive or NOBODY,
        "contributors": list(held.contributors),
    }
