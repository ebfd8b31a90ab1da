"""A board's meeting in Chromium, from its secretary's home page to the answers that the next one recalls."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, Person
from tests.fixtures.mail import Arrived
from tests.journeys.board_documents import book_of, paper_of
from tests.services.meeting_records import a_story, meets
from tests.web.test_commissions_in_a_browser import window
from tests.web.test_my_items_in_a_browser import too_wide
from tests.web.test_responses_in_a_browser import look_over
from tracker.domain.mail_server import MailServer
from tracker.domain.vocabulary import Role

pytestmark = pytest.mark.soak

BOARD = "/boards/wessmere-delivery-group"
MEETING = f"{BOARD}/meetings/2026-02-04"
NEXT = f"{BOARD}/meetings/2026-05-06"
LATE, OTHER = "R2025-01-REC1", "R2025-01-REC2"
TEXT, SUMMARY = "Half of the cases are reviewed.", "One item is late; the other is in hand."
DECISION, ANSWER = "Bring a plan to the next meeting.", "Two officers were trained."


class Windows:
    """The served program, with a window for each person who takes part."""

    def __init__(
        self,
        app: Flask,
        people: dict[str, Person],
        address: str,
        new_page: Callable[..., Page],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.app, self.people, self.address = app, people, address
        self.new_page, self.monkeypatch = new_page, monkeypatch
        self.open: dict[str, Page] = {}

    def on(self, month: int, day: int, hour: int = 10) -> None:
        """It is this hour of a day of 2026; everybody signs in again."""
        moment = f"2026-{month:02}-{day:02}T{hour:02}:00:00+00:00"
        self.monkeypatch.setenv("TEST_CLOCK", moment)
        self.open.clear()

    def at(self, who: str, path: str) -> Page:
        """Somebody's window, at a page that has been looked over."""
        if who not in self.open:
            self.open[who] = window(self.address, self.new_page(1280), self.people[who])
        page = self.open[who]
        page.goto(f"{self.address}{path}")
        assert not too_wide(page), path
        look_over(page, path)
        return page


@pytest.fixture
def windows(
    app: Flask,
    make_account: MakeAccount,
    serve: Callable[..., str],
    new_page: Callable[..., Page],
    monkeypatch: pytest.MonkeyPatch,
    stopped_clock: None,
) -> Windows:
    """A group that reports to a board above, two items of one owner of which one is late, a meeting set."""
    people = {
        "secretary": make_account(Role.BOARD_SECRETARY, name="Bo Secretary"),
        "owner": make_account(Role.OWNER, name="Owen Hart", email="owen@example.org"),
        "office": make_account(Role.OFFICE_STAFF, name="Asha Patel"),
    }
    with app.app_context():
        story = a_story(secretary=people["secretary"].actor, owner=people["owner"].actor)
        meets(story, agenda_item="8.0")
    return Windows(app, people, serve(app), new_page, monkeypatch)


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, path: str) -> None:
    """Go where a link of the page leads."""
    with page.expect_navigation():
        page.locator(f'main a[href="{path}"]').first.click()


def said(page: Page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def test_a_secretary_prepares_holds_and_follows_up_a_meeting(
    windows: Windows, mail: MailServer, arrived: Arrived, tmp_path: Path
) -> None:
    windows.app.config["SETTINGS"] = replace(windows.app.config["SETTINGS"], mail=mail)
    windows.on(1, 26)
    she_finds_who_has_not_updated_and_chases(windows, arrived)
    windows.on(1, 26, 11)
    the_owner_sees_what_is_asked_and_updates(windows)
    windows.on(1, 29)
    she_edits_a_text_and_reads_the_pack(windows)
    she_edits_a_paragraph_of_the_paper(windows)
    she_makes_the_final_copy_and_downloads_it(windows, tmp_path)
    windows.on(2, 4)
    she_records_who_came_and_what_was_decided(windows)
    the_office_records_the_answer_and_the_verdict(windows)
    the_next_meeting_recalls_it(windows)


def she_finds_who_has_not_updated_and_chases(windows: Windows, arrived: Arrived) -> None:
    page = windows.at("secretary", "/")
    follow(page, MEETING)
    assert "Planned, cut-off in 2 days, 2 of 2 items without an update." in said(page)
    assert "Totals reconcile" in said(page)
    press(page, "Ask for updates")
    follow(page, f"{MEETING}/chase")
    look_over(page, "the chase list")
    assert "Owen Hart: 2 items" in said(page)
    with page.expect_navigation():
        page.locator("main form button.govuk-button").first.click()
    assert "1 message sent." in said(page)
    (message,) = arrived()
    assert "owen@example.org" in message["To"]
    assert "Updates wanted for Wessmere Delivery Group, 4 February 2026: 2 items" in message["Subject"]


def the_owner_sees_what_is_asked_and_updates(windows: Windows) -> None:
    page = windows.at("owner", "/my-items?show=all")
    asked = "An update is asked for the meeting of Wessmere Delivery Group"
    assert said(page).count(asked) == 2
    page = windows.at("owner", f"/items/{LATE}/update")
    page.get_by_label("What was done since the last update?").fill("Fifty cases were reviewed.")
    page.get_by_label("On track").check()
    press(page, "Save update")
    assert said(windows.at("owner", "/my-items?show=all")).count(asked) == 1


def she_edits_a_text_and_reads_the_pack(windows: Windows) -> None:
    page = windows.at("secretary", MEETING)
    assert "cut-off was 1 day ago, 1 of 2 items without an update" in said(page)
    press(page, "Draft the pack")
    page = windows.at("secretary", f"{MEETING}/texts")
    page.get_by_label(f"Text for the board on {LATE}", exact=True).fill(TEXT)
    press(page, f"Save the text on {LATE}")
    assert f"The text for the board on {LATE} is saved." in said(page)
    page = windows.at("secretary", f"{BOARD}/pack?on=2026-02-04")
    assert "Draft" in said(page)
    assert TEXT in said(page)


def she_edits_a_paragraph_of_the_paper(windows: Windows) -> None:
    page = windows.at("secretary", f"{MEETING}/papers")
    press(page, "Draft the status paper")
    page = windows.at("secretary", f"{MEETING}/papers/1")
    assert TEXT in said(page)
    with page.expect_navigation():
        page.locator("section[aria-label=Summary] a[role=button]").click()
    page.get_by_label("Text", exact=True).fill(SUMMARY)
    press(page, "Save the section")
    assert SUMMARY in said(windows.at("secretary", f"{MEETING}/papers/1/preview"))


def she_makes_the_final_copy_and_downloads_it(windows: Windows, folder: Path) -> None:
    page = windows.at("secretary", f"{MEETING}/final/make")
    assert "Totals reconcile" in said(page)
    press(page, "Make the final copy")
    assert "Version 1 of the final copy is made" in said(page)
    page = windows.at("secretary", f"{MEETING}/final")
    pack, paper = (downloaded(page, folder, ending) for ending in ("-pack.xlsx", "-paper.docx"))
    (red,) = [row for row in book_of(pack)["Table_register"] if row["Reference"] == LATE]
    assert (red["Rating"], red["Text for the board"]) == ("Red – overdue or off track", TEXT)
    counts = {row["What it counts"]: row["Number"] for row in book_of(pack)["Table_counts"]}
    words = " ".join(paper_of(paper))
    assert counts["Open at the end"] == 2
    assert "2 items are open" in words
    assert TEXT in words
    assert SUMMARY in words


def downloaded(page: Page, folder: Path, ending: str) -> bytes:
    """A document as the page hands it over."""
    with page.expect_download() as download:
        page.locator(f"main a[href*='documents']:has-text('{ending}')").first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name.endswith(ending)
    return path.read_bytes()


def she_records_who_came_and_what_was_decided(windows: Windows) -> None:
    page = windows.at("secretary", f"{MEETING}/attendance")
    page.get_by_label("Wessmere Council", exact=True).select_option("attended")
    page.get_by_label("Who came for Wessmere Council (optional)").fill("Pat Ford")
    press(page, "Save who came")
    page = windows.at("secretary", f"{MEETING}/decisions/new")
    page.get_by_label("What did the meeting decide?").fill(DECISION)
    page.get_by_label("About which item? (optional)").fill(LATE)
    page.locator("main [name=what]").fill("Write the plan")
    page.locator("main [name=proof_expected]").fill("The plan, signed")
    page.locator("main [name=owner_post]").select_option(index=1)
    for part, number in (("day", 31), ("month", 3), ("year", 2026)):
        page.locator(f"main [name=target_on-{part}]").fill(str(number))
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()
    page = windows.at("secretary", MEETING)
    for words in ("Attended", "Pat Ford", DECISION, "The action of"):
        assert words in said(page)
    press(page, "Record that the pack was tabled")
    assert "Tabled on 4 February 2026." in said(page)
    assert "Write the plan" in said(windows.at("owner", f"/items/{LATE}"))


def the_office_records_the_answer_and_the_verdict(windows: Windows) -> None:
    page = windows.at("office", f"{MEETING}/questions")
    assert "days overdue: when will it be done, and what stands in the way?" in said(page)
    page = windows.at("office", f"{MEETING}/questions/{LATE}")
    page.locator("main [name=answer]").fill(ANSWER)
    page.get_by_label("Partly assured").check()
    press(page, "Save the answer")
    assert "1 answered, 1 with a verdict" in said(page)
    assert ANSWER in said(windows.at("owner", f"/items/{LATE}"))


def the_next_meeting_recalls_it(windows: Windows) -> None:
    page = windows.at("secretary", f"{BOARD}/meetings/new")
    for name, day in (("on", date(2026, 5, 6)), ("cut_off_on", date(2026, 4, 29))):
        for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
            page.locator(f"main [name={name}-{part}]").fill(str(number))
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()
    assert page.url.endswith(NEXT)
    page = windows.at("office", f"{NEXT}/questions")
    assert f"On 4 February 2026: partly assured — {ANSWER}" in said(page)
