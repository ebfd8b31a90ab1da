"""Offices and people: who holds which office today and before, and the forms that keep it right."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.offices import bodies, posts
from tracker.queries.reading import reading
from tracker.services import office_views as views
from tracker.services import offices
from tracker.services.chief_officers import is_chief_officer
from tracker.web.addresses import page_at
from tracker.web.allow import allow, current_actor
from tracker.web.clashes import clashes_with
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.offices import (
    BodyForm,
    HoldingForm,
    LetterheadForm,
    NewPostForm,
    PostForm,
    SignatureForm,
    data_of,
)
from tracker.web.office_words import page_of

pages = Blueprint("offices", __name__, url_prefix="/offices")

KEY = "<int(min=1, max=2147483647):key>"
LETTERHEAD_FIELDS = ("text", "from_on", "to_on")
BODY_FIELDS = ("kind", "name", "also_called", "from_on", "to_on", "head_post_id", "successor_id")
POST_FIELDS = ("title", "title_in_letters", "short_title", "salutation", "address")
HOLDING_FIELDS = ("person_name", "from_on", "to_on", "is_acting")


@pages.get("")
@allow(Ability.READ_REGISTER)
def index() -> str:
    """Who holds which office, today and before?"""
    by = current_actor()
    view = views.offices_in_full(by=by, today=today())
    return render_template(
        "offices/index.html",
        page=page_of(view, today()),
        may_edit=may(by, Ability.EDIT_OFFICES),
        accounts_href=page_at("post_accounts.index"),
        hand_over_href=page_at("hand_overs.index"),
    )


@pages.route("/bodies/new", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def new_body() -> ResponseReturnValue:
    """Add a body under a name."""
    form = BodyForm(data={"version": "0"})
    form.offer(_posts(), _bodies())

    def save() -> None:
        offices.record_body(body=None, version=0, details=form.details(), by=current_actor(), now=now())

    return _edited(form, save, title="Add a body", button="Add body", done="Body added.")


@pages.route(f"/bodies/{KEY}", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def edit_body(key: int) -> ResponseReturnValue:
    """Correct a body, or say until when it bore its name."""
    body = views.get_body(key=key, by=current_actor())
    others = [(other, name) for other, name in _bodies() if other != key]
    form = BodyForm(data=data_of(body, *BODY_FIELDS))
    form.offer(_posts(), others)

    def save() -> None:
        offices.record_body(
            body=body, version=form.version_seen, details=form.details(), by=current_actor(), now=now()
        )

    def stored() -> tuple[VersionedForm, int]:
        fresh = BodyForm(data=data_of(body, *BODY_FIELDS), formdata=None)
        fresh.offer(_posts(), others)
        return fresh, body.version

    return _edited(form, save, stored, title=f"Change {body.name}", button="Save body", done="Body saved.")


@pages.route("/letterheads/new", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def new_letterhead() -> ResponseReturnValue:
    """Add a letterhead."""
    form = LetterheadForm(data={"version": "0"})

    def save() -> None:
        _save_letterhead(None, 0, form)

    return _edited(form, save, title="Add a letterhead", button="Add letterhead", done="Letterhead added.")


@pages.route(f"/letterheads/{KEY}", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def edit_letterhead(key: int) -> ResponseReturnValue:
    """Correct a letterhead, or say until when it was in use."""
    letterhead = views.get_letterhead(key=key, by=current_actor())
    form = LetterheadForm(data=data_of(letterhead, *LETTERHEAD_FIELDS))

    def save() -> None:
        _save_letterhead(key, form.version_seen, form)

    def stored() -> tuple[VersionedForm, int]:
        fresh = LetterheadForm(data=data_of(letterhead, *LETTERHEAD_FIELDS), formdata=None)
        return fresh, letterhead.version

    title = "Change the letterhead"
    return _edited(form, save, stored, title=title, button="Save letterhead", done="Letterhead saved.")


def _save_letterhead(key: int | None, version: int, form: LetterheadForm) -> None:
    by = current_actor()
    offices.record_letterhead(
        letterhead=views.get_letterhead(key=key, by=by) if key else None,
        version=version,
        text=form.text.data or "",
        from_on=form.from_on.data,
        to_on=form.to_on.data,
        by=by,
        now=now(),
    )


@pages.route("/posts/new", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def new_post() -> ResponseReturnValue:
    """Add a post."""
    form = NewPostForm(data={"version": "0"})

    def save() -> None:
        details = form.details(form.slug.data or "")
        offices.record_post(post=None, version=0, details=details, by=current_actor(), now=now())

    return _edited(form, save, title="Add a post", button="Add post", done="Post added. Add its holder next.")


@pages.route("/posts/<slug>", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def edit_post(slug: str) -> ResponseReturnValue:
    """Correct a post."""
    post = views.get_post(slug=slug, by=current_actor())

    def data() -> dict[str, Any]:
        return data_of(post, *POST_FIELDS) | {"is_chief_officer": is_chief_officer(post)}

    form = PostForm(data=data())

    def save() -> None:
        offices.record_post(
            post=post, version=form.version_seen, details=form.details(slug), by=current_actor(), now=now()
        )

    def stored() -> tuple[VersionedForm, int]:
        return PostForm(data=data(), formdata=None), post.version

    return _edited(form, save, stored, title=f"Change {post.title}", button="Save post", done="Post saved.")


@pages.route("/posts/<slug>/holders/new", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def new_holder(slug: str) -> ResponseReturnValue:
    """Add somebody who holds or held a post."""
    post = views.get_post(slug=slug, by=current_actor())
    form = HoldingForm(data={"version": "0"})

    def save() -> None:
        offices.record_holding(
            holding=None, version=0, post=post, details=form.details(), by=current_actor(), now=now()
        )

    title = f"Add a holder of the post {post.title}"
    return _edited(form, save, title=title, button="Add holder", done="Holder added.")


@pages.route(f"/holders/{KEY}", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def edit_holder(key: int) -> ResponseReturnValue:
    """Correct a holder, or say until when the post was held."""
    holding, post = views.get_holding(key=key, by=current_actor())
    form = HoldingForm(data=data_of(holding, *HOLDING_FIELDS))

    def save() -> None:
        offices.record_holding(
            holding=holding,
            version=form.version_seen,
            post=post,
            details=form.details(),
            by=current_actor(),
            now=now(),
        )

    def stored() -> tuple[VersionedForm, int]:
        return HoldingForm(data=data_of(holding, *HOLDING_FIELDS), formdata=None), holding.version

    title = f"Change {holding.person_name}, {post.title}"
    return _edited(form, save, stored, title=title, button="Save holder", done="Holder saved.")


@pages.post(f"/holders/{KEY}/confirm")
@allow(Ability.EDIT_OFFICES)
def confirm(key: int) -> ResponseReturnValue:
    """Say that the list is still right about a holder."""
    by = current_actor()
    holding, post = views.get_holding(key=key, by=by)
    version = VersionedForm().version_seen
    offices.confirm_holding(holding=holding, version=version, by=by, now=now(), today=today())
    flash(f"Confirmed: {holding.person_name} is still {post.title}.", "success")
    return redirect(url_for("offices.index", _anchor=f"post-{post.slug}"), 303)


@pages.route(f"/holders/{KEY}/signature", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def signature(key: int) -> ResponseReturnValue:
    """Add a picture of a holder's signature."""
    by = current_actor()
    holding, _ = views.get_holding(key=key, by=by)
    form = SignatureForm()
    if form.is_sent_and_valid():
        try:
            offices.add_signature(
                holding=holding, content=form.content(), alt_text=form.alt_text.data or "", by=by, now=now()
            )
        except Invalid as refusal:
            form.take(refusal.problems)
        else:
            flash("Signature added. Earlier letters keep the picture they have.", "success")
            return redirect(url_for("offices.index"), 303)
    status = 400 if form.is_sent else 200
    return render_template("offices/signature.html", form=form, name=holding.person_name), status


@pages.get(f"/signatures/{KEY}.png")
@allow(Ability.READ_REGISTER)
def picture(key: int) -> Response:
    """The picture of a signature, from our own address."""
    response = make_response(views.get_picture(key=key, by=current_actor()))
    response.headers["Content-Type"] = "image/png"
    response.headers["Content-Disposition"] = "inline"
    return response


def _edited(
    form: VersionedForm,
    save: Callable[[], None],
    stored: Callable[[], tuple[VersionedForm, int]] | None = None,
    *,
    title: str,
    button: str,
    done: str,
) -> ResponseReturnValue:
    """Show a form, save it, and on a refusal show it again with everything that was typed."""
    clashes, status = {}, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            save()
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            assert stored is not None
            fresh, version = stored()
            clashes = clashes_with(form, fresh, version=version, their_name=conflict.theirs)
            status = 409
        else:
            flash(done, "success")
            return redirect(url_for("offices.index"), 303)
    return render_template(
        "offices/edit.html", form=form, clashes=clashes, title=title, button=button
    ), status


def _posts() -> list[tuple[int, str]]:
    return [(post.id, post.title) for post in posts(reading())]


def _bodies() -> list[tuple[int, str]]:
    return [(body.id, body.name) for body in bodies(reading())]
