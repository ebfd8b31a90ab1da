"""The two real letters quote the items of two reports: read as reports they give the same thirteen items."""

from datetime import date
from pathlib import Path

import pytest

from tests.domain.phrasing.report_corpus import one_line
from tests.domain.phrasing.test_the_office_s_real_letters import US
from tracker.domain.phrasing.deadlines import read_deadlines
from tracker.domain.phrasing.letters import read_letter
from tracker.domain.phrasing.report_parts import ReadReport
from tracker.domain.phrasing.reports import read_report
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, ItemKind, Precision
from tracker.readers.files import read_file

LETTERS = {
    "2023-02-02-child-protection-post-inspection-review.txt": date(2022, 12, 9),
    "2024-02-02-group-based-cse.txt": date(2023, 12, 8),
}
OF_2023, OF_2024 = LETTERS
BODIES = ("Home Office", "National Crime Agency", "College of Policing")


def as_report(folder: Path, name: str) -> ReadReport:
    blocks, _ = read_file(name, (folder / name).read_bytes())
    return read_report(blocks, US, LETTERS[name])


@pytest.mark.parametrize("name", list(LETTERS))
def test_each_letter_read_as_a_report_gives_the_items_that_the_letter_answers(
    name: str, shared_letters: Path
) -> None:
    blocks, are_real = read_file(name, (shared_letters / name).read_bytes())
    (appendix,) = read_letter(blocks, paragraphs_are_real=are_real).appendices
    items = as_report(shared_letters, name).items
    assert [(one.kind, one.number, one.parent) for one in items] == [
        (one.kind, one.number, None) for one in appendix.items
    ]
    assert [one_line(one.text) for one in items] == [one_line(one.text) for one in appendix.items]
    assert [one.deadlines for one in items] == [
        read_deadlines(one.text, LETTERS[name]) for one in appendix.items
    ]


def test_the_ten_items_of_2024_have_every_field(shared_letters: Path) -> None:
    items = as_report(shared_letters, OF_2024).items
    kinds = [ItemKind.RECOMMENDATION] * 9 + [ItemKind.AREA_FOR_IMPROVEMENT]
    assert [(one.kind, one.number) for one in items] == list(zip(kinds, [*"123456789", "1"], strict=True))
    assert [at for at, one in enumerate(items, 1) if one.for_whom is ForWhom.OTHERS] == [1, 3, 5, 6, 7]
    assert [at for at, one in enumerate(items, 1) if one.for_whom is ForWhom.FORCE] == [2, 4, 8, 9, 10]
    assert [at for at, one in enumerate(items, 1) if one.is_joint] == [4]
    assert [at for at, one in enumerate(items, 1) if one.is_conditional] == [8]
    assert [one.addressees for one in items[4:7]] == [(BODIES[0],), (BODIES[0],), (BODIES[2],)]
    assert len(items[0].addressees) == 6
    assert items[2].addressees == (BODIES[1],)
    assert items[3].addressees[0] == "all chief constables"
    assert {items[at].addressees[0] for at in (1, 8)} == {"all chief constables"}
    end = date(2024, 12, 31)
    assert [[(due.basis, due.on) for due in one.deadlines] for one in items] == [
        [(DeadlineBasis.DATED, end)],
        [(DeadlineBasis.DATED, end), (DeadlineBasis.RECURRING, None)],
        [(DeadlineBasis.DATED, date(2025, 5, 30))],
        [(DeadlineBasis.DATED, end)],
        [(DeadlineBasis.DATED, date(2025, 3, 31))],
        [(DeadlineBasis.DATED, date(2026, 3, 31))],
        [(DeadlineBasis.DATED, end)],
        [(DeadlineBasis.DATED, date(2024, 6, 30))],
        [(DeadlineBasis.IMMEDIATE, None)],
        [],
    ]
    assert {due.precision for one in items for due in one.deadlines if due.on} == {Precision.DAY}


def test_the_three_areas_of_2023_are_the_force_s_and_have_no_deadline(shared_letters: Path) -> None:
    items = as_report(shared_letters, OF_2023).items
    assert [(one.kind, one.number) for one in items] == [
        (ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT, number) for number in "123"
    ]
    assert {one.for_whom for one in items} == {ForWhom.FORCE}
    assert {(one.is_joint, one.is_conditional, one.deadlines) for one in items} == {(False, False, ())}
