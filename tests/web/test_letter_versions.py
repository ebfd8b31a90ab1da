"""Any two versions of a letter, compared word by word."""

from tests.fixtures.page_check import parsed, text_of
from tests.web.letter_pages import DRAFT, FIRST, OLD, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import Role

__all__ = ["letters", "letters_sqlite"]

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
