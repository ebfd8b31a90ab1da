"""A stamped draft goes out; its marked-up copy comes back, is decided, and is taken into the letter."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import DATED, a_letter, in_full, record_offices
from tests.services.marked_records import came_back, marked, rewritten, sent
from tests.services.records import a_report, an_item
from tracker.domain.draft_marks import Decision
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import Layout, ResponseStatus, Role
from tracker.models.base import db
from tracker.models.marked_copy import MarkedUpCopy
from tracker.models.response import Answer, Response
from tracker.queries.events import event_count
from tracker.queries.responses import answer_to, answered_items
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.draft_targets import targeted_draft
from tracker.services.history import verify
from tracker.services.marked_copies import set_copy_aside
from tracker.services.marked_decisions import Applied, apply_copy, keep_decisions
from tracker.services.marked_reviews import Review, review_of
from tracker.services.responses import start_response

YES, NO = Decision.ACCEPTED, Decision.REFUSED
CHANGES = {"We have done it.": ("done", "nearly finished"), "I have seen": ("seen", "heard")}
ACT: dict[str, Any] = {"now": NOW, "today": TODAY}


@pytest.fixture
def office(register: Flask) -> Actor:
    record_offices(with_signature=True)
    return person(Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def letter(office: Actor) -> Response:
    return a_letter()


def looked_at(copy: MarkedUpCopy, by: Actor) -> Review:
    return review_of(copy=copy, by=by, today=TODAY)


def applied(copy: MarkedUpCopy, by: Actor, decisions: Mapping[str, Decision | None], **given: Any) -> Applied:
    seen = given.pop("seen", None) or looked_at(copy, by).seen
    version = given.pop("version", copy.version)
    own = given.pop("own", {})
    return apply_copy(copy=copy, version=version, seen=seen, decisions=decisions, own=own, by=by, **ACT)


def first_answer(response: Response) -> Answer:
    item = answered_items(db.session(), response)[0].item
    answer = answer_to(db.session(), response, item)
    assert answer is not None
    return answer


def test_a_draft_goes_out_without_the_picture_of_the_signature(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not [name for name in file.namelist() if name.startswith("word/media/")]
    draft = targeted_draft(response=letter, by=office, today=TODAY)
    assert draft.letter.signature is not None


def test_what_was_accepted_is_taken_in_and_the_rest_left(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    copy = came_back(letter, marked(content, CHANGES), office)
    review = looked_at(copy, office)
    assert [(row.text.went_out, row.text.came_back) for row in review.to_decide] == [
        ("We have done it.", "We have nearly finished it."),
        ("I have seen **that** it is done.", "I have heard **that** it is done."),
    ]
    assert {change.author for row in review.rows for change in row.changes} == {"Ines Roe"}
    first, second = [row.text.key for row in review.to_decide]
    before = event_count(db.session())
    assert applied(copy, office, {first: YES, second: NO}) == Applied(1, 0)
    assert event_count(db.session()) == before + 1
    answer = first_answer(letter)
    assert answer.chief_constable == "We have nearly finished it.\n\n- once\n- twice"
    assert answer.pcc == "I have seen **that** it is done."
    assert copy.was_applied
    assert verify(db.session()).faults == ()


def test_decisions_made_so_far_are_kept(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    copy = came_back(letter, marked(content, CHANGES), office)
    first = looked_at(copy, office).to_decide[0].text.key
    keep_decisions(copy=copy, version=1, decisions={first: YES}, by=office, **ACT)
    assert [row.decision for row in looked_at(copy, office).to_decide] == [YES, None]
    with pytest.raises(Invalid, match="Accept or refuse"):
        applied(copy, office, {first: YES})
    with pytest.raises(Conflict):
        keep_decisions(copy=copy, version=1, decisions={first: NO}, by=office, **ACT)


def test_a_paragraph_changed_here_meanwhile_is_a_conflict_with_three_texts(
    letter: Response, office: Actor
) -> None:
    _, content = sent(letter, office)
    item = answered_items(db.session(), letter)[0].item
    words = AnswerDetails(chief_constable="A new start.\n\nWe have done it all.\n\n- once\n- twice")
    write_answer(response=letter, item=item, version=1, details=words, by=office, now=NOW)
    copy = came_back(letter, marked(content, CHANGES), office)
    row, other = looked_at(copy, office).to_decide
    assert row.is_conflict
    assert not other.is_conflict
    texts = row.text.went_out, row.text.came_back, row.text.now
    assert texts == ("We have done it.", "We have nearly finished it.", "We have done it all.")
    applied(copy, office, {row.text.key: YES, other.text.key: NO})
    assert first_answer(letter).chief_constable == (
        "A new start.\n\nWe have nearly finished it.\n\n- once\n- twice"
    )


def test_a_text_that_changed_a_second_ago_stops_the_act(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    copy = came_back(letter, marked(content, CHANGES), office)
    review = looked_at(copy, office)
    decisions = {row.text.key: YES for row in review.to_decide}
    item = answered_items(db.session(), letter)[0].item
    write_answer(
        response=letter, item=item, version=1, details=AnswerDetails(pcc="Mine."), by=office, now=NOW
    )
    with pytest.raises(Conflict):
        applied(copy, office, decisions, seen=review.seen)
    assert first_answer(letter).pcc == "Mine."
    assert not copy.was_applied


def test_a_copy_is_applied_once(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    copy = came_back(letter, marked(content, CHANGES), office)
    decisions = {row.text.key: YES for row in looked_at(copy, office).to_decide}
    seen = looked_at(copy, office).seen
    applied(copy, office, decisions, seen=seen)
    with pytest.raises(Conflict):
        applied(copy, office, decisions, seen=seen, version=1)
    with pytest.raises(Invalid, match="already"):
        set_copy_aside(copy=copy, version=copy.version, by=office, **ACT)


def test_the_standard_parts_are_not_changed_by_mark_up(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    copy = came_back(letter, marked(content, {"Dear Home Secretary": ("Dear", "My dear")}), office)
    (row,) = looked_at(copy, office).rows
    assert "not changed by mark-up" in row.why_not
    assert looked_at(copy, office).to_decide == ()


def test_the_letter_s_own_paragraphs_are_taken_in(letter: Response, office: Actor) -> None:
    before = in_full(letter).letter_paragraphs
    words = before[1].split(" ")[0]
    _, content = sent(letter, office)
    copy = came_back(letter, marked(content, {before[1]: (words, "Today")}), office)
    (row,) = looked_at(copy, office).to_decide
    applied(copy, office, {row.text.key: YES})
    assert in_full(letter).letter_paragraphs[1] == before[1].replace(words, "Today", 1)


def test_a_copy_of_another_letter_or_of_an_unknown_draft_is_refused(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    report = a_report("Another report")
    an_item(report)
    other = start_response(reports=[report], letter_dated=DATED, layout=Layout.HEADED, by=office, **ACT)
    with pytest.raises(Invalid, match="another letter, S55-2026-01"):
        came_back(other, content, office)

    def stamped(words: str) -> bytes:
        made = content
        for part in ("word/header1.xml", "docProps/core.xml"):
            made = rewritten(made, part, lambda text: text.replace("DRAFT – S55-2026-01 – version 1", words))
        return made

    with pytest.raises(Invalid, match="version 7 of the draft, which was never made here"):
        came_back(letter, stamped("DRAFT – S55-2026-01 – version 7"), office)
    with pytest.raises(Invalid, match="does not say which draft"):
        came_back(letter, stamped("Our letter"), office)
    assert db.session.query(MarkedUpCopy).count() == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("copy.docm", b"PK\x03\x04", "macros"),
        ("copy.docx", b"", "empty"),
        ("copy.docx", b"%PDF-1.7", "this is a PDF"),
        ("copy.txt", b"words", "Only a .docx file"),
    ],
)
def test_a_file_that_must_not_be_read_is_refused(
    letter: Response, office: Actor, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        came_back(letter, content, office, name)


def test_the_same_file_twice_is_told(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    came_back(letter, content, office)
    with pytest.raises(Invalid, match="here already"):
        came_back(letter, content, office)


def test_an_issued_letter_is_not_marked_up(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    letter.status = ResponseStatus.ISSUED
    db.session.commit()
    with pytest.raises(Invalid, match="only a draft is marked up"):
        sent(letter, office)
    with pytest.raises(Invalid, match="only a draft is marked up"):
        came_back(letter, content, office)


@pytest.mark.parametrize("role", [Role.FORCE_INSPECTION_LEAD, Role.OWNER, Role.AUDITOR])
def test_only_the_office_sends_drafts_out(letter: Response, office: Actor, role: Role) -> None:
    with pytest.raises(NotAllowed):
        sent(letter, person(role, name="Other Person"))
