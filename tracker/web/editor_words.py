"""The margin of a letter: which comment stands beside which paragraph or answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import wtforms

from tracker.domain.letter_paragraphs import place_of_passage
from tracker.domain.response_moves import status_after_edit
from tracker.domain.vocabulary import ResponseOrigin, Voice
from tracker.queries.margin_comments import CommentRow, comments_on, open_comments
from tracker.queries.reading import reading
from tracker.services.response_views import ItemInResponse, ResponseInFull
from tracker.web.addresses import page_at
from tracker.web.item_words import first_words

LETTER = "letter"
VOICES = {
    Voice.CHIEF_CONSTABLE: "Chief Constable’s comments",
    Voice.PCC: "PCC’s response",
    Voice.REPLY: "PCC’s reply",
}


@dataclass(frozen=True)
class MarginNote:
    """A comment as the margin prints it; `about` quotes words that are no longer there."""

    id: int
    version: int
    by: str
    at: datetime
    text: str
    resolved: str
    about: str = ""


@dataclass(frozen=True)
class Passage:
    """Something that can be commented on, with the comments that stand beside it."""

    key: str
    heading: str
    text: str
    notes: tuple[MarginNote, ...]

    @property
    def choice(self) -> str:
        """The passage in a list of choices."""
        return f"{self.heading}: {first_words(self.text, 70)}" if self.text else self.heading


@dataclass(frozen=True)
class Box:
    """A paragraph's box in the editor."""

    number: int
    field: wtforms.Field
    comments: tuple[MarginNote, ...]
    comment_href: str


def boxes_of(full: ResponseInFull, texts: Sequence[str], fields: Sequence[wtforms.Field]) -> list[Box]:
    """The boxes with the open comments on what stands in them; a saved paragraph can be commented on."""
    notes, _ = _by_paragraph(full, texts, [one for one in _comments(full) if not one.resolved_by])
    return [
        Box(n, field, notes[n], _comment_href(full, texts[n]) if texts[n] else "")
        for n, field in enumerate(fields)
    ]


def _comment_href(full: ResponseInFull, text: str) -> str:
    at = full.letter_paragraphs.index(text) if text in full.letter_paragraphs else None
    if at is None:
        return ""
    return page_at("margin_comments.index", reference=full.reference, on=f"{LETTER}-{at}")


def passages_of(
    full: ResponseInFull,
) -> tuple[list[Passage], tuple[MarginNote, ...], tuple[MarginNote, ...]]:
    """What can be commented on of a letter; the comments on words that are gone, and those on no place."""
    comments = _comments(full)
    notes, gone = _by_paragraph(full, full.letter_paragraphs, comments)
    passages = [
        Passage(f"{LETTER}-{n}", f"Paragraph {n + 1}", text, notes[n])
        for n, text in enumerate(full.letter_paragraphs)
    ]
    for item in full.items:
        passages += [
            Passage(
                f"{item.reference}-{voice.value}",
                f"{item.heading} ({item.reference}), {VOICES[voice]}",
                text,
                notes_on(item, voice, comments),
            )
            for voice, text in _voices(item)
        ]
    on_all = tuple(_note(one) for one in comments if one.item_id is None and not one.passage)
    return passages, gone, on_all


def notes_on(
    item: ItemInResponse, voice: Voice, comments: Sequence[CommentRow], *, is_open: bool = False
) -> tuple[MarginNote, ...]:
    """The comments on one voice of an item's answer."""
    return tuple(
        _note(one)
        for one in comments
        if one.item_id == item.id and one.voice is voice and not (is_open and one.resolved_by)
    )


def _voices(item: ItemInResponse) -> list[tuple[Voice, str]]:
    said = {
        Voice.CHIEF_CONSTABLE: item.chief_constable,
        Voice.PCC: item.pcc,
        Voice.REPLY: item.reply,
    }
    is_wanted = item.details.for_whom.is_ours
    return [
        (voice, "\n\n".join(text))
        for voice, text in said.items()
        if text or (voice is Voice.PCC and is_wanted)
    ]


def _comments(full: ResponseInFull) -> list[CommentRow]:
    return comments_on(reading(), full.id)


def _by_paragraph(
    full: ResponseInFull, texts: Sequence[str], comments: Sequence[CommentRow]
) -> tuple[list[tuple[MarginNote, ...]], tuple[MarginNote, ...]]:
    """The comments on the letter beside each paragraph, and those whose paragraph is gone."""
    beside: list[list[MarginNote]] = [[] for _ in texts]
    gone = []
    for one in comments:
        if one.item_id is not None or not one.passage:
            continue
        at = place_of_passage(one.passage, texts)
        if at is None:
            gone.append(_note(one, about=one.passage))
        else:
            beside[at].append(_note(one))
    return [tuple(notes) for notes in beside], tuple(gone)


def _note(comment: CommentRow, about: str = "") -> MarginNote:
    resolved = f"Resolved by {comment.resolved_by}" if comment.resolved_by else ""
    return MarginNote(
        comment.id, comment.version, comment.written_by, comment.written_at, comment.text, resolved, about
    )


@dataclass(frozen=True)
class WritingPanel:
    """The ways from the desk to the editor, the margin and the versions; "" where this visitor may not go."""

    editor_href: str
    comments_href: str
    compare_href: str
    open_comments: str


def writing_panel(full: ResponseInFull) -> WritingPanel:
    """The panel of one letter; what was issued here is not written any more."""
    is_open = full.origin is ResponseOrigin.IMPORTED or status_after_edit(full.status) is not None
    comments_href = page_at("margin_comments.index", reference=full.reference)
    number = open_comments(reading(), full.id) if comments_href else 0
    return WritingPanel(
        page_at("letter_editor.edit", reference=full.reference) if is_open else "",
        comments_href,
        page_at("letter_versions.compare", reference=full.reference),
        f"{number} open" if number else "none open",
    )
