"""Reports: what did the inspectorate say, and where are we with the answer."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.inspectorate import inspectorate_on
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.reports import facts_in
from tracker.domain.vocabulary import LinkKind, ReportKind
from tracker.queries.reading import reading
from tracker.queries.reports import possible_readers, report_choices, report_rows
from tracker.services import reports
from tracker.services.report_views import report_in_full
from tracker.web.addresses import same_page_with
from tracker.web.allow import allow, current_actor
from tracker.web.conflicts import Merge, last_event_on, merged
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.reports import ReportFilter, ReportForm, ReportLinkForm, report_form
from tracker.web.paging import Pages, page_asked_for
from tracker.web.report_words import page_of, report_line
from tracker.web.timelines import timeline_of

pages = Blueprint("reports", __name__, url_prefix="/reports")


@pages.get("")
@allow(Ability.READ_REGISTER)
def index() -> str:
    """Which reports are there?"""
    by, filters = current_actor(), ReportFilter()
    kind = ReportKind(filters.kind.data) if filters.kind.data else None
    search = filters.search.data or ""
    found = report_rows(reading(), by, today(), search=search, kind=kind)
    paging = Pages(page_asked_for(), len(found), lambda n: same_page_with(page=n))
    if paging.number > paging.last:
        abort(404)
    in_use = [(f"Words: {search}", same_page_with(search=None))] if search else []
    in_use += [(f"Kind: {kind.label}", same_page_with(kind=None))] if kind else []
    return render_template(
        "reports/index.html",
        filters=filters,
        in_use=in_use,
        rows=[report_line(row, today()) for row in found[paging.offset : paging.offset + paging.size]],
        pages=paging,
        may_edit=may(by, Ability.EDIT_REPORTS),
    )


@pages.get("/<reference>")
@allow(Ability.READ_REGISTER)
def show(reference: str) -> str:
    """What did they say, where are we with the answer?"""
    by = current_actor()
    report = reports.get_report(reference=reference, by=by, today=today())
    holidays = current_app.config["BANK_HOLIDAYS"]
    view = report_in_full(report=report, by=by, today=today(), bank_holidays=holidays)
    history = timeline_of([("report", view.id)], actor=by, today=today())
    may_record = bool(may(by, Ability.RECORD_CORRESPONDENCE))
    return render_template(
        "reports/show.html", report=view, history=history, may_record=may_record, **page_of(view)
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.EDIT_REPORTS)
def new() -> ResponseReturnValue:
    """Record a report by hand."""
    form = report_form(_accounts(), inspecting_body=inspectorate_on(today()))
    if form.is_sent_and_valid():
        try:
            report = reports.add_report(details=form.details(), by=current_actor(), now=now(), today=today())
            flash(f"{report.reference} saved. Add its items next.", "success")
            return redirect(url_for("reports.show", reference=report.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
    return render_template("reports/new.html", form=form, clashes={}), 400 if form.is_sent else 200


@pages.route("/<reference>/edit", methods=["GET", "POST"])
@allow(Ability.EDIT_REPORTS)
def edit(reference: str) -> ResponseReturnValue:
    """Correct a report."""
    by = current_actor()
    report = reports.get_report(reference=reference, by=by, today=today())
    before = reports.details_of(report)
    form = report_form(
        _accounts(reference), before, version=report.version, seen=last_event_on("report", report.id)
    )
    merge, status = None, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            reports.change_report(
                report=report,
                version=form.version_seen,
                details=form.details(),
                by=by,
                now=now(),
                today=today(),
            )
            flash(f"{report.reference} saved.", "success")
            return redirect(url_for("reports.show", reference=report.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict:
            form, merge = _merged(reference, form)
            status = 409
    return render_template("reports/edit.html", form=form, reference=reference.upper(), merge=merge), status


@pages.post("/<reference>/confirm-publication")
@allow(Ability.EDIT_REPORTS)
def confirm_publication(reference: str) -> ResponseReturnValue:
    """Say that the publication date was checked against the report itself."""
    by = current_actor()
    report = reports.get_report(reference=reference, by=by, today=today())
    reports.confirm_publication(report=report, version=VersionedForm().version_seen, by=by, now=now())
    flash("Publication date confirmed.", "success")
    return redirect(url_for("reports.show", reference=report.reference))


@pages.route("/<reference>/link", methods=["GET", "POST"])
@allow(Ability.EDIT_REPORTS)
def link(reference: str) -> ResponseReturnValue:
    """Link two reports; their dates of publication tell which of them is the later."""
    by = current_actor()
    report = reports.get_report(reference=reference, by=by, today=today())
    form = ReportLinkForm()
    others = [row for row in report_choices(reading(), by, today()) if row[0] != report.reference]
    form.other.choices = [("", "Choose one"), *((one, f"{one}: {title}") for one, title in others)]
    if form.is_sent_and_valid():
        other = reports.get_report(reference=form.other.data or "", by=by, today=today())
        is_later = other.published_on > report.published_on
        earlier, later = (report, other) if is_later else (other, report)
        try:
            reports.link_reports(
                earlier=earlier,
                later=later,
                kind=LinkKind(form.kind.data),
                note=form.note.data or "",
                by=by,
                now=now(),
            )
            flash(f"{earlier.reference} and {later.reference} are linked.", "success")
            return redirect(url_for("reports.show", reference=reference))
        except Invalid as refusal:
            form.take(refusal.problems)
    status = 400 if form.is_sent else 200
    return render_template("reports/link.html", form=form, reference=reference.upper()), status


def _accounts(reference: str = "") -> list[tuple[str, str]]:
    """Who may be named as a reader under embargo."""
    return [(str(key), name) for key, name in possible_readers(reading(), reference)]


def _merged(reference: str, form: ReportForm) -> tuple[ReportForm, Merge]:
    """The form again, with what somebody else saved meanwhile beside what this person typed."""
    report = reports.get_report(reference=reference, by=current_actor(), today=today())
    mine, theirs, accounts = form.details(), reports.details_of(report), _accounts(reference)
    names = [name for key, name in accounts if int(key) in mine.reader_ids]
    merge = merged(
        "report",
        report.id,
        seen=form.last_seen,
        mine=facts_in(mine, names),
        theirs=reports.facts_of(report),
    )
    merge_form = report_form(
        accounts,
        merge.with_theirs(mine, theirs, {"readers": "reader_ids"}),
        version=report.version,
        seen=merge.seen,
        is_merged=True,
    )
    merge.mark(merge_form, {"grades": "grades-0-question"})
    return merge_form, merge
