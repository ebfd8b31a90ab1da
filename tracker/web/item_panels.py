"""The panels of an item's page, one of each noun: what each shows comes from that noun's own words."""

from datetime import date

from tracker.domain.permissions import Actor
from tracker.services.progress_views import item_progress
from tracker.web.progress_words import progress_panel


def panels_of(reference: str, by: Actor, today: date) -> dict[str, object]:
    """What the panels of an item's page print, by the names their templates use."""
    progress = item_progress(reference=reference, by=by, today=today)
    return {"progress": progress_panel(progress, today)}
