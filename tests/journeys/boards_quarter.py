"""What happens on a board between two meetings, through the services."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.fixtures.database import person
from tests.journeys.board_story import ALL, SOME, Quarter, item
from tests.services.board_histories import board
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.items import DeadlineDetails
from tracker.domain.meetings import MeetingDetails, MeetingMove
from tracker.domain.paper_edits import PartDetails, mark_of
from tracker.domain.papers import PartKind
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import (
    DeadlineBasis,
    ForWhom,
    OwnRating,
    Precision,
    ReportKind,
    Role,
)
from tracker.models.base import db
from tracker.queries.board_papers import status_paper_of
from tracker.queries.progress_updates import newest_update
from tracker.services.board_paper_parts import change_part
from tracker.services.board_papers import draft_status_paper
from tracker.services.board_texts import edit_board_text
from tracker.services.final_copies import correct_final_copy, make_final_copy
from tracker.services.meetings import plan_meeting
from tracker.services.paper_documents import kept
from tracker.services.updates import record_update

FEBRUARY, MAY = date(2026, 2, 4), date(2026, 5, 6)
LAMPS, LISTS, CELLS, BIKES, SHEDS, LOCKS, BELLS, PUMPS, GATES = (f"R2025-01-REC{n}" for n in range(1, 10))
AUDIT, NEW = "R2025-02-REC1", ("R2026-01-REC1", "R2026-01-REC2")
SECRET = "The witness of the gates was moved."
TYPED = "Owen Hart wrote to Lena Marsh about the gates."


def the_first_meeting_is_prepared_and_held(story: Quarter) -> None:
    with story.inside():
        lamps = a_report("Lamps of the Fenland", **story.when)
        for number in range(1, 10):
            an_item(lamps, number=str(number), for_whom=ForWhom.BOTH, now=story.now, **dated(number))
        audit = a_report("Payroll", kind=ReportKind.INTERNAL_AUDIT, **story.when)
        an_item(audit, for_whom=ForWhom.BOTH, now=story.now)
    story.do("allocate", LAMPS, LISTS, CELLS, BIKES, SHEDS, LOCKS, BELLS, PUMPS, GATES, AUDIT)
    story.do("onto the board", LAMPS, SHEDS, GATES)
    for on, cut_off_on in ((FEBRUARY, date(2026, 1, 28)), (MAY, date(2026, 4, 29))):
        for reference in (ALL, SOME):
            plan(story, reference, on, cut_off_on)
    story.on(1, 20)
    for one in (LAMPS, SHEDS, GATES):
        update(story, one, "Half of them are done.")
    story.do("take off", PUMPS)
    story.on(1, 29)
    for reference in (ALL, SOME):
        final_copy(story, reference, FEBRUARY)
    story.on(2, 4)
    for reference in (ALL, SOME):
        story.move(reference, FEBRUARY, MeetingMove.TABLE)


def dated(number: int) -> dict[str, Any]:
    """The days that the report asks for: one long past, one that comes before the second meeting."""
    days = {7: date(2026, 3, 31), 9: date(2025, 12, 31)}
    if number not in days:
        return {"deadlines": (BY_JUNE,)}
    on = days[number]
    return {"deadlines": (DeadlineDetails(f"By {on:%d %B %Y}", on, Precision.DAY, DeadlineBasis.DATED),)}


def plan(story: Quarter, reference: str, on: date, cut_off_on: date) -> None:
    with story.inside():
        details = MeetingDetails(on, cut_off_on, "8.0")
        plan_meeting(board=board(reference), details=details, by=story.secretary, **story.when)


def update(story: Quarter, reference: str, done: str) -> None:
    with story.inside():
        found = item(reference)
        last = newest_update(db.session(), found.id)
        said = UpdateDetails(done, "Do the rest.", OwnRating.ON_TRACK, f"For the board: {done}")
        record_update(
            item=found, seen=last.id if last else 0, update=said, by=story.acts.owner, now=story.now
        )


def final_copy(story: Quarter, reference: str, on: date) -> None:
    """The pack and the status paper of a meeting are drafted, and its final copy is made."""
    story.move(reference, on, MeetingMove.COLLECT, MeetingMove.DRAFT)
    with story.inside():
        meeting = story.meeting(reference, on)
        draft_status_paper(meeting=meeting, by=story.secretary, **story.when)
        make_final_copy(meeting=meeting, version=meeting.version, **made_by(story))


def made_by(story: Quarter) -> dict[str, Any]:
    return {"exports_dir": exports(story), "by": story.secretary} | story.when


def exports(story: Quarter) -> Path:
    folder: Path = story.app.config["SETTINGS"].exports_dir
    return folder


def items_come_and_go(story: Quarter) -> None:
    """Every way in which an item joins a board's sum, leaves it, or changes what a board reads."""
    story.on(2, 20)
    story.do("close", LAMPS, LISTS)
    story.on(3, 2)
    with story.inside():
        later = a_report("Lamps again", published_on=story.today, **story.when)
        for number in ("1", "2"):
            an_item(later, number=number, for_whom=ForWhom.FORCE, now=story.now)
    story.on(3, 10)
    story.do("re-open", LISTS)
    story.do("take off", CELLS)
    story.do("for others", BIKES)
    story.do("put back", PUMPS)
    story.do("far date", SHEDS)
    story.do("agree", SHEDS)
    with story.inside():
        sheds = a_post("head-of-sheds", "Head of Sheds", now=story.now)
        holds(sheds, person(Role.OWNER, name="Sal Shed"), now=story.now)
        allocated(item(LOCKS), sheds, by=story.acts.office, now=story.now)
    story.on(3, 12)
    story.do("onto the board", LISTS)
    story.do("off the board", SHEDS)
    story.on(3, 20)
    story.do("propose", AUDIT)
    story.do("sign off", AUDIT)


def the_second_final_copy_is_made_corrected_and_tabled(story: Quarter) -> None:
    story.on(4, 30)
    for reference in (ALL, SOME):
        with story.inside():
            texts_are_written(story, reference)
        final_copy(story, reference, MAY)
    story.on(5, 1)
    for reference in (ALL, SOME):
        with story.inside():
            a_paragraph_is_typed(story, reference)
            meeting = story.meeting(reference, MAY)
            correct_final_copy(
                meeting=meeting, version=meeting.version, reason="The gates were left out.", **made_by(story)
            )
    story.on(5, 6)
    for reference in (ALL, SOME):
        story.move(reference, MAY, MeetingMove.TABLE)


def texts_are_written(story: Quarter, reference: str) -> None:
    edit_board_text(
        meeting=story.meeting(reference, MAY),
        item=item(GATES),
        version=0,
        seen=0,
        text=SECRET,
        is_sensitive=True,
        by=story.secretary,
        now=story.now,
    )


def a_paragraph_is_typed(story: Quarter, reference: str) -> None:
    paper = status_paper_of(db.session(), story.meeting(reference, MAY).id)
    assert paper is not None
    part = next(one for one in paper.parts if one.kind is PartKind.PURPOSE)
    change_part(
        paper=paper,
        key=part.id,
        seen=mark_of(kept(part)),
        details=PartDetails("Purpose", TYPED),
        by=story.secretary,
        **story.when,
    )
