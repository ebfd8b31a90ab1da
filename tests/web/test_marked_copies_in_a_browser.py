"""The pages of mark-up and of promises in a real browser: axe once each in its richest state."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.fixtures.database import NOW, TODAY
from tests.services.marked_records import came_back, marked, remarked, sent
from tests.web.letter_pages import DRAFT, FIRST, OLD, Letters, letters, letters_sqlite
from tests.web.test_responses_in_a_browser import Site, look_over
from tracker.clock import now, today
from tracker.domain.commitments import CommitmentKind, suggested_by
from tracker.domain.permissions import Actor
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.commitments import decide_promise
from tracker.services.items import get_item
from tracker.services.promises import promises_of
from tracker.services.responses import get_response

__all__ = ["letters", "letters_sqlite"]

CHANGES = {"We have done it.": ("done", "nearly finished"), "I have seen": ("seen", "heard")}


@pytest.fixture
def site(letters: Letters, serve: Callable[..., str], new_page: Callable[..., Page]) -> Site:
    return Site(letters, serve(letters.app), new_page)


def fill(by: Actor) -> None:
    """A commitment that is overdue, and a copy with a conflict."""
    old = get_response(reference=OLD, by=by, today=TODAY)
    promise = promises_of(response=old, by=by, today=TODAY).undecided[0]
    suggested = suggested_by(promise.read)
    assert suggested.kind is not CommitmentKind.NOT_A_PROMISE
    details = type(suggested)(CommitmentKind.DUE, suggested.text, "Head of Estates", old.letter_dated)
    decide_promise(response=old, key=promise.key, details=details, by=by, now=now(), today=today())
    draft = get_response(reference=DRAFT, by=by, today=TODAY)
    _, content = sent(draft, by)
    item, _ = get_item(reference=FIRST, by=by, today=TODAY)
    words = AnswerDetails(chief_constable="We have done it all.\n\n- once\n- twice")
    write_answer(response=draft, item=item, version=1, details=words, by=by, now=NOW)
    comments = {"Dear Home Secretary": ("Rita Reviewer", "Is she still?")}
    came_back(draft, remarked(marked(content, CHANGES), comments), by)


def test_the_pages_of_mark_up_and_promises_pass_axe_and_fit_a_narrow_window(site: Site) -> None:
    person = site.person("Asha Patel")
    with site.letters.app.app_context():
        fill(person.actor)
    page = site.window(person)
    for path in (
        "/commitments",
        f"/responses/{OLD}/commitments",
        f"/responses/{OLD}/commitments/new",
        "/commitments/1",
        "/told",
        f"/responses/{DRAFT}/mark-up",
        "/marked-copies/1",
    ):
        page.goto(f"{site.address}{path}")
        look_over(page, path)
    page.get_by_role("button", name="Take what is accepted into the letter").click()
    page.get_by_text("There is a problem").wait_for()
    look_over(page, "the review with what is undecided")


def test_a_conflict_is_worded_anew_by_keyboard_alone(site: Site) -> None:
    person = site.person("Asha Patel")
    with site.letters.app.app_context():
        fill(person.actor)
    page = site.window(person)
    page.goto(f"{site.address}/marked-copies/1")
    page.get_by_label("Use a wording of my own").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("We have nearly done it all.")
    page.get_by_label("Refuse", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Take what is accepted into the letter").focus()
    page.keyboard.press("Enter")
    page.get_by_text("1 accepted change taken into the letter, and 1 comment put in its margin.").wait_for()
    page.goto(f"{site.address}/responses/{DRAFT}/answers/{FIRST}")
    assert "We have nearly done it all." in page.content()
