"""A reminder as an e-mail in plain text."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage

from tracker.documents.email_message import Mailbox, own_message, shortened
from tracker.domain.cleaning import clean_line
from tracker.domain.reminders import Digest, DueItem, days_in_words

_LONGEST_TITLE = 200


def reminder_message(digest: Digest, *, base_address: str, sender: Mailbox, at: datetime) -> EmailMessage:
    """The message, the same on every run; `base_address` has no slash at its end. Raises NotAnAddress."""
    return own_message(
        sender=sender,
        to=Mailbox(digest.to.name, digest.to.address),
        subject=_subject(digest),
        body="\n".join(_lines(digest, base_address)),
        on=digest.on,
        at=at,
    )


def _subject(digest: Digest) -> str:
    waiting = len(digest.date_requests) + len(digest.sign_offs)
    counts = (
        (len(digest.overdue), "overdue"),
        (len(digest.coming), "due soon"),
        (waiting, "waiting for you"),
    )
    return "Recommendations: " + ", ".join(f"{count} {words}" for count, words in counts if count)


def _lines(digest: Digest, base: str) -> Iterator[str]:
    yield from (f"Dear {clean_line(digest.to.name) or 'colleague'},", "")
    yield from _part("Overdue", digest.overdue, digest, base)
    yield from _part("Due soon", digest.coming, digest, base)
    yield from _part("More time is asked for: agree, refuse or send back", digest.date_requests, digest, base)
    yield from _part("Waiting for your sign-off", digest.sign_offs, digest, base)
    yield f"All your items: {base}/my-items"
    yield ""
    yield "This message was sent by the recommendations tracker. Please do not reply to it."


def _part(heading: str, items: Sequence[DueItem], digest: Digest, base: str) -> Iterator[str]:
    if not items:
        return
    yield f"{heading} ({len(items):,})"
    yield ""
    for item in items:
        due = days_in_words(item.due_on, digest.on) if item.due_on else "no date agreed"
        yield f"- {clean_line(item.reference)}: {shortened(item.title, _LONGEST_TITLE)}"
        yield f"  {due[0].upper()}{due[1:]}."
        yield f"  {base}{item.path}"
        yield ""
