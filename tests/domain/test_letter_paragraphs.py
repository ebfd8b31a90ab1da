"""Paragraphs in a row of boxes, and where an old paragraph went."""

import pytest

from tracker.domain.letter_paragraphs import MOST_BOXES, box_after, place_of_passage, rearranged

ROW = ("One.", "Two.", "Three.")


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("add-0", ("One.", "", "Two.", "Three.")),
        ("add-2", ("One.", "Two.", "Three.", "")),
        ("up-1", ("Two.", "One.", "Three.")),
        ("up-0", ROW),
        ("down-1", ("One.", "Three.", "Two.")),
        ("down-2", ROW),
        ("remove-1", ("One.", "Three.")),
        ("remove-9", ROW),
    ],
)
def test_paragraphs_are_added_moved_and_removed(act: str, after: tuple[str, ...]) -> None:
    assert rearranged(ROW, act) == after


@pytest.mark.parametrize("act", ["save", "up", "up--1", "up-1x", "drop-1", "up-٣", ""])
def test_what_is_no_act_is_told_apart(act: str) -> None:
    assert rearranged(ROW, act) is None


def test_no_more_boxes_are_added_than_a_page_offers() -> None:
    full = ("Words.",) * MOST_BOXES
    assert rearranged(full, "add-3") == full


def test_an_empty_letter_can_get_its_first_paragraph() -> None:
    assert rearranged((), "add-0") == ("",)


@pytest.mark.parametrize(
    ("act", "box"), [("add-0", 1), ("up-2", 1), ("down-0", 1), ("remove-2", 1), ("save", 0)]
)
def test_the_box_an_act_was_about_is_known(act: str, box: int) -> None:
    assert box_after(act, 2 if act == "remove-2" else 3) == box


def test_a_paragraph_is_found_by_its_words_and_after_a_change() -> None:
    row = ("I thank the inspectors for their work.", "The force has begun a review of all open cases.")
    assert place_of_passage(row[1], row) == 1
    assert place_of_passage("The force has begun a full review of all cases.", row) == 1
    assert place_of_passage("Nothing of the kind.", row) is None
    assert place_of_passage("Anything", ()) is None
