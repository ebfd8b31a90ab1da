"""What the pages of reports say: the state in a sentence, and the lines of their lists."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.reports import under_embargo
from tracker.domain.vocabulary import ForWhom, Labelled, OffListReason
from tracker.queries.reports import ReportRow
from tracker.services.report_views import ItemOfReport, LetterToReport, ReportInFull
from tracker.web.addresses import page_at
from tracker.web.item_words import day_of_deadline, first_words, further_words, link_in_words
from tracker.web.presenting import Tag, Tone, clock_panel, date_in_words, second_clock_panel

EMBARGO = Tag("Under embargo", Tone.AMBER)


@dataclass(frozen=True)
class ReportLine:
    """One line of the list of reports."""

    reference: str
    href: str
    title: str
    kind: str
    published: str
    tag: Tag | None
    items: int


def report_line(row: ReportRow, today: date) -> ReportLine:
    """A report as the list prints it."""
    is_closed = under_embargo(is_embargoed=row.is_embargoed, published_on=row.published_on, today=today)
    return ReportLine(
        row.reference,
        url_for("reports.show", reference=row.reference),
        row.title,
        row.kind.label,
        date_in_words(row.published_on),
        EMBARGO if is_closed else None,
        row.item_count,
    )


@dataclass(frozen=True)
class ItemLine:
    """One line of a report's items."""

    reference: str
    href: str
    heading: str
    under: str
    text: str
    for_whom: ForWhom
    further: str
    addressees: tuple[str, ...]
    deadlines: tuple[str, ...]
    off_list_reason: OffListReason | None


def item_line(item: ItemOfReport) -> ItemLine:
    """An item as its report's page prints it."""
    details = item.details
    return ItemLine(
        item.reference,
        url_for("items.show", reference=item.reference),
        item.heading,
        item.under,
        first_words(details.text),
        details.for_whom,
        further_words(details.is_joint, details.is_conditional),
        details.addressees,
        tuple(day_of_deadline(deadline) for deadline in details.deadlines),
        item.off_list_reason,
    )


@dataclass(frozen=True)
class LetterLine:
    """One letter that answers the report; `href` is "" where this visitor may not open it."""

    reference: str
    href: str
    status: Labelled
    dated: str
    day: str
    published: str


def letter_line(letter: LetterToReport) -> LetterLine:
    """A letter as its report's page prints it."""
    return LetterLine(
        letter.reference,
        page_at("responses.show", reference=letter.reference),
        letter.status,
        date_in_words(letter.letter_dated, none="Not dated yet"),
        letter.day_words,
        date_in_words(letter.published_on),
    )


def state_of(report: ReportInFull) -> str:
    """Where the answer stands, in a sentence or two."""
    sentences = [report.clock.words]
    preparing = [one.reference for one in report.letters if not one.status.is_issued]
    if preparing:
        sentences.append(f"{', '.join(preparing)} is being prepared")
    elif report.letters:
        sentences.append(f"Answered in {', '.join(one.reference for one in report.letters)}")
    else:
        sentences.append("No letter answers it yet")
    return ". ".join(sentences) + "."


@dataclass(frozen=True)
class Action:
    """A button of a page."""

    text: str
    href: str


def main_action(report: ReportInFull) -> Action | None:
    """What most people open a report for: go on with its letter, or begin it."""
    for letter in report.letters:
        if not letter.status.is_issued:
            href = page_at("responses.show", reference=letter.reference)
            return Action(f"Go on with {letter.reference}", href) if href else None
    href = "" if report.letters else page_at("responses.new", report=report.reference)
    return Action("Prepare the response", href) if href else None


def page_of(report: ReportInFull) -> dict[str, object]:
    """Everything the page of a report prints besides the record itself."""
    second = report.second_clock
    return {
        "state": state_of(report),
        "main_action": main_action(report),
        "clock": clock_panel(report.clock),
        "second_clock": second_clock_panel(second) if second is not None else None,
        "items": [item_line(item) for item in report.items],
        "letters": [letter_line(letter) for letter in report.letters],
        "links": [
            (link, link_in_words(link.kind, is_earlier=link.is_earlier, noun="report"))
            for link in sorted(report.links, key=lambda one: not one.is_earlier)
        ],
    }
