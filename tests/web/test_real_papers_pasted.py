"""The office's two real papers, pasted on the page and downloaded: every word in order and none added."""

import io
import re
from pathlib import Path

import docx

from tests.documents.papers import text_in
from tests.documents.test_real_papers import FURNITURE, papers, source_words
from tests.fixtures.page_check import Visitor
from tests.web.test_board_papers import PAPERS
from tests.web.test_meetings import BOARD, PLANNED, Room, room

__all__ = ["papers", "room"]


def pasted(visit: Visitor, text: str, **fields: str) -> list[str]:
    """The words of the body of the Word file that the pasted text comes to."""
    visit.submit(f"{BOARD}/meetings/new", PLANNED)
    visit.get(f"{PAPERS}/new")
    sent = {"text": text, **fields}
    visit.send(sent, path=f"{PAPERS}/new", button="Save the paper", status=303)
    document = docx.Document(io.BytesIO(visit.client.get(f"{PAPERS}/1/word").data))
    return source_words(text_in(document.element.body))


def test_the_december_paper_comes_out_as_it_went_in(room: Room, papers: Path) -> None:
    text = (papers / "2014-12-17-child-protection.txt").read_text(encoding="utf-8")
    assert pasted(room.visitor(), text, style="to_and_from") == source_words(text)


def test_the_march_paper_comes_out_as_it_went_in(room: Room, papers: Path) -> None:
    text = (papers / "2014-03-25-children-in-need-update.txt").read_text(encoding="utf-8")
    for line in FURNITURE:
        text = re.sub(rf"(?m)^\s*{re.escape(line)}\s*$", " ", text)
    when = {"dated_on-day": "25", "dated_on-month": "3", "dated_on-year": "2014"}
    made = pasted(room.visitor(), text, style="agenda_and_marking", agenda_item="14", **when)
    assert made == source_words(text)
