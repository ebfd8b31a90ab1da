"""Who takes part in the stories of owners who keep progress true, the moment it is, and the items."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

from flask import Flask
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor, parsed
from tests.journeys.desk_story import boxes
from tests.services.ownership_records import a_post, holds
from tests.web.letter_pages import main_text
from tracker.clock import now
from tracker.domain.vocabulary import Rating, Role

FIRST = datetime(2026, 1, 7, 10, tzinfo=UTC)
REPORT, PUBLISHED = "R2025-01", date(2025, 12, 12)
LAMPS, LISTS, CELLS, OTHERS = (f"{REPORT}-REC{number}" for number in (1, 2, 3, 4))
TEXTS = (
    "By 30 June 2026, the force should light each lamp.",
    "By 31 October 2026, the force should keep one list.",
    "By 31 December 2026, the force should warm the cells.",
    "By 30 June 2026, the Home Office should publish its figures.",
)


@dataclass
class Story:
    """The program, its people by what they are, and the clock that only the story moves."""

    app: Flask
    enter: SignIn
    people: dict[str, Person]
    clock: FrozenDateTimeFactory
    seen: dict[str, Visitor] = field(default_factory=dict)

    def at(self, moment: datetime) -> None:
        """It is this moment; everybody signs in again."""
        self.clock.move_to(moment)
        self.seen.clear()

    def on(self, year: int, month: int, day: int) -> None:
        """It is ten in the morning, UTC, of a day."""
        self.at(datetime(year, month, day, 10, tzinfo=UTC))

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

    def glance(self, path: str, *, after: str = "<main", before: str = "</main>") -> str:
        """What a part of a page says to the auditor, not looked over as `read` does: for pages read often."""
        page = self.by("auditor").client.get(path)
        assert page.status_code == 200
        part = page.get_data(as_text=True).partition(after)[2].partition(before)[0]
        assert part, f"{path} has no {after}"
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", part)).split())

    def read_item(self, reference: str) -> str:
        """What the page of an item says to the auditor."""
        return self.read("auditor", f"/items/{reference}")


def begin(app: Flask, make_account: MakeAccount, sign_in: SignIn, clock: FrozenDateTimeFactory) -> Story:
    """The accounts and the posts that three of them hold."""
    people = {
        "office": make_account(Role.OFFICE_STAFF, name="Asha Patel"),
        "lead": make_account(Role.FORCE_INSPECTION_LEAD, name="Lee Force"),
        "owner": make_account(Role.OWNER, name="Owen Hart"),
        "executive": make_account(Role.EXECUTIVE_LEAD, name="Lena Marsh"),
        "checker": make_account(Role.SIGNING_OFF, name="Ines Roe"),
        "administrator": make_account(Role.ADMINISTRATOR, name="Tom Reed"),
        "auditor": make_account(Role.AUDITOR, name="Ada Audit"),
    }
    with app.app_context():
        holds(a_post(now=now()), people["owner"].actor, now=now())
        holds(a_post("acc", "Assistant Chief Constable", now=now()), people["executive"].actor, now=now())
    return Story(app, sign_in, people, clock)


def frozen() -> Any:
    """The clock of a story, which begins at ten on 7 January 2026."""
    return freeze_time(FIRST, ignore=["_pytest."])  # pytest tells how long the story takes


def record_report(
    story: Story, title: str, published_on: date, texts: tuple[str, ...] = TEXTS, **given: str
) -> str:
    """The office records a report and its items on the pages; the report's reference."""
    office = story.by("office")
    report = {"title": title, "kind": "national_thematic", "inspecting_body": "HMICFRS"} | given
    page = office.submit("/reports/new", report | boxes("published_on", published_on)).location
    for number, text in enumerate(texts, start=1):
        item = {"kind": "recommendation", "number": str(number), "text": text, "details_from": "read"}
        office.submit(f"{page}/items/new", item)
    return str(page).rpartition("/")[2]


def allocate(story: Story, *references: str) -> None:
    """The force inspection lead gives items to the head of reviews, whom the executive lead answers for."""
    lead = story.by("lead")
    lead.get("/allocate")
    versions = {str(one.get("value")).partition(":")[0]: one.get("value") for one in _ticks(lead)}
    posts = {"owner": "head-of-reviews", "executive": "acc"}
    lead.send({"items": [versions[one] for one in references]} | posts, path="/allocate", status=200)
    lead.send(path="/allocate", button="Save the changes")


def _ticks(visit: Visitor) -> list[Any]:
    return [box for box in parsed(visit.html).iter("input") if box.get("name") == "items"]


def update(story: Story, item: str, done: str, rating: str = "on_track", next_steps: str = "") -> None:
    """The owner records an update."""
    said = {"done": done, "next_steps": next_steps, "own_rating": rating}
    story.by("owner").submit(f"/items/{item}/update", said)


def plan_action(story: Story, item: str, what: str, target_on: date) -> str:
    """The owner plans an action; its page."""
    given = {"what": what, "proof_expected": "The signed record."} | boxes("target_on", target_on)
    return str(story.by("owner").submit(f"/items/{item}/actions/new", given).location)


def ask_for_date(story: Story, item: str, on: date, words: str) -> None:
    """The owner asks for a later date."""
    why = {"reason": "dependency", "words": words, "past_words": "HMICFRS was told."}
    story.by("owner").submit(f"/items/{item}/dates/new", boxes("on", on) | why)


def letter_comes(
    story: Story, who: str, subject: str, dated_on: date, *said: tuple[str, str], note: str = ""
) -> str:
    """One letter from HMICFRS is recorded, with what it does to each item; its page."""
    typed = {"subject": subject, **boxes("dated_on", dated_on)}
    for place, (reference, effect) in enumerate(said):
        typed |= {f"items-{place}-reference": reference, f"items-{place}-effect": effect}
        typed |= {f"items-{place}-note": note} if effect == "reopens" else {}
    return str(story.by(who).submit("/correspondence/new", typed).location)


def figures_as_at(story: Story, day: date) -> dict[str, int]:
    """How many items have each rating on a day, by the cards above that day's list."""
    cards = story.glance(f"/as-at?on={day.isoformat()}", after='"app-figures"', before="</ul>")
    labels = "|".join(re.escape(rating.label) for rating in Rating)
    return {label: int(number) for number, label in re.findall(rf"(\d+) ({labels})", cards)}


def sum_between(story: Story, start: date, end: date) -> str:
    """The sum of the counts between two days, on which both ways of counting must agree."""
    said = story.read("auditor", f"/compare?from={start.isoformat()}&to={end.isoformat()}")
    assert "both give these figures" in said
    found = re.search(r"\d+ open at the start .*? open at the end\.", said)
    assert found
    return found[0]


def sum_of(opening: int, closing: int, **terms: int) -> str:
    """The sum as it must be printed; a term that is not named is nought."""
    came = f"{terms.get('new', 0)} new + {terms.get('reopened', 0)} re-opened"
    came += f" + {terms.get('brought', 0)} brought into scope"
    went = f"{terms.get('closed', 0)} closed − {terms.get('off', 0)} taken off"
    went += f" − {terms.get('out', 0)} moved out"
    return f"{opening} open at the start + {came} − {went} = {closing} open at the end."
