"""Meetings of a board: one table of their moves from planned to tabled, whose they are, and its drawing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import Verdict, refused
from tracker.domain.vocabulary import Labelled

LONGEST_AGENDA_ITEM = 40
LONGEST_PLACE = 200
MAX_WORDS = 2_000
"""Characters of a reason."""
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


class MeetingStatus(Labelled):
    """Where a meeting stands."""

    PLANNED = "planned", "Planned"
    COLLECTING = "collecting", "Collecting updates"
    DRAFTED = "drafted", "Pack drafted"
    FINAL = "final", "Final copy made"
    TABLED = "tabled", "Tabled"
    CALLED_OFF = "called_off", "Called off"

    @property
    def has_final_copy(self) -> bool:
        """Whether a final copy of its pack has been made."""
        return self in (MeetingStatus.FINAL, MeetingStatus.TABLED)


class MeetingMove(Labelled):
    """One move of a meeting, with the words that finish "may …"."""

    COLLECT = "collect", "ask for updates"
    DRAFT = "draft", "draft the pack"
    COLLECT_AGAIN = "collect_again", "collect updates again"
    MAKE_FINAL = "make_final", "make the final copy"
    CORRECT = "correct", "correct the final copy"
    TABLE = "table", "record that the pack was tabled"
    CALL_OFF = "call_off", "call the meeting off"
    SET_AGAIN = "set_again", "set the meeting again"

    @property
    def button(self) -> str:
        """The words of the button that makes the move."""
        return self.label[0].upper() + self.label[1:]


class Attendance(Labelled):
    """Whether an agency came to a meeting."""

    ATTENDED = "attended", "Attended"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Absent"


S, M = MeetingStatus, MeetingMove


@dataclass(frozen=True)
class Row:
    """A move that is possible from one status, and where it leads."""

    move: MeetingMove
    before: MeetingStatus
    after: MeetingStatus


TABLE: tuple[Row, ...] = (
    Row(M.COLLECT, S.PLANNED, S.COLLECTING),
    Row(M.DRAFT, S.COLLECTING, S.DRAFTED),
    Row(M.COLLECT_AGAIN, S.DRAFTED, S.COLLECTING),
    Row(M.MAKE_FINAL, S.DRAFTED, S.FINAL),
    # A correction is a new version of the pack; the meeting stays where it is.
    Row(M.CORRECT, S.FINAL, S.FINAL),
    Row(M.CORRECT, S.TABLED, S.TABLED),
    Row(M.TABLE, S.FINAL, S.TABLED),
    # What has a final copy is called off no more: members have read it.
    Row(M.CALL_OFF, S.PLANNED, S.CALLED_OFF),
    Row(M.CALL_OFF, S.COLLECTING, S.CALLED_OFF),
    Row(M.CALL_OFF, S.DRAFTED, S.CALLED_OFF),
    Row(M.SET_AGAIN, S.CALLED_OFF, S.PLANNED),
)

NEEDS_REASON = frozenset({M.CORRECT, M.CALL_OFF})
MAKES_COPY = frozenset({M.MAKE_FINAL, M.CORRECT})
"""The moves that store a pack."""


def moves_from(status: MeetingStatus) -> tuple[MeetingMove, ...]:
    """The moves that a meeting in this status can make, in the table's order."""
    return tuple(row.move for row in TABLE if row.before is status)


def after(move: MeetingMove, status: MeetingStatus) -> MeetingStatus | None:
    """Where a move leads from a status; None where it is not possible."""
    return next((row.after for row in TABLE if (row.move, row.before) == (move, status)), None)


@dataclass(frozen=True)
class MeetingFacts:
    """What the rules read of a meeting; `is_secretary`: the actor is its secretary or deputy today."""

    status: MeetingStatus
    on: date
    cut_off_on: date
    is_secretary: bool
    does_reconcile: bool = True


@dataclass(frozen=True)
class MoveWords:
    """The reasons that a person gave with a move; the last two are printed on the final copy."""

    reason: str = ""
    before_cut_off: str = ""
    does_not_reconcile: str = ""


def may_run_board(actor: Actor, *, is_secretary: bool) -> Verdict:
    """A board secretary runs the boards on which this person is secretary or deputy; the program none."""
    if actor.is_system or actor.account_id is None:
        return refused("Only a person may run a board, never the program.")
    general = may(actor, Ability.RUN_BOARDS)
    if general and not is_secretary:
        return refused("You are not this board's secretary: its secretary or deputy must do this.")
    return general


def may_move(actor: Actor, move: MeetingMove, facts: MeetingFacts, today: date) -> Verdict:
    """Whether this person may make the move with the meeting as it stands, else why not."""
    if after(move, facts.status) is None:
        label = facts.status.label
        return refused(_WHY_NOT[move].format(status=label[0].lower() + label[1:]))
    if move is M.TABLE and today < facts.on:
        return refused(
            f"The meeting is on {date_in_words(facts.on)}: what was tabled is recorded from then on."
        )
    return may_run_board(actor, is_secretary=facts.is_secretary)


_WHY_NOT = {
    M.COLLECT: "The meeting stands at “{status}”: updates are asked for while it is planned.",
    M.DRAFT: "The meeting stands at “{status}”: ask for updates before the pack is drafted.",
    M.COLLECT_AGAIN: "The meeting stands at “{status}”: there is no draft to take back.",
    M.MAKE_FINAL: "The meeting stands at “{status}”: the final copy is made from a drafted pack.",
    M.CORRECT: "The meeting stands at “{status}”: there is no final copy to correct.",
    M.TABLE: "The meeting stands at “{status}”: a final copy is tabled, and once.",
    M.CALL_OFF: "The meeting stands at “{status}”: it is called off before its final copy is made.",
    M.SET_AGAIN: "The meeting stands at “{status}”: it was not called off.",
}


def is_before_cut_off(move: MeetingMove, facts: MeetingFacts, today: date) -> bool:
    """Whether a final copy made today would come before the last day for updates is over."""
    return move is M.MAKE_FINAL and today <= facts.cut_off_on


def problems_with_move(
    move: MeetingMove, facts: MeetingFacts, words: MoveWords, today: date
) -> dict[str, str]:
    """Each reason that the move needs and does not have, or that is too long, by its field."""
    problems = {}
    if move in NEEDS_REASON and is_blank(words.reason):
        problems["reason"] = f"Say why you {move.label}."
    if is_before_cut_off(move, facts, today) and is_blank(words.before_cut_off):
        problems["before_cut_off"] = (
            f"Updates may come until the end of {date_in_words(facts.cut_off_on)}: say why the final copy is "
            "made before. The pack prints it."
        )
    if move in MAKES_COPY and not facts.does_reconcile and is_blank(words.does_not_reconcile):
        problems["does_not_reconcile"] = (
            "The figures do not reconcile: say why, after “does not reconcile because”. The pack prints it."
        )
    for field in ("reason", "before_cut_off", "does_not_reconcile"):
        if (length := len(getattr(words, field))) > MAX_WORDS:
            problems[field] = f"The reason must be {MAX_WORDS:,} characters or fewer; it has {length:,}."
    return problems


@dataclass(frozen=True)
class MeetingDetails:
    """A meeting as a person records it; `cut_off_on` is the last day for updates."""

    on: date | None = None
    cut_off_on: date | None = None
    agenda_item: str = ""
    place: str = ""


def problems_with_meeting(details: MeetingDetails, others_on: Iterable[date]) -> dict[str, str]:
    """Each field that does not hold; `others_on` are the days of the board's other meetings."""
    problems = {}
    on, cut_off_on = details.on, details.cut_off_on
    years = f"between the years {EARLIEST_YEAR} and {LATEST_YEAR}"
    if on is None:
        problems["on"] = "Enter the day of the meeting."
    elif not EARLIEST_YEAR <= on.year <= LATEST_YEAR:
        problems["on"] = f"Enter a day {years}."
    elif on in set(others_on):
        problems["on"] = (
            f"This board has a meeting on {date_in_words(on)} already: choose another day, or open that one."
        )
    if cut_off_on is None:
        problems["cut_off_on"] = "Enter the last day for updates."
    elif not EARLIEST_YEAR <= cut_off_on.year <= LATEST_YEAR:
        problems["cut_off_on"] = f"Enter a day {years}."
    elif on is not None and cut_off_on > on:
        problems["cut_off_on"] = (
            f"The last day for updates cannot come after the meeting on {date_in_words(on)}."
        )
    for field, label, most in (
        ("agenda_item", "agenda item", LONGEST_AGENDA_ITEM),
        ("place", "place", LONGEST_PLACE),
    ):
        if (length := len(getattr(details, field))) > most:
            problems[field] = f"The {label} must be {most} characters or fewer; it has {length:,}."
    return problems


def warning_of_past(on: date, held_from: date | None, today: date) -> str:
    """What is said of a meeting that is recorded after its day; "" of one to come.

    `held_from` is the first day of which the history tells, None where it tells of none.
    """
    if on >= today:
        return ""
    if held_from is None:
        return f"This meeting was on {date_in_words(on)}. No history is held here."
    if on < held_from:
        return (
            f"This meeting was on {date_in_words(on)}. History before {date_in_words(held_from)} is not held "
            "here: its pack cannot show what stood on that day."
        )
    return f"This meeting was on {date_in_words(on)}: its pack shows what stood when the pack is made."


def diagram() -> str:
    """The table as a Mermaid state diagram, for the README."""
    lines = ["stateDiagram-v2", f"    [*] --> {S.PLANNED.value}"]
    lines += [f"    {status.value}: {status.label}" for status in MeetingStatus]
    lines += [f"    {row.before.value} --> {row.after.value}: {_arrow(row)}" for row in TABLE]
    return "\n".join(lines)


def _arrow(row: Row) -> str:
    words = row.move.value.replace("_", " ")
    return f"{words}, with a reason" if row.move in NEEDS_REASON else words
