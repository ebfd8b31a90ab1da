"""Meetings of a board: planned, prepared day by day, and moved on until the pack is tabled."""

from dataclasses import asdict
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.meetings import MAKES_COPY, MeetingDetails, MeetingMove
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.queries.meetings import meeting_on
from tracker.queries.reading import reading
from tracker.services import meetings
from tracker.services.boards import get_board
from tracker.services.meeting_views import meeting_in_full
from tracker.services.meetings import BoardRow, MeetingRow, details_of
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.clashes import clashes_with
from tracker.web.forms.meetings import WHY, MeetingForm, NewMeetingForm, move_form
from tracker.web.meeting_words import meeting_page
from tracker.web.timelines import timeline_of

pages = Blueprint("meetings", __name__, url_prefix="/boards/<board>/meetings")


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def new(board: str) -> ResponseReturnValue:
    """Set the board's next meeting, or record a past one."""
    by, found = current_actor(), get_board(reference=board, by=current_actor())
    require(meetings.may_run(board_id=found.id, by=by, today=today()))
    form = NewMeetingForm()
    if form.is_sent_and_valid():
        details = form.details()
        if (before := _planned_before(found, details)) is not None:
            # The button was pressed twice: the first press has planned it.
            return redirect(_address(found, before))
        try:
            meeting = meetings.plan_meeting(board=found, details=details, by=by, now=now(), today=today())
        except Invalid as refusal:
            form.take(refusal.problems)
        else:
            flash(f"The meeting on {date_in_words(meeting.on)} is planned.", "success")
            return redirect(_address(found, meeting))
    return render_template("meetings/new.html", form=form, board=found), 400 if form.is_sent else 200


def _planned_before(board: BoardRow, details: MeetingDetails) -> MeetingRow | None:
    """The meeting that this person has just planned with the same words."""
    meeting = meeting_on(reading(), board.id, details.on) if details.on is not None else None
    if meeting is None or meeting.version != 1 or meeting.recorded_by != current_actor().name:
        return None
    return meeting if details_of(meeting) == details else None


@pages.get("/<on>")
@allow(Ability.READ_REGISTER)
def show(board: str, on: str) -> str:
    """Who has not updated, is the pack right, what stayed Red, and what was decided?"""
    by = current_actor()
    meeting = get_meeting(board, on)
    full = meeting_in_full(meeting=meeting, by=by, now=now(), today=today())
    return render_template(
        "meetings/show.html",
        page=meeting_page(full, today()),
        history=timeline_of([("meeting", meeting.id)], actor=by, today=today()),
    )


@pages.route("/<on>/edit", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def edit(board: str, on: str) -> ResponseReturnValue:
    """Set another day, another last day for updates, or the place."""
    by, meeting = current_actor(), get_meeting(board, on)
    found = get_board(reference=board, by=by)
    require(meetings.may_change(meeting=meeting, by=by, today=today()))
    form, clashes, status = _form(meeting), {}, 200
    if form.is_sent:
        status = 400
    if form.is_sent_and_valid():
        try:
            meetings.change_meeting(
                meeting=meeting,
                version=form.version_seen,
                details=form.details(),
                by=by,
                now=now(),
                today=today(),
            )
            flash("The meeting is saved.", "success")
            return redirect(_address(found, meeting))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            meeting, status = get_meeting(board, on), 409
            clashes = clashes_with(
                form, _form(meeting, is_stored=True), version=meeting.version, their_name=conflict.theirs
            )
    return render_template(
        "meetings/edit.html",
        form=form,
        clashes=clashes,
        board=found,
        day=meeting.on,
        back=_address(found, meeting),
    ), status


def _form(meeting: MeetingRow, *, is_stored: bool = False) -> MeetingForm:
    data = asdict(details_of(meeting)) | {"version": str(meeting.version)}
    return MeetingForm(data=data, formdata=None) if is_stored else MeetingForm(data=data)


@pages.route("/<on>/move/<move>", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def move(board: str, on: str, move: str) -> ResponseReturnValue:
    """Move the meeting on; calling it off asks for a reason."""
    by, meeting, wanted = current_actor(), get_meeting(board, on), _move(move)
    found = get_board(reference=board, by=by)
    require(meetings.may_make(meeting=meeting, move=wanted, by=by, today=today()))
    form = move_form(wanted, meeting.version)
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        words = form["reason"].data if wanted in WHY else ""
        try:
            meetings.move_meeting(
                meeting=meeting,
                move=wanted,
                version=form.version_seen,
                words=words or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash(SAID[wanted], "success")
            return redirect(_address(found, meeting))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            form.now_at(get_meeting(board, on).version)
            form.take({"version": f"{conflict} Look at the meeting as it stands now, then do it again."})
    return render_template(
        "meetings/move.html",
        form=form,
        move=wanted,
        board=found,
        day=meeting.on,
        back=_address(found, meeting),
    ), status


SAID = {
    MeetingMove.COLLECT: "Updates are being collected for this meeting.",
    MeetingMove.DRAFT: "The pack is drafted: read it, then make the final copy.",
    MeetingMove.COLLECT_AGAIN: "Updates are being collected again.",
    MeetingMove.TABLE: "It is recorded that the pack was tabled.",
    MeetingMove.CALL_OFF: "The meeting is called off.",
    MeetingMove.SET_AGAIN: "The meeting is set again: look at its days.",
}


def get_meeting(board: str, on: str) -> MeetingRow:
    """The meeting of an address; NotHere for a day that is none."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise NotHere("There is no such meeting of this board.") from None
    return meetings.get_meeting(board_reference=board, on=day, by=current_actor())


def _move(slug: str) -> MeetingMove:
    wanted = next((one for one in MeetingMove if one.value.replace("_", "-") == slug), None)
    if wanted is None or wanted in MAKES_COPY:
        raise NotHere("There is no such step of a meeting.")
    return wanted


def _address(board: BoardRow, meeting: MeetingRow) -> str:
    return url_for("meetings.show", board=board.reference, on=meeting.on.isoformat())
