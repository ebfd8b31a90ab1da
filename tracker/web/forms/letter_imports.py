"""The forms on a past letter that comes in: the file or its text, and what a person says of each report."""

from typing import Any

from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import ReportKind
from tracker.services.letter_plans import LetterPlan, ReportChoice
from tracker.web.forms.base import Form
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import (
    CheckboxField,
    LineField,
    SelectField,
    TextField,
    UKDateField,
    UploadField,
    choices_of,
)


class UploadLetterForm(Form):
    """A past letter, as a file or as text."""

    file = UploadField(
        "File of the letter",
        hint="A Word file (.docx) or plain text (.txt), up to 25 MB.",
        accept=".docx,.txt",
    )
    text = TextField(
        "Or paste the letter’s text",
        hint="The whole letter with its appendix, from the office’s address to the last answer.",
        rows=8,
        limit=1_000_000,
    )


class ReviewForm(Form):
    """What a person says of the letter; `review_form` adds the fields of each report."""

    apply = CheckboxField(
        "Take the letter’s wording where the two differ",
        hint="What stands in the register now stays readable in its history.",
    )

    def choices(self, count: int) -> list[ReportChoice]:
        """What was said of each report."""
        return [
            ReportChoice(
                published_on=self[f"published_on-{n}"].data,
                kind=ReportKind(self[f"kind-{n}"].data) if self[f"kind-{n}"].data else None,
                title=self[f"title-{n}"].data or None,
            )
            for n in range(count)
        ]


def review_form(plan: LetterPlan) -> ReviewForm:
    """The form for the reports of a letter, filled with what was read or is known of them."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for n, report in enumerate(plan.reports):
        fields |= _fields_of_report(n)
        data |= _known_of(n, report.details, report.is_dated)
    return with_fields(ReviewForm, fields)(data=data)


def _fields_of_report(n: int) -> dict[str, Any]:
    return {
        f"title-{n}": LineField("Title of the report", required="Enter the title as printed on the report"),
        f"kind-{n}": SelectField(
            "Kind",
            choices=choices_of(ReportKind),
            hint="The kind decides which clocks the report starts.",
            required="Choose the kind of report",
        ),
        f"published_on-{n}": UKDateField(
            "Day the report was published",
            required="Enter the day the report was published: the letter does not say it",
            hint="Look it up on the report itself: this day is day 1 of the 56. A date on a web page can be "
            "wrong for an older report. For example 27 3 2026",
        ),
    }


def _known_of(n: int, details: ReportDetails, is_dated: bool) -> dict[str, Any]:
    return {
        f"title-{n}": details.title,
        f"kind-{n}": details.kind.value,
        f"published_on-{n}": details.published_on if is_dated else None,
    }
