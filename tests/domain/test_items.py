"""What holds an item's record together, its reference, and what a reader is warned of."""

from datetime import date
from typing import Any

import pytest

from tests.services.records import BY_JUNE, item_details
from tracker.domain.items import (
    MAX_TEXT,
    DeadlineDetails,
    facts_in,
    first_deadline,
    heading_of,
    item_reference,
    label_for,
    problem_with_parent,
    problems_with_item,
    warnings_of,
)
from tracker.domain.phrasing.addressees import Us
from tracker.domain.phrasing.item_details import read_details
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, ItemKind, Precision

IMMEDIATE = DeadlineDetails("With immediate effect", None, None, DeadlineBasis.IMMEDIATE)
US = Us(("Wessmere Police",), ("Police and Crime Commissioner for Wessmere",))


def test_a_whole_item_has_no_problem() -> None:
    assert problems_with_item(item_details(deadlines=(BY_JUNE, IMMEDIATE))) == {}


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"text": " \u200b"}, "text", "Enter the text as printed"),
        ({"text": "x" * (MAX_TEXT + 1)}, "text", "30,000 characters or fewer"),
        ({"number": "1" * 21}, "number", "20 characters or fewer"),
        ({"heading": "x" * 301}, "heading", "300 characters or fewer"),
        ({"addressees": ("x" * 301,)}, "addressees", "300 characters or fewer"),
        ({"for_whom": ForWhom.OTHERS}, "addressees", "Name the bodies"),
        ({"is_joint": True, "addressees": ("chief constables",)}, "is_joint", "name both"),
        (
            {"is_joint": True, "addressees": ("Home Office", "Ofsted"), "for_whom": ForWhom.OTHERS},
            "is_joint",
            "to us and to others",
        ),
    ],
)
def test_what_does_not_hold_is_named_beside_its_field(given: dict[str, Any], field: str, words: str) -> None:
    assert words in problems_with_item(item_details(**{"text": "Do it.", **given}))[field]


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (DeadlineDetails(" ", date(2026, 6, 30), Precision.DAY, DeadlineBasis.DATED), "enter the words"),
        (DeadlineDetails("x" * 301, date(2026, 6, 30), Precision.DAY, DeadlineBasis.DATED), "300 characters"),
        (DeadlineDetails("By June", None, None, DeadlineBasis.DATED), "enter the date"),
        (DeadlineDetails("By June", date(2026, 6, 30), None, DeadlineBasis.DATED), "how exact"),
        (
            DeadlineDetails("At once", date(2026, 6, 30), None, DeadlineBasis.IMMEDIATE),
            "leave the date empty",
        ),
    ],
)
def test_a_deadline_that_does_not_hold_is_counted_and_explained(
    deadline: DeadlineDetails, words: str
) -> None:
    problem = problems_with_item(item_details(deadlines=(BY_JUNE, deadline)))["deadlines-1"]
    assert problem.startswith("Deadline 2: ")
    assert words in problem


def test_the_earliest_date_among_the_deadlines_rules() -> None:
    earlier = DeadlineDetails("By May 2026", date(2026, 5, 31), Precision.MONTH, DeadlineBasis.DATED)
    assert first_deadline([BY_JUNE, IMMEDIATE, earlier]) == date(2026, 5, 31)
    assert first_deadline([IMMEDIATE]) is None


def test_a_reference_stands_under_its_report_or_its_cause_of_concern() -> None:
    assert item_reference("R2023-07", ItemKind.AREA_FOR_IMPROVEMENT, "2", None) == "R2023-07-AFI2"
    assert item_reference("R2023-07", ItemKind.RECOMMENDATION, "1", "R2023-07-COC1") == "R2023-07-COC1-REC1"


@pytest.mark.parametrize(
    ("number", "before", "label"),
    [("7.1", 0, "7.1"), ("7/1.", 0, "71"), (None, 0, "a"), (None, 25, "z"), (None, 26, "aa"), ("٣", 1, "b")],
)
def test_a_label_is_safe_in_a_file_name(number: str | None, before: int, label: str) -> None:
    assert label_for(number, before) == label


def test_the_heading_is_as_printed_or_the_kind_and_number() -> None:
    assert heading_of(ItemKind.RECOMMENDATION, "4") == "Recommendation 4"
    assert heading_of(ItemKind.AREA_FOR_IMPROVEMENT, None) == "Area for improvement"
    assert heading_of(ItemKind.RECOMMENDATION, "4", "Listening to children") == "Listening to children"


def test_a_reader_is_warned_of_what_cannot_be_relied_on() -> None:
    vague = DeadlineDetails("as soon as possible", None, None, DeadlineBasis.VAGUE)
    warnings = " ".join(warnings_of(item_details(is_conditional=True, deadlines=(IMMEDIATE, vague))))
    for words in ("taken as ours", "ruled not to apply", "within 14 days", "no exact date"):
        assert words in warnings
    assert warnings_of(item_details(for_whom=ForWhom.FORCE, deadlines=(BY_JUNE,))) == []


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (ItemKind.CAUSE_OF_CONCERN, {}, ""),
        (ItemKind.AREA_FOR_IMPROVEMENT, {}, "Nothing stands under"),
        (ItemKind.RECOMMENDATION, {"is_of_this_report": False}, ""),
        (ItemKind.CAUSE_OF_CONCERN, {"is_of_this_report": False}, "Only a recommendation"),
        (ItemKind.RECOMMENDATION, {"is_below": True}, "under itself"),
        (ItemKind.RECOMMENDATION, {"levels_above": 3}, "at most 3 levels"),
    ],
)
def test_what_an_item_may_stand_under(kind: ItemKind, given: dict[str, Any], words: str) -> None:
    plain = {"is_of_this_report": True, "is_below": False, "levels_above": 1}
    found = problem_with_parent(kind, **(plain | given))
    assert (words in found) if words else found == ""


def test_the_history_keeps_deadlines_and_addressees_one_to_a_line() -> None:
    facts = facts_in(item_details(addressees=("Ofsted", "Home Office"), deadlines=(BY_JUNE, IMMEDIATE)), None)
    assert facts["addressees"] == "Ofsted\nHome Office"
    assert facts["deadlines"] == (
        "By 30 June 2026 (On a date, 2026-06-30)\nWith immediate effect (Immediate)"
    )


def test_an_item_is_read_from_its_own_text() -> None:
    text = "Within six months, chief constables and the Home Office should agree a standard."
    found = read_details(
        text, kind=ItemKind.RECOMMENDATION, number="3", us=US, published_on=date(2025, 12, 12)
    ).details
    assert (found.for_whom, found.is_joint) == (ForWhom.FORCE, True)
    assert found.addressees == ("chief constables", "Home Office")
    assert [(d.on, d.basis) for d in found.deadlines] == [(date(2026, 6, 12), DeadlineBasis.RELATIVE)]
    assert problems_with_item(found) == {}


def test_a_misprinted_day_in_the_text_is_kept_as_a_deadline_without_a_date() -> None:
    text = "By 31 June 2026, chief constables should review open cases."
    found = read_details(
        text, kind=ItemKind.RECOMMENDATION, number="3", us=US, published_on=date(2025, 12, 12)
    )
    assert [(d.on, d.basis) for d in found.details.deadlines] == [(None, DeadlineBasis.VAGUE)]
    assert found.warnings
    assert problems_with_item(found.details) == {}
