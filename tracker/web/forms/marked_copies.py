"""The forms on mark-up outside: the copy that came back, and what is said to each change of it."""

from collections.abc import Mapping
from typing import Any

from tracker.domain.draft_marks import Decision
from tracker.domain.items import MAX_TEXT
from tracker.services.marked_reviews import Review
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import HiddenField, RadioField, TextField, UploadField

UNDECIDED = "undecided"
LATER = (UNDECIDED, "Decide later")
CHANGE = [(Decision.ACCEPTED.value, "Accept"), (Decision.REFUSED.value, "Refuse"), LATER]
CONFLICT = [
    (Decision.ACCEPTED.value, "Take what came back"),
    (Decision.REFUSED.value, "Leave what stands in the letter now"),
    (Decision.OWN.value, "Use a wording of my own, typed below"),
    LATER,
]
COMMENT = [
    (Decision.ACCEPTED.value, "Put it in the margin of the letter"),
    (Decision.REFUSED.value, "Leave it out of the letter’s margin"),
]


class UploadCopyForm(Form):
    """A marked-up copy of a draft."""

    file = UploadField(
        "Marked-up copy",
        hint="The Word file (.docx) that came back, up to 25 MB, with its stamp at the head of the page.",
        accept=".docx",
        required="Choose the file that came back",
    )


class ReviewCopyForm(VersionedForm):
    """What is said to each change; `review_copy_form` adds a field for each of them."""

    seen = HiddenField()

    def decisions(self, review: Review) -> Mapping[str, Decision | None]:
        """What was said to each change and each comment."""
        keys = [*(row.text.key for row in review.to_decide), *(one.key for one in review.comments)]
        said = {key: self[decision_name(key)].data for key in keys if decision_name(key) in self}
        return {
            key: None if typed in (None, "", UNDECIDED) else Decision(typed) for key, typed in said.items()
        }

    def own(self, review: Review) -> Mapping[str, str]:
        """The wordings that were typed where the letter was changed on both sides."""
        names = {row.text.key: own_name(row.text.key) for row in review.to_decide}
        return {key: self[name].data or "" for key, name in names.items() if name in self}


def review_copy_form(review: Review, *, version: int) -> ReviewCopyForm:
    """The form of a copy, with what was decided so far."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {"version": version, "seen": review.seen}
    for number, row in enumerate(review.to_decide, start=1):
        key = row.text.key
        choices = CONFLICT if row.is_conflict else CHANGE
        fields[decision_name(key)] = RadioField(f"Change {number}: {row.where}", choices=choices)
        data[decision_name(key)] = row.decision.value if row.decision else UNDECIDED
        if row.is_conflict:
            fields[own_name(key)] = TextField(
                f"My own wording for change {number}",
                hint="Only for “a wording of my own”. A blank line starts a new paragraph.",
                limit=MAX_TEXT,
                rows=5,
            )
    for one in review.comments:
        label = f"Comment {one.number}, by {one.said.author or 'somebody without a name'}"
        fields[decision_name(one.key)] = RadioField(label, choices=COMMENT)
        data[decision_name(one.key)] = review.decisions.get(one.key, Decision.ACCEPTED).value
    return with_fields(ReviewCopyForm, fields)(data=data)


def decision_name(key: str) -> str:
    """The name of the answer to a change or a comment."""
    return f"decision-{key}"


def own_name(key: str) -> str:
    """The name of the box for a wording of one's own."""
    return f"own-{key}"
