"""Work continued under a later item: carried in one step, counted once, told on both items."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated
from tests.services.records import a_report, an_item
from tracker.domain.actions import ActionDetails
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import (
    ActionState,
    ForWhom,
    LinkKind,
    Marking,
    OffListReason,
    ProofOf,
    Role,
    Standing,
)
from tracker.models.action import Action
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.models.proof import Proof, ProofItem
from tracker.models.report import Report
from tracker.queries.chains import chain_of
from tracker.queries.events import event_count, timeline
from tracker.queries.item_states import current_states
from tracker.queries.ownership import posts_of_items
from tracker.services.continuing import continue_item, may_carry, work_carried
from tracker.services.items import link_items
from tracker.services.progress_actions import add_action


@dataclass
class Two:
    """An earlier item with an owner, a contributor, two actions and a proof; a later one, linked to it."""

    earlier: Item
    later: Item
    owner: Post
    lead: Post
    helper: Post
    by: Actor

    def carry(self, note: str = "", seen: str | None = None, by: Actor | None = None) -> None:
        found = work_carried(earlier=self.earlier, later=self.later).seen if seen is None else seen
        continue_item(
            earlier=self.earlier,
            later=self.later,
            seen=found,
            note=note,
            by=by or self.by,
            now=NOW,
            today=TODAY,
        )


def an_action(item: Item, post: Post, what: str) -> Action:
    details = ActionDetails(what, post.id, date(2026, 6, 1), "Minutes of the meeting.", None)
    return add_action(items=[item], details=details, by=SYSTEM, now=NOW, today=TODAY)


def a_proof(item: Item, shows: str, **given: object) -> Proof:
    plain: dict[str, object] = {
        "kind": ProofOf.LINK,
        "address": "https://intranet.example.org/form",
        "received_on": TODAY,
        "marking": Marking.OFFICIAL,
        "added_at": NOW,
        "added_by": "Owen Hart",
    }
    proof = Proof(shows=shows, items=[ProofItem(item_id=item.id)], **(plain | given))
    db.session.add(proof)
    db.session.commit()
    return proof


@pytest.fixture
def two(register: Flask) -> Two:
    return two_items()


def two_items() -> Two:
    force_lead = person(Role.FORCE_INSPECTION_LEAD, name="Sam Cole")
    earlier = an_item(a_report("First look", published_on=date(2023, 12, 8)), for_whom=ForWhom.FORCE)
    later = an_item(a_report("Second look"), for_whom=ForWhom.FORCE)
    owner, lead, helper = (a_post(slug, slug.title()) for slug in ("owner", "lead", "helper"))
    allocated(earlier, owner, executive=lead, contributors=(helper,), by=force_lead)
    link_items(earlier=earlier, later=later, kind=LinkKind.PARTLY_MET, note="", by=SYSTEM, now=NOW)
    return Two(earlier, later, owner, lead, helper, force_lead)


def test_owner_contributors_open_actions_and_proof_go_on_under_the_later_item(two: Two) -> None:
    done = an_action(two.earlier, two.owner, "Write it.")
    done.state, done.settled_on, done.outcome = ActionState.DONE, TODAY, "Written."
    db.session.commit()
    still = an_action(two.earlier, two.owner, "Train everybody.")
    kept = a_proof(two.earlier, "The new form")
    a_proof(two.earlier, "The wrong form", withdrawn_at=NOW, withdrawn_by="Owen Hart")
    before = event_count(db.session())
    two.carry()
    assert event_count(db.session()) == before + 1
    posts = posts_of_items(db.session(), [two.later.id])[two.later.id]
    assert (posts.owner, posts.executive, posts.contributors) == (
        two.owner.id,
        two.lead.id,
        frozenset({two.helper.id}),
    )
    assert db.session.get_one(Progress, two.later.id).allocated_on == TODAY
    state = current_states(db.session(), [two.later.id])[two.later.id]
    assert (state.actions_open, state.actions_total) == (1, 1)
    assert [row.item_id for row in db.session.get_one(Action, still.id).items] == [
        two.earlier.id,
        two.later.id,
    ]
    proofs = db.session.query(ProofItem.proof_id).filter_by(item_id=two.later.id).all()
    assert [key for (key,) in proofs] == [kept.id]


def test_a_sensitive_proof_is_carried_and_told_by_its_number_alone(two: Two) -> None:
    proof = a_proof(two.earlier, "A secret step", marking=Marking.OFFICIAL_SENSITIVE)
    two.carry()
    event = timeline(db.session(), [("item", two.later.id)])[0]
    told = [line.after for line in event.changes if line.field == "proof"]
    assert told == [f"Proof {proof.id}, OFFICIAL-SENSITIVE"]


def test_either_database_carries_work_on_and_reads_the_chain(either_register: Flask) -> None:
    two = two_items()
    a_proof(two.earlier, "The new form")
    an_action(two.earlier, two.owner, "Train everybody.")
    two.carry()
    found = chain_of(db.session(), two.later.id, two.by, TODAY)
    assert [item.standing for item in found.items] == [Standing.OFF_LIST, Standing.OPEN]


def test_nothing_is_counted_twice(two: Two) -> None:
    two.carry("HMICFRS says so.")
    states = current_states(db.session(), [two.earlier.id, two.later.id])
    assert [states[item.id].standing for item in (two.earlier, two.later)] == [
        Standing.OFF_LIST,
        Standing.OPEN,
    ]
    assert two.earlier.off_list_reason is OffListReason.SUPERSEDED
    assert two.earlier.off_list_note == f"The work goes on under {two.later.reference}. HMICFRS says so."


def test_both_items_tell_it_in_their_history(two: Two) -> None:
    two.carry()
    for item, field in ((two.earlier, "continued_under"), (two.later, "continues")):
        event = timeline(db.session(), [("item", item.id)])[0]
        assert field in {line.field for line in event.changes}


def test_an_owner_that_the_later_item_has_stays(two: Two) -> None:
    other = a_post("other", "Other")
    allocated(two.later, other, by=two.by)
    two.carry()
    posts = posts_of_items(db.session(), [two.later.id])[two.later.id]
    assert (posts.owner, posts.contributors) == (other.id, frozenset({two.helper.id}))


def test_one_earlier_item_may_go_on_under_two_later_ones(two: Two) -> None:
    two.carry()
    third = an_item(
        db.session.get_one(Report, two.later.report_id), "Also.", number="2", for_whom=ForWhom.FORCE
    )
    link_items(earlier=two.earlier, later=third, kind=LinkKind.CARRIED_FORWARD, note="", by=SYSTEM, now=NOW)
    two.later = third
    two.carry()
    assert posts_of_items(db.session(), [third.id])[third.id].owner == two.owner.id


def test_what_changed_meanwhile_is_looked_at_again_first(two: Two) -> None:
    seen = work_carried(earlier=two.earlier, later=two.later).seen
    an_action(two.earlier, two.owner, "One more.")
    with pytest.raises(Conflict):
        two.carry(seen=seen)
    assert two.earlier.off_list_reason is None


def test_the_same_press_twice_carries_once(two: Two) -> None:
    seen = work_carried(earlier=two.earlier, later=two.later).seen
    two.carry(seen=seen)
    with pytest.raises(Conflict):
        two.carry(seen=seen)


def test_items_that_are_not_linked_carry_nothing(two: Two) -> None:
    verdict = may_carry(earlier=two.later, later=two.earlier, by=two.by, today=TODAY)
    assert "is not linked as a later item" in verdict.reason


def test_only_who_may_give_and_take_off_carries_on(two: Two) -> None:
    with pytest.raises(NotAllowed, match="only the force inspection lead"):
        two.carry(by=person(Role.OFFICE_STAFF))
    with pytest.raises(NotAllowed, match="may give items to posts"):
        two.carry(by=person(Role.OWNER, name="Owen Hart"))


@pytest.mark.parametrize("which", ["earlier", "later"])
def test_nothing_is_carried_from_or_to_an_item_that_is_not_open(two: Two, which: str) -> None:
    item: Item = getattr(two, which)
    item.off_list_reason, item.off_list_on = OffListReason.NOT_AGREED, TODAY
    db.session.commit()
    current_states(db.session(), [item.id])[item.id].standing = Standing.OFF_LIST
    db.session.commit()
    with pytest.raises(NotAllowed, match=f"The {which} item is not open"):
        two.carry()


def test_nothing_is_carried_to_a_report_under_embargo(two: Two) -> None:
    report = db.session.get_one(Report, two.later.report_id)
    report.is_embargoed, report.published_on = True, TODAY + timedelta(days=2)
    db.session.commit()
    with pytest.raises(NotAllowed, match="under embargo"):
        two.carry(by=SYSTEM)


def test_a_note_too_long_is_refused(two: Two) -> None:
    with pytest.raises(Invalid) as refusal:
        two.carry("x" * 2_001)
    assert list(refusal.value.problems) == ["note"]


def test_the_chain_holds_what_comes_before_and_after_but_nothing_under_embargo(two: Two) -> None:
    last = an_item(a_report("Third look", published_on=date(2025, 12, 20)), for_whom=ForWhom.FORCE)
    link_items(earlier=two.later, later=last, kind=LinkKind.REPEATS, note="", by=SYSTEM, now=NOW)
    for start in (two.earlier, two.later, last):
        found = chain_of(db.session(), start.id, two.by, TODAY)
        assert [item.item_id for item in found.items] == [two.earlier.id, two.later.id, last.id]
    report = db.session.get_one(Report, last.report_id)
    report.is_embargoed, report.published_on = True, TODAY + timedelta(days=2)
    db.session.commit()
    found = chain_of(db.session(), two.earlier.id, two.by, TODAY)
    assert [item.item_id for item in found.items] == [two.earlier.id, two.later.id]
