"""What changed since the last board, with who did it and why, and the dates that were asked for."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.fixtures.database import NOW, person
from tests.services.board_histories import a_secretary
from tests.services.board_records import a_board, by_hand, overseeing
from tests.services.date_records import DEC, JUNE, SEPT, Dated, a_dated_item
from tests.services.ownership_records import a_post, allocated, chosen
from tests.services.pack_records import a_meeting, a_pack
from tests.services.records import a_report, an_item
from tests.services.update_records import updated
from tracker.domain.allocations import PostsWanted
from tracker.domain.correspondence import LetterDetails
from tracker.domain.packs import ChangeKind, ChangeLine
from tracker.domain.permissions import SYSTEM
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import Effect, OffListReason, OwnRating, Rating, Role, TargetState
from tracker.models.board import Board
from tracker.services.allocations import allocate
from tracker.services.correspondence import Said, record_correspondence
from tracker.services.items import take_off_list
from tracker.services.overrides import override_rating

MET_ON = date(2026, 1, 12)
SOON, LATER = NOW + timedelta(days=10), NOW + timedelta(days=13)
OFF_TRACK = UpdateDetails("The room flooded.", "Dry it.", OwnRating.OFF_TRACK)


@pytest.fixture
def board(either_register: Flask) -> Board:
    """A board that oversees everything and met on 12 January 2026."""
    one = overseeing(a_board())
    a_meeting(one, MET_ON, by=a_secretary(one))
    return one


def changes(board: Board) -> list[ChangeLine]:
    """What changed by 20 January 2026."""
    return list(a_pack(board, LATER).changes)


def only(board: Board, kind: ChangeKind) -> ChangeLine:
    (line,) = [line for line in changes(board) if line.kind is kind]
    return line


def test_a_new_item_is_told_with_who_recorded_it(board: Board) -> None:
    item = an_item(a_report(), now=SOON)
    (line,) = changes(board)
    assert (line.kind, line.reference, line.item) == (ChangeKind.NEW, item.reference, "Recommendation 1")
    assert (line.before, line.after, line.on) == ("", "Open", SOON.date())
    assert (line.by, line.why) == ("Command line", "Added the item.")
    assert line.event_seq > 0


def test_what_happened_before_the_last_board_is_not_told_again(board: Board) -> None:
    an_item(a_report())
    assert changes(board) == []


def test_an_item_taken_off_is_told_with_its_reason(board: Board) -> None:
    item = an_item(a_report())
    take_off_list(
        item=item,
        version=item.version,
        reason=OffListReason.DOES_NOT_APPLY,
        note="We have no such unit.",
        on=SOON.date(),
        by=SYSTEM,
        now=SOON,
        today=SOON.date(),
    )
    line = only(board, ChangeKind.TAKEN_OFF)
    assert line.after == "Taken off the list: Ruled not to apply"
    assert line.why == "Took the item off the list: We have no such unit."
    assert [one.kind for one in changes(board)] == [ChangeKind.TAKEN_OFF]


def test_an_item_closed_by_letter_is_told_once_and_not_as_a_rating_too(board: Board) -> None:
    item = an_item(a_report())
    record_correspondence(
        details=LetterDetails(subject="Your update", dated_on=SOON.date(), received_on=SOON.date()),
        said=[Said(item, Effect.CLOSES, "It is closed.")],
        nonce="1",
        by=person(Role.FORCE_INSPECTION_LEAD),
        now=SOON,
        today=SOON.date(),
    )
    (line,) = changes(board)
    assert (line.kind, line.before, line.after) == (ChangeKind.CLOSED, "Open", "Closed by HMICFRS")
    assert line.why.startswith("Recorded a letter of the inspectorate")
    assert line.by == "Asha Patel"


def test_items_that_joined_and_left_are_told_with_the_reason(board: Board) -> None:
    stays, goes = an_item(a_report()), an_item(a_report("Another"))
    by_hand(board, goes, is_in=False, now=SOON)
    by_hand(board, stays, is_in=False, now=NOW + timedelta(hours=1))
    by_hand(board, stays, now=SOON)
    joined, left = changes(board)
    assert (joined.kind, joined.reference) == (ChangeKind.BROUGHT_INTO_SCOPE, stays.reference)
    assert (left.kind, left.reference, left.item) == (
        ChangeKind.MOVED_OUT,
        goes.reference,
        "Recommendation 1",
    )
    assert left.why == "Changed what a board oversees: The chair asked."


def moved(item: Dated, on: date, words: str) -> None:
    """A date asked for and agreed after the last board."""
    target = item.wants(on, words=words, now=SOON, today=SOON.date())
    item.decides(target, TargetState.AGREED, "Yes.", now=SOON, today=SOON.date())


def test_a_date_that_slipped_is_told_with_the_reason_for_which_it_was_asked(board: Board) -> None:
    item = a_dated_item()
    moved(item, SEPT, "The contract is late.")
    line = only(board, ChangeKind.SLIPPED)
    assert (line.before, line.after) == ("30 June 2026", "30 September 2026")
    assert line.why == "Dependency on others: The contract is late."
    assert line.by == "Lena Marsh"


def test_a_date_brought_forward_is_told_apart(board: Board) -> None:
    item = a_dated_item()
    moved(item, DEC, "The contract is late.")
    moved(item, date(2026, 5, 30), "It came after all.")
    told = [(line.kind, line.after, line.why) for line in changes(board)]
    assert told == [
        (ChangeKind.SLIPPED, "30 December 2026", "Dependency on others: The contract is late."),
        (ChangeKind.BROUGHT_FORWARD, "30 May 2026", "Dependency on others: It came after all."),
    ]


def test_another_owner_is_told_with_the_reason(board: Board) -> None:
    item, old, new = an_item(a_report()), a_post("old", "Head of Custody"), a_post("new", "Head of Crime")
    allocated(item, old)
    allocate(
        items=[chosen(item)], posts=PostsWanted(new.slug), by=SYSTEM, now=SOON, reason="The post has gone."
    )
    line = only(board, ChangeKind.OWNER_CHANGED)
    assert (line.before, line.after) == ("Head of Custody", "Head of Crime")
    assert line.why == "Said whose the item is: The post has gone."


def test_a_rating_that_an_update_turned_is_told_with_the_rule(board: Board) -> None:
    item = a_dated_item()
    updated(item.item, item.owner, update=OFF_TRACK, now=SOON)
    line = only(board, ChangeKind.RATING_WORSE)
    assert (line.before, line.after) == ("New", "Red – overdue or off track")
    assert line.why.startswith("Recorded an update: said to be off track on 17 January 2026")
    assert (line.by, line.on) == ("Owen Hart", SOON.date())


def test_a_rating_that_was_overridden_tells_its_reason_once(board: Board) -> None:
    item = a_dated_item()
    override_rating(
        item=item.item,
        version=item.version,
        rating=Rating.RED,
        reason="The contract is late.",
        expires_on=JUNE,
        by=item.lead,
        now=SOON,
        today=SOON.date(),
    )
    line = only(board, ChangeKind.RATING_WORSE)
    assert line.why.startswith("Overridden by ")
    assert line.why.count("The contract is late") == 1


def test_a_rating_that_the_calendar_turned_says_so(board: Board) -> None:
    an_item(a_report(published_on=date(2025, 12, 1)))
    later = NOW + timedelta(days=60)
    (line,) = a_pack(board, later).changes
    assert (line.kind, line.by, line.event_seq) == (ChangeKind.RATING_WORSE, "", 0)
    assert line.why.startswith("The calendar: no date agreed since it was recorded on ")
    assert line.on == date(2026, 1, 22)


def test_changes_are_told_kind_by_kind_and_then_item_by_item(board: Board) -> None:
    item = a_dated_item()
    second = an_item(a_report("Newest", published_on=date(2026, 1, 5)), number="10", now=SOON)
    third = an_item(a_report("Newer", published_on=date(2026, 1, 4)), now=SOON)
    moved(item, SEPT, "The contract is late.")
    assert [(line.kind, line.reference) for line in changes(board)] == [
        (ChangeKind.NEW, second.reference),
        (ChangeKind.NEW, third.reference),
        (ChangeKind.SLIPPED, item.item.reference),
    ]


def test_an_act_that_also_speaks_of_an_item_under_embargo_keeps_its_reason_to_itself(board: Board) -> None:
    item, post = an_item(a_report()), a_post()
    secret = an_item(a_report("Secret", published_on=date(2026, 5, 1), is_embargoed=True))
    allocated(item, a_post("old", "Head of Custody"))
    allocate(
        items=[chosen(item), chosen(secret)],
        posts=PostsWanted(post.slug),
        by=SYSTEM,
        now=SOON,
        reason="Both belong together.",
    )
    line = only(board, ChangeKind.OWNER_CHANGED)
    assert (line.by, line.why) == ("", "")


def test_each_date_that_was_asked_for_is_a_line_with_what_was_decided(board: Board) -> None:
    item = a_dated_item()
    refused = item.wants(DEC, words="We are short of people.")
    item.decides(refused, TargetState.REFUSED, "Find them.")
    moved(item, SEPT, "The contract is late.")
    first, second = a_pack(board, LATER).moves
    assert (first.before_on, first.wanted_on, first.days, first.state) == (JUNE, DEC, 183, "Refused")
    assert (first.asked_by, first.decided_by) == ("Owen Hart", "Lena Marsh")
    assert first.decision_words == "Find them."
    assert (second.state, second.decided_on, second.words) == (
        "Agreed",
        SOON.date(),
        "The contract is late.",
    )


def test_a_decision_after_the_moment_is_not_told(board: Board) -> None:
    item = a_dated_item()
    target = item.wants(SEPT)
    item.decides(target, TargetState.AGREED, now=LATER, today=LATER.date())
    (line,) = a_pack(board, SOON).moves
    assert (line.state, line.decided_by, line.decided_on) == ("Asked for", "", None)
