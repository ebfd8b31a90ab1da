"""The README is kept true: its commands exist, its settings are read, the files it names are there."""

import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest
from flask import Flask

from tracker.domain import delivery_moves, meetings, response_moves

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", README, re.S | re.M)
SHOWN = re.findall(r"^\$ flask (.+)\n((?:[^$`\n].*\n)+)", README, re.M)
"""Each command that is shown with what it prints."""


def test_every_make_target_named_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))

    assert set(re.findall(r"make (run|test|soak|check|bench|lock)\b", README)) <= targets
    assert re.search(r"^make run\nmake test$", BLOCKS[0], re.M)


@pytest.mark.parametrize(
    "line", [line for block in BLOCKS for line in block.splitlines() if re.search(r"\bflask [a-z]", line)]
)
def test_every_flask_command_named_exists_with_its_options(app: Flask, line: str) -> None:
    words = line.split("flask ", 1)[1].split("   ")[0].split()
    command: click.Command = app.cli
    with app.app_context():
        context = click.Context(command, obj=None)
        while isinstance(command, click.Group) and words:
            found = command.get_command(context, words.pop(0))
            assert found is not None, f"no such command in: {line}"
            command = found
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z-]+", line)) - {"--require-hashes"} <= known


def test_the_demonstration_prints_what_is_shown(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_CLOCK", "2026-11-20T10:00:00+00:00")
    monkeypatch.setenv("ALLOW_TEST_CLOCK", "1")
    monkeypatch.chdir(tmp_path)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["demo"]).exit_code == 0

    printed = [
        (line, runner.invoke(args=shlex.split(line), catch_exceptions=False).output) for line, _ in SHOWN
    ]

    assert {" ".join(line.split()[:2]) for line, _ in SHOWN} == {"board list", "pack export", "paper export"}
    assert _without_sizes(printed) == _without_sizes(SHOWN)


def _without_sizes(shown: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A file names the head of its history, so that it is a few bytes longer or shorter each time."""
    return [(line, re.sub(r"[0-9,]+ bytes", "some bytes", said)) for line, said in shown]


@pytest.mark.parametrize("moves", [response_moves, delivery_moves, meetings])
def test_the_diagram_of_the_moves_is_the_table_s(moves: ModuleType) -> None:
    assert f"```mermaid\n{moves.diagram()}\n```" in README


def test_every_word_of_a_screen_is_on_one() -> None:
    written = re.sub(r"^```.*?^```", "", README, flags=re.S | re.M)
    italics = [
        " ".join(words.split()) for words in re.findall(r"(?<![*\w])\*([^*\s][^*`]*?)\*(?!\*)", written)
    ]
    screens = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("templates", "tracker")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".html", ".py")
    ).lower()

    assert "Make the final copy" in italics
    named = {step for words in italics for step in words.split(" → ")}
    assert {words for words in named if words.lower() not in screens} == set()


def test_every_setting_named_is_read_somewhere() -> None:
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.M))
    read = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("tracker", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if path != Path(__file__).resolve()
    )

    assert named
    assert {name for name in named if f'"{name}"' not in read} == set()


def test_every_setting_that_is_read_is_named() -> None:
    read = (ROOT / "tracker" / "config.py").read_text(encoding="utf-8")
    settings = set(re.findall(r'env\.get\("([A-Z_]+)"', read))

    assert settings
    assert settings <= set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.M))


def test_every_program_named_in_the_order_of_reading_is_in_its_room() -> None:
    rooms = re.findall(r"^\d\. `(tracker/[a-z]+/)`[^:]*: (.*?)(?=^\d\. |^$)", README, re.M | re.S)
    named = [(room, name) for room, words in rooms for name in re.findall(r"`([a-z_]+\.py)`", words)]

    assert named
    assert [pair for pair in named if not (ROOT / pair[0] / pair[1]).exists()] == []


def test_every_file_named_is_there() -> None:
    named = re.findall(r"`(tracker/[a-z_/]+/|[A-Z]+\.md|tests/[a-z_]+/)`|\((static/[^)]+)\)", README)
    assert named
    for name in ("".join(pair) for pair in named):
        assert (ROOT / name).exists(), name
