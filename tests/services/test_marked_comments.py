"""Comments of a marked-up copy come into the margin of the letter; a conflict can be worded anew."""

import threading
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import a_letter, in_full, record_offices
from tests.services.marked_records import came_back, marked, remarked, sent
from tracker.domain.draft_marks import Decision
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import Role, Voice
from tracker.models.base import db
from tracker.models.marked_copy import MarkedUpCopy
from tracker.models.response import Response
from tracker.queries.events import event_count
from tracker.queries.margin_comments import CommentRow, comments_on
from tracker.queries.responses import answered_items
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.history import verify
from tracker.services.marked_decisions import Applied, apply_copy, keep_decisions
from tracker.services.marked_reviews import Review, review_of

YES, NO, OWN = Decision.ACCEPTED, Decision.REFUSED, Decision.OWN
ACT: dict[str, Any] = {"now": NOW, "today": TODAY}
FROM = "(in a marked-up copy of version 1, 6 January 2026)"


@pytest.fixture
def office(register: Flask) -> Actor:
    record_offices(with_signature=True)
    return person(Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def letter(office: Actor) -> Response:
    return a_letter()


def commented(letter: Response, office: Actor, comments: dict[str, tuple[str, str]]) -> MarkedUpCopy:
    _, content = sent(letter, office)
    return came_back(letter, remarked(content, comments), office)


def looked_at(copy: MarkedUpCopy, by: Actor) -> Review:
    return review_of(copy=copy, by=by, today=TODAY)


def applied(copy: MarkedUpCopy, by: Actor, decisions: dict[str, Decision | None], **given: Any) -> Applied:
    review = looked_at(copy, by)
    version = given.pop("version", copy.version)
    return apply_copy(
        copy=copy, version=version, seen=review.seen, decisions=decisions, by=by, **given, **ACT
    )


def margin(letter: Response) -> list[CommentRow]:
    return comments_on(db.session(), letter.id)


def test_a_comment_goes_to_its_answer_or_paragraph_with_its_author_and_where_it_came_from(
    letter: Response, office: Actor
) -> None:
    paragraph = in_full(letter).letter_paragraphs[1]
    copy = commented(
        letter,
        office,
        {
            "We have done it.": ("Rita Reviewer", "All of it?"),
            paragraph: ("Bo Brown", "Too long."),
            "Dear Home Secretary": ("", "Is that her title?"),
        },
    )
    before = event_count(db.session())
    taken = applied(copy, office, {one.key: YES for one in looked_at(copy, office).comments})
    assert taken == Applied(0, 3)
    assert event_count(db.session()) == before + 1
    item = in_full(letter).items[0]
    found = {one.text: (one.item_id, one.voice, one.passage, one.written_by) for one in margin(letter)}
    assert found == {
        "On “We have done it.”:\nAll of it?": (
            item.id,
            Voice.CHIEF_CONSTABLE,
            "",
            f"Rita Reviewer {FROM}",
        ),
        "Too long.": (None, None, paragraph, f"Bo Brown {FROM}"),
        "On “Dear Home Secretary”:\nIs that her title?": (None, None, "", f"Somebody without a name {FROM}"),
    }
    assert verify(db.session()).faults == ()


def test_a_comment_left_out_stays_in_the_copy_alone(letter: Response, office: Actor) -> None:
    copy = commented(letter, office, {"We have done it.": ("Rita Reviewer", "All of it?")})
    (one,) = looked_at(copy, office).comments
    assert applied(copy, office, {one.key: NO}) == Applied(0, 0)
    assert margin(letter) == []
    assert looked_at(copy, office).comments[0].said.text == "All of it?"


def test_what_was_decided_of_a_comment_is_kept_for_later(letter: Response, office: Actor) -> None:
    copy = commented(letter, office, {"We have done it.": ("Rita Reviewer", "All of it?")})
    (one,) = looked_at(copy, office).comments
    keep_decisions(copy=copy, version=1, decisions={one.key: NO}, by=office, **ACT)
    assert looked_at(copy, office).decisions == {one.key: NO}
    assert margin(letter) == []


def test_pressed_twice_a_comment_comes_once(letter: Response, office: Actor) -> None:
    copy = commented(letter, office, {"We have done it.": ("Rita Reviewer", "All of it?")})
    decisions: dict[str, Decision | None] = {one.key: YES for one in looked_at(copy, office).comments}
    applied(copy, office, decisions)
    with pytest.raises(Conflict):
        applied(copy, office, decisions, version=1)
    with pytest.raises(Invalid, match="already"):
        applied(copy, office, decisions)
    assert len(margin(letter)) == 1


def test_two_windows_at_once_bring_a_comment_once(either_register: Flask) -> None:
    record_offices(with_signature=True)
    office = person(Role.OFFICE_STAFF, name="Asha Patel")
    letter = a_letter()
    copy = commented(letter, office, {"We have done it.": ("Rita Reviewer", "All of it?")})
    review = looked_at(copy, office)
    key, decisions = copy.id, {one.key: YES for one in review.comments}
    db.session.rollback()
    start, outcomes = threading.Barrier(3), []

    def press() -> None:
        with either_register.app_context():
            mine = db.session.get_one(MarkedUpCopy, key)
            start.wait()
            try:
                apply_copy(copy=mine, version=1, seen=review.seen, decisions=decisions, by=office, **ACT)
                outcomes.append("applied")
            except (Conflict, Invalid):
                outcomes.append("told")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["applied", "told", "told"]
    assert len(margin(letter)) == 1


def test_a_comment_too_long_for_the_margin_is_told_and_nothing_is_taken(
    letter: Response, office: Actor
) -> None:
    copy = commented(letter, office, {"We have done it.": ("Rita Reviewer", "x" * 5_001)})
    (one,) = looked_at(copy, office).comments
    with pytest.raises(Invalid, match="leave it out") as refusal:
        applied(copy, office, {one.key: YES})
    assert set(refusal.value.problems) == {f"decision-{one.key}"}
    assert (margin(letter), copy.was_applied) == ([], False)


def a_conflict(letter: Response, office: Actor) -> tuple[MarkedUpCopy, str]:
    """A copy with one change of a paragraph that was changed here too, and that change's key."""
    _, content = sent(letter, office)
    item = answered_items(db.session(), letter)[0].item
    words = AnswerDetails(chief_constable="We have done it all.\n\n- once\n- twice")
    write_answer(response=letter, item=item, version=1, details=words, by=office, now=NOW)
    copy = came_back(letter, marked(content, {"We have done it.": ("done", "nearly finished")}), office)
    (row,) = looked_at(copy, office).to_decide
    assert row.is_conflict
    return copy, row.text.key


def test_a_conflict_can_be_worded_anew(letter: Response, office: Actor) -> None:
    copy, key = a_conflict(letter, office)
    taken = applied(copy, office, {key: OWN}, own={key: "We have nearly done it all."})
    assert taken == Applied(1, 0)
    assert in_full(letter).items[0].chief_constable == ("We have nearly done it all.", "- once\n- twice")


@pytest.mark.parametrize(
    ("decision", "typed", "field", "message"),
    [
        (OWN, " ", "own", "Type your own wording"),
        (YES, "My words.", "own", "Choose your own wording above, or empty its box"),
        (NO, "My words.", "own", "Choose your own wording above, or empty its box"),
        (None, "My words.", "decision", "Accept or refuse"),
    ],
)
def test_a_wording_and_its_choice_must_agree(
    letter: Response, office: Actor, decision: Decision | None, typed: str, field: str, message: str
) -> None:
    copy, key = a_conflict(letter, office)
    with pytest.raises(Invalid, match=message) as refusal:
        applied(copy, office, {key: decision}, own={key: typed})
    assert set(refusal.value.problems) == {f"{field}-{key}"}
    assert in_full(letter).items[0].chief_constable[0] == "We have done it all."


def test_where_nothing_changed_here_no_wording_is_taken(letter: Response, office: Actor) -> None:
    _, content = sent(letter, office)
    copy = came_back(letter, marked(content, {"We have done it.": ("done", "nearly finished")}), office)
    (row,) = looked_at(copy, office).to_decide
    with pytest.raises(Invalid, match="Only a text that was changed here too"):
        applied(copy, office, {row.text.key: OWN}, own={row.text.key: "My words."})
    assert in_full(letter).items[0].chief_constable[0] == "We have done it."
