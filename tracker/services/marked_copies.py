"""Mark-up outside: a stamped draft goes out, its marked-up copy comes back and waits for decisions."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from tracker.documents.letter import write_letter
from tracker.domain.audit import Change, EventName, Subject
from tracker.domain.draft_marks import DraftPart, read_stamp, stamp_of
from tracker.domain.letter_places import KeyedParagraph
from tracker.domain.marked_copies import MarkedCopy
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import UNDER_WAY
from tracker.models.base import db
from tracker.models.marked_copy import MarkedUpCopy, SentDraft, SentParagraph
from tracker.models.response import Response
from tracker.models.stored_file import StoredFile
from tracker.queries.marked_copies import copies_of, marked_copy, next_number, sent_draft
from tracker.readers import UnreadableFile
from tracker.readers.marked_up import read_marked_up
from tracker.services.draft_targets import targeted_draft
from tracker.services.history import record
from tracker.services.letter_imports import keep_file
from tracker.services.reports import require
from tracker.services.responses import get_response
from tracker.services.writing import claim, verb


def require_under_way(response: Response) -> None:
    """Raise Invalid where the letter is not in preparation: mark-up is for drafts."""
    if response.status not in UNDER_WAY:
        raise Invalid({"file": f"This letter is {response.status.label.lower()}: only a draft is marked up."})


def subject_of_draft(response: Response, draft: SentDraft) -> Subject:
    """The draft as the history names it."""
    return Subject("sent_draft", draft.id, f"{response.reference} draft {draft.number}")


def subject_of_copy(response: Response, draft: SentDraft, copy: MarkedUpCopy) -> Subject:
    """The marked-up copy as the history names it."""
    return Subject("marked_copy", copy.id, f"{response.reference} draft {draft.number} copy {copy.id}")


@verb
def send_draft(*, response: Response, by: Actor, now: datetime, today: date) -> SentDraft:
    """Make a draft of the letter for mark-up outside and keep it with the paragraphs that it carries."""
    require(may(by, Ability.EDIT_RESPONSES))
    require_under_way(response)
    made = targeted_draft(response=response, by=by, today=today)
    number = next_number(db.session(), response)
    stamp = stamp_of(response.reference, number)
    # The picture of the signature is released when the letter is issued, and not before.
    content = write_letter(replace(made.letter, signature=None), draft=stamp)
    file = keep_file(name=f"{response.reference}-draft-{number}.docx", content=content, by=by, now=now)
    draft = SentDraft(
        response_id=response.id,
        number=number,
        file_id=file.id,
        made_at=now,
        made_by=by.name,
        paragraphs=[
            SentParagraph(
                position=n,
                key=one.key,
                part=DraftPart(one.target.part),
                item_id=one.target.item_id,
                text=one.text,
            )
            for n, one in enumerate(made.paragraphs)
        ],
    )
    db.session.add(draft)
    db.session.flush()
    change = Change(subject_of_draft(response, draft), "file_sha256", None, file.sha256)
    record(name=EventName.DRAFT_SENT_OUT, by=by, now=now, changes=[change])
    return draft


def draft_file(*, response: Response, number: int, by: Actor) -> tuple[str, bytes]:
    """The name and bytes of a draft that went out; NotHere without one, or once it is destroyed."""
    require(may(by, Ability.EDIT_RESPONSES))
    draft = sent_draft(db.session(), response, number)
    file = db.session.get_one(StoredFile, draft.file_id) if draft else None
    if file is None or file.content is None:
        raise NotHere("There is no such draft of this letter here.")
    return file.name, file.content


@verb
def receive_copy(*, response: Response, name: str, content: bytes, by: Actor, now: datetime) -> MarkedUpCopy:
    """Take in a marked-up copy of a draft of this letter; Invalid says why a file cannot be one."""
    require(may(by, Ability.EDIT_RESPONSES))
    require_under_way(response)
    draft = _draft_of(response, _read(name, content, None))
    _read(name, content, draft)
    sha256 = hashlib.sha256(content).hexdigest()
    for copy, _, file in copies_of(db.session(), response):
        if file.sha256 == sha256 and copy.left_at is None:
            raise Invalid({"file": "This very file is here already and waits for its decisions below."})
    file = keep_file(name=name, content=content, by=by, now=now)
    copy = MarkedUpCopy(draft_id=draft.id, file_id=file.id, received_at=now, received_by=by.name)
    db.session.add(copy)
    db.session.flush()
    subject = subject_of_copy(response, draft, copy)
    record(
        name=EventName.COPY_RECEIVED,
        by=by,
        now=now,
        changes=[Change(subject, "file_sha256", None, file.sha256)],
    )
    return copy


def _draft_of(response: Response, copy: MarkedCopy) -> SentDraft:
    stamp = read_stamp(copy.version)
    if stamp is None:
        raise Invalid(
            {
                "file": "This file does not say which draft it is a copy of. Upload a copy made of a "
                "draft downloaded here, with its stamp (“DRAFT – … – version …”) at the head of the page."
            }
        )
    reference, number = stamp
    if reference != response.reference:
        raise Invalid({"file": f"This is a copy of another letter, {reference}: upload it on its page."})
    draft = sent_draft(db.session(), response, number)
    if draft is None:
        raise Invalid(
            {"file": f"This is a copy of version {number} of the draft, which was never made here."}
        )
    return draft


def _read(name: str, content: bytes, draft: SentDraft | None) -> MarkedCopy:
    base = [KeyedParagraph(one.key, one.text) for one in draft.paragraphs] if draft else []
    try:
        return read_marked_up(name, content, base)
    except UnreadableFile as reason:
        raise Invalid({"file": str(reason)}) from reason


def get_copy(*, key: int, by: Actor, today: date) -> tuple[MarkedUpCopy, SentDraft, Response, StoredFile]:
    """A marked-up copy with its draft, letter and file; NotHere, or NotAllowed under an embargo."""
    require(may(by, Ability.EDIT_RESPONSES))
    session = db.session()
    copy = marked_copy(session, key)
    if copy is None:
        raise NotHere("There is no such marked-up copy.")
    draft = session.get_one(SentDraft, copy.draft_id)
    response = get_response(reference=str(draft.response_id), by=by, today=today)
    return copy, draft, response, session.get_one(StoredFile, copy.file_id)


def read_copy(copy: MarkedUpCopy, draft: SentDraft) -> MarkedCopy:
    """What was done in a copy to the draft that it was made of; NotHere once its file is destroyed."""
    file = db.session.get_one(StoredFile, copy.file_id)
    if file.content is None:
        raise NotHere("The file of this copy was destroyed by a redaction.")
    return _read(file.name, file.content, draft)


@verb
def set_copy_aside(*, copy: MarkedUpCopy, version: int, by: Actor, now: datetime, today: date) -> None:
    """Leave a copy without taking anything of it into the letter; it stays readable."""
    _, draft, response, _ = get_copy(key=copy.id, by=by, today=today)
    claim(copy, version, "marked_copy")
    if copy.left_at is not None:
        raise Invalid({"file": "This copy was applied or set aside already."})
    copy.left_at, copy.left_by = now, by.name
    change = Change(subject_of_copy(response, draft, copy), "left", None, "set aside")
    record(name=EventName.COPY_SET_ASIDE, by=by, now=now, changes=[change])
