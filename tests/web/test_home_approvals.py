"""Home names the letters that wait for an approval, for the approver and whoever stands in for her."""

from datetime import timedelta

from tests.fixtures.app import Person
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor, words_of
from tests.services.move_records import submitted
from tests.web.letter_pages import Letters
from tests.web.move_pages import REFERENCE, Desk
from tests.web.move_pages import desk as desk
from tests.web.move_pages import whole_sqlite as whole_sqlite
from tracker.domain.delegations import Delegation
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.response import Response
from tracker.services.delegations import record_delegation

WAITS = f"Awaiting your approval Letter Answers What to do {REFERENCE} Missing children in Wessmere"


def home(visit: Visitor) -> str:
    return words_of(visit.get("/"))


def stand_in(letters: Letters, who: Person, *, days: int) -> None:
    """The approver's work is delegated to somebody, from ten days ago up to so many days from now."""
    ends = TODAY + timedelta(days=days)
    given = Delegation(TODAY - timedelta(days=10), ends, who.name, who.account_id, "Notice 4.")
    with letters.app.app_context():
        record_delegation(details=given, by=SYSTEM, now=NOW)


def test_the_approver_finds_a_submitted_letter_counted_as_one(desk: Desk) -> None:
    visit, _ = desk("ready").visitor(Role.APPROVER)
    said = home(visit)
    assert f"{WAITS} Read and approve it, or send it back" in said
    assert "1 letter awaiting your approval" in said


def test_who_submitted_it_reads_why_another_must_approve(desk: Desk) -> None:
    letters = desk("preparing")
    visit, who = letters.visitor(Role.OFFICE_STAFF, Role.APPROVER)
    with letters.app.app_context():
        submitted(db.session.query(Response).one(), who.actor)
    assert f"{WAITS} You cannot approve it. You submitted this response: another person" in home(visit)


def test_a_delegate_finds_it_as_long_as_the_delegation_holds(desk: Desk) -> None:
    letters = desk("ready")
    today, who = letters.visitor(Role.OFFICE_STAFF, name="Dee Putty")
    ended, earlier = letters.visitor(Role.OFFICE_STAFF, name="Ed Ended")
    assert "Awaiting your approval" not in home(today)
    stand_in(letters, who, days=1)
    stand_in(letters, earlier, days=0)
    assert f"{WAITS} Read and approve it" in home(today)
    assert "Awaiting your approval" not in home(ended)


def test_a_delegate_may_issue_what_was_approved(desk: Desk) -> None:
    letters = desk("approved")
    visit, who = letters.visitor(Role.OFFICE_STAFF, name="Dee Putty")
    stand_in(letters, who, days=1)
    assert "Letters that wait for you Letter Answers What to do" in home(visit)
