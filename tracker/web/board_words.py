"""Boards in the words of their pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.boards import ONE_AT_A_TIME
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.offices import in_force, period_in_words
from tracker.services.board_people import AgencyRow, PersonRow
from tracker.services.board_views import BoardInFull, BoardLine
from tracker.services.meetings import BoardRow
from tracker.web.addresses import page_at
from tracker.web.presenting import Tag, Tone, counted

TODAY, NOT_TODAY = Tag("Today", Tone.GREEN), Tag("Earlier or later", Tone.GREY)


@dataclass(frozen=True)
class Node:
    """A board in the tree, with those that report to it."""

    name: str
    href: str
    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    below: tuple["Node", ...]


@dataclass(frozen=True)
class BoardsPage:
    """The list of boards."""

    state: str
    roots: tuple[Node, ...]
    is_empty: bool


@dataclass(frozen=True)
class DatedRow:
    """Somebody's or an agency's time on a board."""

    name: str
    what: str
    period: str
    tag: Tag
    href: str


@dataclass(frozen=True)
class BoardPage:
    """Everything that the page of a board says; an address is "" where the visitor has no such way."""

    name: str
    reference: str
    state: str
    warnings: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    above: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str], ...]
    people: tuple[DatedRow, ...]
    agencies: tuple[DatedRow, ...]
    rules: tuple[str, ...]
    by_hand: tuple[tuple[str, str, str], ...]
    items: str
    items_href: str
    meetings: tuple[tuple[str, str, Tag], ...]
    main: tuple[str, str]
    """The words and the address of the main button."""
    terms: str
    group: str


def boards_page(lines: Sequence[BoardLine]) -> BoardsPage:
    """The list of boards, drawn as a tree."""
    first = [line for line in lines if not line.is_repeated]
    unset = sum(any(words.startswith("No meeting is set") for words in line.warnings) for line in first)
    state = f"{counted(len(first), 'board or group', 'boards and groups')}. "
    state += (
        f"{counted(unset, 'has', 'have')} no meeting set this quarter."
        if unset
        else "All have a meeting this quarter."
    )
    return BoardsPage(state, _nodes(lines, 0)[0], not lines)


def _nodes(lines: Sequence[BoardLine], depth: int) -> tuple[tuple[Node, ...], int]:
    """The boards of this depth at the start of the lines, and how many lines they and theirs take."""
    nodes, at = [], 0
    while at < len(lines) and lines[at].depth == depth:
        below, taken = _nodes(lines[at + 1 :], depth + 1)
        nodes.append(_node(lines[at], below))
        at += 1 + taken
    return tuple(nodes), at


def _node(line: BoardLine, below: tuple[Node, ...]) -> Node:
    facts = []
    if line.also_under:
        facts.append(f"Also reports to {' and '.join(line.also_under)}")
    if not line.is_repeated:
        facts += [
            f"Chair: {line.chair}" if line.chair else "No chair is recorded",
            counted(line.items, "item"),
            f"Next meeting {date_in_words(line.next_meeting)}" if line.next_meeting else "No next meeting",
        ]
    href = url_for("boards.show", board=line.board.reference)
    warnings = () if line.is_repeated else line.warnings
    return Node(line.board.name, href, tuple(facts), warnings, below)


def board_page(view: BoardInFull, today: date) -> BoardPage:
    """One board, as everybody signed in reads it."""
    board, details = view.board, view.details
    ways = _ways(view) if view.may_change else ()
    return BoardPage(
        name=board.name,
        reference=board.reference,
        state=_state(view, today),
        warnings=view.warnings,
        ways=ways,
        facts=(
            ("Short name", board.reference),
            ("Days between two meetings, at most", str(details.cycle_days)),
            ("Marking of its papers", details.marking.label if details.marking else "None"),
            ("Its papers are published", "Yes" if details.is_public else "No"),
            ("Next review of the terms of reference", _day(details.terms_review_on)),
            ("Next review of the membership", _day(details.membership_review_on)),
        ),
        above=tuple(_link(one.name, one.reference) for one in view.above),
        below=tuple(_link(one.name, one.reference) for one in view.below),
        people=tuple(_person(row, view, today) for row in view.people),
        agencies=tuple(_agency(row, view, today) for row in view.agencies),
        rules=view.rules,
        by_hand=tuple(
            (item.reference, "Put on by hand" if row.is_in else "Kept off by hand", row.reason)
            for row, item in view.by_hand
        ),
        items=counted(view.items, "item"),
        items_href=url_for("items.index", board=board.reference, listed="all"),
        meetings=tuple(
            (
                date_in_words(meeting.on),
                page_at("meetings.show", board=board.reference, on=meeting.on.isoformat()),
                Tag(meeting.status.label),
            )
            for meeting in view.meetings
        ),
        main=_main(view),
        terms=details.terms_of_reference,
        group=details.correspondence_group,
    )


def _state(view: BoardInFull, today: date) -> str:
    chair = next(
        (row for row in view.people if row.role in ONE_AT_A_TIME and in_force(row.from_on, row.to_on, today)),
        None,
    )
    held = [one for one in view.meetings if one.status is not MeetingStatus.CALLED_OFF]
    ahead = [meeting.on for meeting in held if meeting.on >= today]
    told = f"{counted(view.items, 'item')}. "
    told += f"{chair.role.label}: {chair.person_name}. " if chair else "Nobody is in the chair. "
    return told + (f"Next meeting {date_in_words(min(ahead))}." if ahead else "No meeting is set.")


def _main(view: BoardInFull) -> tuple[str, str]:
    """What this person would do next: set the board up, then plan its meetings."""
    reference = view.board.reference
    if view.may_change and not view.people:
        return "Add a person", page_at("board_people.new_person", board=reference)
    if view.may_change and not view.rules and not view.by_hand:
        return "Say what it oversees", page_at("board_items.rules", board=reference)
    return ("Plan a meeting", page_at("meetings.new", board=reference)) if view.may_run else ("", "")


def _ways(view: BoardInFull) -> tuple[tuple[str, str], ...]:
    reference = view.board.reference
    ways = (
        ("Change the board", page_at("boards.edit", board=reference)),
        ("Add a person", page_at("board_people.new_person", board=reference)),
        ("Add an agency", page_at("board_people.new_agency", board=reference)),
        ("What it oversees", page_at("board_items.rules", board=reference)),
        ("Put items on by hand", page_at("board_items.by_hand", board=reference)),
        ("How its papers look", page_at("board_looks.edit", board=reference)),
    )
    return tuple((text, href) for text, href in ways if href)


def _person(row: PersonRow, view: BoardInFull, today: date) -> DatedRow:
    agencies = {agency.id: agency.name for agency in view.agencies}
    what = row.role.label
    if row.agency_id is not None:
        what = f"{what}, {agencies.get(row.agency_id, '')}"
    href = page_at("board_people.edit_person", board=view.board.reference, key=row.id)
    return _dated(row, row.person_name, what, href if view.may_change else "", today)


def _agency(row: AgencyRow, view: BoardInFull, today: date) -> DatedRow:
    sent = [one.person_name for one in view.people if one.agency_id == row.id]
    href = page_at("board_people.edit_agency", board=view.board.reference, key=row.id)
    people = ", ".join(dict.fromkeys(sent)) or "Nobody yet"
    return _dated(row, row.name, people, href if view.may_change else "", today)


def _dated(row: PersonRow | AgencyRow, name: str, what: str, href: str, today: date) -> DatedRow:
    tag = TODAY if in_force(row.from_on, row.to_on, today) else NOT_TODAY
    return DatedRow(name, what, period_in_words(row.from_on, row.to_on), tag, href)


def boards_of(boards: Sequence[BoardRow]) -> tuple[tuple[str, str], ...]:
    """The boards that oversee an item, each with the address of its page."""
    return tuple(_link(board.name, board.reference) for board in boards)


def _link(name: str, reference: str) -> tuple[str, str]:
    return name, url_for("boards.show", board=reference)


def _day(day: date | None) -> str:
    return date_in_words(day) if day else "No date is set"
