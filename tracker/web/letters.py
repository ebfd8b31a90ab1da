"""The letter's own parts: date, layout, paragraphs, and each standard part as on its date or by hand."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import ResponseOrigin
from tracker.services.letter_details import FREE_PARTS, LetterDetails, details_of, facts_in, facts_of
from tracker.services.reopening import require_open
from tracker.services.response_views import ResponseInFull, response_in_full
from tracker.services.responses import change_letter, get_response
from tracker.web.allow import allow, current_actor
from tracker.web.conflicts import Merge, last_event_on, merged
from tracker.web.forms.letters import LetterForm, Part, label_of_part, letter_form

pages = Blueprint("letters", __name__, url_prefix="/responses")

PER_REPORT = {"enclosure": "enclosures", "appendix_heading": "appendix_headings"}
"""The parts that each report of the letter has, by the names the history gives them."""


@pages.route("/<reference>/letter", methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def edit(reference: str) -> ResponseReturnValue:
    """Change the letter's own parts."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    require_open(response)
    full = response_in_full(response=response, by=by, today=today())
    form = _form(full, details_of(response), seen=last_event_on("response", full.id))
    merge: Merge | None = None
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        details = _details(form, full)
        try:
            change_letter(response=response, version=form.version_seen, details=details, by=by, now=now())
            flash("The letter is saved.", "success")
            return redirect(url_for("responses.show", reference=reference))
        except Invalid as refusal:
            form.take(_by_box(refusal.problems))
        except Conflict:
            form, merge = _merged(reference, form.last_seen, details)
            status = 409
    return render_template(
        "responses/letter.html",
        form=form,
        merge=merge,
        reference=full.reference,
        is_imported=full.origin is ResponseOrigin.IMPORTED,
        parts=_parts(form, full),
        headings=_headings(form, full),
    ), status


def _form(full: ResponseInFull, details: LetterDetails, *, seen: int, is_merged: bool = False) -> LetterForm:
    """The form as the letter stands, or filled with the details given."""
    return letter_form(
        details,
        _standard(full),
        is_imported=full.origin is ResponseOrigin.IMPORTED,
        has_picture=_newest_picture(full) is not None or full.own_picture is not None,
        prints_picture=full.parts.signature_image_id is not None
        if not is_merged
        else details.prints_signature,
        version=full.version,
        seen=seen,
        is_merged=is_merged,
    )


def _details(form: LetterForm, full: ResponseInFull) -> LetterDetails:
    is_listed = full.origin is ResponseOrigin.DRAFTED and form["signatory_name-by"].data == "standard"
    return form.details(_newest_picture(full) or full.own_picture, standard_picture=is_listed)


def _newest_picture(full: ResponseInFull) -> int | None:
    """The newest picture of whoever signs, where the list of office holders knows that name on that day."""
    listed = full.standard.day
    is_same = full.parts.signatory_name.casefold() == listed.signatory_name.casefold()
    return listed.signature_image_id if is_same else None


def _standard(full: ResponseInFull) -> dict[str, str]:
    """The standard words of each part by the key of its box."""
    words = dict(full.standard.parts)
    for number, appendix in enumerate(full.standard.appendices):
        words[f"enclosure-{number}"] = appendix.enclosure
        words[f"appendix_heading-{number}"] = appendix.heading
    return words


def _parts(form: LetterForm, full: ResponseInFull) -> list[Part]:
    standard = _standard(full)
    return [form.part(key, label_of_part(key), standard[key]) for key in FREE_PARTS]


def _headings(form: LetterForm, full: ResponseInFull) -> list[Part]:
    """The headings and enclosure lines of each report that the letter answers."""
    standard = _standard(full)
    keys = [f"{n}-{i}" for i in range(len(full.reports)) for n in ("appendix_heading", "enclosure")]
    return [form.part(key, label_of_part(key), standard[key]) for key in keys]


def _by_box(problems: dict[str, str]) -> dict[str, str]:
    """Problems by the names of the boxes, which call rows in the singular."""
    names = {part: name for name, part in PER_REPORT.items()}
    found = {}
    for key, words in problems.items():
        part, dash, number = key.partition("-")
        found[f"{names.get(part, part)}{dash}{number}"] = words
    return found


def _merged(reference: str, seen: int, mine: LetterDetails) -> tuple[LetterForm, Merge]:
    """The form again, with what somebody else saved meanwhile beside what this person typed."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    full = response_in_full(response=response, by=current_actor(), today=today())
    merge = merged("response", response.id, seen=seen, mine=facts_in(mine), theirs=facts_of(response))
    together = _with_theirs(merge, mine, details_of(response))
    form = _form(full, together, seen=merge.seen, is_merged=True)
    numbers = range(len(full.reports))
    merge.mark(form, {f"{name} {n + 1}": f"{name}-{n}" for name in PER_REPORT for n in numbers})
    return form, merge


def _with_theirs(merge: Merge, mine: LetterDetails, theirs: LetterDetails) -> LetterDetails:
    """What this person typed, with the other's words where only the other changed a part."""
    taken: dict[str, Any] = {
        field: getattr(theirs, field) for field in merge.only_theirs if hasattr(theirs, field)
    }
    for name, part in PER_REPORT.items():
        taken[part] = tuple(
            other if f"{name} {n}" in merge.only_theirs else own
            for n, (own, other) in enumerate(
                zip(getattr(mine, part), getattr(theirs, part), strict=True), start=1
            )
        )
    return replace(mine, **taken)
