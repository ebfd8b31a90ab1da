import pytest

from tracker.domain.draft_marks import MarkedText, NewText, places_now, read_stamp, stamp_of, taken_in

WENT_OUT = ("We trained nine officers.", "The panel meets weekly.", "The board hears of it.")


def test_a_stamp_tells_letter_and_version() -> None:
    assert stamp_of("S55-2026-01", 3) == "DRAFT – S55-2026-01 – version 3"
    assert read_stamp("  DRAFT – S55-2026-01 –  version 3") == ("S55-2026-01", 3)


@pytest.mark.parametrize("stamp", ["", "DRAFT – version 3", "S55-2026-01", "DRAFT – S55-2026-01 – version 0"])
def test_what_is_no_stamp_tells_nothing(stamp: str) -> None:
    assert read_stamp(stamp) is None


def test_accepted_texts_take_the_place_of_what_went_out() -> None:
    accepted = {0: NewText("We trained ten officers."), 2: NewText("")}
    assert taken_in(WENT_OUT, WENT_OUT, accepted) == ("We trained ten officers.", "The panel meets weekly.")


def test_one_paragraph_may_become_several_and_a_new_one_may_follow() -> None:
    accepted = {0: NewText("One.\n\nTwo."), 1: NewText(added=("New.",))}
    made = taken_in(WENT_OUT, WENT_OUT, accepted)
    assert made == ("One.", "Two.", "The panel meets weekly.", "New.", "The board hears of it.")


def test_what_changed_here_meanwhile_stays_where_nothing_was_accepted() -> None:
    now = ("First of all.", "We trained nine officers.", "The panel meets weekly, on Mondays.")
    assert places_now(WENT_OUT, now) == (1, 2, None)
    made = taken_in(WENT_OUT, now, {0: NewText("We trained ten officers.")})
    assert made == ("First of all.", "We trained ten officers.", "The panel meets weekly, on Mondays.")


def test_a_paragraph_that_is_gone_comes_back_after_the_one_it_followed() -> None:
    now = ("We trained nine officers.", "The board hears of it.")
    made = taken_in(WENT_OUT, now, {1: NewText("The panel meets daily.")})
    assert made == ("We trained nine officers.", "The panel meets daily.", "The board hears of it.")


def test_joined_paragraphs_run_on() -> None:
    made = taken_in(WENT_OUT, WENT_OUT, {2: NewText("The board hears of it.", is_joined=True)})
    assert made == ("We trained nine officers.", "The panel meets weekly. The board hears of it.")


@pytest.mark.parametrize(
    ("now", "is_conflict", "is_settled"),
    [("Old.", False, False), ("Other.", True, False), ("New.", False, True), (None, True, False)],
)
def test_a_conflict_is_a_change_on_both_sides(now: str | None, is_conflict: bool, is_settled: bool) -> None:
    text = MarkedText("text_1", "Old.", "New.", now)
    assert (text.is_conflict, text.is_settled) == (is_conflict, is_settled)
