"""Final copies of a meeting: what will be printed, the button, what was made, and what came since."""

import io

from flask import Blueprint, current_app, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.file_names import media_type
from tracker.domain.meetings import MeetingMove
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.services.access_log import Access
from tracker.services.addenda import addendum_bytes, addendum_of
from tracker.services.final_copies import Made, correct_final_copy, get_copy, make_final_copy
from tracker.services.final_copy_store import check_copy, copy_bytes
from tracker.services.final_copy_views import copies_of_meeting, draft_pack, prepared
from tracker.services.meetings import MeetingRow
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.final_copy_words import check_page, final_copies_page, prepared_page, since_lines
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.final_copies import final_copy_form
from tracker.web.meetings import get_meeting

pages = Blueprint("final_copies", __name__, url_prefix="/boards/<board>/meetings/<on>/final")
NUMBER = "<int(min=1, max=2147483647):number>"


@pages.get("")
@allow(Ability.READ_REGISTER)
def show(board: str, on: str) -> str:
    """What was made, and what can be done next?"""
    meeting = get_meeting(board, on)
    full = copies_of_meeting(meeting=meeting, by=current_actor(), now=now(), today=today())
    return render_template("final_copies/show.html", page=final_copies_page(full))


@pages.route("/make", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def make(board: str, on: str) -> ResponseReturnValue:
    """Make the final copy."""
    return _stored(board, on, MeetingMove.MAKE_FINAL)


@pages.route("/correct", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def correct(board: str, on: str) -> ResponseReturnValue:
    """Make the next version, with its reason."""
    return _stored(board, on, MeetingMove.CORRECT)


def _stored(board: str, on: str, move: MeetingMove) -> ResponseReturnValue:
    """The page before a final copy, with its button."""
    meeting = get_meeting(board, on)
    form: VersionedForm = VersionedForm(data={"version": str(meeting.version)})
    if form.is_sent and move is MeetingMove.MAKE_FINAL and meeting.status.has_final_copy:
        # The button was pressed twice, or somebody else was first: there is one final copy, and it is here.
        return redirect(url_for("final_copies.show", board=board, on=on))
    found = prepared(meeting=meeting, move=move, by=current_actor(), now=now(), today=today())
    form = final_copy_form(
        move,
        meeting.version,
        is_before_cut_off=found.is_before_cut_off,
        does_reconcile=found.sums.reconciles,
    )
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            made = _made(meeting, move, form)
            flash(_said(made), "success")
            return redirect(url_for("final_copies.show", board=board, on=on))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            form.now_at(get_meeting(board, on).version)
            form.take(
                {"version": f"{conflict} Look at what will be printed as it stands now, then press again."}
            )
    page = prepared_page(found, meeting, move)
    return render_template("final_copies/make.html", form=form, page=page), status


def _made(meeting: MeetingRow, move: MeetingMove, form: VersionedForm) -> Made:
    words = {field.name: field.data or "" for field in form.shown_fields}
    store = make_final_copy if move is MeetingMove.MAKE_FINAL else correct_final_copy
    return store(
        meeting=meeting,
        version=form.version_seen,
        exports_dir=current_app.config["SETTINGS"].exports_dir,
        by=current_actor(),
        now=now(),
        today=today(),
        **words,
    )


def _said(made: Made) -> str:
    words = f"Version {made.number} of the final copy is made: {', '.join(made.names)}."
    if made.is_copied:
        return words
    return f"{words} Its copies in exports/ could not be written and are made at the next start."


@pages.get("/draft.xlsx")
@allow(Ability.READ_BOARD_DRAFTS)
def draft(board: str, on: str) -> ResponseReturnValue:
    """Hand over the workbook as it stands now, marked as a draft."""
    name, content = draft_pack(meeting=get_meeting(board, on), by=current_actor(), now=now())
    return _handed_over(name, content)


@pages.get(f"/{NUMBER}/documents/<int(min=1, max=2147483647):position>")
@allow(Ability.READ_REGISTER)
def document(board: str, on: str, number: int, position: int) -> ResponseReturnValue:
    """Hand over a document of a final copy, byte for byte as it was made."""
    copy = get_copy(meeting=get_meeting(board, on), number=number, by=current_actor())
    file, content = copy_bytes(copy=copy, position=position)
    return _handed_over(file.name, content)


@pages.get(f"/{NUMBER}/check")
@allow(Ability.READ_REGISTER)
def check(board: str, on: str, number: int) -> str:
    """Is every row and document what was kept?"""
    meeting = get_meeting(board, on)
    copy = get_copy(meeting=meeting, number=number, by=current_actor())
    return render_template(
        "final_copies/check.html",
        page=check_page(check_copy(copy)),
        number=number,
        meeting=date_in_words(meeting.on),
        back=url_for("final_copies.show", board=board, on=on),
    )


@pages.get(f"/{NUMBER}/since")
@allow(Ability.READ_REGISTER)
def since(board: str, on: str, number: int) -> str:
    """What has changed since this pack?"""
    copy = get_copy(meeting=get_meeting(board, on), number=number, by=current_actor())
    sentences, lines = since_lines(addendum_of(copy=copy, by=current_actor(), now=now()))
    return render_template(
        "final_copies/since.html",
        sentences=sentences,
        lines=lines,
        back=url_for("final_copies.show", board=board, on=on),
        word_href=url_for("final_copies.since_in_word", board=board, on=on, number=number),
    )


@pages.get(f"/{NUMBER}/since.docx")
@allow(Ability.READ_REGISTER)
def since_in_word(board: str, on: str, number: int) -> ResponseReturnValue:
    """Hand over the addendum as a Word file of one page."""
    copy = get_copy(meeting=get_meeting(board, on), number=number, by=current_actor())
    content = addendum_bytes(copy=copy, by=current_actor(), now=now())
    return _handed_over(f"{board}-{on}-since-version-{number}.docx", content)


def _handed_over(name: str, content: bytes) -> ResponseReturnValue:
    note_access(Access.DOWNLOADED, name)
    return send_file(io.BytesIO(content), mimetype=media_type(name), as_attachment=True, download_name=name)
