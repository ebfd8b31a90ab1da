"""The sections of a paper: written beside their draft, added, moved, taken out, given back to the draft."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.paper_edits import PartDetails
from tracker.domain.papers import PartKind
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.services import board_paper_parts, board_papers
from tracker.services.board_paper_views import PaperInFull, PartInFull, kinds_to_add, part_in_full
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.board_paper_words import address, hint_for, paper_page, tag_of_part
from tracker.web.board_papers import KEY, paper_here, place_here, version_sent
from tracker.web.clashes import clashes_with
from tracker.web.forms.board_papers import NewSectionForm, SectionForm, section_data
from tracker.web.meetings import get_meeting

pages = Blueprint(
    "board_paper_sections", __name__, url_prefix=f"/boards/<board>/meetings/<on>/papers/{KEY}/sections"
)
PART = "<int(min=1, max=2147483647):part>"


@pages.route(f"/{PART}", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def edit(board: str, on: str, key: int, part: int) -> ResponseReturnValue:
    """Write a section, with the draft of the rows beside it."""
    full = paper_here(board, on, key)
    require(full.place.may_edit)
    if request.method == "POST" and part not in [one.key for one in full.parts]:
        return _taken_out(full), 409
    shown = part_in_full(full, part)
    form = _form(full, shown)
    clashes, status = {}, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            _save(board, on, key, part, form)
            flash("The section is saved.", "success")
            return redirect(address(full.place, "board_papers.show", key=key, _anchor=f"part-{part}"), 303)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            full, status = paper_here(board, on, key), 409
            shown = part_in_full(full, part)
            stored = _form(full, shown, is_stored=True)
            clashes = clashes_with(form, stored, version=full.version, their_name=conflict.theirs)
            form.seen.data = shown.mark
    return render_template(
        "board_papers/section.html",
        form=form,
        clashes=clashes,
        part=shown,
        tag=tag_of_part(shown, is_plain=full.is_plain),
        hint=hint_for(shown),
        texts_href=address(full.place, "board_texts.show") if shown.kept.kind is PartKind.EXCEPTIONS else "",
        page=paper_page(full),
        place=full.place,
        address=address,
    ), status


def _taken_out(full: PaperInFull) -> str:
    """The page that adds a section, with what was typed into one that somebody took out meanwhile."""
    form = NewSectionForm()
    form.offer(kinds_to_add(full))
    form.now_at(full.version)
    form.add_error("version", "Somebody took this section out while you were writing. Add it again?")
    return _new_page(full, form)


def _new_page(full: PaperInFull, form: NewSectionForm) -> str:
    return render_template(
        "board_papers/new_section.html", form=form, page=paper_page(full), place=full.place, address=address
    )


def _form(full: PaperInFull, part: PartInFull, *, is_stored: bool = False) -> SectionForm:
    kept = part.kept
    details = PartDetails(kept.heading, part.text, kept.number, kept.is_left_out_of_public, part.drafted)
    data = section_data(details) | {"version": str(full.version), "seen": part.mark}
    return SectionForm(data=data, formdata=None) if is_stored else SectionForm(data=data)


def _save(board: str, on: str, key: int, part: int, form: SectionForm) -> None:
    by = current_actor()
    board_paper_parts.change_part(
        paper=board_papers.get_paper(meeting=get_meeting(board, on), key=key, by=by),
        key=part,
        seen=str(form.seen.data or ""),
        details=form.details(),
        by=by,
        now=now(),
        today=today(),
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.RUN_BOARDS)
def new(board: str, on: str, key: int) -> ResponseReturnValue:
    """Add a section at the end of the paper."""
    full = paper_here(board, on, key)
    require(full.place.may_edit)
    form = NewSectionForm(data=section_data(PartDetails("", "")) | {"version": str(full.version)})
    form.offer(kinds_to_add(full))
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            added = _add(board, on, key, form)
            flash("The section is added at the end. Move it up to where it belongs.", "success")
            return redirect(address(full.place, "board_papers.show", key=key, _anchor=f"part-{added}"), 303)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            full, status = paper_here(board, on, key), 409
            if _is_added(board, on, key, form):
                # The button was pressed twice: the first press has added it.
                return redirect(address(full.place, "board_papers.show", key=key), 303)
            form.now_at(full.version)
            words = f"{conflict.theirs} changed the paper while you were writing. Save again to add this."
            form.add_error("version", words)
    return _new_page(full, form), status


def _add(board: str, on: str, key: int, form: NewSectionForm) -> int:
    by = current_actor()
    details, kind = form.details(), form.chosen_kind()
    if kind is not PartKind.FREE and not details.heading:
        details = PartDetails(kind.label, details.text, details.number, details.is_left_out_of_public)
    return board_paper_parts.add_part(
        paper=board_papers.get_paper(meeting=get_meeting(board, on), key=key, by=by),
        version=form.version_seen,
        kind=kind,
        details=details,
        by=by,
        now=now(),
        today=today(),
    ).id


def _is_added(board: str, on: str, key: int, form: NewSectionForm) -> bool:
    paper = board_papers.get_paper(meeting=get_meeting(board, on), key=key, by=current_actor())
    return board_paper_parts.is_written_already(paper=paper, kind=form.chosen_kind(), details=form.details())


@pages.post(f"/{PART}/move")
@allow(Ability.RUN_BOARDS)
def move(board: str, on: str, key: int, part: int) -> ResponseReturnValue:
    """Move a section one place up or down."""
    by = current_actor()
    paper = board_papers.get_paper(meeting=get_meeting(board, on), key=key, by=by)
    try:
        board_paper_parts.move_part(
            paper=paper,
            key=part,
            version=version_sent(),
            is_up=request.form.get("way") != "down",
            by=by,
            now=now(),
            today=today(),
        )
    except (Conflict, Invalid, NotHere):
        flash("The paper was changed meanwhile: this is its order as it stands now.", "message")
    place = place_here(board, on)
    return redirect(address(place, "board_papers.show", key=key, _anchor=f"part-{part}"), 303)


@pages.post(f"/{PART}/remove")
@allow(Ability.RUN_BOARDS)
def remove(board: str, on: str, key: int, part: int) -> ResponseReturnValue:
    """Take a section out of the paper."""
    by = current_actor()
    paper = board_papers.get_paper(meeting=get_meeting(board, on), key=key, by=by)
    try:
        board_paper_parts.remove_part(
            paper=paper, key=part, version=version_sent(), by=by, now=now(), today=today()
        )
        flash("The section is taken out. Its words stay in the history.", "success")
    except (Conflict, NotHere):
        flash("The paper was changed meanwhile: look at it as it stands now.", "message")
    return redirect(address(place_here(board, on), "board_papers.show", key=key), 303)


@pages.post(f"/{PART}/draft")
@allow(Ability.RUN_BOARDS)
def draft_again(board: str, on: str, key: int, part: int) -> ResponseReturnValue:
    """Let a section be drafted from the rows again."""
    by = current_actor()
    paper = board_papers.get_paper(meeting=get_meeting(board, on), key=key, by=by)
    seen = request.form.get("seen", "")
    try:
        board_paper_parts.draft_part_again(paper=paper, key=part, seen=seen, by=by, now=now(), today=today())
        flash("The section is drafted from the rows again. What was typed stays in the history.", "success")
    except (Conflict, NotHere):
        flash("The section was changed meanwhile: look at it as it stands now.", "message")
    return redirect(address(place_here(board, on), "board_papers.show", key=key, _anchor=f"part-{part}"), 303)
