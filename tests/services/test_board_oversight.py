"""What a board oversees: by rule and by hand, looked at before it is saved, dated when it is."""

from datetime import date

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, by_hand, overseeing
from tests.services.ownership_records import a_post, allocated
from tests.services.records import a_report, an_item
from tracker.domain.board_rules import BoardRule
from tracker.domain.named_themes import Theme
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.vocabulary import ItemKind, ReportKind, Role
from tracker.models.base import db
from tracker.models.board import Board, BoardItem
from tracker.queries.board_items import items_of_board
from tracker.queries.events import event_count, timeline
from tracker.services.board_oversight import (
    change_rules,
    preview_by_hand,
    preview_rules,
    put_by_hand,
    take_back_by_hand,
)

pytestmark = pytest.mark.usefixtures("register")


def on_it(board: Board) -> set[str]:
    return {item.reference for item in items_of_board(db.session(), board.id)}


def test_items_join_by_report_kind_theme_and_owner() -> None:
    post = a_post()
    missing = an_item(a_report("Missing"), "Review missing children cases.")
    custody = an_item(a_report("Custody", kind=ReportKind.CUSTODY), kind=ItemKind.AREA_FOR_IMPROVEMENT)
    owned = allocated(an_item(a_report("Owned"), "Keep records."), post)
    cases = (
        (BoardRule(report_id=missing.report_id), missing),
        (BoardRule(report_kind=ReportKind.CUSTODY), custody),
        (BoardRule(item_kind=ItemKind.AREA_FOR_IMPROVEMENT), custody),
        (BoardRule(theme=Theme.MISSING), missing),
        (BoardRule(owner_post_id=post.id), owned),
    )
    for number, (rule, wanted) in enumerate(cases):
        board = overseeing(a_board(f"Board {number}"), rule)
        assert on_it(board) == {wanted.reference}


def test_what_is_recorded_later_joins_by_itself() -> None:
    board = overseeing(a_board(), BoardRule(report_kind=ReportKind.CUSTODY))
    item = an_item(a_report("Custody", kind=ReportKind.CUSTODY))
    assert on_it(board) == {item.reference}


def test_a_preview_counts_what_joins_and_leaves_and_changes_nothing() -> None:
    first, second = an_item(a_report("First")), an_item(a_report("Second"))
    board = overseeing(a_board(), BoardRule(report_id=first.report_id))
    before = event_count(db.session())
    view = preview_rules(board=board, rules=[BoardRule(report_id=second.report_id)], by=SYSTEM, today=TODAY)
    assert [item.id for item in view.joining] == [second.id]
    assert [item.id for item in view.leaving] == [first.id]
    assert event_count(db.session()) == before
    assert on_it(board) == {first.reference}


def test_rules_that_change_put_items_on_and_off_with_dates_in_one_event() -> None:
    first, second = an_item(a_report("First")), an_item(a_report("Second"))
    board = overseeing(a_board(), BoardRule(report_id=first.report_id))
    overseeing(board, BoardRule(report_id=second.report_id))
    rows = {row.item_id: row for row in db.session.query(BoardItem)}
    assert rows[first.id].valid_to is not None
    assert rows[second.id].valid_to is None
    assert rows[first.id].ended_seq == rows[second.id].event_seq
    told = timeline(db.session(), [("item", second.id)], limit=1)[0]
    assert ("board", None, board.reference) in [(c.field, c.before, c.after) for c in told.changes]


def test_by_hand_goes_before_the_rules_until_it_is_taken_back() -> None:
    inside, outside = an_item(a_report("First")), an_item(a_report("Second"))
    board = overseeing(a_board(), BoardRule(report_id=inside.report_id))
    by_hand(board, outside)
    by_hand(board, inside, is_in=False)
    assert on_it(board) == {outside.reference}
    for item in (inside, outside):
        take_back_by_hand(board=board, item=item, by=SYSTEM, now=NOW)
    assert on_it(board) == {inside.reference}
    with pytest.raises(NotHere):
        take_back_by_hand(board=board, item=inside, by=SYSTEM, now=NOW)


def test_by_hand_is_previewed_too() -> None:
    item = an_item(a_report())
    board = a_board()
    view = preview_by_hand(board=board, items=[item], is_in=True, reason="Asked.", by=SYSTEM, today=TODAY)
    assert [one.id for one in view.joining] == [item.id]
    assert on_it(board) == set()


def test_by_hand_wants_a_reason_and_an_item() -> None:
    with pytest.raises(Invalid) as refused:
        put_by_hand(board=a_board(), items=[], is_in=True, reason=" ", by=SYSTEM, now=NOW)
    assert set(refused.value.problems) == {"references", "reason"}


def test_a_rule_cannot_name_a_report_under_embargo() -> None:
    report = a_report("Secret", published_on=date(2026, 3, 1), is_embargoed=True)
    with pytest.raises(Invalid) as refused:
        overseeing(a_board(), BoardRule(report_id=report.id))
    assert "under embargo until 1 March 2026" in refused.value.problems["rules-0"]


def test_a_preview_is_silent_about_items_under_embargo() -> None:
    an_item(a_report("Secret", published_on=date(2026, 3, 1), is_embargoed=True))
    rules = [BoardRule(item_kind=ItemKind.RECOMMENDATION)]
    board = a_board()
    office = person(Role.OFFICE_STAFF, name="Asha Patel")
    assert preview_rules(board=board, rules=rules, by=office, today=TODAY).joining == ()
    assert len(preview_rules(board=board, rules=rules, by=SYSTEM, today=TODAY).joining) == 1


def test_rules_that_were_not_there_are_refused_with_their_place() -> None:
    board = a_board()
    rules = [
        BoardRule(item_kind=ItemKind.RECOMMENDATION),
        BoardRule(report_id=99),
        BoardRule(owner_post_id=99),
    ]
    with pytest.raises(Invalid) as refused:
        change_rules(board=board, version=1, rules=rules, by=SYSTEM, now=NOW)
    assert set(refused.value.problems) == {"rules-1", "rules-2"}


def test_two_changes_of_the_rules_from_one_version_are_a_conflict() -> None:
    board = overseeing(a_board())
    with pytest.raises(Conflict):
        change_rules(board=board, version=1, rules=(), by=SYSTEM, now=NOW)
