"""Completion: proposed by who works on the item, checked by somebody else, taken back with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.completion import CompletionWords
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import Delivery, Rating, ReportKind, Role, Standing
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress import Cover, Progress
from tracker.queries.completions import sent_back as sent_back_of
from tracker.queries.events import timeline
from tracker.queries.item_states import current_periods, current_states
from tracker.services import completion
from tracker.services.completion_views import completion_in_full

DONE = CompletionWords("The new form is in use, see proof 1.")
SEEN = CompletionWords("Seen on the day.", has_seen_proof=True)


@dataclass
class Work:
    """An item given to a post, who holds it, and who signs off."""

    item: Item
    post: Post
    owner: Actor
    checker: Actor

    def __call__(
        self, act: Callable[..., None], said: CompletionWords, by: Actor, version: int | None = None
    ) -> None:
        seen = self.progress.version if version is None else version
        act(item=self.item, version=seen, said=said, by=by, now=NOW, today=TODAY)

    @property
    def progress(self) -> Progress:
        return db.session.get_one(Progress, self.item.id)

    @property
    def delivery(self) -> Delivery:
        return current_states(db.session(), [self.item.id])[self.item.id].delivery


def work_on(kind: ReportKind = ReportKind.NATIONAL_THEMATIC) -> Work:
    item, post = an_item(a_report(kind=kind)), a_post()
    owner = person(Role.OWNER, name="Owen Hart")
    checker = person(Role.SIGNING_OFF, Role.OWNER, name="Ines Roe")
    holds(post, owner)
    return Work(allocated(item, post), post, owner, checker)


@pytest.fixture
def work(register: Flask) -> Work:
    return work_on()


def test_the_owner_proposes_and_the_item_says_so_in_its_history(work: Work) -> None:
    work(completion.propose_completion, DONE, work.owner)
    row = work.progress
    assert work.delivery is Delivery.PROPOSED_COMPLETE
    assert (row.proposed_on, row.proposed_by, row.proposal) == (TODAY, "Owen Hart", DONE.words)
    event = timeline(db.session(), [("item", work.item.id)])[0]
    assert event.reason == DONE.words
    assert {"delivery", "proposal", "proposed_on"} <= {line.field for line in event.changes}


def test_somebody_else_signs_off_and_the_rating_turns_blue(work: Work) -> None:
    work(completion.propose_completion, DONE, work.owner)
    said = CompletionWords("", has_seen_proof=True, closure_level="Level 2")
    work(completion.sign_off, said, work.checker)
    row = work.progress
    assert (row.signed_off_on, row.signed_off_by, row.closure_level) == (TODAY, "Ines Roe", "Level 2")
    rated = current_periods(db.session(), [work.item.id])[work.item.id]
    assert [period.rating for period in rated] == [Rating.BLUE_SIGNED_OFF]
    assert row.proposed_by == "Owen Hart"  # three truths, side by side


def test_where_nobody_outside_closes_the_sign_off_completes_the_item(register: Flask) -> None:
    work = work_on(ReportKind.INTERNAL_AUDIT)
    work(completion.propose_completion, DONE, work.owner)
    work(completion.sign_off, SEEN, work.checker)
    assert current_states(db.session(), [work.item.id])[work.item.id].standing is Standing.COMPLETE


def test_a_stranger_to_the_item_does_not_propose_its_completion(work: Work) -> None:
    with pytest.raises(NotAllowed, match="Only its owner, a contributor"):
        work(completion.propose_completion, DONE, work.checker)


def test_who_proposed_it_never_signs_it_off(work: Work) -> None:
    second = a_post("deputy", "Deputy")
    holds(second, work.checker)
    allocated(work.item, work.post, contributors=(second,))
    work(completion.propose_completion, DONE, work.checker)
    with pytest.raises(NotAllowed, match="You proposed its completion"):
        work(completion.sign_off, SEEN, work.checker)


@pytest.mark.parametrize("is_cover", [False, True])
def test_neither_the_owner_nor_their_cover_signs_off(work: Work, is_cover: bool) -> None:
    work(completion.propose_completion, DONE, work.owner)
    assert work.checker.account_id is not None
    if is_cover:
        cover = Cover(
            post_id=work.post.id,
            account_id=work.checker.account_id,
            from_on=TODAY,
            to_on=date(2026, 2, 1),
            recorded_at=NOW,
            recorded_by="Asha Patel",
        )
        db.session.add(cover)
        db.session.commit()
    else:
        holds(work.post, work.checker)
    with pytest.raises(NotAllowed, match="You own this item or cover for its owner"):
        work(completion.sign_off, SEEN, work.checker)


def test_the_program_signs_nothing_off(work: Work) -> None:
    work(completion.propose_completion, DONE, work.owner)
    with pytest.raises(NotAllowed, match="Only a person"):
        work(completion.sign_off, SEEN, SYSTEM)


def test_a_proposal_is_sent_back_with_what_is_missing(work: Work) -> None:
    work(completion.propose_completion, DONE, work.owner)
    work(completion.send_back, CompletionWords("The audit of May is missing."), work.checker)
    assert work.delivery is Delivery.IN_PROGRESS
    assert (work.progress.proposed_on, work.progress.proposal) == (None, "")
    found = sent_back_of(db.session(), [work.item.id])[work.item.id]
    assert (found.by, found.missing) == ("Ines Roe", "The audit of May is missing.")


def test_what_was_sent_back_is_forgotten_once_it_is_proposed_again(work: Work) -> None:
    work(completion.propose_completion, DONE, work.owner)
    work(completion.send_back, CompletionWords("The audit of May is missing."), work.checker)
    work(completion.propose_completion, DONE, work.owner)
    work(completion.withdraw_proposal, CompletionWords(), work.owner)
    assert work.delivery is Delivery.IN_PROGRESS
    assert sent_back_of(db.session(), [work.item.id]) == {}


def test_a_sign_off_is_withdrawn_with_a_reason_and_nothing_of_it_stands(work: Work) -> None:
    work(completion.propose_completion, DONE, work.owner)
    work(completion.sign_off, CompletionWords("", True, "Level 2"), work.checker)
    work(completion.withdraw_sign_off, CompletionWords("It was the wrong item."), work.checker)
    row = work.progress
    assert work.delivery is Delivery.IN_PROGRESS
    assert (row.signed_off_on, row.signed_off_by, row.proposed_on, row.closure_level) == (
        None,
        None,
        None,
        "",
    )


@pytest.mark.parametrize(
    ("act", "said", "field"),
    [
        (completion.propose_completion, CompletionWords(" \u200b"), "words"),
        (completion.propose_completion, CompletionWords("x" * 4_001), "words"),
        (completion.sign_off, CompletionWords("Fine."), "has_seen_proof"),
        (completion.sign_off, CompletionWords("", True, "x" * 61), "closure_level"),
        (completion.send_back, CompletionWords(), "words"),
        (completion.withdraw_sign_off, CompletionWords(), "words"),
    ],
)
def test_what_is_not_said_is_asked_for(
    work: Work, act: Callable[..., None], said: CompletionWords, field: str
) -> None:
    by = work.owner
    if act is not completion.propose_completion:
        work(completion.propose_completion, DONE, work.owner)
        by = work.checker
    if act is completion.withdraw_sign_off:
        work(completion.sign_off, SEEN, work.checker)
    with pytest.raises(Invalid) as refusal:
        work(act, said, by)
    assert list(refusal.value.problems) == [field]


def test_a_move_that_the_state_does_not_offer_is_refused_in_words(work: Work) -> None:
    with pytest.raises(NotAllowed, match="completion must be proposed before it is signed off"):
        work(completion.sign_off, SEEN, work.checker)


def test_of_two_who_press_the_button_one_wins_and_the_other_is_told(work: Work) -> None:
    seen = work.progress.version
    work(completion.propose_completion, DONE, work.owner, seen)
    with pytest.raises(Conflict) as conflict:
        work(completion.propose_completion, DONE, work.owner, seen)
    assert conflict.value.theirs == "Owen Hart"
    events = timeline(db.session(), [("item", work.item.id)])
    assert [event.name for event in events].count(events[0].name) == 1


def test_the_page_offers_what_may_be_done_and_says_why_not(work: Work) -> None:
    work(completion.propose_completion, DONE, work.owner)
    full = completion_in_full(reference=work.item.reference, by=work.owner, today=TODAY)
    offered = {move.value: verdict.reason for move, verdict in full.moves}
    assert offered["withdraw_proposal"] == ""
    assert offered["sign_off"].startswith("Only the Person signing off completion may")


def test_a_day_is_told_by_the_clock_given(work: Work) -> None:
    later = datetime(2026, 3, 3, 9, tzinfo=NOW.tzinfo)
    completion.propose_completion(
        item=work.item,
        version=work.progress.version,
        said=DONE,
        by=work.owner,
        now=later,
        today=date(2026, 3, 3),
    )
    assert work.progress.proposed_on == date(2026, 3, 3)
