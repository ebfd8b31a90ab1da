"""Which day's pack a page shows."""

from datetime import date

from flask import request

from tracker.web.forms.base import FilterForm
from tracker.web.widgets import UKDateField


class PackDayForm(FilterForm):
    """The day of a meeting, or a past day; empty for now."""

    on = UKDateField("The pack of", hint="The day of a meeting or a past day; leave it empty for now")


def pack_day_form() -> PackDayForm:
    """The form with the day of the address, `on=2026-03-12` in a link; what is no date is said beside it."""
    typed = request.args.get("on", "").strip()
    try:
        day = date.fromisoformat(typed) if typed else None
    except ValueError:
        form = PackDayForm(data={"on": None})
        form.add_error("on", f"“{typed[:40]}” is no date. Enter a day, a month and a year.")
        return form
    return PackDayForm(data={"on": day})
