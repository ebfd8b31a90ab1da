"""Charts as a page prints them: the drawing, which our own program wrote, and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.services.rating_charts import Drawn
from tracker.web.presenting import Column


@dataclass(frozen=True)
class Chart:
    """A drawing with its figures as a table."""

    title: str
    svg: Markup
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def chart_of(drawn: Drawn) -> Chart:
    """The chart for a page: every word in the drawing was escaped when it was drawn."""
    table = drawn.table
    first, *others = table.headings
    columns = (Column(first), *(Column(words, is_number=True) for words in others))
    return Chart(table.caption, Markup(drawn.svg), columns, table.headings, table.rows)  # noqa: S704
