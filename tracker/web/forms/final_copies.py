"""The form that makes or corrects a final copy: the reasons that it would have to print, and no others."""

from typing import Any

from tracker.domain.meetings import MAX_WORDS, MeetingMove
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import TextField


class FinalCopyForm(VersionedForm):
    """A final copy for which no reason is needed."""


def final_copy_form(
    move: MeetingMove, version: int, *, is_before_cut_off: bool, does_reconcile: bool
) -> VersionedForm:
    """The form with a box for each reason that is needed as things stand."""
    fields: dict[str, Any] = {}
    if move is MeetingMove.CORRECT:
        fields["reason"] = _box("What does this version correct?", "Say what this version corrects.")
    if is_before_cut_off:
        fields["before_cut_off"] = _box(
            "Why is it made before the cut-off?", "Say why it is made before the cut-off."
        )
    if not does_reconcile:
        fields["does_not_reconcile"] = _box(
            "It does not reconcile because…", "Say why the figures do not reconcile."
        )
    return with_fields(FinalCopyForm, fields)(data={"version": str(version)})


def _box(label: str, required: str) -> TextField:
    hint = "One or two sentences. The pack and the paper print them."
    return TextField(label, hint=hint, required=required, rows=3, limit=MAX_WORDS)
