"""What was said at a meeting: who came, decisions with the actions they open, and items raised above."""

from collections.abc import Sequence
from datetime import date, datetime

from tracker.domain.actions import ActionDetails
from tracker.domain.audit import Change, EventName, differences
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.meeting_records import (
    Came,
    may_record_what_was_said,
    problem_with_raising,
    problems_with_attendance,
    problems_with_decision,
    why_raised,
)
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.models.base import db
from tracker.models.board import Board, BoardByHand
from tracker.models.item import Item
from tracker.models.meeting import Meeting, MeetingAttendance, MeetingNote
from tracker.queries.board_items import overseen_now
from tracker.queries.boards import agencies_on
from tracker.queries.meeting_records import attendance_of
from tracker.queries.meetings import previous_meeting
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import get_item, subject_of
from tracker.services.meetings import may_run, subject_of_meeting
from tracker.services.progress_actions import planned
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@verb
def record_attendance(
    *, meeting: Meeting, version: int, came: Sequence[Came], by: Actor, now: datetime, today: date
) -> None:
    """Record which agencies came to a meeting and who for them; what is said of none is left open."""
    require(may_run(board_id=meeting.board_id, by=by, today=today))
    require(may_record_what_was_said(meeting.status))
    claim(meeting, version, "meeting")
    session = db.session()
    members = {row.id for row in agencies_on(session, meeting.board_id, meeting.on)}
    if any(one.agency_id not in members for one in came):
        raise NotHere("This agency was not a member of the board on the day of the meeting.")
    if problems := problems_with_attendance(came, meeting.on, today):
        raise Invalid(problems)
    before = _attendance(meeting)
    for one in came:
        _set_down(meeting, one)
    session.flush()
    changes = differences(subject_of_meeting(meeting), before, _attendance(meeting))
    record(name=EventName.ATTENDANCE_RECORDED, by=by, now=now, changes=changes)


def _set_down(meeting: Meeting, one: Came) -> None:
    session = db.session()
    row = session.get(MeetingAttendance, (meeting.id, one.agency_id))
    if one.attendance is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = MeetingAttendance(meeting_id=meeting.id, agency_id=one.agency_id)
        session.add(row)
    row.attendance, row.people = one.attendance, clean_line(one.people)


def _attendance(meeting: Meeting) -> dict[str, str | None]:
    """Who came, a line for each agency, in the form the history keeps."""
    rows = attendance_of(db.session(), meeting.id)
    return {
        "attendance": "\n".join(
            f"{name}: {row.attendance.label}" + (f" ({row.people})" if row.people else "")
            for row, name in rows
        )
    }


def item_of_board(*, meeting: Meeting, reference: str, by: Actor, today: date) -> Item:
    """The item of this reference that the meeting's board oversees; Invalid where there is none.

    An item of a report under embargo is none: whatever is noted of a meeting is read by everybody.
    """
    try:
        item, report = get_item(reference=reference, by=by, today=today)
    except (NotHere, NotAllowed):
        raise Invalid({"item": f"There is no item {reference}. Look it up in the register."}) from None
    if report.is_embargoed and today < report.published_on:
        raise Invalid({"item": f"The report of {reference} is under embargo: nothing is noted of it here."})
    if not _is_on(meeting.board_id, item):
        raise Invalid({"item": f"This board does not oversee {reference}. Put it on the board first."})
    return item


def _is_on(board_id: int, item: Item) -> bool:
    return (board_id, item.id) in overseen_now(db.session(), [item.id])


@verb
def note_decision(
    *,
    meeting: Meeting,
    words: str,
    item: Item | None = None,
    action: ActionDetails | None = None,
    nonce: str = "",
    by: Actor,
    now: datetime,
    today: date,
) -> MeetingNote:
    """Note what a meeting decided, of one of its items or of none, and perhaps open an action on the item."""
    require(may_run(board_id=meeting.board_id, by=by, today=today))
    require(may_record_what_was_said(meeting.status))
    if item is not None:
        item = item_of_board(meeting=meeting, reference=item.reference, by=by, today=today)
    problems = problems_with_decision(words, meeting.on, today)
    if action is not None and item is None:
        problems["item"] = "Name the item that the action is for."
    if problems:
        raise Invalid(problems)
    note = MeetingNote(
        meeting_id=meeting.id,
        item_id=item.id if item is not None else None,
        words=clean_text(words).strip("\n"),
        nonce=nonce or None,
        recorded_at=now,
        recorded_by=by.name,
    )
    subject = subject_of_meeting(meeting)
    changes = [Change(subject, "decision", None, note.words)]
    if item is not None:
        board = db.session.get_one(Board, meeting.board_id)
        changes.append(Change(subject_of(item), "decision", None, f"{board.name}: {note.words}"))
    if action is not None and item is not None:
        opened, told = planned(items=[item], details=action, by=by, now=now, today=today)
        note.action_id = opened.id
        changes += [Change(subject, "action", None, opened.what), *told]
    db.session.add(note)
    record(name=EventName.DECISION_NOTED, by=by, now=now, changes=changes)
    return note


@verb
def raise_item(*, meeting: Meeting, item: Item, parent: Board, by: Actor, now: datetime, today: date) -> None:
    """Put an item that stayed Red on the board above, with the meeting that raised it as the reason."""
    require(may_run(board_id=meeting.board_id, by=by, today=today))
    session = db.session()
    item = item_of_board(meeting=meeting, reference=item.reference, by=by, today=today)
    board = session.get_one(Board, meeting.board_id)
    said = session.get(BoardByHand, (parent.id, item.id))
    problem = problem_with_raising(
        is_parent=parent.id in {row.parent_id for row in board.parents},
        is_there=_is_on(parent.id, item),
        kept_off=said.reason if said is not None and not said.is_in else None,
        parent=parent.name,
    )
    if problem:
        raise Invalid({"item": problem})
    before = previous_meeting(session, meeting)
    reason = why_raised(board.name, before.on if before else meeting.on, meeting.on)
    if said is None:
        said = BoardByHand(board_id=parent.id, item_id=item.id)
        session.add(said)
    said.is_in, said.reason, said.raised_from_id = True, reason, meeting.id
    said.recorded_at, said.recorded_by = now, by.name
    changes = [
        Change(subject_of_meeting(meeting), "raised_to", None, f"{item.reference}: {parent.name}"),
        Change(subject_of(item), "raised_to", None, parent.name),
        *restated(items=[item], now=now),
    ]
    record(name=EventName.ITEM_RAISED, by=by, now=now, changes=changes, reason=reason)
