"""Commissioning: invite the Chief Constable's comments, ask owners, and hand the cleared words over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.commissions import (
    CommissionState,
    HolderUnderEmbargo,
    Progress,
    problem_with_embargo,
    problem_with_invitation,
    problems_with_ask,
)
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.response_moves import Move
from tracker.domain.verdict import refused
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.base import db
from tracker.models.commission import Commission
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.response import Answer, Response
from tracker.queries.commissions import (
    commission_of,
    commissions_of,
    highest_form_version,
    holders_of_post,
    newest_invitation,
)
from tracker.queries.offices import post_by_slug
from tracker.queries.responses import answer_to, reports_of
from tracker.services.history import record
from tracker.services.invitations import items_to_ask, keep_invitation, last_day_of
from tracker.services.letter_details import subject_of
from tracker.services.reports import require
from tracker.services.response_moves import begun, moved
from tracker.services.writing import claim, verb

NOT_ASKED = 0
"""The version of a commission that does not exist yet."""


@dataclass(frozen=True)
class Ask:
    """What is asked of whom: an item, the slug of the post, questions, and the day to return it by."""

    item: str
    post: str
    questions: str
    due_on: date | None


@verb
def invite(
    *,
    response: Response,
    version: int,
    comments_by: date | None,
    send_to: str,
    asks: Sequence[Ask],
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Invite the Chief Constable's comments by a day (s.55(4)) and ask each owner, in one act."""
    require(may(by, Ability.COMMISSION_OWNERS))
    begun(Move.INVITE, response, version, by=by, today=today)
    problems = {}
    if problem := problem_with_invitation(comments_by, today, last_day_of(response)):
        problems["comments_by"] = problem
    wanted = {item.reference: item for item in items_to_ask(response)}
    for ask in asks:
        if ask.item not in wanted:
            problems[f"post-{ask.item}"] = f"{ask.item} is not an item of this letter for the force."
    if wanted and not asks:
        problems["asks"] = "Choose a post for at least one item: nobody would be asked."
    if problems:
        raise Invalid(problems)
    assert comments_by is not None
    kept = keep_invitation(
        response=response,
        comments_by=comments_by,
        send_to=clean_line(send_to).strip(),
        by=by,
        now=now,
        today=today,
    )
    changes = [moved(response, Move.INVITE)]
    changes.append(Change(subject_of(response), "comments_by", None, as_text(kept.comments_by)))
    changes += _asked(response, asks, wanted, comments_by=comments_by, by=by, now=now, today=today)
    record(name=EventName.COMMENTS_INVITED, by=by, now=now, changes=changes)


@verb
def ask_owner(
    *, response: Response, item: Item, version: int, ask: Ask, by: Actor, now: datetime, today: date
) -> None:
    """Ask about one item more, or ask another post, with other questions or by another day."""
    require(may(by, Ability.COMMISSION_OWNERS))
    invitation = newest_invitation(db.session(), response.id)
    if response.status is not ResponseStatus.WITH_THE_FORCE or invitation is None:
        raise NotAllowed(refused("Owners are asked while the response is with the force: invite first."))
    wanted = {one.reference: one for one in items_to_ask(response)}
    if item.reference not in wanted:
        raise NotHere(f"{response.reference} asks nothing of the force about {item.reference}.")
    row = commission_of(db.session(), response.id, item.id)
    if row is not None:
        claim(row, version, "commission")
        if progress_of(row, answer_to(db.session(), response, item)).state is CommissionState.CLEARED:
            raise NotAllowed(refused("The Chief Constable has cleared these comments already."))
    changes = _asked(response, [ask], wanted, comments_by=invitation.comments_by, by=by, now=now, today=today)
    record(name=EventName.OWNER_ASKED, by=by, now=now, changes=changes)


def _asked(
    response: Response,
    asks: Sequence[Ask],
    wanted: dict[str, Item],
    *,
    comments_by: date,
    by: Actor,
    now: datetime,
    today: date,
) -> list[Change]:
    """Commissions for these requests; Invalid naming each item whose request does not hold."""
    session = db.session()
    problems: dict[str, str] = {}
    for ask in asks:
        found = problems_with_ask(ask.questions, ask.due_on, comments_by=comments_by, today=today)
        post = post_by_slug(session, ask.post)
        if post is None:
            found["post"] = "Choose the post that answers for this item."
        elif problem := _problem_with_embargo(response, post, today):
            found["post"] = problem
        problems |= {f"{part}-{ask.item}": words for part, words in found.items()}
    if problems:
        raise Invalid(problems)
    versions: dict[int, int] = {}
    changes = []
    for ask in asks:
        post = post_by_slug(session, ask.post)
        assert post is not None
        versions.setdefault(post.id, highest_form_version(session, response.id, post.id) + 1)
        changes += _commissioned(response, wanted[ask.item], ask, post, versions[post.id], by, now)
    return changes


def _commissioned(
    response: Response, item: Item, ask: Ask, post: Post, form_version: int, by: Actor, now: datetime
) -> list[Change]:
    session = db.session()
    row = commission_of(session, response.id, item.id)
    before: dict[str, str | None] = {}
    if row is None:
        row = Commission(response_id=response.id, item_id=item.id, post_id=post.id, draft="")
        session.add(row)
    else:
        before = facts_of(row)
        if row.post_id != post.id:
            # Another owner begins afresh: what the first one drafted stays in the history.
            row.opened_at, row.draft, row.drafted_at = None, "", None
            row.returned_at, row.returned_by = None, None
        row.version += 1
    row.post_id, row.questions, row.due_on = post.id, clean_text(ask.questions).strip(), ask.due_on
    row.asked_at, row.asked_by, row.form_version = now, by.name, form_version
    session.flush()
    return differences(commission_subject(row, response, item), before, facts_of(row))


def _problem_with_embargo(response: Response, post: Post, today: date) -> str:
    session = db.session()
    holders = tuple((key, name) for key, name, _ in holders_of_post(session, post.id, today))
    for report in reports_of(session, response):
        if report.is_embargoed and today < report.published_on:
            readers = frozenset(reader.account_id for reader in report.readers)
            asked = HolderUnderEmbargo(post.title, holders)
            if problem := problem_with_embargo(asked, readers, report.published_on):
                return problem
    return ""


@verb
def propose_owner(
    *, response: Response, item: Item, version: int, post: str, by: Actor, now: datetime
) -> None:
    """Propose which post answers for an item, before the office asks."""
    require(may(by, Ability.CLEAR_COMMENTS))
    session = db.session()
    if item.reference not in {one.reference for one in items_to_ask(response)}:
        raise NotHere(f"{response.reference} asks nothing of the force about {item.reference}.")
    found, row = post_by_slug(session, post), commission_of(session, response.id, item.id)
    if found is None:
        raise Invalid({"post": "Choose the post that should answer for this item."})
    if row is not None and row.asked_at is not None:
        raise NotAllowed(refused("The owner has been asked already: ask another post instead."))
    before: dict[str, str | None] = {}
    if row is None:
        row = Commission(response_id=response.id, item_id=item.id, post_id=found.id, questions="", draft="")
        session.add(row)
    else:
        claim(row, version, "commission")
        before = facts_of(row)
        row.post_id = found.id
    session.flush()
    changes = differences(commission_subject(row, response, item), before, facts_of(row))
    record(name=EventName.OWNER_PROPOSED, by=by, now=now, changes=changes)


@verb
def hand_back(*, response: Response, item: Item, version: int, reason: str, by: Actor, now: datetime) -> None:
    """Hand a returned draft back to its owner with a reason, so that it can be written on."""
    require(may(by, Ability.CLEAR_COMMENTS))
    row = commission_of(db.session(), response.id, item.id)
    if row is None:
        raise NotHere(f"Nobody was asked about {item.reference} in {response.reference}.")
    claim(row, version, "commission")
    reason = clean_text(reason).strip()
    if is_blank(reason):
        raise Invalid({"reason": "Say what the owner should change; the reason stays on record."})
    if progress_of(row, answer_to(db.session(), response, item)).state is not CommissionState.RETURNED:
        raise NotAllowed(refused("Only a draft that was returned and is not cleared can be handed back."))
    change = Change(commission_subject(row, response, item), "returned_at", "returned", None)
    row.returned_at, row.returned_by = None, None
    record(name=EventName.COMMENTS_HANDED_BACK, by=by, now=now, changes=[change], reason=reason)


@verb
def hand_over(*, response: Response, version: int, by: Actor, now: datetime, today: date) -> None:
    """Hand the cleared comments to the office: every item that was asked about is cleared."""
    begun(Move.RETURN, response, version, by=by, today=today)
    still_open = [
        f"{heading_of(row.item.kind, row.item.number, row.item.heading)} ({row.item.reference}): "
        "the Chief Constable has not cleared the comments."
        for row in commissions_of(db.session(), response.id)
        if row.commission.asked_at is not None
        and progress_of(row.commission, row.answer).state is not CommissionState.CLEARED
    ]
    if still_open:
        raise NotAllowed(refused(" ".join(still_open)))
    record(name=EventName.COMMENTS_HANDED_OVER, by=by, now=now, changes=[moved(response, Move.RETURN)])


def progress_of(row: Commission, answer: Answer | None) -> Progress:
    """The moments of a commission as the rules read them."""
    is_cleared = answer is not None and answer.chief_constable_cleared_on is not None
    return Progress(row.asked_at, row.opened_at, row.drafted_at, row.returned_at, is_cleared)


def commission_subject(row: Commission, response: Response, item: Item) -> Subject:
    """The commission as the history names it."""
    return Subject("commission", row.id, f"{response.reference} {item.reference}")


def facts_of(row: Commission) -> dict[str, str | None]:
    """Everything recorded of a commission, in the form the history keeps."""
    post = db.session.get(Post, row.post_id)
    return {
        "post": post.slug if post else None,
        "questions": row.questions,
        "due_on": as_text(row.due_on),
        "draft": row.draft,
        "form_version": as_text(row.form_version),
        "returned": "returned" if row.returned_at else None,
    }
