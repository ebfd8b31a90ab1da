"""What bringing in a past letter would do: compare what was read with the register, change nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain.inspectorate import inspectorate_on
from tracker.domain.items import DeadlineDetails, ItemDetails, heading_of
from tracker.domain.markup import join_paragraphs
from tracker.domain.phrasing.addressees import Us, read_addressees
from tracker.domain.phrasing.deadlines import read_deadlines
from tracker.domain.phrasing.letter_parts import ReadAppendix, ReadItem, ReadLetter
from tracker.domain.phrasing.report_kinds import guess_report_kind
from tracker.domain.refusals import Invalid
from tracker.domain.reports import ReportDetails, problems_with_report
from tracker.domain.vocabulary import ReportKind
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.items import items_of_reports
from tracker.queries.offices import parts_on, us
from tracker.queries.reports import reports_with_title
from tracker.queries.responses import answer_to, imported_on

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


@dataclass(frozen=True)
class Difference:
    """One text that the file and the register put differently; `where` names it for a person."""

    where: str
    field: str
    here: str
    in_letter: str


@dataclass(frozen=True)
class ReportChoice:
    """What a person says of a report the letter answers; the letter itself never states the publication date."""

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
    warnings: tuple[str, ...]
    appendix: ReadAppendix | None
    enclosure: str | None


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


def plan_letter(
    session: Session, letter: ReadLetter, choices: Sequence[ReportChoice], *, today: date
) -> LetterPlan:
    """Compare a letter with the register; raises Invalid where a report's date is missing or does not hold."""
    titles = letter.report_titles or tuple(a.report_title for a in letter.appendices)
    chosen = [choices[n] if n < len(choices) else choices[-1] for n in range(len(titles))] if choices else []
    names = us(session)
    problems: dict[str, str] = {}
    reports = []
    for number, title in enumerate(titles):
        choice = chosen[number] if chosen else ReportChoice(None)
        planned = _plan_report(session, letter, number, choice.title or title, choice, names)
        if isinstance(planned, str):
            problems[f"published_on-{number}"] = planned
            continue
        problems.update({f"{key}-{number}": v for key, v in problems_with_report(planned.details, today).items()})
        if letter.dated and planned.details.published_on > letter.dated:
            problems[f"published_on-{number}"] = (
                "The report cannot be published after the letter that answers it: check the publication date."
            )
        reports.append(planned)
    if problems:
        raise Invalid(problems)
    existing = None
    if all(report.existing for report in reports):
        existing = imported_on(session, letter.dated, [r.existing.id for r in reports if r.existing])
    if existing is not None:
        reports = [_with_answer_differences(session, existing, report) for report in reports]
    opening, paragraphs = _opening_and_rest(letter.paragraphs)
    return LetterPlan(
        letter=letter,
        reports=tuple(reports),
        existing=existing,
        differences=_letter_differences(existing, letter) if existing else (),
        notes=letter.notes,
        opening=opening,
        paragraphs=paragraphs,
        office_differences=tuple(_office_differences(session, letter, today)),
    )


def _plan_report(
    session: Session, letter: ReadLetter, number: int, title: str, choice: ReportChoice, names: Us
) -> PlannedReport | str:
    known = reports_with_title(session, title)
    if choice.published_on is not None:
        known = [report for report in known if report.published_on == choice.published_on]
    existing = known[0] if len(known) == 1 else None
    published_on = choice.published_on or (existing.published_on if existing else None)
    if published_on is None:
        return "Enter the day the report was published: the letter does not say, and the clock starts on it."
    guessed, doubt = guess_report_kind(title)
    appendix = letter.appendices[number] if number < len(letter.appendices) else None
    details = ReportDetails(
        title=title,
        kind=choice.kind or (existing.kind if existing else guessed),
        inspecting_body=existing.inspecting_body if existing else inspectorate_on(published_on),
        published_on=published_on,
    )
    items = [_plan_item(session, read, existing, published_on, names) for read in (appendix.items if appendix else ())]
    return PlannedReport(
        details=details,
        existing=existing,
        items=tuple(items),
        warnings=(doubt,) if doubt and choice.kind is None and existing is None else (),
        appendix=appendix,
        enclosure=letter.enclosures[number] if number < len(letter.enclosures) else None,
    )


def _plan_item(
    session: Session, read: ReadItem, report: Report | None, published_on: date, names: Us
) -> PlannedItem:
    addressed = read_addressees(read.text, read.kind, names)
    deadlines = read_deadlines(read.text, published_on)
    heading = read.heading if read.heading and read.heading != heading_of(read.kind, read.number) else ""
    details = ItemDetails(
        kind=read.kind,
        number=read.number,
        text=read.text,
        heading=heading,
        for_whom=addressed.for_whom,
        is_joint=addressed.is_joint,
        is_conditional=addressed.is_conditional,
        addressees=addressed.names,
        deadlines=tuple(DeadlineDetails(d.phrase, d.on, d.precision, d.basis) for d in deadlines),
    )
    warnings = (*read.warnings, *addressed.warnings, *(d.warning for d in deadlines if d.warning))
    existing = _known_item(session, report, details) if report else None
    if existing is None:
        return PlannedItem(read, details, warnings, None, NEW, parent=read.parent)
    differences = _text_differences(
        heading_of(read.kind, read.number, heading), {"text": (existing.text, details.text)}
    )
    return PlannedItem(
        read, details, warnings, existing, CHANGED if differences else UNCHANGED, tuple(differences), read.parent
    )


def _known_item(session: Session, report: Report, details: ItemDetails) -> Item | None:
    """The register's item with this number; the wording tells apart those that share it or have none."""
    alike = [i for i in items_of_reports(session, [report.id]) if (i.kind, i.number) == (details.kind, details.number)]
    same_words = [item for item in alike if item.text == details.text]
    if same_words:
        return same_words[0]
    return alike[0] if len(alike) == 1 and details.number else None


def _text_differences(where: str, pairs: Mapping[str, tuple[str | None, str | None]]) -> list[Difference]:
    return [
        Difference(where, name, here or "", read or "")
        for name, (here, read) in pairs.items()
        if (here or "") != (read or "")
    ]


def _with_answer_differences(session: Session, existing: Response, report: PlannedReport) -> PlannedReport:
    items = []
    for item in report.items:
        answer = answer_to(session, existing, item.existing) if item.existing else None
        read = item.read
        found = _text_differences(
            heading_of(read.kind, read.number, item.details.heading),
            {
                "chief_constable": (answer.chief_constable if answer else "", join_paragraphs(read.chief_constable)),
                "pcc": (answer.pcc if answer else "", join_paragraphs(read.pcc)),
                "reply": (answer.reply if answer else "", join_paragraphs(read.reply)),
            },
        )
        state = CHANGED if found and item.existing else item.state
        items.append(replace(item, differences=(*item.differences, *found), state=state))
    return replace(report, items=tuple(items))


def _opening_and_rest(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The sentence that names section 55, where it comes first, and the free paragraphs after it."""
    if paragraphs and "section 55" in paragraphs[0].casefold():
        return paragraphs[0], join_paragraphs(paragraphs[1:])
    return "", join_paragraphs(paragraphs)


def parts_as_read(letter: ReadLetter) -> dict[str, str]:
    """The letter's own parts as the response keeps them."""
    opening, paragraphs = _opening_and_rest(letter.paragraphs)
    return {
        "office_block": "\n".join(letter.office_block),
        "addressee_block": "\n".join(letter.addressee_block),
        "salutation": letter.salutation,
        "subject": letter.subject,
        "opening": opening,
        "paragraphs": paragraphs,
        "closing": letter.closing,
        "signatory_name": letter.signatory_name,
        "signatory_title": letter.signatory_title,
    }


def _letter_differences(existing: Response, letter: ReadLetter) -> tuple[Difference, ...]:
    pairs = {name: (getattr(existing, name), read) for name, read in parts_as_read(letter).items()}
    for row in existing.reports:
        n = row.position
        if n < len(letter.enclosures):
            pairs[f"enclosure {n + 1}"] = (row.enclosure, letter.enclosures[n])
        if n < len(letter.appendices):
            pairs[f"appendix_heading {n + 1}"] = (row.appendix_heading, letter.appendices[n].heading)
    return tuple(_text_differences("The letter", pairs))


def _office_differences(session: Session, letter: ReadLetter, today: date) -> list[str]:
    """Where the letter's names differ from the office-holder list on its date: shown, never applied."""
    if letter.dated is None:
        return []
    parts = parts_on(session, letter.dated, today)
    told = []
    for what, listed, read in (
        ("addressee", parts.addressee_block.partition("\n")[0], letter.addressee_block[0] if letter.addressee_block else ""),
        ("signatory", parts.signatory_name, letter.signatory_name),
        ("signatory's title", parts.signatory_title, letter.signatory_title),
    ):
        if listed and read and listed.casefold() != read.casefold():
            told.append(f"The letter's {what} is “{read}”; the list of office holders has “{listed}” for that day.")
    return told

