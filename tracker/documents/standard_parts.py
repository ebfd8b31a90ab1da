"""The standard parts of a new letter, worded in templates/letters/*.txt and filled here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.domain.wording import fill, in_a_row, possessive, without_full_stop

WORDING_FOLDER = Path(__file__).parents[2] / "templates" / "letters"


@dataclass(frozen=True)
class NamedReport:
    """A report as a letter names it: its title, and the inspectorate by its name of that day."""

    title: str
    inspectorate: str


@cache
def shipped_wording() -> Mapping[str, str]:
    """Each standard part by the name of its file, as it comes with the program."""
    return {file.stem: file.read_text("utf-8").strip() for file in sorted(WORDING_FOLDER.glob("*.txt"))}


def subject(reports: Sequence[NamedReport]) -> str:
    """The subject line for one report or several."""
    if len(reports) == 1:
        return worded("subject", **_named(reports[0]))
    return worded(
        "subject_several", inspectorate=_inspectorates(reports), titles=_titles(reports, quoted=False)
    )


def s55_sentence(reports: Sequence[NamedReport], title_of_office: str) -> str:
    """The sentence by which the body gives its response (Police Act 1996, section 55(5))."""
    if len(reports) == 1:
        return worded("s55_sentence", title_of_office=title_of_office, **_named(reports[0]))
    return worded(
        "s55_sentence_several",
        title_of_office=title_of_office,
        inspectorate=_inspectorates(reports),
        titles=_titles(reports, quoted=True),
    )


def pointer(appendix_labels: Sequence[str]) -> str:
    """The paragraph that points to the appendix, or to several."""
    if len(appendix_labels) == 1:
        return worded("pointer", appendix=appendix_labels[0])
    return worded("pointer_several", appendices=in_a_row(appendix_labels))


def no_items(force: str) -> str:
    """The paragraph that stands in the pointer's place where a report has no items."""
    return worded("no_items", force=force)


def closing_paragraph() -> str:
    """The last paragraph of a new letter, until somebody writes a better one."""
    return worded("default_closing_paragraph")


def salutation() -> str:
    """The salutation of a letter to the Home Secretary."""
    return worded("salutation")


def closing() -> str:
    """The words above the signature."""
    return worded("closing")


def appendix_label(number: int) -> str:
    """The label of the appendix with this number, counted from 1."""
    return worded("appendix_label", number=str(number))


def appendix_heading(report: NamedReport, force: str) -> str:
    """The heading of the appendix that answers the report."""
    return worded("appendix_heading", force_possessive=possessive(force), **_named(report))


def enclosure_line(label: str, report: NamedReport, force: str) -> str:
    """The line below the signature that names an appendix."""
    return worded("enclosure", appendix=label, force_possessive=possessive(force), **_named(report))


def force_response_label() -> str:
    """The label of the Chief Constable's comments, without its colon."""
    return worded("force_response_label")


def pcc_response_label(short_title: str) -> str:
    """The label of the body's own response, without its colon; the short title is such as "PCC"."""
    return worded("pcc_response_label", office_possessive=possessive(short_title))


def reply_label(short_title: str) -> str:
    """The label of the body's reply to the Chief Constable's comments, without its colon."""
    return worded("reply_label", office_possessive=possessive(short_title))


def worded(name: str, **values: str) -> str:
    """The standard wording of this name, filled; raises UnfilledWording where a value is lacking."""
    return fill(shipped_wording()[name], values)


def _named(report: NamedReport) -> dict[str, str]:
    return {"title": without_full_stop(report.title), "inspectorate": report.inspectorate}


def _inspectorates(reports: Sequence[NamedReport]) -> str:
    return in_a_row(list(dict.fromkeys(report.inspectorate for report in reports)))


def _titles(reports: Sequence[NamedReport], *, quoted: bool) -> str:
    titles = [without_full_stop(report.title) for report in reports]
    if quoted:
        return in_a_row([f"'{title}'" for title in titles])
    # A title may hold commas and "and" of its own.
    return "; ".join(titles)
