"""Home names what is asked of one person: an owner's items, the letters whose pen they hold."""

from tests.fixtures.page_check import words_of
from tests.services.commission_records import FIRST, drafted, returned
from tests.web.commission_pages import Desk
from tests.web.commission_pages import desk as desk
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.base import db
from tracker.models.response import Response


def home(desk: Desk, who: str) -> str:
    return words_of(desk.visitor(who).get("/"))


def test_an_owner_finds_the_items_asked_of_their_post(desk: Desk) -> None:
    assert "Nothing waits for you." in home(desk, "crime")
    desk.invite()
    said = home(desk, "crime")
    assert "1 thing waits for you." in said
    assert "Items to answer Item What is asked To be returned by" in said


def test_an_item_that_was_returned_waits_no_more(desk: Desk) -> None:
    desk.invite()
    with desk.app.app_context():
        returned(desk.people["crime"].actor, "We have begun.", FIRST)
    assert "Nothing waits for you." in home(desk, "crime")


def test_another_post_is_not_shown_them(desk: Desk) -> None:
    desk.invite()
    assert "Items to answer" not in home(desk, "secretary")


def test_the_force_inspection_lead_finds_the_letter_that_is_with_the_force(desk: Desk) -> None:
    desk.invite()
    assert "Clear the comments and hand them to the office" in home(desk, "lead")
    assert "Letters that wait for you" not in home(desk, "approver")


def test_the_approver_finds_the_letter_that_was_approved(desk: Desk) -> None:
    with desk.app.app_context():
        letter = db.session.query(Response).one()
        letter.status = ResponseStatus.APPROVED
        db.session.commit()
    assert "Issue it" in home(desk, "approver")
    assert "Issue it" not in home(desk, "office")


def test_what_is_asked_says_by_when_and_how_far_it_is(desk: Desk) -> None:
    desk.invite()
    assert "14 January 2026, due in 7 days Asked" in home(desk, "crime")
    with desk.app.app_context():
        drafted(desk.people["crime"].actor, "We have", FIRST)
    assert "14 January 2026, due in 7 days Drafted" in home(desk, "crime")
