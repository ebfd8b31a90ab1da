"""Final copies in the words of their pages: what was made, what would be, and whether it is whole."""

from dataclasses import dataclass

from flask import url_for

from tracker.domain.addenda import Addendum, moment_in_words, sentences_of, words_of_change
from tracker.domain.counts import Term
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.meetings import MeetingMove, MeetingStatus
from tracker.services.final_copy_store import CopyCheck
from tracker.services.final_copy_views import CopiesOfMeeting, CopyShown, Prepared
from tracker.services.meetings import BoardRow, MeetingRow
from tracker.web.meeting_words import address_of
from tracker.web.presenting import Tag, Tone, counted


@dataclass(frozen=True)
class DocumentLine:
    """A document with its way to the bytes; `href` is "" once a redaction destroyed them."""

    title: str
    kind: str
    name: str
    href: str
    size: str
    sha256: str


@dataclass(frozen=True)
class CopyCard:
    """One version of a final copy."""

    title: str
    facts: tuple[tuple[str, str], ...]
    documents: tuple[DocumentLine, ...]
    check_href: str
    since_href: str


@dataclass(frozen=True)
class FinalCopiesPage:
    """Everything that the page of a meeting's final copies says."""

    board: str
    board_href: str
    meeting: str
    meeting_href: str
    tag: Tag
    state: str
    make_href: str
    why_not: str
    correct_href: str
    draft_href: str
    cards: tuple[CopyCard, ...]


def final_copies_page(full: CopiesOfMeeting) -> FinalCopiesPage:
    """The final copies as this person reads them."""
    board, meeting = full.board, full.meeting
    is_to_make = not full.copies and not meeting.status.has_final_copy
    return FinalCopiesPage(
        board=board.name,
        board_href=url_for("boards.show", board=board.reference),
        meeting=f"Meeting on {date_in_words(meeting.on)}",
        meeting_href=address_of(board, meeting),
        tag=_tag(full),
        state=_state(full),
        make_href=address_of(board, meeting, "final_copies.make") if full.may_make else "",
        why_not=_why_not(full) if is_to_make else "",
        correct_href=address_of(board, meeting, "final_copies.correct") if full.may_correct else "",
        draft_href=address_of(board, meeting, "final_copies.draft") if is_to_make else "",
        cards=tuple(_card(board, meeting, one) for one in full.copies),
    )


_FIRST = {
    MeetingStatus.PLANNED: (MeetingMove.COLLECT, MeetingMove.DRAFT),
    MeetingStatus.COLLECTING: (MeetingMove.DRAFT,),
}
"""The buttons on the page of the meeting that come before the final copy, by where it stands."""


def _why_not(full: CopiesOfMeeting) -> str:
    """Why the final copy cannot be made, and what comes first."""
    first = _FIRST.get(full.meeting.status, ())
    if full.may_make or not first:
        return full.may_make.reason
    buttons = " and then ".join(f"“{move.button}”" for move in first)
    return f"{full.may_make.reason} On the page of the meeting, {buttons} comes first."


def _tag(full: CopiesOfMeeting) -> Tag:
    if not full.copies:
        return Tag("Not made yet", Tone.GREY)
    return Tag(f"Version {full.copies[0].copy.number}", Tone.GREEN)


def _state(full: CopiesOfMeeting) -> str:
    if not full.copies:
        return "The final copy keeps the rows and documents as they are when it is made."
    last = full.copies[0].copy
    made = f"Made on {date_in_words(last.made_on)} by {last.made_by}."
    return f"{made} Nothing that happens afterwards changes it."


def _card(board: BoardRow, meeting: MeetingRow, shown: CopyShown) -> CopyCard:
    copy = shown.copy
    number = str(copy.number)
    facts = [
        ("As at", moment_in_words(copy.as_at)),
        ("Made by", f"{copy.made_by}, {date_in_words(copy.made_on)}"),
    ]
    reasons = (
        ("It corrects", copy.correction),
        ("Made before the cut-off because", copy.before_cut_off),
        ("Does not reconcile because", copy.does_not_reconcile),
    )
    facts += [(term, words) for term, words in reasons if words]
    facts += [
        ("Fingerprint of the rows (SHA-256)", copy.rows_sha256),
        ("History up to", f"entry {copy.head_seq:,}, {copy.head_hash}"),
    ]
    since = address_of(board, meeting, "final_copies.since", number=number) if shown.has_addendum else ""
    return CopyCard(
        title=f"Version {number}",
        facts=tuple(facts),
        documents=tuple(
            DocumentLine(
                title=file.title,
                kind=file.kind.label,
                name=file.name,
                href=""
                if file.is_destroyed
                else address_of(
                    board, meeting, "final_copies.document", number=number, position=str(file.position)
                ),
                size=_size(file.size),
                sha256=file.sha256,
            )
            for file in shown.files
        ),
        check_href=address_of(board, meeting, "final_copies.check", number=number),
        since_href=since,
    )


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KB"


@dataclass(frozen=True)
class PreparedPage:
    """What a final copy made now would hold."""

    title: str
    button: str
    board: str
    meeting: str
    back: str
    facts: tuple[tuple[str, str], ...]
    tag: Tag
    sums: str
    difference: str


def prepared_page(found: Prepared, meeting: MeetingRow, move: MeetingMove) -> PreparedPage:
    """What will be printed, and whether its sum comes out."""
    pack = found.pack
    facts = (
        ("Version", str(found.version)),
        ("As at", f"{moment_in_words(pack.head.as_at)}, and as it stands when the button is pressed"),
        ("The period begins with", pack.head.opened_by),
        ("Marking", pack.head.marking or "None"),
        ("Agenda item", pack.head.agenda_item or "None"),
        ("Open items", f"{pack.number(Term.CLOSING):,}, and {pack.number(Term.OPENING):,} at the start"),
        ("Red or Amber", counted(len(pack.exceptions), "item")),
        ("Changes since the last board", counted(len(pack.changes), "change")),
        ("Papers", _papers(found.papers)),
    )
    reconciles = found.sums.reconciles
    return PreparedPage(
        title=move.button,
        button=move.button,
        board=found.board.name,
        meeting=f"Meeting on {date_in_words(meeting.on)}",
        back=address_of(found.board, meeting, "final_copies.show"),
        facts=facts,
        tag=Tag("Totals reconcile", Tone.GREEN) if reconciles else Tag("Totals do not reconcile", Tone.RED),
        sums="The dated rows and the history give the same sum, and its terms come out."
        if reconciles
        else "The dated rows and the history give different sums. The final copy prints why.",
        difference=found.sums.first_difference,
    )


def _papers(titles: tuple[str, ...]) -> str:
    if not titles:
        return "None is drafted: only the Excel pack will be made"
    return f"{'; '.join(titles)}. Each is made whole and in its public version"


@dataclass(frozen=True)
class CheckPage:
    """Whether a final copy is still what was kept."""

    tag: Tag
    words: tuple[str, ...]


def check_page(found: CopyCheck) -> CheckPage:
    """What the check found, in sentences."""
    looked = f"{counted(found.rows, 'row')} and {counted(found.documents, 'document')} were looked at."
    words = [looked, found.problem or "Each is what was kept, and what the history tells of it."]
    if found.problem:
        words.append("Tell whoever looks after the database, and have it brought back from a backup.")
    if found.redacted_rows:
        words.append(f"A redaction took words out of {counted(found.redacted_rows, 'row')}.")
    words += [f"A redaction destroyed the document {name}." for name in found.destroyed]
    return CheckPage(Tag("Whole", Tone.GREEN) if found.is_whole else Tag("Damaged", Tone.RED), tuple(words))


@dataclass(frozen=True)
class SinceLine:
    """One change since the pack."""

    reference: str
    item: str
    words: str
    why: str


def since_lines(addendum: Addendum) -> tuple[tuple[str, ...], tuple[SinceLine, ...]]:
    """The sentences of an addendum, and each of its changes."""
    lines = tuple(
        SinceLine(line.reference, line.item, words_of_change(line), line.why or "No reason is recorded.")
        for line in addendum.changes
    )
    return sentences_of(addendum), lines
