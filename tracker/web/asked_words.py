"""What the owner's pages say: the list of requests, one request with its draft, a form that came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.commissions import CommissionState
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.items import heading_of
from tracker.queries.commissions import CommissionRow
from tracker.services.commission_views import OwnDraft
from tracker.services.commissions import progress_of
from tracker.services.items import details_of
from tracker.services.owner_drafts import AskedForm
from tracker.web.commission_words import TONES
from tracker.web.item_words import first_words, read_in_words
from tracker.web.presenting import Tag, counted


@dataclass(frozen=True)
class Request:
    """One item asked of a post of mine."""

    reference: str
    href: str
    heading: str
    text: str
    due: str
    state: Tag


@dataclass(frozen=True)
class RequestsOfLetter:
    """What one letter asks of one post."""

    response: str
    post: str
    requests: tuple[Request, ...]
    form_href: str
    upload_href: str


@dataclass(frozen=True)
class AskedPage:
    """The owner's list."""

    state: str
    letters: tuple[RequestsOfLetter, ...]


def asked_page(rows: Sequence[CommissionRow], today: date) -> AskedPage:
    """The list of what is asked, by letter and post."""
    groups: dict[tuple[str, str, str], list[CommissionRow]] = {}
    for row in rows:
        groups.setdefault((row.response.reference, row.post.title, row.post.slug), []).append(row)
    owed = [row for row in rows if _state(row).is_outstanding]
    days = [row.commission.due_on for row in owed if row.commission.due_on]
    state = "Nothing waits for you." if not owed else f"{counted(len(owed), 'item')} to answer"
    if days:
        state += f", the first by {date_in_words(min(days))}."
    return AskedPage(
        state,
        tuple(
            RequestsOfLetter(
                response,
                post,
                tuple(_request(row, today) for row in members),
                url_for("asked.download_form", reference=response, slug=slug),
                url_for("asked.word_form", reference=response, slug=slug),
            )
            for (response, post, slug), members in groups.items()
        ),
    )


def _state(row: CommissionRow) -> CommissionState:
    return progress_of(row.commission, row.answer).state


def _request(row: CommissionRow, today: date) -> Request:
    state = _state(row)
    return Request(
        row.item.reference,
        url_for("asked.show", item=row.item.reference),
        heading_of(row.item.kind, row.item.number, row.item.heading),
        first_words(row.item.text, 160),
        _due(row, state, today),
        Tag(state.label, TONES[state]),
    )


def _due(row: CommissionRow, state: CommissionState, today: date) -> str:
    due_on = row.commission.due_on
    if due_on is None:
        return "No day"
    late = (today - due_on).days
    overdue = f" ({counted(late, 'day')} overdue)" if late > 0 and state.is_outstanding else ""
    return f"{date_in_words(due_on)}{overdue}"


@dataclass(frozen=True)
class DraftPage:
    """One request with its draft."""

    reference: str
    response: str
    heading: str
    text: str
    read: tuple[str, ...]
    state: str
    questions: str
    draft: str
    comments: str
    refusal: str
    is_holder: bool
    back_href: str
    back_words: str


def draft_page(view: OwnDraft, today: date) -> DraftPage:
    """One request for its owner, or for the force inspection lead."""
    row = view.row
    response = row.response.reference
    return DraftPage(
        reference=row.item.reference,
        response=response,
        heading=heading_of(row.item.kind, row.item.number, row.item.heading),
        text=row.item.text,
        read=tuple(read_in_words(details_of(row.item))),
        state=f"{view.state.label}. Asked of {row.post.title}, due {_due(row, view.state, today)}.",
        questions=row.commission.questions,
        draft=row.commission.draft,
        comments=view.comments if view.comments != row.commission.draft else "",
        refusal="" if view.may_write else view.may_write.reason,
        is_holder=view.is_holder,
        back_href=url_for("asked.index")
        if view.is_holder
        else url_for("commissions.show", reference=response),
        back_words="What I am asked" if view.is_holder else f"Comments for {response}",
    )


@dataclass(frozen=True)
class FormRow:
    """One row of a form that came back, beside the draft that is saved."""

    reference: str
    heading: str
    text: str
    saved: str
    is_missing: bool


def form_rows(asked: AskedForm, words: Mapping[str, str]) -> tuple[FormRow, ...]:
    """The items of a form in its order."""
    return tuple(
        FormRow(
            row.item.reference,
            heading_of(row.item.kind, row.item.number, row.item.heading),
            first_words(row.item.text, 200),
            row.commission.draft,
            bool(words) and not words.get(row.item.reference),
        )
        for row in asked.rows
    )
