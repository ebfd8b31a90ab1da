"""Who takes part in the story of a response desk, the day it is, and the report they answer."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.commission_records import hold, record_force
from tests.services.letter_records import record_offices
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.office import Holding

LETTER, REPORT = "S55-2026-01", "R2026-01"
LAMPS, LISTS, OTHERS, FINDING = (f"{REPORT}-{one}" for one in ("REC1", "REC2", "REC3", "AFI1"))
DESK = f"/responses/{LETTER}"
COMMISSION, PLAN = f"{DESK}/commission", f"{DESK}/plan"
FRIDAY, MONDAY = date(2026, 1, 9), date(2026, 1, 12)
LETTER_DATED = date(2026, 3, 2)
WORDS = {
    LAMPS: "We will buy two hundred lamps by 30 June 2026.",
    LISTS: "One list is kept since May.",
    FINDING: "Every shift counts the lamps.",
}
ITEMS = (
    ("recommendation", "1", "By 30 June 2026, all chief constables should light each lamp."),
    ("recommendation", "2", "By 30 June 2026, all chief constables should keep one list."),
    ("recommendation", "3", "By 30 June 2026, the Home Office should publish its figures."),
    ("area_for_improvement", "1", "The force should count its lamps."),
)


def boxes(name: str, day: date) -> dict[str, str]:
    """A day as its three boxes send it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@dataclass
class Story:
    """The program, its people by what they are, and the day that the clock shows."""

    app: Flask
    enter: SignIn
    people: dict[str, Person]
    monkeypatch: pytest.MonkeyPatch
    seen: dict[str, Visitor] = field(default_factory=dict)

    def on(self, day: date) -> None:
        """It is ten in the morning of a day; everybody signs in again."""
        self.monkeypatch.setenv("TEST_CLOCK", f"{day.isoformat()}T10:00:00+00:00")
        self.seen.clear()

    def by(self, who: str) -> Visitor:
        """One of them in a browser of their own."""
        if who not in self.seen:
            self.seen[who] = Visitor(self.app.test_client())
            self.enter(self.seen[who].client, self.people[who])
        return self.seen[who]

    def read(self, who: str, path: str) -> str:
        """What a page says to one of them."""
        visit = self.by(who)
        visit.get(path)
        return main_text(visit)

    def holder(self, name: str) -> int:
        """The number of somebody's time in an office."""
        with self.app.app_context():
            return db.session.query(Holding).filter_by(person_name=name).one().id


def begin(app: Flask, make_account: MakeAccount, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The offices and the accounts, on the Friday before the report is published."""
    monkeypatch.setenv("ALLOW_TEST_CLOCK", "1")
    monkeypatch.setenv("TEST_CLOCK", f"{FRIDAY.isoformat()}T10:00:00+00:00")
    with app.app_context():
        record_offices(with_signature=True)
        record_force()
    people = {
        "office": make_account(Role.OFFICE_STAFF, Role.APPROVER, name="Asha Patel"),
        "proxy": make_account(Role.OFFICE_STAFF, name="Ben Okoro"),
        "lead": make_account(Role.FORCE_INSPECTION_LEAD, name="Lee Force"),
        "owner": make_account(Role.OWNER, name="Cara Crime"),
        "approver": make_account(Role.APPROVER, name="Ines Roe"),
        "auditor": make_account(Role.AUDITOR, name="Ada Audit"),
    }
    with app.app_context():
        hold("head-of-crime", people["owner"].actor)
    return Story(app, sign_in, people, monkeypatch)


def record_the_report(story: Story) -> None:
    """The office records the embargoed report and its items, for itself and two named readers."""
    readers = [str(story.people[who].account_id) for who in ("proxy", "lead")]
    report: dict[str, Any] = {
        "title": "A night without lamps",
        "kind": "national_thematic",
        "inspecting_body": "HMICFRS",
        "is_embargoed": "y",
        "readers": readers,
    }
    office = story.by("office")
    office.submit("/reports/new", report | boxes("published_on", MONDAY))
    for kind, number, text in ITEMS:
        office.submit(
            f"/reports/{REPORT}/items/new",
            {"kind": kind, "number": number, "text": text, "details_from": "read"},
        )


def start_and_invite(story: Story) -> None:
    """The letter is started; one act invites the comments and asks the owner."""
    office = story.by("office")
    office.submit(
        f"/responses/new?report={REPORT}", {"reports": [REPORT]} | boxes("letter_dated", LETTER_DATED)
    )
    asked = {f"post-{item}": "head-of-crime" for item in WORDS}
    days = boxes("comments_by", date(2026, 2, 6)) | boxes("due_on", date(2026, 1, 30))
    office.submit(f"{COMMISSION}/invite", asked | days | {f"questions-{LAMPS}": "Which lamps?"})


def clear_and_hand_over(story: Story) -> None:
    """The force inspection lead clears each of the owner's words and hands them to the office."""
    lead = story.by("lead")
    for item in WORDS:
        lead.submit(f"{DESK}/answers/{item}/clear")
    lead.submit(COMMISSION, button="Hand the cleared comments to the office")


def write_the_responses(story: Story) -> None:
    """The office writes the PCC's responses, one paragraph of them to two items."""
    office = story.by("office")
    shared = {"pcc": "I have paid for every lamp.", "also_answers": [LISTS], "stance": "agreed"}
    office.submit(f"{DESK}/answers/{LAMPS}", shared)
    office.submit(f"{DESK}/answers/{LISTS}", {"stance": "agreed"})
    office.submit(f"{DESK}/answers/{FINDING}", {"pcc": "I shall look at the counts each month."})
