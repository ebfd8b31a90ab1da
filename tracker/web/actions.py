"""Actions: what is to be done for items, planned, changed, and made of what a letter promised."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import ActionState
from tracker.queries.actions import ActionFilter, action_by_nonce, action_rows, posts_with_actions
from tracker.queries.offices import posts
from tracker.queries.reading import reading
from tracker.services.action_facts import details_of, items_named
from tracker.services.action_views import (
    ActionInFull,
    action_to_work_on,
    actions_on,
    followed_up_by,
    in_full,
    item_promised,
    may_become_action,
    suggested_action,
)
from tracker.services.commitments import get_commitment
from tracker.services.items import get_item
from tracker.services.progress_actions import add_action, change_action, get_action
from tracker.services.progress_views import get_progress
from tracker.services.reports import require
from tracker.web.action_words import action_line, action_page
from tracker.web.addresses import same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.clashes import clashes_with
from tracker.web.forms.actions import (
    ActionFilterForm,
    ActionForm,
    NewActionForm,
    action_filter,
    data_of,
    with_posts,
)
from tracker.web.paging import Pages, page_asked_for
from tracker.web.timelines import timeline_of

pages = Blueprint("actions", __name__)
ONE = "/actions/<int(min=1, max=2147483647):key>"


@pages.get("/actions")
@allow(Ability.READ_REGISTER)
def index() -> str:
    """What is to be done, by whom, and what is late?"""
    by, on = current_actor(), today()
    answering = posts_with_actions(reading(), by, on)
    filters = action_filter(answering)
    found = [in_full(row, on) for row in action_rows(reading(), by, on, _chosen(filters))]
    if filters.listed.data == "overdue":
        found = [one for one in found if one.is_overdue]
    found.sort(key=_by_day)
    paging = Pages(page_asked_for(), len(found), lambda number: same_page_with(page=number))
    if paging.number > paging.last:
        abort(404)
    shown = found[paging.offset : paging.offset + paging.size]
    return render_template(
        "actions/index.html",
        filters=filters,
        rows=[action_line(one, on) for one in shown],
        pages=paging,
        is_empty=not answering,
    )


def _chosen(filters: ActionFilterForm) -> ActionFilter:
    listed, post = filters.listed.data or "open", filters["post"].data
    return ActionFilter(
        state=ActionState.OPEN if listed == "open" else None,
        is_settled=listed == "settled",
        can_be_overdue_on=today() if listed == "overdue" else None,
        post_id=int(post) if post else None,
        item=(filters.item.data or "").upper(),
        is_mine=bool(filters.mine.data),
    )


def _by_day(one: ActionInFull) -> tuple[object, ...]:
    """What is due soonest first, so overdue before all; what is settled last, the latest first."""
    action = one.row.action
    if action.settled_on is not None:
        return 1, -action.settled_on.toordinal(), action.id
    return 0, one.due.toordinal() if one.due else 0, action.id


@pages.get(ONE)
@allow(Ability.READ_REGISTER)
def show(key: int) -> str:
    """What is to be done here, and what came of it?"""
    by = current_actor()
    found = action_to_work_on(get_action(key=key, by=by, today=today()), by=by, today=today())
    return render_template(
        "actions/show.html",
        page=action_page(found, today()),
        history=timeline_of([("action", key)], actor=by, today=today()),
    )


@pages.route("/items/<reference>/actions/new", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def new(reference: str) -> ResponseReturnValue:
    """Plan an action for an item, and for others with it."""
    by = current_actor()
    item, _ = get_item(reference=reference, by=by, today=today())
    require(actions_on(reference=reference, by=by, today=today()).may_add)
    owner = get_progress(item=item).owner_post_id
    form = with_posts(NewActionForm(data={"items": item.reference, "owner_post": str(owner or "")}), _posts())
    if form.is_sent_and_valid() and (added := _added(form)):
        return added
    return render_template("actions/new.html", form=form, reference=item.reference), (
        400 if form.is_sent else 200
    )


@pages.route("/commitments/<int(min=1, max=2147483647):key>/action", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def from_commitment(key: int) -> ResponseReturnValue:
    """Make what a letter promised an action: everything is filled in but the proof that would show it."""
    by = current_actor()
    made, response = get_commitment(key=key, by=by, today=today())
    before = followed_up_by(made, by=by, today=today())
    if before is not None:
        return redirect(url_for("actions.show", key=before.row.action.id))
    require(may_become_action(made, by=by, today=today()))
    item = item_promised(made)
    data = data_of(suggested_action(made), [item.reference] if item else [])
    form = with_posts(NewActionForm(data=data), _posts())
    if form.is_sent_and_valid() and (added := _added(form, key)):
        return added
    return render_template(
        "actions/from_commitment.html", form=form, key=key, text=made.text, letter=response.reference
    ), (400 if form.is_sent else 200)


def _added(form: NewActionForm, promise: int | None = None) -> ResponseReturnValue | None:
    """Where the saved action is, once for any number of presses; None where it was refused."""
    by, nonce = current_actor(), str(form.nonce.data or "")[:60]
    key = action_by_nonce(reading(), nonce)
    if key is None:
        try:
            made = get_commitment(key=promise, by=by, today=today())[0] if promise is not None else None
            key = add_action(
                items=items_named(form.references, by=by, today=today()),
                details=form.details(),
                by=by,
                now=now(),
                today=today(),
                commitment=made,
                nonce=nonce,
            ).id
        except Invalid as refusal:
            form.take(refusal.problems)
            return None
        except NotAllowed as refusal:
            form.add_error("items", str(refusal))
            return None
    flash("The action is saved.", "success")
    return redirect(url_for("actions.show", key=key))


@pages.route(f"{ONE}/edit", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def edit(key: int) -> ResponseReturnValue:
    """Correct an action."""
    by = current_actor()
    row = get_action(key=key, by=by, today=today())
    require(action_to_work_on(row, by=by, today=today()).may_change)
    form, clashes = _edit_form(key), {}
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            change_action(
                action=row.action,
                version=form.version_seen,
                details=form.details(),
                items=items_named(form.references, by=by, today=today()),
                by=by,
                now=now(),
                today=today(),
            )
            flash("The action is saved.", "success")
            return redirect(url_for("actions.show", key=key))
        except Invalid as refusal:
            form.take(refusal.problems)
        except NotAllowed as refusal:
            form.add_error("items", str(refusal))
        except Conflict as conflict:
            stored, status = _edit_form(key, is_stored=True), 409
            version = get_action(key=key, by=by, today=today()).action.version
            clashes = clashes_with(form, stored, version=version, their_name=conflict.theirs)
    return render_template("actions/edit.html", form=form, key=key, clashes=clashes), status


def _edit_form(key: int, *, is_stored: bool = False) -> ActionForm:
    """The form over the request; `is_stored` fills it from the record alone."""
    row = get_action(key=key, by=current_actor(), today=today())
    data = data_of(details_of(row.action), [one.reference for one in row.items])
    data |= {"version": row.action.version}
    form = ActionForm(formdata=None, data=data) if is_stored else ActionForm(data=data)
    return with_posts(form, _posts())


def _posts() -> list[tuple[int, str]]:
    return [(post.id, post.title) for post in posts(reading())]
