"""The forms of commissioning: invite and ask, ask one owner, propose one, hand back, draft, the Word form."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.services.commission_views import ItemAsked
from tracker.services.commissions import Ask
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import (
    CheckboxField,
    EmailField,
    HiddenField,
    SelectField,
    TextField,
    UKDateField,
    UploadField,
)

GUIDANCE = "A blank line starts a new paragraph; “- ” starts a bullet; **words** are bold."
NOBODY = ""


class InviteForm(VersionedForm):
    """The invitation and its dates; `invite_form` adds the boxes of each item."""

    comments_by = UKDateField(
        "Chief Constable’s comments by",
        required="Enter the day by which the comments are due",
        hint="The day set under section 55(4).",
    )
    due_on = UKDateField(
        "Owners return their words by",
        required="Enter the day by which the owners return their words",
        hint="Some days earlier, so that the Chief Constable can clear them.",
    )
    send_to = EmailField(
        "E-mail address of the Chief Constable’s office (if you want the invitation as an e-mail)",
        autocomplete="off",
    )

    def asks(self, items: Sequence[ItemAsked]) -> list[Ask]:
        """What is asked of whom; an item without a post is asked of nobody."""
        return [
            Ask(
                one.reference,
                self[f"post-{one.reference}"].data,
                self[f"questions-{one.reference}"].data or "",
                self.due_on.data,
            )
            for one in items
            if self[f"post-{one.reference}"].data
        ]

    def put(self, problems: dict[str, str]) -> None:
        """Put the problems of the service beside the boxes; a day is one for all items."""
        shared = {name: words for name, words in problems.items() if not name.startswith("due_on-")}
        days = [words for name, words in problems.items() if name.startswith("due_on-")]
        if "asks" in shared and (
            first := next((name for name in self._fields if name.startswith("post-")), "")
        ):
            # Nobody was asked: said beside the first list, where it is put right.
            shared[first] = shared.pop("asks")
        self.take(shared | ({"due_on": days[0]} if days else {}))


def invite_form(
    items: Sequence[ItemAsked], posts: Sequence[tuple[str, str]], *, version: int, days: tuple[date, date]
) -> InviteForm:
    """The form for these items, with the owners that were proposed filled in."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {"version": version, "comments_by": days[0], "due_on": days[1]}
    for one in items:
        fields[f"post-{one.reference}"] = SelectField(
            f"Who answers for {one.reference}?",
            choices=[(NOBODY, "Nobody yet"), *posts],
            default=NOBODY,
        )
        fields[f"questions-{one.reference}"] = TextField(f"Questions on {one.reference}", rows=2, limit=5_000)
        data |= {f"post-{one.reference}": one.slug, f"questions-{one.reference}": one.questions}
    return with_fields(InviteForm, fields)(data=data)


class AskForm(VersionedForm):
    """One item asked of a post."""

    post = SelectField("Who answers for it?", choices=[], required="Choose the post that answers for it")
    due_on = UKDateField("To be returned by", required="Enter the day by which the owner returns it")
    questions = TextField("Questions", rows=4, limit=5_000)


class ProposeForm(VersionedForm):
    """The post that should answer for an item."""

    post = SelectField("Who should answer for it?", choices=[], required="Choose the post")


class HandBackForm(VersionedForm):
    """Why a draft goes back to its owner."""

    reason = TextField(
        "What should the owner change?",
        required="Say what the owner should change; the reason stays on record",
        rows=4,
        limit=2_000,
    )


class DraftForm(VersionedForm):
    """The owner's words on one item."""

    draft = TextField(
        "Your words, for the Chief Constable’s comments",
        hint="They will be published. No case material, and no child’s name.",
        guidance=GUIDANCE,
        rows=14,
        limit=30_000,
    )


class ReturnedFormUpload(Form):
    """The Word form as it came back."""

    file = UploadField(
        "The filled Word form",
        required="Choose the form you filled in",
        hint="A Word file (.docx), up to 25 MB. You will see what was read before anything is saved.",
        accept=".docx",
    )


class PreviewForm(Form):
    """What was read from a form, to be looked at and saved; `preview_form` adds the boxes of each item."""


def preview_form(words: dict[str, str], versions: dict[str, int]) -> PreviewForm:
    """The boxes with what was read; each carries the version of the draft it would replace."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for item in versions:
        fields[f"text-{item}"] = TextField(f"Words on {item}", rows=6, limit=30_000)
        fields[f"version-{item}"] = HiddenField()
        fields[f"take-{item}"] = CheckboxField(f"Return these words on {item}")
        data |= {
            f"text-{item}": words.get(item, ""),
            f"version-{item}": str(versions[item]),
            f"take-{item}": bool(words.get(item)),
        }
    return with_fields(PreviewForm, fields)(data=data)
