"""Proofs of progress in the words of the pages."""

from dataclasses import dataclass

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import Marking, ProofOf
from tracker.services.progress_proof_views import ProofsOfItem, ProofView
from tracker.web.presenting import Tag, Tone, counted, moment_in_words

KEPT_BACK = "Kept from you: OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class ProofLine:
    """One proof as a list or its own page prints it; `file_key` is 0 where there is no file to open."""

    key: int
    shows: str
    what: str
    address: str
    is_file: bool
    file_key: int
    size: str
    sha256: str
    received: str
    effective: str
    marking: Marking
    is_sensitive: bool
    action: str
    items: tuple[str, ...]
    added: str
    state: Tag
    withdrawn: str
    reason: str
    revision_of: int
    replaced_by: int
    may_read: bool
    refused: str
    cannot_change: str


@dataclass(frozen=True)
class ProofPanel:
    """The proofs of an item; `refused` says why this person cannot add one, "" where they can."""

    in_force: tuple[ProofLine, ...]
    earlier: tuple[ProofLine, ...]
    earlier_in_words: str
    refused: str


def proof_panel(found: ProofsOfItem) -> ProofPanel:
    """The panel of an item's page."""
    return ProofPanel(
        tuple(proof_line(one) for one in found.in_force),
        tuple(proof_line(one) for one in found.earlier),
        f"{counted(len(found.earlier), 'earlier proof')}: withdrawn, replaced or redacted",
        found.may_add.reason,
    )


def proof_line(proof: ProofView) -> ProofLine:
    """One proof in words."""
    is_file = proof.kind is ProofOf.FILE
    can_open = is_file and bool(proof.may_read) and not proof.is_redacted
    return ProofLine(
        key=proof.key,
        shows=proof.shows or KEPT_BACK,
        what=_what(proof),
        # What a redaction left is no address any more.
        address=proof.address if proof.address.startswith(("http://", "https://")) else "",
        is_file=is_file,
        file_key=proof.key if can_open else 0,
        size=size_in_words(proof.size) if is_file and proof.may_read else "",
        sha256=proof.sha256,
        received=date_in_words(proof.received_on),
        effective=date_in_words(proof.effective_on) if proof.effective_on else "",
        marking=proof.marking,
        is_sensitive=proof.marking is Marking.OFFICIAL_SENSITIVE,
        action=proof.action,
        items=proof.items,
        added=f"{proof.added_by}, {moment_in_words(proof.added_at)}",
        state=_state(proof),
        withdrawn=f"{proof.withdrawn_by}, {moment_in_words(proof.withdrawn_at)}"
        if proof.withdrawn_at
        else "",
        reason=proof.withdrawn_reason,
        revision_of=proof.revision_of or 0,
        replaced_by=proof.replaced_by or 0,
        may_read=bool(proof.may_read),
        refused=proof.may_read.reason,
        cannot_change=proof.may_change.reason,
    )


def size_in_words(size: int) -> str:
    """A file's size as a person says it: "1.2 MB", "340 kB", "12 bytes"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size // 1_000} kB" if size >= 1_000 else counted(size, "byte")


def _what(proof: ProofView) -> str:
    if not proof.may_read:
        return proof.kind.label
    if proof.is_redacted:
        return f"{proof.file_name} (destroyed by a redaction)"
    return proof.file_name if proof.kind is ProofOf.FILE else proof.address


def _state(proof: ProofView) -> Tag:
    if proof.withdrawn_at is not None:
        return Tag("Withdrawn", Tone.GREY)
    if proof.is_redacted:
        return Tag("Redacted", Tone.GREY)
    if proof.replaced_by is not None:
        return Tag("Replaced", Tone.GREY)
    return Tag("In force", Tone.GREEN)
