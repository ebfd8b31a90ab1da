"""Items: what is asked, of whom, by when, and what was answered."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.items import facts_in
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import LinkKind, OffListReason
from tracker.queries.items import possible_parents
from tracker.queries.reading import reading
from tracker.services import items
from tracker.services.item_views import item_in_full
from tracker.services.question_answers import verdicts_on
from tracker.services.reports import get_report, require
from tracker.web.allow import allow, current_actor
from tracker.web.conflicts import Merge, last_event_on, merged
from tracker.web.forms.items import ItemForm, ItemLinkForm, PutBackForm, TakeOffForm, item_form
from tracker.web.item_panels import panels_of
from tracker.web.item_words import first_words, page_of
from tracker.web.register import pages as pages
from tracker.web.timelines import timeline_of

ListForm = TypeVar("ListForm", TakeOffForm, PutBackForm)
OneItem = dict[str, Any]
"""What every act on the list is told: the item, the version seen, the note, by whom, when."""
OTHER_NAMES = {"parent": "parent_id"}
"""What the history calls otherwise than the record and the form do."""


@pages.get("/items/<reference>")
@allow(Ability.READ_REGISTER)
def show(reference: str) -> str:
    """What is asked, of whom, by when, and what was answered?"""
    by = current_actor()
    item, report = items.get_item(reference=reference, by=by, today=today())
    view = item_in_full(item=item, report=report, by=by, today=today())
    doubts: tuple[str, ...] | None = None
    if "read" in request.args:
        doubts = items.read_from_text(
            kind=item.kind,
            number=item.number,
            text=item.text,
            parent_id=item.parent_id,
            published_on=report.published_on,
        ).warnings
    answers = verdicts_on(item_id=view.id, by=by)
    told = [("item", view.id), *(("board_question", one.key) for one in answers)]
    history = timeline_of(told, actor=by, today=today())
    panels = panels_of(view, by, today(), answers)
    return render_template("items/show.html", item=view, history=history, **page_of(view, doubts), **panels)


@pages.route("/reports/<reference>/items/new", methods=["GET", "POST"])
@allow(Ability.EDIT_ITEMS)
def new(reference: str) -> ResponseReturnValue:
    """Record an item of a report."""
    by = current_actor()
    report = get_report(reference=reference, by=by, today=today())
    form = item_form(_parents(reference))
    if form.is_sent_and_valid():
        details = form.details()
        if not form.takes_details_by_hand:
            details = items.details_from_text(
                kind=details.kind,
                number=details.number,
                text=details.text,
                parent_id=details.parent_id,
                published_on=report.published_on,
            )
        try:
            item = items.add_item(report=report, details=details, by=by, now=now())
            is_read = None if form.takes_details_by_hand else "yes"
            flash(f"{item.reference} saved.", "success")
            return redirect(url_for("items.show", reference=item.reference, read=is_read))
        except Invalid as refusal:
            form.take(refusal.problems)
    status = 400 if form.is_sent else 200
    return render_template(
        "items/new.html", form=form, reference=report.reference, title=report.title
    ), status


@pages.route("/items/<reference>/edit", methods=["GET", "POST"])
@allow(Ability.EDIT_ITEMS)
def edit(reference: str) -> ResponseReturnValue:
    """Correct an item."""
    by = current_actor()
    item, report = items.get_item(reference=reference, by=by, today=today())
    form = item_form(
        _parents(report.reference, item.id),
        items.details_of(item),
        version=item.version,
        seen=last_event_on("item", item.id),
    )
    merge, status = None, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            items.change_item(item=item, version=form.version_seen, details=form.details(), by=by, now=now())
            flash(f"{item.reference} saved.", "success")
            return redirect(url_for("items.show", reference=item.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict:
            form, merge = _merged(reference, form)
            status = 409
    return render_template("items/edit.html", form=form, reference=item.reference, merge=merge), status


@pages.route("/items/<reference>/take-off", methods=["GET", "POST"])
@allow(Ability.TAKE_OFF_LIST)
def take_off(reference: str) -> ResponseReturnValue:
    """Take an item off the list with a reason."""

    def act(form: TakeOffForm, one: OneItem) -> str:
        day = form.on.data
        assert day is not None
        items.take_off_list(**one, reason=OffListReason(form.reason.data), on=day, today=today())
        return "is off the list"

    return _listed("items/take_off.html", TakeOffForm, reference, act)


@pages.route("/items/<reference>/put-back", methods=["GET", "POST"])
@allow(Ability.TAKE_OFF_LIST)
def put_back(reference: str) -> ResponseReturnValue:
    """Put an item back on the list with a reason."""

    def act(form: PutBackForm, one: OneItem) -> str:
        items.put_back(**one)
        return "is on the list again"

    return _listed("items/put_back.html", PutBackForm, reference, act)


def _listed(
    template: str, kind: type[ListForm], reference: str, act: Callable[[ListForm, OneItem], str]
) -> ResponseReturnValue:
    """The page that takes an item off the list or puts it back; `act` does it and says where the item is."""
    by = current_actor()
    item, report = items.get_item(reference=reference, by=by, today=today())
    view = item_in_full(item=item, report=report, by=by, today=today())
    require(view.may_take_off)
    form = kind(data={"version": str(item.version), "on": today()})
    if form.is_sent_and_valid():
        one = {"item": item, "version": form.version_seen, "note": form.note.data or ""}
        try:
            flash(f"{view.reference} {act(form, one | {'by': by, 'now': now()})}.", "success")
            return redirect(url_for("items.show", reference=view.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as refusal:
            return _again(template, form, reference, refusal)
    return render_template(template, form=form, item=view), 400 if form.is_sent else 200


@pages.route("/items/<reference>/link", methods=["GET", "POST"])
@allow(Ability.EDIT_ITEMS)
def link(reference: str) -> ResponseReturnValue:
    """Link two items; their reports' dates of publication tell which of them is the later."""
    by = current_actor()
    item, report = items.get_item(reference=reference, by=by, today=today())
    form = ItemLinkForm()
    if form.is_sent_and_valid():
        try:
            other, its_report = items.get_item(
                reference=(form.other.data or "").strip(), by=by, today=today()
            )
            is_later = its_report.published_on > report.published_on
            earlier, later = (item, other) if is_later else (other, item)
            items.link_items(
                earlier=earlier,
                later=later,
                kind=LinkKind(form.kind.data),
                note=form.note.data or "",
                by=by,
                now=now(),
            )
            flash(f"{earlier.reference} and {later.reference} are linked.", "success")
            return redirect(url_for("items.show", reference=item.reference))
        except (NotHere, NotAllowed):
            # An item under embargo is not there for those who may not know of it.
            form.add_error("other", f"There is no item {form.other.data}. Look it up in the register.")
        except Invalid as refusal:
            form.take(refusal.problems)
    status = 400 if form.is_sent else 200
    return render_template("items/link.html", form=form, reference=item.reference), status


def _parents(reference: str, but_not: int = 0) -> list[tuple[str, str]]:
    """What an item of this report may stand under, as choices."""
    by = current_actor()
    report = get_report(reference=reference, by=by, today=today())
    return [
        (str(item.id), f"{item.reference}: {first_words(item.text, 80)}")
        for item in possible_parents(reading(), report, by, today())
        if item.id != but_not
    ]


def _merged(reference: str, form: ItemForm) -> tuple[ItemForm, Merge]:
    """The form again, with what somebody else saved meanwhile beside what this person typed."""
    by = current_actor()
    item, report = items.get_item(reference=reference, by=by, today=today())
    mine, theirs = form.details(), items.details_of(item)
    parents = _parents(report.reference, item.id)
    above = dict(parents).get(str(mine.parent_id), "").split(":")[0]
    merge = merged(
        "item",
        item.id,
        seen=form.last_seen,
        mine=facts_in(mine, above or None),
        theirs=items.facts_of(item),
    )
    merge_form = item_form(
        parents,
        merge.with_theirs(mine, theirs, OTHER_NAMES),
        version=item.version,
        seen=merge.seen,
        is_merged=True,
    )
    merge.mark(merge_form, OTHER_NAMES | {"deadlines": "deadlines-0-phrase"})
    return merge_form, merge


def _again(
    template: str, form: TakeOffForm | PutBackForm, reference: str, refusal: Conflict
) -> ResponseReturnValue:
    """The form again after somebody else changed the item: its words stay, and the page says what changed."""
    item, report = items.get_item(reference=reference, by=current_actor(), today=today())
    view = item_in_full(item=item, report=report, by=current_actor(), today=today())
    form.now_at(item.version)
    form.form_errors = [
        *form.form_errors,
        f"{refusal.theirs} changed this item while you were writing. Look at it again, then save.",
    ]
    return render_template(template, form=form, item=view), 409
