"""The public page of a response: looked at here, and handed over as one file for the office's website."""

import io

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from tracker.clock import today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Invalid
from tracker.services.access_log import Access
from tracker.services.response_pages import PublicPage, public_page
from tracker.services.responses import get_response
from tracker.web.allow import allow, current_actor, note_access

pages = Blueprint("response_pages", __name__, url_prefix="/responses/<reference>")


@pages.get("/page")
@allow(Ability.READ_RESPONSES)
def show(reference: str) -> ResponseReturnValue:
    """How will the response read on our website?"""
    try:
        page = _page(reference)
    except Invalid as refusal:
        return _not_ready(reference, refusal)
    # Every word of it was escaped where it was made.
    fragment = Markup(page.fragment)  # noqa: S704
    return render_template("response_pages/show.html", reference=reference.upper(), fragment=fragment)


@pages.get("/page.html")
@allow(Ability.READ_RESPONSES)
def download(reference: str) -> ResponseReturnValue:
    """The page as one file that needs nothing beside it."""
    try:
        page = _page(reference)
    except Invalid as refusal:
        return _not_ready(reference, refusal)
    note_access(Access.DOWNLOADED, f"{reference.upper()} public page")
    sent = send_file(
        io.BytesIO(page.content), mimetype="text/html", as_attachment=True, download_name=page.name
    )
    # Its own style stands in the file: it is opened from where it was saved, never from our address.
    sent.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return sent


def _page(reference: str) -> PublicPage:
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    return public_page(response=response, by=by, today=today())


def _not_ready(reference: str, refusal: Invalid) -> ResponseReturnValue:
    reasons = list(refusal.problems.values())
    return render_template("response_pages/not_ready.html", reference=reference.upper(), reasons=reasons), 400
