"""What was accepted of a marked-up copy goes into the letter's paragraphs and answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change
from tracker.domain.draft_marks import NewText, taken_in
from tracker.domain.markup import join_paragraphs
from tracker.domain.permissions import Ability, Actor, may, may_edit_chief_constable
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Voice
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.marked_copy import SentDraft, SentParagraph
from tracker.models.response import Response
from tracker.queries.commissions import is_commissioned
from tracker.queries.responses import answer_to
from tracker.services.answers import NOT_BEGUN, AnswerDetails, altered_answer, begun_answer
from tracker.services.draft_targets import OPENING, PARAGRAPHS, Target
from tracker.services.letter_details import details_of as letter_details_of
from tracker.services.reopening import reopened
from tracker.services.reports import require
from tracker.services.response_views import ResponseInFull, response_in_full
from tracker.services.responses import altered_letter
from tracker.services.shared_paragraphs import carried_over
from tracker.services.writing import claim


def parts_of(draft: SentDraft) -> dict[Target, list[SentParagraph]]:
    """The draft's paragraphs by the part of the register they were printed from."""
    parts: dict[Target, list[SentParagraph]] = {}
    for one in draft.paragraphs:
        if one.part:
            parts.setdefault(Target(one.part, one.item_id), []).append(one)
    return parts


def texts_now(full: ResponseInFull, target: Target) -> tuple[str, ...]:
    """The paragraphs of one part as they stand."""
    if target.part == OPENING:
        return (full.opening,) if full.opening else ()
    if target.part == PARAGRAPHS:
        return full.paragraphs
    item = next((one for one in full.items if one.id == target.item_id), None)
    if item is None:
        return ()
    texts = {Voice.CHIEF_CONSTABLE: item.chief_constable, Voice.PCC: item.pcc, Voice.REPLY: item.reply}
    return texts[Voice(target.part)]


def may_change(target: Target, response: Response, by: Actor) -> Verdict:
    """Whether this person may write the part."""
    if target.part in (OPENING, PARAGRAPHS):
        return may(by, Ability.EDIT_RESPONSES)
    if target.part == Voice.CHIEF_CONSTABLE:
        asked = is_commissioned(db.session(), response.id, target.item_id or 0)
        return may_edit_chief_constable(by, is_commissioned=asked)
    return may(by, Ability.EDIT_PCC_RESPONSES)


def taken_into_letter(
    response: Response,
    draft: SentDraft,
    accepted: Mapping[Target, Mapping[int, NewText]],
    *,
    by: Actor,
    now: datetime,
    today: date,
) -> list[Change]:
    """Take the accepted texts in, part by part; the changes, for the caller's one event."""
    full = response_in_full(response=response, by=by, today=today)
    parts = parts_of(draft)
    texts: dict[Target, str] = {}
    for target, new in accepted.items():
        require(may_change(target, response, by))
        went_out = [one.text for one in parts[target]]
        texts[target] = join_paragraphs(taken_in(went_out, texts_now(full, target), new))
    changes = _letter_changes(response, texts, now)
    for item_id in dict.fromkeys(target.item_id for target in texts if target.item_id is not None):
        voices = {target.part: text for target, text in texts.items() if target.item_id == item_id}
        changes += _answer_changes(response, db.session.get_one(Item, item_id), voices, now)
    return changes


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
