"""A redaction reaches final copies: rows lose the words and say so, documents lose their bytes."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from tests.documents.packs import a_pack, an_item_line
from tests.fixtures.database import NOW, person
from tests.services.final_copy_records import LATER, Drafted, drafted, final
from tests.services.records import item_details
from tracker.documents.status_pack import write_pack
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.packs import AgencyLine
from tracker.domain.redactions import pattern_for
from tracker.domain.refusals import NotHere
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy
from tracker.services.exports import repair_exports
from tracker.services.final_copy_store import check_copy, copy_bytes, pack_of_copy
from tracker.services.history import verify
from tracker.services.items import change_item
from tracker.services.proof_store import LocalFolder
from tracker.services.redactions import ask_redaction, confirm_redaction, extent_of, text_of

AN_AGENCY = AgencyLine("Wardens", "Una Sample", "Came to 3 of 4 meetings", 3, 4, 12)


class Story:
    """A final copy in whose first item, and nowhere in its second, a name stands."""

    def __init__(self, folder: Path) -> None:
        self.exports, self.store = folder / "exports", LocalFolder(folder / "evidence")
        self.drafted: Drafted = drafted()
        self.office = person(Role.OFFICE_STAFF, name="Asha Patel")
        self.lead = person(Role.FORCE_INSPECTION_LEAD, name="Finn Low")
        change_item(
            item=self.drafted.items[0],
            version=1,
            details=item_details("The force should ask Ottoline Vane.", number="1"),
            by=self.office,
            now=NOW,
        )
        final(self.drafted, self.exports)

    @property
    def copy(self) -> FinalCopy:
        """The final copy, read afresh."""
        db.session.rollback()
        db.session.expire_all()
        return db.session.query(FinalCopy).one()

    def redact(self, words: str) -> None:
        """Take words out, with a second person."""
        asked = ask_redaction(words=words, reason="A child.", **self._where, by=self.office, now=LATER)
        confirm_redaction(redaction=asked, version=1, **self._where, by=self.lead, now=LATER)

    @property
    def _where(self) -> dict[str, Any]:
        return {"exports_dir": self.exports, "store": self.store}


@pytest.fixture
def story(either_register: Flask, tmp_path: Path) -> Story:
    return Story(tmp_path)


def test_the_words_go_from_rows_and_documents_and_the_check_says_so(story: Story) -> None:
    before, kept = pack_of_copy(story.copy), check_copy(story.copy)
    assert extent_of(words="Ottoline Vane", exports_dir=story.exports, store=story.store).files
    story.redact("Ottoline Vane")
    now, found = pack_of_copy(story.copy), check_copy(story.copy)
    assert now.items[0].text == "The force should ask [redacted]."
    assert now.items[1:] == before.items[1:]
    assert (found.is_whole, found.redacted_rows, found.rows) == (True, 1, kept.rows)
    assert found.destroyed == ("fenland-bicycle-board-2026-01-12-pack.xlsx",)
    with pytest.raises(NotHere, match="destroyed by a redaction"):
        copy_bytes(copy=story.copy, position=1)
    assert verify(db.session()).faults == ()


def test_what_was_destroyed_is_gone_from_exports_and_not_brought_back(story: Story) -> None:
    story.redact("Ottoline Vane")
    assert repair_exports(exports_dir=story.exports) == ()
    assert list(story.exports.glob("*.xlsx")) == []


def test_a_redacted_row_that_is_damaged_afterwards_is_named(story: Story) -> None:
    story.redact("Ottoline Vane")
    statement = "UPDATE final_copy_row SET line = replace(line, '[redacted]', 'somebody')"
    db.session.execute(text(f"{statement} WHERE redaction_id IS NOT NULL"))
    db.session.commit()
    found = check_copy(story.copy).problem
    assert story.drafted.items[0].reference in found
    assert "its text is not the one that was kept" in found


def test_a_row_that_only_says_it_was_redacted_is_named(story: Story) -> None:
    story.redact("Ottoline Vane")
    statement = "UPDATE final_copy_row SET line = '{}', redaction_id = 1 WHERE position = 2"
    db.session.execute(text(statement))
    db.session.commit()
    assert "the history knows of no redaction" in check_copy(story.copy).problem


def test_a_second_redaction_of_a_row_counts_from_then_on(story: Story) -> None:
    story.redact("Ottoline Vane")
    story.redact("should ask")
    assert pack_of_copy(story.copy).items[0].text == "The force [redacted] [redacted]."
    assert check_copy(story.copy).is_whole


def test_a_name_that_fills_a_cell_of_the_workbook_is_found() -> None:
    line = an_item_line(owner_person="Ottoline Vane", text="Ottoline")
    content = write_pack(a_pack(items=(line,), agencies=(AN_AGENCY,)), PackLayout())
    said = text_of("pack.xlsx", content)
    assert len(pattern_for("Ottoline Vane").findall(said)) == 1
    assert len(pattern_for("Una Sample").findall(said)) == 1


def test_words_of_a_head_go_too(story: Story) -> None:
    story.redact("Fenland Bicycle Board")
    assert pack_of_copy(story.copy).head.board == "[redacted]"
    assert check_copy(story.copy).is_whole
