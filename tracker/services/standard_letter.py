"""What a letter says where nobody has written otherwise: its parts as on its date, worded as standard."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.documents.standard_parts import (
    NamedReport,
    appendix_heading,
    appendix_label,
    closing,
    enclosure_line,
    s55_sentence,
    subject,
)
from tracker.domain.offices import DayParts
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.offices import parts_on


@dataclass(frozen=True)
class StandardAppendix:
    """What the letter says of one report's appendix; all empty for a report that has none."""

    label: str = ""
    heading: str = ""
    enclosure: str = ""


@dataclass(frozen=True)
class StandardLetter:
    """The standard parts of one letter; `parts` has them by the names of `responses.FREE_PARTS`."""

    day: DayParts
    parts: dict[str, str]
    appendices: tuple[StandardAppendix, ...]


def standard_letter(
    session: Session,
    response: Response,
    reports: Sequence[Report],
    *,
    with_items: Collection[int],
    today: date,
) -> StandardLetter:
    """The standard parts on the letter's date (today while it has none).

    A title or a force name written by hand is used in the sentences that name it. `with_items` are the ids
    of the reports that have an appendix.
    """
    day = parts_on(session, response.letter_dated or today, today)
    named = [NamedReport(report.title, report.inspecting_body) for report in reports]
    parts = {
        "office_block": day.office_block,
        "addressee_block": day.addressee_block,
        "salutation": day.salutation,
        "subject": subject(named),
        "opening": s55_sentence(named, day.office_title) if day.office_title else "",
        "closing": closing(),
        "signatory_name": day.signatory_name,
        "signatory_title": day.signatory_title,
        "force_name": day.force_name,
    }
    force = response.force_name or day.force_name
    numbered = [report.id for report in reports if report.id in with_items]
    return StandardLetter(
        day,
        parts,
        tuple(
            _appendix(one, numbered.index(report.id) + 1, force)
            if report.id in numbered
            else StandardAppendix()
            for report, one in zip(reports, named, strict=True)
        ),
    )


def _appendix(report: NamedReport, number: int, force: str) -> StandardAppendix:
    label = appendix_label(number)
    if not force:
        return StandardAppendix(label)
    return StandardAppendix(label, appendix_heading(report, force), enclosure_line(label, report, force))
