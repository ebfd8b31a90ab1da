"""The documents of a final copy, made from the rows of its pack: the workbook, the papers, what is public."""

from dataclasses import dataclass

from tracker.documents.status_pack import write_pack
from tracker.domain.final_copies import FileKind, name_of_file
from tracker.domain.pack_layouts import PackLayout, layout_from_json
from tracker.domain.packs import Pack
from tracker.models.board import Board
from tracker.models.meeting import Meeting


@dataclass(frozen=True)
class Document:
    """One document of a final copy with its name in exports/."""

    kind: FileKind
    title: str
    name: str
    content: bytes


def documents_of(*, board: Board, meeting: Meeting, pack: Pack, number: int) -> tuple[Document, ...]:
    """The documents of the copy's version `number`, the workbook first."""
    name = name_of_file(board.reference, meeting.on, FileKind.PACK, 1, number)
    workbook = write_pack(pack, layout_of(board))
    return (Document(FileKind.PACK, "Status pack", name, workbook),)


def layout_of(board: Board) -> PackLayout:
    """How the board wants its pack."""
    return layout_from_json(board.pack_layout)
