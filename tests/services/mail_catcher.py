"""A real mail server for the tests, in a process of its own: `… FOLDER [options]`.

It prints its port, writes each message it takes into the folder, and refuses the recipient no@example.org,
the sender no@example.org and messages whose subject is "Refuse". Options: login, tls.
"""

import asyncio
import ssl
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")  # of aiosmtpd, about its own parts

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session  # noqa: E402

LOGIN = ("tracker", "se cret")


class Catcher:
    """Writes down what it takes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == "no@example.org":
            return "550 this sender may not send"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == "no@example.org":
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        if b"\nSubject: Refuse\r\n" in content:
            return "552 the mailbox is full"
        number = len(list(self.folder.glob("*.eml")))
        ways = f"{'tls' if session.ssl else 'plain'} {'signed-in' if session.authenticated else 'anonymous'}"
        (self.folder / f"{number}.way").write_text(f"{ways} {' '.join(envelope.rcpt_tos)}")
        (self.folder / f"{number}.eml").write_bytes(content)
        return "250 taken"


def allowed(
    _server: object, _session: object, _envelope: object, _mechanism: str, given: object
) -> AuthResult:
    """Whether the name and password are right."""
    assert isinstance(given, LoginPassword)
    return AuthResult(success=(given.login.decode(), given.password.decode()) == LOGIN, handled=False)


async def main(folder: str, *options: str) -> None:
    """Serve until the process is ended."""
    context = None
    if "tls" in options:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(Path(folder) / "certificate.pem", Path(folder) / "key.pem")

    def connected() -> SMTP:
        return SMTP(
            Catcher(Path(folder)),
            hostname="catcher",
            authenticator=allowed if "login" in options else None,
            auth_required="login" in options,
            auth_require_tls=False,
            tls_context=context,
        )

    server = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
