"""Who may approve and sign in the PCC's place, from a day up to another, and what proves it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.verdict import ALLOWED, Verdict, refused


@dataclass(frozen=True)
class Delegation:
    """A recorded delegation over [from_on, to_on): on the day it ends it no longer holds."""

    from_on: date
    to_on: date | None  # None: until it is taken back
    to_name: str  # as the letter prints the signatory
    to_account_id: int | None  # None: somebody who signs and does not sign in here
    proof: str

    def covers(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


def problems_with_delegation(delegation: Delegation) -> dict[str, str]:
    """Each field that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if is_blank(delegation.to_name):
        problems["to_name"] = "Enter the name of the person who may sign, as the letter prints it."
    if delegation.to_on is not None and delegation.to_on <= delegation.from_on:
        ends, starts = date_in_words(delegation.to_on), date_in_words(delegation.from_on)
        problems["to_on"] = f"The delegation ends on {ends}, which is not after its start on {starts}."
    if is_blank(delegation.proof):
        problems["proof"] = "Say what proves the delegation: the decision notice, or where the file is kept."
    return problems


def may_act_for_approver(delegations: Iterable[Delegation], account_id: int | None, day: date) -> Verdict:
    """Whether a recorded delegation lets this person approve and issue on the day."""
    own = [one for one in delegations if account_id is not None and one.to_account_id == account_id]
    return _held(own, day, "No delegation to approve is recorded for you.")


def may_sign(delegations: Iterable[Delegation], name: str, day: date) -> Verdict:
    """Whether a recorded delegation lets this person sign a letter of that date without holding the post."""
    own = [one for one in delegations if one.to_name.strip().casefold() == name.strip().casefold()]
    return _held(
        own, day, f"{name or 'The signatory'} does not hold the post, and no delegation is recorded."
    )


def _held(own: list[Delegation], day: date, none: str) -> Verdict:
    if any(one.covers(day) for one in own):
        return ALLOWED
    if not own:
        return refused(none)
    ended = [one for one in own if one.to_on is not None and one.to_on <= day]
    if ended:
        last = max(ended, key=lambda one: one.to_on or date.min)
        assert last.to_on is not None
        return refused(f"The delegation to {last.to_name} ended on {date_in_words(last.to_on)}.")
    first = min(own, key=lambda one: one.from_on)
    return refused(f"The delegation to {first.to_name} begins on {date_in_words(first.from_on)}.")
