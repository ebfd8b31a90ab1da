"""Who sits on a board, and its member agencies: added, and given an end."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.boards import all_agencies
from tracker.queries.reading import reading
from tracker.queries.response_moves import account_choices
from tracker.services.board_people import (
    AgencyRow,
    PersonRow,
    get_agency,
    get_person,
    record_agency,
    record_person,
)
from tracker.services.boards import get_board, may_change
from tracker.services.meetings import BoardRow
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.clashes import clashes_with
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.board_people import AgencyForm, PersonForm
from tracker.web.forms.offices import data_of

pages = Blueprint("board_people", __name__, url_prefix="/boards/<board>/people")

KEY = "<int(min=1, max=2147483647):key>"
PERSON_FIELDS = ("role", "person_name", "agency_id", "account_id", "from_on", "to_on")
AGENCY_FIELDS = ("name", "from_on", "to_on")


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def new_person(board: str) -> ResponseReturnValue:
    """Add somebody to a board."""
    found = _board(board)
    form = _offered(PersonForm(data={"version": "0"}), found)
    return _edited(form, found, lambda: _save_person(found, None, form), title="Add a person")


@pages.route(f"/{KEY}", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def edit_person(board: str, key: int) -> ResponseReturnValue:
    """Correct somebody's time on a board, or set its end."""
    found = _board(board)
    person = get_person(board=found, key=key, by=current_actor())
    form = _offered(PersonForm(data=data_of(person, *PERSON_FIELDS)), found)

    def stored() -> tuple[VersionedForm, int]:
        fresh = PersonForm(data=data_of(person, *PERSON_FIELDS), formdata=None)
        return _offered(fresh, found), person.version

    title = f"Change {person.person_name}"
    return _edited(form, found, lambda: _save_person(found, person, form), stored, title=title)


@pages.route("/agencies/new", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def new_agency(board: str) -> ResponseReturnValue:
    """Add a member agency to a board."""
    found = _board(board)
    form = AgencyForm(data={"version": "0"})
    return _edited(form, found, lambda: _save_agency(found, None, form), title="Add an agency")


@pages.route(f"/agencies/{KEY}", methods=["GET", "POST"])
@allow(Ability.EDIT_BOARDS)
def edit_agency(board: str, key: int) -> ResponseReturnValue:
    """Correct a member agency, or set its end."""
    found = _board(board)
    agency = get_agency(board=found, key=key, by=current_actor())
    form = AgencyForm(data=data_of(agency, *AGENCY_FIELDS))

    def stored() -> tuple[VersionedForm, int]:
        return AgencyForm(data=data_of(agency, *AGENCY_FIELDS), formdata=None), agency.version

    title = f"Change {agency.name}"
    return _edited(form, found, lambda: _save_agency(found, agency, form), stored, title=title)


def _board(reference: str) -> BoardRow:
    by = current_actor()
    found = get_board(reference=reference, by=by)
    require(may_change(board=found, by=by, today=today()))
    return found


def _offered(form: PersonForm, board: BoardRow) -> PersonForm:
    agencies = [(row.id, row.name) for row in all_agencies(reading(), board.id)]
    form.offer(agencies, account_choices(reading()))
    return form


def _save_person(board: BoardRow, person: PersonRow | None, form: PersonForm) -> None:
    record_person(board=board, person=person, details=form.details(), **_act(form))


def _save_agency(board: BoardRow, agency: AgencyRow | None, form: AgencyForm) -> None:
    record_agency(board=board, agency=agency, details=form.details(), **_act(form))


def _act(form: VersionedForm) -> dict[str, Any]:
    return {"version": form.version_seen, "by": current_actor(), "now": now()}


def _edited(
    form: VersionedForm,
    board: BoardRow,
    save: Callable[[], None],
    stored: Callable[[], tuple[VersionedForm, int]] | None = None,
    *,
    title: str,
) -> ResponseReturnValue:
    """Show a form, save it, and on a refusal show it again with everything that was typed."""
    button = f"Save the {'agency' if isinstance(form, AgencyForm) else 'person'}"
    clashes, status = {}, 400 if form.is_sent else 200
    reference, name = board.reference, board.name
    if form.is_sent_and_valid():
        try:
            save()
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            assert stored is not None
            fresh, version = stored()
            clashes = clashes_with(form, fresh, version=version, their_name=conflict.theirs)
            status = 409
        else:
            flash(f"Saved: who sits on {name}.", "success")
            return redirect(url_for("boards.show", board=reference, _anchor="people"), 303)
    shown = {"form": form, "clashes": clashes, "title": title, "save": button}
    page = render_template("boards/part.html", **shown, name=name, reference=reference)
    return page, status
