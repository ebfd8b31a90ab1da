"""Past letters come in: read a file, keep it for review, and save what a person has looked at."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, differences
from tracker.domain.cleaning import clean_line
from tracker.domain.markup import join_paragraphs
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.phrasing.letter_parts import NotAResponseLetter, ReadLetter
from tracker.domain.phrasing.letters import read_letter
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import ResponseOrigin, ResponseStatus
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.models.response import Answer, Response
from tracker.models.stored_file import LetterReading, StoredFile
from tracker.queries.letter_readings import letter_reading
from tracker.queries.responses import answer_to
from tracker.readers import UnreadableFile, read_file
from tracker.services.answers import answer_facts, answer_subject, begun_answer
from tracker.services.history import record
from tracker.services.items import altered_item, new_item
from tracker.services.letter_details import facts_of, subject_of
from tracker.services.letter_differences import answer_as_read, parts_as_read
from tracker.services.letter_plans import (
    NEW,
    UNCHANGED,
    LetterPlan,
    PlannedReport,
    ReportChoice,
    plan_letter,
)
from tracker.services.reports import new_report, require
from tracker.services.responses import add_response
from tracker.services.writing import verb


def read_past_letter(*, name: str, content: bytes) -> ReadLetter:
    """Read a letter file; raises Invalid with the sentence that says why it cannot be one, and what to do."""
    try:
        blocks, paragraphs_are_real = read_file(name, content)
        return read_letter(blocks, paragraphs_are_real=paragraphs_are_real)
    except (UnreadableFile, NotAResponseLetter) as reason:
        raise Invalid({"file": str(reason)}) from reason


@verb
def put_up_for_review(*, name: str, content: bytes, by: Actor, now: datetime) -> LetterReading:
    """Read a letter and keep its file until a person has reviewed it; nothing enters the register yet."""
    require(may(by, Ability.IMPORT_LETTERS))
    read_past_letter(name=name, content=content)
    file = keep_file(name=name, content=content, by=by, now=now)
    reading = LetterReading(file_id=file.id, read_by=by.account_id, read_at=now)
    db.session.add(reading)
    db.session.flush()
    change = Change(_reading_subject(reading), "file_sha256", None, file.sha256)
    record(name=EventName.LETTER_READ, by=by, now=now, changes=[change])
    return reading


def keep_file(*, name: str, content: bytes, by: Actor, now: datetime) -> StoredFile:
    """A file kept by its bytes, inside a larger act."""
    file = StoredFile(
        name=clean_line(name)[:300] or "letter",
        media_type="application/octet-stream",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        received_at=now,
        received_by=by.account_id,
    )
    db.session.add(file)
    db.session.flush()
    return file


def get_reading(*, key: int, by: Actor) -> tuple[LetterReading, StoredFile, ReadLetter]:
    """A letter waiting for review, with its file, read afresh; NotHere when it was saved or set aside."""
    require(may(by, Ability.IMPORT_LETTERS))
    reading = letter_reading(db.session(), key)
    if reading is None or reading.left_at is not None:
        raise NotHere("This letter is not waiting for review: it was brought in or set aside.")
    file = db.session.get_one(StoredFile, reading.file_id)
    if file.content is None:
        raise NotHere("The file of this letter was destroyed by a redaction.")
    return reading, file, read_past_letter(name=file.name, content=file.content)


@verb
def set_aside(*, reading: LetterReading, by: Actor, now: datetime) -> None:
    """Leave a letter out: the file stays, nothing enters the register."""
    require(may(by, Ability.IMPORT_LETTERS))
    reading.left_at = now
    change = Change(_reading_subject(reading), "left", None, "set aside")
    record(name=EventName.LETTER_SET_ASIDE, by=by, now=now, changes=[change])


def _reading_subject(reading: LetterReading) -> Subject:
    return Subject("letter_reading", reading.id, f"letter for review {reading.id}")


class DifferencesToReview(Invalid):
    """The letter is here already and differs; `plan` lists how. Nothing was saved."""

    def __init__(self, plan: LetterPlan) -> None:
        count = len(plan.all_differences)
        where = "1 place" if count == 1 else f"{count} places"
        super().__init__({"apply": f"The letter differs in {where} from the register: review it first."})
        self.plan = plan


def import_letter(
    *,
    name: str,
    content: bytes,
    letter: ReadLetter,
    choices: Sequence[ReportChoice],
    apply_differences: bool,
    reading: LetterReading | None,
    by: Actor,
    now: datetime,
    today: date,
) -> tuple[Response, LetterPlan]:
    """Bring a reviewed letter into the register: report, items and answers in one act and one event.

    The same letter again is no act: nothing is saved and nothing recorded, unless it was waiting for review.
    One that differs raises DifferencesToReview unless told to apply.
    """
    require(may(by, Ability.IMPORT_LETTERS))
    if reading is None:
        plan = plan_letter(db.session(), letter, choices, today=today)
        if plan.existing is not None and plan.changes_nothing:
            return plan.existing, plan
    return _bring_in(
        name=name,
        content=content,
        letter=letter,
        choices=choices,
        apply_differences=apply_differences,
        reading=reading,
        by=by,
        now=now,
        today=today,
    )


@verb
def _bring_in(
    *,
    name: str,
    content: bytes,
    letter: ReadLetter,
    choices: Sequence[ReportChoice],
    apply_differences: bool,
    reading: LetterReading | None,
    by: Actor,
    now: datetime,
    today: date,
) -> tuple[Response, LetterPlan]:
    session = db.session()
    plan = plan_letter(session, letter, choices, today=today)
    if plan.all_differences and not apply_differences:
        raise DifferencesToReview(plan)
    changes: list[Change] = []
    reports = [_saved_report(planned, by, now, today, changes) for planned in plan.reports]
    response, before = _saved_response(plan, reports, now)
    if response.source_file_id is None or plan.all_differences:
        kept = reading.file_id if reading else keep_file(name=name, content=content, by=by, now=now).id
        response.source_file_id = kept
    saved = tuple(
        _save_items(planned, report, response, now, changes)
        for planned, report in zip(plan.reports, reports, strict=True)
    )
    session.flush()
    changes += differences(subject_of(response), before, facts_of(response))
    for report in reports:
        if plan.existing is None:
            changes.append(
                Change(Subject("report", report.id, report.reference), "response", None, response.reference)
            )
    if reading is not None:
        reading.left_at, reading.response_id = now, response.id
        changes.append(Change(_reading_subject(reading), "left", None, response.reference))
    record(name=EventName.LETTER_IMPORTED, by=by, now=now, changes=changes)
    return response, replace(plan, reports=saved)


def _saved_report(
    planned: PlannedReport, by: Actor, now: datetime, today: date, changes: list[Change]
) -> Report:
    if planned.existing is not None:
        return planned.existing
    report, added = new_report(details=planned.details, by=by, now=now, today=today)
    changes.extend(added)
    return report


def _saved_response(
    plan: LetterPlan, reports: Sequence[Report], now: datetime
) -> tuple[Response, dict[str, str | None]]:
    letter = plan.letter
    before: dict[str, str | None] = {}
    if plan.existing is not None:
        response = plan.existing
        before = facts_of(response)
        if not plan.all_differences:
            # The same letter again: what a person has set since, such as the layout, stays.
            return response, before
        response.version += 1
    else:
        year = (letter.dated or reports[0].published_on).year
        response = add_response(
            reports=reports, origin=ResponseOrigin.IMPORTED, status=ResponseStatus.ISSUED, year=year, now=now
        )
    response.letter_dated, response.layout = letter.dated, letter.layout
    for part, words in parts_as_read(letter).items():
        setattr(response, part, words)
    response.signature_alt_as_read = clean_line(letter.signature_alt)[:500]
    response.unplaced = join_paragraphs(letter.unplaced)
    response.prints_pcc_responses = any(i.read.pcc or i.read.reply for r in plan.reports for i in r.items)
    for row in response.reports:
        planned = plan.reports[row.position]
        # A letter without any enclosure line gets the standard one when it is made again.
        row.enclosure = planned.enclosure if letter.enclosures else None
        row.appendix_label = planned.appendix.label if planned.appendix else ""
        row.appendix_heading = planned.appendix.heading if planned.appendix else ""
    db.session.flush()
    return response, before


def _save_items(
    planned: PlannedReport, report: Report, response: Response, now: datetime, changes: list[Change]
) -> PlannedReport:
    """Save a report's items and answers; gives the plan back with what now stands in the register."""
    saved: list[Item] = []
    for position, one in enumerate(planned.items, start=1):
        details = one.details
        if one.parent is not None and one.parent < len(saved):
            details = replace(details, parent_id=saved[one.parent].id)
        item = one.existing
        if item is None or one.state == NEW:
            item, added = new_item(report=report, details=details, now=now)
            changes.extend(added)
        elif item.text != details.text:
            changes.extend(altered_item(item=item, details=details, now=now))
            item.version += 1
        saved.append(item)
        answer, is_new = _answer_for(response, item)
        if not is_new and one.state == UNCHANGED:
            continue
        before = {} if is_new else answer_facts(answer)
        answer.position = position
        for part, words in answer_as_read(one.read).items():
            setattr(answer, part, words)
        answer.stance = one.read.position
        if not is_new:
            answer.version += 1
        db.session.flush()
        changes.extend(differences(answer_subject(response, item, answer), before, answer_facts(answer)))
    items = tuple(replace(one, existing=item) for one, item in zip(planned.items, saved, strict=True))
    return replace(planned, existing=report, items=items)


def _answer_for(response: Response, item: Item) -> tuple[Answer, bool]:
    found = answer_to(db.session(), response, item)
    if found is not None:
        return found, False
    return begun_answer(response=response, item=item, version=0), True
