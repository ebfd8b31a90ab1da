"""Owners' updates in words: one of them, those of an item, and the panel of the item's page."""

from dataclasses import dataclass

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import OwnRating
from tracker.queries.progress_updates import NothingNew
from tracker.services.update_views import UpdateRecorded, UpdatesOfItem
from tracker.web.presenting import Tag, Tone, counted

ON_THE_PANEL = 1
BESIDE_THE_FORM = 8


@dataclass(frozen=True)
class UpdateLine:
    """One update as a page prints it; a late note has no rating."""

    key: int
    title: str
    tag: OwnRating | Tag
    done: str
    next_steps: str
    board_text: str


@dataclass(frozen=True)
class UpdatesPanel:
    """The updates of an item as its pages print them; the refusals are "" where the act is possible."""

    reference: str
    seen: int
    lines: tuple[UpdateLine, ...]
    nothing_new: str
    may_record: bool
    why_not: str
    why_not_nothing_new: str
    is_late: bool
    new_href: str
    nothing_new_href: str
    all_href: str
    count: int

    @property
    def newest(self) -> tuple[UpdateLine, ...]:
        """What the item's page shows."""
        return self.lines[:ON_THE_PANEL]

    @property
    def beside(self) -> tuple[UpdateLine, ...]:
        """What stands beside the form."""
        return self.lines[:BESIDE_THE_FORM]

    @property
    def all_in_words(self) -> str:
        """The words of the link to the page with every update."""
        return f"All {self.count} updates" if self.count > 1 else ""


def updates_panel(view: UpdatesOfItem) -> UpdatesPanel:
    """Everything that is printed of an item's updates."""
    reference = view.reference
    return UpdatesPanel(
        reference=reference,
        seen=view.seen,
        lines=tuple(update_line(one) for one in view.updates),
        nothing_new=nothing_new_in_words(view.nothing_new),
        may_record=bool(view.may_record),
        why_not=view.may_record.reason,
        why_not_nothing_new=view.may_say_nothing_new.reason,
        is_late=view.is_late,
        new_href=url_for("updates.new", reference=reference),
        nothing_new_href=url_for("updates.nothing_new", reference=reference),
        all_href=url_for("updates.index", reference=reference),
        count=len(view.updates),
    )


def update_line(update: UpdateRecorded) -> UpdateLine:
    """One update in words."""
    return UpdateLine(
        key=update.key,
        title=f"{date_in_words(update.recorded_on)}, {update.recorded_by}",
        tag=update.own_rating or Tag("Late note", Tone.GREY),
        done="Nothing new." if update.is_nothing_new else update.done,
        next_steps=update.next_steps,
        board_text=update.board_text,
    )


def nothing_new_in_words(said: NothingNew | None) -> str:
    """How often in a row nothing new was said, "" where something was."""
    if said is None:
        return ""
    return f"Nothing new said {counted(said.times, 'time')}, last on {date_in_words(said.last_on)}."
