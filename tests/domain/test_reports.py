"""What holds a report's record together."""

from datetime import date
from typing import Any

import pytest

from tests.services.records import PUBLISHED, report_details
from tracker.domain.reports import facts_in, problems_with_embargo, problems_with_report, under_embargo
from tracker.domain.vocabulary import Grade

TODAY = date(2026, 1, 7)


def test_a_whole_report_has_no_problem() -> None:
    whole = report_details(
        fieldwork_from_on=date(2025, 7, 1),
        fieldwork_to_on=PUBLISHED,
        web_address="https://example.org/report",
        grades=(("Protecting vulnerable people", Grade.ADEQUATE),),
    )
    assert problems_with_report(whole, TODAY) == {}


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"title": "\u200b "}, "title", "Enter the title"),
        ({"inspecting_body": ""}, "inspecting_body", "who published"),
        ({"published_on": date(1899, 12, 31)}, "published_on", "after 1 January 1900"),
        ({"published_on": date(2026, 1, 8)}, "published_on", "in the future"),
        ({"fieldwork_from_on": date(2025, 12, 13)}, "fieldwork_from_on", "after the report was published"),
        ({"fieldwork_to_on": date(2025, 12, 13)}, "fieldwork_to_on", "after the report was published"),
        (
            {"fieldwork_from_on": date(2025, 7, 2), "fieldwork_to_on": date(2025, 7, 1)},
            "fieldwork_to_on",
            "cannot end before it starts",
        ),
        ({"web_address": "javascript:alert(1)"}, "web_address", "https://"),
        ({"grades": (("", Grade.GOOD),)}, "grades", "its question"),
        ({"grades": (("Q 1", Grade.GOOD), ("q  1", Grade.ADEQUATE))}, "grades", "two grades"),
    ],
)
def test_what_does_not_hold_is_named_beside_its_field(given: dict[str, Any], field: str, words: str) -> None:
    assert words in problems_with_report(report_details(**{"title": "A report", **given}), TODAY)[field]


def test_a_report_under_embargo_may_be_published_later() -> None:
    assert problems_with_report(report_details(published_on=date(2026, 2, 1), is_embargoed=True), TODAY) == {}


@pytest.mark.parametrize(
    ("published_on", "is_refused"),
    [(date(2026, 1, 6), True), (TODAY, True), (date(2026, 1, 8), False)],
)
def test_an_embargo_that_has_ended_cannot_be_set(published_on: date, *, is_refused: bool) -> None:
    problems = problems_with_embargo(report_details(published_on=published_on, is_embargoed=True), TODAY)
    assert ("This embargo ended on" in problems.get("published_on", "")) is is_refused
    assert problems_with_embargo(report_details(published_on=published_on), TODAY) == {}


@pytest.mark.parametrize(
    ("today", "is_closed"),
    [(date(2026, 1, 31), True), (date(2026, 2, 1), False), (date(2026, 2, 2), False)],
)
def test_an_embargo_ends_by_itself_on_the_day_of_publication(today: date, *, is_closed: bool) -> None:
    assert under_embargo(is_embargoed=True, published_on=date(2026, 2, 1), today=today) is is_closed
    assert not under_embargo(is_embargoed=False, published_on=date(2026, 2, 1), today=today)


def test_the_history_keeps_grades_and_readers_one_to_a_line() -> None:
    facts = facts_in(
        report_details(grades=(("Q1", Grade.GOOD), ("Q2", Grade.INADEQUATE))), ["Asha Patel", "Tom Reed"]
    )
    assert facts["grades"] == "Q1: Good\nQ2: Inadequate"
    assert facts["readers"] == "Asha Patel\nTom Reed"
