"""The pages of ratings: explained row by row, overridden for a time, and the rule with its numbers."""

from datetime import date

import pytest

from tests.web.date_pages import ITEM, DatePages, date_pages
from tests.web.letter_pages import main_text
from tests.web.test_target_dates import day
from tracker.domain.vocabulary import Role

__all__ = ["date_pages"]

RATING, RULE = f"{ITEM}/rating", "/settings/rating-rule"
RED = {"rating": "red", "reason": "The contractor has failed."} | day(date(2026, 1, 31), "expires_on")


def test_the_page_says_which_row_of_the_rule_decides(date_pages: DatePages) -> None:
    visit = date_pages.visitor(Role.AUDITOR)
    visit.get(ITEM)
    assert f'href="{RATING}"' in visit.html
    visit.get(RATING)
    said = main_text(visit)
    assert "Recorded less than 28 days ago (holds)" in said
    assert said.count("This row decides") == 1
    assert said.count("Does not apply") == 6
    assert said.count("Not looked at") == 1
    assert "From 1 July 2026: Red: 1 day overdue (due on 30 June 2026)" in said


def test_an_override_is_shown_with_its_name_reason_and_last_day_until_it_is_ended(
    date_pages: DatePages,
) -> None:
    visit = date_pages.visitor(date_pages.lead)
    visit.submit(f"{RATING}/override", RED)
    visit.get(ITEM)
    told = "Red, overridden by Lena Marsh until 31 January 2026: The contractor has failed."
    assert f"{told} The rule itself says New" in main_text(visit)
    visit.submit(f"{RATING}/override/end", {"reason": "Another was found."})
    visit.get(RATING)
    assert "overridden by" not in main_text(visit)
    visit.get(f"{RATING}/override/end")
    assert "No override is in force" in main_text(visit)


def test_an_override_without_its_last_day_is_refused_and_keeps_what_was_typed(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.lead)
    visit.submit(f"{RATING}/override", {"rating": "red", "reason": "It is late."}, status=400)
    assert "Enter the last day on which the override holds, for example 27 3 2026" in main_text(visit)
    assert "It is late." in visit.html


@pytest.mark.parametrize("on", [date(2026, 1, 7), date(2027, 1, 8)])
def test_an_override_that_ends_today_or_after_a_year_is_refused(date_pages: DatePages, on: date) -> None:
    visit = date_pages.visitor(date_pages.lead)
    visit.submit(f"{RATING}/override", RED | day(on, "expires_on"), status=400)


def test_of_two_overrides_the_second_is_told_of_the_first(date_pages: DatePages) -> None:
    one, two = date_pages.visitor(date_pages.lead), date_pages.visitor(Role.SIGNING_OFF)
    two.get(f"{RATING}/override")
    one.submit(f"{RATING}/override", RED)
    two.send(RED | {"rating": "amber", "reason": "Mine."}, path=f"{RATING}/override", status=409)
    said = main_text(two)
    assert "Red, overridden by Lena Marsh" in said
    assert "Mine." in two.html
    two.send({}, path=f"{RATING}/override")


def test_the_owner_overrides_nothing(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.owner)
    visit.get(RATING)
    assert "may override a rating" in main_text(visit)
    visit.get(f"{RATING}/override", 403)


def test_the_rule_prints_its_numbers_and_an_administrator_sets_others(date_pages: DatePages) -> None:
    visit = date_pages.visitor(Role.ADMINISTRATOR, name="Tom Reed")
    visit.get(RULE)
    assert "Due within 28 days and not yet proposed complete" in main_text(visit)
    assert "the numbers are those the rule came with" in main_text(visit)
    fields = {"due_soon_days": "35", "reason": "The board meets every five weeks."}
    visit.submit(f"{RULE}/new", fields | day(date(2026, 1, 7), "from_on"))
    visit.get(RULE)
    said = main_text(visit)
    assert "Due within 35 days and not yet proposed complete" in said
    assert "From 7 January 2026" in said
    assert "Tom Reed, 7 January 2026" in said
    assert "The board meets every five weeks." in said


@pytest.mark.parametrize("count", ["0", "731", "x", ""])
def test_a_number_that_is_none_is_told_at_its_box(date_pages: DatePages, count: str) -> None:
    visit = date_pages.visitor(Role.ADMINISTRATOR)
    fields = {"waiting_days": count, "reason": "Why."} | day(date(2026, 1, 7), "from_on")
    visit.submit(f"{RULE}/new", fields, status=400)
    assert "730" in main_text(visit)


def test_everybody_reads_the_rule_and_the_others_set_nothing(date_pages: DatePages) -> None:
    visit = date_pages.visitor(Role.OWNER)
    visit.get(RULE)
    assert "may change the rating rule and the reminders." in main_text(visit)
