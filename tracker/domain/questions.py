"""Questions for the Chief Constable, by rule from what the rows of a pack show, and the answers to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import london_day
from tracker.domain.meetings import MeetingStatus
from tracker.domain.overrides import OPEN_RATINGS
from tracker.domain.packs import RATINGS, ItemLine, MoveLine, Pack
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.target_dates import moved_in_words
from tracker.domain.verdict import Verdict, refused
from tracker.domain.vocabulary import Delivery, ForWhom, Labelled, OwnRating, Rating, TargetState

MOST_ON_A_PAGE = 12
"""Items asked about at one meeting: what fits on a page."""
OFTEN_MOVED = 2
OFTEN_NOTHING_NEW = 2
MAX_ANSWER = 10_000
MOST_RECALLED = 300
"""Characters of the last answer that are recalled."""


class QuestionRule(Labelled):
    """What an item is asked about, the gravest first."""

    RED_AGAIN = "red_again", "Red at two meetings running"
    OVERDUE = "overdue", "Overdue"
    MOVED_AGAIN = "moved_again", "Date moved more than once"
    OFF_TRACK = "off_track", "Off track by the owner's own word"
    WORSE = "worse", "Rating got worse"
    OVERRIDDEN = "overridden", "Shown better than the rule"
    INSPECTORATE_PASSED = "inspectorate_passed", "The inspectorate's date has passed"
    NOTHING_NEW = "nothing_new", "“Nothing new” again"
    NO_UPDATE = "no_update", "No update since the last board"
    NOT_CHECKED = "not_checked", "Proposed complete and waiting"

    @property
    def question(self) -> str:
        """The question put, after the figures."""
        return _ASKED[self]


R = QuestionRule

_ASKED = {
    R.RED_AGAIN: "what will be different by the next meeting?",
    R.OVERDUE: "when will it be done, and what stands in the way?",
    R.MOVED_AGAIN: "what changed?",
    R.OFF_TRACK: "what would bring it back on track?",
    R.WORSE: "what happened?",
    R.OVERRIDDEN: "what is known that the rule does not see?",
    R.INSPECTORATE_PASSED: "does the inspectorate know, and has it said anything?",
    R.NOTHING_NEW: "what has been done in that time?",
    R.NO_UPDATE: "how does it stand today?",
    R.NOT_CHECKED: "who checks it, and by when?",
}
WEIGHTS: dict[QuestionRule, int] = {
    R.RED_AGAIN: 10,
    R.OVERDUE: 8,
    R.MOVED_AGAIN: 7,
    R.OFF_TRACK: 6,
    R.WORSE: 5,
    R.OVERRIDDEN: 4,
    R.INSPECTORATE_PASSED: 4,
    R.NOTHING_NEW: 3,
    R.NO_UPDATE: 3,
    R.NOT_CHECKED: 2,
}
"""What each rule weighs; an item weighs what all that hold of it weigh together."""


class Assurance(Labelled):
    """The PCC's verdict on an answer."""

    ASSURED = "assured", "Assured"
    PARTLY_ASSURED = "partly_assured", "Partly assured"
    NOT_ASSURED = "not_assured", "Not assured"


@dataclass(frozen=True)
class Question:
    """What is asked about one item: the gravest rule gives the question, all that hold give their figures."""

    rule: QuestionRule
    reference: str
    item: str
    heading: str
    report_title: str
    owner: str
    rating: Rating
    figures: tuple[str, ...]
    weight: int

    @property
    def words(self) -> str:
        """The question as it is put: "Moved 3 times, +214 days, last reason resourcing: what changed?"."""
        told = "; ".join(self.figures)
        return f"{told[0].upper()}{told[1:]}: {self.rule.question}"


@dataclass(frozen=True)
class QuestionPage:
    """The questions of one meeting, the weightiest first; `left_out` counts the items beyond the page."""

    questions: tuple[Question, ...]
    left_out: int = 0

    @property
    def left_out_in_words(self) -> str:
        """What is said below the page; "" where every question stands on it."""
        if not self.left_out:
            return ""
        items = "1 more item gives" if self.left_out == 1 else f"{self.left_out:,} more items give"
        return f"{items} rise to a question that weighs less."


def questions_of(pack: Pack, most: int = MOST_ON_A_PAGE) -> QuestionPage:
    """The questions that a pack gives rise to: one of each open item of the force, at most a page."""
    today = london_day(pack.head.as_at)
    reasons = _last_reasons(pack.moves)
    found = []
    for line in pack.items:
        question = _question(line, reasons.get(line.reference, ""), today)
        if question is not None:
            found.append((-question.weight, line.date_in_force or date.max, line.reference, question))
    found.sort(key=lambda one: one[:3])
    asked = tuple(question for *_, question in found[:most])
    return QuestionPage(asked, len(found) - len(asked))


def _last_reasons(moves: Iterable[MoveLine]) -> dict[str, str]:
    """Why the date of each item was last moved: of the agreed moves, the reason of the latest."""
    agreed = [move for move in moves if move.state == TargetState.AGREED.label and move.reason]
    agreed.sort(key=lambda move: (move.decided_on or move.asked_on, move.asked_on))
    return {move.reference: move.reason for move in agreed}


def _question(line: ItemLine, last_reason: str, today: date) -> Question | None:
    if line.derived not in OPEN_RATINGS or _is_not_the_forces(line):
        return None
    told = {rule: figure for rule, tell in _TELL.items() if (figure := tell(line, today))}
    if not told:
        return None
    if R.MOVED_AGAIN in told and last_reason:
        told[R.MOVED_AGAIN] += f", last reason {last_reason[0].lower()}{last_reason[1:]}"
    return Question(
        rule=next(iter(told)),
        reference=line.reference,
        item=line.item,
        heading=line.heading,
        report_title=line.report_title,
        owner=line.owner,
        rating=line.rating,
        figures=tuple(told.values()),
        weight=sum(WEIGHTS[rule] for rule in told),
    )


def _is_not_the_forces(line: ItemLine) -> bool:
    return line.for_whom in (ForWhom.PCC.label, ForWhom.OTHERS.label)


def _red_again(line: ItemLine, today: date) -> str:
    return "Red at two meetings running" if line.is_red_again else ""


def _overdue(line: ItemLine, today: date) -> str:
    due_on = line.date_in_force
    if due_on is None or due_on >= today:
        return ""
    days = (today - due_on).days
    return f"due on {date_in_words(due_on)}, {days:,} {'day' if days == 1 else 'days'} overdue"


def _moved_again(line: ItemLine, today: date) -> str:
    if line.times_moved < OFTEN_MOVED:
        return ""
    return moved_in_words(line.first_in_force, line.date_in_force, line.times_moved)


def _off_track(line: ItemLine, today: date) -> str:
    return "off track by the owner's own word" if line.own_rating == OwnRating.OFF_TRACK.label else ""


def _worse(line: ItemLine, today: date) -> str:
    before, now = line.rating_before, line.rating
    is_bad = now in (Rating.RED, Rating.AMBER)
    if before is None or not is_bad or RATINGS.index(now) >= RATINGS.index(before):
        return ""
    return f"{_short(before)} at the last board, {_short(now)} now"


def _overridden(line: ItemLine, today: date) -> str:
    if RATINGS.index(line.rating) <= RATINGS.index(line.derived):
        return ""
    return f"shown as {_short(line.rating)} where the rule says {_short(line.derived)}"


def _inspectorate_passed(line: ItemLine, today: date) -> str:
    passed_on, agreed_on = line.inspectorate_on, line.date_in_force
    # Once the agreed date has passed too, it is overdue and asked about as such.
    if passed_on is None or agreed_on is None or not passed_on < today <= agreed_on:
        return ""
    agreed = date_in_words(agreed_on)
    return f"the inspectorate's date, {date_in_words(passed_on)}, has passed under one agreed for {agreed}"


def _nothing_new(line: ItemLine, today: date) -> str:
    times = line.times_nothing_new
    return f"“nothing new” said {times} times running" if times >= OFTEN_NOTHING_NEW else ""


def _no_update(line: ItemLine, today: date) -> str:
    # What was not on the board at the last meeting had nothing to be updated since.
    if line.is_updated_since or line.rating_before is None:
        return ""
    if line.last_update_on is None:
        return "no update yet"
    return f"no update since the last board (the last came on {date_in_words(line.last_update_on)})"


def _not_checked(line: ItemLine, today: date) -> str:
    is_proposed = line.delivery == Delivery.PROPOSED_COMPLETE.label
    return "proposed complete and not yet checked" if is_proposed else ""


def _short(rating: Rating) -> str:
    """The colour alone: "Red" of "Red – overdue or off track"."""
    return rating.label.partition(" – ")[0]


_TELL: dict[QuestionRule, Callable[[ItemLine, date], str]] = {
    R.RED_AGAIN: _red_again,
    R.OVERDUE: _overdue,
    R.MOVED_AGAIN: _moved_again,
    R.OFF_TRACK: _off_track,
    R.WORSE: _worse,
    R.OVERRIDDEN: _overridden,
    R.INSPECTORATE_PASSED: _inspectorate_passed,
    R.NOTHING_NEW: _nothing_new,
    R.NO_UPDATE: _no_update,
    R.NOT_CHECKED: _not_checked,
}
"""How each rule is told of an item, "" where it does not hold; in the order of gravity."""


def may_answer(actor: Actor, status: MeetingStatus) -> Verdict:
    """Whether this person may record answers and verdicts of a meeting that stands so."""
    if status is MeetingStatus.CALLED_OFF:
        return refused("This meeting was called off: set it again before answers are recorded.")
    return may(actor, Ability.RECORD_ASSURANCE)


def may_read_verdict(actor: Actor, status: MeetingStatus) -> Verdict:
    """Answers and verdicts are everybody's once the meeting is tabled, before that the PCC's people's."""
    is_tabled = status is MeetingStatus.TABLED
    return may(actor, Ability.READ_REGISTER if is_tabled else Ability.READ_QUESTIONS)


def problems_with_answer(answer: str, assurance: Assurance | None) -> dict[str, str]:
    """Each field of an answer that does not hold; the verdict may follow later, never before the answer."""
    if is_blank(answer):
        what = "Enter the answer that this verdict is on." if assurance else "Enter the answer."
        return {"answer": what}
    if len(answer) > MAX_ANSWER:
        return {"answer": f"The answer must be {MAX_ANSWER:,} characters or fewer; it has {len(answer):,}."}
    return {}


def recalled(on: date, answer: str, assurance: Assurance | None) -> str:
    """What came of the last question: "On 12 March 2026: partly assured — The unit has two officers."."""
    day = date_in_words(on)
    if is_blank(answer):
        return f"On {day}: asked, and no answer recorded."
    verdict = assurance.label.lower() if assurance else "no verdict recorded"
    return f"On {day}: {verdict} — {_cut(' '.join(answer.split()))}"


def _cut(text: str) -> str:
    if len(text) <= MOST_RECALLED:
        return text
    start = text[:MOST_RECALLED]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:–") + "…"
