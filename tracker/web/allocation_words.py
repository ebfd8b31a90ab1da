"""Allocations in words: the list to choose from, and what a save would change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tracker.domain.items import heading_of
from tracker.domain.permissions import Actor
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import ForWhom
from tracker.queries.allocations import AllocationLine
from tracker.services.allocation_views import PostsInWords, Preview, may_be_allocated
from tracker.services.allocations import ItemChosen
from tracker.services.progress_views import ItemProgress
from tracker.web.addresses import page_at
from tracker.web.item_words import first_words
from tracker.web.presenting import counted


@dataclass(frozen=True)
class Line:
    """One item to choose; with a `reason` it cannot be."""

    reference: str
    value: str
    heading: str
    text: str
    report_title: str
    for_whom: ForWhom
    owner: str
    executive: str
    is_ticked: bool
    reason: str


def line_of(line: AllocationLine, verdict: Verdict, ticked: Collection[str]) -> Line:
    """One line of the list."""
    item = line.item
    return Line(
        item.reference,
        f"{item.reference}:{line.version}",
        heading_of(item.kind, item.number, item.heading),
        first_words(item.text),
        first_words(line.report_title, 90),
        item.for_whom,
        line.owner or "",
        line.executive or "None",
        item.reference in ticked,
        verdict.reason,
    )


@dataclass(frozen=True)
class Change:
    """One item of the preview: a sentence for each post that changes."""

    reference: str
    value: str
    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class PreviewPage:
    """What a save would change, item by item."""

    sentence: str
    changes: tuple[Change, ...]
    staying: tuple[Change, ...]
    may_not: tuple[tuple[str, str], ...]


def preview_in_words(view: Preview) -> PreviewPage:
    """The preview: "12 items change owner, 3 items stay as they are"."""
    owners = sum(one.before.owner != one.after.owner for one in view.moving)
    others, stay, left_out = len(view.moving) - owners, len(view.staying), len(view.may_not)
    parts = [
        counted(owners, "item changes owner", "items change owner") if owners else "",
        f"{counted(others, 'item changes', 'items change')} otherwise" if others else "",
        counted(stay, "item stays as it is", "items stay as they are") if stay else "",
        f"{counted(left_out, 'item is', 'items are')} left out" if left_out else "",
    ]
    return PreviewPage(
        ", ".join(part for part in parts if part) + ".",
        tuple(_change(one.chosen, _sentences(one.before, one.after)) for one in view.moving),
        tuple(_change(one, ()) for one in view.staying),
        view.may_not,
    )


def _change(chosen: ItemChosen, sentences: tuple[str, ...]) -> Change:
    item = chosen.item
    return Change(item.reference, f"{item.reference}:{chosen.version}", first_words(item.text), sentences)


def _sentences(before: PostsInWords, after: PostsInWords) -> tuple[str, ...]:
    found = []
    if before.owner != after.owner:
        found.append(f"Owner: {before.owner} → {after.owner}")
    if before.executive != after.executive:
        found.append(f"Executive lead: {before.executive} → {after.executive}")
    if joining := sorted(set(after.contributors) - set(before.contributors)):
        found.append(f"Joins: {', '.join(joining)}")
    if leaving := sorted(set(before.contributors) - set(after.contributors)):
        found.append(f"No longer a contributor: {', '.join(leaving)}")
    return tuple(found)


def allocated_in_words(count: int) -> str:
    """What was saved."""
    return f"{counted(count, 'item has', 'items have')} new posts."


@dataclass(frozen=True)
class PostsPanel:
    """What an item's page says of its posts beside their names; `href` is for those who give items out."""

    warnings: tuple[str, ...]
    text: str
    href: str
    reason: str


def posts_panel(progress: ItemProgress, reference: str, by: Actor, today: date) -> PostsPanel:
    """The panel of an item's page."""
    posts = [progress.owner, progress.executive_lead]
    verdict = may_be_allocated(reference=reference, by=by, today=today)
    return PostsPanel(
        tuple(
            f"Nobody who may sign in holds or covers the post “{post.title}” today."
            for post in posts
            if post is not None and not post.people
        ),
        "Change whose it is" if progress.owner else "Give it to a post",
        page_at("allocations.of_item", reference=reference),
        verdict.reason,
    )
