"""Mark-up outside: drafts that go out as Word, and the marked-up copies that come back."""

import io
from secrets import token_hex

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from tracker.clock import now, today
from tracker.domain.draft_marks import stamp_of
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import UNDER_WAY
from tracker.queries.marked_copies import copies_of, sent_drafts
from tracker.queries.reading import reading
from tracker.queries.typed_drafts import drafts_at
from tracker.services.access_log import Access
from tracker.services.marked_copies import draft_file, get_copy, receive_copy, send_draft, set_copy_aside
from tracker.services.marked_decisions import Applied, apply_copy, keep_decisions
from tracker.services.marked_reviews import review_of
from tracker.services.responses import get_response
from tracker.services.typed_drafts import keep_draft
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.marked_copies import ReviewCopyForm, UploadCopyForm, review_copy_form
from tracker.web.marked_words import review_lines, state_of_review
from tracker.web.presenting import Tag, Tone, counted
from tracker.web.responses import WORD

pages = Blueprint("marked_copies", __name__)
OF_LETTER = "/responses/<reference>/mark-up"
ONE = "/marked-copies/<int(min=1, max=2147483647):key>"


@pages.route(OF_LETTER, methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def index(reference: str) -> ResponseReturnValue:
    """Which drafts are outside, and what came back? A copy is uploaded here."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    form = UploadCopyForm()
    if form.is_sent_and_valid():
        file: FileStorage = form.file.data
        name, content = file.filename or "copy.docx", file.stream.read()
        try:
            copy = receive_copy(response=response, name=name, content=content, by=by, now=now())
            flash("The copy is read. Accept or refuse each of its changes.", "success")
            return redirect(url_for("marked_copies.review", key=copy.id))
        except Invalid as refusal:
            form.take(refusal.problems)
    session = reading()
    return render_template(
        "marked_copies/index.html",
        form=form,
        reference=response.reference,
        is_open=response.status in UNDER_WAY,
        drafts=[(one, stamp_of(response.reference, one.number)) for one in sent_drafts(session, response)],
        copies=[
            (copy, draft.number, file.name, _state(copy.left_at is not None, was_applied=copy.was_applied))
            for copy, draft, file in copies_of(session, response)
        ],
    ), (400 if form.is_sent else 200)


def _state(is_left: bool, *, was_applied: bool) -> Tag:
    if not is_left:
        return Tag("Waiting for decisions", Tone.AMBER)
    return Tag("Applied", Tone.GREEN) if was_applied else Tag("Set aside", Tone.GREY)


@pages.post(f"{OF_LETTER}/drafts")
@allow(Ability.EDIT_RESPONSES)
def send(reference: str) -> ResponseReturnValue:
    """Make a draft that can go out."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    try:
        draft = send_draft(response=response, by=by, now=now(), today=today())
        flash(f"Version {draft.number} of the draft is made. Download it below and send it out.", "success")
    except Invalid as refusal:
        flash(str(refusal), "error")
    return redirect(url_for("marked_copies.index", reference=reference))


@pages.get(f"{OF_LETTER}/drafts/<int(min=1, max=2147483647):number>.docx")
@allow(Ability.EDIT_RESPONSES)
def download(reference: str, number: int) -> ResponseReturnValue:
    """Hand over a draft that was made."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    name, content = draft_file(response=response, number=number, by=by)
    note_access(Access.DOWNLOADED, f"{response.reference} draft {number}")
    return send_file(io.BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name)


@pages.route(ONE, methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def review(key: int) -> ResponseReturnValue:
    """What was done to the draft outside: accept or refuse each change, then take them in."""
    by = current_actor()
    copy, _, response, _ = get_copy(key=key, by=by, today=today())
    found = review_of(copy=copy, by=by, today=today())
    form = review_copy_form(found, version=copy.version)
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            if "later" in request.form:
                draft = _own_words_kept(form)
                flash(_done(key, form), "success")
                return redirect(url_for("marked_copies.review", key=key, draft=draft))
            flash(_done(key, form), "success")
            return redirect(url_for("responses.show", reference=response.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            copy, _, response, _ = get_copy(key=key, by=by, today=today())
            found = review_of(copy=copy, by=by, today=today())
            form = _again(form, review_copy_form(found, version=copy.version))
            form.take({"version": f"{conflict} Look at what stands in the letter now, then go on."})
    return _page(key, form), status


def _done(key: int, form: ReviewCopyForm) -> str:
    """Keep the decisions or apply them, and say what was done."""
    by = current_actor()
    copy, _, _, _ = get_copy(key=key, by=by, today=today())
    found = review_of(copy=copy, by=by, today=today())
    decisions = form.decisions(found)
    version = form.version_seen
    if "later" in request.form:
        keep_decisions(copy=copy, version=version, decisions=decisions, by=by, now=now(), today=today())
        return "What you decided so far is kept."
    taken = apply_copy(
        copy=copy,
        version=version,
        seen=form.seen.data or "",
        decisions=decisions,
        own=form.own(found),
        by=by,
        now=now(),
        today=today(),
    )
    return _done_in_words(taken)


def _done_in_words(taken: Applied) -> str:
    words = f"{counted(taken.changes, 'accepted change')} taken into the letter"
    if taken.comments:
        words += f", and {counted(taken.comments, 'comment')} put in its margin"
    return f"{words}."


def _own_words_kept(form: ReviewCopyForm) -> int | None:
    """Keep a half-finished wording like other words that are being typed; the draft to fill it in from."""
    typed = [(one.name, one.data) for one in form.shown_fields if one.name.startswith("own-") and one.data]
    if not typed:
        return None
    account_id = current_actor().account_id or 0
    keep_draft(
        account_id=account_id,
        path=request.path,
        typed_in=token_hex(8),
        version=0,
        fields=typed,
        now=now(),
    )
    return drafts_at(reading(), account_id, request.path)[0].id


def _again(sent: ReviewCopyForm, fresh: ReviewCopyForm) -> ReviewCopyForm:
    """The form on what stands now, with the answers that were given."""
    for field in fresh.shown_fields:
        if field.name in sent:
            field.data = sent[field.name].data
    return fresh


def _page(key: int, form: ReviewCopyForm) -> str:
    by = current_actor()
    copy, draft, response, file = get_copy(key=key, by=by, today=today())
    found = review_of(copy=copy, by=by, today=today())
    if form.is_sent is False or not form.errors:
        form.now_at(copy.version)
    form.seen.data = found.seen
    return render_template(
        "marked_copies/review.html",
        form=form,
        key=key,
        version=copy.version,
        reference=response.reference,
        number=draft.number,
        name=file.name,
        state=_state(copy.left_at is not None, was_applied=copy.was_applied),
        is_open=copy.left_at is None,
        words_of_state=state_of_review(found),
        has_decisions=bool(found.to_decide or found.comments),
        lines=review_lines(found),
    )


@pages.post(f"{ONE}/set-aside")
@allow(Ability.EDIT_RESPONSES)
def set_aside(key: int) -> ResponseReturnValue:
    """Leave a copy without taking anything of it."""
    by = current_actor()
    copy, _, response, _ = get_copy(key=key, by=by, today=today())
    reference = response.reference
    set_copy_aside(copy=copy, version=VersionedForm().version_seen, by=by, now=now(), today=today())
    flash("The copy is set aside. Nothing of it was taken into the letter.", "success")
    return redirect(url_for("marked_copies.index", reference=reference))
