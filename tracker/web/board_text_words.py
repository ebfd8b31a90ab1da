"""The texts for the board in words: the state of the page, and each item with what its text was made from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.items import heading_of
from tracker.domain.vocabulary import Rating
from tracker.services.board_texts import BoardText, TextAhead, TextsOfMeeting
from tracker.web.item_words import first_words
from tracker.web.presenting import counted, moment_in_words
from tracker.web.rating_words import NOBODY


@dataclass(frozen=True)
class SaidLine:
    """The owner's newest update as it stands beside the box."""

    title: str
    done: str
    next_steps: str
    board_text: str


@dataclass(frozen=True)
class TextLine:
    """One item of the page; `since` says that the owner has said more since the text was edited."""

    reference: str
    href: str
    heading: str
    asked: str
    owner: str
    due: str
    rating: Rating | None
    text: str
    made: str
    is_sensitive: bool
    is_unsaved: bool
    since: str
    said: SaidLine | None
    earlier: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TextsPage:
    """Everything that the page prints; `why_not` says why the texts cannot be edited by this person."""

    title: str
    board: str
    back_href: str
    here: str
    state: str
    note: str
    why_not: str
    may_edit: bool
    is_empty: bool
    lines: tuple[TextLine, ...]
    unsaved: str
    left_over: tuple[tuple[str, str], ...]


def texts_page(
    found: TextsOfMeeting,
    shown: Sequence[BoardText],
    unsaved: Collection[str],
    left_over: tuple[tuple[str, str], ...],
) -> TextsPage:
    """The texts of a meeting as their page prints them."""
    meeting, board = found.meeting, found.board
    reference, on = board.reference, meeting.on.isoformat()
    is_final = meeting.status.has_final_copy
    return TextsPage(
        title=f"Text for the board, {date_in_words(meeting.on)}",
        board=board.name,
        back_href=url_for("meetings.show", board=reference, on=on),
        here=url_for("board_texts.show", board=reference, on=on),
        state=_state_in_words(found),
        note="The final copy is made and stays as it is: a text changed now goes into its correction."
        if is_final
        else "",
        why_not=found.may_edit.reason,
        may_edit=bool(found.may_edit),
        is_empty=not found.texts,
        lines=tuple(_line(one, one.item.reference in unsaved) for one in shown),
        unsaved=_unsaved_in_words(len(unsaved)),
        left_over=left_over,
    )


def _state_in_words(found: TextsOfMeeting) -> str:
    if not found.texts:
        return "This board oversees no open item."
    edited = sum(1 for one in found.texts if one.version)
    behind = sum(1 for one in found.texts if one.owner_since)
    empty = sum(1 for one in found.texts if not one.text)
    said = [f"{edited:,} of {counted(len(found.texts), 'text')} edited"]
    if behind:
        said.append(f"on {counted(behind, 'item')} the owner has said more since")
    if empty:
        said.append(f"{counted(empty, 'item')} without any text")
    return f"{'; '.join(said)}."


def _unsaved_in_words(number: int) -> str:
    if not number:
        return ""
    return f"{counted(number, 'text is', 'texts are')} typed below and not saved yet."


def _line(one: BoardText, is_unsaved: bool) -> TextLine:
    item = one.item
    return TextLine(
        reference=item.reference,
        href=url_for("items.show", reference=item.reference),
        heading=heading_of(item.kind, item.number, item.heading),
        asked=first_words(item.text, 400),
        owner=item.owner or NOBODY,
        due=date_in_words(item.date_in_force) if item.date_in_force else "No date agreed",
        rating=item.rating,
        text=one.text,
        made=_made(one),
        is_sensitive=one.is_sensitive,
        is_unsaved=is_unsaved,
        since=_since(one),
        said=_said(one),
        earlier=tuple((_earlier_title(text.on, text.is_sensitive), text.text) for text in one.earlier),
    )


def _made(one: BoardText) -> str:
    if one.version:
        return f"Edited by {one.edited_by}, {moment_in_words(one.edited_at)}."
    if one.update is None:
        return "The owner has said nothing yet: there is nothing to draft from."
    told = "" if one.is_updated else " That was before the last meeting."
    return f"Drafted from the owner’s update of {date_in_words(one.update.recorded_on)}, not edited.{told}"


def _since(one: BoardText) -> str:
    if not one.owner_since or one.update is None:
        return ""
    by, on = one.update.recorded_by, date_in_words(one.update.recorded_on)
    return f"{by} has said more on {on}, since this text was edited. Read both, then save."


def _said(one: BoardText) -> SaidLine | None:
    update = one.update
    if update is None:
        return None
    return SaidLine(
        title=f"{update.recorded_by}, {date_in_words(update.recorded_on)}: {update.own_rating.label}",
        done="Nothing new." if update.is_nothing_new else update.done,
        next_steps=update.next_steps,
        board_text=update.board_text,
    )


def _earlier_title(on: date, is_sensitive: bool) -> str:
    return f"{date_in_words(on)}, sensitive" if is_sensitive else date_in_words(on)


@dataclass(frozen=True)
class AheadLine:
    """What the board of a coming meeting will read of an item, as its owner sees it."""

    title: str
    href: str
    text: str
    made: str


def ahead_lines(texts: Sequence[TextAhead]) -> tuple[AheadLine, ...]:
    """What boards will read of an item, the nearest meeting first."""
    return tuple(_ahead(one) for one in texts)


def _ahead(one: TextAhead) -> AheadLine:
    if one.edited_at is not None:
        made = f"Edited by {one.edited_by}, {moment_in_words(one.edited_at)}."
    else:
        made = "Drafted from the newest update; the board’s secretary may edit it."
    if not one.has_final_copy:
        made += f" Updates are wanted by {date_in_words(one.cut_off_on)}."
    return AheadLine(
        f"{one.board}, {date_in_words(one.on)}",
        url_for("meetings.show", board=one.board_reference, on=one.on.isoformat()),
        one.text,
        made,
    )
