"""Cover of a post: who acts for its holder, from which day to which?"""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.covers import CoverLine, covers_of
from tracker.queries.ownership import people_of_post
from tracker.queries.reading import reading
from tracker.queries.response_moves import account_choices
from tracker.services.covers import end_cover, get_cover, get_post, record_cover
from tracker.web.allow import allow, current_actor
from tracker.web.forms.covers import CoverForm, EndCoverForm

pages = Blueprint("covers", __name__, url_prefix="/posts/<slug>/cover")


@pages.route("", methods=["GET", "POST"])
@allow(Ability.ALLOCATE_ITEMS)
def show(slug: str) -> ResponseReturnValue:
    """Who holds and covers the post; record a cover."""
    by = current_actor()
    post = get_post(slug=slug, by=by)
    post_id, title = post.id, post.title
    form = CoverForm()
    form.account.choices = [
        ("", "Choose a person"),
        *((str(key), name) for key, name in account_choices(reading())),
    ]
    if form.is_sent_and_valid():
        try:
            record_cover(
                post=post,
                account_id=int(form.account.data),
                from_on=form.from_on.data,
                to_on=form.to_on.data,
                reason=form.reason.data or "",
                by=by,
                now=now(),
            )
            flash("The cover is recorded.", "success")
            return redirect(url_for("covers.show", slug=slug))
        except Invalid as refusal:
            form.take(refusal.problems)
    people = people_of_post(reading(), post_id, today())
    return render_template(
        "covers/show.html",
        form=form,
        slug=slug,
        title=title,
        people=[f"{one.name} (cover)" if one.is_cover else one.name for one in people],
        covers=covers_of(reading(), post_id),
        period=_period,
        may_end=lambda line: line.to_on > today(),
    ), 400 if form.is_sent else 200


def _period(line: CoverLine) -> str:
    """Its days in words; the last day is the one before the end."""
    begins, ends = date_in_words(line.from_on), date_in_words(line.to_on)
    day: date = today()
    if line.to_on <= day:
        return f"From {begins}; ended on {ends}"
    return f"From {begins} until {ends}" if line.from_on > day else f"Since {begins}, until {ends}"


@pages.route("/<int(min=1, max=2147483647):key>/end", methods=["GET", "POST"])
@allow(Ability.ALLOCATE_ITEMS)
def end(slug: str, key: int) -> ResponseReturnValue:
    """End a cover earlier than was meant."""
    by = current_actor()
    post, cover = get_post(slug=slug, by=by), get_cover(key=key, by=by)
    form = EndCoverForm(data={"version": str(cover.version), "on": today()})
    title, status = post.title, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            end_cover(
                cover=cover, version=form.version_seen, on=form.on.data, by=by, now=now(), today=today()
            )
            flash("The end of the cover is recorded.", "success")
            return redirect(url_for("covers.show", slug=slug))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            form.now_at(get_cover(key=key, by=by).version)
            form.take({"version": f"{conflict} Look at the cover as it stands now, then save again."})
    line = next((one for one in covers_of(reading(), cover.post_id) if one.id == key), None)
    return render_template(
        "covers/end.html",
        form=form,
        slug=slug,
        title=title,
        sentence=f"{line.name}: {_period(line)}." if line else "",
    ), status
