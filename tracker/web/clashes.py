"""A form that met somebody else's save: both texts of each field that differs, and the newer version."""

from typing import Any

import wtforms

from tracker.domain.dates_in_words import date_in_words
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.presenting import ConflictView
from tracker.web.uk_date import UKDateField


def clashes_with(
    form: VersionedForm, stored: Form, *, version: int, their_name: str
) -> dict[str, ConflictView]:
    """Each field whose words differ from what is stored now, by name; the form carries on from `version`.

    `stored` is the same form filled from the record.
    """
    form.now_at(version)
    found = {}
    for field in form.shown_fields:
        theirs, mine = shown_as(stored[field.short_name]), shown_as(field)
        if theirs != mine:
            view = ConflictView(field.label.text, theirs or "Nothing", their_name, None, mine or "Nothing")
            found[field.short_name] = view
    return found


def shown_as(field: wtforms.Field) -> str:
    """What a field says, in words."""
    value: Any = field.data
    if isinstance(field, UKDateField):
        return date_in_words(value) if value else " ".join(filter(None, field.typed.values()))
    if isinstance(field, wtforms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(field, wtforms.SelectMultipleField):
        return ", ".join(str(text) for key, text, *_ in field.iter_choices() if key in (value or ()))
    if isinstance(field, wtforms.SelectField):
        return next((str(text) for key, text, *_ in field.iter_choices() if key == value and key), "")
    return str(value or "")
