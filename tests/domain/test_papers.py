from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.domain.papers import (
    AGENDA_AND_MARKING,
    MAX_LINE,
    MAX_ROWS,
    MAX_TEXT,
    READY_STYLES,
    Furniture,
    FurnitureKind,
    Paper,
    PaperPart,
    PartKind,
    Place,
    furniture_words,
    problems_with_part,
    problems_with_style,
    style_from_json,
    style_to_json,
)

A_PART = PaperPart(PartKind.FREE, None, "Background", "It began in May.")
A_PAPER = Paper(
    AGENDA_AND_MARKING,
    "Bicycles",
    (A_PART,),
    board="Fenland Board",
    author="Office of the Fenland Commissioner",
    made_at=datetime(2026, 3, 12, 14, 5, tzinfo=UTC),
    meeting_on=date(2026, 3, 19),
    agenda_item="14",
    marking="OFFICIAL",
    to="The Board",
    sent_by="Chief Constable",
)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FurnitureKind.TO, "The Board"),
        (FurnitureKind.FROM, "Chief Constable"),
        (FurnitureKind.DATE, "19 March 2026"),
        (FurnitureKind.TITLE, "Bicycles"),
        (FurnitureKind.MARKING, "OFFICIAL"),
        (FurnitureKind.AGENDA_ITEM, "14"),
        (FurnitureKind.BOARD, "Fenland Board"),
        (FurnitureKind.MEETING_DATE, "19 March 2026"),
        (FurnitureKind.PAGE, ""),
    ],
)
def test_furniture_prints_what_the_paper_knows_unless_the_style_has_words_of_its_own(
    kind: FurnitureKind, words: str
) -> None:
    assert furniture_words(A_PAPER, Furniture(kind, Place.TOP)) == words
    assert furniture_words(A_PAPER, Furniture(kind, Place.TOP, words="Own")) == "Own"


def test_the_paper_may_carry_another_date_than_its_meeting_and_a_board_without_one_prints_none() -> None:
    piece = Furniture(FurnitureKind.DATE, Place.TOP)
    assert furniture_words(replace(A_PAPER, dated="March 2026"), piece) == "March 2026"
    assert furniture_words(replace(A_PAPER, meeting_on=None), piece) == ""


@pytest.mark.parametrize("key", list(READY_STYLES))
def test_a_style_comes_back_from_what_is_kept_as_it_was(key: str) -> None:
    _, style = READY_STYLES[key]
    assert style_from_json(style_to_json(style)) == style
    assert {piece.kind for piece in style.furniture} > {FurnitureKind.TITLE, FurnitureKind.PAGE}


@pytest.mark.parametrize(
    ("part", "field", "words"),
    [
        (replace(A_PART, number="six!"), "number", "Enter a number such as 6"),
        (replace(A_PART, heading="x" * (MAX_LINE + 1)), "heading", "300 characters or fewer; it has 301"),
        (replace(A_PART, heading="two\nlines"), "heading", "on one line"),
        (replace(A_PART, text="x" * (MAX_TEXT + 1)), "text", "30,000 characters or fewer; it has 30,001"),
        (replace(A_PART, heading=" ", text="\u200b"), "text", "Write something"),
        (replace(A_PART, rows=(("A", "B"), ("1",))), "rows", "as many cells"),
        (replace(A_PART, rows=(("A", " "),)), "rows", "a name"),
        (replace(A_PART, rows=(("A",),) * (MAX_ROWS + 1)), "rows", "at most 500 rows"),
        (replace(A_PART, rows=(tuple("ABCDEFGHI"),)), "rows", "8 columns"),
        (replace(A_PART, rows=(("A",), ("x" * (MAX_TEXT + 1),))), "rows", "30,000 characters"),
    ],
)
def test_a_part_says_what_is_wrong_with_it_beside_the_field(part: PaperPart, field: str, words: str) -> None:
    problems = problems_with_part(part)
    assert list(problems) == [field]
    assert words in problems[field]


@pytest.mark.parametrize("number", [None, "", "6", "6.", "A.1", "12.3"])
def test_a_part_within_its_limits_has_nothing_wrong(number: str | None) -> None:
    assert problems_with_part(replace(A_PART, number=number, text="x" * MAX_TEXT)) == {}


def test_a_style_whose_words_are_too_long_broken_or_printed_twice_is_refused() -> None:
    for pieces, words in (
        ([Furniture(FurnitureKind.TO, Place.TOP, "x" * (MAX_LINE + 1))], "300 characters or fewer"),
        ([Furniture(FurnitureKind.TO, Place.TOP, "To:", "One\nTwo")], "on one line"),
        ([Furniture(FurnitureKind.PAGE, Place.FOOTER)] * 2, "stands twice: at the foot of every page"),
    ):
        (problem,) = problems_with_style(replace(AGENDA_AND_MARKING, furniture=tuple(pieces)))
        assert words in problem
    assert [problems_with_style(style) for _, style in READY_STYLES.values()] == [(), ()]
