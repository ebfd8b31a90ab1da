"""Fourteen items asked of nine posts: who is asked what, who still owes, and when all is cleared."""

import email
import email.policy
import io
from dataclasses import dataclass, field

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.database import TODAY
from tests.fixtures.page_check import Visitor
from tests.services.commission_records import COMMENTS_BY, DUE, LETTER, hold, record_force
from tests.services.letter_records import ACT, DATED, record_offices
from tests.services.records import a_report, an_item
from tests.web.commission_pages import COMMISSION, DESK, boxes_of
from tests.web.letter_pages import main_text
from tests.web.test_asked import filled
from tracker.domain.vocabulary import ForWhom, Layout, Role
from tracker.services.offices import PostDetails, record_post
from tracker.services.responses import start_response

pytestmark = pytest.mark.soak

ITEMS = [f"R2025-01-REC{number}" for number in range(1, 15)]
POSTS = [f"lead-{letter}" for letter in "abcdefghi"]
OWNS = {post: ITEMS[place::9] for place, post in enumerate(POSTS)}
"""Five posts with two items each, four with one."""
IN_WORD, SLOW = POSTS[0], POSTS[8]


@dataclass
class Force:
    """The program, and the person behind each post and role."""

    app: Flask
    enter: SignIn
    people: dict[str, Person]
    seen: dict[str, Visitor] = field(default_factory=dict)

    def by(self, who: str) -> Visitor:
        if who not in self.seen:
            self.seen[who] = Visitor(self.app.test_client())
            self.enter(self.seen[who].client, self.people[who])
        return self.seen[who]

    def read(self, who: str, path: str) -> str:
        visit = self.by(who)
        visit.get(path)
        return main_text(visit)


@pytest.fixture
def force(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Force:
    """A letter that answers fourteen recommendations, and nine posts with an account each."""
    people = {
        "office": make_account(Role.OFFICE_STAFF, name="Asha Patel"),
        "lead": make_account(Role.FORCE_INSPECTION_LEAD, name="Lee Force"),
    }
    people |= {post: make_account(Role.OWNER, name=f"Owner {post[-1].upper()}") for post in POSTS}
    with app.app_context():
        record_offices()
        record_force()
        report = a_report()
        for number in range(1, 15):
            an_item(
                report,
                f"The force should do thing {number}.",
                number=str(number),
                for_whom=ForWhom.FORCE,
            )
        for post in POSTS:
            record_post(post=None, version=0, details=PostDetails(post, f"Lead {post[-1].upper()}"), **ACT)
            hold(post, people[post].actor)
        start_response(reports=[report], letter_dated=DATED, layout=Layout.HEADED, today=TODAY, **ACT)
    return Force(app, sign_in, people)


def words_on(item: str) -> str:
    return f"Our words on {item} alone."


def test_nine_owners_answer_fourteen_items(force: Force) -> None:
    one_act_asks_all_nine(force)
    each_owner_is_asked_for_their_own_items(force)
    eight_answer_and_one_is_chased(force)
    the_lead_clears_fourteen_and_hands_them_over(force)


def one_act_asks_all_nine(force: Force) -> None:
    asked = {f"post-{item}": post for post, items in OWNS.items() for item in items}
    days = boxes_of(COMMENTS_BY, "comments_by") | boxes_of(DUE, "due_on")
    force.by("office").submit(f"{COMMISSION}/invite", asked | days)
    assert "14 items for the force: 14 asked." in force.read("office", COMMISSION)


def each_owner_is_asked_for_their_own_items(force: Force) -> None:
    office = force.by("office")
    for post, items in OWNS.items():
        listed = force.read(post, "/asked")
        sent = office.get(f"{COMMISSION}/requests/{post}.eml").data
        message = email.message_from_bytes(sent, policy=email.policy.default)
        body = message.get_body(("plain",))
        assert body is not None
        said = body.get_content()
        forms = [one.get_filename() for one in message.iter_attachments()]
        assert force.people[post].email in message["To"]
        assert len(forms) == 1
        assert {item for item in ITEMS if f"({item})" in said} == set(items)
        assert {item for item in ITEMS if f"{item}The force" in listed or f"{item} The" in listed} == set(
            items
        )
        for item in set(ITEMS) - set(items):
            force.by(post).get(f"/asked/{item}", status=404)


def eight_answer_and_one_is_chased(force: Force) -> None:
    for post in POSTS[1:8]:
        for item in OWNS[post]:
            force.by(post).submit(f"/asked/{item}", {"draft": words_on(item), "return": "yes"})
    owner, path = force.by(IN_WORD), f"/asked/forms/{LETTER}/{IN_WORD}"
    changed = filled(owner.get(f"{path}.docx").data, {item: words_on(item) for item in OWNS[IN_WORD]})
    owner.submit(path, {"file": (io.BytesIO(changed), "form.docx")}, status=200)
    owner.send(path=path, button="Return the chosen words")
    said = force.read("office", COMMISSION)
    assert "14 items for the force: 13 returned and 1 asked." in said
    assert said.count("Nothing: all is returned.") == 8
    assert f"Still owed {OWNS[SLOW][0]}" in said
    for item in ITEMS:
        assert words_on(item) not in said
    force.by(SLOW).submit(f"/asked/{OWNS[SLOW][0]}", {"draft": words_on(OWNS[SLOW][0]), "return": "yes"})


def the_lead_clears_fourteen_and_hands_them_over(force: Force) -> None:
    lead = force.by("lead")
    for item in ITEMS[:-1]:
        lead.submit(f"{DESK}/answers/{item}/clear")
    said = force.read("lead", COMMISSION)
    assert "14 items for the force: 13 cleared and 1 returned." in said
    assert f"({ITEMS[-1]}): the Chief Constable has not cleared the comments." in said
    lead.submit(f"{DESK}/answers/{ITEMS[-1]}/clear")
    lead.submit(COMMISSION, button="Hand the cleared comments to the office")
    office, desk = force.by("office"), force.read("office", DESK)
    assert "Chief Constable's comments." not in desk.partition("What is missing")[2].partition("Still so?")[0]
    for item in ITEMS:
        office.get(f"{DESK}/answers/{item}")
        said = main_text(office)
        assert words_on(item) in said
        assert not [other for other in ITEMS if other != item and words_on(other) in said]
