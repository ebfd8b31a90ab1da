"""An item of a report under embargo is in no pack, and is new on the day of publication."""

from datetime import date, timedelta

from flask import Flask

from tests.fixtures.database import NOW
from tests.services.board_histories import a_secretary
from tests.services.board_records import a_board, overseeing
from tests.services.pack_records import a_meeting, a_pack
from tests.services.records import a_report, an_item, report_details
from tracker.domain.counts import Term
from tracker.domain.london_time import end_of_london_day
from tracker.domain.packs import ChangeKind
from tracker.domain.permissions import SYSTEM
from tracker.services.packs import reconciliation
from tracker.services.reports import change_report

LATER = NOW + timedelta(days=40)
"""Monday 16 February 2026."""


def test_an_item_under_embargo_is_in_no_pack_and_is_new_on_the_day_of_publication(register: Flask) -> None:
    board, out = overseeing(a_board()), date(2026, 2, 12)
    secretary = a_secretary(board)
    report = a_report("Secret", published_on=out, is_embargoed=True)
    item = an_item(report)
    a_meeting(board, date(2026, 1, 12), by=secretary)
    last_day = end_of_london_day(out - timedelta(1))
    before = a_pack(board, last_day)
    assert (before.items, before.changes, before.grades, before.responses) == ((), (), (), ())
    assert before.number(Term.CLOSING) == 0
    a_meeting(board, out - timedelta(1), by=secretary)
    after = a_pack(board, end_of_london_day(out))
    assert [line.reference for line in after.items] == [item.reference]
    assert (after.number(Term.OPENING), after.number(Term.NEW), after.number(Term.CLOSING)) == (0, 1, 1)
    (change,) = after.changes
    assert (change.kind, change.on, change.by) == (ChangeKind.NEW, out, "")
    assert change.why == "Its report was under embargo until 12 February 2026."
    both = reconciliation(board=board, opened_at=after.head.opened_at, as_at=after.head.as_at)
    assert (both.reconciles, both.by_events.new) == (True, 1)


def test_an_embargo_that_is_lifted_early_makes_the_item_new_then(register: Flask) -> None:
    board = overseeing(a_board())
    secretary = a_secretary(board)
    report = a_report("Secret", published_on=date(2026, 5, 12), is_embargoed=True)
    an_item(report)
    a_meeting(board, date(2026, 1, 12), by=secretary)
    change_report(
        report=report,
        version=report.version,
        details=report_details("Secret", published_on=date(2026, 2, 10)),
        by=SYSTEM,
        now=LATER,
        today=LATER.date(),
    )
    pack = a_pack(board, LATER + timedelta(1))
    assert (pack.number(Term.OPENING), pack.number(Term.NEW), pack.number(Term.CLOSING)) == (0, 1, 1)
    (change,) = pack.changes
    assert (change.kind, change.on) == (ChangeKind.NEW, LATER.date())


def test_a_pack_of_a_day_before_the_embargo_was_lifted_still_tells_nothing_of_it(register: Flask) -> None:
    board = overseeing(a_board())
    report = a_report("Secret", published_on=date(2026, 5, 12), is_embargoed=True)
    an_item(report)
    change_report(
        report=report,
        version=report.version,
        details=report_details("Secret", published_on=date(2026, 2, 10)),
        by=SYSTEM,
        now=LATER,
        today=LATER.date(),
    )
    before = a_pack(board, LATER - timedelta(days=1))
    assert (before.items, before.changes, before.responses) == ((), (), ())
    assert before.number(Term.CLOSING) == 0
    both = reconciliation(board=board, opened_at=NOW - timedelta(1), as_at=before.head.as_at)
    assert (both.reconciles, both.by_events.closing) == (True, 0)
