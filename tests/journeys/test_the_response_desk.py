"""The response desk from an embargoed report to a published, proven and corrected letter, over HTTP."""

import hashlib
import io
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.documents.test_response_page import words_on
from tests.fixtures.app import MakeAccount, SignIn, token_of
from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.journeys.desk_story import (
    COMMISSION,
    DESK,
    FINDING,
    FRIDAY,
    LAMPS,
    LETTER,
    LISTS,
    MONDAY,
    OTHERS,
    PLAN,
    REPORT,
    WORDS,
    Story,
    begin,
    boxes,
    clear_and_hand_over,
    record_the_report,
    start_and_invite,
    write_the_responses,
)
from tests.web.letter_pages import main_text
from tests.web.test_asked import filled
from tests.web.test_response_pages import words_of_letter

FORM = f"/asked/forms/{LETTER}/head-of-crime"
CONFIRMED = {"names_confirmed": "y"}
RELEASED = CONFIRMED | {"signature_released_by": "Ines Roe"}
THURSDAY = date(2026, 3, 5)
MAIL = b"From: ines@example.org\r\nSubject: Yes\r\n\r\nI approve it.\r\n"


@pytest.fixture
def story(app: Flask, make_account: MakeAccount, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Story:
    return begin(app, make_account, sign_in, monkeypatch)


def mail(name: str = "yes.eml") -> tuple[io.BytesIO, str]:
    return io.BytesIO(MAIL), name


def test_a_response_from_the_embargoed_report_to_its_correction(story: Story) -> None:
    the_report_is_closed_on_friday_and_open_on_monday(story)
    one_act_invites_and_asks(story)
    the_owner_answers_in_the_browser_and_in_word(story)
    the_lead_clears_what_the_office_could_not_read(story)
    the_office_writes_and_submits(story)
    the_approval_falls_with_the_home_secretary(story)
    first = she_approves_from_her_sick_bed_and_it_is_issued(story)
    publication_stops_the_clock_and_the_copies_are_proved(story)
    the_promise_is_decided(story)
    a_correction_leaves_the_first_version_as_it_was(story, first)
    assert "The history is whole" in story.read("auditor", "/history/verify")


def the_report_is_closed_on_friday_and_open_on_monday(story: Story) -> None:
    story.on(FRIDAY)
    record_the_report(story)
    for reader in ("proxy", "lead"):
        assert "Under embargo until 12 January 2026." in story.read(reader, f"/reports/{REPORT}")
    story.by("auditor").get(f"/reports/{REPORT}", status=403)
    story.on(MONDAY)
    said = story.read("auditor", f"/reports/{REPORT}")
    assert "Day 1 of 56" in said
    assert "Under embargo until" not in said


def one_act_invites_and_asks(story: Story) -> None:
    start_and_invite(story)
    said = story.read("office", COMMISSION)
    assert "3 items for the force: 3 asked." in said
    assert "Happened 12 January 2026, by Asha Patel" in story.read("auditor", PLAN)
    office = story.by("office")
    assert office.get(f"{COMMISSION}/invitation.docx").data.startswith(b"PK")
    assert b"X-Unsent: 1" in office.get(f"{COMMISSION}/requests/head-of-crime.eml").data


def forged(story: Story, who: str, move: str, *, as_on_the_page_of: str) -> None:
    """A request made by hand, with exactly what another person's page would send, is refused."""
    story.read(as_on_the_page_of, f"{DESK}/{move}")
    forms = parsed(story.by(as_on_the_page_of).html).iter("form")
    sent = next(values for form in forms if "seen" in (values := values_of(form)))
    visit = story.by(who)
    visit.get(DESK)
    sent |= CONFIRMED | {"csrf_token": token_of(visit)}
    assert visit.client.post(f"{DESK}/{move}", data=sent).status_code == 403


def the_owner_answers_in_the_browser_and_in_word(story: Story) -> None:
    story.on(date(2026, 1, 20))
    owner = story.by("owner")
    owner.submit(f"/asked/{LAMPS}", {"draft": WORDS[LAMPS], "return": "yes"})
    changed = filled(
        owner.get(f"{FORM}.docx").data,
        {LISTS: WORDS[LISTS]},
        without=FINDING,
        renumbered=(LISTS, OTHERS),
    )
    owner.submit(FORM, {"file": (io.BytesIO(changed), "form.docx")}, status=200)
    said = main_text(owner)
    assert f"The row of {FINDING} is missing from the form." in said
    assert f"The row of {LISTS} now says {OTHERS}. Its words were taken for {LISTS}" in said
    owner.send(path=FORM, button="Return the chosen words")
    assert "2 returned and 1 asked" in story.read("office", COMMISSION)
    owner.submit(f"/asked/{FINDING}", {"draft": WORDS[FINDING], "return": "yes"})


def the_lead_clears_what_the_office_could_not_read(story: Story) -> None:
    story.on(date(2026, 2, 4))
    for item, words in WORDS.items():
        assert words not in story.read("office", f"{DESK}/answers/{item}")
        assert words not in story.read("office", DESK)
    clear_and_hand_over(story)
    for item, words in WORDS.items():
        said = story.read("office", f"{DESK}/answers/{item}")
        assert words in said
        assert "Cleared by the Chief Constable on 4 February 2026, recorded by Lee Force." in said


def the_office_writes_and_submits(story: Story) -> None:
    story.on(date(2026, 3, 2))
    write_the_responses(story)
    office = story.by("office")
    office.get(f"{DESK}/answers/{LISTS}")
    assert "I have paid for every lamp." in office.html
    office.submit(f"{DESK}/paragraphs", {"paragraph-1": "I thank the night shift.", "act": "save"})
    assert "I have paid for every lamp." not in story.read("lead", DESK)
    office.submit(DESK, button="Submit the response for approval")
    assert "You submitted this response: another person must approve it." in story.read("office", DESK)
    assert "another person must approve it" in story.read("office", f"{DESK}/approve")
    forged(story, "office", "approve", as_on_the_page_of="approver")


def the_approval_falls_with_the_home_secretary(story: Story) -> None:
    approver = story.by("approver")
    approver.submit(f"{DESK}/approve", CONFIRMED, button="Approve the response")
    assert "Approved by Ines Roe" in story.read("proxy", DESK)
    proxy = story.by("proxy")
    old = story.holder("Rt Hon Cora Quill MP")
    day = date(2026, 3, 2)
    proxy.submit(f"/offices/holders/{old}", boxes("to_on", day), status=303)
    proxy.submit(
        "/offices/posts/home-secretary/holders/new",
        {"person_name": "Rt Hon Dora Vale MP"} | boxes("from_on", day),
        status=303,
    )
    assert "Cora Quill MP” and is now “Rt Hon Dora Vale MP" in story.read("proxy", DESK)
    assert "It must be approved again." in story.read("approver", f"{DESK}/issue")
    approver.submit(DESK, button="Let the approval fall")
    assert "The last approval fell: The addressee" in story.read("office", DESK)


def she_approves_from_her_sick_bed_and_it_is_issued(story: Story) -> bytes:
    story.by("office").submit(DESK, button="Submit the response for approval")
    proxy = story.by("proxy")
    given: dict[str, Any] = CONFIRMED | {"given_by": "Ines Roe"} | boxes("on", date(2026, 3, 2))
    assert "a colleague who did not must record the approval" in story.read(
        "office", f"{DESK}/record-approval"
    )
    proxy.submit(f"{DESK}/record-approval", given, status=400)
    assert "Attach or name what proves the approval" in main_text(proxy)
    proxy.submit(f"{DESK}/record-approval", given | {"file": mail()})
    said = story.read("office", DESK)
    assert "Approved by Ines Roe elsewhere on 2 March 2026; recorded by Ben Okoro" in said
    assert "Only the Approver of responses may issue the letter." in story.read("proxy", f"{DESK}/issue")
    story.by("office").submit(f"{DESK}/issue", RELEASED, button="Issue the letter")
    auditor = story.by("auditor")
    first: bytes = auditor.get(f"{DESK}/versions/1.docx").data
    assert hashlib.sha256(first).hexdigest() in story.read("auditor", DESK).replace(" ", "")
    return first


def record_step(
    visit: Visitor, step: str, status: int = 302, *, on: date = date(2026, 3, 3), **given: Any
) -> None:
    done = boxes("done_on", on) | {"done_by": "Ben Okoro"} | given
    visit.submit(f"{PLAN}/{step}", done, status=status)


def publication_stops_the_clock_and_the_copies_are_proved(story: Story) -> None:
    story.on(date(2026, 3, 3))
    proxy = story.by("proxy")
    proxy.get(f"{PLAN}/copy-to-inspectors", status=403)
    address = "https://www.example.org/answers"
    record_step(proxy, "publication", kind="web_address", address=address)
    assert "3 March 2026, day 51 of 56" in story.read("auditor", PLAN)
    for step in ("copy-to-inspectors", "copy-to-home-secretary"):
        record_step(proxy, step, status=400, kind="email")
        record_step(proxy, step, kind="email", file=mail("copy.eml"))
    assert story.read("auditor", PLAN).count("copy") >= 2
    page = story.by("auditor").client.get(f"{DESK}/page.html").get_data(as_text=True)
    for words in (*WORDS.values(), "I have paid for every lamp.", "I thank the night shift."):
        assert words in page
    main = parsed(page).find(".//main")
    assert main is not None
    first = story.by("auditor").get(f"{DESK}/versions/1.docx").data
    assert words_on(main) == words_of_letter(first)
    assert "Comments published on 3 March 2026." in story.read("auditor", DESK)


def the_promise_is_decided(story: Story) -> None:
    office = story.by("office")
    office.get(f"{DESK}/commitments")
    assert WORDS[LAMPS] in main_text(office)
    promise: dict[str, Any] = {"kind": "due", "text": "Two hundred lamps", "owner_post": "Head of Crime"}
    address = decide_link_of(office, WORDS[LAMPS])
    office.submit(address, promise | boxes("on", date(2026, 1, 30)), status=400)
    assert "This is before the letter, dated 2 March 2026" in main_text(office)
    office.submit(address, promise | boxes("on", date(2026, 6, 30)))
    assert "Two hundred lamps" in story.read("lead", "/commitments")
    assert WORDS[LAMPS] in story.read("office", "/told?search=lamps")


def decide_link_of(visit: Visitor, words: str) -> str:
    """The address at which the sentence with these words is decided."""
    found = re.search(rf'href="({DESK}/commitments/promises/[^"]+)"', visit.html.split(words, 1)[1])
    assert found
    return found[1]


def a_correction_leaves_the_first_version_as_it_was(story: Story, first: bytes) -> None:
    story.on(date(2026, 3, 5))
    office, approver = story.by("office"), story.by("approver")
    office.submit(f"{DESK}/correct", {"reason": "The night shift was the late shift."})
    office.submit(f"{DESK}/paragraphs", {"paragraph-1": "I thank the late shift.", "act": "save"})
    version_1_stands_while_version_2_is_prepared(story, first)
    office.submit(DESK, button="Submit the response for approval")
    approver.submit(f"{DESK}/approve", CONFIRMED, button="Approve the response")
    approver.submit(f"{DESK}/issue", RELEASED, button="Issue the letter")
    auditor = story.by("auditor")
    assert auditor.get(f"{DESK}/versions/1.docx").data == first
    second = auditor.get(f"{DESK}/versions/2.docx").data
    assert second != first
    said = story.read("auditor", DESK)
    assert "The night shift was the late shift." in said
    assert hashlib.sha256(second).hexdigest() in said.replace(" ", "")
    the_corrected_version_goes_out_and_no_clock_starts(story)


def version_1_stands_while_version_2_is_prepared(story: Story, first: bytes) -> None:
    for who in ("auditor", "lead"):
        for path in (f"{DESK}/page", DESK, "/told?search=shift"):
            said = story.read(who, path)
            assert "I thank the night shift." in said, (who, path)
            assert "I thank the late shift." not in said, (who, path)
        assert "I have paid for every lamp." in story.read(who, f"/items/{LAMPS}")
        assert story.by(who).get(f"{DESK}/letter.docx").data == first
        one_file = story.by(who).client.get(f"{DESK}/page.html").get_data(as_text=True)
        assert "I thank the night shift." in one_file
        assert "late shift" not in one_file
    assert "You read version 1, as it was issued." in story.read("auditor", DESK)
    assert "I thank the late shift." in story.read("office", DESK)
    assert "I thank the night shift." in story.read("office", f"{DESK}/page")


def the_corrected_version_goes_out_and_no_clock_starts(story: Story) -> None:
    proxy = story.by("proxy")
    said = story.read("proxy", DESK)
    assert "Version 2 is issued: put it on the web in the place of the one before" in said
    assert "a correction starts no clock" in said
    assert "Record when version 2 was published" in said
    assert "3 March 2026, day 51 of 56" in said
    assert (
        f"{LETTER}" not in story.read("proxy", "/").partition("Letters without a publication date")[2][:400]
    )

    proxy.get(f"{PLAN}/copy-to-inspectors", status=403)
    address = "https://www.example.org/answers"
    record_step(proxy, "publication", status=400, kind="web_address", address=address)
    assert "Version 2 was issued on 5 March 2026" in main_text(proxy)
    record_step(proxy, "publication", on=THURSDAY, kind="web_address", address=address)
    for step in ("copy-to-inspectors", "copy-to-home-secretary"):
        again = io.BytesIO(MAIL + step.encode()), "again.eml"
        record_step(proxy, step, on=THURSDAY, kind="email", file=again)
    said = story.read("auditor", PLAN)
    assert "Version 2: 5 March 2026, by Ben Okoro." in said
    assert "Version 2 is on the web, and what was sent before was sent again." in said
    assert "day 51 of 56" in said
    assert "Happened 2 March 2026, by Ines Roe" in said
