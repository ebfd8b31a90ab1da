"""The demonstration: fictional words on true dates, loaded through the services so that every rule holds."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tracker.domain.items import ItemDetails
from tracker.domain.london_time import in_london
from tracker.domain.markup import join_paragraphs
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import (
    BodyKind,
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
from tracker.models.office import Holding, Post
from tracker.models.report import Report
from tracker.queries.events import event_count
from tracker.queries.items import item_by_reference, items_of_reports
from tracker.queries.responses import answer_to
from tracker.services.accounts import actor_by_email, create_account
from tracker.services.answers import AnswerDetails, clear_comments, write_answer
from tracker.services.items import add_item, details_from_text, link_items
from tracker.services.letter_details import LetterDetails
from tracker.services.letter_imports import import_letter, read_past_letter
from tracker.services.letter_plans import ReportChoice
from tracker.services.offices import (
    BodyDetails,
    HoldingDetails,
    PostDetails,
    add_signature,
    confirm_holding,
    record_body,
    record_holding,
    record_letterhead,
    record_post,
)
from tracker.services.reports import add_report, confirm_publication, link_reports
from tracker.services.responses import change_letter, start_response

BEGINNING = "2021-05-13T09:00:00+01:00"


def register_is_empty() -> bool:
    """Whether nothing has ever happened here."""
    return event_count(db.session()) == 0


def load_demo(*, seeds_dir: Path, now: datetime, today: date) -> list[tuple[str, str, str]]:
    """Load everything under seeds/demo; gives (email, role, password made at random) of each account."""
    demo = _Demo(seeds_dir, now, today)
    accounts = demo.accounts()
    demo.offices()
    demo.past()
    demo.response()
    return accounts


class _Demo:
    """One loading: what was made so far, by the keys of the seed files."""

    def __init__(self, seeds_dir: Path, now: datetime, today: date) -> None:
        self.seeds, self.now, self.today = seeds_dir, now, today
        self.reports: dict[str, Report] = {}
        self.plan = self._read("reports.json")
        self.holders: dict[str, Holding] = {}
        self.by: Actor = SYSTEM

    def _read(self, name: str) -> Any:
        return json.loads((self.seeds / "demo" / name).read_text(encoding="utf-8"))

    def _day(self, given: str | int) -> date:
        """A date of the seed files: ISO, or so many days from today."""
        return self.today + timedelta(days=given) if isinstance(given, int) else date.fromisoformat(given)

    def _moment(self, given: str | int) -> datetime:
        if isinstance(given, int):
            return self.now + timedelta(days=given)
        return datetime.fromisoformat(given)

    def accounts(self) -> list[tuple[str, str, str]]:
        """One account for each kind of person, so that each can be tried."""
        made = []
        for row in self._read("accounts.json"):
            roles = frozenset(Role(role) for role in row["roles"])
            first = create_account(
                email=row["email"],
                name=row["name"],
                roles=roles,
                by=SYSTEM,
                now=self._moment(BEGINNING),
                must_change_password=False,
            )
            told = ", ".join(role.label for role in Role if role in roles)
            made.append((row["email"], told, first.password))
        office = actor_by_email("office@demo.example")
        assert office is not None
        self.by = office
        return made

    def offices(self) -> None:
        """Bodies, posts, holders by date, a letterhead, and a signature that is plainly none."""
        data, at = self._read("offices.json"), self._moment(BEGINNING)
        posts = {row["slug"]: self._post(row, at) for row in data["posts"]}
        for row in data["bodies"]:
            record_body(
                body=None,
                version=0,
                details=BodyDetails(
                    kind=BodyKind(row["kind"]),
                    name=row["name"],
                    also_called=row["also_called"],
                    head_post_id=posts[row["head_post"]].id,
                ),
                by=self.by,
                now=at,
            )
        for row in data["letterheads"]:
            record_letterhead(
                letterhead=None, version=0, text=row["text"], from_on=None, to_on=None, by=self.by, now=at
            )
        picture = data["signature"]
        holder = self.holders[picture["post"]]
        add_signature(
            holding=holder,
            content=(self.seeds / picture["file"]).read_bytes(),
            alt_text=picture["alt_text"],
            by=self.by,
            now=at,
        )

    def _post(self, row: dict[str, Any], at: datetime) -> Post:
        details = PostDetails(
            row["slug"],
            row["title"],
            row.get("title_in_letters", ""),
            row.get("short_title", ""),
            row.get("salutation", ""),
            row.get("address", ""),
        )
        post = record_post(post=None, version=0, details=details, by=self.by, now=at)
        for name, start, end in row["holders"]:
            period = [date.fromisoformat(day) if day else None for day in (start, end)]
            holding = record_holding(
                holding=None,
                version=0,
                post=post,
                details=HoldingDetails(name, period[0], period[1]),
                by=self.by,
                now=at,
            )
            if end is None:
                day = in_london(self.now).date() - timedelta(days=40)
                confirm_holding(
                    holding=holding, version=1, by=self.by, now=self.now - timedelta(days=40), today=day
                )
                self.holders[row["slug"]] = holding
        return post

    def past(self) -> None:
        """Reports and letters in the order in which they happened."""
        acts = [("report", row) for row in self.plan["reports"]]
        acts += [("letter", row) for row in self.plan["letters"]]
        for what, row in sorted(acts, key=lambda act: self._moment(act[1]["at"])):
            if what == "letter":
                self._letter(row)
            else:
                self._report(row)
        for earlier, later, kind, note in self.plan["links"]:
            link_reports(
                earlier=self.reports[earlier],
                later=self.reports[later],
                kind=LinkKind(kind),
                note=note,
                by=self.by,
                now=self.now,
            )

    def _letter(self, row: dict[str, Any]) -> None:
        path, at = self.seeds / "demo" / "letters" / row["file"], self._moment(row["at"])
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
            today=in_london(at).date(),
        )
        report = db.session.get_one(Report, response.reports[0].report_id)
        confirm_publication(report=report, version=report.version, by=self.by, now=at)
        self.reports[row["key"]] = report

    def _report(self, row: dict[str, Any]) -> None:
        at = self._moment(row["at"])
        readers = [actor_by_email(email) for email in row.get("embargoed_for", [])]
        fieldwork: list[date | None] = [self._day(day) for day in row.get("fieldwork", [])] or [None, None]
        details = ReportDetails(
            title=row["title"],
            kind=ReportKind(row["kind"]),
            inspecting_body=row["inspecting_body"],
            published_on=self._day(row["published"]),
            fieldwork_from_on=fieldwork[0],
            fieldwork_to_on=fieldwork[1],
            monitoring_state=MonitoringState(row["monitoring_state"]) if "monitoring_state" in row else None,
            is_embargoed=bool(readers),
            reader_ids=tuple(r.account_id for r in readers if r and r.account_id),
            grades=tuple((question, Grade(grade)) for question, grade in row.get("grades", [])),
        )
        report = add_report(details=details, by=self.by, now=at, today=in_london(at).date())
        if not readers:
            confirm_publication(report=report, version=report.version, by=self.by, now=at)
        self.reports[row["key"]] = report
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

    def response(self) -> None:
        """The letter that is being prepared now, with some of its answers."""
        row = self.plan["response"]
        report, at = self.reports[row["report"]], self._moment(row["at"])
        response = start_response(
            reports=[report],
            letter_dated=self._day(20),
            layout=Layout(row["layout"]),
            by=self.by,
            now=at,
            today=in_london(at).date(),
        )
        details = LetterDetails(
            letter_dated=response.letter_dated,
            layout=response.layout,
            paragraphs=join_paragraphs([*row["paragraphs"], response.paragraphs]),
        )
        change_letter(response=response, version=response.version, details=details, by=self.by, now=at)
        for when, answer in _days_after(at, row["answers"]):
            item = item_by_reference(db.session(), f"{report.reference}-{answer['item']}")
            assert item is not None
            write_answer(
                response=response,
                item=item,
                version=0,
                details=AnswerDetails(
                    chief_constable=answer.get("chief_constable"),
                    pcc=answer.get("pcc"),
                    stance=Position(answer["stance"]) if "stance" in answer else None,
                ),
                by=self.by,
                now=when,
            )
            if answer.get("cleared"):
                written = answer_to(db.session(), response, item)
                assert written is not None
                day = in_london(when).date()
                clear_comments(
                    response=response,
                    item=item,
                    version=written.version,
                    cleared_on=day,
                    by=self.by,
                    now=when,
                    today=day,
                )


def _days_after(start: datetime, rows: list[dict[str, Any]]) -> Iterator[tuple[datetime, dict[str, Any]]]:
    for number, row in enumerate(rows, start=1):
        yield start + timedelta(days=number), row
