"""What makes a report's record hold together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.audit import as_text
from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import Grade, LinkKind, MonitoringState, ReportKind

EARLIEST_REPORT = date(1900, 1, 1)


@dataclass(frozen=True)
class ReportDetails:
    """What a person records of a report; `grades` are (question, grade) in the report's order."""

    title: str
    kind: ReportKind
    inspecting_body: str
    published_on: date
    fieldwork_from_on: date | None = None
    fieldwork_to_on: date | None = None
    web_address: str = ""
    monitoring_state: MonitoringState | None = None
    is_embargoed: bool = False
    reader_ids: tuple[int, ...] = ()
    grades: tuple[tuple[str, Grade], ...] = ()


def problems_with_report(details: ReportDetails, today: date) -> dict[str, str]:
    """Each field that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if is_blank(details.title):
        problems["title"] = "Enter the title as printed on the report."
    if is_blank(details.inspecting_body):
        problems["inspecting_body"] = "Enter who published the report, for example HMICFRS."
    if details.published_on < EARLIEST_REPORT:
        problems["published_on"] = "Enter a publication date after 1 January 1900."
    if details.published_on > today and not details.is_embargoed:
        problems["published_on"] = (
            "This date is in the future. Correct it, or mark the report as under embargo "
            "and name its readers."
        )
    start, end = details.fieldwork_from_on, details.fieldwork_to_on
    if start and end and start > end:
        problems["fieldwork_to_on"] = "The fieldwork cannot end before it starts."
    if start and start > details.published_on:
        problems["fieldwork_from_on"] = "The fieldwork cannot start after the report was published."
    elif end and end > details.published_on:
        problems["fieldwork_to_on"] = "The fieldwork cannot end after the report was published."
    if details.web_address and not details.web_address.startswith(("https://", "http://")):
        problems["web_address"] = "Enter a web address that starts with https:// or http://."
    questions = [" ".join(question.casefold().split()) for question, _ in details.grades]
    if any(is_blank(question) for question in questions):
        problems["grades"] = "Give every grade its question."
    elif len(set(questions)) < len(questions):
        problems["grades"] = "A question has two grades: keep the one the report gives."
    return problems


def facts_in(details: ReportDetails, reader_names: Iterable[str]) -> dict[str, str | None]:
    """What was recorded of a report by hand, in the form the history keeps."""
    return {
        "title": details.title,
        "kind": details.kind.value,
        "inspecting_body": details.inspecting_body,
        "published_on": as_text(details.published_on),
        "fieldwork_from_on": as_text(details.fieldwork_from_on),
        "fieldwork_to_on": as_text(details.fieldwork_to_on),
        "web_address": details.web_address,
        "monitoring_state": as_text(details.monitoring_state),
        "is_embargoed": as_text(details.is_embargoed),
        "readers": "\n".join(reader_names),
        "grades": "\n".join(f"{question}: {grade.label}" for question, grade in details.grades),
    }


@dataclass(frozen=True)
class Link:
    """A typed link from a later report or item to an earlier one."""

    earlier: str
    later: str
    kind: LinkKind
    note: str = ""


def problems_with_embargo(details: ReportDetails, today: date) -> dict[str, str]:
    """What is wrong with an embargo that is set now: one that has ended would hide nothing from anybody."""
    if not details.is_embargoed or details.published_on > today:
        return {}
    return {
        "published_on": f"This embargo ended on {date_in_words(details.published_on)}. Correct the date, or "
        "record the report without an embargo."
    }


def under_embargo(*, is_embargoed: bool, published_on: date, today: date) -> bool:
    """An embargo ends by itself on the day of publication."""
    return is_embargoed and today < published_on
