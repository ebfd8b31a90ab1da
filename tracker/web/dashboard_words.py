"""The front of a board in words: its sum, what changed, its trend, and what turns next."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tracker.domain.counts import Term
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import london_day
from tracker.domain.packs import CountLine
from tracker.services.board_dashboard import Dashboard
from tracker.services.trend_charts import trend_drawn
from tracker.web.charts import Chart, chart_of
from tracker.web.count_words import TermLine
from tracker.web.forecast import TurningLine, turning_line
from tracker.web.presenting import counted

Figure = tuple[str, str, str]
"""A number, its words, and the way to its rows."""


@dataclass(frozen=True)
class DashboardPage:
    """What the front of a board prints."""

    is_empty: bool
    pack_href: str
    since: str
    figures: tuple[Figure, ...]
    terms: tuple[TermLine, ...]
    changes: tuple[Figure, ...]
    ahead: str
    turning: tuple[TurningLine, ...]
    more: str
    charts: tuple[Chart, ...]


def dashboard_page(front: Dashboard, reference: str) -> DashboardPage:
    """The front of a board, each number with the way to its rows in the pack as at now."""
    changes = tuple(
        (f"{number:,}", kind.label, _rows(reference, term=kind.value))
        for kind, number in front.changes.items()
    )
    numbers = {line.key: line.number for line in front.counts if not line.part}
    return DashboardPage(
        is_empty=not any(numbers.values()) and not changes,
        pack_href=url_for("packs.show", board=reference),
        since=f"Since {date_in_words(london_day(front.opened_at))}: {front.opened_by}.",
        figures=_figures(front, reference, numbers),
        terms=tuple(_term(line, reference) for line in front.counts),
        changes=changes,
        ahead=_ahead(front),
        turning=tuple(turning_line(one) for one in front.turning),
        more=_more(front),
        charts=tuple(chart_of(drawn) for drawn in trend_drawn(front.trend)),
    )


def _figures(front: Dashboard, reference: str, numbers: dict[str, int]) -> tuple[Figure, ...]:
    """The few numbers that are read first."""
    open_now, open_then = numbers[Term.CLOSING], numbers[Term.OPENING]
    return (
        (f"{open_now:,}", "open now", _rows(reference, term=Term.CLOSING.value)),
        (f"{open_then:,}", "open at the last board", _rows(reference, term=Term.OPENING.value)),
        (f"{front.turns:,}", f"{_turns(front.turns)} by {date_in_words(front.until)}", "#ahead"),
    )


def _turns(number: int) -> str:
    return "turns Amber or Red" if number == 1 else "turn Amber or Red"


def _term(line: CountLine, reference: str) -> TermLine:
    part = {"part": line.part} if line.part else {}
    href = _rows(reference, term=line.key, **part)
    return TermLine(line.sign, line.words, line.number, href, bool(line.part))


def _rows(reference: str, **chosen: str) -> str:
    values: dict[str, Any] = {"board": reference} | chosen
    return url_for("packs.rows", **values)


def _ahead(front: Dashboard) -> str:
    until = date_in_words(front.until)
    if front.has_meeting:
        return f"If nobody acts, up to and including the day of the next meeting, {until}."
    return f"No next meeting is set: this is what the next 28 days bring if nobody acts, up to {until}."


def _more(front: Dashboard) -> str:
    if front.turns <= len(front.turning):
        return ""
    return f"The nearest {len(front.turning)} of {counted(front.turns, 'turn')}."
