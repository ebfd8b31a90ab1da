"""A status pack as another program opens, converts and prints it."""

import csv
import random
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.documents.awkward_packs import AWKWARD_TEXTS, awkward_pack
from tests.documents.packs import pack_of
from tests.fixtures.tools import program
from tracker.documents.status_pack import write_pack
from tracker.domain.pack_columns import Sheet
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.packs import Pack

# Comma, quote, UTF-8, from the first row, as shown, every sheet into a file of its own.
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def read_as_csv(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """The sheets of the awkward pack as LibreOffice reads them."""
    soffice = program("soffice", "libreoffice-calc")
    folder = tmp_path_factory.mktemp("csv")
    (folder / "pack.xlsx").write_bytes(write_pack(awkward_pack(), PackLayout()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(soffice), profile, "--headless", "--norestore", "--convert-to", _CSV]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "pack.xlsx")],
        capture_output=True,
        timeout=120,
        check=True,
    )
    sheets = {}
    for path in folder.glob("pack-*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            sheets[path.stem.removeprefix("pack-")] = list(csv.reader(file))
    return sheets


def test_another_program_reads_every_sheet_and_every_awkward_text(
    read_as_csv: dict[str, list[list[str]]],
) -> None:
    assert set(read_as_csv) == {sheet.label for sheet in Sheet}
    lines = read_as_csv["Register"][4 : 4 + len(AWKWARD_TEXTS)]
    assert [line[4] for line in lines] == list(AWKWARD_TEXTS)
    assert read_as_csv["Agencies"][4][:3] == [AWKWARD_TEXTS[0]] * 3


def test_another_program_sees_dates_as_dates_and_no_error(read_as_csv: dict[str, list[list[str]]]) -> None:
    header, line = read_as_csv["Register"][3:5]
    assert "2025" in line[header.index("Report published on")]  # and not the number of a day
    cells = [cell for rows in read_as_csv.values() for row in rows for cell in row]
    assert not [cell for cell in cells if "###" in cell or cell.startswith("Err:")]


def words_printed(pdf: Path) -> Counter[str]:
    return Counter(word for page in PdfReader(pdf).pages for word in page.extract_text().split())


@pytest.mark.parametrize("paper_size", ["A4", "A3"])
def test_nothing_is_cut_on_paper(paper_size: str, pdf_of: Callable[[Path], Path], tmp_path: Path) -> None:
    pack = pack_of(25, random.Random(11))
    file = tmp_path / "pack.xlsx"
    file.write_bytes(write_pack(pack, PackLayout(paper_size=paper_size)))
    pdf = pdf_of(file)
    printed = words_printed(pdf)
    assert not [word for word in printed if "###" in word]
    assert _words_typed(pack) - printed == Counter()
    first = PdfReader(pdf).pages[0]
    assert first.mediabox.width > first.mediabox.height
    assert round(float(first.mediabox.width) / 72 * 25.4) == {"A4": 297, "A3": 420}[paper_size]
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert text.count("OFFICIAL") >= 2
        assert "DRAFT, as at 14:05 on 5 March 2026" in text


def _words_typed(pack: Pack) -> Counter[str]:
    """The words of the longest columns: each is printed once for each line, and more often elsewhere."""
    texts = [f"{line.text} {line.update} {line.next_step} {line.reason}" for line in pack.items]
    texts += [line.why for line in pack.changes] + [line.what for line in pack.actions]
    return Counter(word for text in texts for word in text.split())
