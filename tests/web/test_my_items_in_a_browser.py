"""The owner's two minutes in a real browser: by keyboard alone on a narrow screen, and in two windows."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.web.owner_pages import ITEM, OTHER, Work, work
from tests.web.test_commissions_in_a_browser import window
from tests.web.test_responses_in_a_browser import look_over
from tracker.domain.vocabulary import OwnRating

__all__ = ["work"]
MOST_PRESSES = 60


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"The keyboard does not reach “{words}”; it stands on “{focused(page)}”.")


def focused(page: Page) -> str:
    """What a screen reader would call the focused thing."""
    name: str = page.evaluate(
        "() => { const at = document.activeElement; const label = at.labels && at.labels[0];"
        " return (label || at).textContent.trim().replace(/\\s+/g, ' '); }"
    )
    return name


def too_wide(page: Page) -> bool:
    """Whether the page must be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_the_two_minute_update_is_made_by_keyboard_alone_on_a_narrow_screen(
    work: Work, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(work.app)
    page = window(address, new_page(390), work.people["owner"])
    page.goto(f"{address}/my-items?show=all")
    assert not too_wide(page)
    tab_to(page, f"Record an update on {ITEM}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/items/{ITEM}/update")
    assert not too_wide(page)
    tab_to(page, "What was done since the last update?")
    page.keyboard.type("We trained forty call handlers.")
    page.keyboard.press("Tab")
    page.keyboard.type("The rest by May.")
    tab_to(page, "On track")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Save update")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-items")
    main = page.locator("main")
    assert f"Your update on {ITEM} is saved." in main.inner_text()
    assert "Said to be at risk on 7 January 2026" in main.inner_text()
    page.goto(f"{address}/items/{ITEM}/updates")
    assert "We trained forty call handlers." in page.locator("main").inner_text()
    assert "The rest by May." in page.locator("main").inner_text()


def test_nothing_new_is_one_press_of_a_key(
    work: Work, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(work.app)
    page = window(address, new_page(390), work.people["owner"])
    page.goto(f"{address}/my-items?show=all")
    tab_to(page, f"Nothing new, still on track: {ITEM}")
    page.keyboard.press("Enter")
    page.get_by_text("nothing new, still on track. It is recorded.").wait_for()
    page.goto(f"{address}/my-items?show=all")
    assert "Nothing new said 1 time" in page.locator("main").inner_text()


def test_two_windows_lose_no_word_and_the_later_may_be_saved_on_top(
    work: Work, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(work.app)
    first = window(address, new_page(), work.people["owner"])
    second = window(address, new_page(), work.people["second"])
    for page, words in ((first, "From the first window."), (second, "From the second window.")):
        page.goto(f"{address}/items/{ITEM}/update")
        page.get_by_label("What was done since the last update?").fill(words)
        page.get_by_label("On track").check()
    first.get_by_role("button", name="Save update").click()
    first.wait_for_url("**/my-items")
    second.get_by_role("button", name="Save update").click()
    second.get_by_role("heading", name="Owen Owner recorded an update while you were writing").wait_for()
    box = second.get_by_label("What was done since the last update?")
    assert box.input_value() == "From the second window."
    assert "From the first window." in second.locator(".app-conflict").inner_text()
    look_over(second, "the conflict")
    second.get_by_role("button", name="Save update").click()
    second.wait_for_url("**/my-items")
    second.goto(f"{address}/items/{ITEM}/updates")
    said = second.locator("main").inner_text()
    assert said.index("From the second window.") < said.index("From the first window.")


def test_what_was_typed_and_not_sent_is_offered_again(
    work: Work, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(work.app)
    page = window(address, new_page(), work.people["owner"])
    page.goto(f"{address}/items/{ITEM}/update")
    page.get_by_label("What was done since the last update?").fill("Half a sentence")
    page.get_by_text("Kept").first.wait_for()
    page.goto(f"{address}/items/{ITEM}/update")
    page.get_by_role("link", name="Fill in what I typed").click()
    assert page.get_by_label("What was done since the last update?").input_value() == "Half a sentence"


def test_every_page_of_an_owner_passes_axe_and_fits_a_narrow_window(
    work: Work, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    work.update("owner", "We trained forty.\n\n- More days are booked")
    work.update("second", "Nobody has time.", OwnRating.OFF_TRACK, item=OTHER)
    address = serve(work.app)
    page = window(address, new_page(), work.people["owner"])
    for path in (
        "/",
        "/my-items",
        "/my-items?show=waiting",
        "/my-items?show=all",
        f"/items/{ITEM}",
        f"/items/{ITEM}/update",
        f"/items/{ITEM}/updates",
    ):
        page.goto(f"{address}{path}")
        look_over(page, path)
    page.goto(f"{address}/items/{ITEM}/update")
    page.get_by_role("button", name="Save update").click()
    page.get_by_text("There is a problem").wait_for()
    look_over(page, "the update with errors")
