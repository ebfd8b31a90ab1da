"""The documents of a final copy, made from the rows of its pack: the workbook, the papers, what is public."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.documents.status_pack import write_pack
from tracker.domain.final_copies import FileKind, name_of_file
from tracker.domain.pack_layouts import PackLayout, layout_from_json
from tracker.domain.packs import Pack
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.meeting import Meeting
from tracker.queries.board_papers import papers_of
from tracker.services.paper_documents import paper_bytes


@dataclass(frozen=True)
class Document:
    """One document of a final copy with its name in exports/."""

    kind: FileKind
    title: str
    name: str
    content: bytes


def documents_of(*, board: Board, meeting: Meeting, pack: Pack, number: int) -> tuple[Document, ...]:
    """The documents of the copy's version `number`: the workbook, then each paper whole and in public."""
    name = name_of_file(board.reference, meeting.on, FileKind.PACK, 1, number)
    workbook = Document(FileKind.PACK, "Status pack", name, write_pack(pack, layout_of(board)))
    return (workbook, *_papers(board, meeting, pack, number))


def _papers(board: Board, meeting: Meeting, pack: Pack, number: int) -> Iterator[Document]:
    for place, paper in enumerate(papers_of(db.session(), meeting.id), start=1):
        for kind in (FileKind.PAPER, FileKind.PUBLIC_PAPER):
            content = paper_bytes(paper=paper, pack=pack, is_public=kind is FileKind.PUBLIC_PAPER)
            name = name_of_file(board.reference, meeting.on, kind, place, number)
            yield Document(kind, paper.title, name, content)


def layout_of(board: Board) -> PackLayout:
    """How the board wants its pack."""
    return layout_from_json(board.pack_layout)
