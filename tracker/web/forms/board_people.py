"""The forms on who sits on a board, and on its member agencies."""

from collections.abc import Iterable
from datetime import date

from tracker.domain.boards import LONGEST_NAME, BoardRole, PersonPeriod
from tracker.services.board_people import AgencyDetails
from tracker.web.forms.base import VersionedForm
from tracker.web.widgets import LineField, RadioField, SelectField, UKDateField, choices_of

LONG_AGO = date(1829, 1, 1)
FROM_HINT = "For example 27 3 2026. Leave empty if it is not known"
TO_HINT = "The day the next one takes over, for example 27 3 2026. Leave empty while it goes on"


class PersonForm(VersionedForm):
    """Somebody's time on a board."""

    role = RadioField(
        "What is the person to the board?",
        choices=choices_of(BoardRole),
        required="Choose what the person is to the board.",
        option_hints={
            BoardRole.SECRETARY.value: "With an account that has the role Board secretary, the person runs "
            "its meetings and makes its papers. Another secretary may stand in."
        },
    )
    person_name = LineField("Name", required="Enter the person’s name.", limit=LONGEST_NAME)
    agency_id = SelectField("For which agency", hint="Where the person sits for a member agency")
    account_id = SelectField("Account", hint="Where the person signs in here")
    from_on = UKDateField("On the board from", hint=FROM_HINT, earliest=LONG_AGO)
    to_on = UKDateField("Until", hint=TO_HINT, earliest=LONG_AGO)

    def offer(self, agencies: Iterable[tuple[int, str]], accounts: Iterable[tuple[int, str]]) -> None:
        """Fill the two lists to choose from."""
        self.agency_id.choices = [("", "None"), *((str(key), name) for key, name in agencies)]
        self.account_id.choices = [("", "None"), *((str(key), name) for key, name in accounts)]

    def details(self) -> PersonPeriod:
        """What was typed, once the form is valid."""
        return PersonPeriod(
            BoardRole(self.role.data),
            self.person_name.data or "",
            self.from_on.data,
            self.to_on.data,
            int(self.agency_id.data) if self.agency_id.data else None,
            int(self.account_id.data) if self.account_id.data else None,
        )


class AgencyForm(VersionedForm):
    """A member agency's time on a board."""

    name = LineField("Name of the agency", required="Enter the agency’s name.", limit=LONGEST_NAME)
    from_on = UKDateField("Member from", hint=FROM_HINT, earliest=LONG_AGO)
    to_on = UKDateField("Until", hint=TO_HINT, earliest=LONG_AGO)

    def details(self) -> AgencyDetails:
        """What was typed, once the form is valid."""
        return AgencyDetails(self.name.data or "", self.from_on.data, self.to_on.data)
