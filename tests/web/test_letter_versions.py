"""Any two versions of a letter, compared word by word."""

from tests.fixtures.page_check import parsed, text_of
from tests.web.letter_pages import DRAFT, FIRST, OLD, Letters, letters, letters_sqlite, main_text
from tests.web.move_pages import PAGE as WHOLE
from tests.web.move_pages import Desk, desk, whole_sqlite
from tracker.domain.vocabulary import Role

__all__ = ["desk", "letters", "letters_sqlite", "whole_sqlite"]

PAGE = f"/responses/{DRAFT}/compare"
ANSWER = f"/responses/{DRAFT}/answers/{FIRST}"


def marked(html: str, tag: str) -> list[str]:
    main = next(iter(parsed(html).iter("main")))
    return [text_of(e) for e in main.iter(tag)][1:]  # the first explains the marks


def versions(html: str) -> list[str]:
    box = next(e for e in parsed(html).iter("select") if e.get("name") == "old")
    return [option.get("value") or "" for option in box.iter("option")]


def changed_twice(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(ANSWER, {"pcc": "I have seen that it is done.\n\nA second paragraph.", "stay": "yes"})
    visit.submit(ANSWER, {"pcc": "I have read that it is done.", "stay": "yes"})
    visit.submit(f"/responses/{DRAFT}/paragraphs", {"paragraph-0": "Anew.", "act": "save"})


def test_what_was_removed_and_added_is_marked_by_more_than_colour(letters: Letters) -> None:
    changed_twice(letters)
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    newest = versions(visit.html)
    visit.get(f"{PAGE}?old={newest[2]}&new={newest[1]}")
    assert f"{FIRST}: PCC’s response" in main_text(visit)
    assert "[removed:seen]" in marked(visit.html, "del")
    assert "[removed:A second paragraph.]" in marked(visit.html, "del")
    assert marked(visit.html, "ins") == ["[added:read]"]
    assert "Paragraphs" not in [text_of(h) for h in parsed(visit.html).iter("h2")]


def test_the_first_and_the_newest_are_compared_unless_others_are_chosen(letters: Letters) -> None:
    changed_twice(letters)
    visit, _ = letters.visitor(Role.APPROVER)
    visit.get(PAGE)
    heads = [text_of(h) for h in parsed(visit.html).iter("h2")]
    assert "Paragraphs" in heads
    assert f"{FIRST}: PCC’s response" in heads
    assert "Anew." in " ".join(marked(visit.html, "ins"))


def test_the_order_of_choosing_makes_no_difference(letters: Letters) -> None:
    changed_twice(letters)
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    newest = versions(visit.html)
    seen = []
    for old, new in ((newest[2], newest[0]), (newest[0], newest[2])):
        visit.get(f"{PAGE}?old={old}&new={new}")
        seen.append(marked(visit.html, "ins"))
    assert seen[0] == seen[1] != []


def test_a_version_compared_with_itself_and_forged_ones(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    one = versions(visit.html)[0]
    visit.get(f"{PAGE}?old={one}&new={one}")
    assert "These two versions say the same." in main_text(visit)
    for forged in ("0", "-1", "9" * 30, "drop table", ""):
        visit.get(f"{PAGE}?old={forged}&new={forged}")
    visit.get(f"/responses/{OLD}/compare")


def test_the_force_and_the_auditor_do_not_compare_drafts(letters: Letters) -> None:
    for role in (Role.FORCE_INSPECTION_LEAD, Role.AUDITOR, Role.OWNER):
        visit, _ = letters.visitor(role)
        visit.get(PAGE, status=403)
        visit.get(f"/responses/{DRAFT}")
        assert "Compare two versions" not in main_text(visit)


def test_what_was_printed_at_two_moves_is_compared_with_its_standard_parts(desk: Desk) -> None:
    letters = desk("ready")
    approver, _ = letters.visitor(Role.APPROVER, name="Ines Roe")
    approver.submit(f"{WHOLE}/approve", {"names_confirmed": "y", "paragraphs": "My own words."})
    approver.get(f"{WHOLE}/compare")
    printed = [key for key in versions(approver.html) if key.startswith("printed-")]
    assert len(printed) == 2
    assert "as printed, version 1, approved by Ines Roe" in main_text(approver)
    approver.get(f"{WHOLE}/compare?old={printed[0]}&new={printed[1]}")
    assert "My own words." in " ".join(marked(approver.html, "ins"))
    assert marked(approver.html, "del") != []
    approver.get(f"{WHOLE}/compare?old={printed[1]}&new={printed[0]}")
    assert "My own words." in " ".join(marked(approver.html, "ins"))
    # A printed version beside a change is taken by what its parts said at that moment.
    first = [key for key in versions(approver.html) if key.isdigit()][-1]
    approver.get(f"{WHOLE}/compare?old={first}&new={printed[0]}")
    assert "My own words." in " ".join(marked(approver.html, "ins"))


def test_an_issued_letter_is_not_written_any_more_but_still_compared(desk: Desk) -> None:
    letters = desk("issued")
    office, _ = letters.visitor(Role.OFFICE_STAFF)
    office.get(f"{WHOLE}/paragraphs", status=403)
    office.get(WHOLE)
    assert "Write the paragraphs" not in main_text(office)
    office.get(f"{WHOLE}/compare")
