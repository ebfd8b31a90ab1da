"""A report in full, as far as a person may see it: its clocks, items, letters and neighbours."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.items import ItemDetails, heading_of
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.reports import ReportDetails, under_embargo
from tracker.domain.statutory_clock import (
    Regime,
    SecondClock,
    StatutoryClock,
    day_words,
    regime,
    second_clock,
    statutory_clock,
)
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import OffListReason, ResponseOrigin, ResponseStatus
from tracker.domain.working_days import BankHolidays
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.items import items_of_reports
from tracker.queries.reports import LinkedReport, linked_reports, reader_names
from tracker.queries.responses import responses_to
from tracker.services.items import details_of as item_details
from tracker.services.reports import details_of


@dataclass(frozen=True)
class ItemOfReport:
    """An item in its report's order; `under` is the reference of the item it stands under, or ""."""

    reference: str
    heading: str
    details: ItemDetails
    off_list_reason: OffListReason | None
    under: str


@dataclass(frozen=True)
class LetterToReport:
    """A letter that answers the report; `day_words` says which day of the 56 its date is."""

    reference: str
    status: ResponseStatus
    origin: ResponseOrigin
    letter_dated: date | None
    published_on: date | None
    day_words: str


@dataclass(frozen=True)
class ReportInFull:
    """Everything a person may see of a report today."""

    id: int
    reference: str
    version: int
    details: ReportDetails
    confirmed_by: str | None
    confirmed_at: datetime | None
    is_under_embargo: bool
    readers: tuple[str, ...]
    clock: StatutoryClock
    second_clock: SecondClock | None
    items: tuple[ItemOfReport, ...]
    letters: tuple[LetterToReport, ...]
    links: tuple[LinkedReport, ...]
    may_edit: Verdict


def report_in_full(*, report: Report, by: Actor, today: date, bank_holidays: BankHolidays) -> ReportInFull:
    """The report as this person may see it today; what it is answered with comes from its letters."""
    session = db.session()
    letters = responses_to(session, report)
    published = [letter.published_on for letter in letters if letter.published_on]
    return ReportInFull(
        id=report.id,
        reference=report.reference,
        version=report.version,
        details=details_of(report),
        confirmed_by=report.publication_confirmed_by_name,
        confirmed_at=report.publication_confirmed_at,
        is_under_embargo=under_embargo(
            is_embargoed=report.is_embargoed, published_on=report.published_on, today=today
        ),
        readers=tuple(reader_names(session, report)),
        clock=statutory_clock(
            report.kind,
            report.published_on,
            today=today,
            bank_holidays=bank_holidays,
            comments_published_on=min(published, default=None),
        ),
        second_clock=second_clock(report.kind, report.published_on, today=today, bank_holidays=bank_holidays),
        items=_in_order(items_of_reports(session, [report.id])),
        letters=tuple(_letter(report, letter) for letter in letters),
        links=tuple(linked_reports(session, report, by, today)),
        may_edit=may(by, Ability.EDIT_REPORTS),
    )


def _in_order(items: list[Item]) -> tuple[ItemOfReport, ...]:
    """The items in the report's order, each followed by what stands under it."""
    here = {item.id: item.reference for item in items}
    under: dict[int | None, list[Item]] = {}
    for item in items:
        under.setdefault(item.parent_id if item.parent_id in here else None, []).append(item)
    found: list[ItemOfReport] = []

    def add(parent_id: int | None) -> None:
        for item in under.get(parent_id, []):
            found.append(
                ItemOfReport(
                    item.reference,
                    heading_of(item.kind, item.number, item.heading),
                    item_details(item),
                    item.off_list_reason,
                    here.get(item.parent_id or 0, ""),
                )
            )
            add(item.id)

    add(None)
    return tuple(found)


def _letter(report: Report, letter: Response) -> LetterToReport:
    words = ""
    if letter.letter_dated and regime(report.kind, report.published_on) is Regime.SECTION_55:
        words = day_words(report.published_on, letter.letter_dated)
    return LetterToReport(
        letter.reference, letter.status, letter.origin, letter.letter_dated, letter.published_on, words
    )
