from dataclasses import replace
from datetime import date

import pytest

from tests.fixtures.database import TODAY
from tests.services.letter_records import ACT, LETTERS, bring_in, in_full, record_offices
from tests.services.records import a_report
from tracker.domain.refusals import Invalid
from tracker.domain.vocabulary import DeadlineBasis, ReportKind
from tracker.models.base import db
from tracker.models.item import Item
from tracker.queries.events import event_count
from tracker.queries.items import item_by_reference
from tracker.services.items import change_item, details_of
from tracker.services.letter_imports import read_past_letter
from tracker.services.letter_plans import LetterPlan, ReportChoice, look_at_letter, plan_letter

pytestmark = pytest.mark.usefixtures("register")
PUBLISHED = date(2025, 2, 3)
LETTER = (LETTERS / "headed-with-stray-marks.txt").read_text("utf-8")


def plan(text: str = LETTER, *choices: ReportChoice) -> LetterPlan:
    letter = read_past_letter(name="letter.txt", content=text.encode())
    return plan_letter(db.session(), letter, choices or [ReportChoice(PUBLISHED)], today=TODAY)


def item(reference: str) -> Item:
    found = item_by_reference(db.session(), reference)
    assert found is not None
    return found


def test_looking_changes_nothing() -> None:
    found = plan()
    assert [found.count(state) for state in ("new", "changed", "unchanged")] == [4, 0, 0]
    assert event_count(db.session()) == 0


def test_without_its_publication_date_a_letter_can_be_looked_at_and_not_planned() -> None:
    letter = read_past_letter(name="letter.txt", content=LETTER.encode())
    found, problems = look_at_letter(db.session(), letter, [], today=TODAY)
    assert list(problems) == ["published_on-0"]
    assert "the letter does not say" in problems["published_on-0"]
    relative = found.reports[0].items[1].details.deadlines[0]
    assert (relative.basis, relative.on) == (DeadlineBasis.VAGUE, None)
    with pytest.raises(Invalid):
        plan_letter(db.session(), letter, [], today=TODAY)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 3, 15), "cannot be published after the letter"),
        (date(2027, 1, 1), "cannot be published after the letter"),
        (date(1899, 1, 1), "after 1 January 1900"),
    ],
)
def test_a_publication_date_that_cannot_be_is_refused(day: date, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        plan(LETTER, ReportChoice(day))
    assert words in refusal.value.problems["published_on-0"]


def test_a_report_in_the_register_is_recognised_whatever_its_case_and_keeps_its_kind() -> None:
    title = (
        "LIGHTS OUT: an inspection of the forces' readiness for rural night-time crime in England and Wales"
    )
    report = a_report(title, published_on=PUBLISHED, kind=ReportKind.SPOTLIGHT)
    found = plan(LETTER, ReportChoice(None))
    assert found.reports[0].existing is report
    assert found.reports[0].details.kind is ReportKind.SPOTLIGHT


def test_the_same_title_on_another_day_warns_of_a_second_report() -> None:
    bring_in("headed-with-stray-marks.txt", PUBLISHED)
    found = plan(LETTER, ReportChoice(date(2025, 2, 4)))
    assert found.reports[0].existing is None
    assert any("second report" in warning for warning in found.reports[0].warnings)


def test_two_reports_of_one_title_are_told_apart_first() -> None:
    text = (LETTERS / "numbered-two-appendices.txt").read_text("utf-8")
    with pytest.raises(Invalid) as refusal:
        plan(text, ReportChoice(date(2024, 4, 9), title="One title"))
    assert list(refusal.value.problems) == ["title-1"]


def test_the_same_letter_again_differs_in_nothing() -> None:
    record_offices()
    bring_in("headed-with-stray-marks.txt", PUBLISHED)
    found = plan()
    assert found.count("unchanged") == 4
    assert found.all_differences == ()


def test_each_difference_is_named_with_both_texts() -> None:
    response, _ = bring_in("headed-with-stray-marks.txt", PUBLISHED)
    changed = (
        LETTER.replace("Rt Hon Amelia Thornbury MP", "Rt Hon Amelia Strand MP")
        .replace("Three stores will hold", "Four stores will hold")
        .replace("**Recommendations:**", "**Recommendations made:**")
        .replace("publish one definition", "publish two definitions")
    )
    found = plan(changed)
    assert found.existing is response
    assert {(one.where, one.field) for one in found.all_differences} == {
        ("The letter", "addressee_block"),
        ("Area for improvement 1", "chief_constable"),
        ("Recommendation 2", "text"),
        *((f"Recommendation {n}", "group_heading") for n in (1, 2, 3)),
        ("Area for improvement 1", "group_heading"),
    }
    text = next(one for one in found.all_differences if one.field == "text")
    assert "one definition" in text.here
    assert "two definitions" in text.in_letter
    assert found.count("changed") == 4


def test_what_a_person_set_by_hand_stays_when_the_wording_is_read_again() -> None:
    bring_in("headed-with-stray-marks.txt", PUBLISHED)
    first = item("R2025-01-REC1")
    by_hand = replace(details_of(first), addressees=("Everybody", "the farming unions"), is_conditional=True)
    change_item(item=first, version=first.version, details=by_hand, **ACT)
    changed = LETTER.replace("By 30 September 2025", "By 31 October 2025")
    found = plan(changed).reports[0].items[0]
    assert found.details.addressees == ("Everybody", "the farming unions")
    assert found.details.is_conditional
    assert found.details.deadlines[0].on == date(2025, 10, 31)


def test_an_item_the_file_no_longer_holds_is_named_and_left() -> None:
    response, _ = bring_in("headed-with-stray-marks.txt", PUBLISHED)
    start = LETTER.index("#### **Area for improvement 1**")
    found = plan(LETTER[:start])
    assert any("R2025-01-AFI1 is answered in S55-2025-01" in note for note in found.notes)
    assert len(in_full(response).items) == 4


def test_an_item_that_is_new_in_the_file_is_a_difference() -> None:
    bring_in("headed-with-stray-marks.txt", PUBLISHED)
    added = "\n\n**Area for improvement 2**\n\nThe force should mend them.\n\n**Force response: We do.**\n"
    found = plan(LETTER + added)
    assert found.count("new") == 1
    assert [one.in_letter for one in found.all_differences] == ["The force should mend them."]


def test_items_that_share_a_number_are_known_by_their_cause() -> None:
    bring_in("causes-of-concern.txt", date(2023, 10, 2))
    text = (LETTERS / "causes-of-concern.txt").read_text("utf-8")
    found = plan(text.replace("keep one list", "keep two lists"), ReportChoice(date(2023, 10, 2)))
    changed = [one for one in found.reports[0].items if one.state == "changed"]
    assert [one.existing.reference for one in changed if one.existing] == ["R2023-01-COC2-REC1"]


def test_names_that_differ_from_the_list_are_told_and_kept() -> None:
    record_offices()
    found = plan()
    assert found.office_differences == (
        "The letter's signatory is “Jo Marsh”; the list of office holders has “Ines Roe” for that day.",
        "The letter's signatory's title is “Police and Crime Commissioner for Saltmarsh”; "
        "the list of office holders has “Police and Crime Commissioner for Wessmere” for that day.",
    )


def test_a_part_too_long_to_keep_is_named() -> None:
    long = LETTER.replace("Three stores will hold them by the summer.", "x" * 30_001)
    with pytest.raises(Invalid) as refusal:
        plan(long)
    assert "force response of Area for improvement 1" in refusal.value.problems["file"]
