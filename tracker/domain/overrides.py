"""Who may set a rating over the rule's, and for how long."""

from datetime import date

from tracker.domain import rag
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.ownership import Relation
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.phrasing.printed_dates import months_later
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import Rating, Role

MOST_MONTHS = 12
OPEN_RATINGS = frozenset({Rating.RED, Rating.AMBER, Rating.NEW, Rating.GREEN})


def problems_with_override(
    rating: Rating | None, reason: str, expires_on: date | None, today: date
) -> dict[str, str]:
    """Each field of an override that does not hold; it ends after today and within a year."""
    problems = rag.problems_with_override(rating, reason, expires_on, today)
    latest = months_later(today, MOST_MONTHS) or date.max
    if expires_on is not None and expires_on <= today:
        problems["expires_on"] = "Enter a day after today."
    elif expires_on is not None and expires_on > latest:
        problems["expires_on"] = (
            f"An override holds for a year at most: enter a day no later than {date_in_words(latest)}."
        )
    return problems


def may_override(actor: Actor, relations: frozenset[Relation], derived: Rating) -> Verdict:
    """The item's executive lead or a person signing off; a Blue or "not rated" is a fact."""
    if actor.is_system or actor.account_id is None:
        return refused("Only a person may override a rating, never the program.")
    general = may(actor, Ability.OVERRIDE_RATING)
    if not general:
        return general
    if derived not in OPEN_RATINGS:
        return refused(f"“{derived.label}” is a fact, which nobody can override.")
    if Role.SIGNING_OFF in actor.roles or Relation.EXECUTIVE_LEAD in relations:
        return ALLOWED
    return refused("Only the executive lead of this item, or a person signing off, may override its rating.")
