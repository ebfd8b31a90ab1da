from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.approval import PrintedPart, changes_between, fingerprint

ADDRESSEE = PrintedPart("addressee", "the addressee", "Rt Hon Ada Example MP\nHome Secretary\nLondon")
CLOSING = PrintedPart("closing", "the closing", "Yours sincerely")
PICTURE = PrintedPart("signature", "the picture of the signature", "ab12", is_text=False)
LETTER = (ADDRESSEE, CLOSING, PICTURE)
ONE = PrintedPart(
    "voice", "the wording of the Force response to Recommendation 1", "Yes.", "Recommendation 1"
)
TWO = PrintedPart("voice", "the wording of the Force response to Recommendation 2", "No.", "Recommendation 2")


def changed(part: PrintedPart, text: str) -> tuple[str, ...]:
    return changes_between([part], [replace(part, text=text)])


def test_the_fingerprint_of_the_same_text_is_the_same_for_ever() -> None:
    assert fingerprint(LETTER) == fingerprint(list(LETTER))
    # Kept by approvals made earlier: another form of the canonical text would let all of them fall.
    assert fingerprint([CLOSING]) == sha256(b'[1,[["closing","Yours sincerely"]]]').hexdigest()


def test_a_name_in_other_words_is_no_other_text() -> None:
    assert fingerprint([CLOSING]) == fingerprint([replace(CLOSING, name="the last words")])


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_letters_have_one_fingerprint_only_if_every_part_is_the_same(
    one: list[str], other: list[str]
) -> None:
    first, second = (
        [PrintedPart("p", str(n), text) for n, text in enumerate(texts)] for texts in (one, other)
    )
    assert (fingerprint(first) == fingerprint(second)) is (one == other)
    assert (changes_between(first, second) == ()) is (one == other)


def test_the_same_words_in_another_part_are_another_letter() -> None:
    assert fingerprint([CLOSING]) != fingerprint([replace(CLOSING, kind="salutation")])


def test_nothing_is_said_of_letters_that_print_the_same() -> None:
    assert changes_between(LETTER, LETTER) == ()


def test_a_new_home_secretary_is_named_beside_the_one_before() -> None:
    assert changed(ADDRESSEE, "Rt Hon Ben Sample MP\nHome Secretary\nLondon") == (
        "The addressee was “Rt Hon Ada Example MP” and is now “Rt Hon Ben Sample MP”.",
    )


def test_of_a_long_text_the_place_that_changed_is_shown() -> None:
    old = "The Constabulary counts bicycles and looks for their owners within two weeks of each report it"
    part = replace(ONE, text=f"{old} gets. Every sergeant reads the list on Mondays.")
    assert changed(part, part.text.replace("two weeks", "three weeks")) == (
        "The wording of the Force response to Recommendation 1 has changed: "
        "“…for their owners within two weeks of each report…” is now "
        "“…for their owners within three weeks of each report…”.",
    )
    twice = part.text.replace("two weeks", "three weeks").replace("Mondays", "Tuesdays")
    assert changed(part, twice)[0].endswith("of each report…”, and it differs in 1 more place.")


def test_words_added_and_words_taken_away_are_shown_where_they_stood() -> None:
    part = replace(CLOSING, text=" ".join(f"word{n}" for n in range(30)))
    assert (
        "“…word5 word6 word7 word8 word9 word10 word11 word12…” is now “…word5 word6 word7 word8 indeed word9"
        in (changed(part, part.text.replace("word9 ", "indeed word9 "))[0])
    )
    assert changed(part, part.text.replace("word0 ", ""))[0].startswith(
        "The closing has changed: “word0 word1 word2 word3 word4…” is now “word1"
    )


def test_a_change_of_very_many_words_is_cut() -> None:
    part = replace(CLOSING, text="a " * 300)
    (said,) = changed(part, "b " * 300)
    assert len(said) < 300
    assert "…" in said


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "Yours sincerely", "The closing was empty and is now “Yours sincerely”."),
        ("Yours sincerely", " ", "The closing was “Yours sincerely” and is now empty."),
        ("Yours", "Sincerely", "The closing was “Yours” and is now “Sincerely”."),
        ("Yours so", "Yours\nso", "The closing was “Yours so” and is now “Yours / so”."),
    ],
)  # fmt: skip
def test_a_short_part_is_shown_before_and_after(before: str, after: str, told: str) -> None:
    assert changed(replace(CLOSING, text=before), after) == (told,)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("ab12", "cd34", "The picture of the signature is another one."),
        ("", "cd34", "The picture of the signature is new."),
        ("ab12", "", "The picture of the signature is no longer in the letter."),
    ],
)
def test_of_a_picture_it_is_only_said_that_it_changed(before: str, after: str, told: str) -> None:
    assert changed(replace(PICTURE, text=before), after) == (told,)


def test_an_item_that_came_or_went_is_named_once() -> None:
    label = PrintedPart("voice_label", "the label at Recommendation 2", "Force response", "Recommendation 2")
    assert changes_between([ONE], [ONE, label, TWO]) == ("Recommendation 2 is new.",)
    assert changes_between([ONE, label, TWO], [ONE]) == ("Recommendation 2 is no longer in the letter.",)
    assert changes_between([ONE], [TWO]) == (
        "Recommendation 1 is no longer in the letter.",
        "Recommendation 2 is new.",
    )


def test_an_answer_that_came_or_went_within_an_item_is_named() -> None:
    reply = PrintedPart(
        "voice", "the wording of the reply to Recommendation 1", "Thanks.", "Recommendation 1"
    )
    assert changes_between([ONE], [ONE, reply]) == ("The wording of the reply to Recommendation 1 is new.",)
    assert changes_between([ONE, reply], [ONE]) == (
        "The wording of the reply to Recommendation 1 is no longer in the letter.",
    )


def test_another_order_is_said() -> None:
    assert changes_between([ONE, TWO], [TWO, ONE]) == ("The parts of the letter stand in another order.",)
