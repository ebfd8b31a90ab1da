"""The walls between the rooms, and the habits that keep each file readable."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TRACKER = ROOT / "tracker"
SOURCES = sorted(path for path in TRACKER.rglob("*.py") if "versions" not in path.parts)
OURS = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
LONGEST = 320  # lines; split a file before about 300

# How the time is read in Python, by the last two names of the call.
READS_THE_TIME = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
# The database and the ORM read it too, and a frozen clock does not reach them.
DEFAULTS_OF_THE_DATABASE = {"func.now", "func.current_timestamp", "func.current_date", "func.localtimestamp"}


def calls(tree: ast.AST) -> Iterator[str]:
    """The last two names of everything that is called or handed on, such as "datetime.now"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            yield f"{owner}.{node.attr}"


def imported(tree: ast.AST) -> Iterator[str]:
    """The top names of the modules a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else (node.module or "").split(".")[0]


def parsed(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_room_imports_from_a_room_above_it_or_beside_it() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rules_use_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"tracker"}
    strangers = {
        f"{shown(path)}: {name}"
        for path in SOURCES
        if path.is_relative_to(TRACKER / "domain")
        for name in imported(parsed(path))
        if name not in allowed
    }
    assert strangers == set()


def test_only_the_clock_reads_the_time() -> None:
    readers = {
        f"{shown(path)}: {call}"
        for path in SOURCES
        for call in calls(parsed(path))
        if call in READS_THE_TIME | DEFAULTS_OF_THE_DATABASE and path != TRACKER / "clock.py"
    }
    assert readers == set()


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "dt.datetime.now()",
        "datetime.date.today()",
        "time.time()",
        "Column(default=datetime.now)",
    ],
)
def test_a_reading_of_the_time_is_recognised_however_it_is_written(line: str) -> None:
    assert READS_THE_TIME & set(calls(ast.parse(line)))


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [shown(path) for path in OURS if {path.stem, path.parent.name} & drawers] == []


@pytest.mark.parametrize("path", OURS, ids=shown)
def test_no_file_is_too_long_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_top_level_holds_only_what_a_reader_expects() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("what is kept is asked of git, and this is not a git checkout")
    trusting = [git, "-c", f"safe.directory={ROOT}"]  # a build machine may own the folder as somebody else
    kept = subprocess.run([*trusting, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    expected = {
        "README.md", "wsgi.py", "requirements.txt",
        "tracker", "templates", "static", "exports", "seeds", "tests",
        "Makefile", "SECURITY.md", "pyproject.toml", "requirements-dev.txt", ".ci", ".gitignore",
    }  # fmt: skip
    assert {name.split("/")[0] for name in kept.stdout.splitlines()} <= expected
