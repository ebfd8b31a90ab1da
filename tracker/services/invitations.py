"""The invitation to comment (Police Act 1996, s.55(4)): made once and kept as it went out."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.documents.email_message import Attachment, Email, Mailbox, NotAnAddress, write_eml
from tracker.documents.invitation import (
    WORD_TYPE,
    InvitedReport,
    invitation_email_text,
    invitation_subject,
    write_invitation,
)
from tracker.documents.invitation import Invitation as InvitationToWrite
from tracker.documents.letter import MissingFromLetter
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.statutory_clock import Regime, last_day_to_publish, regime
from tracker.domain.vocabulary import BodyKind, ForWhom, ItemKind, OffListReason
from tracker.domain.wording import without_full_stop
from tracker.models.base import db
from tracker.models.commission import Invitation
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.models.stored_file import StoredFile
from tracker.queries.accounts import account_by_id
from tracker.queries.commissions import newest_invitation
from tracker.queries.items import items_of_reports
from tracker.queries.offices import body_on, holder_of, parts_on
from tracker.queries.responses import reports_of
from tracker.services.letter_imports import keep_file
from tracker.services.reports import require

NOT_FOR_THE_FORCE = (ForWhom.OTHERS, ForWhom.PCC)


@dataclass(frozen=True)
class FileToHandOut:
    """A file for a download."""

    name: str
    content: bytes


def items_to_ask(response: Response) -> list[Item]:
    """The items of a letter on which the force has something to say, in the letter's order."""
    found = items_of_reports(db.session(), [row.report_id for row in response.reports])
    return [
        item
        for item in found
        if item.for_whom not in NOT_FOR_THE_FORCE
        and item.off_list_reason is not OffListReason.RECORDED_IN_ERROR
    ]


def last_day_of(response: Response) -> date | None:
    """The earliest last day to publish among the letter's reports (s.55(5A)); None where no limit applies."""
    days = [
        last_day_to_publish(report.published_on)
        for report in reports_of(db.session(), response)
        if regime(report.kind, report.published_on) is Regime.SECTION_55
    ]
    return min(days, default=None)


def keep_invitation(
    *, response: Response, comments_by: date, send_to: str, by: Actor, now: datetime, today: date
) -> Invitation:
    """The invitation of today, made and kept inside a larger act; Invalid where a part of it is unknown."""
    made = _to_write(response, comments_by, now, today)
    try:
        content = write_invitation(made)
    except MissingFromLetter as missing:
        lacks = ", ".join(missing.names)
        raise Invalid(
            {"letter": f"The invitation lacks {lacks}: add it under Offices and people."}
        ) from missing
    if send_to:
        check_address(send_to, now)
    file = keep_file(name=f"{response.reference} invitation to comment.docx", content=content, by=by, now=now)
    kept = Invitation(
        response_id=response.id,
        comments_by=comments_by,
        invited_at=now,
        invited_by=by.name,
        send_to=send_to,
        subject=invitation_subject(made),
        email_text=invitation_email_text(made),
        file_id=file.id,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def check_address(address: str, now: datetime) -> None:
    """Raise Invalid for what no e-mail can be sent to."""
    mailbox = Mailbox("", address)
    try:
        write_eml(Email(mailbox, (mailbox,), (), "-", "-", now, ()))
    except NotAnAddress as refusal:
        raise Invalid({"send_to": str(refusal)}) from refusal


def _to_write(response: Response, comments_by: date, now: datetime, today: date) -> InvitationToWrite:
    session = db.session()
    parts = parts_on(session, today, today)
    force = body_on(session, BodyKind.FORCE, today)
    post = session.get(Post, force.head_post_id) if force and force.head_post_id else None
    holder = holder_of(session, post, today) if post else None
    if force is None or post is None or holder is None:
        raise Invalid(
            {
                "letter": "Nobody is recorded as head of the force today: under Offices and people, record "
                "the Chief Constable's post and holder, and name the post at the force."
            }
        )
    block = (holder.person_name, post.title_in_letters or post.title, *post.address.splitlines())
    return InvitationToWrite(
        office_block=tuple(parts.office_block.splitlines()),
        addressee_block=tuple(line for line in block if line.strip()),
        chief_constable=post.short_title or post.title,
        force=force.name,
        dated=today,
        reports=tuple(_report(report, today) for report in reports_of(session, response)),
        comments_by=comments_by,
        signature=None,
        signatory_name=parts.signatory_name,
        signatory_title=parts.signatory_title,
        enclosures=(),
        marking=None,
        author=parts.body_name,
        made_at=now,
    )


def _report(report: Report, today: date) -> InvitedReport:
    items = [
        item
        for item in items_of_reports(db.session(), [report.id])
        if item.for_whom not in NOT_FOR_THE_FORCE
        and item.off_list_reason is not OffListReason.RECORDED_IN_ERROR
    ]
    names = {item.id: heading_of(item.kind, item.number, item.heading) for item in items}
    is_timed = regime(report.kind, report.published_on) is Regime.SECTION_55
    return InvitedReport(
        title=report.title,
        inspectorate=report.inspecting_body,
        published_on=report.published_on,
        last_day=last_day_to_publish(report.published_on) if is_timed else None,
        is_under_embargo=report.is_embargoed and today < report.published_on,
        # Under two parents stand two items of one number: those say which.
        items=tuple(
            f"{names[item.id]} under {names[parent]}" if parent in names else names[item.id]
            for item in items
            for parent in [item.parent_id or 0]
        ),
        has_recommendations=any(item.kind is ItemKind.RECOMMENDATION for item in items),
    )


def get_invitation(*, response: Response, by: Actor) -> Invitation:
    """The latest invitation of a letter, or NotHere."""
    require(may(by, Ability.READ_COMMISSIONS))
    found = newest_invitation(db.session(), response.id)
    if found is None:
        raise NotHere(f"The comments on {response.reference} have not been invited yet.")
    return found


def invitation_file(*, response: Response, by: Actor) -> FileToHandOut:
    """The Word letter as it was made; NotHere once a redaction destroyed it."""
    kept = get_invitation(response=response, by=by)
    file = db.session.get_one(StoredFile, kept.file_id)
    if file.content is None:
        raise NotHere("The file of this invitation was destroyed by a redaction.")
    return FileToHandOut(file.name, file.content)


def invitation_eml(*, response: Response, by: Actor) -> FileToHandOut:
    """The e-mail with the letter, ready to be sent from the mail program; NotHere without an address."""
    kept = get_invitation(response=response, by=by)
    if not kept.send_to:
        raise NotHere("No e-mail address was given for the invitation: copy its text instead.")
    letter = invitation_file(response=response, by=by)
    email = Email(
        sender=sender_of(by),
        to=(Mailbox("", kept.send_to),),
        cc=(),
        subject=without_full_stop(kept.subject),
        body=kept.email_text,
        at=kept.invited_at,
        attachments=(Attachment(letter.name, letter.content, WORD_TYPE),),
    )
    return FileToHandOut(f"{response.reference} invitation.eml", write_eml(email))


def sender_of(by: Actor) -> Mailbox:
    """The mailbox of the person who sends; NotHere for the program itself, which has none."""
    account = account_by_id(db.session(), by.account_id or 0)
    if account is None:
        raise NotHere("Only somebody with an account can send an e-mail.")
    return Mailbox(account.name, account.email)
