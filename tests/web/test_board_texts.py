"""The texts for the board on their page: a save for each, both texts on a conflict, and no word lost."""

import pytest

from tests.fixtures.page_check import Visitor
from tests.web.chase_pages import FIRST, SECOND, Board, board
from tests.web.letter_pages import main_text
from tracker.models.base import db
from tracker.models.meeting import MeetingText

__all__ = ["board"]


def texts(board: Board) -> str:
    return f"{board.page}/texts"


def typed(first: str = "", second: str = "") -> dict[str, str]:
    """The boxes of both items."""
    return {f"{FIRST}-text": first, f"{SECOND}-text": second}


def save(visit: Visitor, board: Board, fields: dict[str, str], item: str = FIRST, status: int = 302) -> None:
    """Type into the page last seen, and press the button of one item."""
    visit.send({**fields, "save": item}, path=texts(board), status=status)


def kept(board: Board) -> list[tuple[str, bool]]:
    with board.inside():
        rows = db.session.query(MeetingText).order_by(MeetingText.item_id)
        return [(row.text, row.is_sensitive) for row in rows]


def test_the_owners_words_fill_the_box_until_they_are_edited(board: Board) -> None:
    board.update("All were trained.", board_text="Everybody is trained.")
    bo = board.visitor("secretary")
    bo.get(texts(board))
    said = main_text(bo)
    assert "0 of 2 texts edited; 1 item without any text." in said
    assert "Drafted from the owner’s update of 7 January 2026, not edited." in said
    assert "Everybody is trained." in said
    save(bo, board, {f"{FIRST}-text": "Every handler is trained.", f"{FIRST}-is_sensitive": "y"})
    assert kept(board) == [("Every handler is trained.", True)]
    bo.get(texts(board))
    said = main_text(bo)
    assert f"The text for the board on {FIRST} is saved." in said
    assert "Edited by Bo Secretary, 7 January 2026" in said


def test_what_is_typed_on_the_other_items_stays_when_one_is_saved(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(texts(board))
    save(bo, board, typed("First words.", "Second words."), status=200)
    said = main_text(bo)
    assert "1 text is typed below and not saved yet." in said
    assert "Second words." in said
    assert kept(board) == [("First words.", False)]
    save(bo, board, {}, item=SECOND)
    assert kept(board) == [("First words.", False), ("Second words.", False)]


def test_a_text_of_nothing_is_refused_beside_its_box_and_the_others_stay(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(texts(board))
    save(bo, board, typed(" ", "Second words."), status=400)
    said = main_text(bo)
    assert "Write what the board is to read, or that there is nothing new." in said
    assert "Second words." in said
    assert kept(board) == []


def test_a_text_too_long_comes_back_whole(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(texts(board))
    save(bo, board, typed("x" * 40_000), status=400)
    assert "30,000 characters or fewer" in main_text(bo)
    assert "x" * 40_000 in bo.html


def test_pressing_twice_saves_once(board: Board) -> None:
    bo, again = board.visitor("secretary"), board.visitor("secretary")
    for window in (bo, again):
        window.get(texts(board))
    save(bo, board, typed("Same words."))
    save(again, board, typed("Same words."))
    assert kept(board) == [("Same words.", False)]
    with board.inside():
        assert [row.version for row in db.session.query(MeetingText)] == [1]


def test_of_two_windows_the_second_sees_both_texts_and_can_save_them_as_one(board: Board) -> None:
    first, second = board.visitor("secretary"), board.visitor("secretary")
    for window in (first, second):
        window.get(texts(board))
    save(first, board, typed("Theirs."))
    save(second, board, typed("Mine.", "Still mine."), status=409)
    said = main_text(second)
    assert f"Bo Secretary changed “the text on {FIRST}” while you were writing" in said
    for words in ("Theirs.", "Mine.", "Still mine."):
        assert words in said
    assert kept(board) == [("Theirs.", False)]
    save(second, board, {f"{FIRST}-text": "Theirs and mine."}, status=200)
    assert kept(board) == [("Theirs and mine.", False)]


def test_what_the_owner_says_after_the_edit_stands_beside_the_text(board: Board) -> None:
    board.update("Trained.", board_text="Trained they are.")
    bo = board.visitor("secretary")
    bo.get(texts(board))
    save(bo, board, {f"{FIRST}-text": "My words."})
    board.update("Tested.", board_text="The test failed.", minutes=5)
    bo.get(texts(board))
    said = main_text(bo)
    assert "Owen Hart has said more on 7 January 2026, since this text was edited." in said
    assert "My words." in said
    assert "The test failed." in said
    bo.get(f"{texts(board)}?show=behind")
    assert FIRST in main_text(bo)
    assert SECOND not in main_text(bo)
    save(bo, board, {f"{FIRST}-text": "My words; the test failed."})
    bo.get(texts(board))
    assert "has said more on" not in main_text(bo)


def test_items_are_searched_and_a_save_stays_in_the_search(board: Board) -> None:
    board.update("Trained.", board_text="Everybody is trained.")
    bo = board.visitor("secretary")
    bo.get(f"{texts(board)}?find=TRAINED")
    assert SECOND not in main_text(bo)
    answer = bo.send({f"{FIRST}-text": "Trained, all.", "save": FIRST}, path=f"{texts(board)}?find=TRAINED")
    assert answer.location == f"{texts(board)}?find=TRAINED#item-{FIRST}"
    bo.get(f"{texts(board)}?find=nowhere")
    assert "No item matches." in main_text(bo)
    bo.get(f"{texts(board)}?show=without")
    assert SECOND in main_text(bo)
    assert FIRST not in main_text(bo)


def test_the_office_reads_and_is_told_why_it_cannot_write(board: Board) -> None:
    board.update("Trained.", board_text="Everybody is trained.")
    office = board.visitor("office")
    office.get(texts(board))
    said = main_text(office)
    assert "The texts are shown as they stand." in said
    assert "Everybody is trained." in said
    assert "<textarea" not in office.html


@pytest.mark.parametrize("who", ["office", "deputy"])
def test_a_form_sent_by_somebody_else_is_refused_with_its_words(board: Board, who: str) -> None:
    visit = board.visitor(who)
    visit.get(texts(board))
    token = visit.html.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {"csrf_token": token, f"{FIRST}-version": "0", f"{FIRST}-text": "My words.", "save": FIRST}
    visit.post(texts(board), fields, status=403)
    assert "My words." in main_text(visit)
    assert kept(board) == []


def test_the_owner_reads_what_the_board_will_read_and_a_stranger_does_not(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(texts(board))
    save(bo, board, typed("What the board reads."))
    owner, stranger = board.visitor("owner"), board.visitor("stranger")
    owner.get(f"/items/{FIRST}/updates")
    said = main_text(owner)
    assert "Wessmere Coordination Board, 4 February 2026" in said
    assert "What the board reads." in said
    assert "Edited by Bo Secretary" in said
    stranger.get(f"/items/{FIRST}/updates")
    assert "What the board reads." not in main_text(stranger)
    owner.get(texts(board), status=403)


def test_the_history_shows_the_words_to_those_who_prepare_the_papers_alone(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(texts(board))
    save(bo, board, typed("What the board reads."))
    bo.get("/history")
    assert "What the board reads." in main_text(bo)
    stranger = board.visitor("stranger")
    stranger.get("/history")
    assert "What the board reads." not in main_text(stranger)
    assert "Bo Secretary edited the text for the board" in main_text(stranger)


def test_an_item_that_left_the_board_meanwhile_gives_its_words_back(board: Board) -> None:
    bo = board.visitor("secretary")
    bo.get(texts(board))
    token = bo.html.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {
        "csrf_token": token,
        "R2025-99-REC1-version": "0",
        "R2025-99-REC1-text": "Nearly lost.",
        "save": "R2025-99-REC1",
    }
    bo.post(texts(board), fields, status=400)
    said = main_text(bo)
    assert "What you typed on items that this board has ceased to read of" in said
    assert "Nearly lost." in said
