"""The addendum: every change since the pack in order, and one page of it whatever their number."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.documents.packs import a_head, a_pack, an_item_line, pack_of
from tracker.domain.addenda import LONGEST_CHANGE, ROOM, Addendum, paper_of, sentences_of, words_of_change
from tracker.domain.packs import ChangeKind, ChangeLine, CountLine, Pack
from tracker.domain.papers import problems_with_part

NOW = datetime(2026, 3, 11, 9, 30, tzinfo=UTC)


def change(kind: ChangeKind = ChangeKind.SLIPPED, **given: str) -> ChangeLine:
    plain: dict[str, Any] = {
        "before": "1 June 2026",
        "after": "1 July 2026",
        "why": "Resourcing: two posts are empty.",
    }
    return ChangeLine(
        kind, "R2025-01-REC1", "Recommendation 1", by="Head", on=date(2026, 3, 9), **(plain | given)
    )


def addendum(*changes: ChangeLine, before: int = 2, after: int = 2) -> Addendum:
    copy = a_pack(head=a_head(is_draft=False, version=1), counts=counts(before), items=(an_item_line(),))
    return Addendum(copy, Pack(a_head(as_at=NOW), counts=counts(after), changes=changes))


def counts(closing: int) -> tuple[CountLine, ...]:
    return (CountLine("closing", "", "=", "Open at the end", closing),)


def test_nothing_changed_is_said() -> None:
    said = sentences_of(addendum())
    assert said[0] == (
        "The final copy of the status pack for the meeting on 12 March 2026, version 1, tells what stood at "
        "14:05 on 5 March 2026. This page tells what has changed since then, as at 09:30 on 11 March 2026."
    )
    assert said[1] == "Nothing has changed. 2 items are open, as in the pack."
    assert len(paper_of(addendum(), author="Bo Sample").parts) == 1


def test_what_is_open_is_told_as_it_was_and_as_it_is() -> None:
    assert sentences_of(addendum(change(), before=1, after=2))[1] == (
        "1 change. 1 item is open in the pack; 2 items are open now."
    )
    assert sentences_of(addendum(change(), change(), after=0))[1] == (
        "2 changes. 2 items are open in the pack; none is open now."
    )


def test_the_changes_stand_in_the_order_of_a_board() -> None:
    kinds = [ChangeKind.RATING_WORSE, ChangeKind.NEW, ChangeKind.CLOSED]
    found = addendum(*(change(kind) for kind in kinds)).changes
    assert [line.kind for line in found] == [ChangeKind.NEW, ChangeKind.CLOSED, ChangeKind.RATING_WORSE]


def test_a_change_is_told_with_both_sides_and_its_reason() -> None:
    assert words_of_change(change()) == "Date moved later: from 1 June 2026 to 1 July 2026, 9 March 2026"
    assert words_of_change(change(ChangeKind.NEW, before="", after="")) == "New, 9 March 2026"
    part = paper_of(addendum(change(why="")), author="Bo Sample").parts[1]
    assert part.text == (
        "- Recommendation 1 (R2025-01-REC1): Date moved later: from 1 June 2026 to 1 July 2026, "
        "9 March 2026. No reason is recorded."
    )


def test_more_changes_than_a_page_holds_are_counted_and_long_words_cut() -> None:
    now = replace(pack_of(300, random.Random(3)), head=a_head(as_at=NOW))
    paper = paper_of(Addendum(addendum().copy, now), author="Bo Sample")
    lines = paper.parts[1].text.split("\n")
    assert 1 < len(lines) <= ROOM + 1
    assert lines[-1] == f"- {101 - len(lines)} more stand on the page of this addendum in the tracker."
    assert all(len(line) <= LONGEST_CHANGE + 3 for line in lines)
    assert not any(problems_with_part(part) for part in paper.parts)
    assert paper.draft == "Addendum, as at 09:30 on 11 March 2026"
