"""Whole reports as they come: pages of a PDF, a graded assessment, an inspection sorted by time, a web page."""

# ruff: noqa: E501

import re

import pytest

from tests.domain.phrasing.report_corpus import PUBLISHED, US, heading, listed, plain
from tracker.domain.phrasing.letter_parts import Block
from tracker.domain.phrasing.report_parts import ReadReport
from tracker.domain.phrasing.reports import read_report
from tracker.domain.vocabulary import ForWhom, Grade, ItemKind


def read(text: str) -> ReadReport:
    blocks = [Block(part) for part in re.split(r"\n[ \t]*\n\s*", text.strip("\n"))]
    return read_report(blocks, US, PUBLISHED)


PAGES = """
Inspecting the boats of the police
June 2025

Contents
Foreword 3
1. Introduction 5
2. Summary of recommendations 7
Recommendation 1 7
Annex A – Definitions 40

Summary
We found that forces lose boats. They should do better.
Recommendations
Recommendation 1
By 31 December 2025, the National Police Chiefs’ Council should issue
guidance on how boats are moored, locked and counted, and on how long
they are kept.
Recommendation 2
By 30 June 2026, all chief constables should:
• review how many boats they hold;
• put in place a
plan to sell those that are no longer needed; and
Inspecting the boats of the police
7

• make sure that crews are trained to use the
moorings.
Area for improvement 1
Forces should improve how they tell owners that a boat can
be collected.1
1 Boats Act 1897.
Inspecting the boats of the police
8

1. Introduction
About us
The inspectorate looks at police forces. It makes recommendations. Forces should act on
them.
1.1 Our commission
We were asked to look at boats.
2. Questions
1. How well do forces moor boats?
2. How well do they sell them?
Inspecting the boats of the police
9
"""


def test_the_pages_of_a_pdf_give_the_items_and_not_the_chapters_round_them() -> None:
    report = read(PAGES)
    assert [(one.kind, one.number) for one in report.items] == [
        (ItemKind.RECOMMENDATION, "1"), (ItemKind.RECOMMENDATION, "2"), (ItemKind.AREA_FOR_IMPROVEMENT, "1"),
    ]  # fmt: skip
    assert report.items[1].text.endswith("\n- make sure that crews are trained to use the moorings.")
    assert report.items[2].text.endswith("that a boat can be collected.")
    assert {one.warnings for one in report.items} == {()}


def test_a_graded_assessment_gives_each_item_its_grade_and_leaves_out_the_findings() -> None:
    report = read(
        "Preventing crime – Good\n\nResponding to the public\n\nSaltmarsh Police is good at responding to the public."
        "\n\nAreas for improvement\n\nThe force needs to answer more calls\n\nOne call in nine was not answered."
        "\n\nThe force is quick to arrive\n\nIt came in time.\n\nInvestigating crime\n\nSaltmarsh Police requires "
        "improvement at investigating crime.\n\nCause of concern: Investigations\n\nThe force doesn’t look into "
        "theft.\n\nRecommendations\n\nBy 31 October 2025, the force should:\n\n- train its staff;\n\n- tell victims."
    )
    assert [(one.kind, one.parent, one.grade) for one in report.items] == [
        (ItemKind.AREA_FOR_IMPROVEMENT, None, Grade.GOOD),
        (ItemKind.CAUSE_OF_CONCERN, None, Grade.REQUIRES_IMPROVEMENT),
        (ItemKind.RECOMMENDATION, 1, Grade.REQUIRES_IMPROVEMENT),
        (ItemKind.RECOMMENDATION, 1, Grade.REQUIRES_IMPROVEMENT),
    ]
    assert report.items[0].question == "responding to the public"


def test_a_child_protection_inspection_sorted_by_time_keeps_each_list_with_its_recommendation() -> None:
    report = read(
        "Recommendations\n\nImmediately\n\nWe recommend that Saltmarsh Police immediately improves:\n\n• its searches; "
        "and\n• its records.\n\nWithin three months\n\nWe recommend that Saltmarsh Police reviews its cells."
    )
    assert [[(due.phrase, due.on) for due in one.deadlines] for one in report.items] == [
        [("immediately", None)],
        [("Within three months", PUBLISHED.replace(month=9))],
    ]
    assert report.items[0].text.endswith("- its records.")


def test_titles_that_name_a_body_say_whom_the_items_below_them_are_for() -> None:
    report = read(
        "Recommendations\n\nThe Home Office\n\n1. Change the law.\n\nFor chief constables:\n\n2. Change the rules."
        "\n\nConclusion\n\nForces should be ready."
    )
    assert [(one.number, one.for_whom) for one in report.items] == [
        ("1", ForWhom.OTHERS), ("2", ForWhom.FORCE),
    ]  # fmt: skip


def test_a_web_page_s_headings_and_lists_are_followed() -> None:
    blocks = [
        heading("Cause of concern"), plain("The force isn’t quick."), heading("Recommendations"),
        plain("Within three months, the force should:"), listed("train staff;"), listed("buy cars."),
        plain("Within six months, the force should:"), listed("report to us."),
        heading("Our findings"), plain("Forces should act."),
    ]  # fmt: skip
    report = read_report(blocks, US, PUBLISHED)
    assert [one.parent for one in report.items] == [None, 0, 0, 0]
    assert [one.deadlines[0].phrase for one in report.items[1:]] == ["Within three months"] * 2 + [
        "Within six months"
    ]
    assert len(report.unplaced) == 1


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "Recommendation one\n\nThe force should act.\n\nRecommendation two: The force should stop.",
            ["one", "two"],
        ),
        ("R1. The force should act.\n\nR2. The force should stop.", ["1", "2"]),
        ("Areas for improvement\n\n1\n\nThe force should act.\n\n2\n\nThe force should stop.", ["1", "2"]),
        ("Cause of concern 1: recommendation 2\n\nThe force should act.", ["2"]),
        ("Recommendation 1\tThe force should act.\tBy 1 May 2026", ["1"]),
    ],
)
def test_numbers_come_in_many_forms(text: str, numbers: list[str]) -> None:
    assert [one.number for one in read(text).items] == numbers


def test_a_recommendation_in_a_chapter_of_causes_of_concern_is_a_child_of_its_cause() -> None:
    report = read(
        "Causes of concern\n\nCause of concern: cells\n\nThe force doesn’t check its cells.\n\nWe recommend that the "
        "force should:\n\n1. check cells; and\n\n2. record checks.\n\nCause of concern: vetting\n\nThe force doesn’t "
        "vet staff.\n\nWe recommend that, within a month, the force vets them."
    )
    kinds = [ItemKind.CAUSE_OF_CONCERN, *[ItemKind.RECOMMENDATION] * 2, ItemKind.CAUSE_OF_CONCERN]
    assert [one.kind for one in report.items] == [*kinds, ItemKind.RECOMMENDATION]
    assert [one.parent for one in report.items] == [None, 0, 0, None, 3]


def test_what_is_recommended_may_begin_with_that() -> None:
    (item,) = read("Recommendation 1: that the force trains its staff.").items
    assert (item.for_whom, item.addressees) == (ForWhom.FORCE, ("force",))


def test_a_heading_in_a_numbered_list_is_a_heading() -> None:
    report = read(
        "1. Recommendation 4 – The force should act.\n\n2. Recommendation 5 – The force should stop."
    )
    assert [one.number for one in report.items] == ["4", "5"]


def test_a_status_above_the_text_of_its_item_is_kept_with_it() -> None:
    (item,) = read("Recommendation 1\n\nStatus: Achieved\n\nThe force should act.").items
    assert (item.text, item.status) == ("The force should act.", "Achieved")


def test_the_small_o_of_a_word_processor_is_a_bullet() -> None:
    report = read("Areas for improvement\n\no The force should act.\no The force should stop.")
    assert [one.text for one in report.items] == ["The force should act.", "The force should stop."]
