"""The owner's words: opened, drafted in the browser or on the Word form, returned to the inspection lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from tracker.documents.answer_form import AnswerForm, FormItem, write_answer_form
from tracker.domain.answer_forms import ExpectedForm, ReturnedForm
from tracker.domain.audit import Change, EventName, differences
from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.commissions import may_draft, may_read_draft
from tracker.domain.items import heading_of
from tracker.domain.markup import join_paragraphs, paragraphs_of
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.base import db
from tracker.models.commission import Commission
from tracker.models.office import Post
from tracker.models.response import Answer, Response
from tracker.queries.commissions import CommissionRow, asked_about, commissions_of, posts_held
from tracker.queries.offices import parts_on, post_by_slug
from tracker.queries.responses import answer_to, reports_of
from tracker.readers.answer_forms import read_answer_form
from tracker.readers.unreadable import UnreadableFile
from tracker.services.answers import NOT_BEGUN, AnswerDetails, altered_answer, begun_answer
from tracker.services.apart import Apart, writing_apart
from tracker.services.commissions import commission_subject, facts_of, progress_of
from tracker.services.history import record
from tracker.services.invitations import FileToHandOut
from tracker.services.items import get_item
from tracker.services.letter_details import MAX_TEXT
from tracker.services.reports import require
from tracker.services.responses import get_response
from tracker.services.writing import claim, verb


def get_asked(*, reference: str, by: Actor, today: date) -> CommissionRow:
    """What was asked about an item: of this person's posts, or for the force inspection lead of any.

    NotHere for what was asked of others; NotAllowed while its report is under embargo for this person.
    """
    require(may(by, Ability.ANSWER_COMMISSIONS))
    session = db.session()
    item, _ = get_item(reference=reference, by=by, today=today)
    held = posts_held(session, by.account_id, today)
    found = asked_about(session, item.id, held)
    if found is None and may(by, Ability.CLEAR_COMMENTS):
        found = asked_about(session, item.id, None)
    if found is None:
        raise NotHere(f"Nothing is asked of you about {item.reference}.")
    get_response(reference=str(found.response.id), by=by, today=today)
    return found


def mark_opened(*, row: Commission, by: Actor, now: datetime, today: date) -> None:
    """Note that an owner looked at the request for the first time; no act of the register."""
    if row.opened_at is not None or row.post_id not in posts_held(db.session(), by.account_id, today):
        return
    key = row.id
    with writing_apart(Apart.OPENED) as connection:
        connection.execute(
            update(Commission)
            .where(Commission.id == key, Commission.opened_at.is_(None))
            .values(opened_at=now)
        )


@verb
def save_draft(*, row: CommissionRow, version: int, text: str, by: Actor, now: datetime, today: date) -> None:
    """Keep the draft on one item; it goes to nobody but its post and the force inspection lead."""
    changes = _written(row, version, text, by=by, now=now, today=today)
    record(name=EventName.COMMENTS_DRAFTED, by=by, now=now, changes=changes)


@verb
def return_draft(
    *, row: CommissionRow, version: int, text: str, by: Actor, now: datetime, today: date
) -> bool:
    """Return the draft on one item to the force inspection lead; whether its words became the comments.

    Where the lead has written the comments meanwhile, they stay, and the draft lies beside them.
    """
    changes = _written(row, version, text, by=by, now=now, today=today)
    returned, is_taken = _returned(row, by=by, now=now)
    record(name=EventName.COMMENTS_RETURNED, by=by, now=now, changes=[*changes, *returned])
    return is_taken


@verb
def take_form(
    *,
    response: Response,
    post: Post,
    texts: Mapping[str, str],
    versions: Mapping[str, int],
    by: Actor,
    now: datetime,
    today: date,
) -> int:
    """Take over the words of a returned form, item by item, and return them; how many items these are.

    `versions` are those of the preview, so that what was saved meanwhile is never overwritten unseen.
    """
    rows = {row.item.reference: row for row in _rows_of(response, post)}
    chosen = {item: text for item, text in texts.items() if not is_blank(text)}
    unknown = sorted(set(chosen) - set(rows))
    if unknown:
        raise Invalid({"file": f"{', '.join(unknown)} was not asked of {post.title} in this letter."})
    if not chosen:
        raise Invalid({"file": "There are no words to take over."})
    changes = []
    for item, text in chosen.items():
        row = rows[item]
        changes += _written(row, versions.get(item, -1), text, by=by, now=now, today=today)
        changes += _returned(row, by=by, now=now)[0]
    record(name=EventName.COMMENTS_RETURNED, by=by, now=now, changes=changes)
    return len(chosen)


def _written(
    row: CommissionRow, version: int, text: str, *, by: Actor, now: datetime, today: date
) -> list[Change]:
    """A draft written inside a larger act; NotAllowed when it is not this person's turn."""
    session = db.session()
    commission = session.get_one(Commission, row.commission.id)
    response, item = session.get_one(Response, commission.response_id), row.item
    holds = commission.post_id in posts_held(session, by.account_id, today)
    require(may_read_draft(by, holds_post=holds))
    claim(commission, version, "commission")
    state = progress_of(commission, answer_to(session, response, item)).state
    require(may_draft(by, holds_post=holds, status=response.status, state=state))
    if len(text) > MAX_TEXT:
        raise Invalid({"draft": f"This must be {MAX_TEXT:,} characters or fewer; it has {len(text):,}."})
    before = facts_of(commission)
    commission.draft = join_paragraphs(paragraphs_of(clean_text(text)))
    commission.drafted_at = now
    commission.opened_at = commission.opened_at or now
    session.flush()
    return differences(commission_subject(commission, response, item), before, facts_of(commission))


def _returned(row: CommissionRow, *, by: Actor, now: datetime) -> tuple[list[Change], bool]:
    session = db.session()
    commission = session.get_one(Commission, row.commission.id)
    response, item = session.get_one(Response, commission.response_id), row.item
    if is_blank(commission.draft):
        raise Invalid({"draft": "Write the comments before you return them."})
    commission.returned_at, commission.returned_by = now, by.name
    session.flush()
    subject = commission_subject(commission, response, item)
    changes = [Change(subject, "returned", None, "returned")]
    answer = answer_to(session, response, item)
    if answer is not None and not is_blank(answer.chief_constable) and not _is_earlier(answer, commission):
        return changes, answer.chief_constable == commission.draft
    answer = begun_answer(
        response=response, item=item, version=answer.version if answer is not None else NOT_BEGUN
    )
    words = AnswerDetails(chief_constable=commission.draft)
    changes += altered_answer(response=response, item=item, answer=answer, details=words, now=now)
    commission.taken = commission.draft
    return changes, True


def _is_earlier(answer: Answer, commission: Commission) -> bool:
    """Whether the comments are what this owner returned before, untouched since."""
    return bool(commission.taken) and answer.chief_constable == commission.taken


def _rows_of(response: Response, post: Post) -> list[CommissionRow]:
    return [
        row
        for row in commissions_of(db.session(), response.id)
        if row.commission.post_id == post.id and row.commission.asked_at is not None
    ]


@dataclass(frozen=True)
class AskedForm:
    """The form that goes to a post for a letter, with the rows it asks about."""

    response: Response
    post: Post
    version: int
    due_on: date
    rows: tuple[CommissionRow, ...]


def get_form(*, reference: str, post: str, by: Actor, today: date) -> AskedForm:
    """The form of one post; NotHere unless this person holds the post or asks its owners."""
    session = db.session()
    response = get_response(reference=reference, by=by, today=today)
    found = post_by_slug(session, post)
    rows = _rows_of(response, found) if found else []
    is_office = bool(may(by, Ability.COMMISSION_OWNERS))
    holds = found is not None and found.id in posts_held(session, by.account_id, today)
    if found is None or not rows or not (is_office or may_read_draft(by, holds_post=holds)):
        raise NotHere(f"There is no form of {response.reference} for you here.")
    days = [row.commission.due_on for row in rows if row.commission.due_on]
    version = max(row.commission.form_version for row in rows)
    return AskedForm(response, found, version, min(days), tuple(rows))


def form_file(*, form: AskedForm, today: date) -> FileToHandOut:
    """The Word form: the items and the questions, and a field for each; it carries nobody's draft."""
    session = db.session()
    parts = parts_on(session, today, today)
    first = form.rows[0].commission
    asked_at = max(row.commission.asked_at for row in form.rows if row.commission.asked_at)
    made = AnswerForm(
        reference=form.response.reference,
        version=form.version,
        owner=form.post.title,
        asked_by=first.asked_by or "The office",
        return_to=first.asked_by or "the force inspection lead",
        due_on=form.due_on,
        force=parts.force_name or "the force",
        report_titles=tuple(report.title for report in reports_of(session, form.response)),
        items=tuple(_form_item(row) for row in form.rows),
        marking=None,
        author=parts.body_name or "Section 55 responses",
        made_at=asked_at,
    )
    name = f"{form.response.reference} {form.post.slug} form {form.version}.docx"
    return FileToHandOut(name, write_answer_form(made))


def _form_item(row: CommissionRow) -> FormItem:
    item, questions = row.item, row.commission.questions
    text = item.text if is_blank(questions) else f"{item.text}\n\nAsked of you: {questions}"
    return FormItem(
        item.reference,
        heading_of(item.kind, item.number, item.heading),
        text,
        tuple(deadline.phrase for deadline in item.deadlines),
    )


def read_form(*, form: AskedForm, name: str, content: bytes) -> ReturnedForm:
    """What a returned form says, before anything is saved; Invalid for what cannot be this form."""
    items = tuple(row.item.reference for row in form.rows)
    try:
        found = read_answer_form(name, content, ExpectedForm(form.response.reference, form.version, items))
    except UnreadableFile as refusal:
        raise Invalid({"file": str(refusal)}) from refusal
    if found.reference and found.reference != form.response.reference:
        raise Invalid(
            {
                "file": f"This is the form of another letter, {found.reference}: it was not taken. "
                f"Choose the form of {form.response.reference}."
            }
        )
    return found
