"""Earlier and later items: the whole chain, and work that goes on under the later one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.services.chain_views import chain_in_full, work_in_words
from tracker.services.continuing import continue_item, may_carry
from tracker.services.items import get_item
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.chain_words import chain_lines
from tracker.web.forms.chains import CarryForm

pages = Blueprint("chains", __name__, url_prefix="/items/<reference>")


@pages.get("/chain")
@allow(Ability.READ_REGISTER)
def show(reference: str) -> str:
    """What came before this item, what came after, and which of them counts?"""
    full = chain_in_full(reference=reference, by=current_actor(), today=today())
    return render_template(
        "chains/show.html", reference=full.reference, lines=chain_lines(full), is_alone=len(full.items) == 1
    )


@pages.route("/continue/<earlier>", methods=["GET", "POST"])
@allow(Ability.ALLOCATE_ITEMS)
def carry(reference: str, earlier: str) -> ResponseReturnValue:
    """Carry owner, open actions and proof from an earlier item to this one."""
    by = current_actor()
    later_item, _ = get_item(reference=reference, by=by, today=today())
    earlier_item, _ = get_item(reference=earlier, by=by, today=today())
    work = work_in_words(earlier=earlier_item, later=later_item)
    form = CarryForm(data={"seen": work.seen})
    status = 400 if form.is_sent else 200
    is_late = form.is_sent and form.seen.data != work.seen
    if not is_late:
        require(may_carry(earlier=earlier_item, later=later_item, by=by, today=today()))
    if form.is_sent_and_valid():
        try:
            continue_item(
                earlier=earlier_item,
                later=later_item,
                seen=form.seen.data or "",
                note=form.note.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            words = f"The work on {earlier_item.reference} goes on under {later_item.reference}."
            flash(words, "success")
            return redirect(url_for("items.show", reference=later_item.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            work = work_in_words(earlier=earlier_item, later=later_item)
            form.seen.data = work.seen
            words = f"{conflict} Look below at what would be carried now, then decide again."
            form.form_errors = [*form.form_errors, words]
    verdict = may_carry(earlier=earlier_item, later=later_item, by=by, today=today())
    return render_template(
        "chains/carry.html",
        form=form,
        work=work,
        reason=verdict.reason,
        earlier=earlier_item.reference,
        later=later_item.reference,
    ), status
