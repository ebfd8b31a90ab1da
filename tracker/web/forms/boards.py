"""The forms on a board itself: what it is, and to which others it reports."""

from collections.abc import Sequence
from typing import Any

from tracker.domain.boards import (
    LONGEST_CYCLE,
    LONGEST_NAME,
    LONGEST_REFERENCE,
    MAX_TERMS,
    USUAL_CYCLE,
    BoardDetails,
)
from tracker.domain.vocabulary import Marking
from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import (
    CheckboxesField,
    CheckboxField,
    LineField,
    SelectField,
    TextField,
    UKDateField,
    WholeNumberField,
    choices_of,
)


class BoardForm(VersionedForm):
    """A board or group."""

    name = LineField(
        "Name",
        required="Enter the name of the board.",
        hint="As its papers print it, for example Business Coordination Board",
        limit=LONGEST_NAME,
    )
    parents = CheckboxesField("Boards that it reports to", choices=[])
    cycle_days = WholeNumberField(
        "Days between two meetings, at most",
        required="Enter the days between two meetings.",
        hint="An item of this board turns Amber when it has no update for so long. A quarter is 92 days.",
        least=1,
        most=LONGEST_CYCLE,
        default=str(USUAL_CYCLE),
    )
    marking = SelectField("Marking of its papers", choices=choices_of(Marking, none="None"))
    is_public = CheckboxField(
        "Its papers are published",
        hint="A public version leaves out names below chief officer and sensitive notes.",
    )
    terms_of_reference = TextField("Terms of reference (optional)", rows=8, limit=MAX_TERMS)
    terms_review_on = UKDateField("Next review of the terms of reference", hint="For example 31 3 2027")
    membership_review_on = UKDateField("Next review of the membership", hint="Yearly. For example 31 3 2027")
    correspondence_group = TextField(
        "Correspondence group (optional)",
        hint="Who gets its letters and papers: one e-mail address or one name on each line.",
        rows=5,
        limit=20_000,
    )

    def details(self) -> BoardDetails:
        """What was typed, once the form is valid."""
        return BoardDetails(
            name=self.name.data or "",
            reference=self["reference"].data or "" if "reference" in self else "",
            cycle_days=self.cycle_days.number or 0,
            marking=Marking(self.marking.data) if self.marking.data else None,
            is_public=bool(self.is_public.data),
            terms_of_reference=self.terms_of_reference.data or "",
            terms_review_on=self.terms_review_on.data,
            membership_review_on=self.membership_review_on.data,
            correspondence_group=self.correspondence_group.data or "",
        )

    def chosen_parents(self) -> list[int]:
        """The ids of the boards it reports to, once the form is valid."""
        return [int(key) for key in self.parents.data or []] if "parents" in self else []

    def offer(self, boards: Sequence[tuple[int, str]]) -> None:
        """Fill the list of boards that it may report to."""
        self.parents.choices = [(str(key), name) for key, name in boards]
        if not boards:
            del self.parents  # the first board has nothing above it to choose


class NewBoardForm(BoardForm):
    """A board that is not here yet: its short name stays for ever."""

    reference = LineField(
        "Short name for addresses and files (optional)",
        hint="Small letters, figures and hyphens, such as bcb. It cannot be changed later. "
        "Leave it empty to have one made from the name.",
        limit=LONGEST_REFERENCE,
        width=20,
    )


def board_data(details: BoardDetails, parents: Sequence[int], version: int) -> dict[str, Any]:
    """A board as its form shows it."""
    return {
        "name": details.name,
        "parents": [str(key) for key in parents],
        "cycle_days": str(details.cycle_days),
        "marking": details.marking.value if details.marking else "",
        "is_public": details.is_public,
        "terms_of_reference": details.terms_of_reference,
        "terms_review_on": details.terms_review_on,
        "membership_review_on": details.membership_review_on,
        "correspondence_group": details.correspondence_group,
        "version": str(version),
    }
