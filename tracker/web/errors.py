"""Pages for what goes wrong: what happened, that nothing was lost, and what to do next."""

import secrets
from typing import Any

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    MethodNotAllowed,
    TooManyRequests,
    Unauthorized,
    default_exceptions,
)

from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.web.kept_drafts import OWN_FIELDS
from tracker.web.presenting import unknown_visitor
from tracker.web.security import UNSAFE_METHODS, is_from_another_site

OWN_PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 429})
SECRET_NAMES = ("password", "passphrase", "token", "secret", "code", "nonce", "version")
SENT_BY_US = frozenset({"seen", *OWN_FIELDS})
"""What the page itself put into the form: nobody typed it."""
MOST_BOXES = 1_000

LAST_RESORT = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Something went wrong – Recommendations tracker</title></head>
<body><main><h1>Something went wrong</h1>
<p>The last thing you did may not have been saved. What was saved before is safe.</p>
<p>Go back, copy what you typed, and try again in a few minutes.</p></main></body></html>
"""


def init_errors(app: Flask) -> None:
    """Register a page for each refusal and for every status that is an error."""
    app.config.setdefault("SIGN_IN_ENDPOINT", "sign_in.show")
    # For a page that refuses and shows no form any more, as the pages of errors do.
    app.jinja_env.globals["typed_words"] = typed_words
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Unauthorized, _not_signed_in)
    app.register_error_handler(CSRFError, _not_our_form)
    app.register_error_handler(InternalServerError, _fault)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(NotHere, _not_here)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(Invalid, _invalid)


def error_page(status: int, *, reason: str = "", page: str = "") -> Response:
    """The page of a status; `reason` is the sentence of the rule that refused."""
    name = page or str(status if status in OWN_PAGES else 400)
    html = render_template(f"errors/{name}.html", status=status, reason=reason, typed=typed_words())
    return make_response(html, status)


def typed_words() -> list[tuple[str, str]]:
    """What the person typed into the refused form, to be copied: names made readable, secrets left out.

    Never words that another site sent here in somebody's name.
    """
    if request.method not in UNSAFE_METHODS or is_from_another_site():
        return []
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:
        # The request was too large to be read.
        return []
    return [(_readable(name), clean_text(value)) for name, value in sent if _is_worth_keeping(name, value)][
        :MOST_BOXES
    ]


def _is_worth_keeping(name: str, value: str) -> bool:
    if name in SENT_BY_US:
        return False
    return not is_blank(value) and not any(secret in name.casefold() for secret in SECRET_NAMES)


def _readable(name: str) -> str:
    words = clean_text(name).replace("_", " ").replace("-", " ").strip()[:80]
    return words[:1].upper() + words[1:]


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    if error.response is not None:
        return error.response
    if error.code >= 500:
        return _fault(error)
    response = error_page(error.code, reason=_own_words(error))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    if isinstance(error, TooManyRequests) and error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _own_words(error: HTTPException) -> str:
    """The description given where the error was raised; werkzeug's own are not written for our readers."""
    standard = default_exceptions.get(error.code or 0, HTTPException).description
    return "" if error.description in (None, standard) else str(error.description)


def _not_signed_in(error: Unauthorized) -> ResponseReturnValue:
    sign_in = _sign_in_address()
    if sign_in and request.method not in UNSAFE_METHODS:
        return redirect(sign_in, 303)
    # A form sent after the session ended: its words are shown, so that they can be kept.
    html = render_template("errors/401.html", sign_in_href=sign_in, typed=typed_words())
    return make_response(html, 401)


def _sign_in_address() -> str:
    endpoint = current_app.config["SIGN_IN_ENDPOINT"]
    if endpoint not in current_app.view_functions:
        return ""
    is_page = request.method not in UNSAFE_METHODS and request.path != "/"
    # `next` is a path of ours; the sign-in page checks it again.
    wanted: dict[str, Any] = {"next": request.full_path.removesuffix("?")} if is_page else {}
    return url_for(endpoint, **wanted)


def _not_our_form(error: HTTPException) -> ResponseReturnValue:
    return error_page(400, page="csrf")


def _not_allowed(error: NotAllowed) -> ResponseReturnValue:
    return error_page(403, reason=str(error))


def _not_here(error: NotHere) -> ResponseReturnValue:
    return error_page(404, reason=str(error))


def _conflict(error: Conflict) -> ResponseReturnValue:
    return error_page(409, reason=str(error))


def _invalid(error: Invalid) -> ResponseReturnValue:
    return error_page(400, reason=str(error))


def _fault(error: HTTPException) -> ResponseReturnValue:
    """The page of a fault: no database, no session, and words of its own if even the template fails."""
    status = error.code or 500
    reference = secrets.token_hex(4)
    current_app.logger.error("Fault %s at %s %s", reference, request.method, request.path)
    try:
        template = current_app.jinja_env.get_template("errors/500.html")
        html = template.render(unknown_visitor(), reference=reference, typed=typed_words())
    except Exception:
        current_app.logger.exception("The page of fault %s could not be made", reference)
        html = LAST_RESORT
    return make_response(html, status)
