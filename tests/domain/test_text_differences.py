import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.text_differences import (
    Fate,
    Piece,
    compare_paragraphs,
    compare_texts,
    new_text,
    old_text,
)

any_text = st.text(alphabet="ab é\u0301 \t\n.,-'’2\u00a0\u202e*", max_size=60)


def shown(old: str, new: str) -> str:
    """The comparison on one line: [-removed-] and {+added+}."""
    marks = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}
    return "".join(marks[piece.fate].format(piece.text) for piece in compare_texts(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("the same", "the same", "the same"),
        ("we train officers", "we train all officers", "we train {+all +}officers"),
        ("we train all officers", "we train officers", "we train [-all -]officers"),
        ("by May 2026.", "by June 2026.", "by [-May-]{+June+} 2026."),
        ("It ends.", "It ends", "It ends[-.-]"),
        ("We don't.", "We do.", "We [-don't-]{+do+}."),
        ("1,000 people", "1,200 people", "[-1,000-]{+1,200+} people"),
        ("one  two", "one two", "one [- -]two"),
        ("one\ntwo", "one two", "one[-\n-]{+ +}two"),
        ("cafe\u0301", "cafe", "[-cafe\u0301-]{+cafe+}"),
        ("a **bold** word", "a bold word", "a [-**-]bold[-**-] word"),
    ],
)
def test_what_differs_is_shown_word_by_word(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


@given(any_text, any_text)
def test_no_character_of_either_text_is_lost(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    assert (old_text(pieces), new_text(pieces)) == (old, new)
    assert all(piece.text for piece in pieces)
    assert all(before.fate is not after.fate for before, after in pairwise(pieces))


@given(any_text)
def test_a_text_beside_itself_is_all_kept(text: str) -> None:
    assert compare_texts(text, text) == ((Piece(Fate.KEPT, text),) if text else ())


@given(st.lists(any_text, max_size=6), st.lists(any_text, max_size=6))
def test_no_paragraph_of_either_list_is_lost_or_out_of_order(old: list[str], new: list[str]) -> None:
    made = compare_paragraphs(old, new)
    assert [one.old for one in made if one.old is not None] == old
    assert [one.new for one in made if one.new is not None] == new
    for one in made:
        assert old_text(one.pieces) == (one.old or "")
        assert new_text(one.pieces) == (one.new or "")


def test_a_changed_paragraph_is_matched_with_what_it_was_and_a_new_one_with_nothing() -> None:
    old = ["Dear all.", "We trained nine officers in May.", "Thank you."]
    new = ["Dear all.", "A new beginning.", "We trained ten officers in May.", "Thank you."]
    made = compare_paragraphs(old, new)
    assert [(one.old, one.new) for one in made] == [
        ("Dear all.", "Dear all."),
        (None, "A new beginning."),
        (old[1], new[2]),
        ("Thank you.", "Thank you."),
    ]
    assert [one.is_same for one in made] == [True, False, False, True]


def test_a_paragraph_rewritten_from_end_to_end_is_another_paragraph() -> None:
    made = compare_paragraphs(["The hub opened in May."], ["Nobody had asked us before."])
    assert [(one.old is None, one.new is None) for one in made] == [(False, True), (True, False)]


def test_of_two_candidates_the_one_that_is_more_alike_is_taken() -> None:
    old = ["We will count every bicycle in the county by June."]
    new = ["We will count them.", "We will count every bicycle in the county by July."]
    assert [(one.old, one.new) for one in compare_paragraphs(old, new)] == [(None, new[0]), (old[0], new[1])]


@pytest.mark.parametrize("words", ["a b", "the of and to in that it is for was with as on by at from " * 4])
def test_long_texts_of_few_words_are_compared_in_good_time(words: str) -> None:
    chance = random.Random(3)
    old, new = (" ".join(chance.choices(words.split(), k=10_000)) for _ in range(2))
    started = time.monotonic()
    pieces = compare_texts(old, new)
    assert (old_text(pieces), new_text(pieces)) == (old, new)
    assert time.monotonic() - started < 5


def test_long_lists_of_paragraphs_are_compared_in_good_time() -> None:
    started = time.monotonic()
    made = compare_paragraphs(
        [f"old {n} words" for n in range(2_000)], [f"new {n} signs" for n in range(2_000)]
    )
    assert len(made) == 4_000
    assert time.monotonic() - started < 5
