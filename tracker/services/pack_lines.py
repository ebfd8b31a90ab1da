"""The lines of a pack's actions, responses and grades, as they stood at its moment."""

from datetime import date

from tracker.domain.actions import ActionDetails, is_overdue, next_due
from tracker.domain.audit import as_text
from tracker.domain.packs import ActionLine, GradeLine, ResponseLine
from tracker.domain.statutory_clock import StatutoryClock, day_number, statutory_clock
from tracker.domain.vocabulary import ActionState, ResponseStatus
from tracker.domain.working_days import BankHolidays
from tracker.models.base import db
from tracker.queries.board_actions import (
    ActionRow,
    actions_before,
    actions_on_board,
    items_of_actions,
    turns_done,
)
from tracker.queries.board_reports import (
    ResponseRow,
    grades_on_board,
    responses_before,
    responses_on_board,
)
from tracker.queries.board_scope import PackScope
from tracker.services.pack_items import PackItems

NO_RESPONSE = "No response started"
_NO_HOLIDAYS = BankHolidays(frozenset(), date.max)
"""Nothing that a pack prints of the 56 days asks for working days."""
Before = dict[str, str | None]
"""By field, the text that stood at the moment and was changed since."""


def actions_of_pack(*, scope: PackScope, items: PackItems) -> tuple[ActionLine, ...]:
    """The actions on the board's items: those still open first, by their day."""
    session = db.session()
    served, done = items_of_actions(session, scope), turns_done(session, scope)
    before = actions_before(session, scope)
    found = []
    for row in actions_on_board(session, scope):
        line = _action_line(
            row, before.get(row.key, {}), items.titles, served.get(row.key, []), done.get(row.key, []), scope
        )
        found.append(line)
    opened = ActionState.OPEN.label
    return tuple(sorted(found, key=lambda line: (line.state != opened, line.target_on or date.max, line.key)))


def _action_line(
    row: ActionRow,
    before: Before,
    titles: dict[int, str],
    served: list[str],
    done: list[date],
    scope: PackScope,
) -> ActionLine:
    what = before.get("what", row.what) or ""
    proof = before.get("proof_expected", row.proof_expected) or ""
    months = before.get("every_months", as_text(row.every_months))
    every = int(months) if months else None
    details = ActionDetails(what, row.owner_post_id, _day(before, "target_on", row.target_on), proof, every)
    state = ActionState(before.get("state") or row.state)
    return ActionLine(
        key=row.key,
        what=what,
        items=before.get("items") or ", ".join(served),
        owner=before.get("owner_post", titles.get(row.owner_post_id or 0)) or "",
        target_on=next_due(details, done) if state is ActionState.OPEN else details.target_on,
        repeats=_repeats(every),
        state=state.label,
        is_overdue=is_overdue(details, state, done, scope.day),
        settled_on=_day(before, "settled_on", row.settled_on),
        proof_expected=proof,
        outcome=before.get("outcome", row.outcome) or "",
    )


def _repeats(months: int | None) -> str:
    if months is None:
        return ""
    return {1: "Every month", 12: "Every year"}.get(months, f"Every {months} months")


def _day(before: Before, field: str, now: date | None) -> date | None:
    if field not in before:
        return now
    text = before[field]
    return date.fromisoformat(text) if text else None


def grades_of_pack(*, scope: PackScope) -> tuple[GradeLine, ...]:
    """The grades that the reports of the board's items gave."""
    return tuple(
        GradeLine(
            report_reference=row.reference,
            report_title=row.title,
            published_on=row.published_on,
            question=row.question,
            grade=row.grade.label,
            monitoring=row.monitoring.label if row.monitoring else "",
        )
        for row in grades_on_board(db.session(), scope)
    )


def responses_of_pack(*, scope: PackScope) -> tuple[ResponseLine, ...]:
    """The Section 55 responses to the reports of the board's items; a report that still waits for one too."""
    session = db.session()
    rows, before = responses_on_board(session, scope), responses_before(session, scope)
    answered = {row.report_reference for row in rows if row.response_id is not None}
    found = []
    for row in rows:
        told = before.get(row.response_id or 0, {})
        comments_on = _day(told, "published_on", row.comments_published_on)
        clock = statutory_clock(
            row.kind,
            row.published_on,
            today=scope.day,
            bank_holidays=_NO_HOLIDAYS,
            comments_published_on=comments_on,
        )
        is_wanted = clock.last_day is not None and row.report_reference not in answered
        if row.response_id is not None or is_wanted:
            found.append(_response_line(row, told, clock, comments_on))
    return tuple(dict.fromkeys(found))


def _response_line(
    row: ResponseRow, told: Before, clock: StatutoryClock, comments_on: date | None
) -> ResponseLine:
    letter_dated = _day(told, "letter_dated", row.letter_dated)
    stood = told.get("status") or row.status
    return ResponseLine(
        reference=row.reference or "",
        report_reference=row.report_reference,
        report_title=row.title,
        published_on=row.published_on,
        last_day=clock.last_day,
        status=ResponseStatus(stood).label if stood else NO_RESPONSE,
        letter_dated=letter_dated,
        day_of_letter=_number(clock, letter_dated),
        comments_published_on=comments_on,
        day_of_publication=_number(clock, comments_on),
        words=clock.words,
    )


def _number(clock: StatutoryClock, on: date | None) -> int | None:
    """Which day of the period a date is; None where no limit applies."""
    return day_number(clock.published_on, on) if on is not None and clock.last_day is not None else None
