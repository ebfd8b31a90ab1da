"""Random histories on boards: one that oversees everything, and one that items join and leave."""

from collections.abc import Callable

from hypothesis import strategies as st

from tests.fixtures.database import person
from tests.services.board_records import a_board, by_hand, overseeing, sits_on
from tests.services.random_histories import ACTS, Story
from tracker.domain.board_rules import BoardRule
from tracker.domain.boards import BoardRole
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.queries.boards import board_by_reference
from tracker.services.board_oversight import take_back_by_hand

ALL, SOME = "all", "some"


def board(reference: str) -> Board:
    """One of the two boards."""
    found = board_by_reference(db.session(), reference)
    assert found is not None
    return found


def a_secretary(*boards: Board, name: str = "Sela Board") -> Actor:
    """Somebody who runs these boards."""
    secretary = person(Role.BOARD_SECRETARY, name=name)
    for one in boards:
        sits_on(one, BoardRole.SECRETARY, secretary)
    return secretary


def with_boards(story: Story) -> None:
    """Record the two boards; one oversees every item that will be recorded."""
    overseeing(a_board("Every item", reference=ALL, now=story.now), now=story.now)
    a_board("Some items", reference=SOME, now=story.now)
    story.acts = ACTS | BOARD_ACTS


def _by_hand(is_in: bool) -> Callable[[Story, Item], None]:
    def say(story: Story, item: Item) -> None:
        by_hand(board(SOME), item, is_in=is_in, by=story.office, now=story.now)

    return say


def _take_back(story: Story, item: Item) -> None:
    take_back_by_hand(board=board(SOME), item=item, by=story.office, now=story.now)


def _oversee_owners_items(story: Story, item: Item) -> None:
    owner = db.session.query(Post).filter_by(slug="owner").one()
    overseeing(board(SOME), BoardRule(owner_post_id=owner.id), by=story.office, now=story.now)


def _oversee_its_report(story: Story, item: Item) -> None:
    overseeing(board(SOME), BoardRule(report_id=item.report_id), by=story.office, now=story.now)


BOARD_ACTS: dict[str, Callable[[Story, Item], None]] = {
    "onto the board": _by_hand(True),
    "off the board": _by_hand(False),
    "back to the rules": _take_back,
    "the owner's items": _oversee_owners_items,
    "its report": _oversee_its_report,
}

board_steps = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS | BOARD_ACTS)), st.integers(0, 2), st.integers(1, 40 * 24 * 60)),
    min_size=4,
    max_size=14,
)
"""Acts on one of three items, those on the board among them."""
