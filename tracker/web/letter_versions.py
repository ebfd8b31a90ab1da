"""What changed in a letter between any two of its versions, word by word?"""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template, request

from tracker.clock import today
from tracker.domain.permissions import Ability
from tracker.queries.commissions import commissioned_answers
from tracker.queries.letter_versions import LetterState, PrintedVersion, letter_states, printed_versions
from tracker.queries.reading import reading
from tracker.services.responses import get_response
from tracker.web.allow import allow, current_actor
from tracker.web.comparing import (
    PRINTED,
    ComparedPart,
    compared,
    compared_as_printed,
    printed_choices,
    state_at,
    version_choices,
)
from tracker.web.forms.letter_versions import VersionsForm

pages = Blueprint("letter_versions", __name__, url_prefix="/responses")


@pages.get("/<reference>/compare")
@allow(Ability.READ_PCC_DRAFTS)
def compare(reference: str) -> str:
    """Two versions of a letter in one text."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    status, reference = response.status, response.reference
    states = letter_states(reading(), response)
    printed = printed_versions(reading(), response)
    form = VersionsForm()
    for name in ("old", "new"):
        form[name].data = request.args.get(name, "")
    form.offer(version_choices(states), printed_choices(printed))
    found = {f"{PRINTED}{one.id}": one for one in printed}
    ends = [found[key] for name in ("old", "new") if (key := str(form[name].data)) in found]
    parts: list[ComparedPart]
    if len(ends) == 2:
        # Whichever was chosen first, the earlier one is the old one.
        parts = compared_as_printed(*sorted(ends, key=lambda one: one.id))
    else:
        chosen = [_state(str(form[name].data), states, found) for name in ("old", "new")]
        known = sorted((one for one in chosen if one is not None), key=lambda state: state.seq)
        asked = commissioned_answers(reading(), {part[:2] for state in known for part in state.texts})
        parts = compared(known[0], known[-1], by, status, asked=asked) if known else []
    return render_template("letter_versions/compare.html", reference=reference, versions=form, parts=parts)


def _state(
    key: str, states: Sequence[LetterState], printed: Mapping[str, PrintedVersion]
) -> LetterState | None:
    """The state that a choice names; a printed version beside a change is taken by its parts."""
    if key in printed:
        return state_at(states, printed[key])
    return next((state for state in states if str(state.seq) == key), None)
