"""An e-mail: as a message to send, or as a file (.eml) that a mail program opens ready to send."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from tracker.domain.cleaning import clean_line, clean_text


@dataclass(frozen=True)
class Mailbox:
    """Whose mailbox it is, which may be empty, and its address."""

    name: str
    address: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes along; the type is such as "application/pdf"."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Email:
    """A message in plain text; `at` is its date (aware)."""

    sender: Mailbox
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    body: str
    at: datetime
    attachments: tuple[Attachment, ...]


class NotAnAddress(ValueError):
    """A mailbox cannot be written to; `address` is what was given."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(f"“{address}” is not an e-mail address.")


def write_eml(email: Email) -> bytes:
    """The bytes of a draft, the same on every run; raises NotAnAddress, or ValueError without a recipient."""
    # Outlook opens it as a draft to look through and send, and not as one that was received.
    return as_message(email, {"X-Unsent": "1"}).as_bytes()


def as_message(email: Email, headers: Mapping[str, str]) -> EmailMessage:
    """The message, with further headers; raises NotAnAddress, or ValueError without a recipient."""
    if not email.to:
        raise ValueError("An e-mail needs somebody to go to.")
    message = EmailMessage(SMTP)
    message["From"] = _addresses((email.sender,))
    message["To"] = _addresses(email.to)
    if email.cc:
        message["Cc"] = _addresses(email.cc)
    message["Subject"] = clean_line(email.subject)
    message["Date"] = email.at.replace(microsecond=0)
    message.set_content(clean_text(email.body).rstrip("\n") + "\n", cte="quoted-printable")
    for attachment in email.attachments:
        kind, _, sort = attachment.media_type.partition("/")
        name = clean_line(attachment.name)
        message.add_attachment(attachment.content, maintype=kind, subtype=sort, filename=name)
    if email.attachments:
        message.set_boundary(_boundary(email))
    for name, value in headers.items():
        message[name] = value
    return message


def _addresses(mailboxes: Sequence[Mailbox]) -> list[Address]:
    return [_address(mailbox) for mailbox in mailboxes]


def _address(mailbox: Mailbox) -> Address:
    try:
        made = Address(clean_line(mailbox.name), addr_spec=mailbox.address.strip())
    except (HeaderParseError, ValueError, IndexError):
        raise NotAnAddress(mailbox.address) from None
    if not made.username or "." not in made.domain or not made.addr_spec.isascii():
        raise NotAnAddress(mailbox.address)
    return made


def _boundary(email: Email) -> str:
    """What parts the message and its files: it depends on nothing but them."""
    digest = hashlib.sha256(email.body.encode("utf-8", "replace"))
    for attachment in email.attachments:
        digest.update(attachment.content)
    return f"=_{digest.hexdigest()[:40]}"


def own_message(
    *, sender: Mailbox, to: Mailbox, subject: str, body: str, on: date, at: datetime
) -> EmailMessage:
    """A message of the program itself to one person, the same on every run of one day.

    Raises NotAnAddress.
    """
    email = Email(sender=sender, to=(to,), cc=(), subject=subject, body=body, at=at, attachments=())
    made_of = f"{to.address}\n{on}\n{body}".encode("utf-8", "replace")
    number, host = hashlib.sha256(made_of).hexdigest()[:40], sender.address.strip().rpartition("@")[2]
    headers = {
        "Auto-Submitted": "auto-generated",  # so that nobody's absence notice answers it
        "Content-Language": "en-GB",
        "Message-ID": f"<{number}@{host}>",
    }
    return as_message(email, headers)


def shortened(text: str, longest: int) -> str:
    """A text on one line, cut where it is longer, with a mark that it was."""
    line = clean_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
