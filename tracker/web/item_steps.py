"""The one thing that an item's page asks of the person who reads it: its main button."""

from dataclasses import dataclass

from flask import url_for

from tracker.services.item_views import ItemInFull
from tracker.web.allocation_words import PostsPanel
from tracker.web.completion_words import CompletionPanel
from tracker.web.progress_words import ProgressPanel
from tracker.web.target_date_words import DatesPanel
from tracker.web.update_words import UpdatesPanel

NONE, CHECK, DECIDE, UPDATE, ALLOCATE, CHANGE = "none", "check", "decide", "update", "allocate", "change"


@dataclass(frozen=True)
class Step:
    """The main button of an item's page; its `key` tells the panels what they need not offer again."""

    key: str
    text: str = ""
    href: str = ""


def main_step(
    item: ItemInFull,
    *,
    completion: CompletionPanel,
    dates: DatesPanel,
    updates: UpdatesPanel,
    progress: ProgressPanel,
    posts: PostsPanel,
) -> Step:
    """What waits for this person comes first, then what they say of it, then what they may put right."""
    if completion.may_check:
        return Step(CHECK, "Check completion", "#completion")
    if dates.waiting is not None and dates.may_decide:
        return Step(DECIDE, "Decide on the date asked for", dates.waiting.href)
    if updates.may_record:
        return Step(UPDATE, "Add a late note" if updates.is_late else "Record an update", updates.new_href)
    if progress.is_unallocated and posts.href and not posts.reason:
        return Step(ALLOCATE, posts.text, posts.href)
    if item.may_edit:
        return Step(CHANGE, "Change item", url_for("items.edit", reference=item.reference))
    return Step(NONE)
