"""The invitation to the Chief Constable to comment (Police Act 1996, section 55(4)): letter and e-mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.documents.email_message import Attachment, Email, Mailbox
from tracker.documents.house_style import HOUSE_FILE
from tracker.documents.letter import write_letter
from tracker.documents.printed import Letter, Signature
from tracker.documents.standard_parts import closing, worded
from tracker.domain.dates_in_words import date_in_words, date_with_weekday
from tracker.domain.vocabulary import Layout, Marking
from tracker.domain.wording import in_a_row, without_full_stop

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class InvitedReport:
    """A report to comment on, and the items in it for us, as its text names them ("Recommendation 2").

    `last_day` is the last day to publish the comments, None where the Act sets none.
    """

    title: str
    inspectorate: str
    published_on: date
    last_day: date | None
    is_under_embargo: bool
    items: tuple[str, ...]
    has_recommendations: bool


@dataclass(frozen=True)
class Invitation:
    """Everything the invitation says; it asks for the comments by `comments_by`, which the body sets."""

    office_block: tuple[str, ...]
    addressee_block: tuple[str, ...]
    chief_constable: str
    force: str
    dated: date
    reports: tuple[InvitedReport, ...]
    comments_by: date
    signature: Signature | None
    signatory_name: str
    signatory_title: str
    enclosures: tuple[str, ...]
    marking: Marking | None
    author: str
    made_at: datetime


def write_invitation(invitation: Invitation, *, house: Path = HOUSE_FILE) -> bytes:
    """The letter as a Word file; raises MissingFromLetter or, as ValueError, what else lacks."""
    return write_letter(_letter(invitation), house=house)


def invitation_subject(invitation: Invitation) -> str:
    """The subject of the letter and of its e-mail."""
    reports = invitation.reports
    if not reports:
        raise ValueError("An invitation needs at least one report to comment on.")
    titles = [without_full_stop(report.title) for report in reports]
    inspectorate = in_a_row(list(dict.fromkeys(report.inspectorate for report in reports)))
    if len(reports) == 1:
        return worded("invitation_subject", inspectorate=inspectorate, title=titles[0])
    # A title may hold commas and "and" of its own.
    return worded("invitation_subject_several", inspectorate=inspectorate, titles="; ".join(titles))


def invitation_email_text(invitation: Invitation) -> str:
    """The words of the e-mail, to send or to copy; it says all that the letter says."""
    return "\n\n".join(
        (
            worded("invitation_email_salutation", chief_constable=invitation.chief_constable),
            worded("invitation_email_opening", dated=date_in_words(invitation.dated)),
            *_paragraphs(invitation),
            worded("invitation_email_closing"),
            f"{invitation.signatory_name}\n{invitation.signatory_title}",
        )
    )


def invitation_email(
    invitation: Invitation, *, sender: Mailbox, to: tuple[Mailbox, ...], cc: tuple[Mailbox, ...] = ()
) -> Email:
    """The e-mail with the letter attached."""
    name = f"Invitation to comment {invitation.dated.isoformat()}.docx"
    letter = Attachment(name, write_invitation(invitation), WORD_TYPE)
    text = invitation_email_text(invitation)
    subject = without_full_stop(invitation_subject(invitation))
    return Email(sender, to, cc, subject, text, invitation.made_at, (letter,))


def _letter(invitation: Invitation) -> Letter:
    subject = invitation_subject(invitation)
    return Letter(
        layout=Layout.HEADED,
        office_block=invitation.office_block,
        addressee_block=invitation.addressee_block,
        dated=invitation.dated,
        salutation=worded("invitation_salutation", chief_constable=invitation.chief_constable),
        subject=subject,
        paragraphs=tuple(_paragraphs(invitation)),
        closing=closing(),
        signature=invitation.signature,
        signatory_name=invitation.signatory_name,
        signatory_title=invitation.signatory_title,
        enclosures=invitation.enclosures,
        appendices=(),
        marking=invitation.marking,
        title=subject,
        author=invitation.author,
        made_at=invitation.made_at,
    )


def _paragraphs(invitation: Invitation) -> Iterator[str]:
    for report in invitation.reports:
        yield _opening(report, invitation.dated)
    yield _by_when(invitation)
    for report in invitation.reports:
        yield _about_items(report, invitation.force)
    if any(report.has_recommendations for report in invitation.reports):
        yield worded("invitation_explain")
    for report in invitation.reports:
        if report.is_under_embargo:
            yield worded("invitation_embargo", title=_title(report), published_on=_day(report.published_on))
    yield worded("invitation_care")


def _opening(report: InvitedReport, dated: date) -> str:
    name = "invitation_opening" if report.published_on <= dated else "invitation_opening_before"
    return worded(
        name,
        published_on=_day(report.published_on),
        inspectorate=report.inspectorate,
        title=_title(report),
    )


def _by_when(invitation: Invitation) -> str:
    comments_by = date_with_weekday(invitation.comments_by)
    days = [report.last_day for report in invitation.reports if report.last_day is not None]
    if not days:
        return worded("invitation_by_undated", comments_by=comments_by)
    return worded("invitation_by", comments_by=comments_by, last_day=date_with_weekday(min(days)))


def _about_items(report: InvitedReport, force: str) -> str:
    if not report.items:
        return worded("invitation_no_items", title=_title(report), force=force)
    return worded("invitation_items", title=_title(report), force=force, items=in_a_row(report.items))


def _title(report: InvitedReport) -> str:
    return without_full_stop(report.title)


def _day(day: date) -> str:
    return date_in_words(day)
