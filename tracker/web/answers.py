"""Answers: what is said to one item of a letter, in both voices."""

from dataclasses import dataclass, replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.cleaning import is_blank
from tracker.domain.permissions import Ability, may, may_edit_chief_constable
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.vocabulary import ItemKind
from tracker.queries.reading import reading
from tracker.queries.responses import answer_to
from tracker.services.answers import (
    HEADINGS,
    NOT_BEGUN,
    AnswerDetails,
    answer_facts,
    clear_comments,
    facts_in,
    write_answer,
)
from tracker.services.items import get_item
from tracker.services.reopening import may_change_words
from tracker.services.reports import require
from tracker.services.response_views import ItemInResponse, response_in_full
from tracker.services.responses import get_response
from tracker.web.allow import allow, current_actor
from tracker.web.answer_words import Around, around, inserted
from tracker.web.conflicts import Merge, last_event_on, merged
from tracker.web.forms.answers import AnswerForm, Writable, answer_form, clear_form
from tracker.web.item_words import read_in_words
from tracker.web.told import beside

pages = Blueprint("answers", __name__, url_prefix="/responses")
ONE_ANSWER = "/<reference>/answers/<item>"


@dataclass(frozen=True)
class _Found:
    """One item of a letter with its neighbours, as this person may see it."""

    reference: str
    view: ItemInResponse
    answer_id: int
    facts: dict[str, str | None]
    number: int
    of: int
    before: str
    after: str
    around: Around


def _found(reference: str, item_reference: str) -> _Found:
    """The item and its place in the letter; NotHere for an item that is not in it."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    item, _ = get_item(reference=item_reference, by=by, today=today())
    items = response_in_full(response=response, by=by, today=today()).items
    places = [n for n, one in enumerate(items) if one.id == item.id]
    if not places:
        raise NotHere(f"{response.reference} does not answer {item.reference}.")
    at, answer = places[0], answer_to(reading(), response, item)
    return _Found(
        response.reference,
        items[at],
        answer.id if answer is not None else 0,
        answer_facts(answer) if answer is not None else {},
        at + 1,
        len(items),
        items[at - 1].reference if at else "",
        items[at + 1].reference if at + 1 < len(items) else "",
        around(response.reference, items[at], answer.id if answer is not None else 0, items),
    )


@pages.route(ONE_ANSWER, methods=["GET", "POST"])
@allow(Ability.EDIT_FORCE_COMMENTS)
def edit(reference: str, item: str) -> ResponseReturnValue:
    """Write what is said to one item."""
    by, found = current_actor(), _found(reference, item)
    shown, writable = _shown(found.view), _writable(found.view)
    _refuse_passing_over(writable)
    form = answer_form(
        shown,
        writable,
        version=found.view.version,
        seen=last_event_on("answer", found.answer_id),
        others=found.around.others,
        has_shared=bool(found.around.shared),
    )
    merge: Merge | None = None
    is_insert = inserted(form, found.around.starts)
    status = 400 if form.is_sent and not is_insert else 200
    if not is_insert and form.is_sent_and_valid():
        details = form.details(shown, is_standard_sentence=found.view.is_standard_sentence)
        try:
            write_answer(
                response=get_response(reference=reference, by=by, today=today()),
                item=get_item(reference=item, by=by, today=today())[0],
                version=form.version_seen,
                details=details,
                also=[get_item(reference=one, by=by, today=today())[0] for one in form.also],
                everywhere=form.is_everywhere,
                by=by,
                now=now(),
            )
            flash(f"The answer to {found.view.reference} is saved.", "success")
            return redirect(_onward(found))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict:
            # While nobody had begun the answer there was no event to see.
            seen = form.last_seen or (-1 if form.version_seen == NOT_BEGUN else 0)
            found, form, merge = _merged(reference, item, seen, details, writable, form)
            status = 409
    return _page(found, form, merge), status


@pages.route(f"{ONE_ANSWER}/clear", methods=["GET", "POST"])
@allow(Ability.EDIT_FORCE_COMMENTS)
def clear(reference: str, item: str) -> ResponseReturnValue:
    """Record that the Chief Constable cleared the comments."""
    by, found = current_actor(), _found(reference, item)
    form = clear_form(found.view.version, today())
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        assert form.cleared_on.data is not None
        try:
            clear_comments(
                response=get_response(reference=reference, by=by, today=today()),
                item=get_item(reference=item, by=by, today=today())[0],
                version=form.version_seen,
                cleared_on=form.cleared_on.data,
                by=by,
                now=now(),
                today=today(),
            )
            flash(f"The comments on {found.view.reference} are recorded as cleared.", "success")
            return redirect(url_for("answers.edit", reference=reference, item=item))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            found = _found(reference, item)
            form.take({"version": f"{conflict} Read the comments as they stand now, then record it again."})
            form.now_at(found.view.version)
    return render_template(
        "answers/clear.html", form=form, view=found.view, reference=reference.upper()
    ), status


def _shown(view: ItemInResponse) -> AnswerDetails:
    """The answer as the form shows it; the standard sentence for other bodies is offered as the comments."""
    return AnswerDetails(
        chief_constable="\n\n".join(view.chief_constable),
        pcc="\n\n".join(view.pcc),
        reply="\n\n".join(view.reply),
        stance=view.stance,
        stance_reason=view.stance_reason,
        group_heading=view.group_heading,
        item_heading=view.heading,
    )


def _writable(view: ItemInResponse) -> Writable:
    by = current_actor()
    return Writable(
        force=bool(may_edit_chief_constable(by, is_commissioned=view.is_commissioned))
        and not view.is_chief_constable_hidden,
        pcc=bool(may(by, Ability.EDIT_PCC_RESPONSES)) and not view.is_pcc_hidden,
        has_stance=view.details.kind is ItemKind.RECOMMENDATION,
    )


def _refuse_passing_over(writable: Writable) -> None:
    """Raise NotAllowed for words that were typed into a box which meanwhile is not this person's any more."""
    if not writable.force and not is_blank(request.form.get("chief_constable", "")):
        require(may_edit_chief_constable(current_actor(), is_commissioned=True))
    if not writable.pcc and any(not is_blank(request.form.get(name, "")) for name in ("pcc", "reply")):
        require(may(current_actor(), Ability.EDIT_PCC_RESPONSES))


def _onward(found: _Found) -> str:
    """Where to go after saving: on to the next item where that was asked for, else back to the desk."""
    reference = found.reference
    if "next" in request.form and found.after:
        return url_for("answers.edit", reference=reference, item=found.after)
    if "stay" in request.form:
        return url_for("answers.edit", reference=reference, item=found.view.reference)
    return url_for("responses.show", reference=reference, _anchor="items")


def _page(found: _Found, form: AnswerForm, merge: Merge | None) -> str:
    view = found.view
    return render_template(
        "answers/edit.html",
        form=form,
        merge=merge,
        found=found,
        view=view,
        reference=found.reference,
        read=read_in_words(view.details),
        told=beside(view),
        closed=may_change_words(
            get_response(reference=found.reference, by=current_actor(), today=today())
        ).reason,
        may_clear="chief_constable" in form
        and bool(view.chief_constable and view.version and view.cleared_on is None),
    )


def _merged(
    reference: str, item: str, seen: int, mine: AnswerDetails, writable: Writable, sent: AnswerForm
) -> tuple[_Found, AnswerForm, Merge]:
    """The page again, with what somebody else saved meanwhile beside what this person typed."""
    found = _found(reference, item)
    theirs = {name: words for name, words in found.facts.items() if name in writable.fields}
    merge = merged(
        "answer",
        found.answer_id,
        seen=seen,
        mine={name: words for name, words in facts_in(mine).items() if name in writable.fields},
        theirs=theirs,
    )
    shown = _shown(found.view)
    together = merge.with_theirs(mine, shown, {})
    # A heading that was left alone stays in its box: an emptied box asks for the standard one.
    alone = {name: getattr(shown, name) for name in HEADINGS if getattr(together, name) is None}
    together = replace(together, **alone)
    form = answer_form(
        together,
        writable,
        version=found.view.version,
        seen=merge.seen,
        others=found.around.others,
        has_shared=bool(found.around.shared),
        also=sent.also,
        everywhere=sent.is_everywhere or not sent.has_everywhere,
        is_merged=True,
    )
    merge.mark(form, {})
    return found, form, merge
