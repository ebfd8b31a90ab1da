"""For the machine that watches this one: does it work?"""

from flask import Blueprint, Response

from tracker.services.health import database_answers
from tracker.web.allow import allow_anyone

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@allow_anyone
def show() -> Response:
    """Say "ok", or with status 503 that the database does not answer; nothing else is told to strangers."""
    if database_answers():
        return Response("ok\n", mimetype="text/plain")
    return Response("not ok: the database does not answer\n", status=503, mimetype="text/plain")
