"""What a board reads: the rows of a status pack.

The workbook, the Word paper and the page are all made from these rows, so that they agree to the digit.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.vocabulary import Labelled, Rating, Standing


@dataclass(frozen=True)
class PackHead:
    """Which board's pack it is, for which meeting, and of which moment.

    `as_at` is the moment up to which everything is told, `opened_at` the moment at which the sum begins and
    `opened_by` says in words what that was. `version` is 0 for a draft. `does_not_reconcile`,
    `before_cut_off` and `correction` are the printed reasons of a final copy, "" where there is none.
    """

    board: str
    board_reference: str
    meeting_on: date | None
    agenda_item: str
    marking: str
    as_at: datetime
    opened_at: datetime
    opened_by: str
    is_draft: bool = True
    version: int = 0
    correction: str = ""
    does_not_reconcile: str = ""
    before_cut_off: str = ""
    history_note: str = ""
    head_seq: int = 0
    head_hash: str = ""


@dataclass(frozen=True)
class CountLine:
    """One line of the sum: `key` is the term (domain.counts.Term), `part` its part, "" for the whole term."""

    key: str
    part: str
    sign: str
    words: str
    number: int


@dataclass(frozen=True)
class RatingLine:
    """How many items of one kind, report or all have which rating; `numbers` in the order of RATINGS."""

    name: str
    numbers: tuple[int, ...]
    total: int


RATINGS: tuple[Rating, ...] = (
    Rating.RED,
    Rating.AMBER,
    Rating.NEW,
    Rating.GREEN,
    Rating.BLUE_SIGNED_OFF,
    Rating.BLUE_CLOSED,
    Rating.BLUE_COMPLETE,
    Rating.NOT_RATED,
)
"""The ratings in the order of every table of a pack, the worst first."""


@dataclass(frozen=True)
class GradeLine:
    """The grade that a report gave on one question, and where the force stands in HMICFRS's monitoring."""

    report_reference: str
    report_title: str
    published_on: date
    question: str
    grade: str
    monitoring: str


@dataclass(frozen=True)
class TrendPoint:
    """What stood at one meeting; `numbers` in the order of RATINGS."""

    on: date
    words: str
    numbers: tuple[int, ...]
    open_items: int


class ChangeKind(Labelled):
    """What changed since the last board, in the order in which it is told."""

    NEW = "new", "New"
    BROUGHT_INTO_SCOPE = "brought_into_scope", "Brought into scope"
    REOPENED = "reopened", "Re-opened"
    CLOSED = "closed", "Closed"
    TAKEN_OFF = "taken_off", "Taken off the list"
    MOVED_OUT = "moved_out", "Moved out"
    SLIPPED = "slipped", "Date moved later"
    BROUGHT_FORWARD = "brought_forward", "Date moved earlier"
    OWNER_CHANGED = "owner_changed", "Owner changed"
    RATING_WORSE = "rating_worse", "Rating worse"
    RATING_BETTER = "rating_better", "Rating better"


@dataclass(frozen=True)
class ChangeLine:
    """One change of one item since the last board; `event_seq` is the event that tells it, 0 where only
    the calendar turned it."""

    kind: ChangeKind
    reference: str
    item: str
    before: str
    after: str
    why: str
    by: str
    on: date
    event_seq: int = 0


@dataclass(frozen=True)
class ItemLine:
    """One item that the board oversees, as it stood at the pack's moment.

    `item` is its kind and number in words ("Recommendation 3"). `rating_before` is its rating at the last
    board, None where it was not there. `days_moved` counts from the first date in force. `update` is the
    text for the board.
    """

    reference: str
    item: str
    kind: str
    heading: str
    text: str
    report_reference: str
    report_title: str
    published_on: date
    for_whom: str
    executive_lead: str
    owner: str
    owner_person: str
    rating: Rating
    derived: Rating
    rating_before: Rating | None
    reason: str
    standing: Standing
    off_list_reason: str
    delivery: str
    date_in_force: date | None
    first_in_force: date | None
    inspectorate_on: date | None
    times_moved: int
    days_moved: int
    turns_red_on: date | None
    own_rating: str
    last_update_on: date | None
    is_updated_since: bool
    times_nothing_new: int
    update: str
    next_step: str
    actions_open: int
    actions_total: int
    closed_on: date | None

    @property
    def is_exception(self) -> bool:
        """Whether a board reads of it first: Red or Amber."""
        return self.rating in (Rating.RED, Rating.AMBER)

    @property
    def is_red_again(self) -> bool:
        """Whether it is Red at two meetings running."""
        return self.rating is Rating.RED and self.rating_before is Rating.RED


@dataclass(frozen=True)
class ActionLine:
    """One action on items of the board; `items` are their references."""

    key: int
    what: str
    items: str
    owner: str
    target_on: date | None
    repeats: str
    state: str
    is_overdue: bool
    settled_on: date | None
    proof_expected: str
    outcome: str


@dataclass(frozen=True)
class MoveLine:
    """One date that was asked for since the item has had one, and what was decided."""

    reference: str
    item: str
    before_on: date | None
    wanted_on: date
    days: int
    reason: str
    words: str
    asked_by: str
    asked_on: date
    state: str
    decided_by: str
    decided_on: date | None
    decision_words: str


@dataclass(frozen=True)
class ResponseLine:
    """One Section 55 response to a report of the board's items; days count from publication as day 1."""

    reference: str
    report_reference: str
    report_title: str
    published_on: date
    last_day: date | None
    status: str
    letter_dated: date | None
    day_of_letter: int | None
    comments_published_on: date | None
    day_of_publication: int | None
    words: str


@dataclass(frozen=True)
class AgencyLine:
    """One member agency: its people, how often it came, and the updates that its people gave since."""

    name: str
    people: str
    attendance: str
    meetings_attended: int
    meetings_held: int
    updates_given: int


@dataclass(frozen=True)
class Pack:
    """A status pack: everything that its sheets, its paper and its page print."""

    head: PackHead
    counts: tuple[CountLine, ...] = ()
    by_kind: tuple[RatingLine, ...] = ()
    by_report: tuple[RatingLine, ...] = ()
    grades: tuple[GradeLine, ...] = ()
    trend: tuple[TrendPoint, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    items: tuple[ItemLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    moves: tuple[MoveLine, ...] = ()
    responses: tuple[ResponseLine, ...] = ()
    agencies: tuple[AgencyLine, ...] = ()

    @property
    def exceptions(self) -> tuple[ItemLine, ...]:
        """The Red and Amber items, the worst first, then by what turns or is due soonest."""
        worst = sorted(
            (line for line in self.items if line.is_exception),
            key=lambda line: (RATINGS.index(line.rating), line.date_in_force or date.max, line.reference),
        )
        return tuple(worst)

    def number(self, key: str, part: str = "") -> int:
        """The number of a term of the sum, 0 where it is not printed."""
        return next((line.number for line in self.counts if (line.key, line.part) == (key, part)), 0)
