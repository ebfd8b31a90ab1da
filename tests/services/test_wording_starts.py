"""Words to start from: standard openings, and what was said on the same theme in letters that were issued."""

from datetime import date

from flask import Flask

from tests.fixtures.database import TODAY
from tests.services.letter_records import ACT, DATED
from tests.services.records import a_report, an_item
from tracker.documents.opening_wordings import openings
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import Layout, ResponseStatus, Role
from tracker.models.base import db
from tracker.models.report import Report
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.responses import start_response
from tracker.services.wording_starts import WordingStart, with_start, wording_starts

THEME = "Chief constables should review how missing children are recorded."


def a_past_answer(*, is_issued: bool = True) -> None:
    old = a_report("An older report", published_on=date(2024, 1, 8))
    item = an_item(old, THEME)
    letter = start_response(
        reports=[old], letter_dated=date(2024, 2, 2), layout=Layout.HEADED, today=TODAY, **ACT
    )
    said = AnswerDetails(pcc="I meet the force each month about missing children.")
    write_answer(response=letter, item=item, version=0, details=said, **ACT)
    if is_issued:
        letter.status = ResponseStatus.ISSUED
        db.session.commit()


def offered(by: Actor = SYSTEM, text: str = THEME) -> tuple[WordingStart, ...]:
    report = a_report()
    item = an_item(report, text)
    letter = start_response(reports=[report], letter_dated=DATED, layout=Layout.HEADED, today=TODAY, **ACT)
    return wording_starts(response=letter, item=item, by=by, today=TODAY)


def test_an_issued_answer_on_the_same_theme_comes_before_the_openings(register: Flask) -> None:
    a_past_answer()
    found = offered()
    assert found[0].text == "I meet the force each month about missing children."
    assert found[0].label == "Said on the same theme in S55-2024-01 on 2 February 2024"
    assert [start.text for start in found[1:]] == [opening.text for opening in openings()]


def test_an_answer_that_was_not_issued_is_not_offered(register: Flask) -> None:
    a_past_answer(is_issued=False)
    assert len(offered()) == len(openings())


def test_an_answer_to_a_report_under_embargo_is_offered_to_its_readers_only(register: Flask) -> None:
    a_past_answer()
    other = Actor(99, "Asha Patel", frozenset({Role.OFFICE_STAFF}))
    report = db.session.query(Report).one()
    report.is_embargoed, report.published_on = True, date(2026, 12, 1)
    db.session.commit()
    assert len(offered(other)) == len(openings())


def test_every_opening_has_a_label_and_words_without_open_places() -> None:
    assert len(openings()) >= 4
    for opening in openings():
        assert opening.label
        assert opening.text.endswith((".", "follows."))
        assert not set("{}[]") & set(opening.text)


def test_the_words_are_put_behind_what_is_typed_and_overwrite_nothing() -> None:
    start = WordingStart("opening x", "X", "I accept this.")
    assert with_start("  ", start) == "I accept this."
    assert with_start("Typed.\n\n- once\n", start) == "Typed.\n\n- once\n\nI accept this."
