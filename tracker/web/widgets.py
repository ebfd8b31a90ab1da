"""The fields of our forms: each names its macro, its limits and the words of its refusals.

A field is written with the words of its own refusal, and shown with `ui.field(form.title)`:

    title = LineField("Title of the report", required="Enter the title of the report", hint="As on its cover")
"""

from collections.abc import Iterable
from typing import Any

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new since the stubs
from wtforms.validators import StopValidation, ValidationError

from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.vocabulary import Labelled
from tracker.web.uk_date import UKDateField as UKDateField

LINE_LIMIT = 500
TEXT_LIMIT = 30_000
"""Characters of one text: Excel cuts a cell at 32,767 without a word."""


class Required:
    """Refuses an answer of which nothing can be seen, in the words given."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        """Stop at an empty answer: the other checks have nothing to say about it."""
        answer = field.data
        is_unseen = isinstance(answer, str) and is_blank(answer)
        if answer is None or answer is False or answer == [] or is_unseen:
            raise StopValidation(self.message)


class AtMost:
    """Refuses a text longer than the limit, and says by how much."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        """Raise ValidationError naming the field, the limit and the characters over it."""
        over = len(field.data or "") - self.limit
        if over > 0:
            raise ValidationError(
                f"“{field.label.text}” must be {self.limit:,} characters or fewer. "
                f"You have typed {self.limit + over:,}: take out at least {over:,}."
            )


def _offered(choices: Any) -> Any:
    """Choices given as pairs of value and label in the form WTForms wants; a function is left to be asked."""
    if choices is None or callable(choices):
        return choices
    return [SelectChoice(*choice) if isinstance(choice, tuple) else choice for choice in choices]


def _checks(required: str, *more: Any) -> list[Any]:
    return [*([Required(required)] if required else []), *more]


def _tidy_line(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _tidy_text(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


class LineField(wtforms.StringField):
    """One line of text; `width` is the number of characters the box shows, 0 for the whole width."""

    component = "text_input"
    input_type = "text"

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "",
        limit: int = LINE_LIMIT,
        width: int = 0,
        autocomplete: str = "",
        validators: Iterable[Any] = (),
        **kwargs: Any,
    ) -> None:
        checks = _checks(required, AtMost(limit), *validators)
        super().__init__(label, validators=checks, filters=[_tidy_line], description=hint, **kwargs)
        self.width = width
        self.autocomplete = autocomplete


class EmailField(LineField):
    """An e-mail address, offered by the browser's own memory."""

    input_type = "email"

    def __init__(self, label: str, *, autocomplete: str = "email", limit: int = 254, **kwargs: Any) -> None:
        super().__init__(label, autocomplete=autocomplete, limit=limit, width=30, **kwargs)


class PasswordField(wtforms.StringField):
    """A password: never cleaned, never cut, never sent back to the page."""

    component = "text_input"
    input_type = "password"

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "",
        autocomplete: str = "current-password",
        limit: int = 1_000,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators=_checks(required, AtMost(limit)), description=hint, **kwargs)
        self.width = 30
        self.autocomplete = autocomplete

    def _value(self) -> str:
        return ""


class TextField(wtforms.TextAreaField):
    """A text of several paragraphs; `guidance` says how long a good answer is."""

    component = "textarea"

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "",
        limit: int = TEXT_LIMIT,
        rows: int = 8,
        guidance: str = "",
        validators: Iterable[Any] = (),
        **kwargs: Any,
    ) -> None:
        checks = _checks(required, AtMost(limit), *validators)
        super().__init__(label, validators=checks, filters=[_tidy_text], description=hint, **kwargs)
        self.rows = rows
        self.guidance = guidance


class WholeNumberField(wtforms.StringField):
    """A whole number in ASCII digits between two limits; what was typed stays in the box."""

    component = "text_input"
    input_type = "number"

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = "",
        least: int = 0,
        most: int = 1_000_000,
        **kwargs: Any,
    ) -> None:
        checks = _checks(required, self._in_range)
        super().__init__(label, validators=checks, filters=[_tidy_line], description=hint, **kwargs)
        self.least = least
        self.most = most
        self.width = 5
        self.autocomplete = ""

    @property
    def number(self) -> int | None:
        """The number, once the form is valid; None where nothing was typed."""
        typed = (self.data or "").strip()
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None

    def _in_range(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if is_blank(self.data or ""):
            return
        if self.number is None or not self.least <= self.number <= self.most:
            label = self.label.text.removesuffix(" (optional)")
            raise ValidationError(f"“{label}” must be a whole number from {self.least:,} to {self.most:,}")


class SelectField(wtforms.SelectField):
    """One choice from a list that opens; a first choice ("", "Choose one") stands for no answer."""

    component = "select"

    def __init__(
        self, label: str, *, choices: Any = None, required: str = "", hint: str = "", **kwargs: Any
    ) -> None:
        checks = _checks(required)
        super().__init__(label, validators=checks, choices=_offered(choices), description=hint, **kwargs)

    def pre_validate(self, form: wtforms.form.BaseForm) -> None:
        """Raise ValidationError for a value that was not offered; no answer is for `required` to judge."""
        if self.data not in (None, "") and self.data not in _values(self):
            raise ValidationError(f"Choose one of the answers offered for “{self.label.text}”")


class RadioField(SelectField):
    """One choice from a few that are all in sight; `option_hints` maps a value to a line under its label."""

    component = "radios"

    def __init__(self, label: str, *, option_hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.option_hints = option_hints or {}


class CheckboxesField(wtforms.SelectMultipleField):
    """Any number of choices; their values arrive in the order of the page."""

    component = "checkboxes"

    def __init__(
        self,
        label: str,
        *,
        choices: Any = None,
        required: str = "",
        hint: str = "",
        option_hints: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        checks = _checks(required)
        super().__init__(label, validators=checks, choices=_offered(choices), description=hint, **kwargs)
        self.option_hints = option_hints or {}

    def pre_validate(self, form: wtforms.form.BaseForm) -> None:
        """Raise ValidationError for a value that was not offered."""
        if set(self.data or ()) - _values(self):
            raise ValidationError(f"Choose only from the answers offered for “{self.label.text}”")


class CheckboxField(wtforms.BooleanField):
    """One box to tick; `required` are the words for leaving it empty."""

    component = "checkbox"

    def __init__(self, label: str, *, required: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(label, validators=_checks(required), description=hint, **kwargs)


class UploadField(wtforms.FileField):
    """One file; `data` is a werkzeug FileStorage or None. What it holds is for the reader to judge."""

    component = "file_upload"

    def __init__(
        self, label: str, *, required: str = "", hint: str = "", accept: str = "", **kwargs: Any
    ) -> None:
        super().__init__(label, validators=_checks(required), description=hint, **kwargs)
        self.accept = accept

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the file that was chosen; an empty file box sends a file without a name."""
        chosen = [value for value in valuelist if getattr(value, "filename", "")]
        self.data = chosen[0] if chosen else None


class HiddenField(wtforms.HiddenField):
    """A value the page carries along; it never lands in an error summary."""

    component = "hidden"


def choices_of(labels: Iterable[Labelled], *, none: str | None = None) -> list[tuple[str, str]]:
    """The choices of a list of our words; `none` is the text of a first choice that means no answer."""
    first = [("", none)] if none is not None else []
    return first + [(label.value, label.label) for label in labels]


def _values(field: Any) -> set[Any]:
    return {value for value, *_ in field.iter_choices()}
