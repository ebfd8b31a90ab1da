"""Keeps the bytes of proofs by their SHA-256, outside the database; a crash never leaves half a file."""

import contextlib
import errno
import hashlib
import io
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Protocol

from tracker.domain.refusals import NotHere, Refusal

_CHUNK = 256 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = "unfinished-"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Stored:
    """What was kept: its fingerprint, by which it is found again, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Swept:
    """What a sweep removed: fingerprints of files that nothing knows, and names of half-written ones."""

    orphans: tuple[str, ...]
    unfinished: tuple[str, ...]


class StoreFull(Refusal):
    """There is no room to keep a file; `free` is what is left, in bytes."""

    def __init__(self, free: int) -> None:
        super().__init__(
            f"There is not enough room to keep this file: {free / 1_000_000:,.1f} MB are free. Nothing was "
            "saved. Ask your administrator to make room, then try again."
        )
        self.free = free


class ProofStore(Protocol):
    """Where the bytes of proofs are kept; the same bytes are kept once."""

    def put(self, content: bytes | IO[bytes]) -> Stored:
        """Keep the bytes; when this returns they outlive a power cut. Raises StoreFull."""

    def open(self, sha256: str) -> IO[bytes]:
        """The bytes, to be read and closed; raises NotHere."""

    def exists(self, sha256: str) -> bool:
        """Whether these bytes are kept."""

    def remove(self, sha256: str) -> None:
        """Destroy the bytes; nothing happens where they are not kept."""

    def names(self) -> Iterator[str]:
        """The fingerprints of all that is kept, in order."""

    def put_at(self, sha256: str) -> datetime:
        """When these bytes were last put here; raises NotHere."""

    def drop_unfinished(self, before: datetime) -> tuple[str, ...]:
        """Remove what was begun before a moment and never finished."""


class LocalFolder:
    """A store in a folder of this computer: aa/bb/<sha256>, readable by its owner only."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, content: bytes | IO[bytes]) -> Stored:
        """Write under another name, make sure of it, then give it its own: nobody meets half a file."""
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        unfinished = self.root / f"{_UNFINISHED}{secrets.token_hex(16)}"
        try:
            _make_folder(self.root)
            stored = _written(stream, unfinished)
            place = self._place(stored.sha256)
            _make_folder(place.parent)
            # Also over the same bytes: their date is then new, so that a sweep leaves them to this writer.
            unfinished.replace(place)
            _sync_folder(place.parent)
        except OSError as problem:
            if problem.errno in _NO_ROOM:
                raise StoreFull(_free(self.root)) from problem
            raise
        finally:
            unfinished.unlink(missing_ok=True)
        return stored

    def open(self, sha256: str) -> IO[bytes]:
        """The bytes, to be read and closed; raises NotHere."""
        try:
            return self._place(sha256).open("rb")
        except FileNotFoundError:
            raise _not_here() from None

    def exists(self, sha256: str) -> bool:
        """Whether these bytes are kept."""
        return self._place(sha256).is_file()

    def remove(self, sha256: str) -> None:
        """Destroy the bytes; nothing happens where they are not kept."""
        place = self._place(sha256)
        if place.exists():
            place.unlink(missing_ok=True)
            _sync_folder(place.parent)

    def names(self) -> Iterator[str]:
        """The fingerprints of all that is kept, in order."""
        for path in sorted(self.root.glob("??/??/*")):
            if _NAME.fullmatch(path.name) and path == self._place(path.name):
                yield path.name

    def put_at(self, sha256: str) -> datetime:
        """When these bytes were last put here; raises NotHere."""
        try:
            return datetime.fromtimestamp(self._place(sha256).stat().st_mtime, UTC)
        except FileNotFoundError:
            raise _not_here() from None

    def drop_unfinished(self, before: datetime) -> tuple[str, ...]:
        """Remove what was begun before a moment and never finished."""
        dropped = []
        for path in sorted(self.root.glob(f"{_UNFINISHED}*")):
            with contextlib.suppress(FileNotFoundError):  # its writer has just finished
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                    path.unlink()
                    dropped.append(path.name)
        return tuple(dropped)

    def _place(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise _not_here()
        return self.root / sha256[:2] / sha256[2:4] / sha256


def sweep(store: ProofStore, known_hashes: Collection[str], older_than: timedelta, now: datetime) -> Swept:
    """Remove what no record knows: at start-up, before anybody writes.

    What is younger than `older_than` is left, because its writer may have stored it and not yet committed.
    """
    before = now - older_than
    known = set(known_hashes)
    orphans = []
    for name in store.names():
        if name in known:
            continue
        with contextlib.suppress(NotHere):
            if store.put_at(name) < before:
                store.remove(name)
                orphans.append(name)
    return Swept(tuple(orphans), store.drop_unfinished(before))


def _not_here() -> NotHere:
    return NotHere("This file is not in the store any more.")


def _written(stream: IO[bytes], path: Path) -> Stored:
    """The stream written to a new file and down to the disk."""
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size)


def _make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, and those above it; each is written down to the disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):  # another writer made it meanwhile
        folder.mkdir(mode=0o700)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot sync a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free(root: Path) -> int:
    there = next(path for path in (root, *root.parents) if path.exists())
    return shutil.disk_usage(there).free
