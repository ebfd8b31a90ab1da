"""One paragraph of the PCC in several answers: one act, one event, changed in all or let go."""

from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY
from tests.services.letter_records import ACT, DATED, in_full
from tests.services.records import a_report, an_item
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import Layout
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.response import Answer, Response
from tracker.queries.events import event_count
from tracker.queries.responses import answer_to
from tracker.queries.shared_paragraphs import shared_rows
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.responses import start_response


@pytest.fixture
def letter(register: Flask) -> tuple[Response, list[Item]]:
    report = a_report()
    items = [an_item(report, number=str(n)) for n in (1, 2, 3)]
    response = start_response(reports=[report], letter_dated=DATED, layout=Layout.HEADED, today=TODAY, **ACT)
    return response, items


def answer(response: Response, item: Item) -> Answer:
    found = answer_to(db.session(), response, item)
    assert found is not None
    return found


def write(response: Response, item: Item, pcc: str, **given: Any) -> None:
    begun = answer_to(db.session(), response, item)
    write_answer(
        response=response,
        item=item,
        version=begun.version if begun is not None else 0,
        details=AnswerDetails(pcc=pcc),
        **given,
        **ACT,
    )


def said(response: Response) -> list[tuple[str, ...]]:
    return [item.pcc for item in in_full(response).items]


def test_one_act_writes_to_several_answers_and_leaves_one_event(
    letter: tuple[Response, list[Item]],
) -> None:
    response, (one, two, three) = letter
    write(response, two, "Of its own.")
    before = event_count(db.session())
    write(response, one, "For all of them.", also=[two, three])
    assert event_count(db.session()) == before + 1
    assert said(response) == [
        ("For all of them.",),
        ("Of its own.", "For all of them."),
        ("For all of them.",),
    ]
    rows = shared_rows(db.session(), answer(response, one).id)
    assert [row.others for row in rows] == [(two.reference, three.reference)]


def test_a_change_is_made_in_all_of_them(letter: tuple[Response, list[Item]]) -> None:
    response, (one, two, three) = letter
    write(response, two, "Of its own.")
    write(response, one, "The office will look at the figures each month.", also=[two, three])
    version = answer(response, two).version
    write(response, three, "The office will look at the figures each quarter.", everywhere=True)
    changed = "The office will look at the figures each quarter."
    assert said(response) == [(changed,), ("Of its own.", changed), (changed,)]
    assert answer(response, two).version == version + 1
    assert len(shared_rows(db.session(), answer(response, one).id)[0].others) == 2


def test_without_that_the_answer_leaves_the_others_as_they_are(letter: tuple[Response, list[Item]]) -> None:
    response, (one, two, three) = letter
    write(response, one, "The office will look at the figures.", also=[two, three])
    write(response, one, "The office has looked at the figures.", everywhere=False)
    assert said(response)[1:] == [("The office will look at the figures.",)] * 2
    assert shared_rows(db.session(), answer(response, one).id) == []
    assert [row.others for row in shared_rows(db.session(), answer(response, two).id)] == [(three.reference,)]


def test_a_paragraph_taken_out_stays_in_the_others(letter: tuple[Response, list[Item]]) -> None:
    response, (one, two, _) = letter
    write(response, one, "Shared by two.", also=[two])
    write(response, one, "", everywhere=True)
    assert said(response)[:2] == [(), ("Shared by two.",)]
    assert shared_rows(db.session(), answer(response, two).id) == []


def test_words_that_another_answer_has_changed_meanwhile_are_not_overwritten(
    letter: tuple[Response, list[Item]],
) -> None:
    response, (one, two, _) = letter
    write(response, one, "The force keeps one list of cases.", also=[two])
    write(response, two, "The force keeps two lists of all its cases.", everywhere=False)
    write(response, one, "The force keeps one list of open cases.", everywhere=True)
    assert said(response)[1] == ("The force keeps two lists of all its cases.",)


def test_a_paragraph_that_stands_there_already_is_not_put_in_twice(
    letter: tuple[Response, list[Item]],
) -> None:
    response, (one, two, _) = letter
    write(response, two, "The same words.")
    write(response, one, "The same words.", also=[two])
    write(response, one, "The same words.", also=[two])
    assert said(response)[:2] == [("The same words.",), ("The same words.",)]
    assert len(shared_rows(db.session(), answer(response, one).id)) == 1


def test_a_response_that_would_grow_too_long_is_refused_and_nothing_saved(
    letter: tuple[Response, list[Item]],
) -> None:
    response, (one, two, _) = letter
    write(response, two, "x" * 29_990)
    with pytest.raises(Invalid) as refused:
        write(response, one, "Some more words.", also=[two])
    assert "also_answers" in refused.value.problems
    assert said(response)[0] == ()


def test_the_second_of_two_writers_is_refused_with_all_it_would_carry_over(
    letter: tuple[Response, list[Item]],
) -> None:
    response, (one, two, _) = letter
    write(response, one, "First.")
    with pytest.raises(Conflict):
        write_answer(
            response=response,
            item=one,
            version=0,
            details=AnswerDetails(pcc="Second."),
            also=[two],
            by=ACT["by"],
            now=NOW,
        )
    assert said(response)[:2] == [("First.",), ()]
