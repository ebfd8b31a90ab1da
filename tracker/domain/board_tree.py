"""Boards under one another: a board may report to several, and never to itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Parents = Mapping[int, Collection[int]]
"""The boards that each board reports to, by their ids."""


@dataclass(frozen=True)
class TreeLine:
    """One line of the drawn tree; a board that stands above already is repeated without those below it."""

    board_id: int
    depth: int
    is_repeated: bool = False


def would_be_its_own_ancestor(
    board_id: int, parent_ids: Collection[int], parents: Parents, names: Mapping[int, str]
) -> str:
    """Why a board cannot report to these, with the ring that it would close; "" where it can.

    `parents` are those of all boards as they stand, `names` what the sentence calls them.
    """
    for parent_id in sorted(parent_ids):
        ring = _way_up(parent_id, board_id, parents)
        if ring:
            steps = [names.get(key, f"board {key}") for key in (board_id, *ring)]
            told = (
                f"{steps[0]} would report to {steps[1]}"
                if len(ring) > 1
                else f"{steps[0]} would report to itself"
            )
            further = "".join(f", which reports to {step}" for step in steps[2:])
            return f"A board cannot stand above itself: {told}{further}. Choose another board."
    return ""


def _way_up(start: int, goal: int, parents: Parents) -> list[int]:
    """The shortest way from a board up to another, both ends told; empty where there is none."""
    came_from: dict[int, int | None] = {start: None}
    waiting = [start]
    for board_id in waiting:
        if board_id == goal:
            way: list[int] = []
            step: int | None = goal
            while step is not None:
                way.append(step)
                step = came_from[step]
            return way[::-1]
        for parent_id in sorted(parents.get(board_id, ())):
            if parent_id not in came_from:
                came_from[parent_id] = board_id
                waiting.append(parent_id)
    return []


def tree(boards: Mapping[int, str], parents: Parents) -> tuple[TreeLine, ...]:
    """The boards under one another, each level by name; one with two parents is drawn under both.

    Boards that damaged records put into a ring are drawn too, from one of them on.
    """
    below: dict[int, list[int]] = {}
    roots = []
    for board_id in sorted(boards, key=lambda key: (boards[key].casefold(), key)):
        above = [key for key in parents.get(board_id, ()) if key in boards]
        for key in above:
            below.setdefault(key, []).append(board_id)
        if not above:
            roots.append(board_id)
    lines: list[TreeLine] = []
    drawn: set[int] = set()
    for root in (*roots, *boards):
        if root not in drawn:
            _draw(root, below, lines, drawn)
    return tuple(lines)


def _draw(root: int, below: Mapping[int, list[int]], lines: list[TreeLine], drawn: set[int]) -> None:
    waiting = [(root, 0)]
    while waiting:
        board_id, depth = waiting.pop()
        lines.append(TreeLine(board_id, depth, board_id in drawn))
        if board_id not in drawn:
            drawn.add(board_id)
            waiting += [(key, depth + 1) for key in reversed(below.get(board_id, []))]
