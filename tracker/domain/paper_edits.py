"""A paper while it is edited: words that were typed stay, all others are drafted anew from the rows."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.markup import paragraphs_of
from tracker.domain.meetings import MeetingStatus, may_run_board
from tracker.domain.packs import Pack
from tracker.domain.papers import MAX_LINE, PaperPart, PartKind
from tracker.domain.permissions import Actor
from tracker.domain.verdict import Verdict, refused
from tracker.domain.vocabulary import Marking

NOT_PUBLISHED = "This update is not published."
"""What a public paper says where the text for the board on an item is sensitive."""
_MOMENT = re.compile(r"\b[0-9]{2}:[0-9]{2} on [0-9]{1,2} [A-Z][a-z]+ [0-9]{4}\b")

LONGEST_AGENDA_ITEM = 40
STATUS_TITLE = "Inspection recommendations: how they stand"
"""The title that a status paper begins with."""

Drafts = Mapping[PartKind, tuple[PaperPart, ...]]


@dataclass(frozen=True)
class PaperDetails:
    """What stands around a paper's sections; `style` is the paper's own look as kept, "" for the board's."""

    title: str
    to_words: str = ""
    from_words: str = ""
    dated_on: date | None = None
    agenda_item: str = ""
    marking: Marking | None = None
    style: str = ""


def problems_with_details(details: PaperDetails) -> dict[str, str]:
    """Each field that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if is_blank(details.title):
        problems["title"] = "Enter the title of the paper."
    if details.dated_on is None:
        problems["dated_on"] = "Enter the date of the paper."
    for field, most in (
        ("title", MAX_LINE),
        ("to_words", MAX_LINE),
        ("from_words", MAX_LINE),
        ("agenda_item", LONGEST_AGENDA_ITEM),
    ):
        if (length := len(getattr(details, field))) > most:
            problems[field] = f"This must be {most:,} characters or fewer; it has {length:,}."
    return problems


@dataclass(frozen=True)
class KeptPart:
    """One section as it is kept; until somebody types in it (`is_typed`), its words are drafted.

    `drafted_sha256` is the fingerprint of the draft that stood beside the words when they were typed.
    """

    kind: PartKind
    number: str | None = None
    heading: str = ""
    text: str = ""
    is_typed: bool = False
    is_left_out_of_public: bool = False
    drafted_sha256: str = ""


@dataclass(frozen=True)
class PartDetails:
    """A section as a person wrote it; `drafted` is the fingerprint of the draft on the page, "" for none."""

    heading: str
    text: str
    number: str | None = None
    is_left_out_of_public: bool = False
    drafted: str = ""


def with_details(kind: PartKind, details: PartDetails) -> KeptPart:
    """The section as it is kept; words that are the draft's own are drafted anew from then on."""
    is_typed = not details.drafted or fingerprint(details.text) != details.drafted
    return KeptPart(
        kind=kind,
        number=details.number,
        heading=details.heading,
        text=details.text if is_typed else "",
        is_typed=is_typed,
        is_left_out_of_public=details.is_left_out_of_public,
        drafted_sha256=details.drafted if is_typed else "",
    )


def mark_of(part: KeptPart) -> str:
    """The fingerprint of a section as it is kept: a page carries it, and a save from an older one shows."""
    said = [part.kind, part.number, part.heading, part.text, part.is_typed, part.is_left_out_of_public]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def mark_of_details(details: PaperDetails) -> str:
    """The fingerprint of what stands around the sections, as `mark_of` is of one section."""
    marking = details.marking.value if details.marking else ""
    said = [details.title, details.to_words, details.from_words, str(details.dated_on), details.agenda_item]
    return hashlib.sha256(json.dumps([*said, marking, details.style]).encode()).hexdigest()


def may_edit_paper(actor: Actor, status: MeetingStatus, *, is_secretary: bool) -> Verdict:
    """Whether this person may edit a meeting's papers; after the final copy they go into its correction."""
    if status is MeetingStatus.CALLED_OFF:
        return refused("This meeting was called off: set it again before its papers are edited.")
    return may_run_board(actor, is_secretary=is_secretary)


def drafts_by_kind(parts: Sequence[PaperPart]) -> Drafts:
    """The drafted sections of each kind; one that is printed twice in a paper is one draft."""
    found: dict[PartKind, dict[PaperPart, None]] = {}
    for part in parts:
        found.setdefault(part.kind, {})[part] = None
    return {kind: tuple(pieces) for kind, pieces in found.items()}


def kept_from_draft(parts: Sequence[PaperPart]) -> tuple[KeptPart, ...]:
    """The sections of a paper that nobody has typed in yet; "…, continued" is one with the one before."""
    kept: list[KeptPart] = []
    for part in parts:
        if not kept or kept[-1].kind is not part.kind:
            kept.append(KeptPart(part.kind, part.number, part.heading))
    return tuple(kept)


def draft_text(kind: PartKind, drafts: Drafts) -> str:
    """The words that the rows give a section of this kind, "" where they give none."""
    return "\n\n".join(part.text for part in drafts.get(kind, ()))


def fingerprint(text: str) -> str:
    """SHA-256 of a draft's words without the moment at which it was made."""
    words = " ".join(_MOMENT.sub("", clean_text(text)).split())
    return hashlib.sha256(words.encode()).hexdigest()


def has_newer_figures(part: KeptPart, drafts: Drafts) -> bool:
    """Whether the figures behind a section have changed since its words were typed."""
    is_beside_a_draft = part.is_typed and bool(part.drafted_sha256)
    return is_beside_a_draft and part.drafted_sha256 != fingerprint(draft_text(part.kind, drafts))


def printed(part: KeptPart, drafts: Drafts) -> tuple[PaperPart, ...]:
    """What a section prints: its own words, or the draft's; the figures of a table are always the rows'."""
    drafted = drafts.get(part.kind, ())
    if part.is_typed:
        rows = drafted[0].rows if drafted else ()
        return (_with_own(part, PaperPart(part.kind, text=part.text, rows=rows), part.heading, part.number),)
    usual = drafted[0].heading if drafted else ""
    made = []
    for at, piece in enumerate(drafted):
        heading = piece.heading.replace(usual, part.heading, 1) if at else part.heading
        number = part.number if not at or part.number is None else ""
        made.append(_with_own(part, piece, heading, number))
    return tuple(made)


def _with_own(part: KeptPart, piece: PaperPart, heading: str, number: str | None) -> PaperPart:
    return replace(piece, heading=heading, number=number, is_left_out_of_public=part.is_left_out_of_public)


def without_sensitive(pack: Pack, sensitive: Mapping[str, str]) -> Pack:
    """The pack as a public paper is drafted from it; `sensitive` are texts for the board by reference."""
    # The next step comes from the same update, whose words the sensitive text was drafted from.
    lines = tuple(
        replace(line, update=NOT_PUBLISHED, next_step=_withheld_step(line.next_step))
        if line.reference in sensitive
        else line
        for line in pack.items
    )
    return replace(pack, items=lines)


def _withheld_step(step: str) -> str:
    return step if is_blank(step) else "not published"


def withheld(text: str, sensitive: Iterable[str]) -> str:
    """A typed text without the sensitive texts for the board that it repeats word for word."""
    for secret in sensitive:
        for form in dict.fromkeys((secret.strip(), "\n".join(paragraphs_of(secret)))):
            if form:
                text = text.replace(form, NOT_PUBLISHED)
    return text
