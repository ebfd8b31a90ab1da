"""Where a letter stands for its moves: what it prints now, what it lacks, what an approval covers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.documents.house_style import HOUSE_FILE
from tracker.documents.printed import Letter
from tracker.documents.printed_parts import printed_parts
from tracker.domain.approval import PrintedPart, changes_between, fingerprint
from tracker.domain.letter_snapshots import SnapshotPurpose, parts_in
from tracker.domain.london_time import london_day
from tracker.domain.permissions import SYSTEM
from tracker.domain.response_rules import ResponseFacts
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.approval import Approval
from tracker.models.base import db
from tracker.models.letter_version import LetterVersion
from tracker.models.response import Response
from tracker.queries.response_moves import (
    delegations,
    drafters,
    latest,
    standing_approval,
    version_number,
)
from tracker.queries.responses import reports_of
from tracker.services.letters import LetterDraft, letter_draft
from tracker.services.response_views import ResponseInFull, response_in_full

NOT_REQUIRED = "(wanted, not required)"


@dataclass(frozen=True)
class LetterState:
    """A letter with all that the rules of its moves look at."""

    facts: ResponseFacts
    full: ResponseInFull
    draft: LetterDraft
    number: int
    parts: tuple[PrintedPart, ...]
    fingerprint: str
    approval: Approval | None
    submitted: LetterVersion | None

    @property
    def letter(self) -> Letter:
        """The letter as it would be printed."""
        return self.draft.letter


def state_of(*, response: Response, today: date, house: Path = HOUSE_FILE) -> LetterState:
    """Gather the state of a letter; the program reads all of it, whoever asks."""
    session = db.session()
    full = response_in_full(response=response, by=SYSTEM, today=today)
    draft = letter_draft(response=response, by=SYSTEM, today=today)
    parts = printed_parts(draft.letter, house=house)
    number = version_number(session, response)
    submitted = latest(session, response, SnapshotPurpose.SUBMITTED, number=number)
    standing = standing_approval(session, response)
    is_approved = response.status is ResponseStatus.APPROVED and standing is not None
    reports = reports_of(session, response)
    issued = latest(session, response, SnapshotPurpose.ISSUED)
    signs, listed = full.parts.signatory_name, full.standard.day.signatory_name
    facts = ResponseFacts(
        status=response.status,
        today=today,
        origin=response.origin,
        missing=_missing(full),
        uncleared=_uncleared(full),
        gaps=draft.gaps,
        text_changes=_changes(standing[1], parts) if standing is not None and is_approved else (),
        drafted_by=drafters(session, response),
        submitted_by=submitted.made_by_id if submitted else None,
        submitted_on=london_day(submitted.made_at) if submitted else None,
        delegations=delegations(session),
        signatory_name=signs,
        signatory_holds_post=bool(listed) and signs.casefold() == listed.casefold(),
        prints_signature=draft.letter.signature is not None,
        letter_dated=response.letter_dated,
        last_report_on=max((report.published_on for report in reports), default=None),
        issued_on=london_day(issued.made_at) if issued else None,
        published_on=response.published_on,
    )
    return LetterState(
        facts=facts,
        full=full,
        draft=draft,
        number=number,
        parts=parts,
        fingerprint=fingerprint(parts),
        approval=standing[0] if standing is not None and is_approved else None,
        submitted=submitted,
    )


def changes_since(version: LetterVersion, parts: tuple[PrintedPart, ...]) -> tuple[str, ...]:
    """What a letter prints otherwise than a kept version of it, as sentences."""
    return _changes(version, parts)


def _changes(version: LetterVersion, parts: tuple[PrintedPart, ...]) -> tuple[str, ...]:
    if version.fingerprint == fingerprint(parts):
        return ()
    # The fingerprint decides; what it covers differs even where no sentence can be made of it.
    return changes_between(parts_in(version.printed), parts) or ("Something in the letter is different.",)


def _missing(full: ResponseInFull) -> tuple[str, ...]:
    """What the Act requires and nobody has recorded, printed or not."""
    items = {item.reference for item in full.items}
    return tuple(
        f"Missing: {lack.sentence}"
        for lack in full.lacks
        if lack.place in items and NOT_REQUIRED not in lack.sentence
    )


def _uncleared(full: ResponseInFull) -> tuple[str, ...]:
    return tuple(
        f"{item.heading} ({item.reference}): the Chief Constable has not cleared the comments."
        for item in full.items
        if item.chief_constable and not item.is_standard_sentence and item.cleared_on is None
    )
