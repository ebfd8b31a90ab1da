"""The form by which the posts of a person who leaves go to others."""

from collections.abc import Sequence
from datetime import date

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.wording import in_a_row
from tracker.queries.hand_overs import PostHeld
from tracker.services.hand_overs import Given
from tracker.web.forms.base import NO_VERSION, Form
from tracker.web.forms.rows import with_fields
from tracker.web.presenting import counted
from tracker.web.widgets import HiddenField, SelectField, TextField, UKDateField

NOBODY = "nobody"


class HandOverForm(Form):
    """From which day, and why; the posts come before."""

    on = UKDateField("From which day", required="Enter the day from which the other person answers")
    reason = TextField("Why the posts change hands (no case material)", rows=2)


def hand_over_form(posts: Sequence[PostHeld], people: Sequence[tuple[int, str]], today: date) -> HandOverForm:
    """The form with a choice for each post, and the version of each that was seen."""
    takers = [
        *((str(key), name) for key, name in people),
        (NOBODY, "Nobody yet: it is left without a person"),
    ]
    fields: dict[str, object] = {}
    for held in posts:
        first = "Choose who takes over"
        if held.row.to_on is not None:
            first = f"Nobody: it ends on {date_in_words(held.row.to_on)} anyway"
        fields[f"post_{held.row.id}"] = SelectField(
            held.post.title, choices=[("", first), *takers], hint=_goes_with(held)
        )
        fields[f"version_{held.row.id}"] = HiddenField(default=str(held.row.version))
    return with_fields(HandOverForm, fields)(data={"on": today})


def _goes_with(held: PostHeld) -> str:
    parts = [
        counted(held.items, "open item") if held.items else "",
        counted(held.actions, "open action") if held.actions else "",
        counted(held.commissions, "item asked for comments", "items asked for comments")
        if held.commissions
        else "",
    ]
    said = in_a_row([part for part in parts if part])
    return f"With it: {said}" if said else "Nothing open goes with it"


def given_in(form: HandOverForm, posts: Sequence[PostHeld]) -> list[Given]:
    """What was chosen, post by post; a post without a choice is left out."""
    found = []
    for held in posts:
        choice, version = form[f"post_{held.row.id}"].data, str(form[f"version_{held.row.id}"].data or "")
        is_number = version.isascii() and version.isdigit() and len(version) < 10
        if choice:
            to = None if choice == NOBODY else int(choice)
            found.append(Given(held.row.id, int(version) if is_number else NO_VERSION, to))
    return found
