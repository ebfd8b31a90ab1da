"""Which account holds which post: how owners reach what their posts are asked."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.commissions import post_accounts
from tracker.queries.offices import posts
from tracker.queries.reading import reading
from tracker.queries.response_moves import account_choices
from tracker.services.post_accounts import get_post_account, record_post_account
from tracker.web.allow import allow, current_actor
from tracker.web.forms.post_accounts import PostAccountForm

pages = Blueprint("post_accounts", __name__, url_prefix="/offices/accounts")


@pages.get("")
@allow(Ability.COMMISSION_OWNERS)
def index() -> str:
    """Who reaches what a post is asked?"""
    return render_template(
        "post_accounts/index.html",
        lines=post_accounts(reading()),
        day=_day,
        may_edit=bool(may(current_actor(), Ability.EDIT_OFFICES)),
    )


def _day(day: date | None, none: str) -> str:
    return date_in_words(day) if day else none


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def new() -> ResponseReturnValue:
    """Record which account holds a post."""
    return _page(None)


@pages.route("/<int(min=1, max=2147483647):key>", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def edit(key: int) -> ResponseReturnValue:
    """Correct it, or set its end."""
    return _page(key)


def _page(key: int | None) -> ResponseReturnValue:
    row = get_post_account(key=key, by=current_actor()) if key is not None else None
    slugs = {post.id: post.slug for post in posts(reading())}
    data: dict[str, object] = {"version": 0}
    if row is not None:
        data = {
            "version": row.version,
            "post": slugs.get(row.post_id, ""),
            "account": str(row.account_id),
            "from_on": row.from_on,
            "to_on": row.to_on,
        }
    form = PostAccountForm(data=data)
    form.post.choices = [("", "Choose a post"), *((post.slug, post.title) for post in posts(reading()))]
    form.account.choices = [
        ("", "Choose an account"),
        *((str(key), name) for key, name in account_choices(reading())),
    ]
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            record_post_account(
                row=row,
                version=form.version_seen,
                post=form.post.data,
                account_id=int(form.account.data),
                from_on=form.from_on.data,
                to_on=form.to_on.data,
                by=current_actor(),
                now=now(),
            )
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            assert key is not None
            form.now_at(get_post_account(key=key, by=current_actor()).version)
            form.take({"version": f"{conflict} Look at it as it stands now, then save again."})
        else:
            flash("It is recorded who reaches what the post is asked.", "success")
            return redirect(url_for("post_accounts.index"))
    return render_template("post_accounts/edit.html", form=form, is_new=row is None), status
