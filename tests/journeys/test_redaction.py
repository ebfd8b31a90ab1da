"""A child's name was typed into the register in every way there is; two people remove it everywhere."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.fixtures.database import NOW, TODAY, person
from tracker.domain.items import ItemDetails
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotAllowed
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import ForWhom, ItemKind, Layout, ReportKind, Role
from tracker.models.base import Base, db
from tracker.models.item import Item
from tracker.models.redaction import Redaction
from tracker.models.response import Response
from tracker.models.stored_file import LetterReading, StoredFile
from tracker.queries.events import timeline
from tracker.queries.register import RegisterFilter, register_count
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.history import verify
from tracker.services.items import add_item, change_item
from tracker.services.letter_details import LetterDetails
from tracker.services.letter_imports import put_up_for_review
from tracker.services.letters import letter_file
from tracker.services.proof_store import LocalFolder
from tracker.services.redactions import ask_redaction, confirm_redaction, extent_of, refuse_redaction
from tracker.services.reports import add_report
from tracker.services.responses import change_letter, start_response
from tracker.services.sign_ins import begin_session

NAME = "Zélie Quartermain"
PARTS = ("zélie", "ze\u0301lie", "quartermain", "z\\u00e9lie")
LETTERS = Path(__file__).parents[1] / "letters"


@dataclass
class Register:
    """What was typed where."""

    app: Flask
    exports: Path
    asha: Actor
    tom: Actor
    item: Item
    response: Response
    reading: LetterReading

    @property
    def folders(self) -> dict[str, Any]:
        """Where files are looked for: exports, and the store of proofs, which is empty."""
        return {"exports_dir": self.exports, "store": LocalFolder(self.exports.parent / "evidence")}


@pytest.fixture
def written(register: Flask, tmp_path: Path) -> Register:
    return typed_everywhere(register, tmp_path)


@pytest.fixture
def written_on_either(either_register: Flask, tmp_path: Path) -> Register:
    return typed_everywhere(either_register, tmp_path)


def typed_everywhere(app: Flask, tmp_path: Path) -> Register:
    asha = person(Role.OFFICE_STAFF, name="Asha Patel")
    tom = person(Role.FORCE_INSPECTION_LEAD, name="Tom Reed")
    exports = tmp_path / "exports"
    exports.mkdir()
    report = add_report(
        details=ReportDetails(
            "How forces listen", ReportKind.NATIONAL_THEMATIC, "HMICFRS", date(2025, 12, 12)
        ),
        by=asha,
        now=NOW,
        today=TODAY,
    )
    item = type_into_an_item(report, asha)
    response = type_into_a_letter(report, item, asha, exports)
    reading = type_into_files(asha)
    type_into_a_draft(asha)
    return Register(app, exports, asha, tom, item, response, reading)


def type_into_an_item(report: object, by: Actor) -> Item:
    def details(text: str) -> ItemDetails:
        return ItemDetails(ItemKind.RECOMMENDATION, "1", text, for_whom=ForWhom.FORCE, addressees=(NAME,))

    item = add_item(report=report, details=details(f"Review the case of {NAME}."), by=by, now=NOW)  # type: ignore[arg-type]
    decomposed = "Ze\u0301lie\n Quartermain"
    change_item(
        item=item, version=1, details=details(f"Review each case like {decomposed}’s."), by=by, now=NOW
    )
    return item


def type_into_a_letter(report: object, item: Item, by: Actor, exports: Path) -> Response:
    response = start_response(
        reports=[report],  # type: ignore[list-item]
        letter_dated=TODAY,
        layout=Layout.HEADED,
        by=by,
        now=NOW,
        today=TODAY,
    )
    words = AnswerDetails(
        chief_constable="**Zélie** Quartermain was seen.\n\n- by ZÉLIE QUARTERMAIN’s worker",
        pcc=f"I met {NAME}.",
    )
    write_answer(response=response, item=item, version=0, details=words, by=by, now=NOW)
    letter = LetterDetails(
        TODAY,
        Layout.HEADED,
        f"About {NAME}.\n\nNo more.",
        office_block="Office",
        addressee_block="Home Secretary",
        salutation="Dear Home Secretary",
        opening="These are my comments.",
        signatory_name="Ines Roe",
        signatory_title="Commissioner",
        force_name="Wessmere Police",
    )
    change_letter(response=response, version=1, details=letter, by=by, now=NOW)
    made = letter_file(response=response, by=by, today=TODAY)
    (exports / "old").mkdir()
    (exports / "old" / made.name).write_bytes(made.content)
    (exports / "README.md").write_text("What was issued.")
    (exports / "other.txt").write_text("Nothing of note.")
    return response


def type_into_files(by: Actor) -> LetterReading:
    letter = (LETTERS / "headed-with-stray-marks.txt").read_text(encoding="utf-8")
    named = letter.replace("Yours sincerely", f"We think of {NAME}.\n\nYours sincerely", 1)
    assert named != letter
    return put_up_for_review(name=f"{NAME}.txt", content=named.encode(), by=by, now=NOW)


def type_into_a_draft(by: Actor) -> None:
    fields = [["answer", f"{NAME} and\nZélie\nQuartermain"], ["other", "kept words"]]
    data = json.dumps({"kept_form": {"path": "/items/1", "fields": fields}})
    begin_session(token_hash="0" * 64, replaces=None, account_id=by.account_id, data=data, now=NOW)


def everything() -> Iterator[tuple[str, str]]:
    """Every value of every row of every table, with where it stands."""
    db.session.rollback()
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            for column, value in zip(table.columns, row, strict=True):
                text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                yield f"{table.name}.{column.name}", text


def found_in_tables() -> list[str]:
    return [where for where, text in everything() if any(part in text.casefold() for part in PARTS)]


def asked(written: Register) -> Redaction:
    return ask_redaction(
        words=NAME.upper(), reason="The name of a child.", **written.folders, by=written.asha, now=NOW
    )


def test_the_name_is_gone_from_everywhere_and_the_history_is_whole(written_on_either: Register) -> None:
    written = written_on_either
    assert len(found_in_tables()) > 10
    redaction = asked(written)
    assert redaction.words is not None
    extent = extent_of(words=redaction.words, **written.folders, request_id=redaction.id)
    removed = confirm_redaction(redaction=redaction, version=1, **written.folders, by=written.tom, now=NOW)
    assert removed.places == extent.total > 10
    assert removed.is_compacted
    assert found_in_tables() == []
    assert [path.name for path in sorted(written.exports.rglob("*.*"))] == ["README.md", "other.txt"]
    for search in (NAME, "quartermain", "zelie", "zélie"):
        chosen = RegisterFilter(search=search, listed="all")
        assert register_count(db.session(), written.asha, TODAY, chosen) == 0
    assert verify(db.session()).faults == ()
    nothing = extent_of(words=NAME, **written.folders)
    assert nothing.total == 0


def test_the_name_is_not_in_the_bytes_of_the_database(written: Register, tmp_path: Path) -> None:
    file = tmp_path / "tracker.sqlite"
    assert b"Quartermain" in file.read_bytes()
    confirm_redaction(redaction=asked(written), version=1, **written.folders, by=written.tom, now=NOW)
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).lower()
    assert b"quartermain" not in held
    assert "zélie".encode() not in held


def test_timelines_say_redacted_where_the_name_stood(written: Register) -> None:
    confirm_redaction(redaction=asked(written), version=1, **written.folders, by=written.tom, now=NOW)
    entries = timeline(db.session(), [("item", written.item.id)])
    texts = [line for entry in entries for line in entry.changes if line.field == "text"]
    assert all("[redacted]" in (line.after or "") for line in texts)
    assert {line.is_redacted for line in texts} == {True, False}  # the redaction itself is one of them
    assert written.item.text == "Review each case like [redacted]’s."


def test_the_letter_under_review_goes_on_without_the_name(written: Register) -> None:
    file_id = written.reading.file_id
    confirm_redaction(redaction=asked(written), version=1, **written.folders, by=written.tom, now=NOW)
    old = db.session.get_one(StoredFile, file_id)
    assert (old.content, old.name, old.redacted_at) == (None, "[redacted].txt", NOW)
    assert old.sha256
    assert old.size > 0
    assert written.reading.file_id != file_id
    new = db.session.get_one(StoredFile, written.reading.file_id)
    assert new.content is not None
    assert "We think of [redacted]." in new.content.decode()


def test_the_kept_draft_keeps_its_other_words(written: Register) -> None:
    confirm_redaction(redaction=asked(written), version=1, **written.folders, by=written.tom, now=NOW)
    data = next(text for where, text in everything() if where == "login_session.data")
    assert json.loads(data)["kept_form"]["fields"] == [
        ["answer", "[redacted] and\n[redacted]"],
        ["other", "kept words"],
    ]


def test_a_form_opened_before_cannot_bring_the_name_back(written: Register) -> None:
    version = written.item.version
    confirm_redaction(redaction=asked(written), version=1, **written.folders, by=written.tom, now=NOW)
    assert written.item.version > version


def test_one_person_alone_removes_nothing(written: Register) -> None:
    redaction = asked(written)
    with pytest.raises(NotAllowed, match="Another person"):
        confirm_redaction(redaction=redaction, version=1, **written.folders, by=written.asha, now=NOW)
    assert found_in_tables()
    assert redaction.words


def test_a_refused_request_forgets_its_words_and_leaves_the_rest(written: Register) -> None:
    redaction = asked(written)
    before = sorted(found_in_tables())
    refuse_redaction(redaction=redaction, version=1, by=written.tom, now=NOW)
    assert sorted([*found_in_tables(), "redaction.words"]) == before
    assert not redaction.was_confirmed
    with pytest.raises(Invalid, match="decided already"):
        confirm_redaction(redaction=redaction, version=2, **written.folders, by=written.tom, now=NOW)


def test_a_second_redaction_reaches_what_the_first_one_left(written: Register) -> None:
    first = asked(written)
    second = ask_redaction(
        words="I met", reason="Tells who it was.", **written.folders, by=written.tom, now=NOW
    )
    confirm_redaction(redaction=first, version=1, **written.folders, by=written.tom, now=NOW)
    confirm_redaction(redaction=second, version=1, **written.folders, by=written.asha, now=NOW)
    assert not [where for where, text in everything() if "i met" in text.casefold()]
    assert verify(db.session()).faults == ()


def test_the_words_of_other_requests_go_too(written: Register) -> None:
    longer = ask_redaction(
        words=f"like {NAME}", reason="Says more.", **written.folders, by=written.asha, now=NOW
    )
    confirm_redaction(redaction=asked(written), version=1, **written.folders, by=written.tom, now=NOW)
    assert found_in_tables() == []
    assert longer.words == "like [redacted]"
    confirm_redaction(redaction=longer, version=2, **written.folders, by=written.tom, now=NOW)
    assert written.item.text == "Review each case [redacted]’s."
    assert verify(db.session()).faults == ()
