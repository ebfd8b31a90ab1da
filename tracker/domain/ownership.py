"""Whose an item is: posts, who holds and covers them on a day, and what a person hands over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import LAST_YEAR, date_in_words
from tracker.domain.vocabulary import Labelled
from tracker.domain.wording import in_a_row

MAX_REASON = 2_000


class OwnershipRole(Labelled):
    """What a post is to an item."""

    EXECUTIVE_LEAD = "executive_lead", "Executive lead"
    OWNER = "owner", "Owner"
    CONTRIBUTOR = "contributor", "Contributor"


class Relation(Labelled):
    """What a person is to an item on a day, by the posts held and covered."""

    OWNER = "owner", "the owner"
    CONTRIBUTOR = "contributor", "a contributor"
    COVER = "cover", "covering for the owner"
    EXECUTIVE_LEAD = "executive_lead", "the executive lead"


WORKING = frozenset({Relation.OWNER, Relation.CONTRIBUTOR, Relation.COVER})
"""Those who record progress on an item."""
OWNING = frozenset({Relation.OWNER, Relation.COVER})
"""Those who answer for the work, and so never check it."""


@dataclass(frozen=True)
class PostPeriod:
    """One account in one post, as its holder or as cover, over [from_on, to_on)."""

    post_id: int
    account_id: int
    from_on: date | None = None  # None: start not known, taken as always
    to_on: date | None = None  # None: still so
    name: str = ""

    def covers(self, day: date) -> bool:
        """Whether the period holds on that day."""
        return (self.from_on or date.min) <= day < (self.to_on or date.max)

    def overlaps(self, other: "PostPeriod") -> bool:
        """Whether the two have a day in common."""
        begins = max(self.from_on or date.min, other.from_on or date.min)
        return begins < min(self.to_on or date.max, other.to_on or date.max)


@dataclass(frozen=True)
class ItemPosts:
    """The posts of one item."""

    executive: int | None = None
    owner: int | None = None
    contributors: frozenset[int] = frozenset()


def problem_with_cover(existing: Iterable[PostPeriod], new: PostPeriod) -> str:
    """Why this cover cannot be recorded, "" where it can.

    When a cover is being corrected, `existing` leaves out the one that it replaces.
    """
    if new.from_on is None or new.to_on is None:
        return "Enter the first day of the cover, and the day on which it ends."
    if new.to_on <= new.from_on:
        ends, starts = date_in_words(new.to_on), date_in_words(new.from_on)
        return f"The cover ends on {ends}, which is not after its start on {starts}."
    if new.to_on.year > LAST_YEAR:
        return f"Enter an end no later than {LAST_YEAR}."
    for other in sorted(existing, key=lambda one: (one.from_on or date.min, one.account_id)):
        if other.post_id == new.post_id and other.overlaps(new):
            return (
                f"{other.name or 'Somebody'} covers this post {_in_words(other)}. "
                "One person at a time covers a post: end that cover first, or choose other dates."
            )
    return ""


def problems_with_cover(
    existing: Iterable[PostPeriod], new: PostPeriod, *, holders: Iterable[PostPeriod], reason: str = ""
) -> dict[str, str]:
    """Each field of a cover that does not hold; nobody covers for the post they hold all that time."""
    problems = {}
    if problem := problem_with_cover(existing, new):
        problems["from_on" if new.from_on is None else "to_on"] = problem
    if any(_holds_throughout(one, new) for one in holders):
        problems["account"] = "This person holds the post then: choose somebody else to cover it."
    if len(reason) > MAX_REASON:
        problems["reason"] = f"The reason must be {MAX_REASON:,} characters or fewer; it has {len(reason):,}."
    return problems


def problem_with_end(to_on: date, on: date | None, today: date) -> str:
    """Why a cover cannot end early on that day, "" where it can; past days stay as they were."""
    if on is None:
        return "Enter the day on which the cover ends."
    if on < today:
        return "Enter today or a later day: who covered on past days stays as it was."
    if on >= to_on:
        return f"Enter a day before {date_in_words(to_on)}, on which the cover ends anyway."
    return ""


def relations_of(
    account_id: int | None,
    *,
    held: Iterable[PostPeriod],
    covered: Iterable[PostPeriod],
    posts: ItemPosts,
    day: date,
) -> frozenset[Relation]:
    """How a person stands to an item on a day.

    Cover for the owner is told apart, because who covers signs nothing off; cover for another post of the
    item counts as that post.
    """
    if account_id is None:
        return frozenset()
    own = {one.post_id for one in held if one.account_id == account_id and one.covers(day)}
    lent = {one.post_id for one in covered if one.account_id == account_id and one.covers(day)}
    return relations_by_posts(own, lent, posts)


def relations_by_posts(held: Iterable[int], covered: Iterable[int], posts: ItemPosts) -> frozenset[Relation]:
    """How somebody who holds and covers these posts stands to an item."""
    own, lent = frozenset(held), frozenset(covered)
    found = {
        Relation.OWNER: posts.owner in own,
        Relation.COVER: posts.owner in lent,
        Relation.CONTRIBUTOR: bool(posts.contributors & (own | lent)),
        Relation.EXECUTIVE_LEAD: posts.executive in own | lent,
    }
    return frozenset(relation for relation, is_so in found.items() if is_so)


@dataclass(frozen=True)
class StandsWith:
    """What stands with a person who leaves: posts, the items of those posts, and requests still open."""

    posts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    open_requests: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to hand over."""
        return not (self.posts or self.items or self.open_requests)

    def in_words(self) -> str:
        """What there is, counted: "1 post, 30 items and 2 open requests"."""
        counted = (
            (len(self.posts), "post"),
            (len(self.items), "item"),
            (len(self.open_requests), "open request"),
        )
        said = [f"{n} {word}" if n == 1 else f"{n} {word}s" for n, word in counted if n]
        return in_a_row(said) if said else "nothing"


@dataclass(frozen=True)
class HandOver:
    """The posts of one person going to another from a day on."""

    from_account_id: int
    to_account_id: int | None
    on: date | None
    reason: str = ""


def problems_with_handover(
    handover: HandOver, *, stands: StandsWith, is_taker_enabled: bool, today: date
) -> dict[str, str]:
    """Each field of a hand-over that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if handover.to_account_id is None:
        problems["to_account"] = "Choose who takes over."
    elif handover.to_account_id == handover.from_account_id:
        problems["to_account"] = "Choose somebody else: a person cannot take over from themselves."
    elif not is_taker_enabled:
        problems["to_account"] = "This account is disabled: choose somebody who can sign in."
    if handover.on is None:
        problems["on"] = "Enter the day from which the other person answers."
    elif handover.on < today:
        problems["on"] = "Enter today or a later day: who answered on past days stays as it was."
    elif handover.on.year > LAST_YEAR:
        problems["on"] = f"Enter a day no later than {LAST_YEAR}."
    if is_blank(handover.reason):
        problems["reason"] = "Say why the posts change hands."
    elif len(handover.reason) > MAX_REASON:
        length = len(handover.reason)
        problems["reason"] = f"The reason must be {MAX_REASON:,} characters or fewer; it has {length:,}."
    if not stands.posts:
        problems["posts"] = "This person holds no post, so there is nothing to hand over."
    return problems


def _holds_throughout(held: PostPeriod, cover: PostPeriod) -> bool:
    is_same = held.post_id == cover.post_id and held.account_id == cover.account_id
    begins_before = (held.from_on or date.min) <= (cover.from_on or date.min)
    return is_same and begins_before and (cover.to_on or date.max) <= (held.to_on or date.max)


def _in_words(period: PostPeriod) -> str:
    begins = f"from {date_in_words(period.from_on)}" if period.from_on else "from a day not known"
    return f"{begins} to {date_in_words(period.to_on)}" if period.to_on else f"{begins}, still so"
