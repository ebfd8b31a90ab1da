"""The forms on mark-up outside: the copy that came back, and what is said to each change of it."""

from collections.abc import Mapping
from typing import Any

from tracker.domain.draft_marks import Decision
from tracker.services.marked_reviews import Review
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import HiddenField, RadioField, UploadField, choices_of

UNDECIDED = "undecided"


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
        """What was said to each change."""
        said = {row.text.key: self[_name(row.text.key)].data for row in review.to_decide}
        return {
            key: None if typed in (None, "", UNDECIDED) else Decision(typed) for key, typed in said.items()
        }


def review_copy_form(review: Review, *, version: int) -> ReviewCopyForm:
    """The form of a copy, with what was decided so far."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {"version": version, "seen": review.seen}
    for number, row in enumerate(review.to_decide, start=1):
        fields[_name(row.text.key)] = RadioField(
            f"Change {number}: {row.where}",
            choices=[*choices_of(Decision), (UNDECIDED, "Decide later")],
        )
        data[_name(row.text.key)] = row.decision.value if row.decision else UNDECIDED
    return with_fields(ReviewCopyForm, fields)(data=data)


def _name(key: str) -> str:
    return f"decision-{key}"
