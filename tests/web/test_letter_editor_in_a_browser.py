"""The editor in a real browser: typing, closing the window, coming back; two windows; an ended session."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import update

from tests.fixtures.database import NOW
from tests.web.letter_pages import DRAFT, FINDING, FIRST, Letters, letters, letters_sqlite
from tests.web.test_responses_in_a_browser import Site, look_over, site
from tracker.models.base import db
from tracker.models.session import LoginSession

__all__ = ["letters", "letters_sqlite", "site"]

EDITOR = f"/responses/{DRAFT}/paragraphs"
ANSWER = f"/responses/{DRAFT}/answers/{FIRST}"
KEPT = "What you type is kept here until you save it."


def test_the_letter_follows_what_is_typed_and_words_outlive_a_closed_window(site: Site) -> None:
    asha = site.person("Asha Patel")
    page = site.window(asha)
    page.goto(f"{site.address}{EDITOR}")
    page.get_by_label("Paragraph 1", exact=True).fill("Typed with **weight** & <b>care</b>.")
    expect(page.get_by_label("The letter as it will be printed")).to_contain_text(
        "Typed with weight & <b>care</b>."
    )
    page.get_by_text(KEPT).wait_for()
    look_over(page, "the editor with kept words")
    page.close()

    back = site.window(asha)
    back.goto(f"{site.address}{EDITOR}")
    expect(back.get_by_label("Paragraph 1", exact=True)).not_to_have_value(
        "Typed with **weight** & <b>care</b>."
    )
    look_over(back, "the editor with words offered back")
    back.get_by_role("link", name="Fill in what I typed").click()
    expect(back.get_by_label("Paragraph 1", exact=True)).to_have_value("Typed with **weight** & <b>care</b>.")
    back.get_by_role("button", name="Save the paragraphs").click()
    back.get_by_text("The paragraphs are saved.").wait_for()
    back.goto(f"{site.address}{EDITOR}")
    expect(back.get_by_role("link", name="Fill in what I typed")).to_have_count(0)
    expect(back.get_by_label("Paragraph 1", exact=True)).to_have_value("Typed with **weight** & <b>care</b>.")


def test_two_windows_of_one_person_keep_both_their_words(site: Site) -> None:
    asha = site.person("Asha Patel")
    one, two = site.window(asha), site.window(asha)
    for page, words in ((one, "In the first window."), (two, "In the second window.")):
        page.goto(f"{site.address}{ANSWER}")
        page.get_by_label("PCC’s response", exact=True).fill(words)
        page.get_by_text(KEPT).wait_for()
    one.get_by_role("button", name="Save", exact=True).click()
    one.get_by_text("is saved").wait_for()
    two.get_by_role("button", name="Save", exact=True).click()
    two.get_by_role("heading", name="Asha Patel changed “PCC’s response” while you were writing").wait_for()
    two.close()
    one.goto(f"{site.address}{ANSWER}")
    one.get_by_role("link", name="Fill in what I typed").click()
    expect(one.get_by_label("PCC’s response", exact=True)).to_have_value("In the second window.")
    one.get_by_role("button", name="Discard what I typed").click()
    expect(one.get_by_label("PCC’s response", exact=True)).to_have_value("In the first window.")


def test_words_typed_before_the_session_ended_are_offered_after_signing_in_again(
    site: Site, letters: Letters
) -> None:
    asha = site.person("Asha Patel")
    page = site.window(asha)
    page.goto(f"{site.address}{ANSWER}")
    page.get_by_label("PCC’s response", exact=True).fill("Before the end.")
    page.get_by_text(KEPT).wait_for()
    with letters.app.app_context(), db.engine.begin() as connection:
        connection.execute(update(LoginSession).values(seen_at=NOW - timedelta(hours=9)))
    page.get_by_label("PCC’s response", exact=True).fill("Before the end. And after.")
    page.get_by_text("You are signed out.").wait_for()
    page.close()
    back = site.window(asha)
    back.goto(f"{site.address}{ANSWER}")
    back.get_by_role("link", name="Fill in what I typed").click()
    expect(back.get_by_label("PCC’s response", exact=True)).to_have_value("Before the end.")


def test_everything_is_done_without_javascript(site: Site, new_page: Callable[..., Page]) -> None:
    person = site.person("Asha Patel")
    page = new_page(390, java_script_enabled=False)
    page.goto(f"{site.address}/sign-in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{site.address}{EDITOR}")
    page.get_by_label("Paragraph 1", exact=True).fill("One.")
    page.locator('button[value="add-0"]').click()
    page.get_by_label("Paragraph 2", exact=True).fill("Two.")
    page.locator('button[value="up-1"]').click()
    page.locator('button[value="remove-2"]').click()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_label("The letter as it will be printed")).to_contain_text("Two.")
    page.get_by_role("button", name="Save the paragraphs").click()
    page.goto(f"{site.address}{EDITOR}")
    expect(page.get_by_label("Paragraph 1", exact=True)).to_have_value("Two.")
    expect(page.get_by_label("Paragraph 2", exact=True)).to_have_value("One.")
    expect(page.get_by_label("Paragraph 3", exact=True)).to_have_count(0)


def test_the_pages_of_writing_pass_axe_and_fit_a_narrow_window(site: Site) -> None:
    page = site.window(site.person("Asha Patel"))
    page.goto(f"{site.address}/responses/{DRAFT}/comments?on=letter-0")
    page.get_by_label("Comment", exact=True).fill("Too stiff, I think.")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.get_by_text("The comment stands in the margin.").wait_for()
    look_over(page, "the margin")
    page.goto(f"{site.address}{ANSWER}")
    page.get_by_text("This response also answers other items").click()
    page.get_by_role("checkbox", name=FINDING).check()
    page.get_by_label("PCC’s response", exact=True).fill("Said of both.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("is saved").wait_for()
    page.goto(f"{site.address}{ANSWER}")
    page.get_by_text("Words to start from").click()
    look_over(page, "an answer that is shared")
    page.goto(f"{site.address}/responses/{DRAFT}/compare")
    look_over(page, "two versions")
    page.goto(f"{site.address}{EDITOR}")
    look_over(page, "the editor with a comment")
