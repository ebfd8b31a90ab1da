"""Boards and groups: the tree of all of them, and each with its people, its items and its meetings."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.boards import all_boards
from tracker.queries.reading import reading
from tracker.services import boards
from tracker.services.board_dashboard import dashboard_of
from tracker.services.board_views import board_in_full, boards_drawn
from tracker.services.meetings import BoardRow
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.board_words import board_page, boards_page
from tracker.web.clashes import clashes_with
from tracker.web.dashboard_words import dashboard_page
from tracker.web.forms.boards import BoardForm, NewBoardForm, board_data
from tracker.web.timelines import timeline_of

pages = Blueprint("boards", __name__, url_prefix="/boards")


@pages.get("")
@allow(Ability.READ_REGISTER)
def index() -> str:
    """Which boards are there, who reports to whom, and what is due of them?"""
    by = current_actor()
    lines = boards_drawn(by=by, today=today())
    return render_template(
        "boards/index.html", page=boards_page(lines), may_record=may(by, Ability.EDIT_BOARDS)
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def new() -> ResponseReturnValue:
    """Record a board or group."""
    by = current_actor()
    form = NewBoardForm(data={"version": "0"})
    form.offer([(board.id, board.name) for board in all_boards(reading())])
    if form.is_sent_and_valid():
        try:
            board = boards.record_board(
                details=form.details(), parents=form.chosen_parents(), by=by, now=now()
            )
            flash(
                f"{board.name} is recorded. Say next who sits on it, and which items it oversees.", "success"
            )
            return redirect(url_for("boards.show", board=board.reference), 303)
        except Invalid as refusal:
            form.take(refusal.problems)
    return render_template("boards/new.html", form=form), 400 if form.is_sent else 200


@pages.get("/<board>")
@allow(Ability.READ_REGISTER)
def show(board: str) -> str:
    """Who sits on this board, what does it oversee, when does it meet, and what is due?"""
    by = current_actor()
    found = boards.get_board(reference=board, by=by)
    view = board_in_full(board=found, by=by, today=today())
    history = timeline_of([("board", found.id)], actor=by, today=today())
    front = dashboard_page(dashboard_of(board=found, by=by, now=now(), today=today()), found.reference)
    return render_template(
        "boards/show.html", page=board_page(view, today()), dashboard=front, history=history
    )


@pages.route("/<board>/edit", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def edit(board: str) -> ResponseReturnValue:
    """Correct a board, and to which others it reports."""
    by = current_actor()
    found = boards.get_board(reference=board, by=by)
    require(boards.may_change(board=found, by=by, today=today()))
    form = _form(found)
    clashes, status = {}, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            boards.change_board(
                board=found,
                version=form.version_seen,
                details=form.details(),
                parents=form.chosen_parents(),
                by=by,
                now=now(),
            )
            flash(f"{found.name} is saved.", "success")
            return redirect(url_for("boards.show", board=found.reference), 303)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            found, status = boards.get_board(reference=board, by=by), 409
            clashes = clashes_with(
                form, _form(found, is_stored=True), version=found.version, their_name=conflict.theirs
            )
    return render_template("boards/edit.html", form=form, clashes=clashes, board=found), status


def _form(board: BoardRow, *, is_stored: bool = False) -> BoardForm:
    """The form on a board, filled with what is recorded; with `is_stored` whatever was typed."""
    data = board_data(boards.details_of(board), [one.parent_id for one in board.parents], board.version)
    form = BoardForm(data=data, formdata=None) if is_stored else BoardForm(data=data)
    form.offer([(one.id, one.name) for one in all_boards(reading()) if one.id != board.id])
    return form
