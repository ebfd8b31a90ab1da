"""Forms about reports: record and correct one, find one, link an earlier and a later one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import wtforms

from tracker.domain.cleaning import is_blank
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import Grade, LinkKind, MonitoringState, ReportKind
from tracker.web.forms.base import FilterForm, Form
from tracker.web.forms.merging import MergeForm
from tracker.web.forms.rows import rows_sent, with_fields
from tracker.web.widgets import (
    CheckboxesField,
    CheckboxField,
    LineField,
    SelectField,
    UKDateField,
    choices_of,
)

LEAST_GRADE_ROWS = 12
SPARE_ROWS = 2
EARLIEST = date(1964, 1, 1)


class ReportFilter(FilterForm):
    """What the list of reports should show."""

    search = LineField("Words of the title, or a reference")
    kind = SelectField("Kind", choices=choices_of(ReportKind, none="Any kind"))


class ReportForm(MergeForm):
    """A report as its cover gives it; made by `report_form`."""

    title = LineField("Title", required="Enter the title as printed on the report")
    kind = SelectField(
        "Kind",
        choices=choices_of(ReportKind, none="Choose one"),
        required="Choose the kind of report",
        hint="The kind decides which clocks the report starts.",
    )
    inspecting_body = LineField(
        "Inspecting body",
        required="Enter who published the report, for example HMICFRS",
        hint="As it was named that day: HMIC until July 2017, HMICFRS since.",
        limit=200,
        width=30,
    )
    published_on = UKDateField(
        "Publication date",
        required="Enter the publication date",
        hint="This day is day 1 of the 56. A date on a web page can be wrong for an older report. "
        "For example 27 3 2026",
        earliest=EARLIEST,
    )
    is_embargoed = CheckboxField(
        "Under embargo until then",
        hint="Only you and the people you name below can find it. It opens by itself on publication day.",
    )
    readers = CheckboxesField("Who may read it before publication")
    fieldwork_from_on = UKDateField("Start of the fieldwork", earliest=EARLIEST)
    fieldwork_to_on = UKDateField("End of the fieldwork", earliest=EARLIEST)
    web_address = LineField("Web address", hint="Where the report is published, with https:// in front.")
    monitoring_state = SelectField(
        "Monitoring state of the force",
        choices=choices_of(MonitoringState, none="Not stated"),
        hint="If the report states it.",
    )

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Whether every field holds, and each question has its grade."""
        holds = super().validate(extra_validators)
        for number, (question, grade) in enumerate(self.grade_rows, start=1):
            if bool(grade.data) == is_blank(question.data or ""):
                lacking, words = (
                    (grade, "choose the grade") if not grade.data else (question, "enter the question")
                )
                self.add_error(lacking.name, f"Grade {number}: {words}, or leave both empty")
                holds = False
        return holds

    @property
    def grade_rows(self) -> list[tuple[wtforms.Field, wtforms.Field]]:
        """The boxes of each grade, row by row: the question and its grade."""
        count = sum(name.endswith("-question") for name in self._fields)
        return [(self[f"grades-{row}-question"], self[f"grades-{row}-grade"]) for row in range(count)]

    @property
    def has_grades(self) -> bool:
        """Whether any box of the grades is filled in or refused."""
        return any(field.data or field.errors for row in self.grade_rows for field in row)

    def details(self) -> ReportDetails:
        """What the form says, once it is valid."""
        published_on = self.published_on.data
        assert published_on is not None
        return ReportDetails(
            title=self.title.data or "",
            kind=ReportKind(self.kind.data),
            inspecting_body=self.inspecting_body.data or "",
            published_on=published_on,
            fieldwork_from_on=self.fieldwork_from_on.data,
            fieldwork_to_on=self.fieldwork_to_on.data,
            web_address=self.web_address.data or "",
            monitoring_state=MonitoringState(self.monitoring_state.data)
            if self.monitoring_state.data
            else None,
            is_embargoed=self.is_embargoed.data,
            reader_ids=tuple(sorted(int(key) for key in self.readers.data or ())),
            grades=tuple(
                (question.data or "", Grade(grade.data)) for question, grade in self.grade_rows if grade.data
            ),
        )


def report_form(
    accounts: Sequence[tuple[str, str]],
    details: ReportDetails | None = None,
    *,
    inspecting_body: str = "",
    version: int | None = None,
    seen: int = 0,
    is_merged: bool = False,
) -> ReportForm:
    """The form of a new report, or of one that is corrected; a merged one is filled from `details` alone."""
    rows = max(len(details.grades) + SPARE_ROWS if details else 0, LEAST_GRADE_ROWS)
    rows = rows if is_merged else max(rows, rows_sent("grades"))
    fields = {name: field for row in range(rows) for name, field in _grade_fields(row).items()}
    data = _filled(details, version, seen) if details else {"inspecting_body": inspecting_body}
    options: dict[str, Any] = {"formdata": None} if is_merged else {}
    form = with_fields(ReportForm, fields)(data=data, **options)
    form.readers.choices = list(accounts)
    return form


def _grade_fields(row: int) -> dict[str, Any]:
    return {
        f"grades-{row}-question": LineField(f"Question {row + 1}", limit=300),
        f"grades-{row}-grade": SelectField(f"Grade {row + 1}", choices=choices_of(Grade, none="No grade")),
    }


def _filled(details: ReportDetails, version: int | None, seen: int) -> dict[str, Any]:
    boxes: dict[str, Any] = {
        "title": details.title,
        "kind": details.kind.value,
        "inspecting_body": details.inspecting_body,
        "published_on": details.published_on,
        "is_embargoed": details.is_embargoed,
        "readers": [str(key) for key in details.reader_ids],
        "fieldwork_from_on": details.fieldwork_from_on,
        "fieldwork_to_on": details.fieldwork_to_on,
        "web_address": details.web_address,
        "monitoring_state": details.monitoring_state.value if details.monitoring_state else "",
        "version": str(version),
        "seen": str(seen),
    }
    for row, (question, grade) in enumerate(details.grades):
        boxes[f"grades-{row}-question"] = question
        boxes[f"grades-{row}-grade"] = grade.value
    return boxes


class ReportLinkForm(Form):
    """An earlier or a later report, and how the later one stands to the earlier."""

    other = SelectField("The other report", required="Choose the other report")
    kind = SelectField(
        "The later report",
        choices=choices_of(LinkKind, none="Choose one"),
        required="Choose how the later report stands to the earlier one",
        hint="What the later report does with the earlier one.",
    )
    note = LineField("Note", hint="If something should be known about the link.")
