"""The list of the home page for the secretaries of boards: what is due of the boards themselves."""

from collections.abc import Callable

from tracker.domain.permissions import Ability
from tracker.services.board_views import due_of_my_boards
from tracker.web.addresses import page_at
from tracker.web.home_lists import Cell, Day, Section


def _due(day: Day) -> Section:
    """Reviews that are due, and quarters without a meeting, of the boards that this person runs."""
    found = due_of_my_boards(by=day.by, today=day.today)
    rows = tuple(
        (Cell(board.name, page_at("boards.show", board=board.reference)), Cell(words))
        for board, warnings in found.items()
        for words in warnings
    )
    return Section(
        "boards",
        "Due of your boards",
        ("Board", "What is due"),
        rows,
        one="Thing due of your boards",
        intro="A board meets each quarter at least, and its terms and its membership are reviewed.",
    )


BOARDS: tuple[tuple[tuple[Ability, ...], Callable[[Day], Section]], ...] = (((Ability.RUN_BOARDS,), _due),)
