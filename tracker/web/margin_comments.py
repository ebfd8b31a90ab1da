"""The margin of a letter: what does the office, what does the approver say about these words?"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import Voice
from tracker.queries.margin_comments import comment_by_nonce
from tracker.queries.reading import reading
from tracker.services.items import get_item
from tracker.services.margin_comments import add_comment, get_comment, resolve_comment
from tracker.services.response_views import response_in_full
from tracker.services.responses import get_response
from tracker.web.allow import allow, current_actor
from tracker.web.editor_words import LETTER, Passage, passages_of
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.margin_comments import CommentForm, comment_form

pages = Blueprint("margin_comments", __name__, url_prefix="/responses")


@pages.route("/<reference>/comments", methods=["GET", "POST"])
@allow(Ability.COMMENT_IN_MARGIN)
def index(reference: str) -> ResponseReturnValue:
    """The letter's words with the comments beside them, and a box for another."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    reference = response.reference
    full = response_in_full(response=response, by=by, today=today())
    passages, gone, on_all = passages_of(full)
    form = comment_form([(one.key, one.choice) for one in passages], request.args.get("on", ""))
    if form.is_sent_and_valid():
        try:
            _add(reference, form, next(one for one in passages if one.key == form.about.data))
            return redirect(url_for("margin_comments.index", reference=reference))
        except Invalid as refusal:
            form.take(refusal.problems)
    status = 400 if form.is_sent else 200
    return render_template(
        "margin_comments/index.html",
        reference=reference,
        passages=passages,
        gone=gone,
        on_all=on_all,
        form=form,
    ), status


@pages.post("/<reference>/comments/<int(max=2147483647):key>/resolve")
@allow(Ability.COMMENT_IN_MARGIN)
def resolve(reference: str, key: int) -> ResponseReturnValue:
    """Say that a comment is dealt with."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    comment = get_comment(response=response, key=key, by=by)
    try:
        resolve_comment(
            response=response, comment=comment, version=VersionedForm().version_seen, by=by, now=now()
        )
        flash("The comment is resolved.", "success")
    except (Invalid, Conflict):
        flash("Somebody else resolved this comment, or changed it. It stands below as it is now.")
    return redirect(url_for("margin_comments.index", reference=reference))


def _add(reference: str, form: CommentForm, passage: Passage) -> None:
    """Write the comment, once for any number of presses."""
    by, nonce = current_actor(), "".join(str(form.nonce.data or "").split())[:60]
    if comment_by_nonce(reading(), nonce) is not None:
        return
    about_letter = passage.key.startswith(f"{LETTER}-")
    item, _, voice = passage.key.rpartition("-")
    add_comment(
        response=get_response(reference=reference, by=by, today=today()),
        item=None if about_letter else get_item(reference=item, by=by, today=today())[0],
        voice=None if about_letter else Voice(voice),
        passage=passage.text if about_letter else "",
        text=form.text.data or "",
        nonce=nonce,
        by=by,
        now=now(),
    )
    flash("The comment stands in the margin.", "success")
