"""The panels of an item's page, one of each noun: what each shows comes from that noun's own words."""

from datetime import date

from tracker.domain.permissions import Actor
from tracker.services.action_views import actions_on
from tracker.services.board_views import boards_overseeing
from tracker.services.completion_views import completion_in_full
from tracker.services.correspondence_views import letters_about
from tracker.services.item_views import ItemInFull
from tracker.services.progress_proof_views import proofs_of
from tracker.services.progress_views import item_progress
from tracker.services.question_answers import VerdictOnItem
from tracker.services.target_date_views import item_dates
from tracker.services.update_views import updates_of_item
from tracker.web.action_words import actions_panel
from tracker.web.allocation_words import posts_panel
from tracker.web.board_question_words import verdict_lines
from tracker.web.board_words import boards_of
from tracker.web.completion_words import completion_panel
from tracker.web.item_steps import main_step
from tracker.web.progress_proof_words import proof_panel
from tracker.web.progress_words import progress_panel
from tracker.web.target_date_words import dates_panel
from tracker.web.update_words import updates_panel

QUESTIONS = ("#questions", "Questions for the Chief Constable")
PARTS = (
    ("#progress", "Where it stands"),
    ("#updates", "Updates"),
    ("#actions", "Actions"),
    ("#proofs", "Proof"),
    ("#dates", "Dates"),
    ("#completion", "Completion"),
    ("#letters", "Letters from HMICFRS"),
    QUESTIONS,
    ("#printed", "As printed"),
    ("#answers", "Answers given"),
    ("#links", "Earlier and later items"),
    ("#history", "History"),
)
"""The parts of an item's page in their order, with the words of the links to them."""


def panels_of(
    item: ItemInFull, by: Actor, today: date, answers: tuple[VerdictOnItem, ...]
) -> dict[str, object]:
    """What the panels of an item's page print, by the names their templates use, and its main button."""
    reference = item.reference
    found = item_progress(reference=reference, by=by, today=today)
    progress, posts = progress_panel(found, today), posts_panel(found, reference, by, today)
    dates = dates_panel(item_dates(reference=reference, by=by, today=today))
    updates = updates_panel(updates_of_item(reference=reference, by=by, today=today))
    completion = completion_panel(completion_in_full(reference=reference, by=by, today=today))
    return {
        "step": main_step(
            item, completion=completion, dates=dates, updates=updates, progress=progress, posts=posts
        ),
        "progress": progress,
        "posts": posts,
        "dates": dates,
        "updates": updates,
        "proofs": proof_panel(proofs_of(reference=reference, by=by, today=today)),
        "actions": actions_panel(reference, actions_on(reference=reference, by=by, today=today), today),
        "completion": completion,
        "correspondence": letters_about(reference=reference, by=by, today=today),
        "boards": boards_of(boards_overseeing(item_id=item.id)),
        "questions": verdict_lines(answers),
        "parts": tuple(part for part in PARTS if answers or part != QUESTIONS),
    }
