"""The text for the board: every item of a meeting on one page, exceptions first, a save for each."""

from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.services.board_texts import (
    BoardText,
    TextsOfMeeting,
    edit_board_text,
    is_found,
    is_saved_already,
    texts_for_meeting,
)
from tracker.services.items import get_item
from tracker.services.reports import require
from tracker.web.addresses import same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.board_text_words import texts_page
from tracker.web.forms.board_texts import (
    BEHIND,
    WITHOUT,
    BoardTextForm,
    TextsFilterForm,
    board_text_form,
    references_typed,
)
from tracker.web.meetings import get_meeting
from tracker.web.paging import Pages, page_asked_for
from tracker.web.presenting import ConflictView

pages = Blueprint("board_texts", __name__, url_prefix="/boards/<board>/meetings/<on>/texts")
ON_A_PAGE = 20
Forms = dict[str, BoardTextForm]


@dataclass
class Pressed:
    """What came of a press of one item's button: it was saved, refused, or somebody else was first."""

    reference: str = ""
    status: int = 200
    is_saved: bool = False
    clashes: dict[str, ConflictView] = field(default_factory=dict)


@pages.route("", methods=["GET", "POST"])
@allow(Ability.READ_BOARD_DRAFTS)
def show(board: str, on: str) -> ResponseReturnValue:
    """What will the board read of each item, what did the owner say, and what did it read before?"""
    found, pressed = _texts(board, on), Pressed()
    filters = TextsFilterForm()
    shown, paging = _shown(found, filters)
    forms = {one.item.reference: board_text_form(one) for one in shown} if found.may_edit else {}
    if request.method == "POST":
        require(found.may_edit)
        pressed = _press(board, on, request.form.get("save", ""), forms)
        found = _texts(board, on)
        shown = [one for one in found.texts if one.item.reference in forms]
        _renew(shown, forms, pressed)
        if pressed.is_saved and not _unsaved(shown, forms):
            address = request.full_path.removesuffix("?")
            return redirect(f"{address}#item-{pressed.reference}")
    return render_template(
        "board_texts/show.html",
        page=texts_page(found, shown, _unsaved(shown, forms), _without_a_box(forms)),
        filters=filters,
        paging=paging,
        boxes=forms,
        forms=list(forms.values()),
        clashes=pressed.clashes,
    ), pressed.status


def _texts(board: str, on: str) -> TextsOfMeeting:
    return texts_for_meeting(meeting=get_meeting(board, on), by=current_actor(), today=today())


def _shown(found: TextsOfMeeting, filters: TextsFilterForm) -> tuple[list[BoardText], Pages]:
    """The items of the page: those whose boxes were typed in, else what the search finds."""
    typed = references_typed()
    if typed:
        shown = [one for one in found.texts if one.item.reference in typed]
        return shown, Pages(1, len(shown), lambda number: same_page_with(page=number), len(shown) or 1)
    words, which = filters.find.data or "", filters.show.data or ""
    wanted = [
        one
        for one in found.texts
        if (not words or is_found(one, words))
        and (which != WITHOUT or not one.is_updated)
        and (which != BEHIND or one.owner_since)
    ]
    paging = Pages(page_asked_for(), len(wanted), lambda number: same_page_with(page=number), ON_A_PAGE)
    return wanted[paging.offset : paging.offset + ON_A_PAGE], paging


def _press(board: str, on: str, reference: str, forms: Forms) -> Pressed:
    """Save the text of the item whose button was pressed; the other boxes stay as they were typed."""
    form = forms.get(reference)
    if form is None:
        flash("What you typed is below. Press the button beside the text that is to be saved.")
        return Pressed(status=400)
    if not form.is_sent_and_valid():
        return Pressed(reference, 400)
    meeting = get_meeting(board, on)
    item, _ = get_item(reference=reference, by=current_actor(), today=today())
    text, is_sensitive = form.text.data or "", bool(form.is_sensitive.data)
    try:
        edit_board_text(
            meeting=meeting,
            item=item,
            version=form.version_seen,
            seen=form.update_seen,
            text=text,
            is_sensitive=is_sensitive,
            by=current_actor(),
            now=now(),
        )
    except Invalid as refusal:
        form.take(refusal.problems)
        return Pressed(reference, 400)
    except Conflict as conflict:
        if not is_saved_already(meeting=meeting, item=item, text=text, is_sensitive=is_sensitive):
            newer = _texts(board, on)
            return _clash(newer, reference, form, conflict.theirs)
    flash(f"The text for the board on {reference} is saved.", "success")
    return Pressed(reference, is_saved=True)


def _clash(texts: TextsOfMeeting, reference: str, form: BoardTextForm, their_name: str) -> Pressed:
    """Both texts, and the form at the newer version, so that the merged text can be saved."""
    newer = next(one for one in texts.texts if one.item.reference == reference)
    form.now_at(newer.version)
    form.add_error("text", f"{their_name} changed this first. Put the two texts together, then save.")
    said = " It is marked sensitive there." if newer.is_sensitive else ""
    label = f"the text on {reference}"
    view = ConflictView(label, newer.text + said, their_name, newer.edited_at, form.text.data or "")
    return Pressed(reference, 409, clashes={reference: view})


def _renew(shown: list[BoardText], forms: Forms, pressed: Pressed) -> None:
    """What was saved stands in its box with its new version."""
    for one in shown:
        if pressed.is_saved and one.item.reference == pressed.reference:
            forms[one.item.reference] = board_text_form(one, is_stored=True)


def _unsaved(shown: list[BoardText], forms: Forms) -> frozenset[str]:
    """The items whose boxes hold what nobody has saved yet."""
    return frozenset(
        one.item.reference
        for one in shown
        if one.item.reference in forms and forms[one.item.reference].differs_from(one)
    )


def _without_a_box(forms: Forms) -> tuple[tuple[str, str], ...]:
    """What was typed on items that the board has ceased to read of meanwhile: it is shown, to be copied."""
    typed = {reference: request.form.get(f"{reference}-text", "") for reference in references_typed()}
    return tuple((one, words) for one, words in typed.items() if one not in forms and words)
