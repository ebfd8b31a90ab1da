"""The progress of the demonstration: each act by the person whose it is, on its day, so every rule holds."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from tracker.domain.actions import ActionDetails
from tracker.domain.allocations import PostsWanted
from tracker.domain.completion import CompletionWords
from tracker.domain.correspondence import LetterDetails
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Actor
from tracker.domain.progress_proofs import ProofDetails
from tracker.domain.target_dates import DateReason, DateWanted
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import (
    ActionState,
    Effect,
    LinkKind,
    Marking,
    OwnRating,
    Rating,
    TargetState,
)
from tracker.models.action import Action
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.models.target_date import TargetDate
from tracker.queries.items import item_by_reference
from tracker.queries.offices import post_by_slug
from tracker.queries.progress_updates import newest_update
from tracker.services.accounts import actor_by_email
from tracker.services.allocations import ItemChosen, allocate
from tracker.services.completion import propose_completion, send_back, sign_off
from tracker.services.continuing import continue_item, work_carried
from tracker.services.correspondence import Said, record_correspondence
from tracker.services.covers import record_cover
from tracker.services.demo_seeds import DemoSeeds
from tracker.services.items import link_items
from tracker.services.overrides import override_rating
from tracker.services.progress_actions import add_action, record_turn, settle_action
from tracker.services.progress_proofs import add_proof
from tracker.services.proof_store import ProofStore
from tracker.services.target_dates import decide_date, want_date
from tracker.services.updates import record_update, say_nothing_new

Row = Mapping[str, Any]


class _When(TypedDict):
    """Who acts, and when."""

    by: Actor
    now: datetime


class _OnDay(_When):
    """Who acts, when, and on which day that is in London."""

    today: date


class DemoProgress:
    """The acts of seeds/demo/progress.json; `reports` are those loaded so far, by their keys."""

    def __init__(self, seeds: DemoSeeds, store: ProofStore, reports: Mapping[str, Report]) -> None:
        self.seeds, self.store, self.reports = seeds, store, reports
        self.actions: dict[str, Action] = {}
        self.dates: dict[str, TargetDate] = {}

    def item(self, name: str) -> Item:
        """An item by the key of its report and its own part of the reference: "peel AFIa"."""
        key, part = name.split(" ")
        found = item_by_reference(db.session(), f"{self.reports[key].reference}-{part}")
        assert found is not None, name
        return found

    def do(self, row: Row) -> None:
        """Carry out one act of the seed file."""
        at, by = self.seeds.moment(row["at"]), actor_by_email(f"{row['by']}@demo.example")
        assert by is not None, row["by"]
        acts: dict[str, Callable[[Row, _OnDay], object]] = {
            "allocate": self._allocate,
            "carry on": self._carry_on,
            "update": self._update,
            "want date": self._want_date,
            "decide date": self._decide_date,
            "plan": self._plan,
            "settle": self._settle,
            "turn": self._turn,
            "proof": self._proof,
            "propose": self._propose,
            "sign off": self._sign_off,
            "send back": self._send_back,
            "letter": self._letter,
            "override": self._override,
            "cover": self._cover,
        }
        acts[row["do"]](row, _OnDay(by=by, now=at, today=london_day(at)))

    def _day(self, row: Row, name: str) -> date | None:
        return self.seeds.day(row[name]) if name in row else None

    def _chosen(self, row: Row) -> tuple[Item, int]:
        """The item of an act, with the version of its progress."""
        item = self.item(row["item"])
        return item, db.session.get_one(Progress, item.id).version

    def _allocate(self, row: Row, when: _OnDay) -> None:
        items = [self.item(name) for name in row["items"]]
        posts = PostsWanted(row["owner"], row.get("executive"), frozenset(row.get("contributors", ())))
        chosen = [ItemChosen(item, db.session.get_one(Progress, item.id).version) for item in items]
        allocate(items=chosen, posts=posts, reason=row.get("words", ""), by=when["by"], now=when["now"])

    def _carry_on(self, row: Row, when: _OnDay) -> None:
        earlier, later = self.item(row["item"]), self.item(row["later"])
        office = actor_by_email("office@demo.example")
        assert office is not None
        kind = LinkKind.CARRIED_FORWARD
        link_items(earlier=earlier, later=later, kind=kind, note="", by=office, now=when["now"])
        seen = work_carried(earlier=earlier, later=later).seen
        continue_item(earlier=earlier, later=later, seen=seen, note=row["words"], **when)

    def _update(self, row: Row, when: _OnDay) -> None:
        item, by, now = self.item(row["item"]), when["by"], when["now"]
        newest = newest_update(db.session(), item.id)
        seen = newest.id if newest else 0
        if "done" not in row:
            say_nothing_new(item=item, seen=seen, by=by, now=now)
            return
        said = UpdateDetails(row["done"], row.get("next", ""), OwnRating(row["rating"]))
        record_update(item=item, seen=seen, update=said, by=by, now=now)

    def _want_date(self, row: Row, when: _OnDay) -> None:
        item, version = self._chosen(row)
        reason = DateReason(row["reason"]) if "reason" in row else None
        wanted = DateWanted(self._day(row, "on"), reason, row.get("words", ""), row.get("past_words", ""))
        self.dates[row["item"]] = want_date(item=item, version=version, wanted=wanted, **when)

    def _decide_date(self, row: Row, when: _OnDay) -> None:
        target, state = self.dates[row["item"]], TargetState(row["state"])
        decide_date(target=target, version=target.version, state=state, words=row.get("words", ""), **when)

    def _plan(self, row: Row, when: _OnDay) -> None:
        post = post_by_slug(db.session(), row["post"])
        assert post is not None
        details = ActionDetails(
            row["what"], post.id, self._day(row, "on"), row["proof"], row.get("every_months")
        )
        items = [self.item(name) for name in row["items"]]
        self.actions[row["key"]] = add_action(items=items, details=details, **when)

    def _settle(self, row: Row, when: _OnDay) -> None:
        action, on = self.actions[row["action"]], when["today"]
        settle_action(
            action=action, version=action.version, state=ActionState.DONE, on=on, words=row["words"], **when
        )

    def _turn(self, row: Row, when: _OnDay) -> None:
        action, on = self.actions[row["action"]], when["today"]
        record_turn(action=action, version=action.version, done_on=on, words=row["words"], **when)

    def _proof(self, row: Row, when: _OnDay) -> None:
        file, name = row.get("file", ""), row["file"].split("/")[-1] if "file" in row else ""
        details = ProofDetails(
            shows=row["shows"],
            address=row.get("address", ""),
            file_name=name,
            effective_on=self._day(row, "effective_on"),
            received_on=when["today"],
            marking=Marking(row.get("marking", Marking.OFFICIAL)),
        )
        content = self.seeds.content(file) if file else b""
        add_proof(item=self.item(row["item"]), details=details, content=content, store=self.store, **when)

    def _propose(self, row: Row, when: _OnDay) -> None:
        item, version = self._chosen(row)
        propose_completion(item=item, version=version, said=CompletionWords(row["words"]), **when)

    def _sign_off(self, row: Row, when: _OnDay) -> None:
        item, version = self._chosen(row)
        sign_off(item=item, version=version, said=CompletionWords(row["words"], has_seen_proof=True), **when)

    def _send_back(self, row: Row, when: _OnDay) -> None:
        item, version = self._chosen(row)
        send_back(item=item, version=version, said=CompletionWords(row["words"]), **when)

    def _letter(self, row: Row, when: _OnDay) -> None:
        details = LetterDetails(
            sender="HMICFRS",
            subject=row["subject"],
            dated_on=self._day(row, "dated"),
            received_on=when["today"],
            words=row["words"],
        )
        said = [Said(self.item(name), Effect(effect), note) for name, effect, note in row["items"]]
        record_correspondence(details=details, said=said, nonce=f"demo-{row['at']}", **when)

    def _override(self, row: Row, when: _OnDay) -> None:
        item, version = self._chosen(row)
        rating, until = Rating(row["rating"]), self._day(row, "until")
        override_rating(
            item=item, version=version, rating=rating, reason=row["words"], expires_on=until, **when
        )

    def _cover(self, row: Row, when: _OnDay) -> None:
        post, who = post_by_slug(db.session(), row["post"]), actor_by_email(f"{row['who']}@demo.example")
        assert post is not None
        assert who is not None
        record_cover(
            post=post,
            account_id=who.account_id,
            from_on=self._day(row, "from"),
            to_on=self._day(row, "to"),
            reason=row["words"],
            by=when["by"],
            now=when["now"],
        )
