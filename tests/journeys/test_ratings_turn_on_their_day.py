"""Each rating turns on its exact day: on the item's page, in the register's filter, in the counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, SignIn
from tests.journeys.desk_story import boxes
from tests.journeys.owners_story import (
    LAMPS,
    Story,
    ask_for_date,
    begin,
    figures_as_at,
    frozen,
    plan_action,
    update,
)
from tests.services.ownership_records import allocated
from tests.services.records import a_report, an_item
from tracker.clock import now
from tracker.domain.items import DeadlineDetails
from tracker.domain.london_time import london_day
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, Precision, Rating
from tracker.models.base import db
from tracker.queries.items import item_by_reference
from tracker.queries.offices import post_by_slug

NEW, AMBER, RED, GREEN = Rating.NEW, Rating.AMBER, Rating.RED, Rating.GREEN
Act = Callable[[Story], object]


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def by(month: int, number: int) -> DeadlineDetails:
    return DeadlineDetails("By then", day(month, number), Precision.DAY, DeadlineBasis.DATED)


JUNE, YEAR = by(6, 30), by(12, 31)
AT_ONCE = DeadlineDetails("With immediate effect", None, None, DeadlineBasis.IMMEDIATE)


def recorded(story: Story, deadline: DeadlineDetails | None) -> None:
    """The one item of the register, as it is recorded now."""
    with story.app.app_context():
        report = a_report("A night without lamps", now=now())
        printed = (deadline,) if deadline else ()
        item = an_item(report, "Light each lamp.", for_whom=ForWhom.FORCE, deadlines=printed, now=now())
        assert item.reference == LAMPS


def given(story: Story) -> None:
    with story.app.app_context():
        item = item_by_reference(db.session(), LAMPS)
        posts = [post_by_slug(db.session(), slug) for slug in ("head-of-reviews", "acc")]
        assert item
        assert posts[0]
        allocated(item, posts[0], executive=posts[1], now=now())


def told(story: Story) -> None:
    update(story, LAMPS, "Some lamps are lit.")


def off_track(story: Story) -> None:
    update(story, LAMPS, "No lamp can be bought.", "off_track")


def at_risk(story: Story) -> None:
    update(story, LAMPS, "Lamps are rare.", "at_risk")


def planned(story: Story) -> None:
    plan_action(story, LAMPS, "Light the yard", day(3, 20))


def proposed(story: Story) -> None:
    story.by("owner").submit(f"/items/{LAMPS}/propose", {"words": "Every lamp is lit."})


def moved_to_november(story: Story) -> None:
    ask_for_date(story, LAMPS, day(11, 30), "The bulbs are late.")
    story.by("executive").submit("/date-requests/1", {"state": "agreed"})


def overridden(story: Story) -> None:
    red = {"rating": "red", "reason": "The maker has failed."} | boxes("expires_on", day(2, 27))
    story.by("executive").submit(f"/items/{LAMPS}/rating/override", red)


def told_sooner(story: Story) -> None:
    sooner = {"due_soon_days": "42", "reason": "The board meets every six weeks."}
    path = "/settings/rating-rule/new"
    story.by("administrator").submit(path, sooner | boxes("from_on", day(5, 25)))


@dataclass(frozen=True)
class Turn:
    """A deadline as printed, what is done with its item and when, and the day that turns its rating.

    The item is recorded on 7 January and, unless it is not, given to its post on the 8th; the words are
    those of the day it turns.
    """

    deadline: DeadlineDetails | None
    before: Rating
    on: date
    after: Rating
    words: str
    acts: tuple[tuple[date, Act], ...] = ()
    is_given: bool = True
    is_ahead: bool = True  # known the day before, since the calendar alone turns it


ASKS_MAY = (day(5, 1), told)
TURNS = {
    "awaiting allocation for over 14 days": Turn(
        YEAR, NEW, day(1, 22), AMBER, "awaiting allocation since 7 January 2026", is_given=False
    ),
    "recorded 28 days ago": Turn(YEAR, NEW, day(2, 4), GREEN, "due in 330 days"),
    "due within 28 days": Turn(JUNE, GREEN, day(6, 2), AMBER, "due in 28 days", (ASKS_MAY,)),
    "due within the 42 days that hold from that day on": Turn(
        JUNE, GREEN, day(5, 25), AMBER, "due in 36 days", (ASKS_MAY, (day(5, 10), told_sooner))
    ),
    "overdue": Turn(JUNE, AMBER, day(7, 1), RED, "1 day overdue (due on 30 June 2026)", (ASKS_MAY,)),
    "proposed in time, not signed off": Turn(
        JUNE, GREEN, day(7, 1), RED, "proposed complete in time", (ASKS_MAY, (day(6, 20), proposed))
    ),
    "no update for 92 days": Turn(
        YEAR, GREEN, day(5, 5), AMBER, "no update since 1 February 2026", ((day(2, 1), told),)
    ),
    "no update for 92 days from the allocation": Turn(
        YEAR, GREEN, day(4, 11), AMBER, "no update since it was allocated on 8 January 2026"
    ),
    "an action overdue": Turn(YEAR, GREEN, day(3, 21), AMBER, "action", ((day(2, 2), planned),)),
    "no date agreed for 28 days": Turn(None, NEW, day(2, 4), AMBER, "no date agreed since it was recorded"),
    "immediate, no date for 14 days": Turn(
        AT_ONCE, NEW, day(1, 21), AMBER, "no date agreed since it was recorded"
    ),
    "awaiting sign-off for over 14 days": Turn(
        YEAR, GREEN, day(3, 17), AMBER, "awaiting sign-off since 2 March 2026", ((day(3, 2), proposed),)
    ),
    "an override after its last day": Turn(
        YEAR, RED, day(2, 28), GREEN, "due in 306 days", ((day(2, 9), overridden),)
    ),
    "the inspectorate's date under an agreed later one": Turn(
        JUNE,
        GREEN,
        day(7, 1),
        AMBER,
        "date has passed under an agreed later one (it was 30 June 2026)",
        ((day(2, 2), moved_to_november), ASKS_MAY),
    ),
    "the owner says off track": Turn(
        YEAR, GREEN, day(2, 9), RED, "said to be off track", ((day(2, 9), off_track),), is_ahead=False
    ),
    "the owner says at risk": Turn(
        YEAR, GREEN, day(2, 9), AMBER, "said to be at risk", ((day(2, 9), at_risk),), is_ahead=False
    ),
}


@pytest.fixture
def story(app: Flask, make_account: MakeAccount, sign_in: SignIn) -> Iterator[Story]:
    with frozen() as clock:
        yield begin(app, make_account, sign_in, clock)


@pytest.mark.parametrize("name", TURNS)
def test_a_rating_turns_on_its_day(story: Story, name: str) -> None:
    turn = TURNS[name]
    recorded(story, turn.deadline)
    acts = dict([(day(1, 8), given)] if turn.is_given else []) | dict(turn.acts)
    eve, morrow = turn.on - timedelta(1), turn.on + timedelta(1)
    for on in sorted({*acts, eve, turn.on, morrow}):
        story.on(on.year, on.month, on.day)
        if on in acts:
            acts[on](story)
        if on == eve:
            is_rated(story, turn.before)
            is_foretold(story, turn)
        elif on == turn.on:
            assert turn.words in is_rated(story, turn.after)
            assert not is_listed(story, turn.before)
        elif on == morrow:
            is_rated(story, turn.after)


def is_rated(story: Story, rating: Rating) -> str:
    """The item's page, the register's filter and the counts give it this rating; what the page says."""
    said = story.glance(f"/items/{LAMPS}")
    assert f"Where it stands {rating.label} " in said
    assert is_listed(story, rating)
    assert figures_as_at(story, london_day(now())) == {rating.label: 1}
    return said


def is_listed(story: Story, rating: Rating) -> bool:
    """Whether the register has the item among those of a rating."""
    return f"{LAMPS} Recommendation 1" in story.glance(f"/register?rating={rating.value}")


def is_foretold(story: Story, turn: Turn) -> None:
    """The day before, the forecast names the item and why where it will be Amber or Red, and not else."""
    if turn.is_ahead:
        said = story.glance(f"/forecast?on={turn.on.isoformat()}").lower()
        is_told = f"{LAMPS.lower()} recommendation 1" in said and turn.words.lower() in said
        assert is_told is (turn.after in (AMBER, RED))


@pytest.mark.parametrize(
    ("deadline", "midnight"),
    [
        # Summer time: the new day begins in London while UTC still says 30 June.
        (JUNE, datetime(2026, 6, 30, 23, tzinfo=UTC)),
        (by(10, 31), datetime(2026, 11, 1, 0, tzinfo=UTC)),
    ],
)
def test_red_begins_at_midnight_in_london(
    story: Story, deadline: DeadlineDetails, midnight: datetime
) -> None:
    recorded(story, deadline)
    story.at(midnight - timedelta(days=40))
    given(story)
    told(story)
    story.at(midnight - timedelta(seconds=1))
    assert "due today" in is_rated(story, AMBER)
    story.at(midnight)
    assert "1 day overdue" in is_rated(story, RED)
    assert not is_listed(story, AMBER)
