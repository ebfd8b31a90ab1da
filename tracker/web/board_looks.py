"""How the papers of a board look: sheets, columns and labels of its pack, and the style of its paper."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.papers import READY_STYLES, PaperStyle
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.services.board_looks import change_looks
from tracker.services.boards import get_board, may_change
from tracker.services.final_documents import layout_of
from tracker.services.meetings import BoardRow
from tracker.services.paper_documents import style_of_board
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.clashes import clashes_with
from tracker.web.forms.board_looks import LooksForm, looks_form

pages = Blueprint("board_looks", __name__, url_prefix="/boards/<board>/papers-look")


@pages.route("", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def edit(board: str) -> ResponseReturnValue:
    """How should the pack and the paper of this board look?"""
    by = current_actor()
    found = get_board(reference=board, by=by)
    require(may_change(board=found, by=by, today=today()))
    wants_more = request.form.get("step") == "more"
    form = looks_form(layout_of(found), _style(found), found.version, more=wants_more)
    clashes, status = {}, 400 if form.is_sent and not wants_more else 200
    if not wants_more and form.is_sent_and_valid():
        try:
            return _saved(found, form)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            found, status = get_board(reference=board, by=by), 409
            stored = looks_form(layout_of(found), style_of_board(found), found.version, is_stored=True)
            clashes = clashes_with(form, stored, version=found.version, their_name=conflict.theirs)
    ready = [(words, url_for("board_looks.edit", board=board, style=key)) for key, (words, _) in _ready()]
    page = render_template("boards/looks.html", form=form, board=found, clashes=clashes, ready=ready)
    return page, status


def _saved(board: BoardRow, form: LooksForm) -> ResponseReturnValue:
    change_looks(
        board=board,
        version=form.version_seen,
        layout=form.layout(),
        style=form.style(),
        by=current_actor(),
        now=now(),
    )
    flash("Saved: how its papers look. Final copies stay as they were made.", "success")
    return redirect(url_for("boards.show", board=board.reference), 303)


def _ready() -> list[tuple[str, tuple[str, PaperStyle]]]:
    return list(READY_STYLES.items())


def _style(board: BoardRow) -> PaperStyle:
    """The style that the form starts from: a ready one that the address names, else the board's."""
    ready = READY_STYLES.get(request.args.get("style", ""))
    return ready[1] if ready else style_of_board(board)
