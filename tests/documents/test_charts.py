import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from tracker.documents.charts import (
    PATTERNS,
    BarRow,
    Months,
    Series,
    StackedBars,
    Table,
    draw_months,
    draw_stacked_bars,
    table_of_bars,
    table_of_months,
)

SVG = "{http://www.w3.org/2000/svg}"
SERIES = (
    Series("Red – overdue", "#b3242a", "lines"),
    Series("Amber", "#c87a00", "dots"),
    Series("Green", "#0d6b5e", "solid"),
)
BARS = StackedBars(
    "ratings", "Ratings by report", "Report", SERIES,
    (BarRow("PEEL 2025", (1, 2, 3)), BarRow("Custody & care <2024>", (0, 0, 1_200))),
)  # fmt: skip
MONTHS = Months("open", "Open items", "Month", "Open", (("January 2026", 12), ("February 2026", 0)))
LONG = "WWWMMM — Ünïcode 漢字漢字 😀 & <b>an inspection</b> of how forces " + "report " * 30
SIZES = (0, 1, 2, 12, 40)


def bars(count: int, label: str = "", most: int = 9) -> StackedBars:
    rows = tuple(BarRow(f"{label or 'Report'} {n}", (n % 3, most, n)) for n in range(count))
    series = tuple(replace(one, label=label + one.label) for one in SERIES)
    return replace(BARS, rows=rows, series=series)


def months(count: int, label: str = "September", most: int = 9) -> Months:
    return replace(MONTHS, figures=tuple((f"{label} {n}", max(0, most - n)) for n in range(count)))


DRAWN = {
    f"{kind} {count} {'long' if label is LONG else 'short'}": drawing
    for count in SIZES
    for label in ("", LONG)
    for kind, drawing in (
        ("bars", draw_stacked_bars(bars(count, label, 999_999 if label else 9))),
        ("months", draw_months(months(count, label or "September", 999_999 if label else 9))),
    )
}
BOXES = """
() => [...document.querySelectorAll("text")].map(text => {
    const box = text.getBBox();
    return [box.x, box.y, box.x + box.width, box.y + box.height, text.textContent];
})
"""


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_well_formed_and_tells_itself_in_words(name: str) -> None:
    root = ElementTree.fromstring(DRAWN[name])
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text
    assert desc.text


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_carries_no_style_of_its_own_no_program_and_nothing_from_elsewhere(name: str) -> None:
    root = ElementTree.fromstring(DRAWN[name])
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "title", "desc", "defs", "pattern", "path", "circle", "rect", "text"}
    attributes = {key: value for element in root.iter() for key, value in element.attrib.items()}
    assert not any(key == "style" or key.startswith("on") or "href" in key for key in attributes)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_no_text_touches_another_or_leaves_the_drawing_in_a_real_browser(browser: Browser) -> None:
    page = browser.new_page()
    for name, drawing in DRAWN.items():
        page.set_content(f"<!DOCTYPE html><title>Chart</title>{drawing}")
        height = float(ElementTree.fromstring(drawing).get("height", "0"))
        boxes = page.evaluate(BOXES)
        assert boxes, name
        for left, top, right, bottom, words in boxes:
            assert left >= 0 <= top, (name, words)
            assert right <= 960, (name, words)
            assert bottom <= height, (name, words)
        for one, other in combinations(boxes, 2):
            is_apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert is_apart, (name, one[4], other[4])
    page.close()


def test_the_description_says_every_figure_that_is_not_nothing() -> None:
    assert (
        "PEEL 2025: 1 Red – overdue, 2 Amber, 3 Green; Custody &amp; care &lt;2024&gt;: 1,200 Green</desc>"
        in (draw_stacked_bars(BARS))
    )
    assert "January 2026: 12; February 2026: 0</desc>" in draw_months(MONTHS)


def test_a_table_holds_the_same_figures_with_their_sum() -> None:
    assert table_of_bars(BARS) == Table(
        "Ratings by report",
        ("Report", "Red – overdue", "Amber", "Green", "All"),
        (("PEEL 2025", "1", "2", "3", "6"), ("Custody & care <2024>", "0", "0", "1,200", "1,200")),
    )
    assert table_of_months(MONTHS) == Table(
        "Open items", ("Month", "Open"), (("January 2026", "12"), ("February 2026", "0"))
    )


def test_the_pieces_of_a_bar_are_as_long_as_their_figures() -> None:
    root = ElementTree.fromstring(draw_stacked_bars(replace(BARS, rows=(BarRow("A", (1, 0, 3)),))))
    widths = [
        float(piece.get("width", "0"))
        for piece in root.iter(f"{SVG}rect")
        if piece.get("height") == "22.0" and not piece.get("fill", "").startswith("url")
    ]
    assert len(widths) == 2  # what is nothing is not drawn
    assert widths[1] == pytest.approx(3 * widths[0], abs=0.5)


def test_every_kind_can_be_told_without_colour() -> None:
    assert len(set(PATTERNS.values())) == len(PATTERNS)
    drawing = draw_stacked_bars(BARS)
    assert all(drawing.count(f"url(#ratings-{n})") >= 2 for n in range(3))  # in the legend and in a bar
    shown = set(re.findall(r"<pattern [^>]*>(.*?)</pattern>", drawing))
    assert shown == {PATTERNS["lines"], PATTERNS["dots"], PATTERNS["solid"]}


def test_a_chart_of_nothing_says_so() -> None:
    assert "There is nothing to show." in draw_stacked_bars(bars(0))
    assert "There is nothing to show." in draw_months(months(0))


def test_the_same_figures_give_the_same_drawing() -> None:
    assert draw_stacked_bars(BARS) == draw_stacked_bars(BARS)
    assert draw_months(MONTHS) == draw_months(MONTHS)
