"""What was recorded reads as it was: last March, and what changed between two quarters, over HTTP."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, SignIn
from tests.journeys.desk_story import boxes
from tests.journeys.owners_story import (
    CELLS,
    LAMPS,
    LISTS,
    PUBLISHED,
    REPORT,
    Story,
    allocate,
    ask_for_date,
    begin,
    figures_as_at,
    frozen,
    letter_comes,
    record_report,
    sum_between,
    sum_of,
    update,
)

NEW_YEAR, MARCH, JUNE = date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30)
AS_AT, QUARTERS = (
    f"/as-at?on={MARCH}",
    (f"/compare?from={NEW_YEAR}&to={MARCH}", f"/compare?from={MARCH}&to={JUNE}"),
)
AMBER, GREEN = "Amber – at risk", "Green – on track"
CLOSED, NOT_RATED = "Blue – closed by HMICFRS", "Not rated"


@pytest.fixture
def story(app: Flask, make_account: MakeAccount, sign_in: SignIn) -> Iterator[Story]:
    """Three items of ours, given to a post on 12 January."""
    with frozen() as clock:
        story = begin(app, make_account, sign_in, clock)
        record_report(story, "A night without lamps", PUBLISHED)
        story.on(2026, 1, 12)
        allocate(story, LAMPS, LISTS, CELLS)
        yield story


def rows(story: Story, path: str) -> str:
    """The rows of the list of a page, without the forms around it."""
    return story.glance(path, after="<tbody", before="</tbody>")


def test_a_closure_of_3_march_recorded_on_20_march_rewrites_nothing(story: Story) -> None:
    story.on(2026, 3, 11)
    days = [date(2026, 2, 28), date(2026, 3, 3), date(2026, 3, 10)]
    before = [sum_between(story, days[0], days[2]), *(rows(story, f"/as-at?on={day}") for day in days)]
    figures = [figures_as_at(story, day) for day in days]
    story.on(2026, 3, 20)
    letter = letter_comes(story, "office", "Your lamps", date(2026, 3, 3), (LAMPS, "closes"))
    story.on(2026, 4, 1)
    # Shown with its own date, and with the day it was recorded.
    said = story.glance(f"/items/{LAMPS}")
    assert "3 March 2026, closed by HMICFRS" in said
    assert "3 March 2026 recorded 20 March 2026" in said
    assert "Dated 3 March 2026" in story.read("auditor", letter)
    assert "Recorded 20 March 2026" in story.read("auditor", letter)
    # The days between were counted without it, and stay so.
    after = [sum_between(story, days[0], days[2]), *(rows(story, f"/as-at?on={day}") for day in days)]
    assert after == before
    assert [figures_as_at(story, day) for day in days] == figures
    assert before[0] == sum_of(3, 3)
    assert figures == [{GREEN: 3, NOT_RATED: 1}] * 3
    # It counts from the day on which it was recorded.
    for day, is_closed in ((19, False), (20, True)):
        said = rows(story, f"/as-at?on=2026-03-{day}")
        assert (CLOSED in said) is is_closed
    assert sum_between(story, date(2026, 3, 19), MARCH) == sum_of(3, 2, closed=1)
    behind = rows(story, "/compare/items?from=2026-03-19&to=2026-03-31&term=closed&part=by_hmicfrs")
    assert LAMPS in behind
    assert "20 March 2026" in behind


def test_last_march_and_two_quarters_read_the_same_a_year_later(story: Story) -> None:
    the_first_quarter(story)
    story.on(2026, 4, 1)
    march, first = rows(story, AS_AT), story.glance(QUARTERS[0], after="<tbody", before="<svg")
    figures = figures_as_at(story, MARCH)
    the_second_quarter(story)
    story.on(2026, 7, 1)
    second = story.glance(QUARTERS[1], after="<tbody", before="<svg")
    much_happens_later(story)
    story.on(2027, 2, 15)
    assert rows(story, AS_AT) == march
    assert figures_as_at(story, MARCH) == figures == {AMBER: 1, GREEN: 1, CLOSED: 1, NOT_RATED: 1}
    for path, was in zip(QUARTERS, (first, second), strict=True):
        assert story.glance(path, after="<tbody", before="<svg") == was
    march_tells_of_march_alone(march)
    the_quarters_tell_what_changed_and_why(story, first, second)
    assert "The history is whole" in story.read("auditor", "/history/verify")


def the_first_quarter(story: Story) -> None:
    story.on(2026, 2, 20)
    update(story, LISTS, "The two lists differ.", "at_risk")
    story.on(2026, 3, 20)
    letter_comes(story, "office", "Your lamps", date(2026, 3, 3), (LAMPS, "closes"))


def the_second_quarter(story: Story) -> None:
    story.on(2026, 5, 4)
    update(story, LISTS, "One list is kept.")
    ask_for_date(story, LISTS, date(2026, 12, 15), "The last town joins in December.")
    story.by("executive").submit("/date-requests/1", {"state": "agreed"})
    story.on(2026, 6, 1)
    off = {"reason": "not_agreed", "note": "The cells are warm."} | boxes("on", date(2026, 5, 28))
    story.by("lead").submit(f"/items/{CELLS}/take-off", off)


def much_happens_later(story: Story) -> None:
    """What would show if a page of a past day read the present: posts, dates, closures, lists."""
    story.at(datetime(2026, 11, 2, 10, tzinfo=UTC))
    story.by("lead").submit(f"/items/{LISTS}/posts", {"owner": "acc", "reason": "The head has left."})
    letter_comes(
        story,
        "office",
        "Lamps and lists",
        date(2026, 10, 30),
        (LAMPS, "reopens"),
        (LISTS, "closes"),
        note="They are dark again.",
    )
    story.by("lead").submit(f"/items/{CELLS}/put-back", {"note": "They are cold again."})


def march_tells_of_march_alone(march: str) -> None:
    lamps, lists, cells = (
        march.partition(f"{one} Recommendation")[2].partition(f"{REPORT}-REC")[0]
        for one in (LAMPS, LISTS, CELLS)
    )
    assert CLOSED in lamps
    assert "Said to be at risk on 20 February 2026" in lists
    assert "Head of Reviews" in lists
    assert "31 October 2026" in lists
    assert GREEN in cells
    for later in ("15 December 2026", "Not agreed", "They are dark again"):
        assert later not in march


def the_quarters_tell_what_changed_and_why(story: Story, first: str, second: str) -> None:
    assert sum_between(story, NEW_YEAR, MARCH) == sum_of(0, 2, new=3, closed=1)
    assert sum_between(story, MARCH, JUNE) == sum_of(2, 1, off=1)
    assert first.count("New in the register") == 4
    assert "Standing: Closed" in first  # what is new says how it stands, not what it was
    assert "Rating: Amber – at risk → Green – on track" in second
    assert "Date in force: 31 October 2026 → 15 December 2026" in second
    assert "Lena Marsh decided on a date that was asked for, 4 May 2026" in second
    assert "Standing: Open → Taken off the list, not agreed" in second
    assert "The cells are warm." in second
    assert LAMPS not in second  # nothing of it changed between the two days
    # The chart begins with the first month of which anything is held.
    drawn = story.glance(QUARTERS[0]).partition("Open at the end of each month")[2]
    assert "Jan 2026: 3; Feb 2026: 3; Mar 2026: 2" in drawn
    assert "2025" not in drawn
