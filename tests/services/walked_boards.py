"""The verbs of boards, each walked once."""

from collections.abc import Callable
from typing import Any

from tests.services.records import a_report, an_item
from tracker.domain.board_rules import BoardRule
from tracker.domain.boards import BoardDetails, BoardRole, PersonPeriod
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.papers import TO_AND_FROM
from tracker.domain.vocabulary import ItemKind
from tracker.services import board_looks, board_oversight, board_people, boards
from tracker.services.board_people import AgencyDetails


def walk_boards(walk: Callable[..., Any]) -> None:
    """A board is recorded and corrected, people sit on it, and items come under it by rule and by hand."""
    item = an_item(a_report("Boards"))
    details = BoardDetails("Walked Board", "walked")
    board = walk(boards.record_board, details=details)
    walk(boards.change_board, board=board, version=1, details=details, parents=())
    walk(board_people.record_agency, board=board, agency=None, version=0, details=AgencyDetails("Council"))
    chair = PersonPeriod(BoardRole.CHAIR, "Ada Chair")
    walk(board_people.record_person, board=board, person=None, version=0, details=chair)
    rules = [BoardRule(item_kind=ItemKind.RECOMMENDATION)]
    walk(board_oversight.change_rules, board=board, version=2, rules=rules)
    walk(board_oversight.put_by_hand, board=board, items=[item], is_in=False, reason="Not for it.")
    walk(board_oversight.take_back_by_hand, board=board, item=item)
    looks: dict[str, Any] = {"layout": PackLayout(paper_size="A3"), "style": TO_AND_FROM}
    walk(board_looks.change_looks, board=board, version=3, **looks)
