"""The first sheet of a status pack: what it is, its sum, its ratings, grades and trend, each a table."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from openpyxl.workbook import Workbook

from tracker.documents import status_pack_styles as styles
from tracker.documents.status_pack_charts import (
    HEIGHT_CM,
    Area,
    draw_ratings,
    draw_trend,
    ratings_told,
    trend_told,
)
from tracker.documents.status_pack_page import set_up_page
from tracker.documents.status_pack_rows import Rows, Value
from tracker.documents.status_pack_text import LINE_HEIGHT
from tracker.documents.status_pack_words import MEANINGS, copy_in_words, moment_in_words, title_of_sheet
from tracker.domain.counts import Term
from tracker.domain.pack_columns import Sheet
from tracker.domain.packs import RATINGS, CountLine, Pack, PackHead, RatingLine

WIDTHS = (30, 52, *(13,) * 9)
_RATING_LABELS = tuple(rating.label for rating in RATINGS)
_COUNT_LABELS = ("Term", "What it counts", "Sign", "Number")
_NO_COUNT = "No count was made for this pack."
_POINTS_IN_CM = 28.35
NOT_COMPARABLE = "Grades are not comparable between inspection cycles."


def write_summary(book: Workbook, pack: Pack, paper_size: str) -> list[str]:
    """Writes the sheet and gives the words of its charts, in their order."""
    sheet = styles.new_sheet(book, Sheet.SUMMARY.label)
    set_up_page(sheet, pack.head, widths=WIDTHS, paper_size=paper_size, header_row=1)
    sheet.freeze_panes = "A2"
    rows = Rows(sheet, WIDTHS)
    rows.line(title_of_sheet(Sheet.SUMMARY.label, pack), styles.TITLE)
    rows.line(f"{pack.head.marking}. {copy_in_words(pack.head)}.", styles.LEAD)
    _block(rows, "About this pack", "Table_about", ("About", "In words"), list(facts_of(pack.head)))
    # Early, so that no page ends within them; their figures stand in tables below.
    chart_row = _leave_room_for_charts(rows) if pack.items or pack.trend else 0
    counts = [_count(line) for line in pack.counts]
    _block(rows, "How the number of open items came about", "Table_counts", _COUNT_LABELS, counts, _NO_COUNT)
    numbers = dict.fromkeys(RATINGS, 0) | Counter(line.rating for line in pack.items)
    now = [(rating, MEANINGS[rating], numbers[rating]) for rating in RATINGS]
    ratings = _block(rows, "Ratings now", "Table_ratings_now", ("Rating", "What it means", "Items"), now)
    _write_ratings(rows, "Ratings by kind", "kind", pack.by_kind)
    _write_ratings(rows, "Ratings by report", "report", pack.by_report)
    _write_grades(rows, pack)
    trend = _write_trend(rows, pack)
    told = []
    if pack.items:
        draw_ratings(sheet, f"A{chart_row}", ratings)
        told.append(ratings_told(numbers))
    if pack.trend:
        draw_trend(sheet, f"C{chart_row}", trend)
        told.append(trend_told(pack))
    return told


def facts_of(head: PackHead) -> Iterator[tuple[Value, ...]]:
    """What the pack is, line by line; what there is nothing to say of is left out."""
    facts: tuple[tuple[str, Value], ...] = (
        ("Board", head.board),
        ("Reference of the board", head.board_reference),
        ("Meeting on", head.meeting_on),
        ("Agenda item", head.agenda_item),
        ("Marking", head.marking),
        ("Copy", copy_in_words(head)),
        ("The sum begins", f"{moment_in_words(head.opened_at)}: {head.opened_by}".rstrip(": ")),
        ("Why it was corrected", head.correction),
        ("The figures do not reconcile because", head.does_not_reconcile),
        ("Made before the cut-off because", head.before_cut_off),
        ("History", head.history_note),
    )
    return ((name, value) for name, value in facts if value)


def _count(line: CountLine) -> tuple[Value, ...]:
    known = {term.value: term.label for term in Term}
    return (known.get(line.key, line.key), line.words, line.sign, line.number)


def _write_ratings(rows: Rows, title: str, name: str, lines: Sequence[RatingLine]) -> None:
    labels = ("Counted by", name.capitalize(), *_RATING_LABELS, "In all")
    values: list[tuple[Value, ...]] = [(f"By {name}", line.name, *line.numbers, line.total) for line in lines]
    _block(rows, title, f"Table_ratings_by_{name}", labels, values, "No item is on this board's list.")


def _write_grades(rows: Rows, pack: Pack) -> None:
    labels = ("Published on", "Report", "Reference", "Question", "Grade", "Monitoring")
    values = [
        (
            line.published_on,
            line.report_title,
            line.report_reference,
            line.question,
            line.grade,
            line.monitoring,
        )
        for line in pack.grades
    ]
    title = f"Grades. {NOT_COMPARABLE}"
    _block(rows, title, "Table_grades", labels, values, "No report of this board's items gave a grade.")


def _write_trend(rows: Rows, pack: Pack) -> Area:
    labels = ("Meeting on", "In words", "Open items", *_RATING_LABELS)
    values: list[tuple[Value, ...]] = [
        (point.on, point.words, point.open_items, *point.numbers) for point in pack.trend
    ]
    return _block(
        rows, "Trend over meetings", "Table_trend", labels, values, "No earlier meeting is held here."
    )


def _block(
    rows: Rows,
    title: str,
    name: str,
    labels: Sequence[str],
    values: Sequence[Sequence[Value]],
    empty: str = "",
) -> Area:
    """Writes a table under its title, or in words that there is nothing; gives where its lines stand."""
    rows.space()
    rows.line(title, styles.BLOCK)
    rows.table(name, labels, values, filtered=False)
    if not values:
        rows.line(empty, styles.LEAD)
    return Area(rows.row - len(values) + 1, rows.row)


def _leave_room_for_charts(rows: Rows) -> int:
    """Leaves rows empty for the charts and gives the first of them."""
    rows.space()
    rows.line("Ratings now and the trend over meetings", styles.BLOCK)
    first = rows.row + 1
    rows.space(math.ceil(HEIGHT_CM * _POINTS_IN_CM / LINE_HEIGHT) + 1)
    return first
