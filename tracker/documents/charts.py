"""Charts drawn here as SVG for a page: figures in, the drawing and its figures as a table out.

Colours are presentation attributes, because the pages allow no inline styles; a style sheet may set others by
class. Each kind of figure has a pattern and its words as well as a colour.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tracker.domain.cleaning import clean_line

_WIDTH = 960  # units of the drawing, which a page scales to its own width
_SIZE, _GAP = 15, 10  # of the letters, and between two texts
_ROW, _BAR = 34, 22
_LABEL_END, _BAR_START, _BAR_END = 330, 345, 860
_LEGEND_ROW = 28
_PLOT_TOP, _PLOT_HEIGHT, _PLOT_LEFT, _PLOT_RIGHT = 30, 220, 100, 880
_LONGEST_MONTH = 140
_NOTHING = "There is nothing to show."


@dataclass(frozen=True)
class Series:
    """One kind of figure: its words, its colour, and one of the PATTERNS that shows it without colour."""

    label: str
    colour: str
    pattern: str


@dataclass(frozen=True)
class BarRow:
    """One bar: its label and a figure for each series, in their order."""

    label: str
    figures: tuple[int, ...]


@dataclass(frozen=True)
class StackedBars:
    """Bars of figures that add up, such as the ratings of each report; `key` is unique on its page."""

    key: str
    title: str
    row_heading: str
    series: tuple[Series, ...]
    rows: tuple[BarRow, ...]


@dataclass(frozen=True)
class Months:
    """One figure for each month, in order, such as what was open at its end; `key` is unique on its page."""

    key: str
    title: str
    month_heading: str
    figure_heading: str
    figures: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Table:
    """The figures of a chart as a page shows them beside it: the first of each row is its heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


PATTERNS: dict[str, str] = {
    "solid": "",
    "lines": '<path d="M0 8L8 0" stroke="#ffffff" stroke-width="2"/>',
    "dots": '<circle cx="4" cy="4" r="2" fill="#ffffff"/>',
    "cross": '<path d="M0 8L8 0M0 0L8 8" stroke="#ffffff" stroke-width="1.5"/>',
    "bars": '<path d="M4 0V8" stroke="#ffffff" stroke-width="3"/>',
    "rows": '<path d="M0 4H8" stroke="#ffffff" stroke-width="3"/>',
    "back": '<path d="M0 0L8 8" stroke="#ffffff" stroke-width="2"/>',
    "rings": '<circle cx="4" cy="4" r="2.5" fill="none" stroke="#ffffff"/>',
}
"""What is drawn over a colour, by its name: each can be told from the others in black and white."""


def table_of_bars(chart: StackedBars) -> Table:
    """The figures of stacked bars, with the sum of each row at its end."""
    headings = (chart.row_heading, *(series.label for series in chart.series), "All")
    rows = tuple((row.label, *(f"{n:,}" for n in (*row.figures, sum(row.figures)))) for row in chart.rows)
    return Table(chart.title, headings, rows)


def table_of_months(chart: Months) -> Table:
    """The figures of the months."""
    rows = tuple((month, f"{figure:,}") for month, figure in chart.figures)
    return Table(chart.title, (chart.month_heading, chart.figure_heading), rows)


def draw_stacked_bars(chart: StackedBars) -> str:
    """The drawing as SVG: a legend in words, then one bar for each row with its sum at its end."""
    legend = list(_legend(chart))
    most = max((sum(row.figures) for row in chart.rows), default=0) or 1
    parts = [_patterns(chart), *(line for line, _ in legend)]
    top = legend[-1][1] if legend else 10
    for number, row in enumerate(chart.rows):
        parts.extend(_bar(chart, row, top + number * _ROW, most))
    if not chart.rows:
        parts.append(_text(_WIDTH / 2, top + 22, _NOTHING, "middle"))
    said = "; ".join(f"{row.label}: {_in_words(chart.series, row.figures)}" for row in chart.rows)
    return _svg(chart.key, chart.title, said, top + max(1, len(chart.rows)) * _ROW + 10, parts)


def draw_months(chart: Months) -> str:
    """The drawing as SVG: a bar for each month, with as many of its words as find room."""
    most = max((figure for _, figure in chart.figures), default=0)
    step = (_PLOT_RIGHT - _PLOT_LEFT) / max(1, len(chart.figures))
    bottom = _PLOT_TOP + _PLOT_HEIGHT
    parts = [
        f'<path class="app-chart__axis" d="M{_PLOT_LEFT} {bottom}H{_PLOT_RIGHT}" stroke="#484949"/>',
        _text(_PLOT_LEFT - 8, bottom, "0", "end"),
    ]
    has_room = max((_width(f"{n:,}") for _, n in chart.figures), default=0) + _GAP <= step
    names = [_short(month, _LONGEST_MONTH) for month, _ in chart.figures]
    every = max(1, math.ceil((max(map(_width, names), default=0) + _GAP) / step))
    for number, (_, figure) in enumerate(chart.figures):
        middle = _PLOT_LEFT + (number + 0.5) * step
        height = _PLOT_HEIGHT * figure / (most or 1)
        parts.append(_column(middle - step * 0.35, bottom - height, step * 0.7, height))
        if has_room:
            parts.append(_text(middle, bottom - height - 6, f"{figure:,}", "middle"))
        if number % every == 0:
            parts.append(_text(middle, bottom + 22, names[number], "middle"))
    if most and not has_room:
        parts.append(_text(_PLOT_LEFT - 8, _PLOT_TOP + 5, f"{most:,}", "end"))
    if not chart.figures:
        parts.append(_text(_WIDTH / 2, bottom - _PLOT_HEIGHT / 2, _NOTHING, "middle"))
    said = "; ".join(f"{month}: {figure:,}" for month, figure in chart.figures)
    return _svg(chart.key, chart.title, said, bottom + 40, parts)


def _legend(chart: StackedBars) -> Iterator[tuple[str, float]]:
    """Each line of the legend, with where the drawing goes on below it."""
    left, top = 10.0, 10
    for number, series in enumerate(chart.series):
        words = _short(series.label, _WIDTH - 60)
        width = 32 + _width(words) + 2 * _GAP
        if left + width > _WIDTH and left > 10:
            left, top = 10.0, top + _LEGEND_ROW
        drawn = _filled(chart.key, number, series, left, top, 22, 18) + _text(
            left + 32, top + 14, words, "start"
        )
        left += width
        yield drawn, top + _LEGEND_ROW + 8


def _bar(chart: StackedBars, row: BarRow, top: float, most: int) -> Iterator[str]:
    yield _text(_LABEL_END, top + 16, _short(row.label, _LABEL_END - _GAP), "end")
    left = float(_BAR_START)
    for number, (series, figure) in enumerate(zip(chart.series, row.figures, strict=True)):
        width = (_BAR_END - _BAR_START) * figure / most
        if figure:
            yield _filled(chart.key, number, series, left, top, width, _BAR)
        left += width
    yield _text(left + 8, top + 16, f"{sum(row.figures):,}", "start")


def _patterns(chart: StackedBars) -> str:
    made = "".join(
        f'<pattern id={quoteattr(f"{chart.key}-{number}")} width="8" height="8" '
        f'patternUnits="userSpaceOnUse">'
        f"{PATTERNS[series.pattern]}</pattern>"
        for number, series in enumerate(chart.series)
    )
    return f"<defs>{made}</defs>"


def _filled(
    key: str, number: int, series: Series, left: float, top: float, width: float, height: float
) -> str:
    """A piece in its colour, with its pattern over it and an edge that parts it from its neighbour."""
    place = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
    over = f"url(#{key}-{number})"
    return (
        f"<rect {place} fill={quoteattr(series.colour)}/>"
        f'<rect {place} fill={quoteattr(over)} stroke="#0b0c0c" stroke-width="1"/>'
    )


def _column(left: float, top: float, width: float, height: float) -> str:
    place = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="app-chart__bar" {place} fill="#14344f"/>'


def _text(left: float, top: float, words: str, anchor: str) -> str:
    return (
        f'<text class="app-chart__text" x="{left:.1f}" y="{top:.1f}" font-size="{_SIZE}" fill="#0b0c0c" '
        f'font-family="arial, helvetica, sans-serif" text-anchor="{anchor}">{escape(words)}</text>'
    )


def _svg(key: str, title: str, said: str, height: float, parts: Sequence[str]) -> str:
    named = quoteattr(f"{key}-title {key}-desc")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="app-chart" role="img" '
        f"aria-labelledby={named} "
        f'viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}">'
        f"<title id={quoteattr(f'{key}-title')}>{escape(clean_line(title))}</title>"
        f"<desc id={quoteattr(f'{key}-desc')}>{escape(clean_line(said)) or _NOTHING}</desc>"
        f"{''.join(parts)}</svg>"
    )


def _in_words(series: Sequence[Series], figures: Sequence[int]) -> str:
    return ", ".join(f"{n:,} {kind.label}" for kind, n in zip(series, figures, strict=True) if n) or "none"


def _short(words: str, room: float) -> str:
    """The words on one line, cut where they would need more room."""
    line = clean_line(words)
    if _width(line) <= room:
        return line
    end = next(end for end in range(len(line)) if _width(line[: end + 1]) + _SIZE > room)
    return f"{line[:end].rstrip()}…"


def _width(words: str) -> float:
    """The room that words may need at most, in Arial and the like; elsewhere a whole square a letter."""
    return sum(_share(letter) for letter in words) * _SIZE


def _share(letter: str) -> float:
    if letter in "mwMW%@" or not (
        letter.isascii() or (unicodedata.category(letter) == "Ll" and letter < "ƀ")
    ):
        return 1.05
    return 0.8 if letter.isupper() or (not letter.isalnum() and letter not in " .,:;-()") else 0.6
