from dataclasses import replace
from datetime import date

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import ACT, LETTERS, bring_in, in_full, record_offices
from tests.services.plan_records import done
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.response_plan import PlanStep
from tracker.domain.vocabulary import Layout, Position, ResponseOrigin, ResponseStatus, Role
from tracker.models.base import db
from tracker.models.stored_file import StoredFile
from tracker.queries.events import event_count, timeline
from tracker.queries.letter_readings import waiting_letters
from tracker.services.history import verify
from tracker.services.letter_details import details_of
from tracker.services.letter_imports import (
    DifferencesToReview,
    get_reading,
    import_letter,
    put_up_for_review,
    read_past_letter,
    set_aside,
)
from tracker.services.letter_plans import ReportChoice
from tracker.services.responses import change_letter

pytestmark = pytest.mark.usefixtures("register")
PUBLISHED = date(2025, 2, 3)
HEADED = "headed-with-stray-marks.txt"
CONTENT = (LETTERS / HEADED).read_bytes()


def test_a_letter_under_review_is_not_in_the_register() -> None:
    reading = put_up_for_review(name="a.txt", content=CONTENT, **ACT)
    assert waiting_letters(db.session()) == [(reading.id, "a.txt")]
    _, file, letter = get_reading(key=reading.id, by=SYSTEM)
    assert (file.content, letter.dated) == (CONTENT, date(2025, 3, 14))
    assert event_count(db.session()) == 1


def test_a_reviewed_letter_is_brought_in_once_and_its_file_kept_once() -> None:
    reading = put_up_for_review(name="a.txt", content=CONTENT, **ACT)
    _, _, letter = get_reading(key=reading.id, by=SYSTEM)
    response, plan = import_letter(
        name="a.txt",
        content=CONTENT,
        letter=letter,
        choices=[ReportChoice(PUBLISHED)],
        apply_differences=False,
        reading=reading,
        today=TODAY,
        **ACT,
    )
    assert db.session.query(StoredFile).count() == 1
    assert (response.origin, response.status) == (ResponseOrigin.IMPORTED, ResponseStatus.ISSUED)
    assert waiting_letters(db.session()) == []
    with pytest.raises(NotHere, match="brought in or set aside"):
        get_reading(key=reading.id, by=SYSTEM)
    assert [item.existing.reference for item in plan.reports[0].items if item.existing] == [
        "R2025-01-REC1", "R2025-01-REC2", "R2025-01-REC3", "R2025-01-AFI1",
    ]  # fmt: skip


def test_a_letter_set_aside_leaves_nothing_but_its_file() -> None:
    reading = put_up_for_review(name="a.txt", content=CONTENT, **ACT)
    set_aside(reading=reading, **ACT)
    assert waiting_letters(db.session()) == []
    assert db.session.query(StoredFile).count() == 1
    with pytest.raises(NotHere):
        get_reading(key=reading.id, by=SYSTEM)


def test_one_act_is_one_event_on_every_timeline_it_touches() -> None:
    response, _ = bring_in(HEADED, PUBLISHED)
    assert event_count(db.session()) == 1
    report = response.reports[0].report_id
    for subject in (("response", response.id), ("report", report), ("item", 1), ("answer", 1)):
        assert len(timeline(db.session(), [subject])) == 1, subject
    assert verify(db.session()).faults == ()


def test_the_letter_as_read_is_kept_with_what_had_no_place() -> None:
    record_offices()
    response, _ = bring_in(HEADED, PUBLISHED)
    full = in_full(response)
    assert full.unplaced == "Page 2 of 6"
    assert full.parts.signatory_name == "Jo Marsh"
    assert full.parts.addressee_block.startswith("Rt Hon Amelia Thornbury MP")
    assert [len(item.chief_constable) for item in full.items] == [2, 1, 3, 1]
    assert response.signature_alt_as_read.startswith("A handwritten signature")
    assert full.parts.signature_image_id is None


def test_positions_and_both_voices_are_kept() -> None:
    response, _ = bring_in("numbered-two-appendices.txt", date(2024, 4, 9), date(2024, 4, 10))
    full = in_full(response)
    assert [report.published_on for report in full.reports] == [date(2024, 4, 9), date(2024, 4, 10)]
    assert [item.stance for item in full.items] == [
        None, None, Position.PARTLY_AGREED, None, Position.NOT_AGREED,
    ]  # fmt: skip
    assert full.items[1].reply == ("I have seen them closed, and I thank the Chief Constable.",)
    assert full.prints_pcc_responses


def test_the_same_letter_twice_changes_nothing_a_person_has_set_since() -> None:
    record_offices()
    response, _ = bring_in(HEADED, PUBLISHED)
    numbered = replace(details_of(response), layout=Layout.NUMBERED)
    change_letter(response=response, version=response.version, details=numbered, **ACT)
    version = response.version
    again, plan = bring_in(HEADED, PUBLISHED)
    assert again is response
    assert [plan.count(state) for state in ("new", "changed", "unchanged")] == [0, 0, 4]
    assert (response.layout, response.version) == (Layout.NUMBERED, version)
    assert db.session.query(StoredFile).count() == 1


def test_the_same_letter_again_is_no_act_and_leaves_no_event() -> None:
    record_offices()
    first, _ = bring_in(HEADED, PUBLISHED)
    before = event_count(db.session())
    again, plan = bring_in(HEADED, PUBLISHED)
    assert (again, plan.changes_nothing) == (first, True)
    assert event_count(db.session()) == before


def test_the_same_letter_that_waited_for_review_is_put_away_by_one_event() -> None:
    bring_in(HEADED, PUBLISHED)
    reading = put_up_for_review(name="a.txt", content=CONTENT, **ACT)
    before = event_count(db.session())
    import_letter(
        name="a.txt",
        content=CONTENT,
        letter=get_reading(key=reading.id, by=SYSTEM)[2],
        choices=[ReportChoice(PUBLISHED)],
        apply_differences=False,
        reading=reading,
        today=TODAY,
        **ACT,
    )
    assert event_count(db.session()) == before + 1
    assert waiting_letters(db.session()) == []


def test_a_letter_that_differs_saves_nothing_until_it_is_told_to() -> None:
    response, _ = bring_in(HEADED, PUBLISHED)
    changed = CONTENT.replace(b"Three stores will hold", b"Four stores will hold")
    before = event_count(db.session())
    with pytest.raises(DifferencesToReview) as differing:
        bring_in(changed, PUBLISHED)
    assert [one.field for one in differing.value.plan.all_differences] == ["chief_constable"]
    assert event_count(db.session()) == before
    assert in_full(response).items[3].chief_constable == ("Three stores will hold them by the summer.",)
    bring_in(changed, PUBLISHED, apply_differences=True)
    assert in_full(response).items[3].chief_constable == ("Four stores will hold them by the summer.",)
    assert db.session.query(StoredFile).count() == 2


def test_a_letter_whose_comments_are_published_stays_published_when_it_comes_again() -> None:
    response, _ = bring_in(HEADED, PUBLISHED)
    done(response, PlanStep.PUBLICATION, date(2025, 3, 20))
    bring_in(CONTENT.replace(b"Three stores", b"Four stores"), PUBLISHED, apply_differences=True)
    assert response.status is ResponseStatus.PUBLISHED
    assert response.published_on == date(2025, 3, 20)


@pytest.mark.parametrize(
    ("day", "message"),
    [(date(2026, 1, 8), "in the future"), (date(2025, 2, 2), "when the report")],
)
def test_a_day_of_publication_that_cannot_be_is_refused(day: date, message: str) -> None:
    response, _ = bring_in(HEADED, PUBLISHED)
    with pytest.raises(Invalid, match=message):
        done(response, PlanStep.PUBLICATION, day)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("one.txt", b"x"),
        ("binary.txt", bytes(range(256)) * 40),
        ("large.txt", b"a" * 50_000_000),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 900),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 900),
        ("half.txt", CONTENT[: CONTENT.index(b"Yours sincerely")]),
        ("appendix.txt", CONTENT[CONTENT.index(b"Enc - Appendix") :]),
        ("other.txt", b"Dear Mrs Lane\n\nThank you for the cake.\n\nYours sincerely\n\nJo"),
        ("letter.exe", CONTENT),
    ],
)
def test_a_file_that_is_no_such_letter_is_refused_in_words_and_leaves_nothing(
    name: str, content: bytes
) -> None:
    with pytest.raises(Invalid) as refusal:
        put_up_for_review(name=name, content=content, **ACT)
    assert list(refusal.value.problems) == ["file"]
    assert len(refusal.value.problems["file"]) > 20
    assert db.session.query(StoredFile).count() == 0
    assert event_count(db.session()) == 0


def test_only_the_office_brings_letters_in() -> None:
    lead = Actor(None, "Lee Force", frozenset({Role.FORCE_INSPECTION_LEAD}))
    with pytest.raises(NotAllowed):
        put_up_for_review(name="a.txt", content=CONTENT, by=lead, now=NOW)
    office = person(Role.OFFICE_STAFF)
    reading = put_up_for_review(name="a.txt", content=CONTENT, by=office, now=NOW)
    with pytest.raises(NotAllowed):
        get_reading(key=reading.id, by=lead)
    with pytest.raises(NotAllowed):
        import_letter(
            name="a.txt",
            content=CONTENT,
            letter=read_past_letter(name="a.txt", content=CONTENT),
            choices=[ReportChoice(PUBLISHED)],
            apply_differences=False,
            reading=None,
            by=lead,
            now=NOW,
            today=TODAY,
        )
