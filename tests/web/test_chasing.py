"""The chase list on its page: exactly what is asked, one press, nobody twice, and what without a server."""

from urllib.parse import unquote

from flask import Flask

from tests.fixtures.app import MakeAccount, change
from tests.fixtures.mail import Arrived
from tests.fixtures.page_check import Visitor, parsed
from tests.services.chase_records import NOBODY_LISTENS
from tests.services.ownership_records import holds
from tests.web.chase_pages import FIRST, SECOND, Board, board
from tests.web.letter_pages import main_text
from tracker.domain.mail_server import MailServer
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.offices import post_by_slug

__all__ = ["board"]


def chase(board: Board) -> str:
    return f"{board.page}/chase"


def press(visit: Visitor, board: Board, what: str = "send") -> None:
    """Press a button of the chase list, with the page before it."""
    visit.get(chase(board))
    assert f'action="{chase(board)}/{what}"' in visit.html
    visit.post(f"{chase(board)}/{what}", {"csrf_token": token(visit)})


def test_it_says_how_many_have_no_update_and_until_when_one_counts(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(chase(board))
    said = main_text(bo)
    assert "2 of 2 items have no update yet. The cut-off is 28 January 2026." in said
    assert "Owen Hart: 2 items" in said
    board.update("Trained.")
    bo.get(chase(board))
    assert "1 of 2 items has no update yet." in main_text(bo)
    board.update("Tested.", item=SECOND)
    bo.get(chase(board))
    assert "Every open item has an update: 2 of 2." in main_text(bo)
    assert "Nobody is to be asked" in main_text(bo)


def test_the_message_is_shown_word_for_word_before_it_leaves(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(chase(board))
    said = main_text(bo)
    assert "Updates wanted for Wessmere Coordination Board, 4 February 2026: 2 items" in said
    assert "Please say by 28 January 2026, how these 2 items stand:" in said
    assert f"http://localhost/items/{FIRST}/update" in said
    assert "This message was sent for Bo Secretary" in said


def test_one_press_sends_each_person_one_message_and_a_second_none(
    board: Board, mail: MailServer, arrived: Arrived
) -> None:
    board.sends_through(mail)
    bo = board.visitor("secretary")
    press(bo, board)
    bo.get(chase(board))
    assert "1 message sent." in main_text(bo)
    assert "Sent today" in main_text(bo)
    assert "Everybody who can be asked was asked today." in main_text(bo)
    bo.post(f"{chase(board)}/send", {"csrf_token": token(bo)})
    bo.get(chase(board))
    assert "Everybody who can be asked was asked today already." in main_text(bo)
    assert [message["To"] for message in arrived()] == ["Owen Hart <owen@example.org>"]


def token(visit: Visitor) -> str:
    return visit.html.split('name="csrf_token" value="')[1].split('"')[0]


def test_what_could_not_leave_is_said_with_its_reason_and_tried_again(
    board: Board, mail: MailServer, arrived: Arrived
) -> None:
    board.sends_through(NOBODY_LISTENS)
    bo = board.visitor("secretary")
    press(bo, board)
    bo.get(chase(board))
    said = main_text(bo)
    assert "Not sent to Owen Hart: the reason stands below." in said
    assert "cannot be reached or broke off" in said
    board.sends_through(mail)
    press(bo, board)
    bo.get(chase(board))
    assert "Tried 2 times." in main_text(bo)
    assert len(arrived()) == 1


def test_without_a_server_each_message_is_there_to_copy_and_to_open(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(chase(board))
    assert "No e-mail is sent from here, as no mail server is set." in main_text(bo)
    links = [one.get("href") or "" for one in parsed(bo.html).iter("a")]
    (mailto,) = [href for href in links if href.startswith("mailto:")]
    assert mailto.startswith("mailto:owen@example.org?subject=Updates%20wanted")
    assert f"- {FIRST}: " in unquote(mailto)
    press(bo, board, "by-hand")
    bo.get(chase(board))
    assert "It is noted who was asked today." in main_text(bo)
    assert "Asked by hand" in main_text(bo)


def test_one_person_who_was_told_by_telephone_is_noted_alone(
    board: Board, mail: MailServer, arrived: Arrived, make_account: MakeAccount
) -> None:
    board.sends_through(mail)
    second = make_account(Role.OWNER, name="Zoe Second")
    with board.inside():
        post = post_by_slug(db.session(), "head-of-chased")
        assert post is not None
        holds(post, second.actor)
    bo = board.visitor("secretary")
    bo.submit(
        chase(board), {"account": str(second.account_id)}, button="Note that Zoe Second was told otherwise"
    )
    press(bo, board)
    assert [message["To"] for message in arrived()] == ["Owen Hart <owen@example.org>"]
    bo.get(chase(board))
    assert "Asked by hand" in main_text(bo)


def test_without_a_server_nothing_is_noted_as_sent(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(chase(board))
    bo.post(f"{chase(board)}/send", {"csrf_token": token(bo)})
    bo.get(chase(board))
    assert "No e-mail is sent from here, as no server is set." in main_text(bo)
    assert "Nobody was asked for this meeting yet." in main_text(bo)


def test_who_has_no_account_is_to_be_told_otherwise(board: Board, app: Flask) -> None:
    change(app, board.people["owner"].account_id, roles=[Role.OWNER], is_enabled=False)
    bo = board.visitor("secretary")
    bo.get(chase(board))
    said = main_text(bo)
    assert "To be told otherwise" in said
    assert f"Head of Reviews Nobody is recorded as its holder {FIRST} and {SECOND}" in said


def test_another_boards_secretary_is_told_why_not(board: Board) -> None:
    una = board.visitor("deputy")
    una.get(chase(board), status=403)
    assert "You are not this board's secretary" in main_text(una)


def test_a_meeting_that_is_none_is_not_there(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(f"/boards/{board.reference}/meetings/2026-02-05/chase", status=404)
    bo.get(f"/boards/{board.reference}/meetings/soon/chase", status=404)


def test_the_owner_reads_on_my_items_which_meeting_asks(board: Board) -> None:
    owner = board.visitor("owner")
    owner.get("/my-items")
    assert "An update is asked" not in main_text(owner)
    press(board.visitor("secretary"), board, "by-hand")
    asked = "An update is asked for the meeting of Wessmere Coordination Board of 4 February 2026"
    owner.get("/my-items")
    assert main_text(owner).count(f"{asked}: say it by 28 January 2026") == 2
    board.update("Trained.", minutes=5)
    owner.get("/my-items")
    assert main_text(owner).count(asked) == 1


def test_the_history_of_the_meeting_names_who_was_asked(board: Board) -> None:
    bo = board.visitor("secretary")
    press(bo, board, "by-hand")
    bo.get(board.page)
    assert "Bo Secretary asked owners for their updates" in main_text(bo)
