"""The form on what is said to one item, and on the clearing of the Chief Constable's comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.vocabulary import Position
from tracker.services.answers import LONGEST_HEADING, AnswerDetails
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.merging import MergeForm
from tracker.web.widgets import (
    CheckboxesField,
    CheckboxField,
    LineField,
    RadioField,
    TextField,
    UKDateField,
    choices_of,
)

GUIDANCE = "A blank line starts a new paragraph; “- ” starts a bullet; **words** are bold."
NO_STANCE = "none"


class AnswerForm(MergeForm):
    """What is said to one item; fields that this person may not write or the item lacks are taken out."""

    chief_constable = TextField(
        "Chief Constable’s comments",
        hint="Printed as “Force response”. No case material, and no child’s name.",
        guidance=GUIDANCE,
        rows=10,
    )
    stance = RadioField(
        "Position on the recommendation",
        choices=[(NO_STANCE, "Not stated"), *choices_of(Position)],
        default=NO_STANCE,
        hint="A recommendation is not an order: all three are valid.",
    )
    stance_reason = TextField("Reason, if it is partly agreed or not agreed", rows=3)
    pcc = TextField(
        "PCC’s response",
        hint="The action taken or proposed, or why none is: Police Act 1996, section 55(5B).",
        guidance=GUIDANCE,
        rows=10,
    )
    also_answers = CheckboxesField(
        "This response also answers",
        hint="Its paragraphs are put behind what stands there already, and stay tied to these: one change "
        "can be made in all of them.",
    )
    everywhere = CheckboxField(
        "Make my changes to a shared paragraph in the other answers too",
        hint="Without this, the paragraph stays as it is there and is no longer shared with this answer.",
        default=True,
    )
    reply = TextField("PCC’s reply to the force response (if there is one)", guidance=GUIDANCE, rows=4)
    group_heading = LineField(
        "Heading of the group of items",
        hint="Leave it empty for the standard heading.",
        limit=LONGEST_HEADING,
    )
    item_heading = LineField(
        "Heading of this item", hint="Leave it empty for the standard heading.", limit=LONGEST_HEADING
    )

    def details(self, shown: AnswerDetails, *, is_standard_sentence: bool) -> AnswerDetails:
        """What was typed; a heading or a standard sentence that stands as it was shown is left to follow."""
        stance, force = self._typed("stance"), self._typed("chief_constable")
        return AnswerDetails(
            chief_constable="" if is_standard_sentence and force == shown.chief_constable else force,
            pcc=self._typed("pcc"),
            reply=self._typed("reply"),
            stance=Position(stance) if stance not in (None, "", NO_STANCE) else None,
            stance_reason=self._typed("stance_reason"),
            group_heading=self._changed("group_heading", shown.group_heading),
            item_heading=self._changed("item_heading", shown.item_heading),
        )

    @property
    def also(self) -> tuple[str, ...]:
        """The references of the other items that the response answers."""
        return tuple(self.also_answers.data or ()) if "also_answers" in self else ()

    @property
    def is_everywhere(self) -> bool:
        """Whether shared paragraphs are to be reworded in the other answers too."""
        return bool("everywhere" in self and self.everywhere.data)

    @property
    def has_everywhere(self) -> bool:
        """Whether the form asked about shared paragraphs."""
        return "everywhere" in self

    def _typed(self, name: str) -> str | None:
        return (self[name].data or "") if name in self else None

    def _changed(self, name: str, shown: str | None) -> str | None:
        typed = self._typed(name)
        return None if typed == (shown or "") else typed


@dataclass(frozen=True)
class Writable:
    """Which parts of an answer a person may write."""

    force: bool
    pcc: bool
    has_stance: bool

    @property
    def fields(self) -> set[str]:
        """The names of the fields that stay in the form."""
        names = {"chief_constable"} if self.force else set()
        if self.pcc:
            names |= {"pcc", "reply", "group_heading", "item_heading"}
            names |= {"stance", "stance_reason"} if self.has_stance else set()
        return names


def answer_form(
    details: AnswerDetails,
    writable: Writable,
    *,
    version: int,
    seen: int,
    others: Sequence[tuple[str, str]] = (),
    has_shared: bool = False,
    also: Sequence[str] = (),
    everywhere: bool = True,
    is_merged: bool = False,
) -> AnswerForm:
    """The form of one answer, filled from its details; a merged one is not filled from what was sent.

    `others` are the items its response may answer too, `also` those chosen of them.
    """
    data: dict[str, Any] = {
        name: getattr(details, name) or ""
        for name in ("chief_constable", "pcc", "reply", "stance_reason", "group_heading", "item_heading")
    }
    data |= {"stance": details.stance.value if details.stance else NO_STANCE}
    data |= {"version": version, "seen": seen, "also_answers": list(also), "everywhere": everywhere}
    form = AnswerForm(data=data, formdata=None) if is_merged else AnswerForm(data=data)
    form.also_answers.choices = list(others)
    # What no longer can be chosen, because it was tied meanwhile, is no mistake of this person.
    form.also_answers.data = [one for one in form.also_answers.data or () if one in dict(others)]
    shown = writable.fields
    if writable.pcc:
        shown |= {"also_answers"} if others else set()
        shown |= {"everywhere"} if has_shared else set()
    for field in list(form.shown_fields):
        if field.short_name not in shown:
            del form[field.short_name]
    return form


class ClearForm(VersionedForm):
    """The day the Chief Constable cleared the comments."""

    cleared_on = UKDateField(
        "On which day did the Chief Constable clear these comments?",
        required="Enter the day the comments were cleared",
    )


def clear_form(version: int, cleared_on: date) -> ClearForm:
    """The form with today filled in, which is the usual day."""
    return ClearForm(data={"version": version, "cleared_on": cleared_on})
