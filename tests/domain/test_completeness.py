from dataclasses import replace

import pytest

from tracker.domain.completeness import AnswerState, is_required, missing_from_answer
from tracker.domain.vocabulary import ForWhom, ItemKind, Position

WHOLE = AnswerState(
    reference="R2026-01-REC1",
    heading="Recommendation 1",
    kind=ItemKind.RECOMMENDATION,
    for_whom=ForWhom.FORCE,
    chief_constable="Done.",
    pcc="I have asked for it.",
    stance=Position.AGREED,
    stance_reason="",
)


def test_an_answer_in_both_voices_lacks_nothing() -> None:
    assert missing_from_answer(WHOLE) == []


def test_an_empty_answer_lacks_both_voices() -> None:
    lacks = missing_from_answer(replace(WHOLE, chief_constable="", pcc=" \u200b\n"))
    assert lacks == [
        "Recommendation 1 (R2026-01-REC1): the Chief Constable's comments.",
        "Recommendation 1 (R2026-01-REC1): the PCC's response, the action taken or proposed or why none.",
    ]


def test_what_is_for_other_bodies_lacks_nothing() -> None:
    empty = replace(WHOLE, for_whom=ForWhom.OTHERS, chief_constable="", pcc="", stance=None)
    assert missing_from_answer(empty) == []


def test_the_force_says_nothing_to_what_is_for_the_pcc_alone() -> None:
    assert missing_from_answer(replace(WHOLE, for_whom=ForWhom.PCC, chief_constable="")) == []


@pytest.mark.parametrize("kind", [kind for kind in ItemKind if kind is not ItemKind.RECOMMENDATION])
def test_for_other_kinds_an_answer_is_wanted_and_not_required(kind: ItemKind) -> None:
    assert not is_required(kind, ForWhom.FORCE)
    lacks = missing_from_answer(replace(WHOLE, kind=kind, pcc=""))
    assert len(lacks) == 1
    assert lacks[0].endswith("(wanted, not required).")


@pytest.mark.parametrize(
    ("stance", "lacks"),
    [(None, False), (Position.AGREED, False), (Position.PARTLY_AGREED, True), (Position.NOT_AGREED, True)],
)
def test_a_stand_short_of_agreement_needs_its_reason(stance: Position | None, lacks: bool) -> None:
    without = missing_from_answer(replace(WHOLE, stance=stance))
    assert bool(without) is lacks
    assert missing_from_answer(replace(WHOLE, stance=stance, stance_reason="It is not ours.")) == []


def test_an_unstated_item_counts_as_ours() -> None:
    assert is_required(ItemKind.RECOMMENDATION, ForWhom.UNSTATED)
    assert len(missing_from_answer(replace(WHOLE, for_whom=ForWhom.UNSTATED, pcc=""))) == 1


def test_a_voice_that_may_not_be_heard_yet_is_not_told_of() -> None:
    empty = replace(WHOLE, chief_constable="", pcc="", stance=Position.NOT_AGREED)
    assert missing_from_answer(empty, tells_of_force=False, tells_of_pcc=False) == []
    assert len(missing_from_answer(empty, tells_of_pcc=False)) == 1
