"""Where an item stands, in words: its rating with reasons, its posts and people, and what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.rag_reasons import in_words
from tracker.domain.vocabulary import Delivery, OwnRating, Rating, Standing
from tracker.services.progress_views import ItemProgress, PostOfItem
from tracker.web.presenting import days_overdue


@dataclass(frozen=True)
class ProgressPanel:
    """The progress of an item as its page prints it."""

    rating: Rating
    state: str
    why: str
    delivery: Delivery
    next_turns: tuple[str, ...]
    date_in_force: str
    owner: str
    executive_lead: str
    contributors: tuple[str, ...]
    own_rating: OwnRating | None
    last_update: str
    is_unallocated: bool


def progress_panel(progress: ItemProgress, today: date) -> ProgressPanel:
    """Everything the top of an item's page says of its progress."""
    state = progress.state
    return ProgressPanel(
        rating=progress.rated.rating,
        state=state_in_words(progress, today),
        why=in_words(
            progress.rated,
            today,
            override_by=progress.override_by,
            override_reason=progress.override_reason,
        ),
        delivery=progress.delivery,
        next_turns=tuple(_turns(progress)),
        date_in_force=date_in_words(state.date_in_force) if state.date_in_force else "No date agreed",
        owner=post_in_words(progress.owner) or "Nobody yet: awaiting allocation",
        executive_lead=post_in_words(progress.executive_lead) or "None named",
        contributors=tuple(post_in_words(post) for post in progress.contributors),
        own_rating=state.own_rating,
        last_update=date_in_words(state.last_update_on) if state.last_update_on else "No update yet",
        is_unallocated=progress.delivery is Delivery.AWAITING_ALLOCATION,
    )


def state_in_words(progress: ItemProgress, today: date) -> str:
    """Where the item stands, as the top of its page says it before anything else."""
    state = progress.state
    if state.standing is Standing.NOT_OURS:
        return "For other bodies: it is kept in the register and not rated."
    rating = progress.rated.rating.label
    if progress.delivery in (Delivery.SIGNED_OFF, Delivery.CLOSED):
        return f"{rating}."
    day = state.date_in_force
    due = f"Date in force {date_in_words(day)}, {days_overdue(day, today)}" if day else "No date agreed"
    return f"{rating}. {progress.delivery.label}. {due}."


def post_in_words(post: PostOfItem | None) -> str:
    """A post with the people who hold or cover it, "" for none."""
    if post is None:
        return ""
    people = [f"{one.name} (cover)" if one.is_cover else one.name for one in post.people]
    return f"{post.title}: {', '.join(people)}" if people else f"{post.title}: nobody with an account"


def _turns(progress: ItemProgress) -> Iterator[str]:
    """The days ahead on which the rating itself changes; the reasons that join it stand on its own page."""
    before = progress.rated.rating
    for one in progress.ahead:
        if one.rating is not before:
            yield f"{one.rating.label} from {date_in_words(one.from_on)}"
        before = one.rating
