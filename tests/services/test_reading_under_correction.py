"""Who reads what while version 2 is being prepared: what was issued stays, and its draft stays a draft."""

from pathlib import Path

import pytest

from tests.services.correction_records import CORRECTED_ON, DRAFTED, OPENED_ON, P, Walk, under_correction
from tests.services.plan_records import plan_as_seen
from tracker.domain.permissions import Actor
from tracker.domain.refusals import NotAllowed
from tracker.domain.visibility import may_read_change, status_of_line
from tracker.domain.vocabulary import ForWhom, ResponseStatus, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.queries.events import timeline
from tracker.queries.issued_words import opened_by_event
from tracker.queries.responses import answers_begun, reports_of
from tracker.services import response_moves
from tracker.services.item_views import item_in_full
from tracker.services.letter_issue import issued_copy
from tracker.services.letters import letter_draft, letter_file
from tracker.services.response_pages import public_page
from tracker.services.response_views import response_in_full
from tracker.services.step_proofs import proof_file
from tracker.services.told import ToldFilter, told

pytestmark = pytest.mark.usefixtures("register")
AUDITOR = Actor(90, "Ada Audit", frozenset({Role.AUDITOR}))
LEAD = Actor(91, "Lee Force", frozenset({Role.FORCE_INSPECTION_LEAD}))
SECRETARY = Actor(92, "Sam Board", frozenset({Role.BOARD_SECRETARY}))
OTHERS = [AUDITOR, LEAD, SECRETARY]
FORCE, PCC = "We have done it.", "I have seen **that** it is done."


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    """A letter published in January whose version 2 is being prepared with other words."""
    return under_correction(tmp_path)


def an_answered_item() -> Item:
    return db.session.query(Item).filter(Item.for_whom == ForWhom.FORCE).order_by(Item.id).limit(1).one()


@pytest.mark.parametrize("by", OTHERS, ids=lambda by: by.name)
def test_the_public_page_stays_that_of_the_issued_version(walk: Walk, by: Actor) -> None:
    made = public_page(response=walk.response, by=by, today=OPENED_ON).content.decode()
    assert FORCE in made
    assert DRAFTED not in made
    walk.issue(CORRECTED_ON)
    assert DRAFTED in public_page(response=walk.response, by=by, today=CORRECTED_ON).content.decode()


@pytest.mark.parametrize("by", OTHERS, ids=lambda by: by.name)
def test_the_desk_says_to_others_what_was_issued(walk: Walk, by: Actor) -> None:
    full = response_in_full(response=walk.response, by=by, today=OPENED_ON)
    assert full.stands_issued == 1
    assert not full.is_letter_hidden
    assert full.paragraphs
    items = [one for one in full.items if one.pcc]
    assert items
    assert {one.pcc for one in items} == {(PCC,)}
    reads_force_draft = by is LEAD
    assert {one.chief_constable[0] for one in items} == {f"Force {DRAFTED}." if reads_force_draft else FORCE}
    walk.issue(CORRECTED_ON)
    after = response_in_full(response=walk.response, by=by, today=CORRECTED_ON)
    assert {one.pcc for one in after.items if one.pcc} == {(f"PCC {DRAFTED}.",)}


def test_the_office_and_the_approver_read_what_they_prepare(walk: Walk) -> None:
    for by in (walk.office, walk.approver):
        full = response_in_full(response=walk.response, by=by, today=OPENED_ON)
        assert full.stands_issued == 0
        assert {one.pcc for one in full.items if one.pcc} == {(f"PCC {DRAFTED}.",)}


@pytest.mark.parametrize("by", OTHERS, ids=lambda by: by.name)
def test_others_are_handed_the_issued_letter_to_read_and_to_keep(walk: Walk, by: Actor) -> None:
    draft = letter_draft(response=walk.response, by=by, today=OPENED_ON)
    said = [v.text for a in draft.letter.appendices for g in a.groups for i in g.items for v in i.voices]
    assert any(FORCE in text for text in said)
    assert not any(DRAFTED in text for text in said)
    made = letter_file(response=walk.response, by=by, today=OPENED_ON)
    assert made.content == issued_copy(response=walk.response, number=1).content


@pytest.mark.parametrize("by", [*OTHERS, None], ids=lambda by: by.name if by else "office")
def test_an_item_and_what_we_told_say_what_was_issued(walk: Walk, by: Actor | None) -> None:
    by = by or walk.office
    item = an_answered_item()
    report = reports_of(db.session(), walk.response)[0]
    (answer,) = item_in_full(item=item, report=report, by=by, today=OPENED_ON).answers
    assert answer.status is ResponseStatus.PUBLISHED
    assert PCC in {voice.value: text for voice, text in answer.voices}["pcc"]
    assert not told(by=by, today=OPENED_ON, wanted=ToldFilter(words=DRAFTED))
    assert told(by=by, today=OPENED_ON, wanted=ToldFilter(words="once twice"))
    walk.issue(CORRECTED_ON)
    assert told(by=by, today=CORRECTED_ON, wanted=ToldFilter(words=DRAFTED))
    assert not told(by=by, today=CORRECTED_ON, wanted=ToldFilter(words="once twice"))


@pytest.mark.parametrize("by", [AUDITOR, SECRETARY], ids=lambda by: by.name)
def test_the_history_before_the_correction_stays_readable_and_its_draft_is_hidden(
    walk: Walk, by: Actor
) -> None:
    session, response = db.session(), walk.response
    subjects = [("answer", key) for key in answers_begun(session, response)]
    opened = opened_by_event(session, subjects)
    assert set(opened) == set(subjects)
    read: set[str | None] = set()
    for event in timeline(session, subjects):
        for line in event.changes:
            status = status_of_line(
                response.status, line.event_seq, opened[line.subject_kind, line.subject_id]
            )
            if may_read_change(by, subject_kind=line.subject_kind, field=line.field, status=status):
                read.add(line.after)
    assert PCC in read
    assert not any(DRAFTED in (text or "") for text in read)
    walk.issue(CORRECTED_ON)
    assert opened_by_event(session, subjects) == {}


def test_what_proved_the_first_version_stays_readable(walk: Walk) -> None:
    full = plan_as_seen(walk.response, by=AUDITOR, today=OPENED_ON)
    (copy,) = full.proofs(P.COPY_TO_INSPECTORS)
    assert not full.is_proof_hidden
    assert proof_file(response=walk.response, key=copy.key, by=AUDITOR, today=OPENED_ON)[1]


def test_a_letter_that_was_issued_is_not_withdrawn_with_its_correction(walk: Walk) -> None:
    with pytest.raises(NotAllowed, match="has been issued and stands"):
        response_moves.withdraw(
            response=walk.response,
            version=walk.response.version,
            reason="We changed our mind.",
            by=walk.office,
            now=walk.response.recorded_at,
            today=OPENED_ON,
        )
    assert public_page(response=walk.response, by=AUDITOR, today=OPENED_ON).content
