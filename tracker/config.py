"""Settings from the environment, each with a safe default."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.links import problem_with_link
from tracker.domain.mail_server import MailServer

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What one running program is told: where its data is, and its secret key."""

    instance_dir: Path
    database_url: str
    secret_key: str
    exports_dir: Path
    seeds_dir: Path
    is_served_over_tls: bool
    evidence_dir: Path
    mail: MailServer | None = None
    """None: no e-mail is sent."""


def read_settings(environ: dict[str, str] | None = None) -> Settings:
    """Read the settings; the secret key is made on first use and kept in a file only its owner can read."""
    env = dict(os.environ) if environ is None else environ
    instance = Path(env.get("INSTANCE_DIR", ROOT / "instance")).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    return Settings(
        instance_dir=instance,
        database_url=_driver_named(env.get("DATABASE_URL", "") or f"sqlite:///{instance / 'tracker.sqlite'}"),
        secret_key=env.get("SECRET_KEY") or _kept_secret(instance / "secret_key"),
        exports_dir=Path(env.get("EXPORTS_DIR", ROOT / "exports")).resolve(),
        seeds_dir=ROOT / "seeds",
        is_served_over_tls=env.get("SERVED_OVER_TLS", "") == "1",
        evidence_dir=_not_public(Path(env.get("EVIDENCE_DIR") or instance / "evidence").resolve()),
        mail=_mail_server(env),
    )


class WrongSetting(ValueError):
    """A setting does not hold; the message names it and says what to do."""


def _not_public(folder: Path) -> Path:
    if folder.is_relative_to(ROOT / "static"):
        raise WrongSetting("EVIDENCE_DIR must not be under static/, which everybody can read.")
    return folder


def _mail_server(env: dict[str, str]) -> MailServer | None:
    host = env.get("SMTP_HOST", "").strip()
    if not host:
        return None
    port, sender = env.get("SMTP_PORT", "").strip() or "587", env.get("MAIL_FROM", "").strip()
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise WrongSetting("SMTP_PORT must be a number between 1 and 65535.")
    if not sender:
        raise WrongSetting("MAIL_FROM must say the address that e-mail comes from.")
    base_address = env.get("BASE_ADDRESS", "").strip().rstrip("/")
    if not base_address or problem_with_link(base_address):
        raise WrongSetting(
            "BASE_ADDRESS must say where the pages are reached, such as https://tracker.example."
        )
    return MailServer(
        host=host,
        port=int(port),
        sender=sender,
        base_address=base_address,
        user=env.get("SMTP_USER", ""),
        password=env.get("SMTP_PASSWORD", ""),
        is_starttls=env.get("SMTP_STARTTLS", "1") != "0",
    )


def _driver_named(url: str) -> str:
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _kept_secret(path: Path) -> str:
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()
