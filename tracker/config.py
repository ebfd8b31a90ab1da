"""Settings from the environment, each with a safe default."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

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
