"""Responses: what is still missing before this letter can go."""

import io

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Invalid, NotAllowed
from tracker.domain.visibility import may_read_change, status_of_line
from tracker.domain.vocabulary import Layout, ResponseOrigin
from tracker.queries.commissions import commissioned_answers
from tracker.queries.issued_words import opened_by_event
from tracker.queries.letter_readings import waiting_letters
from tracker.queries.plans import plan_subjects
from tracker.queries.reading import reading
from tracker.queries.reports import report_choices
from tracker.queries.responses import answers_begun, response_rows
from tracker.services.access_log import Access
from tracker.services.letter_differences import differences_from_list
from tracker.services.letters import letter_draft, letter_file, signature_of, source_file
from tracker.services.move_views import moves_view
from tracker.services.plan_views import plan_in_full
from tracker.services.reports import get_report
from tracker.services.response_views import response_in_full
from tracker.services.responses import confirm_holders, get_response, start_response
from tracker.web.addresses import page_at
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.commitments import promise_panel
from tracker.web.desk import desk_page, response_line
from tracker.web.editor_words import writing_panel
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.responses import DownloadForm, NewResponseForm
from tracker.web.letter_words import Preview, preview_of
from tracker.web.marked_words import mark_up_href
from tracker.web.move_words import moves_panel
from tracker.web.plan_words import plan_panel
from tracker.web.response_history_words import HEADS, years_of
from tracker.web.timelines import timeline_of

pages = Blueprint("responses", __name__, url_prefix="/responses")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What came in from outside is handed over as a file and never shown in our own pages.
APART = "default-src 'none'; sandbox"


@pages.get("")
@allow(Ability.READ_RESPONSES)
def index() -> str:
    """Which letters are there, and how do they stand to the clock?"""
    by = current_actor()
    may_import = bool(may(by, Ability.IMPORT_LETTERS))
    holidays = current_app.config["BANK_HOLIDAYS"]
    rows = response_rows(reading(), by, today())
    return render_template(
        "responses/index.html",
        rows=[response_line(row, today(), holidays) for row in rows],
        years=years_of(rows),
        year_heads=HEADS,
        waiting=waiting_letters(reading()) if may_import else (),
        may_start=bool(may(by, Ability.EDIT_RESPONSES)),
        may_import=may_import,
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def new() -> ResponseReturnValue:
    """Start a letter."""
    by = current_actor()
    choices = report_choices(reading(), by, today())
    asked_for = request.args.get("report", "").upper()
    form = NewResponseForm(data={"reports": [asked_for], "layout": Layout.HEADED.value})
    form.reports.choices = [(one, f"{one}: {title}") for one, title in choices]
    if form.is_sent_and_valid():
        try:
            response = start_response(
                reports=[get_report(reference=one, by=by, today=today()) for one in form.reports.data or ()],
                letter_dated=form.letter_dated.data,
                layout=Layout(form.layout.data),
                by=by,
                now=now(),
                today=today(),
            )
            flash(
                f"{response.reference} is started. Its parts follow its date until you write them.", "success"
            )
            return redirect(url_for("responses.show", reference=response.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
    has_reports = bool(choices)
    return render_template("responses/new.html", form=form, has_reports=has_reports), (
        400 if form.is_sent else 200
    )


@pages.get("/<reference>")
@allow(Ability.READ_RESPONSES)
def show(reference: str) -> str:
    """The desk: what is still missing before this letter can go?"""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    status, subject = response.status, ("response", response.id)
    answers = [("answer", key) for key in answers_begun(reading(), response)]
    asked = commissioned_answers(reading(), answers)
    opened = opened_by_event(reading(), [subject]).get(subject)
    history = timeline_of(
        [subject, *answers, *plan_subjects(reading(), response.id)],
        actor=by,
        today=today(),
        hide=lambda line: (
            not may_read_change(
                by,
                subject_kind=line.subject_kind,
                field=line.field,
                status=status_of_line(status, line.event_seq, opened),
                is_commissioned=line.subject_kind == "answer" and line.subject_id in asked,
            )
        ),
    )
    full = response_in_full(response=response, by=by, today=today())
    try:
        preview = preview_of(letter_draft(response=response, by=by, today=today()), full)
    except NotAllowed as refusal:
        preview = Preview(None, refusal=str(refusal))
    is_imported = full.origin is ResponseOrigin.IMPORTED
    differences = differences_from_list(response=response, today=today()) if is_imported else ()
    download = DownloadForm()
    download.show(
        full.layout, prints_pcc=full.prints_pcc_responses, prints_others=full.prints_items_for_others
    )
    holidays = current_app.config["BANK_HOLIDAYS"]
    plan = plan_in_full(response=response, by=by, today=today(), holidays=holidays)
    return render_template(
        "responses/show.html",
        plan=plan_panel(plan),
        commission_href=page_at("commissions.show", reference=response.reference),
        promises=promise_panel(response.reference),
        mark_up_href=mark_up_href(response.reference, response.status),
        history=history,
        download=download,
        preview=preview,
        writing=writing_panel(full),
        moves=moves_panel(moves_view(response=response, today=today()), by),
        page=desk_page(full, differences, by, today(), holidays),
    )


@pages.get("/<reference>/letter.docx")
@allow(Ability.READ_RESPONSES)
def download(reference: str) -> ResponseReturnValue:
    """Make the Word file and hand it over."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    form = DownloadForm()
    try:
        made = letter_file(
            response=response,
            by=by,
            today=today(),
            layout=form.layout_chosen,
            with_pcc=form.pcc_chosen,
            with_others=form.others_chosen,
        )
    except Invalid as refusal:
        reasons = list(refusal.problems.values())
        return render_template("responses/not_ready.html", reference=response.reference, reasons=reasons), 400
    note_access(Access.DOWNLOADED, f"{response.reference} letter")
    return send_file(io.BytesIO(made.content), mimetype=WORD, as_attachment=True, download_name=made.name)


@pages.get("/<reference>/source")
@allow(Ability.READ_RESPONSES)
def source(reference: str) -> ResponseReturnValue:
    """Hand over the file that the letter was read from, byte for byte."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    name, content = source_file(response=response)
    note_access(Access.DOWNLOADED, f"{response.reference} source file")
    sent = send_file(
        io.BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=name
    )
    sent.headers["Content-Security-Policy"] = APART
    return sent


@pages.get("/<reference>/signature.png")
@allow(Ability.READ_RESPONSES)
def signature(reference: str) -> ResponseReturnValue:
    """The picture of the signature as the letter prints it, for its preview."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    image = signature_of(response=response, by=by, today=today())
    return send_file(io.BytesIO(image.image), mimetype="image/png")


@pages.post("/<reference>/confirm-names")
@allow(Ability.EDIT_RESPONSES)
def confirm_names(reference: str) -> ResponseReturnValue:
    """Answer "still so?"."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    confirm_holders(response=response, version=VersionedForm().version_seen, by=by, now=now(), today=today())
    flash("The names in the letter are confirmed.", "success")
    return redirect(url_for("responses.show", reference=reference))
