"""The moves of a letter: submit, send back, approve, issue, correct, withdraw; and what was issued."""

import io
from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.response_moves import Move
from tracker.domain.response_rules import Given, may_move
from tracker.services import letter_issue, response_moves
from tracker.services.access_log import Access
from tracker.services.letter_states import changes_since, state_of
from tracker.services.letters import letter_draft
from tracker.services.reports import require
from tracker.services.response_moves import Elsewhere
from tracker.services.responses import get_response
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.response_moves import (
    ApproveForm,
    ElsewhereForm,
    IssueForm,
    PlainMoveForm,
    ReasonForm,
    SeenForm,
)
from tracker.web.letter_words import preview_of
from tracker.web.move_words import signing_page

# Whose move it is, the table of moves says and the service asks: a delegation may give it to anybody.
pages = Blueprint("response_moves", __name__, url_prefix="/responses/<reference>")


@pages.post("/submit")
@allow(Ability.READ_RESPONSES)
def submit(reference: str) -> ResponseReturnValue:
    """Submit the letter for approval."""
    by, form = current_actor(), PlainMoveForm()
    response = get_response(reference=reference, by=by, today=today())
    response_moves.submit(response=response, version=form.version_seen, by=by, now=now(), today=today())
    return _done(reference, "The letter is submitted. Another person approves it.")


@pages.post("/fall")
@allow(Ability.READ_RESPONSES)
def fall(reference: str) -> ResponseReturnValue:
    """Let an approval fall that no longer covers what the letter would print."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    response_moves.fall(response=response, by=by, now=now(), today=today())
    return _done(reference, "The approval fell. The letter is being prepared again.")


@pages.route("/send-back", methods=["GET", "POST"])
@allow(Ability.READ_RESPONSES)
def send_back(reference: str) -> ResponseReturnValue:
    """Send the letter back to be prepared."""
    return _reasoned(reference, Move.SEND_BACK, response_moves.send_back, "The letter is sent back.")


@pages.route("/correct", methods=["GET", "POST"])
@allow(Ability.READ_RESPONSES)
def correct(reference: str) -> ResponseReturnValue:
    """Open a corrected version of an issued letter."""
    done = "The corrected version is open. What was issued stays as it was."
    return _reasoned(reference, Move.CORRECT, response_moves.correct, done)


@pages.route("/withdraw", methods=["GET", "POST"])
@allow(Ability.READ_RESPONSES)
def withdraw(reference: str) -> ResponseReturnValue:
    """Withdraw a letter that has not been issued."""
    return _reasoned(reference, Move.WITHDRAW, response_moves.withdraw, "The letter is withdrawn.")


@pages.route("/approve", methods=["GET", "POST"])
@allow(Ability.READ_RESPONSES)
def approve(reference: str) -> ResponseReturnValue:
    """Is this the letter that should be signed?"""
    response = get_response(reference=reference, by=current_actor(), today=today())
    form = ApproveForm(data={"paragraphs": response.paragraphs})

    def act() -> str:
        response_moves.approve(
            response=response,
            version=form.version_seen,
            seen=form.seen.data or "",
            given=Given(names_confirmed=bool(form.names_confirmed.data)),
            paragraphs=form.paragraphs.data if form.paragraphs.raw_data else None,
            by=current_actor(),
            now=now(),
            today=today(),
        )
        return "The letter is approved. It can be issued now."

    return _signed(response.reference, Move.APPROVE, form, act)


@pages.route("/record-approval", methods=["GET", "POST"])
@allow(Ability.READ_RESPONSES)
def record_approval(reference: str) -> ResponseReturnValue:
    """Record an approval given elsewhere."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    form = ElsewhereForm()

    def act() -> str:
        response_moves.record_approval(
            response=response,
            version=form.version_seen,
            seen=form.seen.data or "",
            elsewhere=Elsewhere(
                form.given_by.data or "", form.on.data, form.proof.data or "", form.proof_file()
            ),
            names_confirmed=bool(form.names_confirmed.data),
            by=current_actor(),
            now=now(),
            today=today(),
        )
        return "The approval is recorded with its proof."

    return _signed(response.reference, Move.RECORD_APPROVAL, form, act)


@pages.route("/issue", methods=["GET", "POST"])
@allow(Ability.READ_RESPONSES)
def issue(reference: str) -> ResponseReturnValue:
    """Issue the letter as it was approved."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    form = IssueForm()

    def act() -> str:
        made = letter_issue.issue(
            response=response,
            version=form.version_seen,
            seen=form.seen.data or "",
            given=Given(
                names_confirmed=bool(form.names_confirmed.data),
                signature_released_by=form.signature_released_by.data or "",
            ),
            exports_dir=current_app.config["SETTINGS"].exports_dir,
            by=current_actor(),
            now=now(),
            today=today(),
        )
        kept = (
            ""
            if made.is_copied
            else " Its copy in exports/ could not be written and is made at the next start."
        )
        return f"The letter is issued as {made.name}.{kept}"

    return _signed(response.reference, Move.ISSUE, form, act)


@pages.get("/versions/<int:number>.docx")
@allow(Ability.READ_RESPONSES)
def issued(reference: str, number: int) -> ResponseReturnValue:
    """Hand over an issued letter, byte for byte as it was issued."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    found = letter_issue.issued_copy(response=response, number=number)
    assert found.content is not None
    note_access(Access.DOWNLOADED, f"{response.reference} version {number}")
    return send_file(
        io.BytesIO(found.content),
        mimetype=letter_issue.WORD,
        as_attachment=True,
        download_name=found.name,
    )


def _done(reference: str, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("responses.show", reference=reference))


def _reasoned(reference: str, move: Move, act: Callable[..., Any], done: str) -> ResponseReturnValue:
    """The page of a move that wants a reason."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    form = ReasonForm(data={"version": response.version})
    status = 400 if form.is_sent else 200
    if not _is_late(form, response.version):
        require(may_move(by, move, state_of(response=response, today=today()).facts))
    if form.is_sent_and_valid():
        try:
            act(
                response=response,
                version=form.version_seen,
                reason=form.reason.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            return _done(reference, done)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            fresh = get_response(reference=reference, by=by, today=today())
            form.take({"version": f"{conflict} Look at the letter as it stands now, then try again."})
            form.now_at(fresh.version)
    return render_template(
        "response_moves/reason.html", form=form, reference=response.reference, move=move.button
    ), status


def _is_late(form: VersionedForm, version: int) -> bool:
    return form.is_sent and form.version_seen != version


def _signed(reference: str, move: Move, form: SeenForm, act: Callable[[], str]) -> ResponseReturnValue:
    """The page of a move on exactly the text that it shows."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    try:
        letter_draft(response=response, by=by, today=today())
    except NotAllowed:
        # Who may not read the draft is told whose move it is, or that a delegation has ended, and no more.
        require(may_move(by, move, state_of(response=response, today=today()).facts))
        raise
    status = 400 if form.is_sent else 200
    if form.is_sent:
        is_valid = form.validate()
        if not is_valid and not _is_late(form, response.version):
            require(may_move(by, move, state_of(response=response, today=today()).facts))
        if is_valid:
            try:
                return _done(reference, act())
            except Invalid as refusal:
                form.take(refusal.problems)
            except Conflict as conflict:
                status = 409
                form.take(
                    {"version": f"{conflict} Read the letter below as it stands now, then decide again."}
                )
    response = get_response(reference=reference, by=by, today=today())
    state = state_of(response=response, today=today())
    if not form.is_sent or status == 409:
        form.now_seen(response.version, state.fingerprint)
    since = changes_since(state.submitted, state.parts) if state.submitted else ()
    return render_template(
        "response_moves/sign.html",
        form=form,
        page=signing_page(move, state, by, since),
        preview=preview_of(state.draft, state.full),
        may_edit=move is Move.APPROVE,
        is_issue=move is Move.ISSUE,
    ), status
