"""The lists of the home page with what is asked of one person: their items, the letters of their turn."""

from collections.abc import Callable

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability
from tracker.domain.response_moves import PEN
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.queries.commissions import asked_of
from tracker.queries.reading import reading
from tracker.queries.responses import response_rows
from tracker.services.commissions import progress_of
from tracker.services.items import details_of
from tracker.web.addresses import page_at
from tracker.web.commission_words import TONES
from tracker.web.home_approvals import awaiting_approval, may_hold_approver_s_pen
from tracker.web.home_lists import Cell, Day, Section
from tracker.web.item_words import first_words
from tracker.web.presenting import Tag, days_overdue

TO_DO = {
    ResponseStatus.WITH_THE_FORCE: "Clear the comments and hand them to the office",
    ResponseStatus.APPROVED: "Issue it",
}
"""What the holder of the pen does with a letter; one being prepared, or submitted, has a list of its own."""


def asked_of_me(day: Day) -> Section:
    """The items that posts of this person were asked for and have not returned, the first due first."""
    owed = [
        row
        for row in asked_of(reading(), day.by, day.today)
        if progress_of(row.commission, row.answer).state.is_outstanding
    ]
    owed.sort(key=lambda row: (row.commission.due_on or day.today, row.commission.id))
    rows = []
    for row in owed:
        due, item = row.commission.due_on, details_of(row.item)
        state = progress_of(row.commission, row.answer).state
        when = f"{date_in_words(due)}, {days_overdue(due, day.today)}" if due else "No day yet"
        rows.append(
            (
                Cell(
                    heading_of(item.kind, item.number, item.heading),
                    page_at("asked.show", item=row.item.reference),
                ),
                Cell(first_words(item.text, 160)),
                Cell(when),
                Cell("", tag=Tag(state.label, TONES[state])),
            )
        )
    return Section(
        "asked",
        "Items to answer",
        ("Item", "What is asked", "To be returned by", "State"),
        tuple(rows),
        one="Item to answer",
    )


def letters_of_my_turn(day: Day) -> Section:
    """The letters whose pen this person holds, apart from those being prepared or waiting for approval."""
    return Section(
        "turn",
        "Letters that wait for you",
        ("Letter", "Answers", "What to do"),
        tuple(
            (
                Cell(row.reference, page_at("responses.show", reference=row.reference)),
                Cell("; ".join(report.title for report in row.reports)),
                Cell(TO_DO[row.status]),
            )
            for row in response_rows(reading(), day.by, day.today)
            if row.status in TO_DO and _holds_pen(day, row.status)
        ),
        one="Letter that waits for you",
    )


def _holds_pen(day: Day, status: ResponseStatus) -> bool:
    holder = PEN[status]
    return holder in day.by.roles or (holder is Role.APPROVER and may_hold_approver_s_pen(day))


TURNS: tuple[tuple[tuple[Ability, ...], Callable[[Day], Section]], ...] = (
    ((Ability.ANSWER_COMMISSIONS,), asked_of_me),
    ((Ability.READ_RESPONSES,), awaiting_approval),
    ((Ability.READ_RESPONSES,), letters_of_my_turn),
)
