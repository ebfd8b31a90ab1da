"""The copies of what was issued in exports/: written once, never overwritten, repaired from the database."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from tracker.models.base import db
from tracker.queries.final_copies import copy_names
from tracker.queries.response_moves import file_bytes, issued_names

UNFINISHED = ".part"


def write_once(folder: Path, name: str, content: bytes) -> bool:
    """Put a file on disk under a name that nothing has yet; False where another file has it.

    The file is whole and on the disk before it has its name, so no half of it is ever seen under that name.
    Raises OSError where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / name
    if wanted.exists():
        return hashlib.sha256(wanted.read_bytes()).digest() == hashlib.sha256(content).digest()
    unfinished = folder / f".{name}.{secrets.token_hex(4)}{UNFINISHED}"
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a renaming, never takes the place of a file that is there.
        os.link(unfinished, wanted)
    except FileExistsError:
        return write_once(folder, name, content)
    finally:
        unfinished.unlink(missing_ok=True)
    _settle(folder)
    return True


def _settle(folder: Path) -> None:
    """Have the folder's new entry on the disk; a system that cannot open folders does it by itself."""
    with contextlib.suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def repair_exports(*, exports_dir: Path) -> tuple[str, ...]:
    """Write the copies that are missing, from the database; the names of those that differ from it.

    What a redaction destroyed is not brought back, and a copy that differs is left for a person to look at.
    """
    for left in exports_dir.glob(f".*{UNFINISHED}"):
        left.unlink(missing_ok=True)
    session = db.session()
    differing = []
    for key, name, digest in (*issued_names(session), *copy_names(session)):
        copy = exports_dir / name
        if copy.exists():
            if hashlib.sha256(copy.read_bytes()).hexdigest() != digest:
                differing.append(name)
            continue
        content = file_bytes(session, key)
        if content is not None and not write_once(exports_dir, name, content):
            differing.append(name)
    return tuple(differing)


def look_over_exports(*, exports_dir: Path) -> tuple[str, ...]:
    """Repair the copies as far as it can be done; what a person should look at, as sentences."""
    try:
        differing = repair_exports(exports_dir=exports_dir)
    except (OSError, SQLAlchemyError) as trouble:
        return (f"The copies in exports/ could not be looked over: {type(trouble).__name__}.",)
    return tuple(
        f"The copy {name} in exports/ differs from what was issued under that name." for name in differing
    )
