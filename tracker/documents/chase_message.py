"""The message that asks one person for the updates which a meeting waits for, in plain text."""

from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage

from tracker.documents.email_message import Mailbox, own_message, shortened
from tracker.domain.chasing import ChaseLetter, until_when
from tracker.domain.cleaning import clean_line
from tracker.domain.dates_in_words import date_in_words

_LONGEST_TITLE = 200
_LONGEST_BOARD = 100


def chase_message(letter: ChaseLetter, *, base_address: str, sender: Mailbox, at: datetime) -> EmailMessage:
    """The message, the same on every run; `base_address` has no slash at its end. Raises NotAnAddress."""
    return own_message(
        sender=sender,
        to=Mailbox(letter.to_name, letter.to_address),
        subject=chase_subject(letter),
        body=chase_body(letter, base_address),
        on=letter.on,
        at=at,
    )


def chase_subject(letter: ChaseLetter) -> str:
    """The subject: which board, which day, how many items."""
    count = len(letter.items)
    board = shortened(letter.board, _LONGEST_BOARD)
    items = f"{count:,} {'item' if count == 1 else 'items'}"
    return f"Updates wanted for {board}, {date_in_words(letter.meeting_on)}: {items}"


def chase_body(letter: ChaseLetter, base_address: str) -> str:
    """The text that is sent, or copied where no mail server is set."""
    return "\n".join(_lines(letter, base_address))


def _lines(letter: ChaseLetter, base: str) -> Iterator[str]:
    board, until = clean_line(letter.board), until_when(letter.cut_off_on, letter.on)
    these = "this item stands" if len(letter.items) == 1 else f"these {len(letter.items):,} items stand"
    yield from (f"Dear {clean_line(letter.to_name) or 'colleague'},", "")
    yield f"{board} meets on {date_in_words(letter.meeting_on)}. Please say {until}, how {these}:"
    yield ""
    for item in letter.items:
        said_on = item.last_update_on
        yield f"- {clean_line(item.reference)}: {shortened(item.title, _LONGEST_TITLE)}"
        yield f"  Last update on {date_in_words(said_on)}." if said_on else "  No update yet."
        yield f"  {base}{item.path}"
        yield ""
    yield "Where nothing has changed, one press says so: “nothing new, still on track”."
    yield f"All your items: {base}/my-items"
    yield ""
    asked_by = clean_line(letter.asked_by)
    yield f"This message was sent for {asked_by} by the recommendations tracker. Please do not reply to it:"
    yield f"put questions to {asked_by}."
