"""The main line of the response desk in Chromium, each person in a window of their own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, SignIn
from tests.fixtures.browser import axe_violations
from tests.journeys.desk_story import (
    COMMISSION,
    DESK,
    FINDING,
    LAMPS,
    LETTER,
    LISTS,
    MONDAY,
    OTHERS,
    PLAN,
    WORDS,
    Story,
    begin,
    record_the_report,
)
from tests.web.test_asked import filled
from tests.web.test_commissions_in_a_browser import window

pytestmark = pytest.mark.soak

FORM = f"/asked/forms/{LETTER}/head-of-crime"
MAIL = b"From: ines@example.org\r\nSubject: Yes\r\n\r\nI approve it.\r\n"


@pytest.fixture
def story(app: Flask, make_account: MakeAccount, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Story:
    return begin(app, make_account, sign_in, monkeypatch)


class Windows:
    """The served program, with a window for each person."""

    def __init__(self, story: Story, address: str, new_page: Callable[..., Page]) -> None:
        self.story, self.address, self.new_page = story, address, new_page
        self.open: dict[str, Page] = {}

    def at(self, who: str, path: str) -> Page:
        """Somebody's window, at a page."""
        if who not in self.open:
            self.open[who] = window(self.address, self.new_page(1280), self.story.people[who])
        self.open[who].goto(f"{self.address}{path}")
        return self.open[who]

    def on(self, day: date) -> None:
        """It is ten in the morning of a day; everybody signs in again."""
        self.story.on(day)
        self.open.clear()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def type_day(page: Page, label: str, day: date) -> None:
    group = page.get_by_role("group", name=label)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part).fill(str(number))


def text(page: Page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def test_the_main_line_of_the_desk(
    story: Story, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    record_the_report(story)
    windows = Windows(story, serve(story.app), new_page)
    windows.on(MONDAY)
    the_office_invites(windows)
    the_owner_and_the_lead(windows)
    windows.on(date(2026, 3, 2))
    the_office_answers(windows)
    approved_fallen_and_approved_elsewhere(windows)
    issued_and_published(windows)
    corrected_after_issue(windows)


def the_office_invites(windows: Windows) -> None:
    office = windows.at("office", "/responses/new?report=R2026-01")
    type_day(office, "Date of the letter", date(2026, 3, 2))
    office.locator("main button[type=submit]").click()
    office.wait_for_url(f"**{DESK}")
    office = windows.at("office", f"{COMMISSION}/invite")
    type_day(office, "Chief Constable’s comments by", date(2026, 2, 6))
    type_day(office, "Owners return their words by", date(2026, 1, 30))
    for item in WORDS:
        office.get_by_label(f"Who answers for {item}?").select_option("head-of-crime")
    press(office, "Invite the comments and ask the owners")
    assert "3 items for the force: 3 asked." in text(office)


def the_owner_and_the_lead(windows: Windows) -> None:
    the_owner_types(windows, LAMPS)
    the_owner_returns_the_word_form(windows)
    the_owner_types(windows, FINDING)
    for item, words in WORDS.items():
        assert words not in text(windows.at("office", f"{DESK}/answers/{item}"))
        lead = windows.at("lead", f"{DESK}/answers/{item}/clear")
        lead.locator("main form[method=post] button[type=submit]").first.click()
        lead.wait_for_url(lambda url: "/clear" not in url)
    press(windows.at("lead", COMMISSION), "Hand the cleared comments to the office")


def the_owner_types(windows: Windows, item: str) -> None:
    owner = windows.at("owner", f"/asked/{item}")
    owner.get_by_label("Your words, for the Chief Constable’s comments").fill(WORDS[item])
    owner.locator("main button[name=return]").click()
    owner.wait_for_url("**/asked")


def the_owner_returns_the_word_form(windows: Windows) -> None:
    """In Word one row was lost and another's number typed over."""
    owner = windows.at("owner", FORM)
    empty = owner.context.request.get(f"{windows.address}{FORM}.docx").body()
    changed = filled(empty, {LISTS: WORDS[LISTS]}, without=FINDING, renumbered=(LISTS, OTHERS))
    form = {"name": "form.docx", "mimeType": "application/octet-stream", "buffer": changed}
    owner.locator("main input[type=file]").set_input_files(form)  # type: ignore[arg-type]
    press(owner, "Read the form")
    assert f"The row of {FINDING} is missing from the form." in text(owner)
    assert f"The row of {LISTS} now says {OTHERS}. Its words were taken for {LISTS}" in text(owner)
    press(owner, "Return the chosen words")


def the_office_answers(windows: Windows) -> None:
    for item in (LAMPS, LISTS, FINDING):
        office = windows.at("office", f"{DESK}/answers/{item}")
        assert WORDS[item] in text(office)
        office.get_by_label("PCC’s response", exact=True).fill("I have paid for every lamp.")
        if item != FINDING:
            office.get_by_label("Agreed", exact=True).check()
        office.locator("main button[name=stay], main button:has-text('Save and go back')").first.click()
        office.wait_for_load_state()
    office = windows.at("office", DESK)
    assert axe_violations(office) == []
    press(office, "Submit the response for approval")
    assert "another person must approve it" in text(windows.at("office", DESK))


def approved_fallen_and_approved_elsewhere(windows: Windows) -> None:
    approver = windows.at("approver", f"{DESK}/approve")
    assert axe_violations(approver) == []
    approver.get_by_label("The addressee and the signatory still hold their offices").check()
    press(approver, "Approve the response")
    old = windows.story.holder("Rt Hon Cora Quill MP")
    proxy = windows.at("proxy", f"/offices/holders/{old}")
    type_day(proxy, "Until", date(2026, 3, 2))
    proxy.locator("main form[method=post] button[type=submit]").first.click()
    proxy.wait_for_url("**/offices**")
    proxy = windows.at("proxy", "/offices/posts/home-secretary/holders/new")
    proxy.get_by_label("Name of the holder").fill("Rt Hon Dora Vale MP")
    type_day(proxy, "Holds the post from", date(2026, 3, 2))
    proxy.locator("main form[method=post] button[type=submit]").first.click()
    proxy.wait_for_url(lambda url: "/new" not in url)
    approver = windows.at("approver", DESK)
    assert "is now “Rt Hon Dora Vale MP" in text(approver)
    press(approver, "Let the approval fall")
    press(windows.at("office", DESK), "Submit the response for approval")
    proxy = windows.at("proxy", f"{DESK}/record-approval")
    proxy.get_by_label("The addressee and the signatory still hold their offices").check()
    proxy.get_by_label("Who approved the letter?").fill("Ines Roe")
    type_day(proxy, "On which day?", date(2026, 3, 2))
    mail = {"name": "yes.eml", "mimeType": "message/rfc822", "buffer": MAIL}
    proxy.get_by_label("The proof as a file").set_input_files(mail)  # type: ignore[arg-type]
    proxy.locator("main form[enctype] button[type=submit]").first.click()
    proxy.wait_for_url(f"**{DESK}")
    assert "recorded by Ben Okoro" in text(proxy)


def issued_and_published(windows: Windows) -> None:
    approver = windows.at("approver", f"{DESK}/issue")
    approver.get_by_label("The addressee and the signatory still hold their offices").check()
    approver.get_by_label("Who released the picture of the signature").fill("Ines Roe")
    press(approver, "Issue the letter")
    office = windows.at("office", f"{PLAN}/publication")
    type_day(office, "When did it happen?", date(2026, 3, 2))
    office.get_by_label("Who did it?").fill("Asha Patel")
    office.locator("input[name=kind][value=web_address]").check()
    office.locator("input[name=address]").fill("https://www.example.org/answers")
    office.locator("main form[method=post] button[type=submit]").first.click()
    office.wait_for_url(lambda url: "/publication" not in url)
    assert "day 50 of 56" in text(windows.at("office", PLAN))
    with office.expect_download() as download:
        office.evaluate(f"location.href = '{DESK}/page.html'")
    public = windows.new_page(1280)
    public.set_content(Path(download.value.path()).read_text("utf-8"))
    assert axe_violations(public) == []
    for words in WORDS.values():
        assert words in text(public)


def corrected_after_issue(windows: Windows) -> None:
    first = version_of(windows, 1)
    office = windows.at("office", f"{DESK}/correct")
    office.locator("main textarea[name=reason]").fill("The night shift was the late shift.")
    office.locator("main form[method=post] button[type=submit]").first.click()
    office.wait_for_url(f"**{DESK}")
    office = windows.at("office", f"{DESK}/paragraphs")
    office.locator("main textarea").first.fill("I thank the late shift.")
    office.get_by_role("button", name="Save the paragraphs").click()
    office.wait_for_load_state()
    press(windows.at("office", DESK), "Submit the response for approval")
    approver = windows.at("approver", f"{DESK}/approve")
    approver.get_by_label("The addressee and the signatory still hold their offices").check()
    press(approver, "Approve the response")
    approver = windows.at("approver", f"{DESK}/issue")
    approver.get_by_label("The addressee and the signatory still hold their offices").check()
    approver.get_by_label("Who released the picture of the signature").fill("Ines Roe")
    press(approver, "Issue the letter")
    assert "The night shift was the late shift." in text(windows.at("auditor", DESK))
    assert version_of(windows, 1) == first
    assert version_of(windows, 2) != first


def version_of(windows: Windows, number: int) -> bytes:
    """The bytes of an issued version, as the auditor takes them away."""
    auditor = windows.at("auditor", DESK)
    answer = auditor.context.request.get(f"{windows.address}{DESK}/versions/{number}.docx")
    assert answer.ok
    return answer.body()
