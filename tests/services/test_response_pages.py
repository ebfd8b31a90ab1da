"""The public page of a letter that really was issued: its words are those of the bytes that went out."""

import io
from pathlib import Path

import docx
import html5lib
import pytest

from tests.documents.test_response_page import words_on
from tests.fixtures.database import TODAY
from tests.services.move_records import a_whole_letter, approved, issued, submitted, two_people
from tests.services.plan_records import done, plan_as_seen
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import NotAllowed
from tracker.domain.response_plan import PlanStep
from tracker.domain.vocabulary import Marking
from tracker.models.base import db
from tracker.models.response import Answer, Response
from tracker.services.letter_issue import issued_copy
from tracker.services.letter_states import state_of
from tracker.services.response_pages import public_page

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def letter(tmp_path: Path) -> Response:
    """A letter submitted by the office, approved and issued by the approver."""
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(), office), approver)
    issued(response, approver, tmp_path)
    return response


def words_issued(response: Response) -> list[str]:
    content = issued_copy(response=response, number=1).content
    assert content is not None
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    subject = next(one for one in paragraphs if one.style is not None and one.style.name == "Heading 1")
    ordered = [subject, *(one for one in paragraphs if one._p is not subject._p)]
    return " ".join(one.text for one in ordered).split()


def words_of_page(response: Response) -> list[str]:
    content = public_page(response=response, by=SYSTEM, today=TODAY).content.decode()
    main = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(content).find(".//main")
    assert main is not None
    return words_on(main)


def test_the_page_says_the_words_of_the_bytes_that_were_issued(letter: Response) -> None:
    assert words_of_page(letter) == words_issued(letter)


def test_it_goes_on_saying_them_whatever_the_register_says_later(letter: Response) -> None:
    before = public_page(response=letter, by=SYSTEM, today=TODAY)
    letter.signatory_name, letter.marking = "Somebody Else", Marking.OFFICIAL
    answer = db.session.query(Answer).filter_by(response_id=letter.id).first()
    assert answer is not None
    answer.pcc = "Other words."
    db.session.commit()
    assert public_page(response=letter, by=SYSTEM, today=TODAY) == before


def test_there_is_none_while_the_letter_is_only_approved() -> None:
    office, approver = two_people()
    response = submitted(a_whole_letter(), office)
    for _ in range(2):
        with pytest.raises(NotAllowed, match="has not been issued"):
            public_page(response=response, by=SYSTEM, today=TODAY)
        if response.status.value == "ready":
            approved(response, approver)


def test_the_plan_knows_what_the_moves_did_and_who_approved(letter: Response) -> None:
    done(letter, PlanStep.PUBLICATION, TODAY)
    plan = plan_as_seen(letter).plan
    assert {one.step: one.done_by for one in plan.steps if one.done_on} == {
        PlanStep.COMMENTS: "Command line",
        PlanStep.DRAFT: "Asha Patel",
        PlanStep.APPROVAL: "Ines Roe",
        PlanStep.PUBLICATION: "Asha Patel",
    }


def test_who_records_a_step_of_the_plan_has_drafted_no_word() -> None:
    office, _ = two_people()
    response = a_whole_letter()
    done(response, PlanStep.INVITATION, TODAY, by=office)
    assert office.account_id not in state_of(response=response, today=TODAY).facts.drafted_by
