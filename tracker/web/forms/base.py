"""The form that every form of ours is built on.

    class ReportForm(VersionedForm):
        title = LineField("Title of the report", required="Enter the title of the report")
        published_on = UKDateField("Publication date", required="Enter the publication date")

A view asks `form.is_sent_and_valid()`, calls its service, and on a refusal with problems by field hands them
back with `form.take(refusal.problems)`. The CSRF token is checked once for every request by `init_security`;
`ui.post_form` prints it together with the hidden fields below.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import wtforms
from flask import request
from werkzeug.datastructures import CombinedMultiDict, MultiDict

from tracker.web.kept_drafts import draft_asked_for, words_kept_here
from tracker.web.security import UNSAFE_METHODS
from tracker.web.sessions import forget_kept_form, kept_form
from tracker.web.widgets import HiddenField

NO_VERSION = -1
HIGHEST_VERSION = 2**31 - 2  # the database can still count one further


@dataclass(frozen=True)
class FormError:
    """A line of the error summary, and the id of the box it leads to ("" where there is none)."""

    text: str
    target: str


class Form(wtforms.Form):
    """A form over the request: filled from what was sent, else from `obj` or `data`."""

    is_refilled = False
    """Whether it shows what was typed before the session ended, which nobody has saved yet."""

    def __init__(self, obj: object = None, *, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.is_sent = request.method in UNSAFE_METHODS
        sent: MultiDict[str, Any] | None = None
        if self.is_sent:
            sent = CombinedMultiDict[str, Any]([MultiDict(request.files), MultiDict(request.form)])
        is_of_this_page = "formdata" not in kwargs
        super().__init__(formdata=kwargs.pop("formdata", sent), obj=obj, data=data, **kwargs)
        if is_of_this_page:
            self._mind_kept_words(obj, data, kwargs)

    def _mind_kept_words(
        self, obj: object, data: Mapping[str, Any] | None, kwargs: Mapping[str, Any]
    ) -> None:
        """Fill in what was typed here before the session ended; let go of it once the form is sent."""
        if self.is_sent:
            forget_kept_form(request.path)
            return
        kept = words_kept_here()
        if kept is not None and any(_is_of(field, name) for field in self.shown_fields for name in kept):
            # With the version that was read then: what somebody else saved meanwhile must show as a conflict.
            self.process(formdata=kept, obj=obj, data=data, **kwargs)
            self.is_refilled = draft_asked_for() is None or kept_form(request.path) is not None

    def is_sent_and_valid(self) -> bool:
        """Whether the form was sent and every field holds."""
        return self.is_sent and self.validate()

    def add_error(self, name: str, message: str) -> None:
        """Put a refusal beside a field; one for a name this form lacks is shown for the whole form."""
        field = self._fields.get(name)
        if field is None or field.type == "HiddenField":
            self.form_errors = [*self.form_errors, message]
        else:
            field.errors = [*field.errors, message]

    def take(self, problems: Mapping[str, str]) -> None:
        """Put the problems a service found beside their fields."""
        for name, message in problems.items():
            self.add_error(name, message)

    @property
    def error_list(self) -> list[FormError]:
        """What the error summary lists, in the order of the page."""
        beside_fields = [
            FormError(str(error), getattr(field, "link_id", field.id))
            for field in self
            for error in field.errors
        ]
        return [FormError(str(error), "") for error in self.form_errors] + beside_fields

    @property
    def is_multipart(self) -> bool:
        """Whether the form sends a file."""
        return any(isinstance(field, wtforms.FileField) for field in self)

    @property
    def hidden_fields(self) -> list[wtforms.Field]:
        """The fields a person does not see."""
        return [field for field in self if isinstance(field, wtforms.HiddenField)]

    @property
    def shown_fields(self) -> list[wtforms.Field]:
        """The fields a person fills in, in order."""
        return [field for field in self if not isinstance(field, wtforms.HiddenField)]


def _is_of(field: wtforms.Field, name: str) -> bool:
    """Whether a name that was sent is that of a field, or of one of its boxes ("published_on-day")."""
    return name == field.name or name.startswith(f"{field.name}-")


def error_lines(forms: Iterable[Form]) -> list[FormError]:
    """The lines of the error summary of a page with these forms."""
    return [line for form in forms for line in form.error_list]


class VersionedForm(Form):
    """A form on a record that two people may change: it carries the version that was read."""

    version = HiddenField()

    @property
    def version_seen(self) -> int:
        """The version this page was made from; -1, which no record has, where it is missing or forged."""
        typed = str(self.version.data or "")
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= 10
        return int(typed) if is_number and int(typed) <= HIGHEST_VERSION else NO_VERSION

    def now_at(self, version: int) -> None:
        """Carry a newer version from here on: the other person's text is on the page to be merged."""
        self.version.data = str(version)


class OnceForm(Form):
    """A form that adds something: its nonce lets a second press of the button find the first one's record."""

    nonce = HiddenField(default=lambda: secrets.token_urlsafe(16))


class FilterForm(Form):
    """A form of the address line (GET): what cannot be read is left out, never an error page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(formdata=MultiDict(request.args), **kwargs)
        for field in self:
            # The same page may hold a form with a field of the same name.
            field.id = field.label.field_id = f"filter-{field.id}"
        if not self.validate():
            for field in self:
                if field.errors:
                    field.data = None
