"""Papers in the words of their pages: the sheet as it will be printed, and the ways on from each part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.paper_edits import PaperDetails
from tracker.domain.paper_numbers import LaidPart, laid_out
from tracker.domain.papers import (
    MAX_TEXT,
    Furniture,
    FurnitureKind,
    Paper,
    PartKind,
    Place,
    furniture_words,
)
from tracker.services.board_paper_views import PaperInFull, PaperLine, PaperPlace, PartInFull
from tracker.web.presenting import Column, Tag, Tone, counted, moment_in_words

FINAL = "Its final copy is made: what is changed here is printed by a correction of it."


@dataclass(frozen=True)
class Sheet:
    """A paper as it will be printed: its bands as lines, its top as labels with words, its sections."""

    title: str
    head: tuple[str, ...]
    top: tuple[tuple[str, str], ...]
    sections: tuple[LaidPart, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True)
class SectionCard:
    """One section on the page of a paper; an address is "" where there is no such way."""

    key: int
    name: str
    tag: Tag
    sections: tuple[LaidPart, ...]
    note: str
    newer: str
    edit_href: str
    move_href: str
    remove_href: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class PaperPage:
    """Everything that the page of a paper says."""

    key: int
    version: int
    title: str
    caption: str
    state: str
    facts: tuple[tuple[str, str], ...]
    cards: tuple[SectionCard, ...]
    may_edit: bool
    why_not: str


def address(place: PaperPlace, endpoint: str, **more: Any) -> str:
    """A page of the papers of a meeting."""
    return url_for(endpoint, board=place.board_reference, on=place.on.isoformat(), **more)


def meeting_words(place: PaperPlace) -> str:
    """The meeting that the papers are for."""
    return f"{place.board}, meeting on {date_in_words(place.on)}"


def state_of_papers(place: PaperPlace, lines: Sequence[PaperLine]) -> str:
    """Where the papers of a meeting stand, in a sentence or two."""
    if not lines:
        return "No paper is begun yet."
    said = f"{counted(len(lines), 'paper')}."
    return f"{said} {FINAL}" if place.status.has_final_copy else f"{said} {_before_final(place.status)}"


def _before_final(status: MeetingStatus) -> str:
    if status is MeetingStatus.CALLED_OFF:
        return "The meeting was called off."
    return "The final copy of the pack holds each paper twice: whole, and as its public version."


def line_words(line: PaperLine) -> tuple[str, str]:
    """What a paper is, and how far it has come."""
    kind = "Plain paper" if line.is_plain else "Status paper"
    if line.is_plain:
        return kind, counted(line.sections, "section")
    edited = f"{line.typed} edited by hand" if line.typed else "all drafted from the rows"
    return kind, f"{counted(line.sections, 'section')}, {edited}"


def sheet_of(paper: Paper) -> Sheet:
    """The paper as it will be printed."""
    laid = laid_out(paper.parts, has_numbered_paragraphs=paper.style.has_numbered_paragraphs)
    marks = (paper.draft,) if paper.draft else ()
    return Sheet(
        title=paper.title,
        head=(*marks, *_band(paper, Place.HEADER)),
        top=tuple(
            (piece.label, words)
            for piece in paper.style.furniture
            if piece.place is Place.TOP and piece.kind is not FurnitureKind.TITLE
            if (words := furniture_words(paper, piece))
        ),
        sections=laid,
        foot=_band(paper, Place.FOOTER),
    )


def _band(paper: Paper, place: Place) -> tuple[str, ...]:
    said = [_printed(paper, piece) for piece in paper.style.furniture if piece.place is place]
    return tuple(words for words in said if words)


def _printed(paper: Paper, piece: Furniture) -> str:
    if piece.kind is FurnitureKind.PAGE:
        return "Page x of y"
    words = furniture_words(paper, piece)
    return f"{piece.label} {words}".strip() if words else ""


def paper_page(full: PaperInFull) -> PaperPage:
    """One paper, as this visitor reads it."""
    place = full.place
    return PaperPage(
        key=full.key,
        version=full.version,
        title=full.details.title,
        caption=meeting_words(place),
        state=_state(full),
        facts=_facts(full.details),
        cards=_cards(full),
        may_edit=bool(place.may_edit),
        why_not=place.may_edit.reason,
    )


def _state(full: PaperInFull) -> str:
    if full.is_plain:
        said = "Plain paper, in own words."
    else:
        said = f"Status paper, drafted from the rows as at {moment_in_words(full.as_at)}."
        if full.newer:
            said += f" The figures behind {counted(full.newer, 'edited section')} have changed since."
    return f"{said} {FINAL}" if full.place.status.has_final_copy else said


def _facts(details: PaperDetails) -> tuple[tuple[str, str], ...]:
    return (
        ("To", details.to_words or "Nobody is named"),
        ("From", details.from_words or "Nobody is named"),
        ("Date", date_in_words(details.dated_on) if isinstance(details.dated_on, date) else "Not set"),
        ("Agenda item number", details.agenda_item or "None"),
        ("Marking", details.marking.label if details.marking else "None"),
    )


def _cards(full: PaperInFull) -> tuple[SectionCard, ...]:
    """The sections with the numbers that they have in the whole paper."""
    laid = list(laid_out(full.paper.parts, has_numbered_paragraphs=full.paper.style.has_numbered_paragraphs))
    cards = []
    for place, part in enumerate(full.parts, start=1):
        own, laid = laid[: len(part.printed)], laid[len(part.printed) :]
        cards.append(_card(full, part, tuple(own), place))
    return tuple(cards)


def _card(full: PaperInFull, part: PartInFull, laid: tuple[LaidPart, ...], place: int) -> SectionCard:
    def way(endpoint: str) -> str:
        if not full.place.may_edit:
            return ""
        return address(full.place, f"board_paper_sections.{endpoint}", key=full.key, part=part.key)

    return SectionCard(
        key=part.key,
        name=part.kept.heading or f"Section {place}",
        tag=tag_of_part(part, is_plain=full.is_plain),
        sections=laid,
        note=_note(part, laid),
        newer="The figures behind this section have changed since it was edited." * part.has_newer_figures,
        edit_href=way("edit"),
        move_href=way("move"),
        remove_href=way("remove"),
        is_first=place == 1,
        is_last=place == len(full.parts),
    )


def tag_of_part(part: PartInFull, *, is_plain: bool) -> Tag:
    """Whether the words of a section are the rows' or somebody's own."""
    if not part.kept.is_typed:
        return Tag("Drafted from the rows", Tone.GREEN)
    if is_plain or part.kept.kind is PartKind.FREE:
        return Tag("Own words")
    if part.has_newer_figures:
        return Tag("Edited, figures changed since", Tone.AMBER)
    return Tag("Edited", Tone.BLUE)


def hint_for(part: PartInFull) -> str:
    """What is to be known before a section is edited, "" where nothing is."""
    said = []
    if part.kept.kind is PartKind.EXCEPTIONS and part.draft:
        said.append("What is said of one item is edited at its text for the board, and then stands here too.")
    if part.kept.kind is PartKind.TABLE:
        said.append("The table itself is always made from the rows; here you edit what stands above it.")
    if len(part.text) > MAX_TEXT:
        said.append(
            f"This draft has {len(part.text):,} characters. A section that is edited holds {MAX_TEXT:,}: "
            "shorten it, or spread it over several sections."
        )
    return " ".join(said)


def figure_columns(names: Sequence[str]) -> list[Column]:
    """The columns of a paper's table: words first, figures in all others."""
    return [Column(name, is_number=at > 0) for at, name in enumerate(names)]


def _note(part: PartInFull, laid: tuple[LaidPart, ...]) -> str:
    said = []
    if not laid:
        said.append("Nothing is printed here: the rows have nothing for this section.")
    if part.kept.is_left_out_of_public:
        said.append("Left out of the public version.")
    return " ".join(said)
