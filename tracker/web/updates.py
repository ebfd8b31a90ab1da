"""Updates of an item: what its owner says was done and is next, and nothing new in one press."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.updates import NOTHING_NEW
from tracker.services.board_texts import texts_ahead
from tracker.services.items import get_item
from tracker.services.progress_views import item_progress
from tracker.services.reports import require
from tracker.services.update_views import UpdatesOfItem, updates_of_item
from tracker.services.updates import is_said_already, record_update, say_nothing_new
from tracker.web.allow import allow, current_actor
from tracker.web.board_text_words import ahead_lines
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.updates import LateNoteForm, UpdateForm
from tracker.web.item_words import first_words
from tracker.web.progress_words import progress_panel
from tracker.web.update_words import updates_panel

pages = Blueprint("updates", __name__, url_prefix="/items/<reference>")


@pages.get("/updates")
@allow(Ability.READ_REGISTER)
def index(reference: str) -> str:
    """What was said of this item, quarter by quarter, and what will boards read of it?"""
    by, view = current_actor(), _view(reference)
    item, _ = get_item(reference=reference, by=by, today=today())
    ahead = ahead_lines(texts_ahead(item=item, by=by, today=today()))
    return render_template("updates/index.html", panel=updates_panel(view), ahead=ahead)


@pages.route("/update", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def new(reference: str) -> ResponseReturnValue:
    """Say what was done and what is next; the earlier updates stand beside the form."""
    by, view = current_actor(), _view(reference)
    item, _ = get_item(reference=reference, by=by, today=today())
    require(view.may_record)
    form = _form(view)
    status, their_name, since = 400 if form.is_sent else 200, "", 0
    if isinstance(form, LateNoteForm) and "board_text" in request.form:
        status = 409
        form.take_over(request.form["board_text"])
    elif form.is_sent_and_valid():
        try:
            record_update(item=item, seen=form.version_seen, update=form.details(), by=by, now=now())
            return _saved(view.reference)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            if is_said_already(item=item, seen=form.version_seen, update=form.details(), by=by):
                return _saved(view.reference)
            status, their_name, since = 409, conflict.theirs, form.version_seen
            view = _view(reference)
            form.now_at(view.seen)
    return _page(view, form, their_name, since), status


def _page(view: UpdatesOfItem, form: UpdateForm | LateNoteForm, their_name: str, since: int) -> str:
    """The form with the item's state above it and the earlier updates, those that came since apart."""
    by, panel = current_actor(), updates_panel(view)
    item, _ = get_item(reference=view.reference, by=by, today=today())
    stands = progress_panel(item_progress(reference=view.reference, by=by, today=today()), today())
    return render_template(
        "updates/new.html",
        form=form,
        panel=panel,
        theirs=[line for line in panel.lines if their_name and line.key > since],
        their_name=their_name,
        asked=first_words(item.text, 400),
        heading=heading_of(item.kind, item.number, item.heading),
        state=f"{stands.why}. Date in force: {stands.date_in_force}.",
    )


@pages.post("/nothing-new")
@allow(Ability.WORK_ON_ITEMS)
def nothing_new(reference: str) -> ResponseReturnValue:
    """Say in one press that there is nothing new and that the item is still on track."""
    by, seen = current_actor(), VersionedForm().version_seen
    item, _ = get_item(reference=reference, by=by, today=today())
    name = item.reference
    try:
        say_nothing_new(item=item, seen=seen, by=by, now=now())
    except NotAllowed as refusal:
        flash(f"{name}: {refusal}")
        return redirect(url_for("updates.new", reference=name))
    except Conflict as conflict:
        if not is_said_already(item=item, seen=seen, update=NOTHING_NEW, by=by):
            flash(f"{conflict.theirs} recorded an update on {name} meanwhile: read it before you add yours.")
            return redirect(url_for("updates.new", reference=name))
    flash(f"{name}: nothing new, still on track. It is recorded.", "success")
    return redirect(url_for("my_items.index"))


def _view(reference: str) -> UpdatesOfItem:
    return updates_of_item(reference=reference, by=current_actor(), today=today())


def _form(view: UpdatesOfItem) -> UpdateForm | LateNoteForm:
    made_from = {"version": str(view.seen)}
    return LateNoteForm(data=made_from) if view.is_late else UpdateForm(data=made_from)


def _saved(reference: str) -> ResponseReturnValue:
    flash(f"Your update on {reference} is saved.", "success")
    return redirect(url_for("my_items.index"))
