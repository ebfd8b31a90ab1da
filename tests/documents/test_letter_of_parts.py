from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.letters import a_letter, an_appendix, an_item
from tests.documents.test_response_page import ANY_WORDS, rich_letter
from tracker.documents.letter_of_parts import letter_of_parts
from tracker.documents.printed import PrintedVoice
from tracker.documents.printed_parts import printed_parts
from tracker.documents.response_page import response_page
from tracker.domain.approval import PrintedPart
from tracker.domain.letter_snapshots import parts_in, snapshot
from tracker.domain.vocabulary import Layout

LATER = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("layout", list(Layout))
def test_a_letter_kept_by_its_parts_has_the_same_public_page(layout: Layout) -> None:
    letter = rich_letter(layout)
    kept = letter_of_parts(parts_in(snapshot(printed_parts(letter))), made_at=LATER)
    assert response_page(kept) == response_page(letter)
    assert printed_parts(kept)[0] == printed_parts(letter)[0]


def test_a_letter_without_an_appendix_has_none_again() -> None:
    letter = a_letter(appendices=(), enclosures=())
    kept = letter_of_parts(printed_parts(letter), made_at=LATER)
    assert (kept.appendices, kept.enclosures, kept.signature) == ((), (), None)


@given(ANY_WORDS, ANY_WORDS, st.sampled_from(list(Layout)))
def test_any_words_come_back(said: str, printed: str, layout: Layout) -> None:
    item = an_item(text=f"Item {printed}", voices=(PrintedVoice("Force response", f"Said {said}"),))
    letter = a_letter(layout=layout, paragraphs=(f"We say {said}",), appendices=(an_appendix(item),))
    kept = letter_of_parts(printed_parts(letter), made_at=LATER)
    apart = {"signature", "signature_alt"}
    assert [part for part in printed_parts(kept) if part.kind not in apart] == [
        part for part in printed_parts(letter) if part.kind not in apart
    ]


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (PrintedPart("layout", "the layout", "Sideways"),),
        (
            PrintedPart("layout", "the layout", "Sideways"),
            PrintedPart("date", "the date", "2 February 2026"),
            PrintedPart("subject", "the subject", "X"),
            PrintedPart("paragraphs", "the paragraphs", "X"),
        ),
    ],
)
def test_what_is_no_letter_is_refused(parts: tuple[PrintedPart, ...]) -> None:
    with pytest.raises(ValueError, match="parts"):
        letter_of_parts(parts, made_at=LATER)
