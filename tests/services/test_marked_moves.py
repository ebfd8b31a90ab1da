"""Words that were moved in a marked-up copy stand once in the letter: in the new place, or in the old one."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import a_letter, in_full, record_offices
from tests.services.marked_records import BY, came_back, rewritten, sent
from tracker.domain.draft_marks import Decision
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.marked_copy import MarkedUpCopy
from tracker.models.response import Response
from tracker.queries.responses import answered_items
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.marked_decisions import Applied, apply_copy
from tracker.services.marked_reviews import review_of

YES, NO = Decision.ACCEPTED, Decision.REFUSED
FIRST, SECOND, THIRD = "The panel meets weekly.", "The board hears of it.", "That is all we say."
MOVE_DOWN = """doc.RecordChanges = True
hand.gotoRange(Find("The panel").Start, False)
Press "MoveDown"
"""


@pytest.fixture
def office(register: Flask) -> Actor:
    record_offices(with_signature=True)
    return person(Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def letter(office: Actor) -> Response:
    """A letter whose first answer has three paragraphs."""
    letter = a_letter()
    words = AnswerDetails(chief_constable=f"{FIRST}\n\n{SECOND}\n\n{THIRD}")
    item = answered_items(db.session(), letter)[0].item
    write_answer(response=letter, item=item, version=1, details=words, by=office, now=NOW)
    return letter


def said(letter: Response) -> tuple[str, ...]:
    return in_full(letter).items[0].chief_constable


def moved_by_hand(content: bytes, words: str, before: str, *, edited: tuple[str, str] | None = None) -> bytes:
    """The draft with a whole paragraph moved before another, in the form that Word writes."""

    def move(document: str) -> str:
        start, end = _paragraph(document, words)
        whole = document[start:end]
        run_at, run_end = whole.index("<w:r>" if "<w:r>" in whole else "<w:r "), whole.rindex("</w:r>") + 6
        run, properties = whole[run_at:run_end], whole[whole.index("<w:pPr>") : whole.index("</w:pPr>")]
        here = f"<w:moveTo {BY}>{run}</w:moveTo>"
        if edited is not None:
            old, new = (run.replace(words, text) for text in edited)
            gone = f"<w:del {BY}>{old}</w:del>".replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
            here = f"<w:moveTo {BY}>{gone}</w:moveTo><w:ins {BY}>{new}</w:ins>"
        away = whole[:run_at] + f"<w:moveFrom {BY}>{run}</w:moveFrom>" + whole[run_end:]
        away = away.replace(properties, f"{properties}<w:rPr><w:moveFrom {BY}/></w:rPr>", 1)
        to = f"<w:p>{properties}<w:rPr><w:moveTo {BY}/></w:rPr></w:pPr>{here}</w:p>"
        made = document[:start] + away + document[end:]
        at, _ = _paragraph(made, before)
        return made[:at] + to + made[at:]

    return rewritten(content, "word/document.xml", move)


def _paragraph(document: str, words: str) -> tuple[int, int]:
    at = document.index(words)
    start = max(document.rindex("<w:p>", 0, at), document.rfind("<w:p ", 0, at))
    return start, document.index("</w:p>", at) + len("</w:p>")


def applied(copy: MarkedUpCopy, by: Actor, decisions: dict[str, Decision | None]) -> Applied:
    review = review_of(copy=copy, by=by, today=TODAY)
    given: dict[str, Any] = {"by": by, "now": NOW, "today": TODAY}
    return apply_copy(copy=copy, version=copy.version, seen=review.seen, decisions=decisions, **given)


def keys(copy: MarkedUpCopy, by: Actor) -> list[str]:
    return [row.text.key for row in review_of(copy=copy, by=by, today=TODAY).to_decide]


@pytest.fixture(params=["by LibreOffice", "in the form of Word"])
def moved(
    letter: Response, office: Actor, request: pytest.FixtureRequest, worked_on: Callable[[bytes, str], bytes]
) -> MarkedUpCopy:
    """A copy in which the first paragraph of the answer was moved behind the second."""
    _, content = sent(letter, office)
    is_real = request.param == "by LibreOffice"
    back = worked_on(content, MOVE_DOWN) if is_real else moved_by_hand(content, FIRST, THIRD)
    return came_back(letter, back, office)


def test_an_accepted_move_ends_with_the_words_in_the_new_place(
    letter: Response, office: Actor, moved: MarkedUpCopy
) -> None:
    applied(moved, office, dict.fromkeys(keys(moved, office), YES))
    assert said(letter) == (SECOND, FIRST, THIRD)


def test_a_refused_move_leaves_the_words_in_the_old_place(
    letter: Response, office: Actor, moved: MarkedUpCopy
) -> None:
    applied(moved, office, dict.fromkeys(keys(moved, office), NO))
    assert said(letter) == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize("decisions", [(YES, NO), (NO, YES)])
def test_half_a_move_is_refused_because_the_words_would_stand_twice_or_nowhere(
    letter: Response, office: Actor, moved: MarkedUpCopy, decisions: tuple[Decision, Decision]
) -> None:
    away, here = keys(moved, office)
    with pytest.raises(Invalid, match="accept both or refuse both") as refusal:
        applied(moved, office, dict(zip((away, here), decisions, strict=True)))
    assert set(refusal.value.problems) == {f"decision-{away}", f"decision-{here}"}
    assert said(letter) == (FIRST, SECOND, THIRD)
    assert not moved.was_applied


def test_words_that_were_moved_and_then_changed_are_one_move(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    edited = (FIRST, "The panel meets daily.")
    copy = came_back(letter, moved_by_hand(content, FIRST, THIRD, edited=edited), office)
    away, here = keys(copy, office)
    with pytest.raises(Invalid, match="accept both or refuse both"):
        applied(copy, office, {away: YES, here: NO})
    applied(copy, office, {away: YES, here: YES})
    assert said(letter) == (SECOND, "The panel meets daily.", THIRD)


def test_a_move_from_one_answer_to_another_stands_once(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    other = "I have seen"
    copy = came_back(letter, moved_by_hand(content, SECOND, other), office)
    away, here = keys(copy, office)
    with pytest.raises(Invalid, match="accept both or refuse both"):
        applied(copy, office, {away: NO, here: YES})
    applied(copy, office, {away: YES, here: YES})
    everything = [text for item in in_full(letter).items for text in (*item.chief_constable, *item.pcc)]
    assert said(letter) == (FIRST, THIRD)
    assert everything.count(SECOND) == 1


def test_words_moved_out_of_a_fixed_part_cannot_be_taken_in(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    copy = came_back(letter, moved_by_hand(content, "Dear Home Secretary", SECOND), office)
    (here,) = keys(copy, office)
    with pytest.raises(Invalid, match="a part that cannot be changed"):
        applied(copy, office, {here: YES})
    applied(copy, office, {here: NO})
    assert said(letter) == (FIRST, SECOND, THIRD)
