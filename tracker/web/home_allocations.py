"""The lists of the home page for those who give items out: what nobody owns, and posts without a person."""

from collections.abc import Callable

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.delivery_moves import may_allocate
from tracker.domain.permissions import Ability
from tracker.domain.vocabulary import ForWhom
from tracker.queries.allocations import awaiting_allocation
from tracker.queries.hand_overs import posts_without_person
from tracker.queries.home import MOST
from tracker.queries.reading import reading
from tracker.web.addresses import page_at
from tracker.web.home_lists import Cell, Day, Section
from tracker.web.item_words import first_words
from tracker.web.presenting import counted


def _awaiting(day: Day) -> Section:
    """The open items that this person may give to a post, and that nobody owns."""
    mine = frozenset(whom for whom in ForWhom if may_allocate(day.by, whom))
    found = awaiting_allocation(reading(), day.by, day.today, mine)
    left = len(found) - MOST
    return Section(
        "awaiting",
        "Items that nobody owns yet",
        ("Item", "What is asked", "Waiting since"),
        tuple(
            (
                Cell(one.reference, page_at("allocations.of_item", reference=one.reference)),
                Cell(first_words(one.text, 160)),
                Cell(date_in_words(one.since)),
            )
            for one in found[:MOST]
        ),
        one="Item that nobody owns yet",
        total=len(found),
        intro="Give each to a post before it turns Amber.",
        more=f"And {counted(left, 'item')} more. Give out many at once"
        if left > 0
        else "Give out many at once",
        more_href=page_at("allocations.index"),
    )


def _alone(day: Day) -> Section:
    """The posts that own or lead open items while nobody who may sign in answers for them."""
    found = posts_without_person(reading(), day.by, day.today)
    return Section(
        "alone",
        "Posts without a person",
        ("Post", "Owner of", "Executive lead of"),
        tuple(
            (
                Cell(one.title, page_at("covers.show", slug=one.slug)),
                Cell(counted(one.items, "open item")),
                Cell(counted(one.led, "open item")),
            )
            for one in found
        ),
        one="Post without a person",
        intro="Nobody who may sign in holds or covers them: record cover, or give their items to others.",
    )


ALLOCATIONS: tuple[tuple[tuple[Ability, ...], Callable[[Day], Section]], ...] = (
    ((Ability.ALLOCATE_ITEMS,), _awaiting),
    ((Ability.ALLOCATE_ITEMS,), _alone),
)
