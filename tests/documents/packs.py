"""Status packs to write in tests and benchmarks, in made-up words."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tracker.domain.packs import (
    RATINGS,
    ActionLine,
    AgencyLine,
    ChangeKind,
    ChangeLine,
    CountLine,
    GradeLine,
    ItemLine,
    MoveLine,
    Pack,
    PackHead,
    RatingLine,
    ResponseLine,
    TrendPoint,
)
from tracker.domain.vocabulary import Rating, Standing

_WORDS = (
    *("bicycles", "river", "marsh", "weekly", "ledger", "training", "wardens", "ferry", "count", "lamps"),
    *("depot", "plan", "evidence", "records", "panel", "sluice", "“profile”", "staff", "2026", "(interim)"),
    *("&", "local", "missing", "quality", "threshold", "bridge", "night", "panel", "review", "crews"),
)
_POSTS = ("Head of Bicycles", "Chief Inspector, Ferries", "Head of Lamps", "Superintendent, Marsh")
_DAY = date(2026, 3, 12)


def a_head(**changes: object) -> PackHead:
    """A draft for the Fenland board's meeting of 12 March 2026."""
    head = PackHead(
        board="Fenland Bicycle Board",
        board_reference="fenland-bicycles",
        meeting_on=_DAY,
        agenda_item="7",
        marking="OFFICIAL",
        as_at=datetime(2026, 3, 5, 14, 5, tzinfo=UTC),
        opened_at=datetime(2025, 12, 4, 9, 0, tzinfo=UTC),
        opened_by="the final copy for the meeting of 11 December 2025",
        head_seq=4711,
        head_hash="9f" * 32,
    )
    return replace(head, **changes)  # type: ignore[arg-type]


def an_item_line(**changes: object) -> ItemLine:
    """One recommendation on track."""
    line = ItemLine(
        reference="R2025-01-REC1",
        item="Recommendation 1",
        kind="Recommendation",
        heading="Counting bicycles",
        text="By 1 June 2026, all wardens should count their missing bicycles.",
        report_reference="R2025-01",
        report_title="Bicycles: an inspection of the Fenland",
        published_on=date(2025, 6, 3),
        for_whom="For the force",
        executive_lead="Assistant Chief Constable",
        owner="Head of Bicycles",
        owner_person="Sam Sample",
        rating=Rating.GREEN,
        derived=Rating.GREEN,
        rating_before=Rating.GREEN,
        reason="Due in 81 days.",
        standing=Standing.OPEN,
        off_list_reason="",
        delivery="In progress",
        date_in_force=date(2026, 6, 1),
        first_in_force=date(2026, 6, 1),
        inspectorate_on=date(2026, 6, 1),
        times_moved=0,
        days_moved=0,
        turns_red_on=date(2026, 6, 2),
        own_rating="On track",
        last_update_on=date(2026, 2, 20),
        is_updated_since=True,
        times_nothing_new=0,
        update="The wardens count them weekly.",
        next_step="Count the tandems.",
        actions_open=1,
        actions_total=3,
        closed_on=None,
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def a_pack(**changes: object) -> Pack:
    """A pack with nothing in it but its head."""
    return replace(Pack(head=a_head()), **changes)  # type: ignore[arg-type]


def pack_of(n_items: int, chance: random.Random) -> Pack:
    """A pack of so many items with all its other rows, their words drawn by chance."""
    items = tuple(_drawn_item(number, chance) for number in range(1, n_items + 1))
    some = items[: max(1, n_items // 3)] if items else ()
    opened = max(0, n_items - len(some))
    return Pack(
        head=a_head(),
        counts=(
            CountLine("opening", "", "", "Open at the start", opened),
            CountLine("new", "", "+", "New", len(some)),
            CountLine("closed", "by_hmicfrs", "−", "Closed by HMICFRS", 0),
            CountLine("closing", "", "=", "Open at the end", n_items),
        ),
        by_kind=_rating_lines(items, "kind"),
        by_report=_rating_lines(items, "report_title"),
        grades=tuple(
            GradeLine("R2025-01", "Bicycles", date(2025, 6, 3), question, grade, "Scan (default phase)")
            for question, grade in (("Counting bicycles", "Adequate"), ("Keeping lamps", "Inadequate"))
        ),
        trend=tuple(_drawn_point(months, items, chance) for months in (9, 6, 3, 0)),
        changes=tuple(_drawn_change(line, chance) for line in some),
        items=items,
        actions=tuple(_drawn_action(number, line, chance) for number, line in enumerate(some, start=1)),
        moves=tuple(_drawn_move(line, chance) for line in some),
        responses=(_a_response(1), _a_response(2)),
        agencies=(
            AgencyLine("Fenland Wardens", "Ada Example, Sam Sample", "Came to 3 of 4 meetings", 3, 4, 12),
            AgencyLine("Marsh Ferries", "Bo Sample", "Came to 4 of 4 meetings", 4, 4, 0),
        ),
    )


def _words(chance: random.Random, fewest: int, most: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(fewest, most))).capitalize() + "."


def _near(chance: random.Random) -> date:
    return _DAY + timedelta(days=chance.randint(-300, 300))


def _drawn_item(number: int, chance: random.Random) -> ItemLine:
    rating = chance.choice(RATINGS[:-1])
    in_force = _near(chance)
    return an_item_line(
        reference=f"R2025-{number % 7 + 1:02}-REC{number}",
        item=f"Recommendation {number}",
        kind=chance.choice(("Recommendation", "Area for improvement", "Cause of concern")),
        heading=_words(chance, 2, 5),
        text=_words(chance, 25, 70),
        report_reference=f"R2025-{number % 7 + 1:02}",
        report_title=f"Bicycles, part {number % 7 + 1}: an inspection of the Fenland",
        owner=chance.choice(_POSTS),
        rating=rating,
        derived=rating,
        rating_before=chance.choice((None, *RATINGS)),
        reason=_words(chance, 6, 18),
        date_in_force=in_force,
        turns_red_on=in_force + timedelta(days=1),
        times_moved=chance.randint(0, 4),
        days_moved=chance.randint(-30, 400),
        last_update_on=_near(chance),
        update=_words(chance, 20, 60),
        next_step=_words(chance, 4, 20),
    )


def _drawn_change(line: ItemLine, chance: random.Random) -> ChangeLine:
    kind = chance.choice(tuple(ChangeKind))
    before, after = _words(chance, 1, 3), _words(chance, 1, 3)
    why = _words(chance, 5, 20)
    return ChangeLine(
        kind,
        line.reference,
        line.item,
        before,
        after,
        why,
        line.owner,
        _near(chance),
        chance.randint(0, 9000),
    )


def _drawn_action(number: int, line: ItemLine, chance: random.Random) -> ActionLine:
    return ActionLine(
        key=number,
        what=_words(chance, 8, 30),
        items=line.reference,
        owner=line.owner,
        target_on=_near(chance),
        repeats="",
        state=chance.choice(("Open", "Done", "Dropped")),
        is_overdue=chance.random() < 0.3,
        settled_on=None,
        proof_expected=_words(chance, 4, 10),
        outcome="",
    )


def _drawn_move(line: ItemLine, chance: random.Random) -> MoveLine:
    days = chance.randint(1, 200)
    return MoveLine(
        reference=line.reference,
        item=line.item,
        before_on=_DAY,
        wanted_on=_DAY + timedelta(days=days),
        days=days,
        reason=chance.choice(("Resourcing", "Waiting for another body")),
        words=_words(chance, 5, 20),
        asked_by=line.owner,
        asked_on=_DAY - timedelta(days=20),
        state=chance.choice(("Asked for", "Agreed", "Refused")),
        decided_by="Assistant Chief Constable",
        decided_on=_DAY - timedelta(days=10),
        decision_words=_words(chance, 2, 8),
    )


def _a_response(number: int) -> ResponseLine:
    return ResponseLine(
        reference=f"S55-2025-{number:02}",
        report_reference=f"R2025-{number:02}",
        report_title=f"Bicycles, part {number}: an inspection of the Fenland",
        published_on=date(2025, 6, 3),
        last_day=date(2025, 7, 28),
        status="Published",
        letter_dated=date(2025, 7, 14),
        day_of_letter=42,
        comments_published_on=date(2025, 7, 21),
        day_of_publication=49,
        words="Published on day 49 of 56.",
    )


def _rating_lines(items: tuple[ItemLine, ...], key: str) -> tuple[RatingLine, ...]:
    counted: dict[str, Counter[Rating]] = {}
    for line in items:
        counted.setdefault(getattr(line, key), Counter())[line.rating] += 1
    return tuple(
        RatingLine(name, tuple(found[rating] for rating in RATINGS), found.total())
        for name, found in sorted(counted.items())
    )


def _drawn_point(months: int, items: tuple[ItemLine, ...], chance: random.Random) -> TrendPoint:
    on = _DAY - timedelta(days=91 * (months // 3))
    if not months:
        now = Counter(line.rating for line in items)
        return TrendPoint(on, "This meeting", tuple(now[rating] for rating in RATINGS), len(items))
    numbers = tuple(chance.randint(0, 12) for _ in RATINGS)
    return TrendPoint(on, f"{months // 3} meetings ago", numbers, sum(numbers))
