"""Meetings in the words of their pages: where each stands, what is still to come, and what was said."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import date_in_words, date_with_weekday
from tracker.domain.items import heading_of
from tracker.domain.meetings import MeetingMove, MeetingStatus, warning_of_past
from tracker.services.meeting_views import MeetingInFull, RedAgain, Waiting
from tracker.services.meetings import BoardRow, MeetingRow
from tracker.web.addresses import page_at
from tracker.web.item_words import first_words
from tracker.web.presenting import Tag, Tone, counted, tag_of

S, M = MeetingStatus, MeetingMove
FIRST = (M.COLLECT, M.DRAFT, M.TABLE, M.SET_AGAIN)
"""The moves that are the main button where the meeting can make them."""
SHORT = 160


@dataclass(frozen=True)
class MoveButton:
    """A move as a button; `reason` says why it is closed to this person, `href` leads to its own page."""

    text: str
    action: str
    href: str
    reason: str
    is_main: bool


@dataclass(frozen=True)
class RedLine:
    """An item that stayed Red, with a button for each board above that does not read it yet."""

    reference: str
    href: str
    heading: str
    text: str
    to: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NoteLine:
    """A decision as the page shows it."""

    words: str
    item: str
    item_href: str
    action_href: str
    recorded: str


@dataclass(frozen=True)
class MeetingPage:
    """Everything that the page of a meeting says; an address is "" where the visitor has no such way."""

    board: str
    board_href: str
    reference: str
    on: str
    title: str
    version: int
    state: str
    warning: str
    runs: bool
    why_not: str
    buttons: tuple[MoveButton, ...]
    work: tuple[tuple[str, str, str], ...]
    sums: str
    sums_tag: Tag | None
    difference: str
    red_again: tuple[RedLine, ...]
    is_red_told: bool
    is_raising_told: bool
    not_raised: str
    raised: tuple[tuple[str, str, str], ...]
    attendance: tuple[tuple[str, Tag, str], ...]
    attendance_href: str
    notes: tuple[NoteLine, ...]
    note_href: str
    facts: tuple[tuple[str, str], ...]
    edit_href: str
    around: tuple[tuple[str, str], ...]


def state_of(
    meeting: MeetingRow, waiting: Waiting | None, today: date, *, versions: int = 0, with_meeting: bool = True
) -> str:
    """Where a meeting stands, in a sentence or two."""
    if meeting.status is S.CALLED_OFF:
        return f"Called off: {meeting.status_words}"
    if meeting.status is S.TABLED:
        return f"Tabled on {date_in_words(meeting.tabled_on or meeting.on)}."
    said = meeting.status.label
    if meeting.status is S.FINAL:
        said += f", version {versions}" if versions else ""
    else:
        said += f", {_cut_off(meeting.cut_off_on, today)}"
    if waiting is not None and waiting.asked:
        said += f", {_without_update(waiting)}"
    return f"{said}. {_meets(meeting.on, today)}." if with_meeting else f"{said}."


def _without_update(waiting: Waiting) -> str:
    if not waiting.without:
        return "no item without an update"
    return f"{waiting.without} of {counted(waiting.asked, 'item')} without an update"


def _cut_off(on: date, today: date) -> str:
    days = (on - today).days
    if days < 0:
        return f"cut-off was {counted(-days, 'day')} ago"
    return f"cut-off in {counted(days, 'day')}" if days else "cut-off today"


def _meets(on: date, today: date) -> str:
    days = (on - today).days
    if days < 0:
        return f"The meeting was {counted(-days, 'day')} ago"
    return f"The meeting is in {counted(days, 'day')}" if days else "The meeting is today"


def address_of(board: BoardRow, meeting: MeetingRow, endpoint: str = "meetings.show", **more: str) -> str:
    """A page of a meeting; "" where the visitor has no such way."""
    return page_at(endpoint, board=board.reference, on=meeting.on.isoformat(), **more)


def meeting_page(full: MeetingInFull, today: date) -> MeetingPage:
    """One meeting, as this visitor reads it."""
    meeting, board = full.meeting, full.board
    reference, on = board.reference, meeting.on.isoformat()
    sums, tag, difference = _sums(full)
    return MeetingPage(
        board=board.name,
        board_href=url_for("boards.show", board=reference),
        reference=reference,
        on=on,
        title=f"Meeting on {date_in_words(meeting.on)}",
        version=meeting.version,
        state=state_of(meeting, full.waiting, today, versions=len(full.copies)),
        warning=warning_of_past(meeting.on, full.history_from, today) if full.sums else "",
        runs=bool(full.may_run),
        why_not=full.may_run.reason,
        buttons=tuple(_buttons(full)),
        work=tuple(_work(full)),
        sums=sums,
        sums_tag=tag,
        difference=difference,
        red_again=tuple(_red_line(full, one) for one in full.red_again),
        is_red_told=full.last_read is not None,
        is_raising_told=bool(full.may_run) and bool(full.board.parents),
        not_raised=_not_raised(full),
        raised=tuple(
            (reference, url_for("items.show", reference=reference), name)
            for _, reference, name in full.raised
        ),
        attendance=_attendance(full),
        attendance_href=url_for("meeting_records.attendance", board=reference, on=on)
        if full.may_record
        else "",
        notes=_notes(full),
        note_href=url_for("meeting_records.decide", board=reference, on=on)
        if full.may_record and meeting.on <= today
        else "",
        facts=_facts(full),
        edit_href=url_for("meetings.edit", board=reference, on=on) if full.may_change else "",
        around=_around(full),
    )


def _buttons(full: MeetingInFull) -> list[MoveButton]:
    if not full.may_run:
        return []
    found = []
    made_at = address_of(full.board, full.meeting, "final_copies.make")
    if full.meeting.status is S.DRAFTED and made_at:
        found.append(MoveButton(M.MAKE_FINAL.button, "", made_at, "", is_main=True))
    for one in full.moves:
        action = address_of(full.board, full.meeting, "meetings.move", move=one.move.value.replace("_", "-"))
        href = action if one.move is M.CALL_OFF else ""
        found.append(MoveButton(one.move.button, action, href, one.verdict.reason, one.move in FIRST))
    return found


def _work(full: MeetingInFull) -> list[tuple[str, str, str]]:
    """The ways on from the meeting: what each is, where it is, and how it stands."""
    board, meeting, waiting = full.board, full.meeting, full.waiting
    asked = ""
    if waiting is not None:
        asked = (
            f"{_without_update(waiting).capitalize()} since the last meeting"
            if waiting.asked
            else "The board oversees no open item that owes an update"
        )
    copies = ""
    if full.copies:
        last = full.copies[-1]
        copies = f"Version {last.number}, made on {date_in_words(last.made_on)} by {last.made_by}"
    ways = (
        ("Who has not updated", address_of(board, meeting, "chasing.show"), asked),
        ("Text for the board", address_of(board, meeting, "board_texts.show"), ""),
        ("The pack", address_of(board, meeting, "packs.show"), ""),
        ("Papers", address_of(board, meeting, "board_papers.index"), ""),
        ("Questions for the Chief Constable", address_of(board, meeting, "board_questions.show"), ""),
        ("Final copy", address_of(board, meeting, "final_copies.show"), copies or "Not made yet"),
    )
    return [way for way in ways if way[1] or way[2]]


def _sums(full: MeetingInFull) -> tuple[str, Tag | None, str]:
    sums = full.sums
    if sums is None:
        return "", None, ""
    if sums.reconciles:
        said = (
            "The dated rows and the history give the same sum, and its terms come out. Where the sum begins: "
            f"{full.opened_by}."
        )
        return said, Tag("Totals reconcile", Tone.GREEN), ""
    said = (
        "The dated rows and the history do not give the same sum. As things stand, the final copy would have "
        f"to print why it does not reconcile. Where the sum begins: {full.opened_by}."
    )
    return said, Tag("Totals do not reconcile", Tone.RED), sums.first_difference


def _not_raised(full: MeetingInFull) -> str:
    """Why nothing can be raised from a board that stands under no other, and what would change that."""
    if not full.may_run or not full.red_again or full.board.parents:
        return ""
    return (
        "These items cannot be raised, as this board reports to no other board. "
        "Where it does, choose that board under “Change the board” on the board’s page."
    )


def _red_line(full: MeetingInFull, one: RedAgain) -> RedLine:
    item = one.item
    return RedLine(
        item.reference,
        url_for("items.show", reference=item.reference),
        heading_of(item.kind, item.number, item.heading),
        first_words(item.text, SHORT),
        tuple((board.reference, board.name) for board in one.to) if full.may_record else (),
    )


def _attendance(full: MeetingInFull) -> tuple[tuple[str, Tag, str], ...]:
    known = {row.agency_id: row for row, _ in full.attendance}
    lines = [(name, tag_of(row.attendance), row.people) for row, name in full.attendance]
    lines += [(one.name, Tag("Not recorded"), "") for one in full.agencies if one.id not in known]
    return tuple(sorted(lines, key=lambda line: line[0].casefold()))


def _notes(full: MeetingInFull) -> tuple[NoteLine, ...]:
    return tuple(
        NoteLine(
            row.note.words,
            row.item or "",
            url_for("items.show", reference=row.item) if row.item else "",
            url_for("actions.show", key=row.action_id) if row.action_id else "",
            f"{row.note.recorded_by}, {date_in_words(row.note.recorded_at.date())}",
        )
        for row in full.notes
    )


def _facts(full: MeetingInFull) -> tuple[tuple[str, str], ...]:
    meeting = full.meeting
    return (
        ("Day of the meeting", date_with_weekday(meeting.on)),
        ("Last day for updates", date_with_weekday(meeting.cut_off_on)),
        ("Agenda item number", meeting.agenda_item or "None"),
        ("Place", meeting.place or "Not recorded"),
    )


def _around(full: MeetingInFull) -> tuple[tuple[str, str], ...]:
    found = []
    for words, one in (("The meeting before", full.previous), ("The meeting after", full.following)):
        if one is not None:
            found.append((f"{words}: {date_in_words(one.on)}", address_of(full.board, one)))
    return tuple(found)
