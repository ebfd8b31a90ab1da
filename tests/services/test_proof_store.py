import errno
import io
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.services.killed_proof import CONTENT, POINTS
from tracker.domain.refusals import NotHere
from tracker.services.proof_store import LocalFolder, ProofStore, Stored, StoreFull, sweep

NOW = datetime(2026, 1, 7, 12, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
ROOT = Path(__file__).parents[2]
HASH = sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> LocalFolder:
    return LocalFolder(tmp_path / "evidence")


def read(store: ProofStore, name: str) -> bytes:
    with store.open(name) as file:
        return file.read()


def files(store: LocalFolder) -> list[str]:
    return sorted(path.relative_to(store.root).as_posix() for path in store.root.rglob("*") if path.is_file())


def aged(store: LocalFolder, age: timedelta) -> None:
    """All that is in the store was put there so long before NOW."""
    moment = (NOW - age).timestamp()
    for path in store.root.rglob("*"):
        os.utime(path, (moment, moment))


@pytest.mark.parametrize("as_stream", [False, True])
@pytest.mark.parametrize("content", [b"", b"x", CONTENT])
def test_what_is_put_comes_back_byte_for_byte(store: LocalFolder, content: bytes, as_stream: bool) -> None:
    stored = store.put(io.BytesIO(content) if as_stream else content)
    assert stored == Stored(sha256(content).hexdigest(), len(content))
    assert read(store, stored.sha256) == content
    assert files(store) == [f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}"]


def test_the_same_bytes_are_stored_once(store: LocalFolder) -> None:
    assert store.put(CONTENT) == store.put(CONTENT)
    assert list(store.names()) == [HASH]
    assert len(files(store)) == 1


def test_only_its_owner_can_read_the_store_whatever_the_mask_says(store: LocalFolder) -> None:
    before = os.umask(0)
    try:
        store.put(CONTENT)
    finally:
        os.umask(before)
    for path in (store.root, *store.root.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o600 if path.is_file() else 0o700), path


def test_the_bytes_are_on_the_disk_before_they_have_their_name_and_the_name_after(
    store: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(b"first")
    said: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        said.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real_sync(handle)

    def replace(source: Path, target: Path) -> None:
        said.append("name")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    store.put(CONTENT)
    # Two new folders, each named in the one above it.
    assert said == ["file", "folder", "folder", "name", "folder"]


def test_what_is_removed_is_gone_and_may_come_back(store: LocalFolder) -> None:
    store.put(CONTENT)
    store.remove(HASH)
    store.remove(HASH)
    assert not store.exists(HASH)
    assert files(store) == []
    with pytest.raises(NotHere, match="not in the store"):
        store.open(HASH)
    store.put(CONTENT)
    assert store.exists(HASH)


@pytest.mark.parametrize("name", ["", "../secret_key", "a" * 63, "A" * 64, f"{HASH}\n", f"../{HASH}"])
def test_nothing_but_a_fingerprint_opens_or_removes_a_file(store: LocalFolder, name: str) -> None:
    store.put(CONTENT)
    for act in (store.open, store.exists, store.remove, store.put_at):
        with pytest.raises(NotHere):
            act(name)
    assert store.exists(HASH)


def test_eight_writers_of_the_same_and_of_other_bytes_do_not_meet(store: LocalFolder) -> None:
    contents = [b"the same" if number % 2 else b"%d" % number for number in range(64)]
    threads = [
        threading.Thread(target=lambda part: [store.put(one) for one in part], args=(contents[at::8],))
        for at in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(store.names()) == sorted({sha256(content).hexdigest() for content in contents})
    assert all(sha256(read(store, name)).hexdigest() == name for name in store.names())


def test_a_stream_that_breaks_leaves_nothing(store: LocalFolder) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError("the reader has gone")
            return super().read(size)

    with pytest.raises(ConnectionResetError):
        store.put(Broken(CONTENT))
    assert files(store) == []


@pytest.mark.parametrize("point", POINTS)
def test_a_writer_killed_at_any_point_leaves_the_whole_file_or_none(store: LocalFolder, point: str) -> None:
    other = store.put(b"somebody else's").sha256
    killed = subprocess.run(
        [sys.executable, "-m", "tests.services.killed_proof", str(store.root), point], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL

    is_kept = store.exists(HASH)
    assert is_kept == (point in ("placed", "certain", "kept"))
    if is_kept:
        assert read(store, HASH) == CONTENT
    aged(store, 2 * HOUR)
    swept = sweep(store, {other}, HOUR, NOW)
    assert swept.orphans == ((HASH,) if is_kept else ())
    assert len(swept.unfinished) == (0 if is_kept else 1)
    assert list(store.names()) == [other]
    assert len(files(store)) == 1
    assert store.put(CONTENT).sha256 == HASH


def test_a_sweep_leaves_what_is_known_and_what_is_young(store: LocalFolder) -> None:
    known, orphan = store.put(b"known").sha256, store.put(b"orphan").sha256
    (store.root / "unfinished-1").write_bytes(b"half")
    (store.root / "README").write_bytes(b"not ours")
    aged(store, HOUR - timedelta(seconds=1))
    assert sweep(store, {known}, HOUR, NOW).orphans == ()
    assert (store.root / "unfinished-1").exists()

    aged(store, HOUR + timedelta(seconds=1))
    swept = sweep(store, {known}, HOUR, NOW)
    assert (swept.orphans, swept.unfinished) == ((orphan,), ("unfinished-1",))
    assert list(store.names()) == [known]
    assert (store.root / "README").exists()


def test_an_old_orphan_that_is_put_again_is_safe_until_its_writer_commits(store: LocalFolder) -> None:
    store.put(CONTENT)
    aged(store, timedelta(days=300))
    store.put(CONTENT)
    assert sweep(store, set(), HOUR, store.put_at(HASH) + timedelta(minutes=1)).orphans == ()
    assert read(store, HASH) == CONTENT


def test_a_sweep_of_a_store_that_was_never_used_removes_nothing(store: LocalFolder) -> None:
    assert sweep(store, {HASH}, HOUR, NOW) == sweep(store, set(), HOUR, NOW)
    assert not store.root.exists()


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_with_the_room_there_is_and_leaves_no_half_file(
    store: LocalFolder, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    def full(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    class Full(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            full()
            return b""

    if step != "write":
        monkeypatch.setattr(os, step, full)
    with pytest.raises(StoreFull, match=r"not enough room .* MB are free\. Nothing was saved") as refused:
        store.put(Full(CONTENT) if step == "write" else CONTENT)
    assert refused.value.free > 0
    monkeypatch.undo()
    assert files(store) == []
    store.put(CONTENT)


def test_another_fault_of_the_disk_is_not_called_a_full_one(
    store: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="broken"):
        store.put(CONTENT)
    assert not any(path.is_file() for path in store.root.rglob("*"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kilobytes."""
    place, mount, unmount = tmp_path / "disk", shutil.which("mount"), shutil.which("umount")
    place.mkdir()
    if os.geteuid() or not mount or not unmount:
        pytest.skip("only root can mount a disk")
    asked = [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("mounting a disk is not allowed here")
    yield place
    subprocess.run([unmount, str(place)], check=True)


def test_a_really_full_disk_refuses_the_large_and_still_takes_the_small(small_disk: Path) -> None:
    store = LocalFolder(small_disk / "evidence")
    with pytest.raises(StoreFull, match=r"0\.\d MB are free"):
        store.put(CONTENT)
    assert files(store) == []
    assert read(store, store.put(b"small").sha256) == b"small"


@pytest.fixture
def limit_of_files() -> Iterator[Callable[[int], None]]:
    """Sets how large a file this process may write; it is put back afterwards."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_limit_of_the_system_is_told_like_a_full_disk(
    store: LocalFolder, limit_of_files: Callable[[int], None]
) -> None:
    limit_of_files(100_000)
    with pytest.raises(StoreFull):
        store.put(CONTENT)
    assert files(store) == []
