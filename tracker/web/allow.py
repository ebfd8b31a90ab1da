"""Who may open which page: every view says it, and a view that says nothing opens for nobody.

@pages.get("/reports/new")
@allow(Ability.EDIT_REPORTS)
def new() -> str: ...
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from werkzeug.exceptions import Unauthorized

from tracker.clock import now
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import NotAllowed
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.queries.accounts import SignedIn, signed_in
from tracker.queries.reading import reading
from tracker.services.access_log import Access, AccessNote, write_access

View = TypeVar("View", bound=Callable[..., Any])


class Anybody(Enum):
    """Rules that ask for no ability."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"


Rule = Ability | Anybody
RULE = "who_may_open_it"
STATIC = "static"
FIRST_THING_TO_DO = "accounts.own_password"


def allow(ability: Ability) -> Callable[[View], View]:
    """Open a view to the roles that carry an ability."""
    return _marked(ability)


def allow_anyone(view: View) -> View:
    """Open a view to everybody, signed in or not."""
    return _marked(Anybody.ANYONE)(view)


def allow_signed_in(view: View) -> View:
    """Open a view to everybody signed in, even while their first password waits to be changed."""
    return _marked(Anybody.SIGNED_IN)(view)


def _marked(rule: Rule) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, RULE, rule)
        return view

    return mark


def rule_of(endpoint: str) -> Rule | None:
    """The rule of a view; None where nobody gave it one."""
    if endpoint == STATIC:
        return Anybody.ANYONE
    rule: Rule | None = getattr(current_app.view_functions.get(endpoint), RULE, None)
    return rule


def may_open(endpoint: str) -> Verdict:
    """Whether the visitor may open a view, so that a page shows no link that would be refused."""
    rule = rule_of(endpoint)
    if rule is Anybody.ANYONE:
        return ALLOWED
    person = visitor()
    if person is None:
        return refused("Sign in to open this page.")
    if rule is Anybody.SIGNED_IN:
        return ALLOWED
    if not isinstance(rule, Ability):
        return refused("No rule says who may open this page, so nobody may.")
    return may(person.actor, rule)


def visitor() -> SignedIn | None:
    """The person of this request; None for somebody who has not signed in."""
    person = current_user._get_current_object()
    return person.person if isinstance(person, LoginPerson) else None


def current_actor() -> Actor:
    """Who acts in this request; Unauthorized where nobody has signed in."""
    person = visitor()
    if person is None:
        raise Unauthorized()
    return person.actor


class LoginPerson:
    """A signed-in person as Flask-Login wants one."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, person: SignedIn) -> None:
        self.person = person

    def get_id(self) -> str:
        """The account's id as the session keeps it."""
        return str(self.person.account_id)


class SessionOnly(LoginManager):  # type: ignore[misc]
    """Flask-Login without its second cookie, which would outlive sign-out."""

    def _update_remember_cookie(self, response: Response) -> Response:
        return response

    def _load_user_from_remember_cookie(self, cookie: str) -> None:
        return None


def init_allow(app: Flask) -> None:
    """Check every request before anything else looks at it, and write the access log when it is done."""
    login = SessionOnly(app)
    login.session_protection = None
    login.user_loader(_load)
    app.before_request(_refuse_unless_allowed)
    app.after_request(_write_notes)


def _load(account_id: str) -> LoginPerson | None:
    # Read at each request: disabling an account or changing its roles acts on the next one.
    person = signed_in(reading(), int(account_id))
    return LoginPerson(person) if person is not None else None


def _refuse_unless_allowed() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such page, or not by this method: the router has the answer
    rule = rule_of(request.endpoint)
    if rule is Anybody.ANYONE:
        return None
    person = visitor()
    if person is None:
        raise Unauthorized()
    if rule is not Anybody.SIGNED_IN and person.must_change_password:
        return redirect(url_for(FIRST_THING_TO_DO, next=request.full_path.removesuffix("?")), 303)
    verdict = may_open(request.endpoint)
    if not verdict:
        raise NotAllowed(verdict)
    return None


def note_access(what: Access, subject: str = "", account_id: int | None = None) -> None:
    """Put a line into the access log when this request is done; by default it is the visitor's."""
    person = visitor()
    owner = account_id if account_id is not None else person.account_id if person is not None else None
    notes: list[AccessNote] = g.setdefault("access_notes", [])
    notes.append(AccessNote(what, subject, owner))


def _write_notes(response: Response) -> Response:
    if response.status_code == 403:
        note_access(Access.ACCESS_REFUSED, f"{request.method} {request.path}")
    notes = g.pop("access_notes", [])
    write_access(notes=notes, came_from=request.remote_addr or "", now=now())
    return response
