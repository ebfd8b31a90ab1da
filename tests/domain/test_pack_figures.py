"""The rows behind each number of a pack, found among its own rows."""

from datetime import UTC, date, datetime

import pytest

from tests.documents.packs import a_pack, an_item_line
from tracker.domain.board_counts import BoardTurn
from tracker.domain.counts import Scope, Term, count_lines, counted
from tracker.domain.pack_changes import told_by
from tracker.domain.pack_figures import Behind, behind_rating, behind_term, is_figure
from tracker.domain.packs import ChangeKind, ChangeLine, Pack
from tracker.domain.vocabulary import OffListReason, Rating, Standing

ON = date(2026, 1, 20)
SIDES = [None, *Standing, Scope.OFF_BOARD]
TURNS = [
    BoardTurn(1, 7, datetime(2026, 1, 20, tzinfo=UTC), before.value if before else None, after.value, reason)
    for before in SIDES
    for after in SIDES[1:]
    if after is not None and before is not after
    for reason in (OffListReason if after is Standing.OFF_LIST and before is Standing.OPEN else [None])
]


def change(kind: ChangeKind, reference: str, after: str = "Open", *, seq: int = 1) -> ChangeLine:
    """One change that counts in the sum, or one that does not."""
    return ChangeLine(kind, reference, reference, "Before", after, "Why.", "Bo Sample", ON, seq)


def line_told_by(turn: BoardTurn) -> ChangeLine | None:
    """The change line that a pack has of a turn."""
    moved = told_by(turn, ON)
    if moved is None:
        return None
    return ChangeLine(
        moved.kind, "R2025-01-REC1", "Recommendation 1", moved.before, moved.after, "", "", ON, 7
    )


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.in_words)
def test_every_turn_stands_behind_its_term_and_its_part_and_behind_no_other(turn: BoardTurn) -> None:
    assert turn.turn is not None
    line = line_told_by(turn)
    pack = a_pack(
        items=(), changes=(line,) if line else (), counts=count_lines(counted(0, {turn.turn: 1}, 0))
    )
    for one in TURNS:
        assert one.turn is not None
        for figure in count_lines(counted(0, {one.turn: 1}, 0))[1:-1]:
            assert len(behind_term(pack, figure.key, figure.part)) == pack.number(figure.key, figure.part)


def some_pack() -> Pack:
    """One item stayed open, one was closed, one left, one is new, one was closed and re-opened."""
    return a_pack(
        items=(
            an_item_line(reference="STAYED", item="Stayed", rating_before=Rating.AMBER, rating=Rating.RED),
            an_item_line(reference="CLOSED", item="Closed", standing=Standing.CLOSED),
            an_item_line(reference="NEW", item="New", rating_before=None),
            an_item_line(reference="TWICE", item="Twice"),
        ),
        changes=(
            change(ChangeKind.NEW, "NEW"),
            change(ChangeKind.REOPENED, "TWICE", seq=5),
            change(ChangeKind.CLOSED, "CLOSED", "Closed by HMICFRS"),
            change(ChangeKind.CLOSED, "TWICE", "Closed by HMICFRS", seq=4),
            change(ChangeKind.MOVED_OUT, "LEFT", "Not on the board"),
            change(ChangeKind.SLIPPED, "STAYED"),
        ),
    )


def test_what_was_open_at_the_start_is_told_with_what_became_of_it() -> None:
    assert behind_term(some_pack(), Term.OPENING) == (
        Behind("STAYED", "Stayed", Rating.AMBER, "Still open", ""),
        Behind("CLOSED", "Closed", Rating.GREEN, "Closed: Closed by HMICFRS", "Why.", ON),
        Behind("TWICE", "Twice", Rating.GREEN, "Re-opened: Open", "Why.", ON),
        Behind("LEFT", "LEFT", None, "Moved out: Not on the board", "Why.", ON),
    )


def test_what_is_open_at_the_end_is_told_with_its_rating() -> None:
    assert [row.reference for row in behind_term(some_pack(), Term.CLOSING)] == ["STAYED", "NEW", "TWICE"]
    assert behind_term(some_pack(), Term.CLOSING)[0].rating is Rating.RED


def test_a_change_that_counts_in_no_term_has_its_rows_too() -> None:
    (row,) = behind_term(some_pack(), ChangeKind.SLIPPED.value)
    assert (row.reference, row.said, row.on) == ("STAYED", "Before → Open", ON)


def test_the_rows_of_a_rating_are_chosen_by_kind_and_by_report() -> None:
    pack = a_pack(
        items=(
            an_item_line(reference="A", rating=Rating.RED, kind="Recommendation", report_title="One"),
            an_item_line(reference="B", rating=Rating.RED, kind="Cause of concern", report_title="Two"),
            an_item_line(reference="C", rating=Rating.GREEN, kind="Recommendation", report_title="Two"),
        )
    )

    def found(rating: Rating | None = None, **of: str) -> list[str]:
        return [row.reference for row in behind_rating(pack, rating, **of)]

    assert found(Rating.RED) == ["A", "B"]
    assert found(Rating.RED, kind="Recommendation") == ["A"]
    assert found(report="R2025-01 Two") == ["B", "C"]
    assert found(Rating.RED, report="R2025-01 Two") == ["B"]
    assert found() == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("key", "part", "is_one"),
    [
        ("closed", "by_hmicfrs", True),
        ("closed", "", True),
        ("opening", "", True),
        ("slipped", "", True),
        ("closed", "left_board", False),
        ("opening", "by_hmicfrs", False),
        ("nothing", "", False),
        ("", "", False),
    ],
)
def test_a_number_that_no_pack_has_is_known(key: str, part: str, is_one: bool) -> None:
    assert is_figure(key, part) is is_one
