"""Papers to boards for the tests of what is made of them, and what is read back from the made file."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from tests.domain.paper_packs import a_pack
from tracker.documents.board_paper import write_paper
from tracker.domain.packs import Pack
from tracker.domain.paper_drafts import drafted_parts
from tracker.domain.papers import TO_AND_FROM, Paper, PaperPart, PartKind


def a_paper(*parts: PaperPart, **changes: object) -> Paper:
    """A paper of one section, or of those given."""
    paper = Paper(
        TO_AND_FROM,
        "Bicycles",
        parts or (a_part("It began in May."),),
        board="Fenland Board",
        author="Office of the Fenland Commissioner",
        made_at=datetime(2026, 3, 12, 14, 5, tzinfo=UTC),
        meeting_on=date(2026, 3, 19),
        agenda_item="14",
        marking="OFFICIAL",
        to="Fenland Board",
        sent_by="Chief Constable",
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


def a_part(text: str, **changes: object) -> PaperPart:
    """A section of free words."""
    return replace(PaperPart(PartKind.FREE, None, "Background", text), **changes)  # type: ignore[arg-type]


def a_status_paper(pack: Pack | None = None, **changes: object) -> Paper:
    """The paper drafted from a pack."""
    return a_paper(*drafted_parts(pack or a_pack(), TO_AND_FROM), **changes)


def read_back(paper: Paper) -> Document:
    """The made file, opened again."""
    return docx.Document(io.BytesIO(write_paper(paper)))


def text_in(element: _Element) -> str:
    """The text of an element, with a line end for each tab, break and paragraph."""
    pieces = element.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p"))
    return "".join((held.text or "") if held.tag == qn("w:t") else "\n" for held in pieces)
