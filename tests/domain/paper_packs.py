"""A status pack built by hand, from which papers are drafted; its force and people are fictional."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.documents.packs import a_head as usual_head
from tests.documents.packs import an_item_line as usual_line
from tracker.domain.counts import ClosedHow, Term
from tracker.domain.packs import (
    RATINGS,
    ChangeKind,
    ChangeLine,
    CountLine,
    GradeLine,
    ItemLine,
    Pack,
    PackHead,
    RatingLine,
    ResponseLine,
    TrendPoint,
)
from tracker.domain.vocabulary import Rating

R = Rating


def a_head(**changes: object) -> PackHead:
    """The head of a draft for a meeting on 19 March 2026."""
    head = replace(
        usual_head(),
        board="Fenland Business Coordination Board",
        board_reference="FBCB",
        meeting_on=date(2026, 3, 19),
        as_at=datetime(2026, 3, 12, 14, 5, tzinfo=UTC),
        opened_at=datetime(2025, 12, 10, 10, 0, tzinfo=UTC),
        opened_by="the meeting on 10 December 2025",
        head_seq=0,
        head_hash="",
    )
    return replace(head, **changes)  # type: ignore[arg-type]


def an_item_line(number: int = 1, **changes: object) -> ItemLine:
    """An item of one report, Amber unless told otherwise."""
    line = replace(
        usual_line(),
        reference=f"REC-{number:04}",
        item=f"Recommendation {number}",
        heading="Records of missing children",
        text="By 1 June 2026, the force should record each missing child.",
        report_reference="RPT-0001",
        report_title="The Fenland Constabulary: child protection",
        published_on=date(2025, 10, 1),
        executive_lead="Assistant Chief Constable (Operations)",
        owner="Head of Public Protection",
        owner_person="Asha Field",
        rating=R.AMBER,
        derived=R.AMBER,
        reason="Due in 21 days, and 1 of 3 actions is open",
        date_in_force=date(2026, 4, 2),
        first_in_force=date(2026, 4, 2),
        turns_red_on=date(2026, 4, 3),
        last_update_on=date(2026, 3, 4),
        update="The new form is in use in three of the four districts.",
        next_step="Train the last district",
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def a_red_line(number: int) -> ItemLine:
    """An item that is Red again, and whose date has moved."""
    return an_item_line(
        number,
        rating=R.RED,
        derived=R.RED,
        rating_before=R.RED,
        reason="Overdue since 28 February 2026",
        date_in_force=date(2026, 2, 28),
        first_in_force=date(2025, 7, 29),
        times_moved=3,
        days_moved=214,
        turns_red_on=None,
        update="The supplier is late.\n\nWe have agreed:\n- a first delivery in April\n- a second in June",
        next_step="",
    )


def numbers(**found: int) -> tuple[int, ...]:
    """The numbers of a line of ratings by the rating's name."""
    return tuple(found.get(rating.value, 0) for rating in RATINGS)


def a_rating_line(name: str, **found: int) -> RatingLine:
    """A line of ratings with its total."""
    return RatingLine(name, numbers(**found), sum(found.values()))


def a_pack(**changes: object) -> Pack:
    """A pack in which every kind of line stands."""
    pack = Pack(
        head=a_head(),
        counts=_counts(),
        by_kind=(
            a_rating_line("Recommendation", red=2, amber=2, new=1, green=11, blue_closed=5),
            a_rating_line("Area for improvement", amber=1, green=6, blue_signed_off=3),
            a_rating_line("Cause of concern", red=1),
            a_rating_line(
                "All", red=3, amber=3, new=1, green=17, blue_signed_off=3, blue_closed=5
            ),
        ),
        grades=(
            GradeLine("RPT-0002", "PEEL 2025", date(2025, 11, 5), "Protecting vulnerable people",
                      "Requires improvement", "Engage (enhanced phase)"),
            GradeLine("RPT-0002", "PEEL 2025", date(2025, 11, 5), "Preventing crime", "Good", ""),
        ),
        trend=(
            TrendPoint(date(2025, 9, 10), "10 September 2025", numbers(red=1, amber=6, green=12), 22),
            TrendPoint(date(2025, 12, 10), "10 December 2025", numbers(red=2, amber=5, green=17), 24),
        ),
        changes=_changes(),
        items=(
            a_red_line(3),
            a_red_line(14),
            an_item_line(5),
            an_item_line(6, rating_before=None, times_moved=1, days_moved=1, first_in_force=date(2026, 4, 1)),
            an_item_line(8, rating=R.GREEN),
        ),
        responses=_responses(),
    )  # fmt: skip
    return replace(pack, **changes)  # type: ignore[arg-type]


def an_empty_pack() -> Pack:
    """A pack of a board that oversees nothing yet."""
    return Pack(head=a_head(opened_by=""))


def a_pack_of_exceptions(number: int, chance: random.Random | None = None) -> Pack:
    """A pack with so many exceptions, every third Red, their words drawn by chance if that is given."""
    items = tuple(
        a_red_line(n) if n % 3 == 0 else an_item_line(n, date_in_force=date(2026, 4, 2) + timedelta(n))
        for n in range(1, number + 1)
    )
    if chance:
        items = tuple(
            replace(
                line,
                heading=_drawn(chance, 4, 9),
                text=_drawn(chance, 25, 70),
                reason=_drawn(chance, 8, 20),
                update="\n\n".join(_drawn(chance, 40, 110) for _ in range(chance.choice((1, 1, 2, 3)))),
                next_step=_drawn(chance, 5, 20),
            )
            for line in items
        )
    return a_pack(items=items)


def _drawn(chance: random.Random, fewest: int, most: int) -> str:
    """A sentence of a few hundred made-up words: of few words a file packs better than real text does."""
    return " ".join(chance.choices(_VOCABULARY, k=chance.randint(fewest, most))).capitalize() + "."


_SYLLABLES = (
    "re",
    "cord",
    "ing",
    "mis",
    "sion",
    "a",
    "tion",
    "er",
    "pol",
    "ice",
    "child",
    "ren",
    "lo",
    "cal",
)
_VOCABULARY = tuple(
    first + second + third for first in _SYLLABLES for second in _SYLLABLES for third in ("", "s", "ed")
)


def _counts() -> tuple[CountLine, ...]:
    return (
        CountLine(Term.OPENING, "", "", "Open at the start", 24),
        CountLine(Term.NEW, "", "+", "New", 4),
        CountLine(Term.REOPENED, "", "+", "Re-opened", 1),
        CountLine(Term.BROUGHT_INTO_SCOPE, "", "+", "Brought into scope", 0),
        CountLine(Term.CLOSED, "", "−", "Closed", 2),
        CountLine(Term.CLOSED, ClosedHow.BY_HMICFRS, "−", "Closed by HMICFRS", 2),
        CountLine(Term.TAKEN_OFF, "", "−", "Taken off the list", 0),
        CountLine(Term.MOVED_OUT, "", "−", "Moved out", 0),
        CountLine(Term.CLOSING, "", "=", "Open at the end", 27),
    )


def _changes() -> tuple[ChangeLine, ...]:
    on = date(2026, 2, 4)
    C = ChangeKind  # noqa: N806
    return (
        ChangeLine(C.NEW, "REC-0008", "Recommendation 8", "", "", "", "Sam Sample", on),
        ChangeLine(C.CLOSED, "REC-0001", "Recommendation 1", "Open", "Closed", "HMICFRS wrote", "Sam", on),
        ChangeLine(C.SLIPPED, "REC-0003", "Recommendation 3", "29 July 2025", "28 February 2026",
                   "Resourcing: the supplier is late", "Sam Sample", on),
        ChangeLine(C.SLIPPED, "REC-0006", "Recommendation 6", "1 April 2026", "2 April 2026", "", "Sam", on),
        ChangeLine(C.OWNER_CHANGED, "REC-0005", "Recommendation 5", "Head of Crime",
                   "Head of Public Protection", "", "Sam Sample", on),
        ChangeLine(C.RATING_WORSE, "REC-0005", "Recommendation 5", "Green – on track", "Amber – at risk",
                   "Due in 21 days", "", on),
    )  # fmt: skip


def _responses() -> tuple[ResponseLine, ...]:
    return (
        ResponseLine("S55-2025-01", "RPT-0001", "The Fenland Constabulary: child protection",
                     date(2025, 10, 1), date(2025, 11, 25), "Issued", date(2025, 11, 26), 57, None, None, ""),
        ResponseLine("S55-2026-01", "RPT-0003", "Super-complaint on bail", date(2026, 2, 2), None,
                     "Being prepared", None, None, None, None, "A different regime"),
    )  # fmt: skip
