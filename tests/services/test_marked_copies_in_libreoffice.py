"""A draft that LibreOffice marked up is decided and taken in, paragraph by paragraph."""

from collections.abc import Callable

from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.letter_records import a_letter, in_full, record_offices
from tests.services.marked_records import came_back, sent
from tracker.domain.draft_marks import Decision
from tracker.domain.vocabulary import Role, Voice
from tracker.models.base import db
from tracker.queries.margin_comments import comments_on
from tracker.services.marked_decisions import apply_copy
from tracker.services.marked_reviews import review_of

WORK = """doc.RecordChanges = True
Replace "We have done", "We have finished"
BreakAfter "I have seen"
Insert "twice", " or more"
Remark "it is done", "Rita Reviewer", "Did you?"
"""


def test_every_kind_of_change_by_libreoffice_is_taken_in(
    register: Flask, worked_on: Callable[[bytes, str], bytes]
) -> None:
    record_offices(with_signature=True)
    office = person(Role.OFFICE_STAFF, name="Asha Patel")
    letter = a_letter()
    _, content = sent(letter, office)
    copy = came_back(letter, worked_on(content, WORK), office)
    review = review_of(copy=copy, by=office, today=TODAY)
    assert [(c.author, c.text) for row in review.rows for c in row.comments] == [
        ("Rita Reviewer", "Did you?")
    ]
    keys = [*(row.text.key for row in review.to_decide), *(one.key for one in review.comments)]
    apply_copy(
        copy=copy,
        version=1,
        seen=review.seen,
        decisions=dict.fromkeys(keys, Decision.ACCEPTED),
        by=office,
        now=NOW,
        today=TODAY,
    )
    item = in_full(letter).items[0]
    assert item.chief_constable == ("We have finished it.", "- once\n- twice or more")
    assert item.pcc == ("I have seen", "**that** it is done.")
    (comment,) = comments_on(db.session(), letter.id)
    assert (comment.item_id, comment.voice, comment.text) == (
        item.id,
        Voice.PCC,
        "On “it is done”:\nDid you?",
    )
    assert comment.written_by == "Rita Reviewer (in a marked-up copy of version 1, 4 March 2026)"
