"""The pages. `init_frame` gives every page its frame; this is how a page is written on it.

A form (tracker/web/forms/reports.py), its view and its template:

    class ReportForm(VersionedForm):
        title = LineField("Title of the report", required="Enter the title of the report")
        published_on = UKDateField("Publication date", required="Enter the publication date")

    form = ReportForm(obj=report)
    if form.is_sent_and_valid():
        try:
            reports.change_report(report=report, title=form.title.data, version=form.version_seen, ...)
            flash("Report R2023-07 saved", "success")
            return redirect(url_for("reports.show", reference=reference))
        except Invalid as refusal:
            form.take(refusal.problems)
    return render_template("reports/edit.html", form=form, report=report), 400 if form.is_sent else 200

    {% extends "base.html" %}
    {% block title %}Change report {{ report.reference }}{% endblock %}
    {% block back %}{{ ui.back_link(url_for("reports.show", reference=report.reference)) }}{% endblock %}
    {% block content %}
      {% call ui.post_form(form) %}{{ ui.fields(form) }}{{ ui.button("Save report") }}{% endcall %}
    {% endblock %}

When somebody else saved first, the page shows both texts, and the form goes on from the newer version:

        except Conflict as refusal:
            form.now_at(newer.version)
            form.add_error("answer", f"{refusal.theirs} changed this first. Put the two texts together")
            clash = ConflictView("Response", newer.answer, name, newer.changed_at, form.answer.data)
            return render_template("answers/edit.html", form=form, clash=clash), 409

    {% if clash %}{{ ui.conflict(clash, form.answer) }}{% else %}{{ ui.field(form.answer) }}{% endif %}

The frame prints the heading (the title, unless block `heading` says otherwise), the error summary of `form`
(or of each of `forms`), "Error: " in the title, the messages of `flash`, and in each form the CSRF token and
the hidden fields. `ui.NAME(…)` is the macro in templates/components/NAME.html, `govuk.NAME({…})` one of the
library's. Names that a page did not get are errors (StrictUndefined).

A context processor of the application, registered after `init_frame`, gives what the frame cannot know:
`navigation` [{"text", "href", "current"}], `signed_in_as`, `account_href`, `sign_out_href`, `home_href`,
`help_href`, `office_name`, `clock_notice`, `idle` {"warn_after", "ends_after" (seconds), "extend_href"}.
Each has a safe default.
"""

from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from tracker.web import presenting
from tracker.web.errors import init_errors
from tracker.web.forms.base import error_lines
from tracker.web.library import govuk_macros, label_of, options_of, own_macros
from tracker.web.security import init_security

PRODUCT_NAME = "Recommendations tracker"


def init_frame(app: Flask, *, is_served_over_tls: bool = False) -> None:
    """Give the application its headers, limits, error pages, and the words and macros of its templates."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters.update(
        date_in_words=presenting.date_in_words,
        moment_in_words=presenting.moment_in_words,
        days_overdue=presenting.days_overdue,
        counted=presenting.counted,
        in_a_row=presenting.in_a_row,
        user_text=presenting.user_text,
        bidi=presenting.bidi,
        combine=combine,
    )
    environment.globals.update(
        ui=own_macros(environment),
        govuk=govuk_macros(),
        product_name=PRODUCT_NAME,
        tag_of=presenting.tag_of,
        columns_of=presenting.columns_of,
        Column=presenting.Column,
        label_of=label_of,
        options_of=options_of,
        error_lines=error_lines,
    )
    app.context_processor(presenting.unknown_visitor)
    init_security(app, is_served_over_tls=is_served_over_tls)
    init_errors(app)


def combine(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Both dictionaries in one, for the parameters of the library's macros."""
    return one | other
