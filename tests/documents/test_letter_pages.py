"""The letter as LibreOffice lays it out on pages."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.documents.letters import a_letter, an_appendix, an_item, letter_of
from tracker.documents.letter import Letter, PrintedVoice, write_letter
from tracker.domain.vocabulary import ItemKind, Layout

Pages = Callable[[Letter], list[str]]


@pytest.fixture
def pages_of(pdf_of: Callable[[Path], Path], tmp_path: Path) -> Pages:
    """The words on each page of a letter, spaces made single."""

    def print_it(letter: Letter) -> list[str]:
        file = tmp_path / "letter.docx"
        file.write_bytes(write_letter(letter))
        return [" ".join(page.extract_text().split()) for page in PdfReader(pdf_of(file)).pages]

    return print_it


def test_a_short_letter_is_one_page_and_its_appendix_the_next(pages_of: Pages) -> None:
    first, second = pages_of(a_letter())
    assert "Yours sincerely" in first
    assert "Enc - Appendix 1" in first
    assert first.endswith("Page 1 of 2")
    assert second.startswith("Fenland Constabulary's response")
    assert second.endswith("Page 2 of 2")


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("lines", [8, 10, 12])
def test_the_signature_block_never_stands_alone_on_a_page(pages_of: Pages, lines: int, signed: bool) -> None:
    paragraphs = (*("One more thing." for _ in range(lines)), "These are the last words of the letter.")
    letter = a_letter(paragraphs=paragraphs, enclosures=(), appendices=())
    pages = pages_of(letter if signed else replace(letter, signature=None))
    (page,) = (page for page in pages if "Yours sincerely" in page)
    assert "the last words" in page
    assert "Sam Sample" in page
    assert "Commissioner for the Fenland Page" in page


def test_no_heading_is_parted_from_its_text_in_a_letter_with_forty_items(pages_of: Pages) -> None:
    pages = pages_of(letter_of(40, random.Random(56)))
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        foot = f" Page {number} of {len(pages)}"
        assert page.endswith(foot)
        words_before_foot = page.removesuffix(foot).rsplit(" ", 2)
        assert words_before_foot[-2] != "Recommendation"


def test_each_of_several_reports_has_its_appendix_on_a_page_of_its_own(pages_of: Pages) -> None:
    silent = an_item(
        kind=ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT, voices=(PrintedVoice("Force response", "Done."),)
    )
    appendices = tuple(
        an_appendix(silent, label=f"Appendix {n}", heading=f"The response to report {n}") for n in (1, 2, 3)
    )
    enclosures = tuple(f"Enc - Appendix {n} – The response to report {n}" for n in (1, 2, 3))
    pages = pages_of(a_letter(layout=Layout.NUMBERED, appendices=appendices, enclosures=enclosures))
    assert [page.split(" The")[0] for page in pages[1:]] == ["Appendix 1", "Appendix 2", "Appendix 3"]
