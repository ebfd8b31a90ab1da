"""What changed in a letter between any two of its versions, word by word?"""

from flask import Blueprint, render_template, request

from tracker.clock import today
from tracker.domain.permissions import Ability
from tracker.queries.letter_versions import letter_states
from tracker.queries.reading import reading
from tracker.services.responses import get_response
from tracker.web.allow import allow, current_actor
from tracker.web.comparing import compared, version_choices
from tracker.web.forms.letter_versions import VersionsForm

pages = Blueprint("letter_versions", __name__, url_prefix="/responses")


@pages.get("/<reference>/compare")
@allow(Ability.READ_PCC_DRAFTS)
def compare(reference: str) -> str:
    """Two versions of a letter side by side in one text."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    status, reference = response.status, response.reference
    states = {str(state.seq): state for state in letter_states(reading(), response)}
    form = VersionsForm()
    wanted = {name: request.args.get(name, "") for name in ("old", "new")}
    for name, seq in wanted.items():
        form[name].data = seq
    form.offer(version_choices(list(states.values())))
    ends = [states[key] for name in ("old", "new") if (key := str(form[name].data)) in states]
    # Whichever was chosen first, the earlier one is the old one.
    ends.sort(key=lambda state: state.seq)
    parts = compared(ends[0], ends[-1], by, status) if ends else []
    return render_template("letter_versions/compare.html", reference=reference, versions=form, parts=parts)
