"""Puts a proof into a store in a process of its own and is killed at a point: `… ROOT POINT`."""

import io
import os
import signal
import sys
from pathlib import Path
from typing import Any

from tracker.services.proof_store import LocalFolder

CONTENT = b"Proof of progress. " * 40_000
POINTS = ("begun", "half", "unsynced", "synced", "placed", "certain", "kept")
"""Where it is killed: its file empty, half written, written but not on the disk, on the disk, under its name,
its folder on the disk too, and all of it done."""


def die(*_: Any, **__: Any) -> None:
    """End at once, as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


class Dying(io.BytesIO):
    """A stream that ends its reader when it has given its first piece, which is written out."""

    pieces = 0

    def read(self, size: int | None = -1) -> bytes:
        self.pieces += 1
        if self.pieces == 2:
            die()
        return super().read(size)


def after(name: str, time: int = 1) -> None:
    """Die when a function of `os` has done its work for the nth time."""
    real, calls = getattr(os, name), [0]

    def done(*args: Any, **kwargs: Any) -> Any:
        given = real(*args, **kwargs)
        calls[0] += 1
        if calls[0] == time:
            die()
        return given

    setattr(os, name, done)


def main(root: str, point: str) -> None:
    """Put the content into a store whose folders are there."""
    store = LocalFolder(Path(root))
    if point == "begun":
        after("fdopen")
    elif point == "unsynced":
        setattr(os, "fsync", die)  # noqa: B010
    elif point == "synced":
        setattr(os, "replace", die)  # noqa: B010
    elif point == "placed":
        after("replace")
    elif point == "certain":
        after("close", 3)  # two new folders were made certain before
    store.put(Dying(CONTENT) if point == "half" else CONTENT)
    die()


if __name__ == "__main__":
    main(*sys.argv[1:])
