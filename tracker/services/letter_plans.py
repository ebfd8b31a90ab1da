"""What bringing in a past letter would do: compare what was read with the register, change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.inspectorate import inspectorate_on
from tracker.domain.items import ItemDetails, heading_of
from tracker.domain.phrasing.addressees import Us
from tracker.domain.phrasing.item_details import read_details
from tracker.domain.phrasing.letter_parts import ReadAppendix, ReadItem, ReadLetter
from tracker.domain.phrasing.report_kinds import guess_report_kind
from tracker.domain.refusals import Invalid
from tracker.domain.reports import ReportDetails, problems_with_report
from tracker.domain.vocabulary import ReportKind
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.items import items_of_reports
from tracker.queries.offices import us
from tracker.queries.reports import reports_with_title
from tracker.queries.responses import answer_to, answered_items, imported_on
from tracker.services.items import details_of
from tracker.services.letter_differences import (
    Difference,
    answer_differences,
    enclosures_by_report,
    known_items,
    letter_differences,
    office_differences,
    opening_and_rest,
    problems_with_parts,
    text_differences,
)

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


@dataclass(frozen=True)
class ReportChoice:
    """What a person says of a report that the letter answers; its publication date the letter never says."""

    published_on: date | None
    kind: ReportKind | None = None
    title: str | None = None


@dataclass(frozen=True)
class PlannedItem:
    """One item of the letter: as read, as it would be recorded, and how it stands to the register."""

    read: ReadItem
    details: ItemDetails
    warnings: tuple[str, ...]
    existing: Item | None
    state: str
    differences: tuple[Difference, ...] = ()
    parent: int | None = None


@dataclass(frozen=True)
class PlannedReport:
    """One report of the letter with its items; `existing` when the register has it."""

    details: ReportDetails
    existing: Report | None
    items: tuple[PlannedItem, ...]
    is_dated: bool
    warnings: tuple[str, ...]
    appendix: ReadAppendix | None
    enclosure: str


@dataclass(frozen=True)
class LetterPlan:
    """What an import would do, for the review screen, the dry run and the saving itself."""

    letter: ReadLetter
    reports: tuple[PlannedReport, ...]
    existing: Response | None
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]
    opening: str | None
    paragraphs: str
    office_differences: tuple[str, ...] = field(default=())

    def count(self, state: str) -> int:
        """How many items are new, changed or unchanged."""
        return sum(item.state == state for report in self.reports for item in report.items)

    @property
    def all_differences(self) -> tuple[Difference, ...]:
        """The letter's own differences, then its items'."""
        items = [d for report in self.reports for item in report.items for d in item.differences]
        return (*self.differences, *items)

    @property
    def changes_nothing(self) -> bool:
        """Whether the register holds the whole letter already, word for word, with its file."""
        return (
            self.existing is not None
            and self.existing.source_file_id is not None
            and not self.all_differences
            and self.count(NEW) == self.count(CHANGED) == 0
        )


def plan_letter(
    session: Session, letter: ReadLetter, choices: Sequence[ReportChoice], *, today: date
) -> LetterPlan:
    """Compare a letter with the register; raises Invalid where a report's date is missing or cannot be."""
    plan, problems = look_at_letter(session, letter, choices, today=today)
    if problems:
        raise Invalid(problems)
    return plan


def look_at_letter(
    session: Session, letter: ReadLetter, choices: Sequence[ReportChoice], *, today: date
) -> tuple[LetterPlan, dict[str, str]]:
    """The plan of a letter as far as it goes, and what keeps it from being saved, by field.

    While a report's publication date is missing, its deadlines counted from it have no date.
    """
    titles = letter.report_titles or tuple(a.report_title for a in letter.appendices)
    chosen = [choices[n] if n < len(choices) else choices[-1] for n in range(len(titles))] if choices else []
    names = us(session)
    problems: dict[str, str] = problems_with_parts(letter)
    reports: list[PlannedReport] = []
    for number, title in enumerate(titles):
        choice = chosen[number] if chosen else ReportChoice(None)
        planned = _plan_report(session, letter, number, choice.title or title, choice, names)
        if not planned.is_dated:
            problems[f"published_on-{number}"] = (
                "Enter the day the report was published: the letter does not say, and the clock starts on it."
            )
            reports.append(planned)
            continue
        problems.update(
            {f"{key}-{number}": v for key, v in problems_with_report(planned.details, today).items()}
        )
        if letter.dated and planned.details.published_on > letter.dated:
            problems[f"published_on-{number}"] = (
                "The report cannot be published after the letter that answers it: check the publication date."
            )
        if any(one.details == planned.details for one in reports):
            problems[f"title-{number}"] = (
                "Two reports of this letter have one title and date: tell them apart."
            )
        reports.append(planned)
    if not titles:
        problems["file"] = "The letter names no report that it answers: check the file."
    existing = None
    if reports and all(report.existing for report in reports):
        existing = imported_on(session, letter.dated, [r.existing.id for r in reports if r.existing])
    notes = list(letter.notes)
    if existing is not None:
        notes += _not_in_the_letter(session, existing, reports)
        reports = [_with_answer_differences(session, existing, report) for report in reports]
    opening, paragraphs = opening_and_rest(letter.paragraphs)
    plan = LetterPlan(
        letter=letter,
        reports=tuple(reports),
        existing=existing,
        differences=letter_differences(existing, letter) if existing else (),
        notes=tuple(notes),
        opening=opening,
        paragraphs=paragraphs,
        office_differences=office_differences(session, letter, today),
    )
    return plan, problems


def _plan_report(
    session: Session, letter: ReadLetter, number: int, title: str, choice: ReportChoice, names: Us
) -> PlannedReport:
    alike = reports_with_title(session, title)
    known = [r for r in alike if choice.published_on in (None, r.published_on)]
    existing = known[0] if len(known) == 1 else None
    published_on = choice.published_on or (existing.published_on if existing else None)
    stated_on = published_on or letter.dated or date.min
    guessed, doubt = guess_report_kind(title)
    appendix = letter.appendices[number] if number < len(letter.appendices) else None
    details = ReportDetails(
        title=existing.title if existing else title,
        kind=existing.kind if existing else choice.kind or guessed,
        inspecting_body=existing.inspecting_body if existing else inspectorate_on(stated_on),
        published_on=stated_on,
    )
    doubts = [doubt] if doubt and choice.kind is None and existing is None else []
    if existing is None:
        doubts += [
            f"{other.reference} has the same title and was published on {date_in_words(other.published_on)}. "
            "With this date a second report is recorded: check the publication date."
            for other in alike
        ]
    return PlannedReport(
        details=details,
        existing=existing,
        items=_plan_items(session, appendix.items if appendix else (), existing, published_on, names),
        is_dated=published_on is not None,
        warnings=tuple(doubts),
        appendix=appendix,
        enclosure=enclosures_by_report(letter)[number],
    )


def _plan_items(
    session: Session, read: Sequence[ReadItem], report: Report | None, published_on: date | None, names: Us
) -> tuple[PlannedItem, ...]:
    known = known_items(items_of_reports(session, [report.id]) if report else [], read)
    planned = []
    for one, existing in zip(read, known, strict=True):
        details, warnings = item_as_read(one, published_on, names)
        differing: list[Difference] = []
        if existing is not None:
            where = heading_of(one.kind, one.number, details.heading)
            differing = text_differences(where, {"text": (existing.text, details.text)})
            details = _kept_by_hand(existing, details, published_on, names) if differing else details
        state = NEW if existing is None else CHANGED if differing else UNCHANGED
        planned.append(PlannedItem(one, details, warnings, existing, state, tuple(differing), one.parent))
    return tuple(planned)


def item_as_read(read: ReadItem, published_on: date | None, names: Us) -> tuple[ItemDetails, tuple[str, ...]]:
    """An item as its own words put it, with what a person should look at."""
    is_standard = not read.heading or read.heading.rstrip(":. ") == heading_of(read.kind, read.number)
    found = read_details(
        read.text,
        kind=read.kind,
        number=read.number,
        us=names,
        published_on=published_on,
        heading="" if is_standard else read.heading,
    )
    return found.details, (*read.warnings, *found.warnings)


READ_FROM_TEXT = ("for_whom", "is_joint", "is_conditional", "addressees", "deadlines")


def _kept_by_hand(existing: Item, read: ItemDetails, published_on: date | None, names: Us) -> ItemDetails:
    """New wording is read again, but what a person had set against the old wording stays as it was set."""
    here = details_of(existing)
    old = ReadItem(
        here.kind, here.number, here.heading, "", here.text, None, (), (), (), warnings=(), parent=None
    )
    as_read, _ = item_as_read(old, published_on, names)
    by_hand = {
        part: getattr(here, part) for part in READ_FROM_TEXT if getattr(here, part) != getattr(as_read, part)
    }
    return replace(read, parent_id=here.parent_id, heading=here.heading, number=here.number, **by_hand)


def _with_answer_differences(session: Session, existing: Response, report: PlannedReport) -> PlannedReport:
    items = []
    for item in report.items:
        answer = answer_to(session, existing, item.existing) if item.existing else None
        where = heading_of(item.read.kind, item.read.number, item.details.heading)
        if item.existing is None:
            items.append(replace(item, differences=(Difference(where, "text", "", item.read.text),)))
            continue
        found = answer_differences(where, answer, item.read)
        state = CHANGED if found else item.state
        items.append(replace(item, differences=(*item.differences, *found), state=state))
    return replace(report, items=tuple(items))


def _not_in_the_letter(session: Session, existing: Response, reports: Sequence[PlannedReport]) -> list[str]:
    """What the letter here answers and the file does not hold: named, and left as it is."""
    read = {item.existing.id for report in reports for item in report.items if item.existing}
    return [
        f"{one.item.reference} is answered in {existing.reference} here and does not stand in this file; "
        "it is left as it is."
        for one in answered_items(session, existing)
        if one.item.id not in read
    ]
