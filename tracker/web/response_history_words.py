"""The list of all responses: whose turn each is, and how the 56 days were kept year by year."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from tracker.domain.response_history import AnsweredReport, Outcome, history_by_year
from tracker.domain.response_moves import PEN
from tracker.domain.vocabulary import ResponseStatus
from tracker.queries.responses import ResponseRow


@dataclass(frozen=True)
class CountCell:
    """One count with the letters it is made of, each with its address."""

    label: str
    count: int
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class YearLine:
    """One year of reports."""

    year: int
    cells: tuple[CountCell, ...]
    total: int


def pen_of(status: ResponseStatus) -> str:
    """Who holds the pen, in words."""
    holder = PEN[status]
    return holder.label if holder is not None else "Nobody"


def years_of(rows: Iterable[ResponseRow]) -> tuple[YearLine, ...]:
    """The history by year of the letters that this person may know of."""
    answered = [
        AnsweredReport(row.reference, report.kind, report.published_on, row.status, row.published_on)
        for row in rows
        for report in row.reports
    ]
    return tuple(
        YearLine(
            one.year,
            tuple(
                CountCell(
                    outcome.label,
                    one.count(outcome),
                    tuple(
                        (letter, url_for("responses.show", reference=letter))
                        for letter in one.letters[outcome]
                    ),
                )
                for outcome in Outcome
            ),
            one.total,
        )
        for one in history_by_year(answered)
    )


HEADS = ("Reports of", *(outcome.label for outcome in Outcome), "All")
