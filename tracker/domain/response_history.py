"""How the 56 days were kept, year by year: each count is the number of the letters named beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.statutory_clock import PERIOD, Regime, day_number, regime
from tracker.domain.vocabulary import Labelled, ReportKind, ResponseStatus


class Outcome(Labelled):
    """How the answer to one report stands to its 56 days (s.55(5A)); never guessed from the letter's date."""

    WITHIN = "within", f"Published within the {PERIOD} days"
    AFTER = "after", f"Published after the {PERIOD}-day period"
    NOT_RECORDED = "not_recorded", "Publication not recorded"
    UNDER_WAY = "under_way", "Under way"


@dataclass(frozen=True)
class AnsweredReport:
    """One report and the letter that answers it."""

    letter: str
    kind: ReportKind
    published_on: date
    status: ResponseStatus
    comments_published_on: date | None


@dataclass(frozen=True)
class YearOfResponses:
    """The reports published in one year: for each outcome the letters behind its count, in their order."""

    year: int
    letters: dict[Outcome, tuple[str, ...]]

    def count(self, outcome: Outcome) -> int:
        """How many reports of the year have this outcome."""
        return len(self.letters[outcome])

    @property
    def total(self) -> int:
        """How many reports of the year are counted."""
        return sum(len(found) for found in self.letters.values())


def outcome_of(one: AnsweredReport) -> Outcome | None:
    """How the answer to a report stands; None where no 56 days run or the response was withdrawn."""
    has_period = regime(one.kind, one.published_on) is Regime.SECTION_55
    if not has_period or one.status is ResponseStatus.WITHDRAWN:
        return None
    if one.comments_published_on is not None:
        day = day_number(one.published_on, one.comments_published_on)
        return Outcome.WITHIN if day <= PERIOD else Outcome.AFTER
    return Outcome.NOT_RECORDED if one.status.is_issued else Outcome.UNDER_WAY


def history_by_year(answered: Iterable[AnsweredReport]) -> tuple[YearOfResponses, ...]:
    """The years in which the reports were published, the latest first; a letter stands once per report."""
    years: dict[int, dict[Outcome, list[str]]] = {}
    for one in answered:
        outcome = outcome_of(one)
        if outcome is None:
            continue
        year = years.setdefault(one.published_on.year, {each: [] for each in Outcome})
        year[outcome].append(one.letter)
    return tuple(
        YearOfResponses(year, {outcome: tuple(sorted(found)) for outcome, found in letters.items()})
        for year, letters in sorted(years.items(), reverse=True)
    )
