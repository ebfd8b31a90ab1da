"""The pages of completion: the owner proposes, somebody else sends it back or signs it off."""

from tests.services.ownership_records import holds
from tests.web.completion_pages import ITEM, Desk, desk
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.office import Post

__all__ = ["desk"]

PAGE = f"/items/{ITEM}"
DONE = {"words": "The new form is in use, see proof 1."}


def proposed(desk: Desk) -> None:
    desk.visitor(desk.owner).submit(f"{PAGE}/propose", DONE, button="Propose completion")


def test_an_item_is_proposed_sent_back_proposed_again_and_signed_off(desk: Desk) -> None:
    owner, checker = desk.visitor(desk.owner), desk.visitor(desk.checker)
    owner.get(PAGE)
    assert f'href="{PAGE}/propose"' in owner.html
    owner.submit(f"{PAGE}/propose", DONE)
    checker.get(f"{PAGE}/send-back")
    assert DONE["words"] in main_text(checker)
    checker.submit(f"{PAGE}/send-back", {"words": "The audit of May is missing."}, button="Send it back")
    owner.get(PAGE)
    assert "Sent back on 7 January 2026 by Ines Roe. What is missing: The audit of May is missing." in (
        main_text(owner)
    )
    proposed(desk)
    checker.submit(f"{PAGE}/sign-off", {"has_seen_proof": "y", "closure_level": "Level 2"})
    checker.get(PAGE)
    said = main_text(checker)
    assert "7 January 2026, proposed by Owen Hart" in said
    assert "7 January 2026, signed off by Ines Roe" in said
    assert "HMICFRS Not closed" in said
    assert "Level 2" in said


def test_a_sign_off_is_withdrawn_with_its_reason(desk: Desk) -> None:
    proposed(desk)
    checker = desk.visitor(desk.checker)
    checker.submit(f"{PAGE}/sign-off", {"has_seen_proof": "y"})
    checker.submit(f"{PAGE}/withdraw-sign-off", {"words": "The wrong item."})
    checker.get(PAGE)
    assert "Not signed off" in main_text(checker)


def test_a_proposal_is_withdrawn_by_who_works_on_the_item(desk: Desk) -> None:
    proposed(desk)
    owner = desk.visitor(desk.owner)
    owner.submit(f"{PAGE}/withdraw-proposal", {}, button="Withdraw the proposal")
    owner.get(PAGE)
    assert "Not proposed" in main_text(owner)


def test_the_page_says_why_a_move_is_not_offered(desk: Desk) -> None:
    proposed(desk)
    owner = desk.visitor(desk.owner)
    owner.get(PAGE)
    said = main_text(owner)
    assert "Only the Person signing off completion may sign off completion or send it back." in said


def test_a_stranger_to_the_item_is_refused_at_the_door_of_its_form(desk: Desk) -> None:
    desk.visitor(Role.OWNER).get(f"{PAGE}/propose", 403)


def test_the_owner_who_also_signs_off_is_refused_their_own_item(desk: Desk) -> None:
    both = desk.make_account(Role.SIGNING_OFF, Role.OWNER)
    proposed(desk)
    with desk.app.app_context():
        holds(db.session.query(Post).one(), both.actor)
    visit = desk.visitor(both)
    visit.get(PAGE)
    assert "somebody else must sign off completion" in main_text(visit)
    visit.get(f"{PAGE}/sign-off", 403)


def test_nothing_said_is_asked_for_beside_its_box(desk: Desk) -> None:
    owner = desk.visitor(desk.owner)
    owner.submit(f"{PAGE}/propose", {"words": " "}, status=400)
    assert "Say what shows that the item is complete." in main_text(owner)
    proposed(desk)
    checker = desk.visitor(desk.checker)
    checker.submit(f"{PAGE}/sign-off", {"words": "Looked fine."}, status=400)
    assert "say that you have seen it" in main_text(checker)
    assert "Looked fine." in checker.html


def test_who_comes_second_sees_how_it_stands_and_keeps_their_words(desk: Desk) -> None:
    first, second = desk.visitor(desk.owner), desk.visitor(desk.owner)
    second.get(f"{PAGE}/propose")
    first.submit(f"{PAGE}/propose", DONE)
    second.send({"words": "My own words."}, path=f"{PAGE}/propose", status=409)
    said = main_text(second)
    assert "Owen Hart saved this while you were working on it." in said
    assert DONE["words"] in said
    assert "My own words." in second.html


def test_a_move_that_is_still_open_goes_on_from_the_newer_version(desk: Desk) -> None:
    proposed(desk)
    first, second = desk.visitor(desk.checker), desk.visitor(desk.checker)
    second.get(f"{PAGE}/sign-off")
    first.submit(f"{PAGE}/send-back", {"words": "Not yet."})
    proposed(desk)
    second.send({"has_seen_proof": "y"}, path=f"{PAGE}/sign-off", status=409)
    second.send({"has_seen_proof": "y"}, path=f"{PAGE}/sign-off")
    second.get(PAGE)
    assert "signed off by Ines Roe" in main_text(second)
