"""The verbs of papers, each walked once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.fixtures.database import person
from tests.services.board_records import a_board
from tracker.domain.meetings import MeetingDetails
from tracker.domain.paper_edits import PaperDetails, PartDetails, mark_of, mark_of_details
from tracker.domain.papers import PartKind
from tracker.domain.vocabulary import Role
from tracker.services import board_paper_parts, board_papers, meetings
from tracker.services.paper_documents import kept

ON = date(2026, 2, 11)
PAPER = PaperDetails("Bicycles", dated_on=ON)


def walk_papers(walk: Callable[..., Any]) -> None:
    """A status paper is drafted, edited, added to, re-ordered and taken out; a plain one is begun."""
    secretary = person(Role.BOARD_SECRETARY, name="Bo Papers")
    board = a_board("Wessmere Papers Board", by=secretary)
    held: dict[str, Any] = {"by": secretary}
    details = MeetingDetails(ON, ON - timedelta(days=7))
    meeting = walk(meetings.plan_meeting, board=board, details=details, **held)
    walk(
        board_papers.write_plain_paper,
        meeting=meeting,
        details=PAPER,
        text="1. One\n\nWords.",
        nonce="",
        **held,
    )
    paper = walk(board_papers.draft_status_paper, meeting=meeting, **held)
    at: dict[str, Any] = {"paper": paper, **held}
    seen = mark_of_details(board_papers.details_of(paper))
    walk(board_papers.change_paper, seen=seen, details=PAPER, **at)
    part = paper.parts[0]
    typed = PartDetails("Purpose", "To tell the Board.", drafted="0" * 64)
    walk(board_paper_parts.change_part, key=part.id, seen=mark_of(kept(part)), details=typed, **at)
    walk(board_paper_parts.draft_part_again, key=part.id, seen=mark_of(kept(part)), **at)
    own = PartDetails("Finance", "None.")
    walk(board_paper_parts.add_part, version=paper.version, kind=PartKind.FREE, details=own, **at)
    walk(board_paper_parts.move_part, key=part.id, version=paper.version, is_up=False, **at)
    walk(board_paper_parts.remove_part, key=part.id, version=paper.version, **at)
    walk(board_papers.drop_paper, version=paper.version, **at)
