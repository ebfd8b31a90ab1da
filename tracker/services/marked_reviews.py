"""The review of a marked-up copy: what came back beside what stands now."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.draft_marks import Decision, MarkedText, places_now
from tracker.domain.marked_copies import MarkedChange, MarkedComment, MarkedCopy, moved_together
from tracker.domain.markup import canonical, join_paragraphs
from tracker.domain.permissions import Actor
from tracker.models.marked_copy import MarkedUpCopy, SentDraft, SentParagraph
from tracker.models.response import Response
from tracker.services.draft_taking import may_change, parts_of, texts_now
from tracker.services.draft_targets import Target, where_it_stands
from tracker.services.marked_copies import get_copy, read_copy
from tracker.services.response_views import response_in_full

FIXED = "This part of the letter is not changed by mark-up: change it on the letter’s own pages."
NEW = "new"


@dataclass(frozen=True)
class Reviewed:
    """One paragraph that something was done to; `why_not` says why it cannot be taken in, "" where it can.

    `number` is its place in its part of the draft, or that of the paragraph a wholly new one follows.
    """

    text: MarkedText
    where: str
    target: Target
    number: int
    changes: tuple[MarkedChange, ...]
    comments: tuple[MarkedComment, ...]
    why_not: str
    decision: Decision | None

    @property
    def is_new(self) -> bool:
        """Whether it is a paragraph that was not in the draft at all."""
        return self.text.key.startswith(f"{NEW}_")

    @property
    def is_conflict(self) -> bool:
        """Whether the paragraph was changed or taken out here meanwhile."""
        return not self.is_new and self.has_words and self.text.is_conflict

    @property
    def has_words(self) -> bool:
        """Whether anything but comments came back for it."""
        text = self.text
        return canonical(text.went_out) != canonical(text.came_back) or text.is_joined

    @property
    def wants_decision(self) -> bool:
        """Whether a person has to accept or refuse it."""
        return self.has_words and not self.why_not and not self.text.is_settled


@dataclass(frozen=True)
class CopyComment:
    """A comment of the copy, under the key by which it is decided whether it goes into the margin."""

    key: str
    number: int
    said: MarkedComment
    row: Reviewed


@dataclass(frozen=True)
class Review:
    """Everything of a copy that a person looks at; `seen` tells the texts that it was held against."""

    rows: tuple[Reviewed, ...]
    seen: str
    decisions: Mapping[str, Decision]

    @property
    def comments(self) -> tuple[CopyComment, ...]:
        """The comments in the copy's margin, in reading order."""
        said = [(row, one) for row in self.rows for one in row.comments]
        return tuple(CopyComment(f"comment_{n}", n, one, row) for n, (row, one) in enumerate(said, start=1))

    def moved_with(self, row: Reviewed) -> tuple[Reviewed, ...]:
        """The other paragraphs that words were moved to or from."""
        groups = moved_together({one.text.key: one.changes for one in self.rows})
        keys = next((group for group in groups if row.text.key in group), frozenset())
        return tuple(one for one in self.rows if one.text.key in keys - {row.text.key})

    @property
    def to_decide(self) -> tuple[Reviewed, ...]:
        """The paragraphs to accept or refuse."""
        return tuple(row for row in self.rows if row.wants_decision)


def review_of(*, copy: MarkedUpCopy, by: Actor, today: date) -> Review:
    """The copy, held against the letter as it stands now."""
    copy, draft, response, _ = get_copy(key=copy.id, by=by, today=today)
    return _review(copy, draft, response, read_copy(copy, draft), by, today)


def _review(
    copy: MarkedUpCopy, draft: SentDraft, response: Response, read: MarkedCopy, by: Actor, today: date
) -> Review:
    full = response_in_full(response=response, by=by, today=today)
    decisions = {one.key: one.decision for one in copy.decisions}
    parts = parts_of(draft)
    now = {target: texts_now(full, target) for target in parts}
    places = {target: places_now([one.text for one in rows], now[target]) for target, rows in parts.items()}
    rows = list(_rows(draft, read, parts, now, places))
    made = tuple(
        replace(row, why_not=_why_not(row.target, response, by), decision=decisions.get(row.text.key))
        for row in rows
    )
    words = [f"{target.part}\n{target.item_id}\n{join_paragraphs(texts)}" for target, texts in now.items()]
    return Review(made, hashlib.sha256("\n\n".join(words).encode()).hexdigest(), decisions)


def _rows(
    draft: SentDraft,
    read: MarkedCopy,
    parts: dict[Target, list[SentParagraph]],
    now: dict[Target, tuple[str, ...]],
    places: dict[Target, tuple[int | None, ...]],
) -> Iterator[Reviewed]:
    sent = {one.key: one for one in draft.paragraphs}
    names = where_it_stands(draft)
    new_after: dict[str, list[Reviewed]] = {}
    for count, extra in enumerate(read.unmatched, start=1):
        before = sent.get(extra.after_key)
        target = Target(before.part, before.item_id) if before else Target("")
        number = parts[target].index(before) if before and target.part else 0
        # It is in the letter already where somebody typed it there too.
        is_here = canonical(extra.text) in [canonical(one) for one in now.get(target, ())]
        text = MarkedText(f"{NEW}_{count}", "", extra.text, extra.text if is_here else None)
        where = f"New, after: {names.get(extra.after_key, 'the start of the letter')}"
        row = Reviewed(text, where, target, number, extra.changes, extra.comments, "", None)
        new_after.setdefault(extra.after_key, []).append(row)
    yield from new_after.pop("", [])
    for one in read.paragraphs:
        target = Target(sent[one.key].part, sent[one.key].item_id)
        number = parts[target].index(sent[one.key]) if target.part else 0
        place = places[target][number] if target.part else None
        stands = now[target][place] if place is not None else (one.base_text if not target.part else None)
        if one.is_changed or one.comments:
            text = MarkedText(one.key, one.base_text, one.new_text, stands, one.is_joined)
            yield Reviewed(text, names[one.key], target, number, one.changes, one.comments, "", None)
        yield from new_after.pop(one.key, [])


def _why_not(target: Target, response: Response, by: Actor) -> str:
    """The reason why this person cannot take a change into this part; "" where they can."""
    if not target.part:
        return FIXED
    return may_change(target, response, by).reason
