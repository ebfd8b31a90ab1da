"""Who holds a post on a day: one substantive and one acting holder at a time, from a day up to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates_in_words import date_in_words


@dataclass(frozen=True)
class Holding:
    """One person in one post over [from_on, to_on): the newcomer holds the day of the change."""

    post_key: str
    person_name: str  # with title and honours as styled in those days
    from_on: date | None  # None: start not known, taken as always
    to_on: date | None  # None: still so
    acting: bool = False
    last_confirmed_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether this person holds the post on that day."""
        return self._first <= day < self._end

    def overlaps(self, other: "Holding") -> bool:
        """Whether the two have a day in common."""
        return max(self._first, other._first) < min(self._end, other._end)

    def period_in_words(self) -> str:
        """The period as a page says it: "from 24 July 2019 to 6 September 2022"."""
        start = f"from {date_in_words(self.from_on)}" if self.from_on else "from a day not known"
        return f"{start} to {date_in_words(self.to_on)}" if self.to_on else f"{start}, still so"

    @property
    def _first(self) -> date:
        return self.from_on or date.min

    @property
    def _end(self) -> date:
        return self.to_on or date.max


def holder_on(holdings: Iterable[Holding], post_key: str, day: date) -> Holding | None:
    """Who holds the post on that day, an acting holder before the substantive one; None for nobody."""
    found = [holding for holding in holdings if holding.post_key == post_key and holding.covers(day)]
    return max(found, key=lambda holding: (holding.acting, holding._first), default=None)


def check_new_holding(existing: Iterable[Holding], new: Holding) -> list[str]:
    """What speaks against recording this holding, in plain words; empty where nothing does.

    When a holding is being corrected, `existing` leaves out the one that it replaces.
    """
    if new.from_on and new.to_on and new.to_on <= new.from_on:
        ends, starts = date_in_words(new.to_on), date_in_words(new.from_on)
        return [f"The holding ends on {ends}, which is not after its start on {starts}."]
    manner = "as acting holder" if new.acting else "as substantive holder"
    return [
        f"{other.person_name} is recorded {manner} {other.period_in_words()}. "
        f"One person at a time holds a post {manner}: end that holding first, or choose other dates."
        for other in existing
        if other.post_key == new.post_key and other.acting == new.acting and other.overlaps(new)
    ]


def confirmation_question(holding: Holding, today: date) -> str:
    """What is asked before a letter is approved or issued, because the list of holders ages."""
    if holding.last_confirmed_on is None:
        return f"Still so? {holding.person_name} has never been confirmed here."
    return f"Still so? {confirmed_in_words(holding.last_confirmed_on, today)}"


def confirmed_in_words(confirmed_on: date | None, today: date) -> str:
    """When something was last confirmed, as a sentence: "Last confirmed on 5 January 2026, 3 days ago."."""
    if confirmed_on is None:
        return "Never confirmed here."
    days = (today - confirmed_on).days
    ago = {0: "today", 1: "yesterday"}.get(max(days, 0), f"{days} days ago")
    return f"Last confirmed on {date_in_words(confirmed_on)}, {ago}."


def confirmed_on_list(confirmed_on: date | None, today: date) -> str:
    """When the list of office holders was last confirmed for a name, told apart from a letter's own names."""
    said = confirmed_in_words(confirmed_on, today).replace("Never confirmed here", "Never confirmed")
    return f"On the list of office holders: {said[:1].lower()}{said[1:]}"
