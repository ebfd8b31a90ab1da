"""Random histories of items, recorded through the real services, and what is known of them without states."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from tests.fixtures.database import bare_app, opened, person
from tests.services.ownership_records import a_post, allocated, chosen, holds
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.allocations import PostsWanted
from tracker.domain.completion import CompletionWords
from tracker.domain.correspondence import LetterDetails
from tracker.domain.london_time import end_of_london_day, london_day
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.rag import RatingFacts
from tracker.domain.rag_thresholds import DatedThresholds, Thresholds
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.target_dates import DateReason, DateWanted
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import (
    Effect,
    ForWhom,
    OffListReason,
    OwnRating,
    Rating,
    ReportKind,
    Role,
    Standing,
    TargetState,
)
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.models.target_date import TargetDate
from tracker.queries.progress_facts import facts_of
from tracker.queries.progress_updates import newest_update
from tracker.services import completion, correspondence, items, overrides, rating_rules, target_dates, updates
from tracker.services.allocations import allocate
from tracker.services.item_states import _held, dated_thresholds, rating_facts

FIRST = datetime(2026, 1, 7, 12, 5, tzinfo=UTC)
POSTS = ("owner", "executive-lead")
SAID = CompletionWords("The form is in use.", has_seen_proof=True)


@dataclass(frozen=True)
class Known:
    """What was known of one item after an act: its facts for the rule, and its standing."""

    at: datetime
    facts: RatingFacts
    history: tuple[DatedThresholds, ...]
    standing: Standing


@dataclass
class Story:
    """Items on which somebody acts, and what was known of each after every act."""

    office: Actor
    owner: Actor
    checker: Actor
    items: list[Item]
    now: datetime = FIRST
    known: dict[int, list[Known]] = field(default_factory=dict)
    acted: int = 0
    refused: list[str] = field(default_factory=list)
    acts: Mapping[str, Callable[["Story", Item], None]] = field(default_factory=lambda: ACTS)

    @property
    def today(self) -> date:
        """The London day of the last act."""
        return london_day(self.now)

    def version(self, item: Item) -> int:
        """The version of the item's progress."""
        return db.session.get_one(Progress, item.id).version

    def act(self, name: str, place: int, minutes: int) -> None:
        """Try an act on an item so much later; what the services refuse leaves everything as it was."""
        self.now += timedelta(minutes=minutes)
        try:
            self.acts[name](self, self.items[place % len(self.items)])
            self.acted += 1
        except (Invalid, NotAllowed, NotHere, Conflict) as refusal:
            db.session.rollback()
            self.refused.append(f"{name}: {refusal}")
        self.remember()

    def remember(self) -> None:
        """Keep what is recorded of every item now, worked out from its facts and not from its states."""
        found = facts_of(db.session(), [item.id for item in self.items])
        history = tuple(dated_thresholds())
        for key, facts in found.items():
            held = _held(facts)
            known = Known(self.now, rating_facts(facts, held), history, held["standing"])
            self.known.setdefault(key, []).append(known)

    def as_at(self, day: date) -> dict[int, Known]:
        """What was known of each item by the end of a London day."""
        end = end_of_london_day(day)
        return {
            key: [one for one in known if one.at <= end][-1]
            for key, known in self.known.items()
            if known[0].at <= end
        }


def _allocate(story: Story, item: Item) -> None:
    owner, lead = (db.session.query(Post).filter_by(slug=slug).one() for slug in POSTS)
    allocated(item, owner, executive=lead, by=story.office, now=story.now)


def _take_owner_away(story: Story, item: Item) -> None:
    nobody = PostsWanted("")
    allocate(items=[chosen(item)], posts=nobody, by=story.office, now=story.now, reason="The post has gone.")


def _update(rating: OwnRating) -> Callable[[Story, Item], None]:
    def update(story: Story, item: Item) -> None:
        last = newest_update(db.session(), item.id)
        said = UpdateDetails("We met.", "We meet again.", rating)
        updates.record_update(
            item=item, seen=last.id if last else 0, update=said, by=story.owner, now=story.now
        )

    return update


def _want_date(days: int) -> Callable[[Story, Item], None]:
    def want(story: Story, item: Item) -> None:
        wanted = DateWanted(
            story.today + timedelta(days), DateReason.RESOURCING, "A post is empty.", "It needs longer."
        )
        target_dates.want_date(
            item=item,
            version=story.version(item),
            wanted=wanted,
            by=story.owner,
            now=story.now,
            today=story.today,
        )

    return want


def _agree(story: Story, item: Item) -> None:
    asked = db.session.query(TargetDate).filter_by(item_id=item.id, state=TargetState.ASKED).first()
    if asked is not None:
        target_dates.decide_date(
            target=asked,
            version=asked.version,
            state=TargetState.AGREED,
            words="Agreed.",
            by=story.checker,
            now=story.now,
            today=story.today,
        )


def _complete(move: Callable[..., None], by: str) -> Callable[[Story, Item], None]:
    def make(story: Story, item: Item) -> None:
        who: Actor = getattr(story, by)
        move(item=item, version=story.version(item), said=SAID, by=who, now=story.now, today=story.today)

    return make


def _letter(effect: Effect) -> Callable[[Story, Item], None]:
    def write(story: Story, item: Item) -> None:
        correspondence.record_correspondence(
            details=LetterDetails(subject="Your update", dated_on=story.today, received_on=story.today),
            said=[correspondence.Said(item, effect, "It wants to see more.")],
            nonce=f"{story.now.isoformat()}",
            by=story.office,
            now=story.now,
            today=story.today,
        )

    return write


def _take_off(story: Story, item: Item) -> None:
    reasons = list(OffListReason)
    items.take_off_list(
        item=item,
        version=item.version,
        reason=reasons[story.acted % len(reasons)],
        note="Agreed in the meeting.",
        on=story.today,
        by=story.office,
        now=story.now,
        today=story.today,
    )


def _put_back(story: Story, item: Item) -> None:
    items.put_back(item=item, version=item.version, note="After all.", by=story.office, now=story.now)


def _address(for_whom: ForWhom) -> Callable[[Story, Item], None]:
    def address(story: Story, item: Item) -> None:
        others = ("Home Office",) if for_whom is ForWhom.OTHERS else ()
        details = replace(items.details_of(item), for_whom=for_whom, addressees=others)
        items.change_item(item=item, version=item.version, details=details, by=story.office, now=story.now)

    return address


def _override(story: Story, item: Item) -> None:
    overrides.override_rating(
        item=item,
        version=story.version(item),
        rating=(Rating.RED, Rating.GREEN)[story.acted % 2],
        reason="The building waits.",
        expires_on=story.today + timedelta(20),
        by=story.office,
        now=story.now,
        today=story.today,
    )


def _set_thresholds(story: Story, item: Item) -> None:
    rating_rules.set_thresholds(
        thresholds=Thresholds(due_soon_days=14 + story.acted, update_days=60),
        from_on=story.today + timedelta(3),
        reason="The board asked.",
        by=SYSTEM,
        now=story.now,
        today=story.today,
    )


ACTS: dict[str, Callable[[Story, Item], None]] = {
    "allocate": _allocate,
    "take the owner away": _take_owner_away,
    "on track": _update(OwnRating.ON_TRACK),
    "at risk": _update(OwnRating.AT_RISK),
    "off track": _update(OwnRating.OFF_TRACK),
    "near date": _want_date(10),
    "far date": _want_date(200),
    "agree": _agree,
    "propose": _complete(completion.propose_completion, "owner"),
    "send back": _complete(completion.send_back, "checker"),
    "sign off": _complete(completion.sign_off, "checker"),
    "withdraw sign-off": _complete(completion.withdraw_sign_off, "checker"),
    "close": _letter(Effect.CLOSES),
    "re-open": _letter(Effect.REOPENS),
    "take off": _take_off,
    "put back": _put_back,
    "for others": _address(ForWhom.OTHERS),
    "for us": _address(ForWhom.BOTH),
    "override": _override,
    "thresholds": _set_thresholds,
}

steps = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 2), st.integers(1, 40 * 24 * 60)),
    min_size=4,
    max_size=14,
)
"""Acts on one of three items, each at least a minute and at most forty days after the one before."""


Begin = Callable[[Story], None]
"""What is done before there is any item."""


@contextmanager
def told(
    empty_sqlite: Path, acts: Sequence[tuple[str, int, int]], begin: Begin | None = None
) -> Iterator[Story]:
    """A register of its own in which these acts were tried, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.sqlite"
        shutil.copy(empty_sqlite, path)
        with opened(bare_app(f"sqlite:///{path}")):
            yield _story(acts, begin)


def _story(acts: Sequence[tuple[str, int, int]], begin: Begin | None) -> Story:
    office = person(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.SIGNING_OFF, name="Asha Patel")
    owner = person(Role.OWNER, name="Owen Hart")
    checker = person(Role.SIGNING_OFF, Role.EXECUTIVE_LEAD, name="Ines Roe")
    for slug, who in zip(POSTS, (owner, checker), strict=True):
        holds(a_post(slug, slug, now=FIRST), who, now=FIRST)
    story = Story(office, owner, checker, [])
    if begin is not None:
        begin(story)
    national, audit = a_report("Custody"), a_report("Payroll", kind=ReportKind.INTERNAL_AUDIT)
    story.items = [
        an_item(national, number="1", for_whom=ForWhom.BOTH, deadlines=(BY_JUNE,)),
        an_item(national, number="2", for_whom=ForWhom.BOTH),
        an_item(audit, number="3", for_whom=ForWhom.BOTH),
    ]
    story.remember()
    for name, place, minutes in acts:
        story.act(name, place, minutes)
    return story
