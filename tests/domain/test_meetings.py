import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.domain.meetings import (
    MAKES_COPY,
    NEEDS_REASON,
    TABLE,
    MeetingDetails,
    MeetingFacts,
    MeetingMove,
    MeetingStatus,
    MoveWords,
    after,
    diagram,
    may_move,
    may_run_board,
    moves_from,
    problems_with_meeting,
    problems_with_move,
    warning_of_past,
)
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import Role

S, M = MeetingStatus, MeetingMove
DAY, CUT_OFF = date(2026, 3, 12), date(2026, 3, 5)
AFTER_CUT_OFF = CUT_OFF + timedelta(days=1)
SECRETARY = Actor(1, "Ms Sedge", frozenset({Role.BOARD_SECRETARY}))

# Written by hand: from each status the moves there are, and where they lead.
EXPECTED = {
    S.PLANNED: {(M.COLLECT, S.COLLECTING), (M.CALL_OFF, S.CALLED_OFF)},
    S.COLLECTING: {(M.DRAFT, S.DRAFTED), (M.CALL_OFF, S.CALLED_OFF)},
    S.DRAFTED: {(M.COLLECT_AGAIN, S.COLLECTING), (M.MAKE_FINAL, S.FINAL), (M.CALL_OFF, S.CALLED_OFF)},
    S.FINAL: {(M.CORRECT, S.FINAL), (M.TABLE, S.TABLED)},
    S.TABLED: {(M.CORRECT, S.TABLED)},
    S.CALLED_OFF: {(M.SET_AGAIN, S.PLANNED)},
}


def facts(status: MeetingStatus, *, is_secretary: bool = True, does_reconcile: bool = True) -> MeetingFacts:
    return MeetingFacts(status, DAY, CUT_OFF, is_secretary, does_reconcile)


@pytest.mark.parametrize("status", list(S))
def test_from_each_status_there_are_these_moves_and_they_lead_there(status: MeetingStatus) -> None:
    assert {(row.move, row.after) for row in TABLE if row.before is status} == EXPECTED[status]
    assert set(moves_from(status)) == {move for move, _ in EXPECTED[status]}
    assert {(move, to) for move in M if (to := after(move, status))} == EXPECTED[status]


@pytest.mark.parametrize("status", list(S))
@pytest.mark.parametrize("move", list(M))
def test_a_board_s_secretary_may_make_the_moves_of_the_table_and_no_other(
    move: MeetingMove, status: MeetingStatus
) -> None:
    verdict = may_move(SECRETARY, move, facts(status), DAY)
    assert bool(verdict) == (move in moves_from(status))
    if not verdict:
        label = status.label
        assert verdict.reason.startswith(f"The meeting stands at “{label[0].lower()}{label[1:]}”")


def test_a_final_copy_is_never_taken_back_only_corrected() -> None:
    copied = {status for status in S if status.has_final_copy}
    assert copied == {S.FINAL, S.TABLED}
    assert {row.after for row in TABLE if row.before in copied} == copied
    assert {row.move for row in TABLE if row.after in copied and row.move is not M.TABLE} == MAKES_COPY


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BOARD_SECRETARY])
def test_who_is_no_board_secretary_runs_no_board(role: Role) -> None:
    actor = Actor(2, "Somebody", frozenset({role}))
    assert may_run_board(actor, is_secretary=True).reason == (
        "Only the Board secretary may run the meetings of boards and make their packs."
    )


def test_a_secretary_runs_her_own_boards_alone() -> None:
    assert may_run_board(SECRETARY, is_secretary=True)
    refusal = may_run_board(SECRETARY, is_secretary=False)
    assert refusal.reason.startswith("You are not this board's secretary")
    assert may_move(SECRETARY, M.COLLECT, facts(S.PLANNED, is_secretary=False), DAY) == refusal


def test_the_program_runs_no_board() -> None:
    runner = replace(SYSTEM, roles=frozenset(Role))
    assert "never the program" in may_run_board(runner, is_secretary=True).reason
    assert "never the program" in may_run_board(replace(SECRETARY, account_id=None), is_secretary=True).reason


def test_what_was_tabled_is_recorded_from_the_day_of_the_meeting_on() -> None:
    assert may_move(SECRETARY, M.TABLE, facts(S.FINAL), DAY)
    early = may_move(SECRETARY, M.TABLE, facts(S.FINAL), DAY - timedelta(days=1))
    assert early.reason == "The meeting is on 12 March 2026: what was tabled is recorded from then on."


def test_a_correction_and_a_calling_off_need_a_reason_and_no_other_move_does() -> None:
    status = {row.move: row.before for row in TABLE}
    asked = {move for move in M if problems_with_move(move, facts(status[move]), MoveWords(), AFTER_CUT_OFF)}
    assert asked == NEEDS_REASON == {M.CORRECT, M.CALL_OFF}
    for move in asked:
        assert problems_with_move(move, facts(status[move]), MoveWords("Snow."), AFTER_CUT_OFF) == {}
    assert problems_with_move(M.CALL_OFF, facts(S.PLANNED), MoveWords(" "), DAY) == {
        "reason": "Say why you call the meeting off."
    }


def test_a_final_copy_before_the_cut_off_needs_words_that_say_why() -> None:
    problems = problems_with_move(M.MAKE_FINAL, facts(S.DRAFTED), MoveWords(), CUT_OFF)
    assert problems == {
        "before_cut_off": "Updates may come until the end of 5 March 2026: say why the final copy is made "
        "before. The pack prints it."
    }
    words = MoveWords(before_cut_off="The print room is closed from Thursday.")
    assert problems_with_move(M.MAKE_FINAL, facts(S.DRAFTED), words, CUT_OFF) == {}
    assert problems_with_move(M.MAKE_FINAL, facts(S.DRAFTED), MoveWords(), AFTER_CUT_OFF) == {}


@pytest.mark.parametrize(("move", "status"), [(M.MAKE_FINAL, S.DRAFTED), (M.CORRECT, S.TABLED)])
def test_a_pack_that_does_not_reconcile_needs_a_printed_reason(
    move: MeetingMove, status: MeetingStatus
) -> None:
    apart = facts(status, does_reconcile=False)
    problems = problems_with_move(move, apart, MoveWords("A wrong date."), DAY)
    assert list(problems) == ["does_not_reconcile"]
    words = MoveWords("A wrong date.", does_not_reconcile="one row was damaged")
    assert problems_with_move(move, apart, words, DAY) == {}


def test_a_draft_may_be_made_of_what_does_not_reconcile() -> None:
    assert problems_with_move(M.DRAFT, facts(S.COLLECTING, does_reconcile=False), MoveWords(), DAY) == {}


@pytest.mark.parametrize("field", ["reason", "before_cut_off", "does_not_reconcile"])
def test_a_reason_is_of_so_many_characters_and_no_more(field: str) -> None:
    words = replace(MoveWords("w", "w", "w"), **{field: "w" * 2_001})
    problems = problems_with_move(M.MAKE_FINAL, facts(S.DRAFTED), words, CUT_OFF)
    assert problems == {field: "The reason must be 2,000 characters or fewer; it has 2,001."}


MEETING = MeetingDetails(DAY, CUT_OFF, "4")


def test_two_meetings_of_a_board_on_one_day_are_refused_and_the_day_is_named() -> None:
    assert problems_with_meeting(MEETING, [CUT_OFF, DAY]) == {
        "on": "This board has a meeting on 12 March 2026 already: choose another day, or open that one."
    }
    assert problems_with_meeting(MEETING, [DAY - timedelta(days=1), DAY + timedelta(days=1)]) == {}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"on": None}, "on", "Enter the day of the meeting."),
        ({"cut_off_on": None}, "cut_off_on", "Enter the last day for updates."),
        ({"on": date(2206, 3, 12)}, "on", "between the years 2000 and 2100"),
        ({"cut_off_on": date(206, 3, 5)}, "cut_off_on", "between the years 2000 and 2100"),
        ({"cut_off_on": DAY + timedelta(days=1)}, "cut_off_on", "after the meeting on 12 March 2026"),
        ({"agenda_item": "4" * 41}, "agenda_item", "40 characters or fewer; it has 41"),
        ({"place": "p" * 201}, "place", "200 characters or fewer; it has 201"),
    ],
)
def test_what_does_not_hold_of_a_meeting_is_told_at_its_field(
    changes: dict[str, object], field: str, words: str
) -> None:
    problems = problems_with_meeting(replace(MEETING, **changes), [])  # type: ignore[arg-type]
    assert list(problems) == [field]
    assert words in problems[field]


def test_the_cut_off_may_be_the_day_of_the_meeting() -> None:
    assert problems_with_meeting(replace(MEETING, cut_off_on=DAY), []) == {}


def test_a_meeting_in_the_past_may_be_recorded_and_is_told_what_is_missing() -> None:
    later = DAY + timedelta(days=1)
    assert warning_of_past(DAY, None, DAY) == ""
    assert warning_of_past(DAY, None, later) == "This meeting was on 12 March 2026. No history is held here."
    assert warning_of_past(DAY, later, later) == (
        "This meeting was on 12 March 2026. History before 13 March 2026 is not held here: its pack cannot "
        "show what stood on that day."
    )
    assert warning_of_past(DAY, DAY, later) == (
        "This meeting was on 12 March 2026: its pack shows what stood when the pack is made."
    )


def test_the_diagram_draws_every_row_of_the_table_and_nothing_else() -> None:
    drawn = re.findall(r"^    (\w+) --> (\w+): ([a-z ]+?)(?:, with a reason)?$", diagram(), re.M)
    rows = {(row.before.value, row.after.value, row.move.value.replace("_", " ")) for row in TABLE}
    assert set(drawn) == rows
    assert len(drawn) == len(TABLE)


def test_the_diagram_names_every_status_and_where_meetings_begin() -> None:
    lines = diagram().splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> planned"]
    assert {f"    {status.value}: {status.label}" for status in S} <= set(lines)
    assert "    drafted --> called_off: call off, with a reason" in lines


def test_the_words_of_a_button_begin_with_a_capital() -> None:
    assert M.MAKE_FINAL.button == "Make the final copy"
