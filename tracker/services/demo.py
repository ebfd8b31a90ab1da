"""The demonstration: fictional words on true dates, loaded through the services so that every rule holds."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tracker.domain.items import ItemDetails
from tracker.domain.london_time import london_day
from tracker.domain.markup import join_paragraphs
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import (
    Grade,
    ItemKind,
    Layout,
    LinkKind,
    MonitoringState,
    Position,
    ReportKind,
    Role,
)
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Holding
from tracker.models.report import Report
from tracker.queries.events import event_count
from tracker.queries.items import items_of_reports
from tracker.services.accounts import actor_by_email, create_account
from tracker.services.answers import AnswerDetails, clear_comments, write_answer
from tracker.services.demo_boards import DemoBoards
from tracker.services.demo_offices import load_offices
from tracker.services.demo_progress import DemoProgress
from tracker.services.demo_seeds import BEGINNING, DemoSeeds
from tracker.services.items import add_item, details_from_text, link_items
from tracker.services.letter_details import LetterDetails
from tracker.services.letter_imports import import_letter, read_past_letter
from tracker.services.letter_plans import ReportChoice
from tracker.services.offices import confirm_holding
from tracker.services.proof_store import ProofStore
from tracker.services.reports import add_report, confirm_publication, link_reports
from tracker.services.responses import change_letter, start_response


def register_is_empty() -> bool:
    """Whether nothing has ever happened here."""
    return event_count(db.session()) == 0


def load_demo(
    *, seeds_dir: Path, store: ProofStore, exports_dir: Path, now: datetime, today: date
) -> list[tuple[str, str, str]]:
    """Load everything under seeds/demo; gives (email, role, password made at random) of each account."""
    demo = _Demo(DemoSeeds(seeds_dir, now, today), store, exports_dir)
    accounts = demo.accounts()
    demo.acts()
    return accounts


class _Demo:
    """One loading: what was made so far, by the keys of the seed files."""

    def __init__(self, seeds: DemoSeeds, store: ProofStore, exports_dir: Path) -> None:
        self.seeds = seeds
        self.reports: dict[str, Report] = {}
        self.plan = seeds.read("reports.json")
        self.progress = DemoProgress(seeds, store, self.reports)
        self.boards = DemoBoards(seeds, exports_dir, self.progress.item)
        self.by: Actor = SYSTEM

    def accounts(self) -> list[tuple[str, str, str]]:
        """One account for each kind of person, so that each can be tried."""
        made = []
        for row in self.seeds.read("accounts.json"):
            roles = frozenset(Role(role) for role in row["roles"])
            first = create_account(
                email=row["email"],
                name=row["name"],
                roles=roles,
                by=SYSTEM,
                now=self.seeds.moment(BEGINNING),
                must_change_password=False,
            )
            told = ", ".join(role.label for role in Role if role in roles)
            made.append((row["email"], told, first.password))
        office = actor_by_email("office@demo.example")
        assert office is not None
        self.by = office
        return made

    def acts(self) -> None:
        """Offices first, then everything else in the order in which it happened."""
        confirmed_at = self.seeds.moment(-40)
        acts: list[tuple[datetime, Callable[[], object]]] = [
            (confirmed_at, partial(self._confirm, holding, confirmed_at))
            for holding in load_offices(self.seeds, self.by)
        ]
        for row in self.plan["reports"]:
            acts.append((self.seeds.moment(row["at"]), partial(self._report, row)))
        for row in self.plan["letters"]:
            acts.append((self.seeds.moment(row["at"]), partial(self._letter, row)))
        response = self.plan["response"]
        start = self.seeds.moment(response["at"])
        acts.append((start, partial(self._response, response)))
        for number, answer in enumerate(response["answers"], start=1):
            when = start + timedelta(days=number)
            acts.append((when, partial(self._answer, response["report"], answer, when)))
        for row in self.seeds.read("progress.json"):
            acts.append((self.seeds.moment(row["at"]), partial(self.progress.do, row)))
        for row in self.seeds.read("boards.json"):
            acts.append((self.seeds.moment(row["at"]), partial(self.boards.do, row)))
        for _, act in sorted(acts, key=lambda one: one[0]):
            act()

    def _confirm(self, holding: Holding, at: datetime) -> None:
        confirm_holding(holding=holding, version=1, by=self.by, now=at, today=london_day(at))

    def _letter(self, row: dict[str, Any]) -> None:
        path, at = self.seeds.folder / "demo" / "letters" / row["file"], self.seeds.moment(row["at"])
        content = path.read_bytes()
        response, _ = import_letter(
            name=path.name,
            content=content,
            letter=read_past_letter(name=path.name, content=content),
            choices=[ReportChoice(date.fromisoformat(row["published"]), ReportKind(row["kind"]))],
            apply_differences=False,
            reading=None,
            by=self.by,
            now=at,
            today=london_day(at),
        )
        report = db.session.get_one(Report, response.reports[0].report_id)
        confirm_publication(report=report, version=report.version, by=self.by, now=at)
        self._known(row["key"], report, at)

    def _report(self, row: dict[str, Any]) -> None:
        at = self.seeds.moment(row["at"])
        readers = [actor_by_email(email) for email in row.get("embargoed_for", [])]
        fieldwork = [self.seeds.day(day) for day in row.get("fieldwork", [])]
        details = ReportDetails(
            title=row["title"],
            kind=ReportKind(row["kind"]),
            inspecting_body=row["inspecting_body"],
            published_on=self.seeds.day(row["published"]),
            fieldwork_from_on=fieldwork[0] if fieldwork else None,
            fieldwork_to_on=fieldwork[1] if fieldwork else None,
            monitoring_state=MonitoringState(row["monitoring_state"]) if "monitoring_state" in row else None,
            is_embargoed=bool(readers),
            reader_ids=tuple(r.account_id for r in readers if r and r.account_id),
            grades=tuple((question, Grade(grade)) for question, grade in row.get("grades", [])),
        )
        report = add_report(details=details, by=self.by, now=at, today=london_day(at))
        if not readers:
            confirm_publication(report=report, version=report.version, by=self.by, now=at)
        self._known(row["key"], report, at)
        made: list[Item] = []
        for item in row["items"]:
            made.append(self._item(report, item, made, at))

    def _item(self, report: Report, row: dict[str, Any], made: list[Item], at: datetime) -> Item:
        details: ItemDetails = details_from_text(
            kind=ItemKind(row["kind"]),
            number=row["number"],
            text=row["text"],
            parent_id=made[row["under"]].id if "under" in row else None,
            published_on=report.published_on,
        )
        item = add_item(report=report, details=details, by=self.by, now=at)
        if "links" in row:
            key, number, kind = row["links"]
            others = items_of_reports(db.session(), [self.reports[key].id])
            earlier = next(other for other in others if other.number == number)
            link_items(earlier=earlier, later=item, kind=LinkKind(kind), note="", by=self.by, now=at)
        return item

    def _known(self, key: str, report: Report, at: datetime) -> None:
        """The report under its key, linked with the earlier ones that it takes up."""
        self.reports[key] = report
        for earlier, later, kind, note in self.plan["links"]:
            if later == key:
                link_reports(
                    earlier=self.reports[earlier],
                    later=report,
                    kind=LinkKind(kind),
                    note=note,
                    by=self.by,
                    now=at,
                )

    def _response(self, row: dict[str, Any]) -> None:
        """The letter that is being prepared now."""
        report, at = self.reports[row["report"]], self.seeds.moment(row["at"])
        self.response = start_response(
            reports=[report],
            letter_dated=self.seeds.day(20),
            layout=Layout(row["layout"]),
            by=self.by,
            now=at,
            today=london_day(at),
        )
        details = LetterDetails(
            letter_dated=self.response.letter_dated,
            layout=self.response.layout,
            paragraphs=join_paragraphs([*row["paragraphs"], self.response.paragraphs]),
        )
        change_letter(
            response=self.response, version=self.response.version, details=details, by=self.by, now=at
        )

    def _answer(self, report: str, row: dict[str, Any], at: datetime) -> None:
        """One answer of that letter, cleared by the force where its row says so."""
        item = self.progress.item(f"{report} {row['item']}")
        written = write_answer(
            response=self.response,
            item=item,
            version=0,
            details=AnswerDetails(
                chief_constable=row.get("chief_constable"),
                pcc=row.get("pcc"),
                stance=Position(row["stance"]) if "stance" in row else None,
            ),
            by=self.by,
            now=at,
        )
        if row.get("cleared"):
            day = london_day(at)
            clear_comments(
                response=self.response,
                item=item,
                version=written.version,
                cleared_on=day,
                by=self.by,
                now=at,
                today=day,
            )
