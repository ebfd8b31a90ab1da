"""Where the words of a redaction stand, as its page says it; drafts of the other side are only counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.permissions import Actor
from tracker.domain.redactions import excerpt, pattern_for
from tracker.domain.visibility import is_shown, may_read_change
from tracker.queries.commissions import commissioned_answers
from tracker.queries.events import statuses_of
from tracker.queries.reading import reading
from tracker.queries.redactions import Place, RedactionLine, answers_named, under_embargo
from tracker.services.redactions import Extent
from tracker.web.presenting import Tag, Tone, counted
from tracker.web.timelines import field_label

MOST_EXCERPTS = 20
KINDS = {
    "report": ("report", ""),
    "item": ("item", ""),
    "addressee": ("addressee", ""),
    "deadline": ("deadline", ""),
    "answer": ("answer to an item", "answers to items"),
    "response": ("letter", ""),
    "response_report": ("appendix of a letter", "appendices of letters"),
    "letter_version": ("kept version of a letter", "kept versions of letters"),
    "approval": ("approval", ""),
    "final_copy": ("final copy of a pack", "final copies of packs"),
    "final_copy_file": ("document of a final copy", "documents of final copies"),
    "final_copy_row": ("row of a final copy", "rows of final copies"),
    "delegation": ("delegation", ""),
    "commitment": ("commitment", "commitments"),
    "commitment_done": ("commitment", "commitments"),
    "sent_draft": ("draft that went out", "drafts that went out"),
    "sent_paragraph": ("draft that went out", "drafts that went out"),
    "marked_copy": ("marked-up copy", "marked-up copies"),
    "stored_file": ("file name", ""),
    "proof": ("proof of progress", "proofs of progress"),
    "login_session": ("unsaved draft", ""),
    "typed_draft": ("unsaved draft", ""),
    "margin_comment": ("comment in the margin", "comments in the margin"),
    "shared_paragraph": ("shared paragraph", ""),
    "access_entry": ("line of the access log", "lines of the access log"),
    "sign_in_failure": ("refused sign-in", ""),
    "redaction": ("other redaction", ""),
    "body": ("body", "bodies"),
    "letterhead": ("letterhead", ""),
    "post": ("post", ""),
    "holding": ("holder of a post", "holders of posts"),
    "signature_image": ("description of a signature", "descriptions of signatures"),
}


@dataclass(frozen=True)
class Excerpt:
    """The words in one place, with what stands around them."""

    where: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class ExtentPage:
    """What a redaction would remove: counts by kind, and excerpts as far as this person may read them."""

    total: str
    counts: tuple[tuple[str, int], ...]
    excerpts: tuple[Excerpt, ...]
    more: str
    files: tuple[str, ...]
    exports: tuple[str, ...]
    kept_names: tuple[str, ...]


def extent_page(extent: Extent, words: str, *, by: Actor, today: date) -> ExtentPage:
    """The extent as this person may see it."""
    shown = _readable(extent.places, by, today)
    pattern = pattern_for(words)
    told = shown[:MOST_EXCERPTS]
    answers = answers_named(reading(), {_id(place) for place in told if place.table == "answer"})
    excerpts = [Excerpt(_where(place, answers), *excerpt(place.before, pattern)) for place in told]
    hidden = len(extent.places) - len(excerpts)
    return ExtentPage(
        total=counted(extent.total, "place"),
        counts=tuple(_counts(extent)),
        excerpts=tuple(excerpts),
        more=f"{counted(hidden, 'more place')} in records, search and drafts not shown here."
        if hidden
        else "",
        files=extent.files,
        exports=extent.exports,
        kept_names=extent.kept_names,
    )


def _counts(extent: Extent) -> list[tuple[str, int]]:
    records = Counter("search" if place.column == "search_text" else place.table for place in extent.places)
    lines = []
    for kind, number in sorted(records.items()):
        one, many = (
            ("entry of the search", "entries of the search")
            if kind == "search"
            else KINDS.get(kind, ("other record", ""))
        )
        lines.append((one if number == 1 else many or f"{one}s", number))
    for number, one in (
        (len(extent.history_texts), "text of the history"),
        (len(extent.files), "kept file, whose bytes are destroyed"),
        (len(extent.exports), "file in exports, which is deleted"),
    ):
        if number:
            lines.append((one if number == 1 else _plural(one), number))
    return [(words[:1].upper() + words[1:], number) for words, number in lines]


def _plural(one: str) -> str:
    return {
        "text of the history": "texts of the history",
        "kept file, whose bytes are destroyed": "kept files, whose bytes are destroyed",
        "file in exports, which is deleted": "files in exports, which are deleted",
    }[one]


def _readable(places: tuple[Place, ...], by: Actor, today: date) -> list[Place]:
    """The places whose words this person may read where they stand."""
    hidden = under_embargo(reading(), by, today)
    records = {(place.table, _id(place)) for place in places}
    statuses, asked = statuses_of(reading(), records), commissioned_answers(reading(), records)
    return [
        place
        for place in places
        if is_shown(place.table)
        and place.column != "search_text"
        and (place.table, _id(place)) not in hidden
        and may_read_change(
            by,
            subject_kind=place.table,
            field=place.column,
            status=statuses.get((place.table, _id(place))),
            is_commissioned=place.table == "answer" and _id(place) in asked,
        )
    ]


def _id(place: Place) -> int:
    key = place.key[0]
    return key if isinstance(key, int) else 0


def _where(place: Place, answers: Mapping[int, tuple[str, str]]) -> str:
    kind = KINDS.get(place.table, ("record", ""))[0]
    name = place.reference if place.reference[:1].isupper() else f"{kind} {_id(place)}"
    if place.table == "answer" and _id(place) in answers:
        item, letter = answers[_id(place)]
        name = f"answer to {item} in {letter}"
    return f"{name[:1].upper()}{name[1:]}, {field_label(place.column)}"


@dataclass(frozen=True)
class RedactionRow:
    """One redaction of the list."""

    id: int
    reason: str
    asked: str
    state: Tag


def state_of(line: RedactionLine) -> Tag:
    """Where a redaction stands."""
    if line.redaction.decided_at is None:
        return Tag("Waits for a second person", Tone.AMBER)
    if line.redaction.was_confirmed:
        return Tag("Confirmed", Tone.GREEN)
    return Tag("Refused", Tone.GREY)
