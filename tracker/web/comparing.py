"""Two versions of a letter, part by part and word by word, for the page that compares them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tracker.domain.letter_snapshots import MOVE_FIELDS
from tracker.domain.markup import paragraphs_of
from tracker.domain.permissions import Actor
from tracker.domain.text_differences import Fate, ParagraphDifference, compare_paragraphs
from tracker.domain.visibility import may_read_change
from tracker.domain.vocabulary import ResponseStatus
from tracker.queries.letter_versions import LetterState, Part, PrintedVersion
from tracker.web.presenting import moment_in_words
from tracker.web.timelines import field_label, in_words

LETTER_FIRST = (
    "letter_dated", "layout", "office_block", "addressee_block", "salutation", "subject", "opening",
    "paragraphs", "closing", "signatory_name", "signatory_title",
)  # fmt: skip
ANSWER_ORDER = ("chief_constable", "stance", "stance_reason", "pcc", "reply")
PRINTED = "printed-"
"""The beginning of the key of a printed version; the others are events."""
NOT_WORDS = frozenset({"reports", "signature_image", "comments_by", "send_to", *MOVE_FIELDS})


@dataclass(frozen=True)
class Stretch:
    """Some words with their fate: "kept", "removed" or "added"."""

    fate: str
    text: str


@dataclass(frozen=True)
class ComparedPart:
    """A part of the letter that differs, by paragraph."""

    heading: str
    paragraphs: tuple[tuple[Stretch, ...], ...]


def version_choices(states: Sequence[LetterState]) -> list[tuple[str, str]]:
    """The versions to choose from, the newest first."""
    return [
        (str(state.seq), f"{moment_in_words(state.at)}: {state.by} {state.did} (version {number})")
        for number, state in reversed(list(enumerate(states, start=1)))
    ]


def compared(
    old: LetterState, new: LetterState, by: Actor, status: ResponseStatus, *, asked: Collection[int]
) -> list[ComparedPart]:
    """Each part that differs and that this person may read, in the order of the letter.

    `asked` are the answers asked of owners, whose earlier words are the force's own before issue.
    """
    parts = sorted(set(old.texts) | set(new.texts), key=_place)
    references = old.references | new.references
    found = []
    for part in parts:
        kind, key, field = part
        before, after = old.texts.get(part, ""), new.texts.get(part, "")
        is_asked = kind == "answer" and key in asked
        is_readable = may_read_change(
            by, subject_kind=kind, field=field, status=status, is_commissioned=is_asked
        )
        if before == after or field in NOT_WORDS or not is_readable:
            continue
        words = [in_words(kind, field, text) for text in (before, after)]
        rows = compare_paragraphs(*(paragraphs_of(text) for text in words))
        found.append(ComparedPart(_heading(part, references[part]), tuple(_stretches(row) for row in rows)))
    return found


def printed_choices(versions: Sequence[PrintedVersion]) -> list[tuple[str, str]]:
    """The printed versions to choose from, the newest first."""
    return [
        (
            f"{PRINTED}{one.id}",
            f"{moment_in_words(one.at)}: as printed, version {one.number}, "
            f"{one.purpose[:1].lower()}{one.purpose[1:]} by {one.by}",
        )
        for one in reversed(versions)
    ]


def compared_as_printed(old: PrintedVersion, new: PrintedVersion) -> list[ComparedPart]:
    """Each part that two printed versions print otherwise, standard parts included, in printed order."""
    before, after = ({part.name: part for part in one.parts if part.is_text} for one in (old, new))
    found = []
    for name in dict.fromkeys((*after, *before)):
        texts = [side[name].text if name in side else "" for side in (before, after)]
        if texts[0] != texts[1]:
            rows = compare_paragraphs(*(paragraphs_of(text) for text in texts))
            heading = name.removeprefix("the ")
            stretches = tuple(_stretches(row) for row in rows)
            found.append(ComparedPart(heading[:1].upper() + heading[1:], stretches))
    return found


def state_at(states: Sequence[LetterState], version: PrintedVersion) -> LetterState | None:
    """What the parts of the letter said when a version of it was printed."""
    return next((state for state in reversed(states) if state.at <= version.at), None)


def _place(part: Part) -> tuple[int, int, int, str]:
    kind, key, field = part
    order = LETTER_FIRST if kind == "response" else ANSWER_ORDER
    return kind != "response", key, order.index(field) if field in order else len(order), field


def _heading(part: Part, reference: str) -> str:
    label = field_label(part[2])
    label = label[:1].upper() + label[1:]
    return label if part[0] == "response" else f"{reference.rpartition(' ')[2]}: {label}"


def _stretches(row: ParagraphDifference) -> tuple[Stretch, ...]:
    return tuple(Stretch(Fate(piece.fate).value, piece.text) for piece in row.pieces)
