"""A pack as rows: it comes back as it was, and the first row that is not what was kept is named."""

import json
import random
from dataclasses import fields, replace
from datetime import date

import pytest

from tests.documents.packs import a_head, a_pack, an_item_line, pack_of
from tracker.domain.final_copies import (
    PARTS,
    CopyRow,
    DamagedRow,
    FileKind,
    fingerprint_of,
    first_damage,
    line_without,
    name_of_file,
    pack_of_rows,
    rows_of,
)
from tracker.domain.pack_json import sha256_of, to_json
from tracker.domain.packs import ChangeKind, ChangeLine, Pack
from tracker.domain.redactions import pattern_for

ON = date(2026, 3, 12)


def kept(n_items: int = 3) -> tuple[Pack, list[CopyRow], str]:
    pack = pack_of(n_items, random.Random(5))
    rows = list(rows_of(pack))
    return pack, rows, fingerprint_of(rows)


def number_of(rows: list[CopyRow], part: str) -> int:
    return next(at for at, row in enumerate(rows) if row.part == part)


def test_every_part_of_a_pack_has_its_rows() -> None:
    assert set(PARTS) == {field.name for field in fields(Pack)}


@pytest.mark.parametrize("n_items", [0, 1, 40])
def test_a_pack_comes_back_as_it_was(n_items: int) -> None:
    pack, rows, _ = kept(n_items)
    assert pack_of_rows(rows) == pack
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0].part == "head"


def test_what_is_as_it_was_kept_has_no_damage() -> None:
    _, rows, fingerprint = kept()
    assert first_damage(rows, fingerprint) == ""


def test_a_changed_line_is_named_by_its_number_and_its_item() -> None:
    _, rows, fingerprint = kept()
    at = number_of(rows, "items")
    rows[at] = replace(rows[at], line=rows[at].line.replace("Recommendation", "Rekommendation"))
    found = first_damage(rows, fingerprint)
    assert found == f"Row {at + 1}, R2025-02-REC1: its text is not the one that was kept."


def test_a_line_that_is_no_row_any_more_is_named_by_its_part() -> None:
    _, rows, fingerprint = kept()
    at = number_of(rows, "by_kind")
    rows[at] = replace(rows[at], line="{")
    assert first_damage(rows, fingerprint).startswith(f"Row {at + 1}, by kind:")
    with pytest.raises(DamagedRow, match=f"Row {at + 1}, by kind cannot be read"):
        pack_of_rows(rows)


def test_a_row_that_is_lost_is_named() -> None:
    _, rows, fingerprint = kept()
    del rows[4]
    assert first_damage(rows, fingerprint) == "Row 5 is missing."
    assert "one is lost" in first_damage(kept()[1][:-1], fingerprint)


def test_a_row_changed_together_with_its_fingerprint_is_found() -> None:
    _, rows, fingerprint = kept()
    line = to_json(an_item_line(reference="R2025-02-REC1"))
    at = number_of(rows, "items")
    rows[at] = replace(rows[at], line=line, sha256=sha256_of(line))
    assert "changed with its fingerprint" in first_damage(rows, fingerprint)


def test_a_pack_without_its_head_cannot_be_read() -> None:
    with pytest.raises(DamagedRow, match="Row 1, which says what the pack is"):
        pack_of_rows(kept()[1][1:])


def redacted(row: CopyRow, told: str | None = None) -> CopyRow:
    line = line_without(row.line, pattern_for("Sam Sample"))
    sha = sha256_of(line) if told is None else told
    return replace(row, line=line, is_redacted=True, redacted_sha256=sha)


def test_a_redacted_row_is_held_against_what_the_history_says_of_it() -> None:
    _, rows, fingerprint = kept()
    at = number_of(rows, "items")
    rows[at] = redacted(rows[at])
    assert first_damage(rows, fingerprint) == ""
    assert pack_of_rows(rows).items[0].owner_person == "[redacted]"
    rows[at] = replace(rows[at], line=rows[at].line.replace("[redacted]", "Bo Sample"))
    assert "R2025-02-REC1: its text is not" in first_damage(rows, fingerprint)


def test_a_row_that_only_says_it_was_redacted_is_named() -> None:
    _, rows, fingerprint = kept()
    at = number_of(rows, "items")
    rows[at] = redacted(rows[at], told="")
    assert "the history knows of no redaction" in first_damage(rows, fingerprint)


@pytest.mark.parametrize("words", ["open", "green", "2026-06-01", "R2025-01-REC1", "slipped"])
def test_a_redaction_leaves_dates_references_and_words_of_lists(words: str) -> None:
    pack = a_pack(
        head=a_head(board="Green open slipped"),
        items=(an_item_line(),),
        changes=(ChangeLine(ChangeKind.SLIPPED, "R2025-01-REC1", "", "", "", "", "", ON),),
    )
    rows = [replace(row, line=line_without(row.line, pattern_for(words))) for row in rows_of(pack)]
    found = pack_of_rows(rows)
    assert found.items == pack.items
    assert found.changes == pack.changes


def test_the_words_go_from_every_typed_text_of_a_row_and_the_rest_stays_to_the_letter() -> None:
    line = to_json(an_item_line(update="Zelda “Zed” Vane said so.\nZelda\nVane", owner_person="zelda vane"))
    without = line_without(line, pattern_for("Zelda Vane"))
    assert json.loads(without)["update"] == "Zelda “Zed” Vane said so.\n[redacted]"
    assert json.loads(without)["owner_person"] == "[redacted]"
    assert line_without(line, pattern_for("Nobody")) == line
    assert line_without("Zelda Vane {", pattern_for("Zelda Vane")) == "[redacted] {"


@pytest.mark.parametrize(
    ("kind", "number", "copy", "name"),
    [
        (FileKind.PACK, 1, 1, "fenland-2026-03-12-pack.xlsx"),
        (FileKind.PAPER, 1, 1, "fenland-2026-03-12-paper.docx"),
        (FileKind.PUBLIC_PAPER, 1, 2, "fenland-2026-03-12-paper-public-version-2.docx"),
        (FileKind.PAPER, 3, 1, "fenland-2026-03-12-paper-3.docx"),
    ],
)
def test_the_names_of_the_files(kind: FileKind, number: int, copy: int, name: str) -> None:
    assert name_of_file("fenland", ON, kind, number, copy) == name
