"""Dates of items: what holds at once, what somebody else decides, and what is never overwritten."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.date_records import DEC, JUNE, SEPT, Dated, a_dated_item
from tests.services.ownership_records import a_post, chosen, holds
from tests.services.records import BY_JUNE, a_report
from tracker.domain.allocations import PostsWanted
from tracker.domain.audit import EventName
from tracker.domain.items import DeadlineDetails
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import (
    DeadlineBasis,
    OffListReason,
    Precision,
    Rating,
    Role,
    TargetState,
)
from tracker.models.base import db
from tracker.models.target_date import TargetDate
from tracker.queries.events import timeline
from tracker.queries.target_dates import targets_of
from tracker.services.allocations import allocate
from tracker.services.items import put_back, take_off_list
from tracker.services.post_accounts import record_post_account
from tracker.services.progress_views import item_progress
from tracker.services.target_date_views import item_dates, requests_waiting
from tracker.services.target_dates import get_target, meet_deadline, withdraw_date

S = TargetState


@pytest.fixture
def dated(register: Flask) -> Dated:
    return a_dated_item()


def test_a_first_target_before_the_inspectorates_date_holds_at_once(dated: Dated) -> None:
    target = dated.wants(date(2026, 4, 1), reason=None, words="", past_words="")
    assert (target.state, target.is_move, target.decided_by) == (S.AGREED, False, None)
    assert (dated.state.date_in_force, dated.state.times_moved) == (date(2026, 4, 1), 0)


def test_a_first_target_where_no_date_is_printed_holds_at_once(register: Flask) -> None:
    dated = a_dated_item(deadlines=())
    dated.wants(SEPT, reason=None, words="", past_words="")
    assert (dated.state.date_in_force, dated.state.first_in_force) == (SEPT, SEPT)


def test_a_date_past_the_inspectorates_waits_and_changes_nothing_until_it_is_agreed(dated: Dated) -> None:
    target = dated.wants(SEPT)
    assert (target.state, target.before_on) == (S.ASKED, JUNE)
    assert dated.state.date_in_force == JUNE
    dated.decides(target, S.AGREED)
    assert (dated.state.date_in_force, dated.state.times_moved) == (SEPT, 1)


def test_three_moves_are_counted_with_the_days_since_the_first_date(dated: Dated) -> None:
    for on in (SEPT, DEC, date(2027, 1, 30)):
        dated.decides(dated.wants(on), S.AGREED)
    dates = item_dates(reference=dated.item.reference, by=dated.owner, today=TODAY)
    assert dates.moved == "moved 3 times, +214 days"
    assert [one.wanted_on for one in dates.recorded] == [SEPT, DEC, date(2027, 1, 30)]


@pytest.mark.parametrize(
    ("state", "words"), [(S.REFUSED, "The inspectorate counts on June."), (S.SENT_BACK, "Say who agreed.")]
)
def test_a_refused_or_returned_date_leaves_the_one_in_force(
    dated: Dated, state: TargetState, words: str
) -> None:
    target = dated.wants(SEPT)
    dated.decides(target, state, words)
    assert dated.state.date_in_force == JUNE
    row = targets_of(db.session(), dated.item.id)[0]
    assert (row.state, row.decided_by, row.decision_words) == (state, "Lena Marsh", words)


def test_after_a_refusal_another_date_may_be_asked_for_and_both_stay(dated: Dated) -> None:
    dated.decides(dated.wants(DEC), S.REFUSED, "Too late.")
    dated.decides(dated.wants(SEPT), S.AGREED)
    rows = targets_of(db.session(), dated.item.id)
    assert [(row.wanted_on, row.state) for row in rows] == [(DEC, S.REFUSED), (SEPT, S.AGREED)]


def test_a_refusal_needs_its_sentence_and_changes_nothing_without_it(dated: Dated) -> None:
    target = dated.wants(SEPT)
    with pytest.raises(Invalid) as refusal:
        dated.decides(target, S.REFUSED)
    assert refusal.value.problems == {"words": "Say why the date is refused."}
    assert target.state is S.ASKED


@pytest.mark.parametrize("on", [date(2026, 1, 6), date(2101, 1, 1), None])
def test_a_target_before_today_or_after_2100_is_refused(dated: Dated, on: date | None) -> None:
    with pytest.raises(Invalid) as refusal:
        dated.wants(on)
    assert "on" in refusal.value.problems
    assert targets_of(db.session(), dated.item.id) == []


def test_a_move_past_the_inspectorates_date_needs_a_sentence_of_its_own(dated: Dated) -> None:
    with pytest.raises(Invalid) as refusal:
        dated.wants(SEPT, past_words=" ")
    assert set(refusal.value.problems) == {"past_words"}


def test_only_one_date_waits_at_a_time(dated: Dated) -> None:
    dated.wants(SEPT)
    with pytest.raises(Invalid, match="still to be decided"):
        dated.wants(DEC)


def test_nobody_outside_the_items_posts_asks_for_its_dates(dated: Dated) -> None:
    with pytest.raises(NotAllowed, match="Only its owner"):
        dated.wants(SEPT, by=person(Role.OWNER, name="Cy Bell"))


def test_nobody_decides_on_their_own_request_whatever_their_roles(dated: Dated) -> None:
    both = person(Role.OWNER, Role.EXECUTIVE_LEAD, Role.FORCE_INSPECTION_LEAD, name="Max Dean")
    hold_both(dated, both)
    target = dated.wants(SEPT, by=both)
    with pytest.raises(NotAllowed, match="You asked for this date yourself"):
        dated.decides(target, S.AGREED, by=both)
    assert dated.state.date_in_force == JUNE


def hold_both(dated: Dated, actor: Actor) -> None:
    for slug in ("head-of-reviews", "acc"):
        record_post_account(
            row=None, version=0, post=slug, account_id=actor.account_id or 0, from_on=None, to_on=None,
            by=SYSTEM, now=NOW,
        )  # fmt: skip


def test_what_the_executive_lead_asks_for_is_decided_by_the_force_inspection_lead_or_another(
    dated: Dated,
) -> None:
    force_lead = person(Role.FORCE_INSPECTION_LEAD, name="Finn Ross")
    target = dated.wants(SEPT, by=dated.lead)
    with pytest.raises(NotAllowed, match="yourself"):
        dated.decides(target, S.AGREED)
    dated.decides(target, S.AGREED, by=force_lead)
    again = dated.wants(DEC, by=dated.lead)
    dated.decides(again, S.AGREED, by=person(Role.EXECUTIVE_LEAD, name="Nia Cole"))
    assert dated.state.date_in_force == DEC


def test_the_force_inspection_lead_does_not_decide_what_an_owner_asked_for(dated: Dated) -> None:
    target = dated.wants(SEPT)
    with pytest.raises(NotAllowed, match="Only the executive lead of this item"):
        dated.decides(target, S.AGREED, by=person(Role.FORCE_INSPECTION_LEAD, name="Finn Ross"))


def test_a_request_that_nobody_decided_on_is_withdrawn_and_stays_in_the_list(dated: Dated) -> None:
    target = dated.wants(SEPT)
    withdraw(dated, target, dated.owner)
    assert targets_of(db.session(), dated.item.id)[0].state is S.WITHDRAWN
    with pytest.raises(NotAllowed, match="withdrawn already"):
        withdraw(dated, target, dated.owner)


def withdraw(dated: Dated, target: TargetDate, by: Actor) -> None:
    withdraw_date(target=target, version=target.version, words="", by=by, now=NOW, today=TODAY)


def test_somebody_else_withdraws_no_request(dated: Dated) -> None:
    target = dated.wants(SEPT)
    with pytest.raises(NotAllowed):
        withdraw(dated, target, person(Role.OWNER, name="Cy Bell"))


def test_two_decisions_on_one_request_leave_the_first_and_name_who_made_it(dated: Dated) -> None:
    target = dated.wants(SEPT)
    seen = target.version
    dated.decides(target, S.REFUSED, "Too late.")
    with pytest.raises(Conflict, match="Lena Marsh"):
        dated.decides(target, S.AGREED, version=seen)
    assert dated.state.date_in_force == JUNE


def test_the_second_press_of_a_button_makes_no_second_date(dated: Dated) -> None:
    seen = dated.version
    dated.wants(date(2026, 4, 1), version=seen)
    with pytest.raises(Conflict, match="Owen Hart"):
        dated.wants(date(2026, 4, 1), version=seen)
    assert len(targets_of(db.session(), dated.item.id)) == 1


def test_a_day_that_has_passed_meanwhile_is_not_agreed(dated: Dated) -> None:
    target = dated.wants(SEPT)
    with pytest.raises(Invalid) as refusal:
        dated.decides(target, S.AGREED, today=date(2026, 10, 1))
    assert set(refusal.value.problems) == {"state"}


def test_the_dates_of_an_item_off_the_list_rest(dated: Dated) -> None:
    target = dated.wants(SEPT)
    office = person(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD)
    take_off_list(
        item=dated.item, version=dated.item.version, reason=OffListReason.SUPERSEDED, note="A later one.",
        on=TODAY, by=office, now=NOW, today=TODAY,
    )  # fmt: skip
    assert requests_waiting(by=dated.lead, today=TODAY) == []
    with pytest.raises(Invalid, match="off the list"):
        dated.decides(target, S.AGREED)
    put_back(item=dated.item, version=dated.item.version, note="It is ours.", by=office, now=NOW)
    dated.decides(target, S.AGREED)


def test_a_new_executive_lead_decides_on_what_was_asked_before(dated: Dated) -> None:
    target = dated.wants(SEPT)
    other = person(Role.EXECUTIVE_LEAD, name="Nia Cole")
    hold_post(other)
    posts = PostsWanted(executive="dcc")
    allocate(items=[chosen(dated.item)], posts=posts, by=SYSTEM, now=NOW)
    with pytest.raises(NotAllowed):
        dated.decides(target, S.AGREED)
    dated.decides(target, S.AGREED, by=other)


def hold_post(actor: Actor) -> None:
    holds(a_post("dcc", "Deputy Chief Constable"), actor)


def test_the_rating_turns_with_the_agreed_date_on_its_exact_day(dated: Dated) -> None:
    dated.decides(dated.wants(SEPT), S.AGREED)
    progress = item_progress(reference=dated.item.reference, by=dated.owner, today=TODAY)
    turns = {one.from_on: one.rating for one in progress.ahead}
    assert turns[date(2026, 7, 1)] is Rating.AMBER
    assert turns[SEPT + timedelta(days=1)] is Rating.RED
    assert JUNE + timedelta(days=2) not in turns


def test_the_history_of_the_item_tells_who_asked_and_who_decided(dated: Dated) -> None:
    dated.decides(dated.wants(SEPT), S.REFUSED, "Too late.")
    events = timeline(db.session(), [("item", dated.item.id)], limit=2)
    assert [(event.name, event.actor_name) for event in events] == [
        (EventName.DATE_DECIDED, "Lena Marsh"),
        (EventName.DATE_ASKED, "Owen Hart"),
    ]
    assert {line.field for line in events[1].changes} >= {"wanted_on", "date_reason", "date_state"}


LATER = DeadlineDetails("By the end of the year", DEC, Precision.DAY, DeadlineBasis.DATED)


def met(dated: Dated, on: date, met_on: date = TODAY) -> None:
    meet_deadline(
        item=dated.item, version=dated.version, on=on, met_on=met_on, by=dated.owner, now=NOW, today=TODAY
    )


def test_when_one_of_several_printed_deadlines_is_met_the_next_one_rules(register: Flask) -> None:
    dated = a_dated_item(deadlines=(BY_JUNE, LATER))
    met(dated, JUNE)
    assert (dated.state.date_in_force, dated.state.inspectorate_on) == (DEC, DEC)


def test_the_last_printed_deadline_is_met_by_proposing_completion(dated: Dated) -> None:
    with pytest.raises(Invalid, match="propose that the item is complete"):
        met(dated, JUNE)
    assert dated.state.date_in_force == JUNE


def test_a_deadline_is_not_met_in_the_future(register: Flask) -> None:
    dated = a_dated_item(deadlines=(BY_JUNE, LATER))
    with pytest.raises(Invalid) as refusal:
        met(dated, JUNE, TODAY + timedelta(days=1))
    assert set(refusal.value.problems) == {"met_on"}


def test_the_requests_that_wait_say_which_of_them_are_mine(dated: Dated) -> None:
    dated.wants(SEPT)
    (hers,) = requests_waiting(by=dated.lead, today=TODAY)
    (his,) = requests_waiting(by=dated.owner, today=TODAY)
    assert (bool(hers.may_decide), bool(his.may_decide)) == (True, False)
    assert hers.executive_lead == "Assistant Chief Constable"


def test_a_request_on_an_item_under_embargo_is_not_there_for_others(register: Flask) -> None:
    dated = a_dated_item(report=a_report(published_on=date(2026, 2, 1), is_embargoed=True))
    target = dated.wants(SEPT)
    assert requests_waiting(by=dated.lead, today=TODAY) == []
    with pytest.raises(NotHere, match="no such request"):
        get_target(key=target.id, by=dated.lead, today=TODAY)


def test_dates_are_kept_alike_on_either_database(either_register: Flask) -> None:
    dated = a_dated_item()
    dated.decides(dated.wants(SEPT), S.AGREED)
    assert dated.state.date_in_force == SEPT
