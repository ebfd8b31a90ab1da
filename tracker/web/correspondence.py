"""Letters of HMICFRS about items: one letter closes some, re-opens others, and is recorded once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Marking
from tracker.queries.correspondence import letter_by_nonce
from tracker.queries.items import items_of_reports
from tracker.queries.reading import reading
from tracker.services.correspondence import LetterFile, Said, record_correspondence
from tracker.services.correspondence_views import letter_in_full, letters_page
from tracker.services.items import get_item
from tracker.services.proof_store import StoreFull
from tracker.services.reports import get_report
from tracker.web.allow import allow, current_actor
from tracker.web.forms.correspondence import LetterForm, TypedRow, letter_form
from tracker.web.paging import Pages, page_asked_for
from tracker.web.progress_proof_words import proof_line
from tracker.web.proofs import proof_store
from tracker.web.timelines import timeline_of

pages = Blueprint("correspondence", __name__, url_prefix="/correspondence")


@pages.get("")
@allow(Ability.READ_REGISTER)
def index() -> str:
    """What did HMICFRS write about our items?"""
    number = page_asked_for()
    found, total = letters_page(page=number, by=current_actor(), today=today())
    return render_template(
        "correspondence/index.html",
        letters=found,
        paging=Pages(number, total, lambda n: url_for("correspondence.index", page=n)),
        may_record=bool(may(current_actor(), Ability.RECORD_CORRESPONDENCE)),
    )


@pages.get("/<int(min=1, max=2147483647):key>")
@allow(Ability.READ_REGISTER)
def show(key: int) -> str:
    """What does this letter say, item by item?"""
    by = current_actor()
    letter = letter_in_full(key=key, by=by, today=today())
    return render_template(
        "correspondence/show.html",
        letter=letter,
        file=proof_line(letter.file) if letter.file is not None else None,
        history=timeline_of([("correspondence", key)], actor=by, today=today()),
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.RECORD_CORRESPONDENCE)
def new() -> ResponseReturnValue:
    """Record a letter and what it does with each item, in one save."""
    wants_more = request.method == "POST" and "more" in request.form
    form = letter_form(_asked_for(), today(), more=wants_more)
    nonce = str(form.nonce.data or "")[:60]
    status = 400 if form.is_sent and not wants_more else 200
    if form.is_sent and (saved := letter_by_nonce(reading(), nonce)) is not None:
        # The button was pressed twice: the first press has recorded it.
        return redirect(url_for("correspondence.show", key=saved))
    if not wants_more and form.is_sent_and_valid():
        typed = form.typed_items()
        said = _found(form, typed)
        try:
            if len(said) == len(typed):
                return _recorded(form, said, nonce)
        except Invalid as refusal:
            form.take_of_items(refusal.problems, typed)
        except StoreFull as refusal:
            form.take({"file": str(refusal)})
        except Conflict:
            return redirect(url_for("correspondence.index"))
    form.want_file_again()
    return render_template("correspondence/new.html", form=form), status


def _recorded(form: LetterForm, said: list[Said], nonce: str) -> ResponseReturnValue:
    letter = record_correspondence(
        details=form.details(),
        said=said,
        nonce=nonce,
        by=current_actor(),
        now=now(),
        today=today(),
        file=_file_of(form),
    )
    flash("The letter is recorded, and its items stand as it says.", "success")
    return redirect(url_for("correspondence.show", key=letter.id))


def _file_of(form: LetterForm) -> LetterFile | None:
    if not form.file_name:
        return None
    marking = Marking(form.marking.data)
    return LetterFile(form.file_name, form.file.data.read(), proof_store(), marking)


def _asked_for() -> list[str]:
    """The items that the address names: by themselves, or all of a report's that are ours."""
    by = current_actor()
    if named := request.args.get("report"):
        report = get_report(reference=named, by=by, today=today())
        return [item.reference for item in items_of_reports(reading(), [report.id]) if item.for_whom.is_ours]
    return [
        get_item(reference=reference, by=by, today=today())[0].reference
        for reference in request.args.getlist("item")[:1]
    ]


def _found(form: LetterForm, typed: list[TypedRow]) -> list[Said]:
    """The items that were named; beside one that is not there the form says so."""
    found = []
    for row in typed:
        try:
            item, _ = get_item(reference=row.reference, by=current_actor(), today=today())
            found.append(Said(item, row.effect, row.note))
        except (NotHere, NotAllowed):
            # An item under embargo is not there for those who may not know of it.
            words = f"There is no item {row.reference}. Look it up in the register"
            form.add_error(f"items-{row.row}-reference", words)
    return found
