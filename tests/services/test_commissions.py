"""Commissioning: one act invites and asks; states, refusals, embargo, hand-over."""

from datetime import date

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.commission_records import (
    COMMENTS_BY,
    DUE,
    FINDING,
    FIRST,
    OTHERS,
    asks,
    drafted,
    invited,
    item,
    people,
    prepared,
    returned,
    row,
)
from tracker.domain.commissions import CommissionState
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.responses import answer_to
from tracker.services.answers import AnswerDetails, clear_comments, write_answer
from tracker.services.commission_views import CommissionsInFull, commissions_in_full, own_draft
from tracker.services.commissions import Ask, ask_owner, hand_back, hand_over, propose_owner
from tracker.services.invitations import invitation_eml, invitation_file
from tracker.services.owner_drafts import get_asked, mark_opened

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def letter() -> Response:
    return prepared()


def full(letter: Response, by: Actor, today: date = TODAY) -> CommissionsInFull:
    return commissions_in_full(response=letter, by=by, today=today)


def states(letter: Response, by: Actor) -> dict[str, CommissionState | None]:
    return {one.reference: one.state for one in full(letter, by).items}


def cleared(letter: Response, reference: str, by: Actor) -> None:
    answer = answer_to(db.session(), letter, item(reference))
    assert answer is not None
    clear_comments(
        response=letter,
        item=item(reference),
        version=answer.version,
        cleared_on=TODAY,
        by=by,
        now=NOW,
        today=TODAY,
    )


def test_one_act_invites_and_asks_and_the_letter_is_with_the_force(letter: Response) -> None:
    who = people()
    invited(letter, who.office, send_to="chief@wessmere.example.org")
    assert letter.status is ResponseStatus.WITH_THE_FORCE
    page = full(letter, who.office)
    assert (page.comments_by, page.invited_by) == (COMMENTS_BY, "Asha Patel")
    assert states(letter, who.office) == {FIRST: CommissionState.ASKED, FINDING: CommissionState.ASKED}
    file = invitation_file(response=letter, by=who.office)
    assert file.content.startswith(b"PK")
    email = invitation_eml(response=letter, by=who.office).content
    assert b"To: chief@wessmere.example.org" in email
    assert "20 January 2026" in page.email_text


def test_items_for_other_bodies_and_for_the_pcc_are_asked_of_nobody(letter: Response) -> None:
    who = people()
    wrong = Ask(OTHERS, "head-of-crime", "", DUE)
    with pytest.raises(Invalid, match="not an item of this letter for the force"):
        invited(letter, who.office, asks=[wrong])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"comments_by": None}, "Enter the day by which the comments are due"),
        ({"comments_by": date(2026, 1, 6)}, "cannot be in the past"),
        ({"comments_by": date(2026, 2, 6)}, "ask for them before that day"),
        ({"asks": []}, "nobody would be asked"),
        ({"asks": asks(due_on=date(2026, 1, 21))}, "cannot be after 20 January 2026"),
        ({"asks": asks(due_on=None)}, "Enter the day by which the owner"),
        ({"asks": [Ask(FIRST, "nobody", "", DUE)]}, "Choose the post"),
        ({"asks": asks(questions="x" * 5_001)}, "5,000 characters or fewer"),
        ({"send_to": "not an address"}, "is not an e-mail address"),
    ],
)
def test_what_does_not_hold_is_refused_and_nothing_is_asked(
    letter: Response, given: dict[str, object], message: str
) -> None:
    who = people()
    with pytest.raises(Invalid, match=message):
        invited(letter, who.office, **given)
    assert letter.status is ResponseStatus.PREPARING
    assert full(letter, who.office).owners == ()


def test_two_windows_invite_once(letter: Response) -> None:
    who = people()
    seen = letter.version
    invited(letter, who.office)
    with pytest.raises(Conflict, match="Asha Patel"):
        invited(letter, person(Role.OFFICE_STAFF, name="Ben Office"), version=seen)


@pytest.mark.parametrize("role", [Role.APPROVER, Role.OWNER, Role.AUDITOR, Role.FORCE_INSPECTION_LEAD])
def test_only_the_office_invites(letter: Response, role: Role) -> None:
    people()
    with pytest.raises(NotAllowed):
        invited(letter, person(role, name="Some Body"))


def test_the_states_run_from_asked_to_cleared_and_back_when_the_words_change(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    asked = get_asked(reference=FIRST, by=who.crime, today=TODAY)
    mark_opened(row=asked.commission, by=who.crime, now=NOW, today=TODAY)
    assert states(letter, who.office)[FIRST] is CommissionState.OPENED
    drafted(who.crime, "Half a thought")
    assert states(letter, who.office)[FIRST] is CommissionState.DRAFTED
    assert returned(who.crime, "We did it.")
    assert states(letter, who.office)[FIRST] is CommissionState.RETURNED
    cleared(letter, FIRST, who.lead)
    assert states(letter, who.office)[FIRST] is CommissionState.CLEARED
    answer = answer_to(db.session(), letter, item())
    assert answer is not None
    assert (answer.chief_constable, answer.chief_constable_cleared_by) == ("We did it.", "Lee Force")
    write_answer(
        response=letter,
        item=item(),
        version=answer.version,
        details=AnswerDetails(chief_constable="We did it twice."),
        by=who.lead,
        now=NOW,
    )
    assert states(letter, who.office)[FIRST] is CommissionState.RETURNED


def test_looking_by_somebody_else_does_not_count_as_opened(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    asked = get_asked(reference=FIRST, by=who.lead, today=TODAY)
    mark_opened(row=asked.commission, by=who.lead, now=NOW, today=TODAY)
    assert states(letter, who.office)[FIRST] is CommissionState.ASKED


def test_the_office_neither_types_nor_clears_what_was_asked_of_an_owner(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    returned(who.crime, "We did it.")
    details = AnswerDetails(chief_constable="The office's own idea", pcc="Seen.")
    with pytest.raises(NotAllowed, match="Force inspection lead"):
        write_answer(response=letter, item=item(), version=1, details=details, by=who.office, now=NOW)
    with pytest.raises(NotAllowed, match="Force inspection lead"):
        cleared(letter, FIRST, who.office)
    pcc_only = AnswerDetails(pcc="Seen.")
    write_answer(response=letter, item=item(), version=1, details=pcc_only, by=who.office, now=NOW)


def test_what_was_not_asked_of_anybody_the_office_may_still_type(letter: Response) -> None:
    who = people()
    invited(letter, who.office, asks=asks()[:1])
    details = AnswerDetails(chief_constable="Came by e-mail.")
    with pytest.raises(NotAllowed):
        write_answer(response=letter, item=item(), version=0, details=details, by=who.office, now=NOW)
    typed = AnswerDetails(chief_constable="Came by e-mail.", pcc="")
    write_answer(response=letter, item=item(FINDING), version=0, details=typed, by=who.office, now=NOW)


def test_cleared_words_go_to_the_office_only_when_every_item_is_cleared(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    returned(who.crime, "We did it.")
    cleared(letter, FIRST, who.lead)
    with pytest.raises(NotAllowed, match=FINDING):
        hand_over(response=letter, version=letter.version, by=who.lead, now=NOW, today=TODAY)
    returned(who.custody, "There is one list.", FINDING)
    cleared(letter, FINDING, who.lead)
    with pytest.raises(NotAllowed, match="Only the Force inspection lead"):
        hand_over(response=letter, version=letter.version, by=who.office, now=NOW, today=TODAY)
    hand_over(response=letter, version=letter.version, by=who.lead, now=NOW, today=TODAY)
    assert letter.status is ResponseStatus.PREPARING
    with pytest.raises(NotAllowed, match="not with the force now"):
        drafted(who.crime, "Too late")


def test_the_lead_proposes_owners_and_the_office_finds_them_filled_in(letter: Response) -> None:
    who = people()
    with pytest.raises(NotAllowed):
        propose_owner(response=letter, item=item(), version=0, post="head-of-crime", by=who.office, now=NOW)
    propose_owner(response=letter, item=item(), version=0, post="head-of-custody", by=who.lead, now=NOW)
    one = full(letter, who.office).items[0]
    assert (one.slug, one.state) == ("head-of-custody", CommissionState.PROPOSED)
    with pytest.raises(NotHere):
        get_asked(reference=FIRST, by=who.custody, today=TODAY)
    invited(letter, who.office)
    with pytest.raises(NotAllowed, match="asked already"):
        propose_owner(response=letter, item=item(), version=1, post="head-of-crime", by=who.lead, now=NOW)


def test_another_post_is_asked_afresh_and_the_first_sees_nothing_more(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    drafted(who.crime, "Cara's own words")
    ask_owner(
        response=letter,
        item=item(),
        version=row().commission.version,
        ask=Ask(FIRST, "head-of-custody", "Rather yours?", DUE),
        by=who.lead,
        now=NOW,
        today=TODAY,
    )
    with pytest.raises(NotHere):
        get_asked(reference=FIRST, by=who.crime, today=TODAY)
    view = own_draft(row=get_asked(reference=FIRST, by=who.custody, today=TODAY), by=who.custody, today=TODAY)
    assert (view.row.commission.draft, view.state) == ("", CommissionState.ASKED)


def test_a_returned_draft_is_handed_back_with_a_reason(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    with pytest.raises(NotAllowed, match="Only a draft that was returned"):
        hand_back(
            response=letter, item=item(), version=row().commission.version, reason="x", by=who.lead, now=NOW
        )
    returned(who.crime, "We did it.")
    with pytest.raises(NotAllowed, match="hand it back"):
        drafted(who.crime, "Again")
    with pytest.raises(Invalid, match="Say what"):
        hand_back(
            response=letter, item=item(), version=row().commission.version, reason=" ", by=who.lead, now=NOW
        )
    hand_back(
        response=letter,
        item=item(),
        version=row().commission.version,
        reason="Name the day.",
        by=who.lead,
        now=NOW,
    )
    assert returned(who.crime, "We did it on 5 January.")
    answer = answer_to(db.session(), letter, item())
    assert answer is not None
    assert answer.chief_constable == "We did it on 5 January."


def test_the_owners_words_never_overwrite_what_the_lead_wrote_meanwhile(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    details = AnswerDetails(chief_constable="The lead's words")
    write_answer(response=letter, item=item(), version=0, details=details, by=who.lead, now=NOW)
    assert not returned(who.crime, "The owner's words")
    answer = answer_to(db.session(), letter, item())
    assert answer is not None
    assert answer.chief_constable == "The lead's words"
    assert row().commission.draft == "The owner's words"


def test_two_windows_on_one_draft_are_a_conflict(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    seen = row().commission.version
    drafted(who.crime, "First window", version=seen)
    with pytest.raises(Conflict, match="Cara Crime"):
        drafted(who.crime, "Second window", version=seen)
    assert row().commission.draft == "First window"


def test_each_owner_has_one_message_with_what_is_still_owed(letter: Response) -> None:
    who = people()
    invited(letter, who.office)
    crime, custody = full(letter, who.lead).owners
    assert "Dear Cara Crime," in crime.message
    assert "invited" in crime.message
    assert f"Recommendation 1 ({FIRST}), by 14 January 2026\n  Which cases?" in crime.message
    later = full(letter, who.lead, date(2026, 1, 16)).owners[0].message
    assert "This is a reminder" in later
    assert "(2 days overdue)" in later
    returned(who.crime, "We did it.")
    crime, custody = full(letter, who.lead).owners
    assert crime.message == ""
    assert custody.owed[0].reference == FINDING
