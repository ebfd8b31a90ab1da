"""The check of a final copy: the first row or document that is not what was kept is named."""

import hashlib
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update

from tests.services.final_copy_records import drafted, final
from tests.services.test_final_copies import NAME, the_copy
from tracker.domain.refusals import NotHere
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy, FinalCopyFile, FinalCopyRow
from tracker.models.stored_file import StoredFile
from tracker.services.final_copy_store import check_copy, copy_bytes


def damage(column: str, value: str, position: int) -> None:
    statement = f"UPDATE final_copy_row SET {column} = :value WHERE position = :position"
    db.session.execute(text(statement), {"value": value, "position": position})
    db.session.commit()


def test_a_damaged_row_is_named(either_register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    row = db.session.query(FinalCopyRow).filter_by(part="items").order_by(FinalCopyRow.position).first()
    assert row is not None
    damage("line", row.line.replace("Recommendation", "recommendation"), row.position)
    found = check_copy(the_copy()).problem
    assert found.startswith(f"Row {row.position}, {story.items[0].reference}: its text is not")


def test_a_row_damaged_with_every_fingerprint_beside_it_is_found_by_the_history(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    final(story, tmp_path)
    db.session.execute(update(FinalCopy).values(rows_sha256="0" * 64))
    db.session.commit()
    assert "was changed with its fingerprint" in check_copy(the_copy()).problem
    db.session.query(FinalCopyRow).delete()
    db.session.execute(update(FinalCopy).values(rows_sha256=hashlib.sha256(b"").hexdigest()))
    db.session.commit()
    assert check_copy(the_copy()).problem == (
        "The fingerprint of the rows is not the one that the history tells."
    )


def test_a_damaged_document_is_named_and_not_handed_over(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    db.session.execute(update(StoredFile).values(content=b"other"))
    db.session.commit()
    assert check_copy(the_copy()).problem == f"{NAME}: its bytes are not those that were kept."
    with pytest.raises(NotHere, match="are not those that were kept"):
        copy_bytes(copy=the_copy(), position=1)
    sha256 = hashlib.sha256(b"other").hexdigest()
    db.session.execute(update(FinalCopyFile).values(sha256=sha256))
    db.session.commit()
    assert "its fingerprint is not the one that the history tells" in check_copy(the_copy()).problem


def test_a_document_that_is_lost_is_told(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    db.session.query(FinalCopyFile).filter_by(position=1).delete()
    db.session.commit()
    assert "Document 1, of which the history tells, is missing" in check_copy(the_copy()).problem
