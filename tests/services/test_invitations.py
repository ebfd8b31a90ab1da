"""The invitation under section 55(4): its letter and e-mail, and what it says to the plan."""

import pytest

from tests.fixtures.database import NOW, TODAY
from tests.services.commission_records import COMMENTS_BY, DUE, FIRST, invited, people, prepared
from tests.services.letter_records import ACT, record_offices
from tests.services.plan_records import plan_as_seen
from tests.services.records import a_report, an_item
from tracker.domain.items import ItemDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Invalid
from tracker.domain.response_plan import PlanStep
from tracker.domain.vocabulary import ForWhom, ItemKind, Layout
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.responses import reports_of
from tracker.services.commission_views import commissions_in_full
from tracker.services.commissions import Ask
from tracker.services.items import add_item
from tracker.services.responses import start_response

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def letter() -> Response:
    return prepared()


def test_the_plan_waits_for_the_comments_until_the_day_the_invitation_names(letter: Response) -> None:
    before = plan_as_seen(letter).plan.step(PlanStep.COMMENTS).planned_on
    invited(letter, people().office)
    after = plan_as_seen(letter).plan.step(PlanStep.COMMENTS).planned_on
    assert (after, before == COMMENTS_BY) == (COMMENTS_BY, False)


def test_the_invitation_says_under_which_cause_of_concern_an_item_stands(letter: Response) -> None:
    report = reports_of(db.session(), letter)[0]
    cause = add_item(
        report=report, details=ItemDetails(ItemKind.CAUSE_OF_CONCERN, "1", "It is dark."), by=SYSTEM, now=NOW
    )
    details = ItemDetails(
        ItemKind.RECOMMENDATION, "1", "The force should light it.", for_whom=ForWhom.FORCE, parent_id=cause.id
    )
    add_item(report=report, details=details, by=SYSTEM, now=NOW)
    who = people()
    invited(letter, who.office)
    assert (
        "Recommendation 1 under Cause of concern 1"
        in commissions_in_full(response=letter, by=who.office, today=TODAY).email_text
    )


def test_without_a_chief_constable_on_record_the_invitation_says_what_to_add() -> None:
    record_offices()
    report = a_report()
    an_item(report, for_whom=ForWhom.FORCE)
    letter = start_response(reports=[report], letter_dated=None, layout=Layout.HEADED, today=TODAY, **ACT)
    with pytest.raises(Invalid, match="Nobody is recorded as head of the force"):
        invited(letter, asks=[Ask(FIRST, "pcc", "", DUE)])
