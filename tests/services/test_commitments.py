"""Promises of an issued letter: offered, decided, followed up, and looked up later."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import bring_in, record_offices
from tests.services.records import a_report, an_item
from tracker.domain.commitments import (
    CommitmentDetails,
    CommitmentKind,
    CommitmentState,
    Outcome,
    suggested_by,
)
from tracker.domain.named_themes import Theme
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import Layout, ReportKind, ResponseStatus, Role, Voice
from tracker.models.base import db
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.commitments import commitment_rows
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.commitments import (
    add_commitment,
    change_commitment,
    decide_promise,
    record_time_done,
    settle_commitment,
)
from tracker.services.history import verify
from tracker.services.promises import Promise, promises_of
from tracker.services.responses import start_response
from tracker.services.told import ToldFilter, told, told_beside, years_told

DATED = date(2026, 1, 5)
SAID = (
    "Nine officers were trained last spring.\n\nWe will train all custody staff by 31 May 2026. "
    "The list is renewed each year."
)


@pytest.fixture
def office(register: Flask) -> Actor:
    return person(Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def letter(office: Actor) -> Response:
    """An issued letter whose one answer promises two things, in two sentences."""
    return issued(office, SAID, pcc="I will review the list in June 2026.")


def issued(by: Actor, said: str, *, pcc: str = "", **given: Any) -> Response:
    report = a_report("Custody in Wessmere", **given)
    item = an_item(report, "The force should train those who work in custody.")
    response = start_response(
        reports=[report], letter_dated=DATED, layout=Layout.HEADED, by=by, now=NOW, today=TODAY
    )
    words = AnswerDetails(chief_constable=said, pcc=pcc)
    write_answer(response=response, item=item, version=0, details=words, by=by, now=NOW)
    response.status = ResponseStatus.ISSUED
    db.session.commit()
    return response


def offered(response: Response, by: Actor) -> list[Promise]:
    return list(promises_of(response=response, by=by, today=TODAY).undecided)


def decided(response: Response, promise: Promise, by: Actor, **given: Any) -> Any:
    details = replace(suggested_by(promise.read), owner_post="Assistant Chief Constable", **given)
    return decide_promise(response=response, key=promise.key, details=details, by=by, now=NOW, today=TODAY)


def test_each_sentence_that_looks_like_a_promise_is_offered_until_it_is_decided(
    letter: Response, office: Actor
) -> None:
    found = promises_of(response=letter, by=office, today=TODAY)
    by_voice = [(one.part.voice, one.read.sentence) for one in found.undecided if one.part.voice]
    assert by_voice == [
        (Voice.CHIEF_CONSTABLE, "We will train all custody staff by 31 May 2026."),
        (Voice.CHIEF_CONSTABLE, "The list is renewed each year."),
        (Voice.PCC, "I will review the list in June 2026."),
    ]
    first = next(one for one in found.undecided if one.part.voice)
    made = decided(letter, first, office)
    assert (made.kind, made.falls_on) == (CommitmentKind.DUE, date(2026, 5, 31))
    left = promises_of(response=letter, by=office, today=TODAY)
    assert (left.decided, left.offered) == (1, found.offered)
    assert first.key not in [one.key for one in left.undecided]


def test_the_same_sentence_said_twice_is_decided_twice(office: Actor) -> None:
    response = issued(office, "We will meet.\n\nWe will meet.")
    first, second = [one for one in offered(response, office) if one.part.voice]
    none = CommitmentDetails(CommitmentKind.NOT_A_PROMISE, "We will meet.")
    decide_promise(response=response, key=first.key, details=none, by=office, now=NOW, today=TODAY)
    assert len([one for one in offered(response, office) if one.part.voice]) == 1
    assert first.key != second.key


def test_a_sentence_is_decided_once(letter: Response, office: Actor) -> None:
    promise = next(one for one in offered(letter, office) if one.part.voice)
    decided(letter, promise, office)
    with pytest.raises(Conflict):
        decided(letter, promise, office)


def test_nothing_is_promised_before_the_letter_is_issued(letter: Response, office: Actor) -> None:
    letter.status = ResponseStatus.PREPARING
    db.session.commit()
    assert promises_of(response=letter, by=office, today=TODAY).offered == 0
    details = CommitmentDetails(CommitmentKind.REVIEW, "We look again.", "Head of Custody", date(2026, 3, 1))
    with pytest.raises(Invalid, match="until the letter is issued"):
        add_commitment(response=letter, item=None, voice=None, details=details, by=office, now=NOW)


def test_a_promise_due_before_the_letter_is_refused(letter: Response, office: Actor) -> None:
    promise = next(one for one in offered(letter, office) if one.part.voice)
    with pytest.raises(Invalid) as refused:
        decided(letter, promise, office, on=DATED - timedelta(days=1))
    assert list(refused.value.problems) == ["on"]
    assert "before the letter" in refused.value.problems["on"]


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD}]
)
def test_only_the_office_and_the_force_inspection_lead_decide(
    letter: Response, office: Actor, role: Role
) -> None:
    promise = next(one for one in offered(letter, office) if one.part.voice)
    with pytest.raises(NotAllowed):
        decided(letter, promise, person(role, name="Other Person"))


def test_what_came_of_it_is_recorded_once_and_never_in_the_future(letter: Response, office: Actor) -> None:
    made = decided(letter, next(one for one in offered(letter, office) if one.part.voice), office)
    act = {"commitment": made, "by": office, "now": NOW, "today": TODAY}
    late = Outcome(CommitmentState.DONE, TODAY + timedelta(days=1), "All were trained.")
    with pytest.raises(Invalid, match="future"):
        settle_commitment(version=1, outcome=late, **act)
    early = Outcome(CommitmentState.DONE, DATED - timedelta(days=1), "All were trained.")
    with pytest.raises(Invalid, match="before the letter"):
        settle_commitment(version=1, outcome=early, **act)
    with pytest.raises(Invalid, match="Say why it was dropped"):
        settle_commitment(version=1, outcome=Outcome(CommitmentState.DROPPED, TODAY, " "), **act)
    settle_commitment(version=1, outcome=Outcome(CommitmentState.DONE, TODAY, "All were trained."), **act)
    with pytest.raises(Invalid, match="done already"):
        settle_commitment(version=2, outcome=Outcome(CommitmentState.DROPPED, TODAY, "No."), **act)
    with pytest.raises(Conflict):
        settle_commitment(version=1, outcome=Outcome(CommitmentState.DROPPED, TODAY, "No."), **act)
    assert verify(db.session()).faults == ()


def test_a_repeating_duty_is_recorded_time_by_time(letter: Response, office: Actor) -> None:
    promise = [one for one in offered(letter, office) if one.part.voice][1]
    made = decided(letter, promise, office, on=date(2026, 1, 6))
    assert made.every_months == 12
    act = {"commitment": made, "by": office, "now": NOW, "today": TODAY}
    with pytest.raises(Invalid, match="not done for good"):
        settle_commitment(version=1, outcome=Outcome(CommitmentState.DONE, TODAY, "Done."), **act)
    record_time_done(version=1, done_on=TODAY, words="Renewed.", **act)
    assert [(one.done_on, one.words) for one in made.times_done] == [(TODAY, "Renewed.")]
    details = CommitmentDetails(CommitmentKind.DUE, made.text, made.owner_post, date(2026, 9, 1))
    with pytest.raises(Invalid, match="the kind stays"):
        change_commitment(commitment=made, version=2, details=details, by=office, now=NOW)


def test_a_promise_is_found_by_words_theme_and_year_with_what_came_of_it(
    letter: Response, office: Actor
) -> None:
    made = decided(letter, next(one for one in offered(letter, office) if one.part.voice), office)
    done = Outcome(CommitmentState.DONE, TODAY, "Forty were trained.")
    settle_commitment(commitment=made, version=1, outcome=done, by=office, now=NOW, today=TODAY)

    def found(**wanted: Any) -> list[str]:
        return [one.text for one in told(by=office, today=TODAY, wanted=ToldFilter(**wanted))]

    promised = SAID.split("\n\n")[1]
    assert found(words="TRAIN staff") == [promised]
    assert found(words="forty") == [promised]
    assert found(promises_only=True) == [promised]
    assert promised in found(theme=Theme.CUSTODY, year=2026)
    assert found(year=2025) == found(theme=Theme.RURAL) == found(words="bicycles") == []
    assert years_told(by=office, today=TODAY) == [2026]


def test_past_letters_that_were_brought_in_count(register: Flask) -> None:
    record_offices()
    bring_in("headed-with-stray-marks.txt", date(2025, 2, 3))
    reader = person(Role.AUDITOR, name="Ada Reader")
    texts = [one.text for one in told(by=reader, today=TODAY, wanted=ToldFilter(words="three stores"))]
    assert texts == ["Three stores will hold them by the summer."]


def test_a_letter_under_embargo_is_told_to_its_readers_only(office: Actor) -> None:
    response = issued(office, SAID)
    promise = next(one for one in offered(response, office) if one.part.voice)
    decided(response, promise, office)
    report = db.session.get_one(Response, response.id).reports[0]
    embargoed = db.session.get_one(Report, report.report_id)
    embargoed.is_embargoed, embargoed.published_on = True, TODAY + timedelta(days=9)
    db.session.commit()
    other = person(Role.FORCE_INSPECTION_LEAD, name="Lee Other")
    assert told(by=other, today=TODAY, wanted=ToldFilter()) == []
    assert commitment_rows(db.session(), other, TODAY) == []


def test_beside_an_answer_stands_what_was_said_on_its_theme(letter: Response, office: Actor) -> None:
    report = a_report("Custody again", kind=ReportKind.NCPI)
    item = an_item(report, "Those who work in custody should be trained.", number="2")
    found = told_beside(text=item.text, item_id=item.id, by=office, today=TODAY)
    assert {one.letter for one in found} == {letter.reference}
    other = an_item(report, "Bicycles should be painted green.", number="3")
    assert told_beside(text=other.text, item_id=other.id, by=office, today=TODAY) == []
