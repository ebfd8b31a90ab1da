"""The charts on the Summary of a status pack: Excel's own, drawn from the tables beside them."""

from dataclasses import dataclass
from typing import Literal

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from tracker.documents.status_pack_styles import INK, RATING_COLOURS
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.packs import RATINGS, Pack
from tracker.domain.vocabulary import Rating

HEIGHT_CM = 8


@dataclass(frozen=True)
class Area:
    """The lines of a table on a sheet: its first and last row, without the header."""

    first: int
    last: int


def draw_ratings(sheet: Worksheet, at: str, area: Area) -> None:
    """One bar for each rating, with its number beside it, so that no colour has to be told apart."""
    chart = BarChart()
    chart.type = "bar"
    chart.title = "Items by rating now"
    chart.legend = None
    chart.gapWidth = 40
    series = Series(Reference(sheet, min_col=3, min_row=area.first, max_row=area.last), title="Items")
    series.graphicalProperties = GraphicalProperties(solidFill=INK)
    chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=1, min_row=area.first, max_row=area.last))
    chart.dataLabels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    chart.x_axis.delete = False
    chart.y_axis.delete = True  # each bar says its number
    chart.x_axis.scaling.orientation = "maxMin"  # the worst stands at the top, as in the table
    chart.y_axis.majorGridlines = None
    chart.width, chart.height = 15, HEIGHT_CM
    sheet.add_chart(chart, at)


def draw_trend(sheet: Worksheet, at: str, area: Area) -> None:
    """The open items and the Red and Amber ones at each meeting: three lines, three kinds of mark."""
    chart = LineChart()
    chart.title = "Trend over meetings"
    marks: dict[int, tuple[str, str, Literal["solid", "sysDash", "sysDot"], str]] = {
        3: ("Open items", "circle", "solid", INK),
        4: ("Red", "square", "sysDash", RATING_COLOURS[Rating.RED][0]),
        5: ("Amber", "triangle", "sysDot", "8A5A00"),
    }
    for column, (title, mark, dash, colour) in marks.items():
        series = Series(Reference(sheet, min_col=column, min_row=area.first, max_row=area.last), title=title)
        series.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=colour, prstDash=dash, w=28_000)
        )
        series.marker.symbol, series.marker.size = mark, 8
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.smooth = False
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=1, min_row=area.first, max_row=area.last))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format = "d mmm yyyy"
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    chart.y_axis.title = "Number of items"
    chart.legend = Legend(legendPos="b")
    chart.width, chart.height = 20, HEIGHT_CM
    sheet.add_chart(chart, at)


def ratings_told(numbers: dict[Rating, int]) -> str:
    """The chart of ratings in words, for those who do not see it."""
    told = ", ".join(f"{rating.label} {numbers[rating]}" for rating in RATINGS)
    return f"Bar chart of the items by rating now: {told}. The same figures stand in the table Ratings now."


def trend_told(pack: Pack) -> str:
    """The chart of the trend in words: where it starts, where it ends, and where the figures stand."""
    red, amber = RATINGS.index(Rating.RED), RATINGS.index(Rating.AMBER)
    ends = (pack.trend[0], pack.trend[-1]) if len(pack.trend) > 1 else pack.trend
    told = "; ".join(
        f"on {date_in_words(point.on)} {point.open_items} open, {point.numbers[red]} Red,"
        f" {point.numbers[amber]} Amber"
        for point in ends
    )
    return f"Line chart of the trend over meetings: {told}. The same figures stand in the table Trend."
