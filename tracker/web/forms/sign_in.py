"""The sign-in form, and what it carries for somebody whose session ended while they typed."""

import json
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from tracker.domain.cleaning import clean_text, is_blank
from tracker.web.forms.base import Form
from tracker.web.widgets import EmailField, HiddenField, PasswordField

CSRF_NAME = "csrf_token"
SECRET_PARTS = ("password", "passphrase", "secret", "token")


@dataclass(frozen=True)
class KeptForm:
    """What was typed into the form of a page, and whose session it was, where that is known."""

    path: str
    fields: tuple[tuple[str, str], ...]
    account_id: int | None

    @property
    def as_text(self) -> str:
        """The form as a hidden field carries it."""
        kept = {"path": self.path, "fields": self.fields, "account_id": self.account_id}
        return json.dumps(kept, ensure_ascii=False)


class SignInForm(Form):
    """The address, the password, and where to go on afterwards."""

    email = EmailField(
        "E-mail address", required="Enter your e-mail address", autocomplete="username", limit=500
    )
    password = PasswordField("Password", required="Enter your password")
    next = HiddenField()
    kept = HiddenField()

    def tidy(self, next_page: str) -> None:
        """Carry on only what can be used: a page of ours, and a form that can be read."""
        kept = self.kept_form
        self.next.data, self.kept.data = next_page, kept.as_text if kept is not None else ""

    @property
    def kept_form(self) -> KeptForm | None:
        """The form that was carried along; None where none was, or where it cannot be read."""
        try:
            kept = json.loads(self.kept.data or "")
            fields = tuple((clean_text(name), clean_text(value)) for name, value in kept["fields"])
            account_id = kept["account_id"]
            return KeptForm(clean_text(kept["path"]), fields, None if account_id is None else int(account_id))
        except (ValueError, TypeError, KeyError):
            return None


def empty_sign_in_form(*, next_page: str, kept: KeptForm | None = None) -> SignInForm:
    """A sign-in form that takes nothing from the request, which may have sent another form."""
    carried = {"next": next_page, "kept": kept.as_text if kept is not None else ""}
    return SignInForm(formdata=MultiDict(), data=carried)


def form_sent(path: str, account_id: int | None) -> KeptForm | None:
    """What this request's form says, without passwords, files and tokens; None where that is nothing."""
    fields = tuple(
        (name, clean_text(value))
        for name, value in request.form.items(multi=True)
        if name != CSRF_NAME and not any(part in name.casefold() for part in SECRET_PARTS)
    )
    has_words = any(not is_blank(value) for _, value in fields)
    return KeptForm(path, fields, account_id) if has_words else None
