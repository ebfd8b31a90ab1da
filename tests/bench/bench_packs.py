"""How long a status pack takes to write, against plain openpyxl with the same cells; exits 1 above a limit.

Run from the top of the project: `python -m tests.bench.bench_packs`.
"""

import copy
import io
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.workbook import Workbook

from tests.documents.packs import pack_of
from tracker.documents.status_pack import write_pack
from tracker.documents.status_pack_rows import Rows
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.packs import Pack

SIZES = (300, 5_000)  # items in a pack
LIMIT = 1.6  # times the floor
LARGEST = 20_000
MEMORY_LIMIT = 150.0  # megabytes of traced growth
SEED = 1996

Style = tuple[int, ...]
PlainCell = tuple[Any, str, Style]


class PlainBook:
    """The cells of a pack as they were written: values, kinds and styles, sheet by sheet."""

    def __init__(self) -> None:
        self.sheets: dict[str, list[list[PlainCell]]] = {}
        self.looks: dict[Style, Cell] = {}

    def keep(self, title: str, cells: list[Cell]) -> None:
        """Adds a row as it goes into the file."""
        row = []
        for cell in cells:
            style: Style = tuple(cell._style)  # type: ignore[attr-defined]
            self.looks.setdefault(style, cell)
            row.append((cell.value, cell.data_type, style))
        self.sheets.setdefault(title, []).append(row)


@contextmanager
def cells_kept() -> Iterator[PlainBook]:
    """Keeps the cells of every pack that is written meanwhile."""
    kept, written = PlainBook(), Rows._append

    def keep(rows: Rows, cells: list[Cell], height: float) -> None:
        kept.keep(rows.sheet.title, cells)
        written(rows, cells, height)

    with mock.patch.object(Rows, "_append", keep):
        yield kept


def cells_of(pack: Pack) -> PlainBook:
    """The cells that the pack's workbook has."""
    with cells_kept() as kept:
        write_pack(pack, PackLayout())
    return kept


def write_plainly(plain: PlainBook) -> bytes:
    """The floor: plain openpyxl, cells that are ready, each style made once; no charts, tables or heights."""
    book = Workbook(write_only=True)
    for title, rows in plain.sheets.items():
        sheet = book.create_sheet(title)
        styles = {style: _style_in(sheet, look) for style, look in plain.looks.items()}
        for row in rows:
            cells = []
            for value, data_type, style in row:
                cell: Any = WriteOnlyCell(sheet, value)
                cell.data_type = data_type
                cell._style = styles[style]
                cells.append(cell)
            sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _style_in(sheet: Any, look: Cell) -> Any:
    """The style of a cell, taken over into another book."""
    cell: Any = WriteOnlyCell(sheet)
    for name in ("font", "fill", "border", "alignment"):
        setattr(cell, name, copy.copy(getattr(look, name)))
    cell.number_format = look.number_format
    cell.quotePrefix = look.quotePrefix
    return cell._style


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(pack: Pack, tries: int) -> tuple[float, float]:
    """The best seconds of the floor and of the pack, taken turn by turn so that both meet the same load."""
    plain = cells_of(pack)
    floors, packs = [], []
    for _ in range(tries):
        floors.append(seconds(lambda: write_plainly(plain)))
        packs.append(seconds(lambda: write_pack(pack, PackLayout())))
    return min(floors), min(packs)


def peak_megabytes(pack: Pack) -> float:
    """By how much the traced memory grows at most while the pack is written."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        write_pack(pack, PackLayout())
        return (tracemalloc.get_traced_memory()[1] - before) / 1e6
    finally:
        tracemalloc.stop()


def run() -> bool:
    """Print one line for each size and one for the memory; whether all keep within their limits."""
    good = True
    sys.stdout.write(f"{'items':>6} {'floor ms':>9} {'pack ms':>10} {'times':>6}  limit {LIMIT:g}\n")
    for items in SIZES:
        floor, pack = measured(pack_of(items, random.Random(SEED)), 7 if items <= 300 else 3)
        good = good and pack <= LIMIT * floor
        sys.stdout.write(f"{items:>6} {floor * 1000:>9.1f} {pack * 1000:>10.1f} {pack / floor:>6.2f}\n")
    peak = peak_megabytes(pack_of(LARGEST, random.Random(SEED)))
    sys.stdout.write(f"{LARGEST:>6} items: peak of {peak:.0f} MB traced, limit {MEMORY_LIMIT:g}\n")
    return good and peak <= MEMORY_LIMIT


if __name__ == "__main__":
    sys.exit(not run())
