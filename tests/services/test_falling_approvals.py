"""An approval covers the text that is printed: whatever would print another lets it fall and says what."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.marked_records import came_back, marked, sent
from tests.services.move_records import a_whole_letter, approved, issued, submitted, two_people
from tests.services.pictures import png
from tracker.documents import standard_parts
from tracker.documents.house_style import HOUSE_FILE
from tracker.domain.audit import EventName
from tracker.domain.draft_marks import Decision
from tracker.domain.letter_snapshots import SnapshotPurpose
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import NotAllowed
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.models.approval import Approval
from tracker.models.base import db
from tracker.models.event import Event
from tracker.models.letter_version import LetterVersion
from tracker.models.office import Holding, Letterhead, Post
from tracker.models.response import Response
from tracker.queries.responses import answered_items
from tracker.services import letter_states
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.letter_details import details_of
from tracker.services.marked_decisions import apply_copy
from tracker.services.marked_reviews import review_of
from tracker.services.offices import HoldingDetails, add_signature, record_holding, record_letterhead
from tracker.services.responses import change_letter

ACT: dict[str, Any] = {"by": SYSTEM, "now": NOW}


def another_holder(was: str, is_now: str) -> None:
    holding = db.session.query(Holding).filter_by(person_name=was).one()
    details = HoldingDetails(is_now, holding.from_on, holding.to_on)
    post = db.session.get_one(Post, holding.post_id)
    record_holding(holding=holding, version=holding.version, post=post, details=details, **ACT)


def a_new_home_secretary(patch: pytest.MonkeyPatch, folder: Path) -> None:
    another_holder("Rt Hon Bela Farrow MP", "Rt Hon Dora Vale MP")


def a_new_commissioner(patch: pytest.MonkeyPatch, folder: Path) -> None:
    another_holder("Ines Roe", "Iris Rowe")


def another_letterhead(patch: pytest.MonkeyPatch, folder: Path) -> None:
    head = db.session.query(Letterhead).one()
    text = head.text.replace("Water Lane", "Fire Lane")
    record_letterhead(
        letterhead=head, version=head.version, text=text, from_on=None, to_on=None, **ACT
    )  # fmt: skip


def another_signature(patch: pytest.MonkeyPatch, folder: Path) -> None:
    holding = db.session.query(Holding).filter_by(person_name="Ines Roe").one()
    add_signature(holding=holding, content=png(3, 2), alt_text="Signature of Ines Roe", **ACT)


def another_wording_file(patch: pytest.MonkeyPatch, folder: Path) -> None:
    shutil.copytree(standard_parts.WORDING_FOLDER, folder / "letters")
    (folder / "letters" / "closing.txt").write_text("Yours faithfully")
    patch.setattr(standard_parts, "WORDING_FOLDER", folder / "letters")
    standard_parts.shipped_wording.cache_clear()


def another_base_document(patch: pytest.MonkeyPatch, folder: Path) -> None:
    other = folder / "house.docx"
    other.write_bytes(HOUSE_FILE.read_bytes() + b"\0")
    plain = letter_states.state_of.__kwdefaults__
    assert plain is not None
    patch.setitem(plain, "house", other)


@pytest.fixture
def wording_as_shipped(monkeypatch: pytest.MonkeyPatch) -> Any:
    yield
    monkeypatch.undo()
    standard_parts.shipped_wording.cache_clear()


@pytest.mark.usefixtures("wording_as_shipped")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (a_new_home_secretary, "The addressee was “Rt Hon Bela Farrow MP” and is now “Rt Hon Dora Vale MP”"),
        (a_new_commissioner, "The signatory was “Ines Roe” and is now “Iris Rowe”"),
        (another_letterhead, "The office block was “Water Lane” and is now “Fire Lane”"),
        (another_signature, "The picture of the signature is another one"),
        (another_wording_file, "The closing was “Yours sincerely” and is now “Yours faithfully”"),
        (another_base_document, "The base document of letters is another one"),
    ],
)
def test_what_would_print_another_text_lets_the_approval_fall_and_says_what_changed(
    register: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch, Path], None],
    words: str,
) -> None:
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(), office), approver)
    change(monkeypatch, tmp_path)
    with pytest.raises(NotAllowed) as refusal:
        issued(response, approver, tmp_path / "exports")
    assert words in str(refusal.value)
    assert "the approval fell and nothing was issued" in str(refusal.value)
    assert response.status is ResponseStatus.PREPARING
    fell = db.session.query(Approval).one()
    assert words in (fell.fell_because or "")
    assert fell.fell_at == NOW
    last = db.session.query(Event).order_by(Event.seq.desc()).first()
    assert last is not None
    assert last.name == EventName.APPROVAL_FELL
    assert db.session.query(LetterVersion).filter_by(purpose=SnapshotPurpose.ISSUED).count() == 0


def edited_letter(response: Response) -> None:
    details = replace(details_of(response), paragraphs="Other words.")
    change_letter(response=response, version=response.version, details=details, **ACT)


def edited_answer(response: Response) -> None:
    item = answered_items(db.session(), response)[0]
    assert item.answer is not None
    words = AnswerDetails(reply="Thank you.")
    write_answer(response=response, item=item.item, version=item.answer.version, details=words, **ACT)


def applied_mark_up(response: Response) -> None:
    office = person(Role.OFFICE_STAFF, name="Tom Reed")
    _, content = sent(response, office)
    copy = came_back(response, marked(content, {"We have done it.": ("done", "nearly finished")}), office)
    review = review_of(copy=copy, by=office, today=TODAY)
    apply_copy(
        copy=copy,
        version=1,
        seen=review.seen,
        decisions={row.text.key: Decision.ACCEPTED for row in review.to_decide},
        by=office,
        now=NOW,
        today=TODAY,
    )


@pytest.mark.parametrize("edit", [edited_letter, edited_answer, applied_mark_up])
def test_an_edit_after_approval_lets_it_fall_and_says_when(
    register: Flask, edit: Callable[[Response], None]
) -> None:
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(), office), approver)
    edit(response)
    fell = db.session.query(Approval).one()
    assert fell.fell_because == "The letter was changed after it was approved."
    assert fell.fell_at == NOW
    assert response.status is ResponseStatus.PREPARING
