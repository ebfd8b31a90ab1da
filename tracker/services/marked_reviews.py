"""The review of a marked-up copy: what came back beside what stands now, decided and taken in."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.domain.audit import Change, EventName
from tracker.domain.draft_marks import Decision, MarkedText, NewText, places_now, taken_in
from tracker.domain.marked_copies import MarkedChange, MarkedComment, MarkedCopy
from tracker.domain.markup import canonical, join_paragraphs
from tracker.domain.permissions import Ability, Actor, may, may_edit_chief_constable
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Voice
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.marked_copy import MarkDecision, MarkedUpCopy, SentDraft, SentParagraph
from tracker.models.response import Response
from tracker.queries.commissions import is_commissioned
from tracker.queries.events import last_words_on
from tracker.queries.responses import answer_to
from tracker.services.answers import NOT_BEGUN, AnswerDetails, altered_answer, begun_answer
from tracker.services.draft_targets import OPENING, PARAGRAPHS, Target, where_it_stands
from tracker.services.history import record
from tracker.services.letter_details import details_of as letter_details_of
from tracker.services.marked_copies import get_copy, read_copy, require_under_way, subject_of_copy
from tracker.services.reopening import reopened
from tracker.services.reports import require
from tracker.services.response_views import ResponseInFull, response_in_full
from tracker.services.responses import altered_letter
from tracker.services.shared_paragraphs import carried_over
from tracker.services.writing import claim, verb

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
class Review:
    """Everything of a copy that a person looks at; `seen` tells the texts that it was held against."""

    rows: tuple[Reviewed, ...]
    seen: str

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
    parts = _parts(draft)
    now = {target: _texts_now(full, target) for target in parts}
    places = {target: places_now([one.text for one in rows], now[target]) for target, rows in parts.items()}
    rows = list(_rows(draft, read, parts, now, places))
    made = tuple(
        replace(row, why_not=_why_not(row.target, response, by), decision=decisions.get(row.text.key))
        for row in rows
    )
    words = [f"{target.part}\n{target.item_id}\n{join_paragraphs(texts)}" for target, texts in now.items()]
    return Review(made, hashlib.sha256("\n\n".join(words).encode()).hexdigest())


def _parts(draft: SentDraft) -> dict[Target, list[SentParagraph]]:
    """The draft's paragraphs by the part of the register they were printed from."""
    parts: dict[Target, list[SentParagraph]] = {}
    for one in draft.paragraphs:
        if one.part:
            parts.setdefault(Target(one.part, one.item_id), []).append(one)
    return parts


def _texts_now(full: ResponseInFull, target: Target) -> tuple[str, ...]:
    if target.part == OPENING:
        return (full.opening,) if full.opening else ()
    if target.part == PARAGRAPHS:
        return full.paragraphs
    item = next((one for one in full.items if one.id == target.item_id), None)
    if item is None:
        return ()
    texts = {Voice.CHIEF_CONSTABLE: item.chief_constable, Voice.PCC: item.pcc, Voice.REPLY: item.reply}
    return texts[Voice(target.part)]


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
    return _may_change(target, response, by).reason


def _may_change(target: Target, response: Response, by: Actor) -> Verdict:
    if target.part in (OPENING, PARAGRAPHS):
        return may(by, Ability.EDIT_RESPONSES)
    if target.part == Voice.CHIEF_CONSTABLE:
        asked = is_commissioned(db.session(), response.id, target.item_id or 0)
        return may_edit_chief_constable(by, is_commissioned=asked)
    return may(by, Ability.EDIT_PCC_RESPONSES)


@verb
def keep_decisions(
    *,
    copy: MarkedUpCopy,
    version: int,
    decisions: Mapping[str, Decision | None],
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Keep what was decided so far of a copy, for somebody to go on with."""
    copy, draft, response, _ = get_copy(key=copy.id, by=by, today=today)
    _take(copy, version)
    review = _review(copy, draft, response, read_copy(copy, draft), by, today)
    changes = _decided(copy, draft, response, review, decisions)
    record(name=EventName.COPY_DECIDED, by=by, now=now, changes=changes)


@verb
def apply_copy(
    *,
    copy: MarkedUpCopy,
    version: int,
    seen: str,
    decisions: Mapping[str, Decision | None],
    by: Actor,
    now: datetime,
    today: date,
) -> int:
    """Take what was accepted into the letter, and say how many paragraphs it was.

    Conflict where a text that it is held against changed since `seen`; Invalid while one is undecided.
    """
    copy, draft, response, _ = get_copy(key=copy.id, by=by, today=today)
    require_under_way(response)
    _take(copy, version)
    review = _review(copy, draft, response, read_copy(copy, draft), by, today)
    if review.seen != seen:
        raise Conflict(last_words_on(db.session(), "response", response.id))
    open_rows = [row for row in review.to_decide if decisions.get(row.text.key) is None]
    if open_rows:
        raise Invalid({f"decision-{row.text.key}": f"Accept or refuse: {row.where}." for row in open_rows})
    changes = _decided(copy, draft, response, review, decisions)
    accepted = [row for row in review.to_decide if decisions[row.text.key] is Decision.ACCEPTED]
    changes += _taken_into_letter(response, draft, accepted, by=by, now=now, today=today)
    copy.left_at, copy.left_by, copy.was_applied = now, by.name, True
    subject = subject_of_copy(response, draft, copy)
    changes.append(
        Change(subject, "left", None, f"applied, {len(accepted)} of {len(review.to_decide)} accepted")
    )
    record(name=EventName.COPY_APPLIED, by=by, now=now, changes=changes)
    return len(accepted)


def _take(copy: MarkedUpCopy, version: int) -> None:
    claim(copy, version, "marked_copy")
    if copy.left_at is not None:
        raise Invalid({"version": "This copy was applied or set aside already."})


def _decided(
    copy: MarkedUpCopy,
    draft: SentDraft,
    response: Response,
    review: Review,
    decisions: Mapping[str, Decision | None],
) -> list[Change]:
    subject = subject_of_copy(response, draft, copy)
    kept = {one.key: one for one in copy.decisions}
    changes = []
    for key in [row.text.key for row in review.to_decide]:
        new, old = decisions.get(key), kept.get(key)
        before = old.decision if old else None
        if new is before:
            continue
        changes.append(Change(subject, f"decision {key}", before, new))
        if old is not None and new is not None:
            old.decision = new
        elif old is not None:
            copy.decisions.remove(old)
        elif new is not None:
            copy.decisions.append(MarkDecision(key=key, decision=new))
    db.session.flush()
    return changes


def _taken_into_letter(
    response: Response, draft: SentDraft, accepted: list[Reviewed], *, by: Actor, now: datetime, today: date
) -> list[Change]:
    full = response_in_full(response=response, by=by, today=today)
    parts = _parts(draft)
    texts: dict[Target, str] = {}
    for target in dict.fromkeys(row.target for row in accepted):
        require(_may_change(target, response, by))
        rows = [row for row in accepted if row.target == target]
        went_out = [one.text for one in parts[target]]
        new = taken_in(went_out, _texts_now(full, target), _by_number(rows))
        texts[target] = join_paragraphs(new)
    changes = _letter_changes(response, texts, now)
    for item_id in dict.fromkeys(target.item_id for target in texts if target.item_id is not None):
        voices = {target.part: text for target, text in texts.items() if target.item_id == item_id}
        changes += _answer_changes(response, db.session.get_one(Item, item_id), voices, now)
    return changes


def _by_number(rows: list[Reviewed]) -> dict[int, NewText]:
    made: dict[int, NewText] = {}
    for row in rows:
        known = made.get(row.number, NewText())
        if row.is_new:
            made[row.number] = replace(known, added=(*known.added, row.text.came_back))
        else:
            made[row.number] = replace(known, text=row.text.came_back, is_joined=row.text.is_joined)
    return made


def _letter_changes(response: Response, texts: dict[Target, str], now: datetime) -> list[Change]:
    wanted = {part: texts[Target(part)] for part in (OPENING, PARAGRAPHS) if Target(part) in texts}
    if not wanted:
        return []
    claim(response, response.version, "response")
    details = letter_details_of(response)
    if OPENING in wanted:
        details = replace(details, opening=wanted[OPENING])
    if PARAGRAPHS in wanted:
        details = replace(details, paragraphs=wanted[PARAGRAPHS])
    return altered_letter(response=response, details=details, now=now)


def _answer_changes(response: Response, item: Item, voices: dict[str, str], now: datetime) -> list[Change]:
    known = answer_to(db.session(), response, item)
    answer = begun_answer(response=response, item=item, version=known.version if known else NOT_BEGUN)
    before = answer.pcc
    # The position stays what it is: it is written together with the PCC's response.
    details = AnswerDetails(**voices, stance=answer.stance if "pcc" in voices else None)
    changes = altered_answer(response=response, item=item, answer=answer, details=details, now=now)
    if "pcc" in voices:
        shared = carried_over(response=response, answer=answer, before=before, also=(), everywhere=False)
        changes += reopened(response, shared, now=now)
    return changes
