"""Words kept while they are typed: the script's address, the button that lets go of them, and their end."""

from typing import Any

from flask import Blueprint, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, HTTPException

from tracker.clock import now
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.queries.reading import reading
from tracker.queries.typed_drafts import draft_by_id
from tracker.services.typed_drafts import discard_draft, discard_window, keep_draft
from tracker.web.allow import allow_signed_in, may_open, visitor
from tracker.web.kept_drafts import OWN_FIELDS, draft_asked_for, drafts_here, version_sent, window_sent
from tracker.web.local_paths import is_local, local_page
from tracker.web.security import UNSAFE_METHODS

pages = Blueprint("typed_drafts", __name__, url_prefix="/drafts")

NOT_KEPT = frozenset({"csrf_token", *OWN_FIELDS})
SAVED = frozenset({302, 303})
"""A form that was sent and saved leads on to another page; one that was refused is shown again."""
LONGEST_PATH = 300


@pages.post("")
@allow_signed_in
def keep() -> ResponseReturnValue:
    """Keep what stands in the boxes of a page now."""
    person, path, window = visitor(), request.form.get("draft-path", ""), window_sent()
    if person is None or not window or not _is_form(path):
        raise BadRequest()
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_KEPT]
    try:
        version = keep_draft(
            account_id=person.account_id,
            path=path,
            typed_in=window,
            version=version_sent(),
            fields=fields,
            now=now(),
        )
    except Conflict:
        return {"kept": False, "why": "Words were redacted here: load the page again."}, 409
    except Invalid as refusal:
        return {"kept": False, "why": str(refusal)}, 400
    return {"kept": True, "version": version}


@pages.post("/<int(max=2147483647):key>/discard")
@allow_signed_in
def discard(key: int) -> ResponseReturnValue:
    """Let go of a draft, and show the page as it is saved."""
    person = visitor()
    draft = draft_by_id(reading(), person.account_id, key) if person is not None else None
    if person is None or draft is None:
        raise NotHere("These words are not kept any more.")
    discard_draft(account_id=person.account_id, key=key)
    return redirect(local_page(draft.path), 303)


@pages.after_app_request
def forget_what_was_saved(response: Response) -> Response:
    """Once a form was sent and saved, what was kept of it is not needed any more."""
    person = visitor() if request.method in UNSAFE_METHODS and response.status_code in SAVED else None
    if person is None or request.blueprint == pages.name:
        return response
    draft, window = draft_asked_for(), window_sent()
    if draft is not None:
        discard_draft(account_id=person.account_id, key=draft.id)
    if window:
        discard_window(account_id=person.account_id, path=request.path, typed_in=window)
    return response


@pages.app_context_processor
def offer() -> dict[str, Any]:
    """The drafts of a page, for templates/drafts/offer.html."""
    return {"drafts_here": drafts_here}


def _is_form(path: str) -> bool:
    """Whether a page of ours with a form stands at this path; NotAllowed where it is not for this person."""
    routes = current_app.create_url_adapter(request)
    if routes is None or len(path) > LONGEST_PATH or not is_local(path):
        return False
    try:
        routes.match(path, method="GET")
        endpoint, _ = routes.match(path, method="POST")
    except HTTPException:
        return False
    verdict = may_open(endpoint)
    if not verdict:
        raise NotAllowed(verdict)
    return True
