"""The letter's own parts as a person sets them: their limits, and what the history keeps of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.audit import Subject, as_text
from tracker.domain.cleaning import clean_text
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import Layout, Marking
from tracker.models.base import db
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.responses import reports_of

MAX_TEXT = 30_000
FREE_PARTS = (
    "office_block",
    "addressee_block",
    "salutation",
    "subject",
    "opening",
    "closing",
    "signatory_name",
    "signatory_title",
    "force_name",
)
"""The parts of a letter that are made from the office-holder list while they are None."""

LINES = {
    "salutation": 200,
    "subject": 2_000,
    "closing": 200,
    "signatory_name": 200,
    "force_name": 200,
}
"""The parts that are one line, with the characters each may have."""
LONGEST_PART = dict.fromkeys((*FREE_PARTS, "paragraphs"), MAX_TEXT) | LINES | {"signatory_title": 300}
LONGEST_HEADING = 2_000


@dataclass(frozen=True)
class LetterDetails:
    """The letter's own parts as a person set them; None in a part of FREE_PARTS means "as on its date"."""

    letter_dated: date | None
    layout: Layout
    paragraphs: str
    prints_pcc_responses: bool = True
    prints_items_for_others: bool = True
    marking: Marking | None = None
    prints_signature: bool = True
    signature_image_id: int | None = None
    office_block: str | None = None
    addressee_block: str | None = None
    salutation: str | None = None
    subject: str | None = None
    opening: str | None = None
    closing: str | None = None
    signatory_name: str | None = None
    signatory_title: str | None = None
    force_name: str | None = None
    enclosures: tuple[str | None, ...] = ()
    appendix_headings: tuple[str | None, ...] = ()


def subject_of(response: Response) -> Subject:
    """The response as the history names it."""
    return Subject("response", response.id, response.reference)


def facts_of(response: Response) -> dict[str, str | None]:
    """Everything recorded of the letter's own parts, in the form the history keeps."""
    facts = {
        "status": response.status.value,
        "letter_dated": as_text(response.letter_dated),
        "published_on": as_text(response.published_on),
        "layout": response.layout.value,
        "prints_pcc_responses": as_text(response.prints_pcc_responses),
        "prints_items_for_others": as_text(response.prints_items_for_others),
        "marking": as_text(response.marking),
        "prints_signature": as_text(response.prints_signature),
        "signature_image": as_text(response.signature_image_id),
        "paragraphs": response.paragraphs,
        "reports": "\n".join(report.reference for report in reports_of(db.session(), response)),
    }
    facts.update({part: getattr(response, part) for part in FREE_PARTS})
    for row in response.reports:
        facts[f"enclosure {row.position + 1}"] = row.enclosure
        facts[f"appendix_label {row.position + 1}"] = row.appendix_label
        facts[f"appendix_heading {row.position + 1}"] = row.appendix_heading
    return facts


def details_of(response: Response) -> LetterDetails:
    """The letter's own parts as they are set."""
    parts: dict[str, Any] = {part: getattr(response, part) for part in FREE_PARTS}
    return LetterDetails(
        letter_dated=response.letter_dated,
        layout=response.layout,
        paragraphs=response.paragraphs,
        prints_pcc_responses=response.prints_pcc_responses,
        prints_items_for_others=response.prints_items_for_others,
        marking=response.marking,
        prints_signature=response.prints_signature,
        signature_image_id=response.signature_image_id,
        enclosures=tuple(row.enclosure for row in response.reports),
        appendix_headings=tuple(row.appendix_heading for row in response.reports),
        **parts,
    )


def facts_in(details: LetterDetails) -> dict[str, str | None]:
    """The details in the form the history keeps, to be compared with what somebody else saved."""
    facts = {
        "letter_dated": as_text(details.letter_dated),
        "layout": details.layout.value,
        "prints_pcc_responses": as_text(details.prints_pcc_responses),
        "prints_items_for_others": as_text(details.prints_items_for_others),
        "marking": as_text(details.marking),
        "prints_signature": as_text(details.prints_signature),
        "paragraphs": clean_text(details.paragraphs).strip("\n"),
    }
    facts.update({part: getattr(details, part) for part in FREE_PARTS})
    for number, enclosure in enumerate(details.enclosures, start=1):
        facts[f"enclosure {number}"] = enclosure
    for number, heading in enumerate(details.appendix_headings, start=1):
        facts[f"appendix_heading {number}"] = heading
    return facts


def problems_with_letter(response: Response, details: LetterDetails) -> dict[str, str]:
    """Each part that is too long, and a date that cannot be, with the sentence that says why."""
    problems = {}
    for part, limit in LONGEST_PART.items():
        if problem := _too_long(getattr(details, part), limit):
            problems[part] = problem
    for name in ("enclosures", "appendix_headings"):
        for number, heading in enumerate(getattr(details, name)):
            if problem := _too_long(heading, LONGEST_HEADING):
                problems[f"{name}-{number}"] = problem
    if response.status.is_issued and details.letter_dated is None:
        problems["letter_dated"] = "Enter the date of the letter: it has been issued."
    elif problem := problem_with_date(details.letter_dated, reports_of(db.session(), response)):
        problems["letter_dated"] = problem
    return problems


def _too_long(value: str | None, limit: int) -> str:
    if value is None or len(value) <= limit:
        return ""
    return f"This must be {limit:,} characters or fewer; it has {len(value):,}."


def problem_with_date(letter_dated: date | None, reports: Sequence[Report]) -> str:
    """What is wrong with the date of a letter that answers these reports, or an empty text."""
    latest = max((report.published_on for report in reports), default=date.min)
    if letter_dated is None or letter_dated >= latest:
        return ""
    return f"The letter cannot be dated before the report it answers, published on {date_in_words(latest)}."
