"""What I am asked: the owner's requests, the draft of each, and the Word form that comes back."""

import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.commissions import asked_of
from tracker.queries.reading import reading
from tracker.services.access_log import Access
from tracker.services.commission_views import OwnDraft, own_draft
from tracker.services.owner_drafts import (
    AskedForm,
    form_file,
    get_asked,
    get_form,
    mark_opened,
    read_form,
    return_draft,
    save_draft,
    take_form,
)
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.asked_words import asked_page, draft_page, form_rows
from tracker.web.clashes import clashes_with
from tracker.web.forms.commissions import DraftForm, ReturnedFormUpload, preview_form
from tracker.web.presenting import counted

pages = Blueprint("asked", __name__, url_prefix="/asked")


@pages.get("")
@allow(Ability.ANSWER_COMMISSIONS)
def index() -> str:
    """What am I asked, and by when?"""
    rows = asked_of(reading(), current_actor(), today())
    return render_template("asked/index.html", page=asked_page(rows, today()))


@pages.route("/<item>", methods=["GET", "POST"])
@allow(Ability.ANSWER_COMMISSIONS)
def show(item: str) -> ResponseReturnValue:
    """Draft the comments on one item, save them, return them."""
    by = current_actor()
    mark_opened(
        row=get_asked(reference=item, by=by, today=today()).commission, by=by, now=now(), today=today()
    )
    view = _view(item)
    form = DraftForm(data={"draft": view.row.commission.draft, "version": view.row.commission.version})
    clashes, status = {}, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            return _sent(item, view, form)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            view, status = _view(item), 409
            stored = DraftForm(formdata=None, data={"draft": view.row.commission.draft})
            clashes = clashes_with(
                form, stored, version=view.row.commission.version, their_name=conflict.theirs
            )
    page = draft_page(view, today())
    return render_template("asked/show.html", form=form, clashes=clashes, page=page), status


def _view(item: str) -> OwnDraft:
    by = current_actor()
    return own_draft(row=get_asked(reference=item, by=by, today=today()), by=by, today=today())


def _sent(item: str, view: OwnDraft, form: DraftForm) -> ResponseReturnValue:
    text, seen, by = form.draft.data or "", form.version_seen, current_actor()
    reference = view.row.item.reference
    if "return" not in request.form:
        save_draft(row=view.row, version=seen, text=text, by=by, now=now(), today=today())
        flash("Your draft is saved. It is not returned yet.", "success")
        return redirect(url_for("asked.show", item=item))
    is_taken = return_draft(row=view.row, version=seen, text=text, by=by, now=now(), today=today())
    flash(
        f"{reference} is returned to the force inspection lead."
        if is_taken
        else f"{reference} is returned. The force inspection lead has written comments already and will "
        "find your words beside them.",
        "success",
    )
    return redirect(url_for("asked.index"))


@pages.get("/forms/<reference>/<slug>.docx")
@allow(Ability.ANSWER_COMMISSIONS)
def download_form(reference: str, slug: str) -> ResponseReturnValue:
    """The Word form with the items of one post."""
    file = form_file(form=_form(reference, slug), today=today())
    note_access(Access.DOWNLOADED, file.name)
    return send_file(
        io.BytesIO(file.content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=file.name,
    )


def _form(reference: str, slug: str) -> AskedForm:
    return get_form(reference=reference, post=slug, by=current_actor(), today=today())


@pages.route("/forms/<reference>/<slug>", methods=["GET", "POST"])
@allow(Ability.ANSWER_COMMISSIONS)
def word_form(reference: str, slug: str) -> ResponseReturnValue:
    """Load a filled Word form; what was read is shown before anything is saved."""
    asked = _form(reference, slug)
    form = ReturnedFormUpload()
    if form.is_sent_and_valid():
        try:
            file = form.file.data
            found = read_form(form=asked, name=file.filename or "form.docx", content=file.stream.read())
        except Invalid as refusal:
            form.take(refusal.problems)
        else:
            words = {one.item_reference: one.text for one in found.answers}
            versions = {row.item.reference: row.commission.version for row in asked.rows}
            preview = preview_form({}, versions)
            preview.process(formdata=None, data=_preview_data(words, versions))
            return render_template(
                "asked/preview.html", form=preview, asked=asked, found=found, rows=form_rows(asked, words)
            )
    return render_template("asked/form.html", form=form, asked=asked), 400 if form.is_sent else 200


def _preview_data(words: dict[str, str], versions: dict[str, int]) -> dict[str, object]:
    data: dict[str, object] = {}
    for item, version in versions.items():
        text = words.get(item, "")
        data |= {f"text-{item}": text, f"version-{item}": str(version), f"take-{item}": bool(text)}
    return data


@pages.post("/forms/<reference>/<slug>/take")
@allow(Ability.ANSWER_COMMISSIONS)
def take(reference: str, slug: str) -> ResponseReturnValue:
    """Take over the words that were looked at."""
    asked = _form(reference, slug)
    form = preview_form({}, {row.item.reference: row.commission.version for row in asked.rows})
    status = 400
    if form.is_sent_and_valid():
        items = [row.item.reference for row in asked.rows if form[f"take-{row.item.reference}"].data]
        try:
            taken = take_form(
                response=asked.response,
                post=asked.post,
                texts={item: form[f"text-{item}"].data or "" for item in items},
                versions={item: _version(form[f"version-{item}"].data) for item in items},
                by=current_actor(),
                now=now(),
                today=today(),
            )
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status, asked = 409, _form(reference, slug)
            form.take(
                {"": f"{conflict} The words that are saved now stand beside yours: compare, then save."}
            )
            for row in asked.rows:
                form[f"version-{row.item.reference}"].data = str(row.commission.version)
        else:
            flash(f"{counted(taken, 'item')} returned to the force inspection lead.", "success")
            return redirect(url_for("asked.index"))
    rows = form_rows(asked, {})
    return render_template("asked/preview.html", form=form, asked=asked, found=None, rows=rows), status


def _version(typed: object) -> int:
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1
