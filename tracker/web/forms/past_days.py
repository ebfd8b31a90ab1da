"""Which day, or which two days, a page looks at; and what it shows of them."""

from collections.abc import Sequence
from datetime import date

from flask import request

from tracker.domain.vocabulary import Rating, Standing
from tracker.web.forms.base import FilterForm
from tracker.web.forms.register import owner_field, report_field
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import SelectField, UKDateField, choices_of


class DayAheadForm(FilterForm):
    """The day up to which the forecast looks."""

    on = UKDateField("Up to and including", hint="For example 31 3 2027")


class DayBackForm(FilterForm):
    """The past day, and what to show of it."""

    on = UKDateField("As at the end of", hint="For example 31 3 2026")
    standing = SelectField("Standing", choices=choices_of(Standing, none="Any standing"))
    rating = SelectField("Rating", choices=choices_of(Rating, none="Any rating"))


class TwoDaysForm(FilterForm):
    """The two days that are compared."""

    start = UKDateField("From the end of", name="from", hint="For example 31 12 2025")
    end = UKDateField("To the end of", name="to", hint="For example 31 3 2026")


def day_back_form(
    on: date, reports: Sequence[tuple[str, str]], posts: Sequence[tuple[str, str]]
) -> DayBackForm:
    """The form with the reports this person may know of, and the posts that own items."""
    more = {"report": report_field(reports), "owner": owner_field(posts)}
    return with_fields(DayBackForm, more)(data={"on": on})


def day_in_address(name: str, plain: date) -> date:
    """The day that a link carries whole, as `on=2026-03-31`; else the plain one."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return plain
