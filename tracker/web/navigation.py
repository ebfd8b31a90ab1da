"""What the frame shows of the visitor: the navigation, the way out, when the session ends, the test clock."""

from typing import Any

from flask import Flask, current_app, request, url_for

from tracker.clock import fixed_moment, today
from tracker.domain.accounts import IDLE, SEEN_EVERY
from tracker.domain.vocabulary import BodyKind
from tracker.queries.offices import body_on
from tracker.queries.reading import reading
from tracker.web.allow import may_open, visitor
from tracker.web.presenting import moment_in_words

NAVIGATION = (
    ("Home", "home.show"),
    ("My items", "my_items.index"),
    ("Reports", "reports.index"),
    ("What I am asked", "asked.index"),
    ("Register", "items.index"),
    ("Actions", "actions.index"),
    ("Boards", "boards.index"),
    ("Letters from HMICFRS", "correspondence.index"),
    ("Responses", "responses.index"),
    ("Commitments", "commitments.index"),
    ("Offices and people", "offices.index"),
    ("History", "history.index"),
    ("Redactions", "redactions.index"),
    ("Accounts", "accounts.index"),
    ("Settings", "settings.index"),
)
"""The words and the view of each; a visitor sees those whose rule lets the visitor in."""

WARNING = 120
"""Seconds between the warning and the end of a session."""


def init_navigation(app: Flask) -> None:
    """Tell every page who is looking at it."""
    app.context_processor(_visitor_in_words)


def _visitor_in_words() -> dict[str, Any]:
    moment = fixed_moment()
    words: dict[str, Any] = {"home_href": url_for("home.show"), "help_href": url_for("home.help_page")}
    if moment is not None:
        words["clock_notice"] = f"Test clock: this page believes it is {moment_in_words(moment)}."
    person = visitor()
    if person is None:
        return words
    body = body_on(reading(), BodyKind.LOCAL_POLICING_BODY, today())
    ends_after = int((IDLE - SEEN_EVERY).total_seconds())
    return words | {
        "navigation": [] if person.must_change_password else _links(),
        "signed_in_as": person.name,
        "account_href": url_for("accounts.own"),
        "sign_out_href": url_for("sign_in.leave"),
        "office_name": body.name if body is not None else "",
        "idle": {
            "warn_after": ends_after - WARNING,
            "ends_after": ends_after,
            "extend_href": url_for("sign_in.stay"),
        },
    }


def _links() -> list[dict[str, Any]]:
    here = _here()
    return [
        {"text": words, "href": url_for(endpoint), "current": endpoint == here}
        for words, endpoint in NAVIGATION
        if endpoint in current_app.view_functions and may_open(endpoint)
    ]


def _here() -> str:
    """The link that the page belongs under: the one its address begins with, else one of the same file."""
    known = [endpoint for _, endpoint in NAVIGATION if endpoint in current_app.view_functions]
    above = [endpoint for endpoint in known if request.path.startswith(f"{url_for(endpoint)}/")]
    alike = [endpoint for endpoint in known if request.blueprint == endpoint.split(".")[0]]
    return next(iter([*above, *alike]), "")
