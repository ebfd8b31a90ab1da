"""A paper while it is edited: words that were typed stay, all others are drafted anew from the rows."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.markup import paragraphs_of
from tracker.domain.meetings import MeetingStatus, may_run_board
from tracker.domain.packs import Pack
from tracker.domain.papers import PaperPart, PartKind
from tracker.domain.permissions import Actor
from tracker.domain.verdict import Verdict, refused

NOT_PUBLISHED = "This update is not published."
"""What a public paper says where the text for the board on an item is sensitive."""
_MOMENT = re.compile(r"\b[0-9]{2}:[0-9]{2} on [0-9]{1,2} [A-Z][a-z]+ [0-9]{4}\b")

Drafts = Mapping[PartKind, tuple[PaperPart, ...]]


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


def is_as_drafted(kind: PartKind, text: str, drafts: Drafts) -> bool:
    """Whether the words are the draft's own, whenever it was made."""
    drafted = draft_text(kind, drafts)
    return not is_blank(drafted) and fingerprint(text) == fingerprint(drafted)


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
    lines = tuple(
        replace(line, update=NOT_PUBLISHED) if line.reference in sensitive else line for line in pack.items
    )
    return replace(pack, items=lines)


def withheld(text: str, sensitive: Iterable[str]) -> str:
    """A typed text without the sensitive texts for the board that it repeats word for word."""
    for secret in sensitive:
        for form in dict.fromkeys((secret.strip(), "\n".join(paragraphs_of(secret)))):
            if form:
                text = text.replace(form, NOT_PUBLISHED)
    return text
