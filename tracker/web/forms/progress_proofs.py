"""The forms of proof of progress: a file or a link with what it shows, and why one is withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain.file_names import MEDIA_TYPES
from tracker.domain.links import LONGEST_ADDRESS
from tracker.domain.progress_proofs import EARLIEST_YEAR, MAX_REASON, MAX_SHOWS, ProofDetails
from tracker.domain.vocabulary import Marking
from tracker.services.progress_proof_views import ProofView
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import (
    LineField,
    RadioField,
    SelectField,
    TextField,
    UKDateField,
    UploadField,
    choices_of,
)

EARLIEST = date(EARLIEST_YEAR, 1, 1)
OTHER_NAMES = {"action": "action_id"}
"""What the form calls otherwise than the rules do."""


class ProofForm(VersionedForm):
    """One proof of progress: a file or a web address; `proof_form` adds the actions of its items."""

    shows = TextField(
        "What does it show?",
        required="Say what it shows",
        hint="Proof of progress (no case material). For example: the audit of March found no open case.",
        limit=MAX_SHOWS,
        rows=3,
    )
    file = UploadField(
        "File",
        hint="Proof of progress (no case material). Up to 25 MB: " + ", ".join(MEDIA_TYPES) + ".",
        accept=",".join(MEDIA_TYPES),
    )
    address = LineField(
        "Or its web address",
        hint="Where it can be seen, for example https://intranet.example/audits/12",
        limit=LONGEST_ADDRESS,
    )
    received_on = UKDateField(
        "When was it received?", required="Enter the day it was received", earliest=EARLIEST
    )
    effective_on = UKDateField(
        "From when does it hold? (optional)",
        hint="The day on which what it shows came or comes into effect, if that is another day.",
        earliest=EARLIEST,
    )
    marking = RadioField(
        "Marking",
        choices=choices_of(Marking),
        required="Choose a marking",
        option_hints={
            Marking.OFFICIAL_SENSITIVE.value: "Opened only by the people of the item, by those who check it "
            "and by the auditor."
        },
    )

    def details(self) -> ProofDetails:
        """The proof as it was entered."""
        chosen = self["action_id"].data if "action_id" in self else ""
        return ProofDetails(
            shows=self.shows.data or "",
            address=self.address.data or "",
            file_name=self.file.data.filename if self.file.data else "",
            effective_on=self.effective_on.data,
            received_on=self.received_on.data,
            marking=Marking(self.marking.data),
            action_id=int(chosen) if chosen else None,
        )

    def content(self) -> bytes:
        """The bytes of the file, none where none was chosen."""
        content: bytes = self.file.data.read() if self.file.data else b""
        return content

    def take(self, problems: Mapping[str, str]) -> None:
        """Put the problems a service found beside their fields; a file must be chosen again."""
        super().take({OTHER_NAMES.get(name, name): words for name, words in problems.items()})


def proof_form(actions: Sequence[tuple[int, str]], data: Mapping[str, Any]) -> ProofForm:
    """The form, with the actions of its items to choose from where there are any."""
    fields = {}
    if actions:
        choices = [("", "No action in particular")] + [(str(key), what[:100]) for key, what in actions]
        fields["action_id"] = SelectField("For which action? (optional)", choices=choices)
    return with_fields(ProofForm, fields)(data={"marking": Marking.OFFICIAL.value} | dict(data))


def revision_data(proof: ProofView, today: date) -> dict[str, Any]:
    """What a revision's form begins with."""
    return {
        "version": str(proof.version),
        "shows": proof.shows,
        "address": proof.address,
        "received_on": today,
        "effective_on": proof.effective_on,
        "marking": proof.marking.value,
        "action_id": str(proof.action_id or ""),
    }


class WithdrawalForm(VersionedForm):
    """Why a proof is withdrawn."""

    reason = TextField(
        "Why is it withdrawn?",
        required="Say why it is withdrawn; the reason stays on record",
        hint="Proof of progress (no case material). The proof stays to be read, marked as withdrawn.",
        limit=MAX_REASON,
        rows=3,
    )
