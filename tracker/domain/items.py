"""What makes an item's record hold together, its reference, and the order of its deadlines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.audit import as_text
from tracker.domain.cleaning import is_blank
from tracker.domain.vocabulary import REFERENCE_CODES, DeadlineBasis, ForWhom, ItemKind, Precision

MAX_TEXT = 30_000
MAX_NUMBER = 20
MAX_LINE = 300
"""Characters of a heading, an addressee's name, and the words of a deadline."""
MOST_LEVELS = 3


@dataclass(frozen=True)
class DeadlineDetails:
    """One deadline: the words as printed, and the date where they give one."""

    phrase: str
    on: date | None
    precision: Precision | None
    basis: DeadlineBasis


@dataclass(frozen=True)
class ItemDetails:
    """What a person records of an item; `number` and `text` as printed, addressees in the order printed."""

    kind: ItemKind
    number: str | None
    text: str
    heading: str = ""
    parent_id: int | None = None
    for_whom: ForWhom = ForWhom.UNSTATED
    is_joint: bool = False
    is_conditional: bool = False
    addressees: tuple[str, ...] = ()
    deadlines: tuple[DeadlineDetails, ...] = ()


def problems_with_item(details: ItemDetails) -> dict[str, str]:
    """Each field that does not hold by itself, with the sentence that says how to put it right."""
    problems = {}
    if is_blank(details.text):
        problems["text"] = "Enter the text as printed in the report."
    elif len(details.text) > MAX_TEXT:
        problems["text"] = f"The text must be {MAX_TEXT:,} characters or fewer; it has {len(details.text):,}."
    if len(details.number or "") > MAX_NUMBER:
        problems["number"] = f"The number must be {MAX_NUMBER} characters or fewer."
    if len(details.heading) > MAX_LINE:
        problems["heading"] = f"The heading must be {MAX_LINE} characters or fewer."
    if any(len(name) > MAX_LINE for name in details.addressees):
        problems["addressees"] = f"Each addressee must be {MAX_LINE} characters or fewer."
    if details.for_whom is ForWhom.OTHERS and not details.addressees:
        problems["addressees"] = "Name the bodies this item is for."
    if details.is_joint and (details.for_whom is ForWhom.OTHERS or len(details.addressees) < 2):
        problems["is_joint"] = (
            "A joint item is addressed to us and to others: name both among the addressees."
        )
    for number, deadline in enumerate(details.deadlines, start=1):
        problem = _problem_with_deadline(deadline)
        if problem:
            problems[f"deadlines-{number - 1}"] = f"Deadline {number}: {problem}"
    return problems


def facts_in(details: ItemDetails, parent_reference: str | None) -> dict[str, str | None]:
    """What was recorded of an item by hand, in the form the history keeps."""
    return {
        "kind": details.kind.value,
        "number": details.number,
        "heading": details.heading,
        "text": details.text,
        "parent": parent_reference,
        "for_whom": details.for_whom.value,
        "is_joint": as_text(details.is_joint),
        "is_conditional": as_text(details.is_conditional),
        "addressees": "\n".join(details.addressees),
        "deadlines": "\n".join(
            f"{row.phrase} ({row.basis.label}{', ' + row.on.isoformat() if row.on else ''})"
            for row in details.deadlines
        ),
    }


def _problem_with_deadline(deadline: DeadlineDetails) -> str:
    if is_blank(deadline.phrase):
        return "enter the words of the deadline as printed."
    if len(deadline.phrase) > MAX_LINE:
        return f"the words must be {MAX_LINE} characters or fewer."
    is_exact = deadline.basis in (DeadlineBasis.DATED, DeadlineBasis.RELATIVE)
    if is_exact and deadline.on is None:
        return "enter the date it falls on."
    if not is_exact and deadline.on is not None:
        return f"leave the date empty, because “{deadline.basis.label.lower()}” gives none."
    if is_exact and deadline.precision is None:
        return "say how exact the date is."
    return ""


def problem_with_parent(
    parent: ItemKind, *, is_of_this_report: bool, is_below: bool, levels_above: int
) -> str:
    """Why an item may not stand under another one, "" where it may.

    `is_below` says that the other one stands under this item already; `levels_above` counts the items above
    and with the other one.
    """
    if is_below:
        return "An item cannot stand under itself or under an item that stands under it."
    if parent is ItemKind.AREA_FOR_IMPROVEMENT:
        return "Nothing stands under an area for improvement."
    if not is_of_this_report and parent is not ItemKind.RECOMMENDATION:
        return "Only a recommendation of an earlier report may be the parent from another report."
    if levels_above >= MOST_LEVELS:
        return f"Items stand at most {MOST_LEVELS} levels deep: choose one further up."
    return ""


def first_deadline(deadlines: Iterable[DeadlineDetails]) -> date | None:
    """The earliest date among an item's deadlines; it rules."""
    return min((d.on for d in deadlines if d.on is not None), default=None)


def item_reference(report_reference: str, kind: ItemKind, label: str, parent_reference: str | None) -> str:
    """The immutable reference: R2023-07-REC1, or R2023-07-COC1-REC1 under its cause of concern."""
    return f"{parent_reference or report_reference}-{REFERENCE_CODES[kind]}{label}"


def label_for(number: str | None, unnumbered_before: int) -> str:
    """The number made safe for a reference; unnumbered items are lettered a, b … z, aa."""
    safe = "".join(c for c in number or "" if c.isalnum() or c == ".").strip(".")
    if safe and safe.isascii():
        return safe
    letters, count = "", unnumbered_before
    while True:
        letters = chr(ord("a") + count % 26) + letters
        count = count // 26 - 1
        if count < 0:
            return letters


def heading_of(kind: ItemKind, number: str | None, heading: str = "") -> str:
    """What stands above an item: the heading as printed, else its kind and number."""
    return heading or f"{kind.label} {number or ''}".strip()


def warnings_of(details: ItemDetails) -> list[str]:
    """What a reader of an item should know before relying on it."""
    warnings = []
    if details.for_whom is ForWhom.UNSTATED:
        warnings.append("The text names nobody it is for; it is taken as ours.")
    if details.is_conditional:
        warnings.append(
            "This is only for those it describes; it counts as ours until it is ruled not to apply."
        )
    if any(d.basis is DeadlineBasis.IMMEDIATE for d in details.deadlines):
        warnings.append("Immediate, without a date of its own: agree a local target within 14 days.")
    if any(d.basis is DeadlineBasis.VAGUE for d in details.deadlines):
        warnings.append("The deadline gives no exact date: agree a local target.")
    return warnings
