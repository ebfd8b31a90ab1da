"""The letters that wait for an approval, for the approver and for whoever a delegation lets stand in."""

from tracker.domain.delegations import may_act_for_approver
from tracker.domain.permissions import may_read_pcc
from tracker.domain.response_moves import Move
from tracker.domain.response_rules import may_move
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.queries.reading import reading
from tracker.queries.response_moves import delegations
from tracker.queries.responses import ResponseRow, response_rows
from tracker.services.letter_states import state_of
from tracker.services.responses import get_response
from tracker.web.addresses import page_at
from tracker.web.home_lists import Cell, Day, Section

TO_APPROVE = "Read and approve it, or send it back"


def may_hold_approver_s_pen(day: Day) -> bool:
    """Whether somebody approves today: by their role, or by a delegation that holds."""
    if Role.APPROVER in day.by.roles:
        return True
    return bool(may_act_for_approver(delegations(reading()), day.by.account_id, day.today))


def awaiting_approval(day: Day) -> Section:
    """The submitted letters, each with what to do, or why this person may not approve it."""
    ready = [
        row
        for row in response_rows(reading(), day.by, day.today)
        if row.status is ResponseStatus.READY and may_hold_approver_s_pen(day)
    ]
    return Section(
        "approvals",
        "Awaiting your approval",
        ("Letter", "Answers", "What to do"),
        tuple(
            (
                Cell(row.reference, page_at("responses.show", reference=row.reference)),
                Cell("; ".join(report.title for report in row.reports)),
                Cell(_what_to_do(day, row)),
            )
            for row in ready
        ),
        one="Letter awaiting your approval",
    )


def _what_to_do(day: Day, row: ResponseRow) -> str:
    may_read = may_read_pcc(day.by, row.status)
    if not may_read:
        return may_read.reason
    response = get_response(reference=row.reference, by=day.by, today=day.today)
    verdict = may_move(day.by, Move.APPROVE, state_of(response=response, today=day.today).facts)
    return TO_APPROVE if verdict else f"You cannot approve it. {verdict.reason}"
