"""A marked-up copy of words that the force was asked for: they stay its own; who takes it in has drafted."""

from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.commission_records import (
    FINDING,
    FIRST,
    People,
    asks,
    invited,
    item,
    people,
    prepared,
    returned,
)
from tests.services.marked_records import came_back, marked, sent
from tracker.domain.draft_marks import Decision
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.marked_copy import MarkedUpCopy
from tracker.models.response import Answer, Response
from tracker.queries.response_moves import drafters
from tracker.queries.responses import answer_to
from tracker.services.answers import AnswerDetails, clear_comments, write_answer
from tracker.services.marked_decisions import apply_copy
from tracker.services.marked_reviews import review_of

AT: dict[str, Any] = {"now": NOW, "today": TODAY}


@pytest.fixture
def force(register: Flask) -> tuple[Response, People]:
    """A letter of which both items are asked, returned and cleared; the office has written to the first."""
    letter, who = prepared(), people()
    invited(letter, who.office, asks=asks())
    returned(who.crime, "We have done it.")
    returned(who.custody, "We count them.", FINDING)
    for reference in (FIRST, FINDING):
        clear_comments(
            response=letter,
            item=item(reference),
            version=answer(letter, reference).version,
            cleared_on=TODAY,
            by=who.lead,
            **AT,
        )
    write_answer(
        response=letter,
        item=item(),
        version=answer(letter).version,
        details=AnswerDetails(pcc="I have seen it."),
        by=who.office,
        now=NOW,
    )
    return letter, who


def answer(letter: Response, reference: str = FIRST) -> Answer:
    found = answer_to(db.session(), letter, item(reference))
    assert found is not None
    return found


def marked_copy(letter: Response, by: Actor) -> MarkedUpCopy:
    """A copy that changes the force's words on the first item, and the PCC's."""
    _, content = sent(letter, by)
    changes = {"We have done it.": ("done", "nearly finished"), "I have seen it.": ("seen", "heard")}
    return came_back(letter, marked(content, changes), by)


def take_in_all(copy: MarkedUpCopy, by: Actor) -> None:
    """Every paragraph of the copy accepted, as a request made by hand would say, offered or not."""
    review = review_of(copy=copy, by=by, today=TODAY)
    every = {row.text.key: Decision.ACCEPTED for row in review.rows}
    apply_copy(copy=copy, version=copy.version, seen=review.seen, decisions=every, by=by, **AT)


def test_the_office_takes_in_its_own_words_and_not_those_of_the_force(force: tuple[Response, People]) -> None:
    letter, who = force
    copy = marked_copy(letter, who.office)
    review = review_of(copy=copy, by=who.office, today=TODAY)
    shut = [row.text.came_back for row in review.rows if row.why_not]
    assert shut == ["We have nearly finished it."]
    take_in_all(copy, who.office)
    assert answer(letter).chief_constable == "We have done it."
    assert answer(letter).chief_constable_cleared_on == TODAY
    assert answer(letter).pcc == "I have heard it."


def test_who_takes_in_a_marked_up_copy_has_drafted(force: tuple[Response, People]) -> None:
    letter, who = force
    other = person(Role.OFFICE_STAFF, name="Ben Okoro")
    copy = marked_copy(letter, who.office)
    assert other.account_id not in drafters(db.session(), letter)
    take_in_all(copy, other)
    assert other.account_id in drafters(db.session(), letter)


def test_who_writes_one_paragraph_to_several_answers_has_drafted(force: tuple[Response, People]) -> None:
    letter, who = force
    other = person(Role.OFFICE_STAFF, name="Ben Okoro")
    both = AnswerDetails(pcc="I have seen both.")
    version = answer(letter, FINDING).version
    write_answer(
        response=letter, item=item(FINDING), version=version, details=both, also=[item()], by=other, now=NOW
    )
    assert other.account_id in drafters(db.session(), letter)
    assert who.lead.account_id not in drafters(db.session(), letter)
