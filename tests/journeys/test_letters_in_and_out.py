"""Past letters come in and go out again by the commands, word for word; then single words are changed."""

import difflib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from flask import Flask

from tests.services.letter_records import ACT, LETTERS, record_offices
from tracker.domain.permissions import SYSTEM
from tracker.models.base import db
from tracker.queries.events import event_count
from tracker.queries.items import item_by_reference
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.letter_details import details_of
from tracker.services.responses import change_letter, get_response

GROUP_BASED = "2024-02-02-group-based-cse.txt"
REVIEW = "2023-02-02-child-protection-post-inspection-review.txt"
PUBLISHED = {GROUP_BASED: "2023-12-08", REVIEW: "2022-12-09"}
TODAY = date(2026, 1, 7)

pytestmark = pytest.mark.usefixtures("stopped_clock")


class Commands:
    """The commands of one program; `run` expects them to succeed, `refused` to fail with one line."""

    def __init__(self, app: Flask) -> None:
        self.app, self.runner = app, app.test_cli_runner()

    def run(self, *words: str) -> str:
        done = self.runner.invoke(args=["response", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    def json(self, *words: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run(*words, "--json"))
        return found

    def refused(self, *words: str) -> str:
        done = self.runner.invoke(args=["response", *words])
        assert done.exit_code != 0, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        assert lines[-1].startswith("Error: ")
        return lines[-1]


@pytest.fixture
def commands(app: Flask) -> Commands:
    return Commands(app)


def words_of_source(text: str) -> list[str]:
    """The words of a letter's text without its marks, furniture and the description of a picture."""
    text = re.sub(r"(?mi)^.*handwritten signature.*$", " ", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?m)^\s*-\s*(?=\d+\.)", "", text).replace("**", "")
    return plain(re.sub(r"(?m)^#+\s*", "", text))


def words_of_file(path: Path) -> list[str]:
    """Every word of a Word file's body, in order."""
    pieces = docx.Document(str(path)).element.body.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p"))
    return plain("".join((piece.text or "") if piece.tag == qn("w:t") else "\n" for piece in pieces))


def plain(text: str) -> list[str]:
    return text.translate(str.maketrans("‘’“”–—", "''\"\"--")).split()


def changed_words(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """What was put in the place of what, each as words in a row."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        (" ".join(before[a:b]), " ".join(after[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def test_the_letter_on_group_based_exploitation_is_read_whole(
    commands: Commands, shared_letters: Path
) -> None:
    file = str(shared_letters / GROUP_BASED)
    found = commands.json("import", file, "--published", "2023-12-08")
    assert (found["new"], found["changed"], found["unchanged"]) == (10, 0, 0)
    assert found["unplaced"] == []
    shown = commands.json("show", found["reference"])
    kinds = [item["kind"] for item in shown["items"]]
    assert kinds == ["recommendation"] * 9 + ["area_for_improvement"]
    assert [n for n, item in enumerate(shown["items"], 1) if item["for"] == "others"] == [1, 3, 5, 6, 7]
    assert [n for n, item in enumerate(shown["items"], 1) if item["joint"]] == [4]
    assert [n for n, item in enumerate(shown["items"], 1) if item["conditional"]] == [8]
    bases = [[(d["basis"], d["on"]) for d in item["deadlines"]] for item in shown["items"]]
    assert bases == [
        [("dated", "2024-12-31")],
        [("dated", "2024-12-31"), ("recurring", None)],
        [("dated", "2025-05-30")],
        [("dated", "2024-12-31")],
        [("dated", "2025-03-31")],
        [("dated", "2026-03-31")],
        [("dated", "2024-12-31")],
        [("dated", "2024-06-30")],
        [("immediate", None)],
        [],
    ]
    assert [len(item["chief_constable"]) for item in shown["items"]] == [1, 7, 1, 3, 1, 1, 1, 1, 5, 5]
    assert len(shown["letter_paragraphs"]) == 4
    report = shown["reports"][0]
    assert (report["last_day_to_publish"], report["day_of_letter"]) == ("2024-02-01", 57)
    again = commands.json("import", file, "--published", "2023-12-08")
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 10)


def test_the_letter_on_the_post_inspection_review_is_read_whole(
    commands: Commands, shared_letters: Path
) -> None:
    found = commands.json("import", str(shared_letters / REVIEW), "--published", "9 December 2022")
    assert found["unplaced"] == []
    shown = commands.json("show", found["reference"])
    assert [item["kind"] for item in shown["items"]] == ["area_still_requiring_improvement"] * 3
    assert [len(item["chief_constable"]) for item in shown["items"]] == [4, 2, 2]
    assert len(shown["letter_paragraphs"]) == 6
    report = shown["reports"][0]
    assert (report["last_day_to_publish"], report["day_of_letter"]) == ("2023-02-02", 56)


@pytest.mark.parametrize(("file", "layout"), [(GROUP_BASED, "headed"), (REVIEW, "numbered")])
def test_the_word_file_has_every_word_of_the_source_in_order_and_no_other(
    file: str, layout: str, commands: Commands, shared_letters: Path, tmp_path: Path
) -> None:
    source = shared_letters / file
    reference = commands.json("import", str(source), "--published", PUBLISHED[file])["reference"]
    made = tmp_path / "made.docx"
    commands.run("letter", reference, "-o", str(made), "--layout", layout)
    assert changed_words(words_of_source(source.read_text("utf-8")), words_of_file(made)) == []


def test_what_is_changed_in_the_register_changes_in_the_letter_and_nothing_else(
    app: Flask, commands: Commands, shared_letters: Path, tmp_path: Path
) -> None:
    reference = commands.json("import", str(shared_letters / GROUP_BASED), "--published", "2023-12-08")[
        "reference"
    ]
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    commands.run("letter", reference, "-o", str(before))
    with app.app_context():
        response = get_response(reference=reference, by=SYSTEM, today=TODAY)
        was = details_of(response)
        assert was.addressee_block is not None
        rest = was.addressee_block.partition("\n")[2]
        details = replace(was, addressee_block=f"Ottoline Vance\n{rest}", signatory_name="Quentin Marlowe")
        change_letter(response=response, version=response.version, details=details, **ACT)
        item = item_by_reference(db.session(), "R2023-01-REC9")
        assert item is not None
        said = AnswerDetails(chief_constable="Zebras patrol Xanadu nightly.", item_heading="Ninth demand")
        write_answer(response=response, item=item, version=1, details=said, **ACT)
    commands.run("letter", reference, "-o", str(after))
    changes = changed_words(words_of_file(before), words_of_file(after))
    assert [new for _, new in changes] == [
        "Ottoline Vance",
        "Quentin Marlowe",
        "Ninth demand",
        "Zebras patrol Xanadu nightly.",
    ]
    assert changes[2][0] == "Recommendation 9"


@pytest.mark.parametrize("layout", ["headed", "numbered"])
@pytest.mark.parametrize("file", [GROUP_BASED, REVIEW])
def test_the_program_s_own_file_of_a_real_letter_comes_in_unchanged(
    file: str, layout: str, commands: Commands, shared_letters: Path, tmp_path: Path
) -> None:
    first = commands.json("import", str(shared_letters / file), "--published", PUBLISHED[file])
    made = tmp_path / "made.docx"
    commands.run("letter", first["reference"], "-o", str(made), "--layout", layout)
    again = commands.json("import", str(made), "--published", PUBLISHED[file], "--dry-run")
    assert (again["new"], again["unplaced"]) == (0, [])
    fields = {one["field"] for one in again["differences"]}
    # The other layout prints no heading, or another, above an item; nothing else may differ.
    assert fields <= {"item_heading", "group_heading", "appendix_label 1"}


def test_a_letter_of_another_office_goes_the_same_way(app: Flask, commands: Commands, tmp_path: Path) -> None:
    with app.app_context():
        record_offices()
    source = LETTERS / "numbered-two-appendices.txt"
    days = ["--published", "2024-04-09", "--published", "2024-04-10"]
    found = commands.json("import", str(source), *days)
    assert found["new"] == 5
    assert [item["reference"] for item in found["items"]][:2] == ["R2024-01-AFI1", "R2024-01-AFI2"]
    text = commands.run("import", str(source), *days)
    assert text.splitlines()[-1] == f"Here already as {found['reference']}: 0 new, 0 changed, 5 unchanged."
    made = tmp_path / "made.docx"
    commands.run("letter", found["reference"], "-o", str(made))
    assert "Counting" in words_of_file(made)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Enter the day the report was published"),
        (("--published", "2025-06-31"), "31"),
        (("--published", "2025-05-05"), "cannot be published after the letter"),
        (("--published", "2024-01-01", "--published", "2024-01-02"), "once for each"),
    ],
)
def test_a_command_with_a_date_that_cannot_be_says_so_and_saves_nothing(
    words: tuple[str, ...], message: str, app: Flask, commands: Commands
) -> None:
    line = commands.refused("import", str(LETTERS / "headed-with-stray-marks.txt"), *words)
    assert message in line
    with app.app_context():
        assert event_count(db.session()) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500),
        ("large.txt", b"a" * 50_000_000),
        ("cake.txt", b"Dear Mrs Lane\n\nThank you for the cake.\n\nYours sincerely\n\nJo"),
        ("half.txt", (LETTERS / "headed-with-stray-marks.txt").read_bytes()[:1500]),
    ],
)
def test_a_command_with_a_file_that_is_no_letter_says_so_and_saves_nothing(
    name: str, content: bytes, app: Flask, commands: Commands, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert len(commands.refused("import", str(file), "--published", "2024-01-01")) > 30
    with app.app_context():
        assert event_count(db.session()) == 0


def test_a_letter_that_differs_is_listed_and_saved_only_when_told(commands: Commands, tmp_path: Path) -> None:
    source = LETTERS / "headed-with-stray-marks.txt"
    reference = commands.json("import", str(source), "--published", "2025-02-03")["reference"]
    changed = tmp_path / "changed.txt"
    changed.write_text(source.read_text("utf-8").replace("Three stores", "Four stores"), "utf-8")
    told = commands.refused("import", str(changed), "--published", "2025-02-03")
    assert "--apply" in told
    assert "Three stores" in json.dumps(commands.json("show", reference))
    commands.run("import", str(changed), "--published", "2025-02-03", "--apply")
    assert "Four stores" in json.dumps(commands.json("show", reference))


def test_a_letter_that_lacks_something_is_not_written_over_an_older_file(
    app: Flask, commands: Commands, tmp_path: Path
) -> None:
    reference = commands.json("import", str(LETTERS / "without-items.txt"), "--published", "2024-05-07")[
        "reference"
    ]
    with app.app_context():
        response = get_response(reference=reference, by=SYSTEM, today=TODAY)
        details = replace(details_of(response), closing="")
        change_letter(response=response, version=response.version, details=details, **ACT)
    kept = tmp_path / "kept.docx"
    kept.write_bytes(b"older")
    assert "the closing words" in commands.refused("letter", reference, "-o", str(kept))
    assert kept.read_bytes() == b"older"
    assert list(tmp_path.glob("*.part")) == []
    assert "no response" in commands.refused("letter", "S55-1999-01", "-o", str(kept))


def test_what_stands_under_a_cause_of_concern_says_so(commands: Commands) -> None:
    found = commands.json("import", str(LETTERS / "causes-of-concern.txt"), "--published", "2023-10-02")
    assert [(item["reference"], item["parent"]) for item in found["items"]][:5] == [
        ("R2023-01-COC1", None),
        ("R2023-01-COC1-REC1", "R2023-01-COC1"),
        ("R2023-01-COC1-REC2", "R2023-01-COC1"),
        ("R2023-01-COC2", None),
        ("R2023-01-COC2-REC1", "R2023-01-COC2"),
    ]
    shown = commands.json("show", found["reference"])
    assert [item["parent"] for item in shown["items"]] == [item["parent"] for item in found["items"]]
