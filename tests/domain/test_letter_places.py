import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.letter_places import LetterPlace, Part, place_of

counted = st.integers(0, 9_999)
places = st.builds(
    LetterPlace, st.sampled_from(Part), st.integers(1, 9_999), counted, counted, counted, counted
)


@given(places)
def test_every_place_is_told_again_by_its_key(place: LetterPlace) -> None:
    assert place_of(place.key) == place
    # Word takes names of at most 40 letters, digits and underscores, and ours have a prefix and a number.
    assert re.fullmatch(r"[a-z][a-z0-9_]*", place.key)


def test_a_key_reads_from_the_appendix_inwards() -> None:
    place = LetterPlace(Part.ANSWER, 3, appendix=1, group=1, item=2, voice=1)
    assert place.key == "a1_g1_i2_v1_answer_3"
    assert LetterPlace(Part.TEXT, 2).key == "text_2"


@pytest.mark.parametrize(
    "key", ["", "text", "text_0", "text_2_copy_1", "TEXT_1", "words_1", "a0_text_1", "text_99999"]
)
def test_what_is_no_key_names_no_place(key: str) -> None:
    assert place_of(key) is None
