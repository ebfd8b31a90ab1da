"""The lists of the home page on a person's own items: what waits for their word, what needs attention."""

from collections.abc import Callable

from tracker.domain.permissions import Ability
from tracker.queries.home import MOST
from tracker.services.my_items import items_needing_attention, word_waited_for
from tracker.web.addresses import page_at
from tracker.web.home_lists import Cell, Day, Section
from tracker.web.my_item_words import in_one_line, item_line, lines_waited_for
from tracker.web.presenting import counted, tag_of


def _my_word(day: Day) -> Section:
    """The dates to decide on and the completions to check."""
    lines = lines_waited_for(*word_waited_for(by=day.by, today=day.today))
    return Section(
        "my-word",
        "Things that wait for your word",
        ("Item", "What", "Why"),
        tuple((Cell(one.reference, one.href), Cell(one.what), Cell(one.told)) for one in lines[:MOST]),
        one="Thing that waits for your word",
        total=len(lines),
        more=_more(len(lines) - MOST),
        more_href=page_at("my_items.index", show="waiting"),
    )


def _my_items(day: Day) -> Section:
    """The items of this person that cannot be left alone, the worst first."""
    lines = [item_line(one, day.today) for one in items_needing_attention(by=day.by, today=day.today)]
    return Section(
        "my-items",
        "Items of yours that need attention",
        ("Item", "Why", "Rating"),
        tuple(
            (
                Cell(one.reference, one.href, under=one.heading),
                Cell(in_one_line(one.why)),
                Cell("", tag=tag_of(one.rating)),
            )
            for one in lines[:MOST]
        ),
        one="Item of yours that needs attention",
        total=len(lines),
        more=_more(len(lines) - MOST),
        more_href=page_at("my_items.index"),
    )


def _more(left: int) -> str:
    return f"And {counted(left, 'item')} more, under My items" if left > 0 else ""


MY_ITEMS: tuple[tuple[tuple[Ability, ...], Callable[[Day], Section]], ...] = (
    ((Ability.SEE_MY_ITEMS,), _my_word),
    ((Ability.SEE_MY_ITEMS,), _my_items),
)
