"""Sends e-mail through the server that the settings name; without one, nothing leaves the program."""

import smtplib
import ssl
from email.message import EmailMessage

from tracker.domain.mail_server import MailServer
from tracker.domain.refusals import Refusal

_PATIENCE = 20  # seconds


class MailNotSent(Refusal):
    """The message did not leave; the sentence says why and what to do, and never a password."""


def send_mail(message: EmailMessage, server: MailServer | None) -> None:
    """Hand the message to the server for all its recipients; raises MailNotSent."""
    if server is None:
        raise MailNotSent("No e-mail is sent from here: no server is set. Your administrator sets SMTP_HOST.")
    name = f"The e-mail server {server.host}, port {server.port},"
    try:
        _send(message, server)
    except smtplib.SMTPAuthenticationError:
        raise MailNotSent(
            f"{name} refused the name or password. Check SMTP_USER and SMTP_PASSWORD."
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise MailNotSent(
            f"{name} does not offer what is set: check SMTP_STARTTLS and SMTP_USER with whoever runs it."
        ) from None
    except smtplib.SMTPRecipientsRefused as refused:
        told = "; ".join(f"{who}: {_said(code, text)}" for who, (code, text) in refused.recipients.items())
        raise MailNotSent(f"{name} refused the recipient ({told}). Check the person's address.") from None
    except smtplib.SMTPSenderRefused as refused:
        told = _said(refused.smtp_code, refused.smtp_error)
        raise MailNotSent(f"{name} refused the sender ({told}). Check MAIL_FROM.") from None
    except smtplib.SMTPResponseException as refused:
        raise MailNotSent(
            f"{name} refused the message ({_said(refused.smtp_code, refused.smtp_error)}). Try again later."
        ) from None
    except ssl.SSLError:
        raise MailNotSent(f"{name} shows no certificate that is trusted here. Check SMTP_HOST.") from None
    except (smtplib.SMTPException, OSError, UnicodeError):
        raise MailNotSent(f"{name} cannot be reached or broke off. Check SMTP_HOST and SMTP_PORT.") from None


def _send(message: EmailMessage, server: MailServer) -> None:
    with smtplib.SMTP(server.host, server.port, timeout=_PATIENCE) as connection:
        if server.is_starttls:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        refused = connection.send_message(message)
    if refused:
        raise smtplib.SMTPRecipientsRefused(refused)


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())[:200]}"
