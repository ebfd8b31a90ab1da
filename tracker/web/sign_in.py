"""Signing in and out, and what was typed kept over the gap between two sessions."""

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Unauthorized

from tracker.clock import now
from tracker.queries.accounts import SignedIn
from tracker.services.access_log import Access
from tracker.services.sign_ins import NotRecognised, TooManyGuesses, sign_in
from tracker.web.allow import LoginPerson, allow_anyone, allow_signed_in, note_access, visitor
from tracker.web.errors import error_page
from tracker.web.forms.sign_in import SignInForm, empty_sign_in_form, form_sent
from tracker.web.local_paths import HOME, form_page, local_page
from tracker.web.security import UNSAFE_METHODS, is_from_another_site
from tracker.web.sessions import KEPT_KEY, forget_kept_form, keep_form, own_session

pages = Blueprint("sign_in", __name__)


def init_sign_in(app: Flask) -> None:
    """Send whoever needs to sign in to the page for it."""
    app.register_blueprint(pages)
    app.register_error_handler(Unauthorized, _sign_in_first)


@pages.route("/sign-in", methods=["GET", "POST"])
@allow_anyone
def show() -> ResponseReturnValue:
    """The sign-in page."""
    form = SignInForm(data={"next": request.args.get("next", "")})
    form.tidy(local_page(form.next.data or "", ""))
    if not form.is_sent:
        if visitor() is not None:
            return redirect(local_page(form.next.data or ""), 303)
        return _page(form)
    if not form.validate():
        return _page(form, 400)
    try:
        person = sign_in(email=form.email.data or "", password=form.password.data or "", now=now())
    except NotRecognised as refusal:
        note_access(Access.SIGN_IN_REFUSED, refusal.email)
        form.add_error("email", str(refusal))
        return _page(form, 400)
    except TooManyGuesses as held_back:
        note_access(Access.SIGN_IN_HELD_BACK, held_back.email)
        form.add_error("email", str(held_back))
        response = _page(form, 429)
        response.headers["Retry-After"] = str(int(held_back.wait.total_seconds()) + 1)
        return response
    return _begin(person, form)


def _begin(person: SignedIn, form: SignInForm) -> ResponseReturnValue:
    """Start the session of a person under a new token, and go on where they left off."""
    own_session().end()
    login_user(LoginPerson(person))
    note_access(Access.SIGNED_IN, account_id=person.account_id)
    kept, goes_to = form.kept_form, local_page(form.next.data or "")
    # Nobody gets another person's words, even on the machine that both use.
    if kept is not None and kept.account_id in (None, person.account_id):
        keep_form(kept.path, kept.fields)
        if kept.path != urlsplit(goes_to).path:
            goes_to = url_for("sign_in.kept")
    return redirect(goes_to, 303)


@pages.post("/sign-out")
@allow_anyone
def leave() -> ResponseReturnValue:
    """End the session: its cookie, and any copy of it, opens nothing from now on."""
    if visitor() is not None:
        note_access(Access.SIGNED_OUT)
    return _left()


def _left() -> Response:
    logout_user()
    own_session().end()
    response = make_response(redirect(url_for("sign_in.left"), 303))
    # Not "cookies": that would sign people out of the office's other services too.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@pages.get("/signed-out")
@allow_anyone
def left() -> str:
    """Says that one is signed out."""
    return render_template("sign_in/left.html")


@pages.post("/stay-signed-in")
@allow_signed_in
def stay() -> ResponseReturnValue:
    """Take the press of "Stay signed in" as use of the session."""
    own_session().modified = True
    return "", 204


@pages.get("/kept-words")
@allow_signed_in
def kept() -> str:
    """What was typed into a form that has no page of its own to be filled in again."""
    words = session.get(KEPT_KEY) or {"path": "", "fields": []}
    typed = [
        (name.replace("_", " ").replace("-", " ").capitalize(), value)
        for name, value in words["fields"]
        if value.strip() and name not in {"version", "nonce"}
    ]
    return render_template("sign_in/kept.html", typed=typed)


@pages.post("/kept-words/discard")
@allow_signed_in
def discard_kept() -> ResponseReturnValue:
    """Let go of the words that were kept for a page, and show the page as it is saved."""
    path = request.form.get("path", "")
    forget_kept_form(path)
    return redirect(local_page(path), 303)


@pages.errorhandler(CSRFError)
def _form_of_an_earlier_session(error: CSRFError) -> ResponseReturnValue:
    """A sign-in page left open over night, or a sign-out when there is nothing left to sign out of."""
    if request.endpoint == "sign_in.leave" and visitor() is None and not is_from_another_site():
        return _left()
    if request.endpoint != "sign_in.show" or is_from_another_site():
        return error_page(400, page="csrf")
    sent = SignInForm()
    form = empty_sign_in_form(next_page=local_page(sent.next.data or ""), kept=sent.kept_form)
    form.email.data = sent.email.data
    form.add_error("password", "This page was open for too long. Enter your password again.")
    return _page(form, 400)


def _sign_in_first(error: Unauthorized) -> ResponseReturnValue:
    """Ask for a sign-in; what was typed into a form is carried along, unless another site sent it."""
    if request.method not in UNSAFE_METHODS:
        wanted = request.full_path.removesuffix("?")
        return redirect(url_for("sign_in.show", next=None if wanted == HOME else wanted), 303)
    # A form without a page of its own goes back to the page it stood on; its words are shown to be copied.
    kept = None if is_from_another_site() else form_sent(request.path, own_session().was_of)
    return _page(empty_sign_in_form(next_page=form_page(), kept=kept), 401)


def _page(form: SignInForm, status: int = 200) -> Response:
    ending = own_session().ending
    html = render_template(
        "sign_in/show.html",
        form=form,
        ended=ending.label if ending is not None else "",
        is_kept=form.kept_form is not None,
    )
    return make_response(html, status)
