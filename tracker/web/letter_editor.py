"""The letter editor: its paragraphs one by one, and beside them the letter as it will read."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.cleaning import is_blank
from tracker.domain.letter_paragraphs import rearranged
from tracker.domain.markup import join_paragraphs, paragraphs_of
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.services.letter_details import details_of, facts_of
from tracker.services.letters import letter_draft
from tracker.services.reopening import require_open
from tracker.services.response_views import ResponseInFull, response_in_full
from tracker.services.responses import change_letter, get_response
from tracker.web.allow import allow, current_actor
from tracker.web.conflicts import Merge, last_event_on, merged
from tracker.web.editor_words import boxes_of
from tracker.web.forms.letter_editor import ParagraphsForm, paragraphs_form
from tracker.web.letter_words import Preview, preview_of

pages = Blueprint("letter_editor", __name__, url_prefix="/responses")

PREVIEW = "preview"


@pages.route("/<reference>/paragraphs", methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def edit(reference: str) -> ResponseReturnValue:
    """Write the paragraphs of a letter; moving, adding and removing them saves nothing yet."""
    require_open(get_response(reference=reference, by=current_actor(), today=today()))
    full, merge, status = _full(reference), None, 200
    seen = last_event_on("response", full.id)
    form = paragraphs_form(full.paragraphs or ("",), version=full.version, seen=seen)
    act = request.form.get("act", "")
    moved = rearranged(form.texts, act) if form.is_sent else None
    if moved is not None:
        form = _again(form, moved)
    elif form.is_sent and act != PREVIEW:
        status = 400
        if form.validate():
            try:
                _save(reference, form)
                flash("The paragraphs are saved.", "success")
                return redirect(url_for("responses.show", reference=full.reference, _anchor="letter"))
            except Invalid as refusal:
                form.take(refusal.problems)
            except Conflict:
                full, form, merge = _merged(reference, form)
                status = 409
    return _page(full, form, merge), status


@pages.post("/<reference>/paragraphs/preview")
@allow(Ability.EDIT_RESPONSES)
def preview(reference: str) -> str:
    """The letter with the paragraphs as they are being typed, for the sheet beside them; saves nothing."""
    full = _full(reference)
    form = paragraphs_form((), version=full.version, seen=0)
    return render_template("letter_editor/_sheet.html", preview=_preview(full, form))


def _full(reference: str) -> ResponseInFull:
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    return response_in_full(response=response, by=by, today=today())


def _typed(form: ParagraphsForm) -> str:
    return join_paragraphs(text for text in form.texts if not is_blank(text))


def _again(form: ParagraphsForm, texts: tuple[str, ...]) -> ParagraphsForm:
    """The same form with its boxes in another order."""
    return paragraphs_form(texts, version=form.version_seen, seen=form.last_seen, is_rearranged=True)


def _save(reference: str, form: ParagraphsForm) -> None:
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    details = replace(details_of(response), paragraphs=_typed(form))
    change_letter(response=response, version=form.version_seen, details=details, by=by, now=now())


def _merged(reference: str, form: ParagraphsForm) -> tuple[ResponseInFull, ParagraphsForm, Merge]:
    """The page again, with the paragraphs somebody else saved meanwhile beside those typed here."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    theirs = facts_of(response)["paragraphs"]
    merge = merged(
        "response",
        response.id,
        seen=form.last_seen,
        mine={"paragraphs": _typed(form)},
        theirs={"paragraphs": theirs},
    )
    full = _full(reference)
    texts = full.paragraphs if merge.only_theirs else form.texts
    again = paragraphs_form(texts or ("",), version=full.version, seen=merge.seen, is_rearranged=True)
    merge.mark(again, {})
    return full, again, merge


def _preview(full: ResponseInFull, form: ParagraphsForm) -> Preview:
    """The letter as it would be printed with what stands in the boxes."""
    by = current_actor()
    response = get_response(reference=full.reference, by=by, today=today())
    draft = letter_draft(response=response, by=by, today=today())
    opening = (full.opening,) if full.opening else ()
    typed = (*opening, *paragraphs_of(_typed(form)))
    return preview_of(replace(draft, letter=replace(draft.letter, paragraphs=typed)), full)


def _page(full: ResponseInFull, form: ParagraphsForm, merge: Merge | None) -> str:
    return render_template(
        "letter_editor/edit.html",
        form=form,
        merge=merge,
        reference=full.reference,
        opening=full.opening,
        boxes=boxes_of(full, form.texts, form.shown_fields),
        preview=_preview(full, form),
    )
