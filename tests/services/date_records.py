"""An item with its posts for tests of dates and ratings, and dates asked for through the services."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.permissions import Actor
from tracker.domain.target_dates import DateReason, DateWanted
from tracker.domain.vocabulary import Role, TargetState
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.models.target_date import TargetDate
from tracker.queries.item_states import current_states
from tracker.services.target_dates import decide_date, want_date

JUNE, SEPT, DEC = (date(2026, month, 30) for month in (6, 9, 12))


@dataclass
class Dated:
    """An item due by 30 June 2026 unless told otherwise, its owner and its executive lead."""

    key: int
    owner: Actor
    lead: Actor

    @property
    def item(self) -> Item:
        """The item as it is recorded now."""
        return db.session.get_one(Item, self.key)

    @property
    def version(self) -> int:
        """The version of its progress now."""
        return db.session.get_one(Progress, self.item.id).version

    @property
    def state(self) -> ItemState:
        """Its present state."""
        return current_states(db.session(), [self.item.id])[self.item.id]

    def wants(self, on: date | None, *, by: Actor | None = None, **given: Any) -> TargetDate:
        """A date set or asked for, by the owner unless told otherwise."""
        moment: datetime = given.pop("now", NOW)
        version = given.pop("version", self.version)
        today = given.pop("today", TODAY)
        plain = {
            "reason": DateReason.DEPENDENCY,
            "words": "The contract is late.",
            "past_words": "Told them.",
        }
        return want_date(
            item=self.item,
            version=version,
            wanted=DateWanted(on, **(plain | given)),
            by=by or self.owner,
            now=moment,
            today=today,
        )

    def decides(
        self,
        target: TargetDate,
        state: TargetState,
        words: str = "",
        *,
        by: Actor | None = None,
        **given: Any,
    ) -> None:
        """The date decided on, by the executive lead unless told otherwise."""
        decide_date(
            target=target,
            version=given.get("version", target.version),
            state=state,
            words=words,
            by=by or self.lead,
            now=given.get("now", NOW),
            today=given.get("today", TODAY),
        )


def a_dated_item(
    *,
    report: Report | None = None,
    owner: Actor | None = None,
    lead: Actor | None = None,
    posts: tuple[str, str] = ("head-of-reviews", "acc"),
    **given: Any,
) -> Dated:
    """An item with an owner and an executive lead; `deadlines` and what else an item has may be given."""
    item = an_item(report or a_report(), **({"deadlines": (BY_JUNE,)} | given))
    post, executive = a_post(posts[0]), a_post(posts[1], "Assistant Chief Constable")
    owner = owner or person(Role.OWNER, name="Owen Hart")
    lead = lead or person(Role.EXECUTIVE_LEAD, name="Lena Marsh")
    holds(post, owner)
    holds(executive, lead)
    return Dated(allocated(item, post, executive=executive).id, owner, lead)
