"""The documents of a board opened again: their tables, words and figures, and whether they agree."""

import io
import re
from collections import Counter
from datetime import datetime
from functools import cache
from typing import Any

import docx
import openpyxl

from tests.fixtures.page_check import Visitor, parsed, text_of
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import Rating

Row = dict[str, Any]


@cache
def book_of(content: bytes) -> dict[str, list[Row]]:
    """The tables of a workbook opened again, by their names: each row by the labels of its columns."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found: dict[str, list[Row]] = {}
    for sheet in book:
        for table in sheet.tables.values():
            head, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
            found[table.name] = [dict(zip(head, row, strict=True)) for row in rows if any(row)]
    return found


def cells_of(content: bytes) -> list[Any]:
    """Every cell of a workbook that holds something, formulas included."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def paper_of(content: bytes) -> list[str]:
    """Every paragraph of a Word file, those of its tables, header and footer too."""
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    bands = [one for band in (section.header, section.footer) for one in band.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(one.text for one in (*document.paragraphs, *bands)), *cells]


def tables_of_paper(content: bytes) -> list[list[list[str]]]:
    """The tables of a Word file, row by row."""
    tables = docx.Document(io.BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


DATE = re.compile(
    r"\b[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) [0-9]{4}\b"
)
FIGURE = re.compile(r"(?<![\w.:-])[0-9]+(?:,[0-9]{3})*(?![\w:-]|\.[0-9])")


def figures_in(text: str) -> set[str]:
    """The dates and the numbers that a text says; parts of references and times of day are none."""
    days = set(DATE.findall(text))
    return days | set(FIGURE.findall(DATE.sub(" ", text)))


@cache
def figures_of_book(content: bytes) -> set[str]:
    """Every date and number that a workbook holds, in a cell of its own or in words."""
    found: set[str] = set()
    for cell in cells_of(content):
        value = cell.value
        if isinstance(value, datetime):
            found.add(date_in_words(value.date()))
        elif isinstance(value, int):
            found.add(str(value))
        else:
            found |= figures_in(str(value))
    return found


def table_on_page(visit: Visitor, caption: str) -> list[list[str]]:
    """The rows of the table of this name on the page last seen, without its heads."""
    for table in parsed(visit.html).iter("table"):
        if text_of(next(table.iter("caption"))) == caption:
            rows = next(table.iter("tbody")).iter("tr")
            return [[text_of(cell) for cell in row if cell.tag in ("th", "td")] for row in rows]
    raise AssertionError(f"The page has no table {caption!r}")


def sum_of(content: bytes) -> dict[str, int]:
    """The sum on the first sheet, each whole term by its name, once it has been seen to come out."""
    lines = book_of(content)["Table_counts"]
    signed = {"+": 1, "−": -1}
    whole = {line["Term"]: line["Number"] for line in lines if line["What it counts"] == line["Term"]}
    worked_out = sum(signed.get(line["Sign"], 0) * line["Number"] for line in lines)
    assert whole["Open at the start"] + worked_out == whole["Open at the end"]
    for term, number in whole.items():
        parts = [line["Number"] for line in lines if line["Term"] == term and line["What it counts"] != term]
        assert not parts or sum(parts) == number, term
    return whole


def the_workbook_agrees_with_itself(content: bytes) -> None:
    book, counts = book_of(content), sum_of(content)
    register = book["Table_register"]
    assert counts["Open at the end"] == sum(row["Counted as"] == "Open" for row in register)
    ratings = Counter(row["Rating"] for row in register)
    assert {row["Rating"]: row["Items"] for row in book["Table_ratings_now"]} == {
        rating.label: ratings[rating.label] for rating in Rating
    }
    *kinds, whole = book["Table_ratings_by_kind"]
    assert (whole["In all"], sum(row["In all"] for row in kinds)) == (len(register), len(register))
    assert sum(row["In all"] for row in book["Table_ratings_by_report"]) == len(register)
    exceptions = {row["Reference"] for row in book["Table_exceptions"]}
    worst = (Rating.RED.label, Rating.AMBER.label)
    assert exceptions == {row["Reference"] for row in register if row["Rating"] in worst}
    changes = Counter(row["What changed"] for row in book["Table_changes"])
    for term in ("New", "Re-opened", "Brought into scope", "Closed", "Taken off the list", "Moved out"):
        assert changes[term] == counts[term], term
    last = book["Table_trend"][-1]
    red = Rating.RED.label
    assert (last["Open items"], last[red]) == (counts["Open at the end"], ratings[red])


def the_paper_agrees_with_the_workbook(paper: bytes, pack: bytes) -> None:
    """Every figure of the paper is one of the pack, and those of its sum and its table are the same ones."""
    said, counts, book = paper_of(paper), sum_of(pack), book_of(pack)
    numbered = [line.split("\t", 1)[-1] for line in said]  # the paragraph's own number is no figure
    missing = figures_in("\n".join(numbered)) - figures_of_book(pack)
    assert missing == set()
    text = " ".join(numbered)
    for term, words in (("New", "new"), ("Re-opened", "re-opened"), ("Closed", "closed")):
        number = counts[term]
        verb = "was" if number < 2 else "were"
        assert f"{number or 'none'} {verb} {words}" in text
    closing = counts["Open at the end"]
    assert f"{closing} item{'' if closing == 1 else 's'} {'is' if closing == 1 else 'are'} open" in text
    for row in book["Table_ratings_now"]:
        number = row["Items"]
        counted = f"{number or 'none'} {'is' if number < 2 else 'are'} {row['Rating']}"
        assert counted in text or not number, row["Rating"]
    (table,) = (rows for rows in tables_of_paper(paper) if rows[0][0] == "Rating")
    in_book: dict[str, Row] = {row["Kind"]: row for row in book["Table_ratings_by_kind"]}
    for label, *cells in table[1:]:
        key = "In all" if label == "Total" else label
        assert cells == [str(in_book[kind][key]) for kind in table[0][1:]], label


def number_of(cell: str) -> int:
    """The number that a cell begins with; what follows is for who cannot see the table."""
    return int(cell.split()[0])
