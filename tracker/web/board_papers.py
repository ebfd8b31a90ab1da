"""Papers of a meeting: the status paper drafted from the rows, plain papers, and what may be published."""

import io
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.paper_text import pasted_paper
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.queries.board_papers import paper_by_nonce
from tracker.queries.reading import reading
from tracker.services import board_papers
from tracker.services.access_log import Access
from tracker.services.board_paper_views import (
    PaperInFull,
    PaperPlace,
    draft_bytes,
    paper_in_full,
    papers_of_meeting,
    place_of,
    public_in_full,
)
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.board_paper_words import (
    address,
    figure_columns,
    line_words,
    meeting_words,
    paper_page,
    sheet_of,
    state_of_papers,
)
from tracker.web.clashes import clashes_with
from tracker.web.forms.board_papers import DetailsForm, PlainPaperForm, details_data, details_form
from tracker.web.meetings import get_meeting
from tracker.web.timelines import timeline_of

pages = Blueprint("board_papers", __name__, url_prefix="/boards/<board>/meetings/<on>/papers")

KEY = "<int(min=1, max=2147483647):key>"
READ = "read"


@pages.context_processor
def words_of_papers() -> dict[str, object]:
    """What every page of papers asks for."""
    return {"address": address, "figure_columns": figure_columns}


def day_of(on: str) -> date:
    """The day of an address; NotHere for what is none."""
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise NotHere("There is no such meeting of this board.") from None


def place_here(board: str, on: str) -> PaperPlace:
    """The meeting of the address."""
    return place_of(board=board, on=day_of(on), by=current_actor(), today=today())


def paper_here(board: str, on: str, key: int) -> PaperInFull:
    """The paper of the address, drafted from the rows of this moment."""
    return paper_in_full(board=board, on=day_of(on), key=key, by=current_actor(), now=now(), today=today())


@pages.get("")
@allow(Ability.READ_BOARD_DRAFTS)
def index(board: str, on: str) -> str:
    """Which papers does the meeting get, and how far are they?"""
    place = place_here(board, on)
    lines = papers_of_meeting(board=board, on=place.on, by=current_actor(), today=today())
    return render_template(
        "board_papers/index.html",
        place=place,
        caption=meeting_words(place),
        state=state_of_papers(place, lines),
        lines=[
            (line, *line_words(line), address(place, "board_papers.show", key=line.key)) for line in lines
        ],
        has_status_paper=any(not line.is_plain for line in lines),
    )


@pages.post("/draft")
@allow(Ability.RUN_BOARDS)
def draft(board: str, on: str) -> ResponseReturnValue:
    """Begin the status paper; a second press finds it made."""
    place = place_here(board, on)
    try:
        paper = board_papers.draft_status_paper(
            meeting=get_meeting(board, on), by=current_actor(), now=now(), today=today()
        )
    except Conflict:
        return redirect(address(place, "board_papers.index"), 303)
    flash("The status paper is drafted from the rows. What you do not edit keeps up with them.", "success")
    return redirect(address(place, "board_papers.show", key=paper.id), 303)


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def new(board: str, on: str) -> ResponseReturnValue:
    """Write a paper of own words: paste it whole, look at how it is read, then save it."""
    place = place_here(board, on)
    require(place.may_edit)
    form = _plain_form(board, on)
    pasted = pasted_paper(form.text.data or "")
    status = 200
    if form.is_sent:
        form.take_from(pasted)
    if form.is_sent and request.form.get("act") != READ:
        nonce, status = str(form.nonce.data or "")[:60], 400
        if (saved := paper_by_nonce(reading(), nonce)) is not None:
            # The button was pressed twice: the first press has begun the paper.
            return redirect(address(place, "board_papers.show", key=saved.id), 303)
        if form.validate() and (made := _written(board, on, form, nonce)):
            return redirect(address(place, "board_papers.show", key=made), 303)
    return render_template(
        "board_papers/new.html",
        place=place,
        caption=meeting_words(place),
        form=form,
        read=pasted.parts if form.is_sent else None,
    ), status


def _plain_form(board: str, on: str) -> PlainPaperForm:
    usual = board_papers.usual_details(meeting=get_meeting(board, on), title="", by=current_actor())
    marking = usual.marking.value if usual.marking else ""
    form = PlainPaperForm(data={"agenda_item": usual.agenda_item, "marking": marking, "style": ""})
    form.offer("")
    return form


def _written(board: str, on: str, form: PlainPaperForm, nonce: str) -> int | None:
    """The key of the paper that was saved; None where the form says what is wrong."""
    try:
        paper = board_papers.write_plain_paper(
            meeting=get_meeting(board, on),
            details=form.details(),
            text=form.text.data or "",
            nonce=nonce,
            by=current_actor(),
            now=now(),
            today=today(),
        )
    except Invalid as refusal:
        form.take(refusal.problems)
        return None
    flash("The paper is saved. Look through its sections.", "success")
    return paper.id


@pages.get(f"/{KEY}")
@allow(Ability.READ_BOARD_DRAFTS)
def show(board: str, on: str, key: int) -> str:
    """What will the paper say, which of its words were typed, and what has changed behind them?"""
    full = paper_here(board, on, key)
    subjects = [("paper", key), *(("paper_part", part.key) for part in full.parts)]
    return render_template(
        "board_papers/show.html",
        page=paper_page(full),
        place=full.place,
        sheet=sheet_of(full.paper),
        history=timeline_of(subjects, actor=current_actor(), today=today()),
    )


@pages.get(f"/{KEY}/preview")
@allow(Ability.READ_BOARD_DRAFTS)
def preview(board: str, on: str, key: int) -> str:
    """How will the whole paper read?"""
    full = paper_here(board, on, key)
    return render_template(
        "board_papers/preview.html",
        page=paper_page(full),
        place=full.place,
        sheet=sheet_of(full.paper),
    )


@pages.get(f"/{KEY}/public")
@allow(Ability.READ_BOARD_DRAFTS)
def public(board: str, on: str, key: int) -> str:
    """What does the public version say, and what was taken out of it?"""
    found = public_in_full(board=board, on=day_of(on), key=key, by=current_actor(), now=now(), today=today())
    return render_template(
        "board_papers/public.html",
        page=paper_page(found.full),
        place=found.full.place,
        found=found,
        sheet=sheet_of(found.paper),
    )


@pages.get(f"/{KEY}/word")
@allow(Ability.READ_BOARD_DRAFTS)
def word(board: str, on: str, key: int) -> ResponseReturnValue:
    """Hand over the paper as a Word draft."""
    return _handed_over(board, on, key, is_public=False)


@pages.get(f"/{KEY}/public-word")
@allow(Ability.READ_BOARD_DRAFTS)
def public_word(board: str, on: str, key: int) -> ResponseReturnValue:
    """Hand over the public version as a Word draft."""
    return _handed_over(board, on, key, is_public=True)


def _handed_over(board: str, on: str, key: int, *, is_public: bool) -> ResponseReturnValue:
    day = day_of(on)
    content = draft_bytes(board=board, on=day, key=key, is_public=is_public, by=current_actor(), now=now())
    name = f"{board}-{day.isoformat()}-paper-{key}-{'public-' if is_public else ''}draft.docx"
    note_access(Access.DOWNLOADED, name)
    return send_file(
        io.BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=name
    )


@pages.route(f"/{KEY}/edit", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def edit(board: str, on: str, key: int) -> ResponseReturnValue:
    """Set the title, To and From, the date, the agenda item, the marking and the look."""
    full = paper_here(board, on, key)
    require(full.place.may_edit)
    form = _details_form(full)
    clashes, status = {}, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        by = current_actor()
        paper = board_papers.get_paper(meeting=get_meeting(board, on), key=key, by=by)
        details = form.details(full.details.style)
        try:
            board_papers.change_paper(
                paper=paper, seen=str(form.seen.data), details=details, by=by, now=now(), today=today()
            )
            flash("The paper is saved.", "success")
            return redirect(address(full.place, "board_papers.show", key=key), 303)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            full, status = paper_here(board, on, key), 409
            stored = _details_form(full, is_stored=True)
            clashes = clashes_with(form, stored, version=full.version, their_name=conflict.theirs)
            form.seen.data = full.mark
    return render_template(
        "board_papers/edit.html",
        form=form,
        clashes=clashes,
        page=paper_page(full),
        place=full.place,
    ), status


def _details_form(full: PaperInFull, *, is_stored: bool = False) -> DetailsForm:
    data = details_data(full.details) | {"version": str(full.version), "seen": full.mark}
    return details_form(data, full.details.style, is_stored=is_stored)


@pages.post(f"/{KEY}/drop")
@allow(Ability.RUN_BOARDS)
def drop(board: str, on: str, key: int) -> ResponseReturnValue:
    """Take a paper out of its meeting."""
    place, by = place_here(board, on), current_actor()
    try:
        paper = board_papers.get_paper(meeting=get_meeting(board, on), key=key, by=by)
    except NotHere:
        # The button was pressed twice: the first press has taken it out.
        return redirect(address(place, "board_papers.index"), 303)
    try:
        board_papers.drop_paper(paper=paper, version=version_sent(), by=by, now=now(), today=today())
    except Conflict as conflict:
        flash(f"{conflict} Look at the paper as it stands now.", "message")
        return redirect(address(place, "board_papers.show", key=key), 303)
    flash("The paper is taken out. Its words stay in the history.", "success")
    return redirect(address(place, "board_papers.index"), 303)


def version_sent() -> int:
    """The version of the paper that a button was pressed on; -1, which none has, where it is missing."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1
