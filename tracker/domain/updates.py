"""An owner's update: what was done, what is next, how it stands, and a first draft for the board."""

from dataclasses import dataclass

from tracker.domain.cleaning import is_blank
from tracker.domain.ownership import WORKING, Relation
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import OwnRating, Standing

MAX_TEXT = 30_000


@dataclass(frozen=True)
class UpdateDetails:
    """What an owner says of an item on one day; the board text is edited by the board's secretary."""

    done: str = ""
    next_steps: str = ""
    own_rating: OwnRating | None = None
    board_text: str = ""
    is_nothing_new: bool = False


NOTHING_NEW = UpdateDetails(own_rating=OwnRating.ON_TRACK, is_nothing_new=True)
"""What one press records: nothing new, still on track."""


def problems_with_update(update: UpdateDetails) -> dict[str, str]:
    """Each field that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if is_blank(update.done):
        if not update.is_nothing_new:
            problems["done"] = "Say what was done since the last update, or that there is nothing new."
    elif update.is_nothing_new:
        problems["done"] = "Leave this empty, or do not say that there is nothing new."
    for name in ("done", "next_steps", "board_text"):
        length = len(getattr(update, name))
        if length > MAX_TEXT:
            problems[name] = f"This must be {MAX_TEXT:,} characters or fewer; it has {length:,}."
    if update.own_rating is None:
        problems["own_rating"] = "Choose how the item stands: on track, at risk or off track."
    return problems


def may_record_update(actor: Actor, relations: frozenset[Relation], standing: Standing) -> Verdict:
    """Whether this person may say how the item stands; what has ended takes a late note all the same."""
    general = may(actor, Ability.WORK_ON_ITEMS)
    if not general:
        return general
    if standing is Standing.NOT_OURS:
        return refused("This item is for other bodies: no progress is recorded on it here.")
    if standing is Standing.OFF_LIST:
        return refused("The item was taken off the list: put it back on the list first.")
    if not relations & WORKING:
        return refused("Only its owner, a contributor, or who covers for them may record an update.")
    return ALLOWED


def may_say_nothing_new(last_rating: OwnRating | None, standing: Standing = Standing.OPEN) -> Verdict:
    """Whether "nothing new, still on track" can be said in one press: not after a worse word."""
    if is_late_note(standing):
        return refused("The item has ended: what is still to be said is a late note, in words.")
    if last_rating is None or last_rating is OwnRating.ON_TRACK:
        return ALLOWED
    said = last_rating.label.lower()
    return refused(f"The last update said {said}: say in an update what has changed since.")


def is_late_note(standing: Standing) -> bool:
    """Whether an update recorded now follows the end of the item, and so is marked as a late note."""
    return standing in (Standing.CLOSED, Standing.COMPLETE)


def board_text_from(update: UpdateDetails) -> str:
    """A first draft for the board in plain words, for the secretary to edit."""
    if update.is_nothing_new:
        said = ["Nothing new to report."]
    else:
        said = [] if is_blank(update.done) else [update.done.strip()]
    if not is_blank(update.next_steps):
        said.append(f"Next: {update.next_steps.strip()}")
    if update.own_rating is not None:
        still = "still " if update.is_nothing_new and update.own_rating is OwnRating.ON_TRACK else ""
        said.append(f"The owner says that this is {still}{update.own_rating.label.lower()}.")
    draft = "\n\n".join(said)
    # What was done and what is next may each be as long as the board's text.
    return draft if len(draft) <= MAX_TEXT else draft[: MAX_TEXT - 1] + "…"
