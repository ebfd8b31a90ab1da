"""What was said at a meeting: who came, what was decided, and what goes up to the board above."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.meeting_records import may_record_what_was_said
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.queries.boards import agencies_on
from tracker.queries.meeting_records import attendance_of, note_by_nonce
from tracker.queries.offices import posts
from tracker.queries.reading import reading
from tracker.services import meeting_records
from tracker.services.boards import get_board
from tracker.services.items import get_item
from tracker.services.meeting_views import people_of_agencies
from tracker.services.meetings import BoardRow, MeetingRow, may_run
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.clashes import clashes_with
from tracker.web.forms.meetings import AttendanceForm, DecisionForm, attendance_form, decision_form
from tracker.web.meetings import get_meeting

pages = Blueprint("meeting_records", __name__, url_prefix="/boards/<board>/meetings/<on>")


@pages.route("/attendance", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def attendance(board: str, on: str) -> ResponseReturnValue:
    """Which agencies came, and who for each?"""
    by, meeting = current_actor(), _recordable(board, on)
    found = get_board(reference=board, by=by)
    form, clashes = _attendance_form(found, meeting), {}
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            meeting_records.record_attendance(
                meeting=meeting, version=form.version_seen, came=form.came(), by=by, now=now(), today=today()
            )
            flash("The attendance is recorded.", "success")
            return redirect(_address(board, on, "attendance"))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            meeting, status = get_meeting(board, on), 409
            stored = _attendance_form(found, meeting, is_stored=True)
            clashes = clashes_with(form, stored, version=meeting.version, their_name=conflict.theirs)
    return render_template(
        "meetings/attendance.html",
        form=form,
        clashes=clashes,
        board=found,
        day=meeting.on,
        back=_address(board, on),
    ), status


def _attendance_form(board: BoardRow, meeting: MeetingRow, *, is_stored: bool = False) -> AttendanceForm:
    session = reading()
    people = people_of_agencies(board=board, on=meeting.on)
    agencies = [
        (row.id, row.name, ", ".join(one.person_name for one in people.get(row.id, ())))
        for row in agencies_on(session, board.id, meeting.on)
    ]
    data = {"version": str(meeting.version)}
    for row, _ in attendance_of(session, meeting.id):
        data |= {f"came-{row.agency_id}": row.attendance.value, f"people-{row.agency_id}": row.people}
    return attendance_form(agencies, data, is_stored=is_stored)


@pages.route("/decisions/new", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def decide(board: str, on: str) -> ResponseReturnValue:
    """Note what the meeting decided, and open an action where it wants one."""
    by, meeting = current_actor(), _recordable(board, on)
    asked = str(request.args.get("item", ""))[:60]
    form = decision_form([(post.id, post.title) for post in posts(reading())], asked)
    if form.is_sent_and_valid() and (noted := _noted(form, meeting, board, on)):
        return noted
    return render_template(
        "meetings/decide.html",
        form=form,
        board=get_board(reference=board, by=by),
        day=meeting.on,
        back=_address(board, on),
    ), (400 if form.is_sent else 200)


def _noted(form: DecisionForm, meeting: MeetingRow, board: str, on: str) -> ResponseReturnValue | None:
    """Where the noted decision is, once for any number of presses; None where it was refused."""
    by, nonce, reference = current_actor(), str(form.nonce.data or "")[:60], (form.item.data or "").upper()
    if note_by_nonce(reading(), nonce) is None:
        try:
            item = None
            if reference:
                item = meeting_records.item_of_board(
                    meeting=meeting, reference=reference, by=by, today=today()
                )
            meeting_records.note_decision(
                meeting=meeting,
                words=form.words.data or "",
                item=item,
                action=form.action(),
                nonce=nonce,
                by=by,
                now=now(),
                today=today(),
            )
        except Invalid as refusal:
            form.take(refusal.problems)
            return None
    flash("The decision is noted.", "success")
    return redirect(_address(board, on, "decisions"))


@pages.post("/raise/<parent>/<reference>")
@allow(Ability.RUN_BOARDS)
def raise_item(board: str, on: str, parent: str, reference: str) -> ResponseReturnValue:
    """Put an item that stayed Red on the board above."""
    by, meeting = current_actor(), _recordable(board, on)
    above = get_board(reference=parent, by=by)
    item, _ = get_item(reference=reference, by=by, today=today())
    try:
        meeting_records.raise_item(meeting=meeting, item=item, parent=above, by=by, now=now(), today=today())
        flash(f"{item.reference} is raised to {above.name}.", "success")
    except (Invalid, NotAllowed) as refusal:
        flash(str(refusal), "error")
    return redirect(_address(board, on, "red"))


def _recordable(board: str, on: str) -> MeetingRow:
    """The meeting, where this person may record what was said there."""
    meeting = get_meeting(board, on)
    require(may_run(board_id=meeting.board_id, by=current_actor(), today=today()))
    require(may_record_what_was_said(meeting.status))
    return meeting


def _address(board: str, on: str, part: str = "") -> str:
    return url_for("meetings.show", board=board, on=on, _anchor=part or None)
