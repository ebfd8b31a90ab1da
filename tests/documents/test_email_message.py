import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from tracker.documents.email_message import Attachment, Email, Mailbox, NotAnAddress, write_eml

EMAIL = Email(
    sender=Mailbox("Office of the Fenland Commissioner", "office@example.org"),
    to=(Mailbox("Fay O'Fen, Chief Constable", "chief@example.org"),),
    cc=(),
    subject="Invitation – bicycles",
    body="Dear Fay,\n\nPlease comment – by May.\n\nÉva",
    at=datetime(2026, 1, 5, 9, 30, 15, 99, tzinfo=UTC),
    attachments=(Attachment("Résumé.docx", b"PK\x03\x04\x00\xff", "application/x-word"),),
)


def opened(**changes: object) -> EmailMessage:
    content = write_eml(replace(EMAIL, **changes))  # type: ignore[arg-type]
    made = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    return made


def test_a_mail_program_reads_what_was_written() -> None:
    made = opened(cc=(Mailbox("", "lead@example.org"),))
    assert made["From"] == "Office of the Fenland Commissioner <office@example.org>"
    assert made["To"].addresses[0].display_name == "Fay O'Fen, Chief Constable"
    assert made["Cc"] == "lead@example.org"
    assert made["Subject"] == EMAIL.subject
    assert made["Date"].datetime == datetime(2026, 1, 5, 9, 30, 15, tzinfo=UTC)
    assert made["X-Unsent"] == "1"
    body = made.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == EMAIL.body + "\n"
    (attached,) = made.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("Résumé.docx", b"PK\x03\x04\x00\xff")


def test_a_message_without_files_is_plain_text() -> None:
    made = opened(attachments=())
    assert (made.get_content_type(), made.is_multipart()) == ("text/plain", False)


def test_the_same_message_gives_the_same_bytes_with_short_ascii_lines() -> None:
    content = write_eml(replace(EMAIL, body="word " * 2_000))
    assert content == write_eml(replace(EMAIL, body="word " * 2_000))
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_no_line_of_the_heading_can_be_smuggled_in() -> None:
    smuggled = "Hello\r\nBcc: thief@example.org"
    made = opened(subject=smuggled, sender=Mailbox(smuggled, "office@example.org"))
    assert made["Bcc"] is None
    assert made["Subject"] == "Hello Bcc: thief@example.org"


@pytest.mark.parametrize(
    "address",
    ["", "chief", "chief@", "@example.org", "a@b", "a b@example.org", "a@example.org\nBcc: x@y.org",
     "a@example.org, b@example.org", "é@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused_by_name(address: str) -> None:
    with pytest.raises(NotAnAddress, match="is not an e-mail address") as refused:
        opened(to=(Mailbox("Fay", address),))
    assert refused.value.address == address


def test_a_message_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="somebody"):
        opened(to=())
