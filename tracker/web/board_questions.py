"""Questions for the Chief Constable at a meeting: one page to read and print, and a form for each answer."""

import io

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.services.access_log import Access
from tracker.services.board_questions import QuestionAsked, question_on, questions_for_meeting
from tracker.services.question_answers import is_answered_already, record_answer
from tracker.services.question_documents import questions_bytes
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.board_question_words import TITLE, questions_page
from tracker.web.clashes import clashes_with
from tracker.web.forms.board_questions import answer_form
from tracker.web.meetings import get_meeting

pages = Blueprint("board_questions", __name__, url_prefix="/boards/<board>/meetings/<on>/questions")


@pages.get("")
@allow(Ability.READ_QUESTIONS)
def show(board: str, on: str) -> str:
    """What should the PCC ask, what came of it last time, and what was answered?"""
    meeting = get_meeting(board, on)
    found = questions_for_meeting(meeting=meeting, by=current_actor(), now=now(), today=today())
    return render_template("board_questions/show.html", title=TITLE, page=questions_page(found))


@pages.get("/word")
@allow(Ability.READ_QUESTIONS)
def word(board: str, on: str) -> ResponseReturnValue:
    """Hand over the questions as a Word file."""
    meeting = get_meeting(board, on)
    content = questions_bytes(meeting=meeting, by=current_actor(), now=now(), today=today())
    name = f"{board}-{meeting.on.isoformat()}-questions.docx"
    note_access(Access.DOWNLOADED, name)
    return send_file(
        io.BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=name
    )


@pages.route("/<reference>", methods=["GET", "POST"])
@allow(Ability.RECORD_ASSURANCE)
def answer(board: str, on: str, reference: str) -> ResponseReturnValue:
    """Record what was answered on one item, and the PCC's verdict."""
    asked = _question(board, on, reference)
    form = answer_form(asked)
    clashes, status = {}, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        words, verdict = form.answer.data or "", form.verdict
        try:
            record_answer(
                meeting=get_meeting(board, on),
                reference=reference,
                version=form.version_seen,
                answer=words,
                assurance=verdict,
                by=current_actor(),
                now=now(),
            )
            return _saved(board, on, asked)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            asked = _question(board, on, reference)
            if is_answered_already(asked, words, verdict):
                return _saved(board, on, asked)
            stored, status = answer_form(asked, is_stored=True), 409
            clashes = clashes_with(form, stored, version=asked.version, their_name=conflict.theirs)
    return render_template(
        "board_questions/answer.html",
        asked=asked,
        form=form,
        clashes=clashes,
        back=url_for("board_questions.show", board=board, on=on),
    ), status


def _question(board: str, on: str, reference: str) -> QuestionAsked:
    meeting, by = get_meeting(board, on), current_actor()
    asked = questions_for_meeting(meeting=meeting, by=by, now=now(), today=today())
    require(asked.may_answer)
    return question_on(asked, reference)


def _saved(board: str, on: str, asked: QuestionAsked) -> ResponseReturnValue:
    flash(f"The answer on {asked.item.reference} is recorded.", "success")
    return redirect(f"{url_for('board_questions.show', board=board, on=on)}#{asked.item.reference}")
