"""Words typed into the forms of completion are kept while they are typed, until they are sent."""

import pytest

from tests.fixtures.app import token_of
from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.web.completion_pages import ITEM, Desk, desk
from tests.web.letter_pages import main_text
from tracker.models.base import db
from tracker.models.typed_draft import TypedDraft

__all__ = ["desk"]

PAGE = f"/items/{ITEM}"
HALF = "The new form is in u"


def form_of(visit: Visitor, path: str) -> dict[str, str]:
    visit.get(path)
    return values_of(next(f for f in parsed(visit.html).iter("form") if f.get("id") == "completion"))


def keep(visit: Visitor, path: str, **typed: str) -> None:
    own = {"draft-path": path, "draft-window": "w1", "draft-version": "0"}
    sent = form_of(visit, path) | typed | own | {"csrf_token": token_of(visit)}
    assert visit.client.post("/drafts", data=sent).status_code == 200


def drafts(desk: Desk) -> int:
    with desk.app.app_context():
        return db.session.query(TypedDraft).count()


@pytest.mark.parametrize("move", ["propose", "send-back", "sign-off"])
def test_what_was_typed_comes_back_and_goes_once_it_is_sent(desk: Desk, move: str) -> None:
    owner, checker = desk.visitor(desk.owner), desk.visitor(desk.checker)
    if move != "propose":
        owner.submit(f"{PAGE}/propose", {"words": "Done."})
    visit, path = owner if move == "propose" else checker, f"{PAGE}/{move}"
    keep(visit, path, words=HALF)
    visit.get(path)
    assert "You typed here and did not save it" in main_text(visit)
    assert 'data-draft-form="completion"' in visit.html
    filled = form_of(visit, f"{path}?draft=1")
    assert filled["words"].strip() == HALF
    visit.send(filled | ({"has_seen_proof": "y"} if move == "sign-off" else {}), path=f"{path}?draft=1")
    assert drafts(desk) == 0


def test_words_stay_where_somebody_else_moved_the_item_meanwhile(desk: Desk) -> None:
    first, second = desk.visitor(desk.owner), desk.visitor(desk.owner)
    keep(second, f"{PAGE}/propose", words=HALF)
    first.submit(f"{PAGE}/propose", {"words": "Done."})
    second.get(f"{PAGE}/propose")
    assert "You typed here and did not save it" in main_text(second)
    second.get(f"{PAGE}/propose?draft=1")
    said = main_text(second)
    assert "Your words, not saved" in said
    assert HALF in said
    assert "completion is proposed while it is in progress" in said


def test_another_person_finds_no_draft(desk: Desk) -> None:
    desk.visitor(desk.owner).submit(f"{PAGE}/propose", {"words": "Done."})
    checker, other = desk.visitor(desk.checker), desk.visitor(desk.owner)
    keep(checker, f"{PAGE}/sign-off", words=HALF)
    other.get(PAGE)
    assert HALF not in other.html
