"""Who may change a response's plan, record that a step happened, or attach what proves it."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.response_moves import Move
from tracker.domain.response_plan import COPIES, PlanStep
from tracker.domain.response_rules import Given, ResponseFacts, may_move, problems_with_move
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import UNDER_WAY, ResponseOrigin, ResponseStatus


@dataclass(frozen=True)
class PlanFacts:
    """What is true of a response when somebody wants to work on its plan."""

    status: ResponseStatus
    origin: ResponseOrigin
    today: date
    is_timed: bool
    """Whether one of its reports has the 56 days."""
    last_report_on: date | None = None
    issued_on: date | None = None
    published_on: date | None = None
    copies_sent_on: tuple[date, ...] = ()
    corrected: int = 0
    """The number of the corrected version that was issued; 0 while the first one stands."""
    corrected_on: date | None = None
    of_earlier: frozenset[PlanStep] = frozenset()
    """The steps done for a version before it: their days stay, for they are what the Act asks about."""
    repeated: frozenset[PlanStep] = frozenset()
    """Those of them that are recorded for the corrected version too."""

    def is_repeat(self, step: PlanStep) -> bool:
        """Whether to record the step now is to record it once more, for the corrected version."""
        return bool(self.corrected) and step in self.of_earlier

    @property
    def is_planned(self) -> bool:
        """Whether there are days to plan: a letter that was brought in had its days elsewhere."""
        return self.is_timed and self.origin is ResponseOrigin.DRAFTED

    @property
    def of_moves(self) -> ResponseFacts:
        """The facts as the table of moves asks for them."""
        return ResponseFacts(
            status=self.status,
            today=self.today,
            origin=self.origin,
            last_report_on=self.last_report_on,
            issued_on=self.issued_on,
            published_on=self.published_on,
        )


def may_change_plan(actor: Actor, facts: PlanFacts) -> Verdict:
    """Whether this person may move the planned days."""
    general = _may_work(actor, facts)
    if not general:
        return general
    if facts.origin is ResponseOrigin.IMPORTED:
        return refused("This letter was brought in as it was sent: its days were planned elsewhere.")
    if not facts.is_timed:
        return refused("No report of this letter has the 56-day period: there are no days to plan.")
    return ALLOWED


def may_record_step(actor: Actor, step: PlanStep, facts: PlanFacts) -> Verdict:
    """Whether this person may record now that the step happened; publication and copies are moves."""
    general = _may_work(actor, facts)
    if not general:
        return general
    if step is PlanStep.APPROVAL:
        return refused("An approval is recorded where the letter is approved; attach its proof here.")
    if facts.is_repeat(step):
        return _may_repeat(step, facts)
    if step is PlanStep.PUBLICATION and facts.published_on and facts.status in UNDER_WAY:
        return refused("A corrected version is being prepared: the first publication stays as recorded.")
    if step is PlanStep.PUBLICATION:
        # A day that was recorded wrongly can be put right.
        is_correction = facts.status is ResponseStatus.PUBLISHED
        return ALLOWED if is_correction else may_move(actor, Move.PUBLISH, facts.of_moves)
    if step in COPIES:
        return may_move(actor, Move.RECORD_COPY, facts.of_moves)
    if facts.origin is ResponseOrigin.IMPORTED:
        return refused("This letter was brought in as it was sent: what came before is not kept here.")
    return ALLOWED


def may_attach_proof(actor: Actor, step: PlanStep, facts: PlanFacts, *, is_done: bool) -> Verdict:
    """Whether this person may attach a proof to a step; one of publication or a copy waits for its day."""
    general = _may_work(actor, facts)
    if not general:
        return general
    if (step is PlanStep.PUBLICATION or step in COPIES) and not is_done:
        return refused(f"“{step.label}” is not recorded yet: record it first, with its proof.")
    return ALLOWED


def problems_with_repeat(facts: PlanFacts, on: date | None, by: str) -> dict[str, str]:
    """What does not hold in the record that a step was done once more, for the corrected version."""
    problems = {}
    if on is None:
        problems["done_on"] = "Enter the day it happened."
    elif on > facts.today:
        problems["done_on"] = "The date cannot be in the future."
    elif facts.corrected_on is not None and on < facts.corrected_on:
        day = date_in_words(facts.corrected_on)
        problems["done_on"] = (
            f"Version {facts.corrected} was issued on {day}: it cannot have gone out before."
        )
    if is_blank(by):
        problems["done_by"] = "Say who did it."
    return problems


def problems_with_publication(facts: PlanFacts, on: date | None) -> str:
    """What is wrong with a day of publication (s.55(5A)); "" where it holds."""
    problems = problems_with_move(Move.PUBLISH, facts.of_moves, Given(on=on))
    if problems or on is None:
        return problems.get("on", "Enter the day it happened.")
    if any(sent < on for sent in facts.copies_sent_on):
        return "A copy is recorded as sent before this day: put the day of the copy right first."
    return ""


def _may_repeat(step: PlanStep, facts: PlanFacts) -> Verdict:
    """Publication of the corrected version comes before its copies; each is recorded once."""
    version = f"Version {facts.corrected}"
    if step in facts.repeated:
        return refused(f"{version} is recorded already: withdraw that proof to record another day.")
    is_published = PlanStep.PUBLICATION not in facts.of_earlier or PlanStep.PUBLICATION in facts.repeated
    if step in COPIES and not is_published:
        return refused(f"{version} is not recorded as published: copies go out once it is.")
    return ALLOWED


def _may_work(actor: Actor, facts: PlanFacts) -> Verdict:
    general = may(actor, Ability.EDIT_RESPONSES)
    if not general:
        return general
    if facts.status is ResponseStatus.WITHDRAWN:
        return refused("The response has been withdrawn: its plan stays as it is.")
    return ALLOWED
