"""The forms on the plan of a response: its days, a step that happened, and what proves it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tracker.domain.response_plan import PlannedStep, PlanStep
from tracker.domain.step_proofs import KINDS, LONGEST_ADDRESS, LONGEST_WORDS, PROOF_ENDINGS, Proof, ProofKind
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import LineField, RadioField, TextField, UKDateField, UploadField

FIELD_OF = {"proof": "file"}
"""Where a problem of the rules stands on these forms."""


class PlanForm(VersionedForm):
    """The planned days; `plan_form` adds a field for each step that has not happened yet."""

    def planned(self) -> dict[PlanStep, date]:
        """The days that were entered."""
        return {step: self[step.value].data for step in PlanStep if step.value in self}


def plan_form(steps: Iterable[PlannedStep], version: int) -> PlanForm:
    """The form for these steps, filled with their days as they are planned."""
    steps = list(steps)
    fields: dict[str, Any] = {
        one.step.value: UKDateField(one.step.label, required=f"Enter a day for “{one.step.label}”", hint="")
        for one in steps
    }
    data: dict[str, Any] = {one.step.value: one.planned_on for one in steps}
    return with_fields(PlanForm, fields)(data=data | {"version": str(version)})


class DoneForm(VersionedForm):
    """A step that happened: when and by whom."""

    done_on = UKDateField("When did it happen?", required="Enter the day it happened")
    done_by = LineField("Who did it?", required="Say who did it", limit=200)


class ProofForm(VersionedForm):
    """One proof of a step: a file, a web address, or words that say where it is kept."""

    kind = RadioField("What is the proof?", required="Choose what the proof is")
    file = UploadField(
        "File",
        hint=f"Proof of progress, no case material. {', '.join(PROOF_ENDINGS)}, up to 25 MB.",
        accept=",".join(PROOF_ENDINGS),
    )
    address = LineField(
        "Web address",
        hint="Where it can be read, for example https://www.example.org/responses",
        limit=LONGEST_ADDRESS,
    )
    words = TextField(
        "What it shows, or where it is kept",
        hint="Proof of progress, no case material.",
        limit=LONGEST_WORDS,
        rows=3,
    )

    def proof(self) -> Proof:
        """The proof that was given, which may be none."""
        return Proof(
            ProofKind(self.kind.data),
            words=self.words.data or "",
            address=self.address.data or "",
            file_name=self.file.data.filename if self.file.data else "",
        )

    def content(self) -> bytes:
        """The bytes of the file, none where none was chosen."""
        content: bytes = self.file.data.read() if self.file.data else b""
        return content

    def take(self, problems: Mapping[str, str]) -> None:
        """Put the problems a service found beside their fields."""
        super().take({FIELD_OF.get(name, name): words for name, words in problems.items()})


class StepForm(DoneForm, ProofForm):
    """A step that happened: when, by whom, and what proves it."""


class WithdrawalForm(VersionedForm):
    """Why a proof is withdrawn."""

    reason = TextField(
        "Why is it withdrawn?",
        required="Say why; the reason stays on record",
        hint="The proof stays to be read, marked as withdrawn.",
        limit=LONGEST_WORDS,
        rows=3,
    )


def proof_choices(step: PlanStep) -> list[tuple[str, str]]:
    """The kinds of proof a step takes."""
    return [(kind.value, kind.label) for kind in KINDS[step]]
