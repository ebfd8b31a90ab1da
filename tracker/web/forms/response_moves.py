"""The forms of the moves: a reason, an approval, an approval given elsewhere, an issue, a delegation."""

from tracker.services.response_moves import ProofFile
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.widgets import (
    CheckboxField,
    HiddenField,
    LineField,
    SelectField,
    TextField,
    UKDateField,
    UploadField,
)

STILL_SO = "The addressee and the signatory still hold their offices"
PROOF_FILES = ".pdf,.eml,.msg,.docx,.png,.jpg,.jpeg,.txt"


class PlainMoveForm(VersionedForm):
    """A move that asks for nothing but its version."""


class ReasonForm(VersionedForm):
    """A move with its reason."""

    reason = TextField(
        "Why?",
        required="Say why; the reason stays on record.",
        hint="Everybody who may read the history sees the reason, so quote nothing of the draft.",
        limit=4_000,
        rows=4,
    )


class SeenForm(VersionedForm):
    """A move on exactly the text that the page shows."""

    seen = HiddenField()
    names_confirmed = CheckboxField(STILL_SO)

    def now_seen(self, version: int, fingerprint: str) -> None:
        """Go on from the text that the page shows now."""
        self.now_at(version)
        self.seen.data = fingerprint


class ApproveForm(SeenForm):
    """An approval, with the letter's paragraphs as the approver wants them."""

    paragraphs = TextField(
        "The letter’s paragraphs",
        hint="What you change here is approved as you write it, and the history says that you did.",
        rows=14,
    )


class ElsewhereForm(SeenForm):
    """An approval given elsewhere."""

    given_by = LineField("Who approved the letter?", hint="As the letter prints the name.", limit=200)
    on = UKDateField("On which day?", hint="For example 27 3 2026")
    proof = TextField(
        "What proves it?",
        hint="For example: her e-mail of that day, kept in the office’s mailbox. No case material.",
        limit=2_000,
        rows=3,
    )
    file = UploadField("The proof as a file (if there is one)", accept=PROOF_FILES)

    def proof_file(self) -> ProofFile | None:
        """The file that was chosen."""
        chosen = self.file.data
        return ProofFile(chosen.filename, chosen.read()) if chosen is not None else None


class IssueForm(SeenForm):
    """An issue."""

    signature_released_by = LineField(
        "Who released the picture of the signature for this letter?",
        hint="The name stays on record.",
        limit=200,
    )


class DelegationForm(Form):
    """A delegation to approve and sign."""

    to_name = LineField(
        "Who may approve and sign?",
        required="Enter the name of the person who may sign, as the letter prints it.",
        hint="As the letter prints the signatory.",
        limit=200,
    )
    to_account_id = SelectField(
        "Their account here", choices=[("", "None: they sign and do not sign in here")]
    )
    from_on = UKDateField("From which day?", required="Enter the first day", hint="For example 27 3 2026")
    to_on = UKDateField(
        "Until which day? (if it is known)",
        hint="On this day the delegation no longer holds. For example 3 4 2026",
    )
    proof = TextField(
        "What proves it?",
        required="Say what proves the delegation: the decision notice, or where the file is kept.",
        hint="For example the decision notice with its number and date.",
        limit=2_000,
        rows=3,
    )


class EndForm(VersionedForm):
    """The end of a delegation."""

    to_on = UKDateField(
        "From which day does it no longer hold?", required="Enter the day", hint="For example 27 3 2026"
    )
