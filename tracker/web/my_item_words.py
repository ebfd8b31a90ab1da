"""My items in words: the tabs with their counts, each item with why and by when, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.items import heading_of
from tracker.domain.ownership import Relation
from tracker.domain.rag_reasons import in_words
from tracker.domain.vocabulary import Delivery, Rating
from tracker.domain.wording import in_a_row
from tracker.queries.my_items import MyItemRow
from tracker.services.my_items import MyItemInFull, MyItems
from tracker.services.target_date_views import DateRequest
from tracker.web.item_words import first_words
from tracker.web.presenting import counted, days_overdue
from tracker.web.update_words import nothing_new_in_words

ATTENTION, WAITING, ALL = "attention", "waiting", "all"
TABS = ((ATTENTION, "Needs attention"), (WAITING, "Waiting for me"), (ALL, "All"))


@dataclass(frozen=True)
class Tab:
    """One tab with the number of its lines."""

    text: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class MyItemLine:
    """One item as the page prints it."""

    reference: str
    href: str
    heading: str
    text: str
    part: str
    rating: Rating
    delivery: Delivery
    why: tuple[str, ...]
    date_in_force: str
    turns_red: str
    update_due: str
    nothing_new: str
    seen: int
    update_href: str
    nothing_new_href: str
    why_not_nothing_new: str


@dataclass(frozen=True)
class WaitingLine:
    """One thing that waits for this person's word."""

    what: str
    href: str
    reference: str
    text: str
    told: str


@dataclass(frozen=True)
class MyItemsPage:
    """The page under one of its tabs."""

    state: str
    tab: str
    tabs: tuple[Tab, ...]
    lines: tuple[MyItemLine, ...]
    waiting: tuple[WaitingLine, ...]
    is_empty: bool


def my_items_page(view: MyItems, tab: str, today: date) -> MyItemsPage:
    """Everything the page prints; an unknown tab is the first."""
    tab = tab if tab in (WAITING, ALL) else ATTENTION
    attention, waiting = view.needing_attention, waiting_lines(view)
    counts = {ATTENTION: len(attention), WAITING: len(waiting), ALL: len(view.items)}
    chosen = {ATTENTION: attention, WAITING: (), ALL: view.items}[tab]
    return MyItemsPage(
        state=_state(counts),
        tab=tab,
        tabs=tuple(
            Tab(f"{text} ({counts[key]})", url_for("my_items.index", show=key), key == tab)
            for key, text in TABS
        ),
        lines=tuple(item_line(one, today) for one in chosen),
        waiting=waiting if tab == WAITING else (),
        is_empty=not view.items and not waiting,
    )


def _state(counts: dict[str, int]) -> str:
    if not counts[ATTENTION] and not counts[WAITING]:
        return "Nothing needs your attention today."
    said = []
    if counts[ATTENTION]:
        verb = "needs" if counts[ATTENTION] == 1 else "need"
        said.append(f"{counts[ATTENTION]} of {counted(counts[ALL], 'item')} {verb} attention")
    if counts[WAITING]:
        said.append(f"{counted(counts[WAITING], 'thing waits', 'things wait')} for your word")
    return f"{'; '.join(said)}."


def item_line(one: MyItemInFull, today: date) -> MyItemLine:
    """One item with its rating, why, and by when."""
    row = one.row
    rated = in_words(one.rated, today, override_by=row.override_by, override_reason=row.override_reason)
    reference = row.reference
    return MyItemLine(
        reference=reference,
        href=url_for("items.show", reference=reference),
        heading=heading_of(row.kind, row.number, row.heading),
        text=first_words(row.text, 140),
        part=_part(one.relations),
        rating=one.rated.rating,
        delivery=row.delivery,
        why=one.attention or (rated,),
        date_in_force=_due(row, today),
        turns_red=date_in_words(one.turns_red_on) if one.turns_red_on else "",
        update_due=date_in_words(one.update_due_on) if one.update_due_on else "",
        nothing_new=nothing_new_in_words(one.nothing_new),
        seen=row.seen,
        update_href=url_for("updates.new", reference=reference) if one.may_record else "",
        nothing_new_href=url_for("updates.nothing_new", reference=reference)
        if one.may_say_nothing_new
        else "",
        why_not_nothing_new=one.may_say_nothing_new.reason if one.may_record else "",
    )


def _due(row: MyItemRow, today: date) -> str:
    if row.date_in_force is None:
        return "No date agreed"
    late = f", {days_overdue(row.date_in_force, today)}" if row.date_in_force < today else ""
    return f"{date_in_words(row.date_in_force)}{late}"


def _part(relations: frozenset[Relation]) -> str:
    """What this person is to the item; nothing is said of the usual case, its owner."""
    if Relation.OWNER in relations:
        return ""
    found = [one.label for one in Relation if one in relations]
    return f"You are {in_a_row(found)}" if found else ""


def waiting_lines(view: MyItems) -> tuple[WaitingLine, ...]:
    """What waits for this person: dates to decide on, completion to check, and what was sent back."""
    asked = lines_waited_for(view.dates, view.proposals)
    return *asked, *(_sent_back_line(one) for one in view.sent_back)


def lines_waited_for(dates: Sequence[DateRequest], proposals: Sequence[MyItemRow]) -> tuple[WaitingLine, ...]:
    """What waits for this person's word alone."""
    return *(_date_line(one) for one in dates), *(_proposal_line(row) for row in proposals)


def _date_line(asked: DateRequest) -> WaitingLine:
    wanted = date_in_words(asked.target.wanted_on)
    return WaitingLine(
        "Decide on another date",
        url_for("items.show", reference=asked.item_reference),
        asked.item_reference,
        first_words(asked.item_text, 140),
        f"{asked.target.asked_by} asks for {wanted}.",
    )


def _proposal_line(row: MyItemRow) -> WaitingLine:
    return WaitingLine(
        "Check completion",
        url_for("items.show", reference=row.reference),
        row.reference,
        first_words(row.text, 140),
        f"{row.proposed_by} says that it is complete.",
    )


def _sent_back_line(one: MyItemInFull) -> WaitingLine:
    return WaitingLine(
        "Sent back to you",
        url_for("items.show", reference=one.row.reference),
        one.row.reference,
        first_words(one.row.text, 140),
        " ".join(_ended(first_words(words)) for words in one.sent_back),
    )


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def in_one_line(why: Sequence[str]) -> str:
    """Several reasons as one line of the home page."""
    return "; ".join(one if number == 0 else one[:1].lower() + one[1:] for number, one in enumerate(why))
