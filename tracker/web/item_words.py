"""What is said of an item in lists and on its page: for whom, by when, and the first words of its text."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import MONTHS, date_in_words
from tracker.domain.items import DeadlineDetails, ItemDetails
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, LinkKind, Position, Precision, ResponseStatus
from tracker.services.item_views import GivenAnswer, ItemInFull
from tracker.web.addresses import page_at

FIRST_WORDS = 280
"""Characters of a text that a list prints; the whole text stands on the item's page."""


def first_words(text: str, most: int = FIRST_WORDS) -> str:
    """The text on one line, cut after a whole word where it is long."""
    line = " ".join(text[: most * 3].split())
    if len(line) <= most and len(text) <= most * 3:
        return line
    cut = line[:most].rsplit(" ", 1)[0] if " " in line[:most] else line[:most]
    return f"{cut} …"


def further_words(is_joint: bool, is_conditional: bool) -> str:
    """What is special about whom an item is for: "Joint", "Conditional", both, or nothing."""
    return ", ".join(word for word, holds in (("Joint", is_joint), ("Conditional", is_conditional)) if holds)


def no_day(basis: DeadlineBasis) -> str:
    """Why a deadline has no date: "No date: immediate" is not the same as no deadline."""
    return f"No date: {basis.label.lower()}"


def day_of_deadline(deadline: DeadlineDetails) -> str:
    """The date of a deadline as exactly as it is printed, or why there is none."""
    if deadline.on is None:
        return no_day(deadline.basis)
    if deadline.precision is Precision.MONTH:
        return f"{MONTHS[deadline.on.month - 1]} {deadline.on.year} (to {date_in_words(deadline.on)})"
    if deadline.precision is Precision.YEAR:
        return f"{deadline.on.year} (to {date_in_words(deadline.on)})"
    return date_in_words(deadline.on)


def read_in_words(details: ItemDetails) -> list[str]:
    """What was read from an item's text, a sentence for each part."""
    whom = details.for_whom.label
    names = ", ".join(details.addressees)
    sentences = [
        f"{whom}." if details.for_whom is not ForWhom.UNSTATED else "The text names nobody; taken as ours."
    ]
    sentences.append(f"Addressees: {names}." if names else "No addressee is named.")
    special = further_words(details.is_joint, details.is_conditional)
    if special:
        sentences.append(f"{special}.")
    for deadline in details.deadlines:
        sentences.append(f"Deadline “{deadline.phrase}”: {day_of_deadline(deadline)}.")
    if not details.deadlines:
        sentences.append("No deadline.")
    return sentences


@dataclass(frozen=True)
class DeadlineLine:
    """One deadline of an item's page."""

    phrase: str
    day: str
    precision: str
    basis: str


@dataclass(frozen=True)
class AnswerLine:
    """What one letter says to the item; `href` is "" where this visitor may not open the letter."""

    response: str
    href: str
    status: ResponseStatus
    dated: date | None
    stance: Position | None
    stance_reason: str
    voices: tuple[tuple[str, str], ...]


def page_of(item: ItemInFull, doubts: tuple[str, ...] | None) -> dict[str, object]:
    """Everything the page of an item prints besides the record; `doubts` where its text was just read."""
    details = item.details
    return {
        "off_list": _off_list(item),
        "further": further_words(details.is_joint, details.is_conditional),
        "deadlines": [
            DeadlineLine(
                d.phrase, day_of_deadline(d), d.precision.label if d.precision else "No date", d.basis.label
            )
            for d in details.deadlines
        ],
        "answers": [_answer(answer) for answer in item.answers],
        "was_read": read_in_words(details) if doubts is not None else [],
        "doubts": doubts or (),
        "report_href": url_for("reports.show", reference=item.report_reference),
        "links": [
            (link, link_in_words(link.kind, is_earlier=link.is_earlier, noun="item"))
            for link in sorted(item.links, key=lambda one: not one.is_earlier)
        ],
    }


def _off_list(item: ItemInFull) -> str:
    """Since when the item is off the list and why, "" for one that is on it."""
    if item.off_list_reason is None or item.off_list_on is None:
        return ""
    return f"Off the list since {date_in_words(item.off_list_on)}: {item.off_list_reason.label.lower()}."


LINKS = {
    LinkKind.FOLLOWS_UP: "{} follows {} up.",
    LinkKind.CARRIED_FORWARD: "{} carries {} forward.",
    LinkKind.PARTLY_MET: "{} finds {} partly met.",
    LinkKind.SUPERSEDED: "{} supersedes {}.",
    LinkKind.REPEATS: "{} repeats {}.",
}


def link_in_words(kind: LinkKind, *, is_earlier: bool, noun: str) -> str:
    """How this item or report stands to another: "This item carries it forward." """
    return LINKS[kind].format(*((f"This {noun}", "it") if is_earlier else ("It", f"this {noun}")))


def _answer(answer: GivenAnswer) -> AnswerLine:
    return AnswerLine(
        answer.response,
        page_at("responses.show", reference=answer.response),
        answer.status,
        answer.letter_dated,
        answer.stance,
        answer.stance_reason,
        tuple((voice.label, text) for voice, text in answer.voices),
    )
