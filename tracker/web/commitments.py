"""Commitments: what was promised in a letter, decided sentence by sentence, and what came of it."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.commitments import (
    CommitmentDetails,
    CommitmentKind,
    CommitmentState,
    suggested_by,
)
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.vocabulary import Voice
from tracker.queries.commitments import commitment_rows, commitments_of, item_references
from tracker.queries.offices import posts
from tracker.queries.reading import reading
from tracker.services.commitment_views import commitment_in_full
from tracker.services.commitments import (
    add_commitment,
    decide_promise,
)
from tracker.services.items import get_item
from tracker.services.promises import Promise, promises_of
from tracker.services.response_views import response_in_full
from tracker.services.responses import get_response
from tracker.web.allow import allow, current_actor
from tracker.web.commitment_words import (
    CommitmentLine,
    PromisePanel,
    commitment_line,
    panel_of,
    part_in_words,
    promise_line,
)
from tracker.web.forms.commitments import (
    WHOLE_LETTER,
    by_hand_form,
    commitment_filter,
    commitment_form,
)

pages = Blueprint("commitments", __name__)
OF_LETTER = "/responses/<reference>/commitments"


@pages.get("/commitments")
@allow(Ability.READ_RESPONSES)
def index() -> str:
    """Which promises are open, and whose are they?"""
    rows = commitment_rows(reading(), current_actor(), today())
    lines = [
        commitment_line(
            commitment_in_full(row.commitment), row.item_reference, today(), row.response.reference
        )
        for row in rows
    ]
    filters = commitment_filter(sorted({line.owner for line in lines if line.owner}, key=str.casefold))
    states = {row.commitment.id: row.commitment.state for row in rows}
    listed, owner = filters.listed.data or "open", filters["owner"].data or ""
    found = [
        line
        for line in lines
        if (not owner or line.owner == owner) and _is_listed(listed, line, states[line.key])
    ]
    return render_template(
        "commitments/index.html",
        filters=filters,
        rows=sorted(found, key=_in_order(states)),
        overdue=sum(line.is_overdue for line in lines),
        is_empty=not lines,
    )


def _is_listed(listed: str, line: CommitmentLine, state: CommitmentState) -> bool:
    if listed == "overdue":
        return line.is_overdue
    if listed == "settled":
        return state is not CommitmentState.OPEN
    return listed == "all" or state is CommitmentState.OPEN


def _in_order(states: dict[int, CommitmentState]) -> Callable[[CommitmentLine], tuple[object, ...]]:
    """Overdue first, then what is due soonest; what is settled comes last."""
    return lambda line: (
        not line.is_overdue,
        states[line.key] is not CommitmentState.OPEN,
        line.due.isoformat() if line.due else "9999",
        line.key,
    )


def post_titles() -> list[str]:
    """The posts that may answer for a promise: those that items are asked of."""
    return [post.title for post in posts(reading())]


def promise_panel(reference: str) -> PromisePanel | None:
    """What the desk says of a letter's promises; None before the letter is issued."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    if not response.status.is_issued:
        return None
    found = promises_of(response=response, by=by, today=today())
    kinds = [one.kind for one in commitments_of(reading(), response)]
    made = sum(kind is not CommitmentKind.NOT_A_PROMISE for kind in kinds)
    return panel_of(response.reference, decided=found.decided, offered=found.offered, made=made)


@pages.get(OF_LETTER)
@allow(Ability.READ_RESPONSES)
def of_letter(reference: str) -> str:
    """Which sentences of this letter still wait for a decision?"""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    found = promises_of(response=response, by=by, today=today())
    made = commitments_of(reading(), response)
    names = item_references(reading(), [one.item_id for one in made if one.item_id])
    lines = [
        commitment_line(commitment_in_full(one), names.get(one.item_id or 0, ""), today()) for one in made
    ]
    none = [one.id for one in made if one.kind is CommitmentKind.NOT_A_PROMISE]
    return render_template(
        "commitments/of_letter.html",
        reference=response.reference,
        is_issued=response.status.is_issued,
        undecided=[promise_line(response.reference, one) for one in found.undecided],
        found=found,
        made=[line for line in lines if line.key not in none],
        not_promises=[line for line in lines if line.key in none],
        may_decide=bool(may(by, Ability.DECIDE_COMMITMENTS)),
    )


def _promise(reference: str, key: str) -> Promise:
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    found = promises_of(response=response, by=by, today=today())
    for one in found.undecided:
        if one.key == key:
            return one
    raise NotHere("This sentence does not wait for a decision: it was decided, or the letter was changed.")


@pages.route(f"{OF_LETTER}/promises/<key>", methods=["GET", "POST"])
@allow(Ability.DECIDE_COMMITMENTS)
def decide(reference: str, key: str) -> ResponseReturnValue:
    """Say what one sentence is."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    promise = _promise(reference, key)
    form = commitment_form(suggested_by(promise.read), post_titles())
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            decide_promise(
                response=response, key=key, details=form.details(), by=by, now=now(), today=today()
            )
            return _onward(response.reference)
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            form.take({"version": f"{conflict} Go back to the letter to see what was decided."})
    return render_template(
        "commitments/decide.html",
        form=form,
        reference=response.reference,
        promise=promise_line(response.reference, promise),
        where=part_in_words(promise.part),
    ), status


@pages.post(f"{OF_LETTER}/promises/<key>/none")
@allow(Ability.DECIDE_COMMITMENTS)
def dismiss(reference: str, key: str) -> ResponseReturnValue:
    """Mark one sentence as not a promise, in one press."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    words = _promise(reference, key).read.sentence
    details = CommitmentDetails(CommitmentKind.NOT_A_PROMISE, suggested_text(words))
    decide_promise(response=response, key=key, details=details, by=by, now=now(), today=today())
    return _onward(response.reference)


def suggested_text(words: str) -> str:
    """The words of a sentence as far as a commitment's text takes them."""
    return words[:2_000]


def _onward(reference: str) -> ResponseReturnValue:
    flash("The decision is saved.", "success")
    return redirect(url_for("commitments.of_letter", reference=reference))


@pages.route(f"{OF_LETTER}/new", methods=["GET", "POST"])
@allow(Ability.DECIDE_COMMITMENTS)
def new(reference: str) -> ResponseReturnValue:
    """Add a promise that was not offered."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    items = response_in_full(response=response, by=by, today=today()).items
    form = by_hand_form([(one.reference, f"{one.reference}: {one.heading}") for one in items], post_titles())
    if form.is_sent_and_valid():
        chosen = form.item.data
        in_letter = chosen == WHOLE_LETTER
        try:
            add_commitment(
                response=response,
                item=None if in_letter else get_item(reference=chosen, by=by, today=today())[0],
                voice=None if in_letter else Voice(form.voice.data),
                details=form.details(),
                by=by,
                now=now(),
            )
            return _onward(response.reference)
        except Invalid as refusal:
            form.take(refusal.problems)
    return render_template("commitments/new.html", form=form, reference=response.reference), (
        400 if form.is_sent else 200
    )
