"""How the papers of a board look: the layout of its pack and the style of its Word paper."""

from datetime import datetime

from tracker.domain.audit import EventName, differences
from tracker.domain.london_time import london_day
from tracker.domain.pack_columns import COLUMNS
from tracker.domain.pack_layouts import (
    PackLayout,
    layout_to_json,
    name_of,
    problems_with_layout,
    sheets_of,
)
from tracker.domain.papers import PaperStyle, problems_with_style, style_to_json
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid
from tracker.models.board import Board
from tracker.services.boards import may_change, subject_of
from tracker.services.final_documents import layout_of
from tracker.services.history import record
from tracker.services.paper_documents import style_of_board
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@verb
def change_looks(
    *, board: Board, version: int, layout: PackLayout, style: PaperStyle, by: Actor, now: datetime
) -> None:
    """Say how the papers of a board look from now on; final copies stay as they were made."""
    require(may_change(board=board, by=by, today=london_day(now)))
    claim(board, version, "board")
    problems = {
        field: " ".join(found)
        for field, found in (("layout", problems_with_layout(layout)), ("style", problems_with_style(style)))
        if found
    }
    if problems:
        raise Invalid(problems)
    before = _facts(board)
    board.pack_layout, board.paper_style = layout_to_json(layout), style_to_json(style)
    changes = differences(subject_of(board), before, _facts(board))
    record(name=EventName.BOARD_PAPERS_CHANGED, by=by, now=now, changes=changes)


def _facts(board: Board) -> dict[str, str | None]:
    return {"pack_layout": _layout_told(layout_of(board)), "paper_style": _style_told(style_of_board(board))}


def _layout_told(layout: PackLayout) -> str:
    labels = {
        name_of(sheet, column): f"{sheet.label}: {column.label}"
        for sheet, columns in COLUMNS.items()
        for column in columns
    }
    lines = [f"{layout.paper_size}, with the sheets {', '.join(one.label for one in sheets_of(layout))}"]
    if layout.columns_left_out:
        lines.append(f"Without {'; '.join(labels.get(n, n) for n in sorted(layout.columns_left_out))}")
    lines += [f"{labels.get(name, name)} is called “{label}”" for name, label in layout.labels]
    return "\n".join(lines)


def _style_told(style: PaperStyle) -> str:
    lines = []
    for piece in style.furniture:
        said = " ".join(filter(None, (piece.label, piece.words)))
        lines.append(f"{piece.kind.label}: {piece.place.label}" + (f" (“{said}”)" if said else ""))
    lines.append("Numbered paragraphs" if style.has_numbered_paragraphs else "Paragraphs without numbers")
    ends = (("first", style.is_recommended_first), ("last", style.is_recommended_last))
    where = " and ".join(words for words, is_there in ends if is_there)
    lines.append(f"Recommendation {where}" if where else "No recommendation is drafted")
    return "\n".join(lines)
