from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.documents.packs import a_head, an_item_line
from tracker.domain.meetings import MeetingStatus
from tracker.domain.packs import ItemLine, MoveLine, Pack
from tracker.domain.permissions import Actor
from tracker.domain.questions import (
    MOST_ON_A_PAGE,
    WEIGHTS,
    Assurance,
    Question,
    QuestionPage,
    QuestionRule,
    may_answer,
    may_read_verdict,
    problems_with_answer,
    questions_of,
    recalled,
)
from tracker.domain.vocabulary import Delivery, ForWhom, OwnRating, Rating, Role, TargetState

R = QuestionRule
TODAY = date(2026, 3, 12)
HEAD = a_head(
    board="Coordination Board",
    board_reference="coordination-board",
    meeting_on=TODAY,
    as_at=datetime(2026, 3, 12, 14, 5, tzinfo=UTC),
)
QUIET = an_item_line(
    heading="",
    text="The chief constable should train all officers.",
    report_title="A report",
    published_on=date(2025, 3, 1),
    executive_lead="",
    owner="Head of Learning",
    owner_person="",
    reason="",
    for_whom=ForWhom.FORCE.label,
    delivery=Delivery.IN_PROGRESS.label,
    own_rating=OwnRating.ON_TRACK.label,
    date_in_force=date(2026, 12, 1),
    first_in_force=date(2026, 12, 1),
    inspectorate_on=None,
    turns_red_on=None,
    last_update_on=date(2026, 2, 1),
    update="",
    next_step="",
    actions_open=0,
    actions_total=0,
)
"""An item of which nothing is to be asked."""


def move(number: int, reason: str, state: TargetState, decided_on: date | None) -> MoveLine:
    on = date(2026, 1, number)
    return MoveLine(QUIET.reference, "", None, TODAY, 10, reason, "", "", on, state.label, "", decided_on, "")


def asked(*lines: ItemLine, moves: tuple[MoveLine, ...] = ()) -> QuestionPage:
    return questions_of(Pack(HEAD, items=lines, moves=moves))


def one(moves: tuple[MoveLine, ...] = (), **changes: object) -> Question:
    (question,) = asked(replace(QUIET, **changes), moves=moves).questions  # type: ignore[arg-type]
    return question


def test_an_item_that_goes_well_is_not_asked_about() -> None:
    assert asked(QUIET) == QuestionPage(())


@pytest.mark.parametrize(
    ("changes", "rule", "words"),
    [
        (
            {"rating": Rating.RED, "derived": Rating.RED, "rating_before": Rating.RED},
            R.RED_AGAIN,
            "Red at two meetings running: what will be different by the next meeting?",
        ),
        (
            {"date_in_force": date(2026, 3, 3)},
            R.OVERDUE,
            "Due on 3 March 2026, 9 days overdue: when will it be done, and what stands in the way?",
        ),
        (
            {"date_in_force": date(2026, 3, 11)},
            R.OVERDUE,
            "Due on 11 March 2026, 1 day overdue: when will it be done, and what stands in the way?",
        ),
        (
            {"times_moved": 3, "first_in_force": date(2026, 5, 1)},
            R.MOVED_AGAIN,
            "Moved 3 times, +214 days: what changed?",
        ),
        (
            {"own_rating": OwnRating.OFF_TRACK.label},
            R.OFF_TRACK,
            "Off track by the owner's own word: what would bring it back on track?",
        ),
        (
            {"rating": Rating.AMBER, "derived": Rating.AMBER},
            R.WORSE,
            "Green at the last board, Amber now: what happened?",
        ),
        (
            {"derived": Rating.AMBER},
            R.OVERRIDDEN,
            "Shown as Green where the rule says Amber: what is known that the rule does not see?",
        ),
        (
            {"inspectorate_on": date(2026, 3, 11)},
            R.INSPECTORATE_PASSED,
            "The inspectorate's date, 11 March 2026, has passed under one agreed for 1 December 2026: "
            "does the inspectorate know, and has it said anything?",
        ),
        (
            {"times_nothing_new": 2},
            R.NOTHING_NEW,
            "“nothing new” said 2 times running: what has been done in that time?",
        ),
        (
            {"is_updated_since": False},
            R.NO_UPDATE,
            "No update since the last board (the last came on 1 February 2026): how does it stand today?",
        ),
        (
            {"is_updated_since": False, "last_update_on": None},
            R.NO_UPDATE,
            "No update yet: how does it stand today?",
        ),
        (
            {"delivery": Delivery.PROPOSED_COMPLETE.label},
            R.NOT_CHECKED,
            "Proposed complete and not yet checked: who checks it, and by when?",
        ),
    ],
)
def test_each_rule_puts_its_question_with_its_figures(
    changes: dict[str, object], rule: QuestionRule, words: str
) -> None:
    question = one(**changes)  # type: ignore[arg-type]
    assert (question.rule, question.words, question.weight) == (rule, words, WEIGHTS[rule])


@pytest.mark.parametrize(
    "changes",
    [
        {"date_in_force": TODAY},
        {"date_in_force": None},
        {"times_moved": 1, "first_in_force": date(2026, 5, 1)},
        {"times_nothing_new": 1},
        {"inspectorate_on": TODAY},
        {"inspectorate_on": date(2026, 3, 11), "date_in_force": None},
        {"own_rating": OwnRating.AT_RISK.label},
        # It was not on the board at the last meeting.
        {"is_updated_since": False, "rating_before": None},
        {"rating": Rating.AMBER, "derived": Rating.AMBER, "rating_before": None},
        # Better, or grown older.
        {"rating": Rating.AMBER, "derived": Rating.AMBER, "rating_before": Rating.RED},
        {"rating_before": Rating.NEW},
        # Overridden to be worse than the rule.
        {"rating": Rating.AMBER, "derived": Rating.GREEN, "rating_before": Rating.AMBER},
    ],
)
def test_what_is_not_yet_so_is_not_asked(changes: dict[str, object]) -> None:
    assert asked(replace(QUIET, **changes)) == QuestionPage(())  # type: ignore[arg-type]


def test_every_rule_has_its_question_and_its_weight() -> None:
    assert set(WEIGHTS) == set(R)
    assert all(rule.question.endswith("?") for rule in R)


@pytest.mark.parametrize(
    "changes",
    [
        {"derived": Rating.BLUE_SIGNED_OFF, "rating": Rating.BLUE_SIGNED_OFF},
        {"derived": Rating.BLUE_CLOSED, "rating": Rating.BLUE_CLOSED},
        {"derived": Rating.NOT_RATED, "rating": Rating.NOT_RATED},
        {"for_whom": ForWhom.PCC.label},
        {"for_whom": ForWhom.OTHERS.label},
    ],
)
def test_what_is_done_off_the_list_or_not_the_force_s_is_not_asked(changes: dict[str, object]) -> None:
    bad = replace(QUIET, times_nothing_new=5, is_updated_since=False)
    assert len(asked(bad).questions) == 1
    assert asked(replace(bad, **changes)) == QuestionPage(())  # type: ignore[arg-type]


def test_the_last_reason_is_that_of_the_latest_move_that_was_agreed() -> None:
    moves = (
        move(20, "Dependency on others", TargetState.REFUSED, date(2026, 2, 20)),
        move(12, "Resourcing", TargetState.AGREED, date(2026, 2, 10)),
        move(15, "Scope changed", TargetState.AGREED, date(2026, 2, 5)),
        move(25, "Other", TargetState.ASKED, None),
    )
    question = one(moves, times_moved=3, first_in_force=date(2026, 5, 1))
    assert question.words == "Moved 3 times, +214 days, last reason resourcing: what changed?"


def test_the_gravest_rule_puts_the_question_and_all_give_their_figures_and_weight() -> None:
    question = one(
        rating=Rating.RED,
        derived=Rating.RED,
        rating_before=Rating.RED,
        date_in_force=date(2026, 3, 3),
        own_rating=OwnRating.OFF_TRACK.label,
    )
    assert question.words == (
        "Red at two meetings running; due on 3 March 2026, 9 days overdue; off track by the owner's own "
        "word: what will be different by the next meeting?"
    )
    assert question.weight == WEIGHTS[R.RED_AGAIN] + WEIGHTS[R.OVERDUE] + WEIGHTS[R.OFF_TRACK]


def test_the_weightiest_comes_first_then_what_is_due_soonest_then_by_reference() -> None:
    light = replace(QUIET, reference="A", delivery=Delivery.PROPOSED_COMPLETE.label)
    later = replace(QUIET, reference="B", times_nothing_new=2)
    sooner = replace(later, reference="D", date_in_force=date(2026, 6, 1))
    undated = replace(later, reference="C", date_in_force=None)
    same = replace(later, reference="AA")
    page = asked(light, undated, later, sooner, same)
    assert [question.reference for question in page.questions] == ["D", "AA", "B", "C", "A"]


def test_a_page_holds_so_many_and_the_rest_are_counted() -> None:
    lines = [
        replace(QUIET, reference=f"R-{number:02}", times_nothing_new=2)
        for number in range(MOST_ON_A_PAGE + 2)
    ]
    page = asked(*lines)
    assert [question.reference for question in page.questions] == [f"R-{number:02}" for number in range(12)]
    assert page.left_out == 2
    assert page.left_out_in_words == "2 more items give rise to a question that weighs less."
    assert asked(*lines[:-1]).left_out_in_words.startswith("1 more item gives rise")
    assert asked(*lines[:-2]).left_out_in_words == ""


def test_the_day_is_the_london_day_of_the_pack() -> None:
    late = replace(HEAD, as_at=datetime(2026, 6, 11, 23, 30, tzinfo=UTC))
    due = replace(QUIET, date_in_force=date(2026, 6, 11))
    assert len(questions_of(Pack(late, items=(due,))).questions) == 1
    earlier = replace(late, as_at=late.as_at - timedelta(hours=1))
    assert questions_of(Pack(earlier, items=(due,))).questions == ()


def test_a_verdict_needs_its_answer_and_an_answer_may_wait_for_its_verdict() -> None:
    assert problems_with_answer("Two officers were trained.", None) == {}
    assert problems_with_answer("Two officers were trained.", Assurance.ASSURED) == {}
    assert problems_with_answer(" \n", None) == {"answer": "Enter the answer."}
    assert problems_with_answer("", Assurance.ASSURED) == {
        "answer": "Enter the answer that this verdict is on."
    }
    assert problems_with_answer("w" * 10_000, None) == {}
    assert "it has 10,001" in problems_with_answer("w" * 10_001, None)["answer"]


@pytest.mark.parametrize(
    ("answer", "assurance", "words"),
    [
        (
            "Two officers\nwere trained.",
            Assurance.PARTLY_ASSURED,
            "On 12 March 2026: partly assured — Two officers were trained.",
        ),
        ("Yes.", Assurance.NOT_ASSURED, "On 12 March 2026: not assured — Yes."),
        ("Yes.", None, "On 12 March 2026: no verdict recorded — Yes."),
        ("", None, "On 12 March 2026: asked, and no answer recorded."),
        ("word " * 100, Assurance.ASSURED, f"On 12 March 2026: assured — {'word ' * 59}word…"),
        ("w" * 301, Assurance.ASSURED, f"On 12 March 2026: assured — {'w' * 300}…"),
    ],
)
def test_the_last_answer_is_recalled_with_its_verdict(
    answer: str, assurance: Assurance | None, words: str
) -> None:
    assert recalled(TODAY, answer, assurance) == words


@pytest.mark.parametrize("status", [one for one in MeetingStatus if one is not MeetingStatus.TABLED])
def test_verdicts_are_the_pcc_s_people_s_until_the_meeting_is_tabled(status: MeetingStatus) -> None:
    force, office = (Actor(1, "A", frozenset({role})) for role in (Role.OWNER, Role.OFFICE_STAFF))
    assert not may_read_verdict(force, status)
    assert may_read_verdict(office, status)
    assert may_read_verdict(force, MeetingStatus.TABLED)


def test_answers_are_recorded_by_the_pcc_s_people_of_any_meeting_but_one_called_off() -> None:
    approver, secretary = (Actor(1, "A", frozenset({role})) for role in (Role.APPROVER, Role.BOARD_SECRETARY))
    assert may_answer(approver, MeetingStatus.PLANNED)
    assert may_answer(approver, MeetingStatus.TABLED)
    assert not may_answer(secretary, MeetingStatus.TABLED)
    assert "set it again" in may_answer(approver, MeetingStatus.CALLED_OFF).reason
