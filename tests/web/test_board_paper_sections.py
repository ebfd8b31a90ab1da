"""The pages of a paper's sections: edited beside their draft, added, moved, taken out, and never lost."""

from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.web.letter_pages import main_text
from tests.web.test_board_papers import STATUS, add_an_item, drafted, section, visit
from tests.web.test_meetings import Room, room
from tracker.domain.vocabulary import Role

__all__ = ["drafted", "room", "visit"]


def test_words_that_were_not_changed_keep_up_with_the_rows(drafted: Visitor, room: Room) -> None:
    drafted.submit(section(drafted, "Summary"), {"heading": "In short"}, status=303)
    add_an_item(room.visitor(Role.OFFICE_STAFF))
    drafted.get(STATUS)
    assert "In short" in main_text(drafted)
    assert "3 items are open: 1 is Red" in main_text(drafted)


def test_a_section_goes_back_to_its_draft(drafted: Visitor) -> None:
    where = section(drafted, "Summary")
    drafted.submit(where, {"text": "All is in hand."}, status=303)
    drafted.submit(where, button="Use the draft from the rows again", status=303)
    drafted.get(f"{STATUS}/preview")
    assert "2 items are open: 1 is Red" in main_text(drafted)
    assert "All is in hand." not in main_text(drafted)
    drafted.get(STATUS)
    assert "All is in hand." in main_text(drafted), "the history tells it"


def test_two_people_in_one_section_see_both_texts_and_lose_no_word(drafted: Visitor, room: Room) -> None:
    where, other = section(drafted, "Summary"), room.visitor()
    other.get(where)
    drafted.submit(where, {"text": "The first text."}, status=303)
    other.send({"text": "The second text."}, path=where, button="Save the section", status=409)
    said = main_text(other)
    assert "Bo Secretary changed “Text” while you were writing" in said
    assert said.count("The first text.") == 1
    assert said.count("The second text.") == 2
    other.send({"text": "Both texts."}, path=where, button="Save the section", status=303)
    other.get(STATUS)
    assert "Both texts." in main_text(other)


def test_a_refused_section_keeps_what_was_typed(drafted: Visitor) -> None:
    where = section(drafted, "Summary")
    fields = {"text": "Long words.", "numbered": "literal", "number": "six and"}
    drafted.submit(where, fields, status=400)
    assert "Enter a number such as 6 or 6." in main_text(drafted)
    assert "Long words." in main_text(drafted)


def test_a_section_is_added_numbered_as_typed_moved_and_taken_out(drafted: Visitor) -> None:
    new = {"kind": "free", "heading": "Finance", "text": "None.", "numbered": "literal", "number": "6"}
    drafted.submit(f"{STATUS}/sections/new", new, status=303)
    drafted.get(STATUS)
    assert "6 Finance" in main_text(drafted)
    finance = section(drafted, "Finance")
    press(drafted, f"{finance}/move", way="up")
    drafted.get(STATUS)
    assert main_text(drafted).index("6 Finance") < main_text(drafted).index("7. Recommendation")
    press(drafted, f"{finance}/remove")
    drafted.get(STATUS)
    assert "6 Finance" not in main_text(drafted)


def press(visit: Visitor, action: str, **fields: str) -> None:
    """Press the button of the page last seen whose form goes there."""
    for form in parsed(visit.html).iter("form"):
        sent = values_of(form)
        if form.get("action") == action and sent.items() >= fields.items():
            visit.post(action, sent, status=303)
            return
    raise AssertionError(f"The page has no button to {action}")


def test_a_button_of_a_page_that_is_behind_changes_nothing(drafted: Visitor) -> None:
    first = section(drafted, "Purpose")
    press(drafted, f"{first}/move", way="down")
    press(drafted, f"{first}/move", way="down")
    drafted.get(STATUS)
    said = main_text(drafted)
    assert "The paper was changed meanwhile: this is its order as it stands now." in said
    assert (
        said.index("1. Where the items stand") < said.index("2. Purpose") < said.index("3. Ratings by kind")
    )


def test_adding_a_section_twice_makes_one(drafted: Visitor) -> None:
    drafted.get(f"{STATUS}/sections/new")
    page = drafted.html
    new = {"kind": "free", "heading": "Finance", "text": "None."}
    for _ in range(2):
        drafted.html = page
        drafted.send(new, path=f"{STATUS}/sections/new", button="Add the section", status=303)
    drafted.get(f"{STATUS}/preview")
    assert main_text(drafted).count("Finance") == 1


def test_words_typed_into_a_section_that_was_taken_out_can_be_added_again(
    drafted: Visitor, room: Room
) -> None:
    where, other = section(drafted, "Summary"), room.visitor()
    other.get(where)
    drafted.get(STATUS)
    press(drafted, f"{where}/remove")
    other.send({"text": "All is in hand."}, path=where, button="Save the section", status=409)
    assert "Somebody took this section out while you were writing." in main_text(other)
    other.send(path=where, button="Add the section", status=303)
    other.get(f"{STATUS}/preview")
    assert "All is in hand." in main_text(other)
