"""The paper as LibreOffice lays it out on pages."""

from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader

from tests.documents.papers import a_status_paper
from tracker.documents.board_paper import write_paper


def test_every_page_says_what_it_is_and_the_table_stands_on_one(
    pdf_of: Callable[[Path], Path], tmp_path: Path
) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(write_paper(a_status_paper(draft="DRAFT, as at 14:05 on 12 March 2026")))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(pdf_of(file)).pages]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert page.startswith("DRAFT, as at 14:05 on 12 March 2026 OFFICIAL")
        assert page.endswith(f"Fenland Board, 19 March 2026 Page {number} of {len(pages)} OFFICIAL")
    (with_table,) = [page for page in pages if "Ratings by kind" in page]
    assert "Total 21 10 1 32" in with_table
