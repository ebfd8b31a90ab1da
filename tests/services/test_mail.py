import shutil
import socket
import subprocess
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.fixtures.mail import StartMail, taken
from tests.services.mail_catcher import LOGIN
from tracker.documents.email_message import Email, Mailbox, as_message
from tracker.domain.mail_server import MailServer
from tracker.services.mail import MailNotSent, send_mail


def message(
    to: str = "eva@example.org", subject: str = "Due", sender: str = "tracker@example.org"
) -> EmailMessage:
    mailbox = Mailbox("Éva Owner", to)
    at = datetime(2026, 1, 5, tzinfo=UTC)
    return as_message(Email(Mailbox("", sender), (mailbox,), (), subject, "Due – today.\n.\nEnd", at, ()), {})


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody has signed but itself, beside its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not on this machine")
    made = tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(tmp_path / "key.pem"), "-out", str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


def test_a_message_arrives_as_it_was_written(start_mail: StartMail, tmp_path: Path) -> None:
    send_mail(message(), start_mail())
    assert taken(tmp_path) == ["plain anonymous eva@example.org"]
    assert (tmp_path / "0.eml").read_bytes() == message().as_bytes()


def test_a_server_that_asks_for_a_name_is_given_it(start_mail: StartMail, tmp_path: Path) -> None:
    send_mail(message(), start_mail("login", user=LOGIN[0], password=LOGIN[1]))
    assert taken(tmp_path) == ["plain signed-in eva@example.org"]


def test_a_message_goes_over_tls_to_a_server_that_is_trusted(
    start_mail: StartMail, tmp_path: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    send_mail(message(), start_mail("tls"))
    assert taken(tmp_path) == ["tls anonymous eva@example.org"]


@pytest.mark.usefixtures("certificate")
def test_nothing_is_sent_to_a_server_whose_certificate_is_not_trusted(
    start_mail: StartMail, tmp_path: Path
) -> None:
    with pytest.raises(MailNotSent, match="no certificate that is trusted"):
        send_mail(message(), start_mail("tls"))
    assert taken(tmp_path) == []


def test_nothing_is_sent_in_the_open_where_tls_is_wanted(start_mail: StartMail, tmp_path: Path) -> None:
    plain = start_mail()
    with pytest.raises(MailNotSent, match="check SMTP_STARTTLS"):
        send_mail(message(), MailServer(plain.host, plain.port, plain.sender, plain.base_address))
    assert taken(tmp_path) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (message(to="no@example.org"), r"refused the recipient \(no@example.org: 550 no such mailbox\)"),
        (message(sender="no@example.org"), r"refused the sender \(550 this sender may not send\)"),
        (message(subject="Refuse"), r"refused the message \(552 the mailbox is full\)"),
    ],
)
def test_what_the_server_refuses_is_told_in_its_words(
    start_mail: StartMail, tmp_path: Path, sent: EmailMessage, said: str
) -> None:
    with pytest.raises(MailNotSent, match=said):
        send_mail(sent, start_mail())
    assert taken(tmp_path) == []


def test_a_wrong_password_is_told_without_being_repeated(start_mail: StartMail) -> None:
    with pytest.raises(MailNotSent, match="Check SMTP_USER and SMTP_PASSWORD") as refused:
        send_mail(message(), start_mail("login", user=LOGIN[0], password="not it"))
    assert "not it" not in str(refused.value)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        server = MailServer("127.0.0.1", closed.getsockname()[1], "t@example.org", "", is_starttls=False)
    with pytest.raises(MailNotSent, match="cannot be reached"):
        send_mail(message(), server)


def test_no_connection_is_made_unless_a_server_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it connected"))
    with pytest.raises(MailNotSent, match="SMTP_HOST"):
        send_mail(message(), None)
