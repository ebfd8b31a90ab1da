"""Hand-over: what stands with a person who leaves, and who takes each post from which day?"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.hand_overs import accounts_with_posts, posts_without_person
from tracker.queries.reading import reading
from tracker.queries.response_moves import account_choices
from tracker.services.hand_overs import hand_over, leaving
from tracker.web.allow import allow, current_actor
from tracker.web.forms.hand_overs import given_in, hand_over_form
from tracker.web.presenting import counted

pages = Blueprint("hand_overs", __name__, url_prefix="/hand-over")


@pages.get("")
@allow(Ability.ALLOCATE_ITEMS)
def index() -> str:
    """Who leaves?"""
    return render_template(
        "hand_overs/index.html",
        people=accounts_with_posts(reading(), today()),
        alone=posts_without_person(reading(), current_actor(), today()),
    )


@pages.route("/<int(min=1, max=2147483647):key>", methods=["GET", "POST"])
@allow(Ability.ALLOCATE_ITEMS)
def show(key: int) -> ResponseReturnValue:
    """What stands with this person, and who takes over?"""
    by = current_actor()
    held = leaving(account_id=key, by=by, today=today())
    form = hand_over_form(held.posts, account_choices(reading()), today())
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            count = hand_over(
                account_id=key,
                given=given_in(form, held.posts),
                on=form.on.data,
                reason=form.reason.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash(f"{counted(count, 'post is', 'posts are')} handed over by {held.name}.", "success")
            return redirect(url_for("hand_overs.index"))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            held = leaving(account_id=key, by=by, today=today())
            form.take({"": f"{conflict} Look at the posts as they stand now, then save again."})
    return render_template("hand_overs/show.html", form=form, page=held), status
