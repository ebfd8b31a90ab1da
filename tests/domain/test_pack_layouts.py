import pytest

from tracker.domain.pack_columns import COLUMNS, Sheet
from tracker.domain.pack_layouts import (
    PackLayout,
    columns_of,
    layout_from_json,
    layout_to_json,
    problems_with_layout,
    sheets_of,
)

RICH = PackLayout(
    sheets_left_out=frozenset({Sheet.AGENCIES, Sheet.MOVES}),
    columns_left_out=frozenset({"register.owner_person", "actions.repeats"}),
    labels=(("owner", "Lead officer"), ("register.delivery", "Stand")),
    paper_size="A3",
)


def labels(layout: PackLayout, sheet: Sheet) -> list[str]:
    return [column.label for column in columns_of(layout, sheet)]


def test_the_plain_layout_has_every_sheet_and_column_and_no_problem() -> None:
    assert sheets_of(PackLayout()) == tuple(Sheet)
    assert all(columns_of(PackLayout(), sheet) == COLUMNS[sheet] for sheet in COLUMNS)
    assert problems_with_layout(PackLayout()) == ()


def test_a_board_leaves_out_sheets_and_columns_and_names_others_in_its_words() -> None:
    assert problems_with_layout(RICH) == ()
    assert Sheet.AGENCIES not in sheets_of(RICH)
    assert "Person in the post" not in labels(RICH, Sheet.REGISTER)
    assert {"Lead officer", "Stand"} < set(labels(RICH, Sheet.REGISTER))
    assert "Lead officer" in labels(RICH, Sheet.EXCEPTIONS)
    assert "Repeats" not in labels(RICH, Sheet.ACTIONS)


def test_a_label_for_one_sheet_comes_before_the_label_for_all() -> None:
    layout = PackLayout(labels=(("owner", "Lead"), ("actions.owner", "Doer")))
    assert "Doer" in labels(layout, Sheet.ACTIONS)
    assert "Lead" in labels(layout, Sheet.REGISTER)


def test_what_every_pack_needs_stays_even_where_it_was_left_out() -> None:
    layout = PackLayout(
        frozenset(Sheet), frozenset({"register.reference", "exceptions.rating", "actions.key"})
    )
    assert sheets_of(layout) == (Sheet.SUMMARY, Sheet.KEY)
    assert columns_of(layout, Sheet.REGISTER) == COLUMNS[Sheet.REGISTER]
    problems = problems_with_layout(layout)
    assert [problem[:37] for problem in problems] == [
        "“Summary” is part of every pack and c",
        "“Key” is part of every pack and canno",
        "The column “Action” of “Actions” cann",
        "The column “Rating” of “Exceptions” c",
        "The column “Reference” of “Register” ",
    ]


@pytest.mark.parametrize(
    ("layout", "problem"),
    [
        (
            PackLayout(columns_left_out=frozenset({"register.nothing"})),
            "There is no column “register.nothing”",
        ),
        (PackLayout(paper_size="B5"), "Choose the size of the paper: A4 or A3."),
        (PackLayout(labels=(("nothing", "X"),)), "There is no column “nothing”"),
        (PackLayout(labels=(("owner", " \u200b"),)), "Enter the label for “owner”"),
        (PackLayout(labels=(("owner", "Two\nlines"),)), "must be one line of plain words"),
        (PackLayout(labels=(("owner", "_x0041_"),)), "must be one line of plain words"),
        (PackLayout(labels=(("owner", "L" * 61),)), "must have 60 characters or fewer"),
        (PackLayout(labels=(("owner", "A"), ("owner", "B"))), "one label of its own at most"),
        (
            PackLayout(labels=(("register.owner", "executive LEAD"),)),
            "Two columns of “Register” are labelled “executive LEAD”.",
        ),
    ],
)
def test_what_cannot_be_made_is_said_in_words(layout: PackLayout, problem: str) -> None:
    (told,) = problems_with_layout(layout)
    assert problem in told


@pytest.mark.parametrize("layout", [PackLayout(), RICH])
def test_a_layout_comes_back_from_its_text_as_it_was(layout: PackLayout) -> None:
    assert layout_from_json(layout_to_json(layout)) == layout


def test_no_text_is_the_plain_layout_and_other_text_is_refused() -> None:
    assert layout_from_json("") == PackLayout()
    for text in ("{}", "[]", "nonsense", '{"sheets_left_out": ["no"]}'):
        with pytest.raises(ValueError, match=r"."):
            layout_from_json(text)
