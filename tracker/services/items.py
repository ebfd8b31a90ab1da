"""Items: record, correct, take off the list and put back, link earlier and later ones."""

from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text, is_blank, search_form
from tracker.domain.items import (
    DeadlineDetails,
    ItemDetails,
    facts_in,
    first_deadline,
    heading_of,
    item_reference,
    label_for,
    problem_with_parent,
    problems_with_item,
)
from tracker.domain.permissions import Ability, Actor, may, may_take_off_list
from tracker.domain.phrasing.item_details import ReadDetails, read_details
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import ItemKind, LinkKind, OffListReason
from tracker.models.base import db
from tracker.models.item import Addressee, Deadline, Item, ItemLink
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries.items import ancestors, item_by_reference, next_position, same_number
from tracker.queries.offices import us
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.reports import get_report, require
from tracker.services.writing import claim, verb


def get_item(*, reference: str, by: Actor, today: date) -> tuple[Item, Report]:
    """One item with its report, or NotHere; NotAllowed while its report is under embargo for others."""
    item = item_by_reference(db.session(), reference)
    if item is None:
        raise NotHere(f"There is no item {reference}.")
    return item, get_report(reference=str(item.report_id), by=by, today=today)


def subject_of(item: Item) -> Subject:
    """The item as the history names it."""
    return Subject("item", item.id, item.reference)


def deadlines_of(item: Item) -> tuple[DeadlineDetails, ...]:
    """The item's deadlines as values."""
    return tuple(DeadlineDetails(row.phrase, row.on, row.precision, row.basis) for row in item.deadlines)


def details_of(item: Item) -> ItemDetails:
    """The item as a person recorded it, for a form or a comparison."""
    return ItemDetails(
        kind=item.kind,
        number=item.number,
        text=item.text,
        heading=item.heading,
        parent_id=item.parent_id,
        for_whom=item.for_whom,
        is_joint=item.is_joint,
        is_conditional=item.is_conditional,
        addressees=tuple(row.name for row in item.addressees),
        deadlines=deadlines_of(item),
    )


def facts_of(item: Item) -> dict[str, str | None]:
    """Everything recorded of an item, in the form the history keeps."""
    parent = db.session.get(Item, item.parent_id) if item.parent_id else None
    return {
        **facts_in(details_of(item), parent.reference if parent else None),
        "off_list_reason": as_text(item.off_list_reason),
        "off_list_on": as_text(item.off_list_on),
        "off_list_note": item.off_list_note,
    }


def read_from_text(
    *, kind: ItemKind, number: str | None, text: str, parent_id: int | None, published_on: date
) -> ReadDetails:
    """An item as its own text gives it, with the doubts; our names on any day tell whose it is."""
    return read_details(
        clean_text(text),
        kind=kind,
        number=number,
        parent_id=parent_id,
        us=us(db.session()),
        published_on=published_on,
    )


def details_from_text(
    *, kind: ItemKind, number: str | None, text: str, parent_id: int | None, published_on: date
) -> ItemDetails:
    """The same without the doubts, for those who record many items."""
    return read_from_text(
        kind=kind, number=number, text=text, parent_id=parent_id, published_on=published_on
    ).details


@verb
def add_item(*, report: Report, details: ItemDetails, by: Actor, now: datetime) -> Item:
    """Record an item of a report, at the end of its list."""
    require(may(by, Ability.EDIT_ITEMS))
    item, changes = new_item(report=report, details=details, now=now)
    changes.append(Change(Subject("report", report.id, report.reference), "item", None, item.reference))
    record(name=EventName.ITEM_ADDED, by=by, now=now, changes=changes)
    return item


def new_item(*, report: Report, details: ItemDetails, now: datetime) -> tuple[Item, list[Change]]:
    """A new item inside a larger act: the row and its changes, for the caller's one event."""
    details = _cleaned(details)
    _check(details, report, None)
    session = db.session()
    parent = session.get(Item, details.parent_id) if details.parent_id else None
    item = Item(
        report_id=report.id,
        position=next_position(session, report.id),
        reference=_free_reference(report, parent, details),
        recorded_at=now,
        off_list_note="",
    )
    _fill(item, details)
    session.add(item)
    session.flush()
    session.add(Progress(item_id=item.id))
    changes = differences(subject_of(item), {}, facts_of(item))
    return item, changes + restated(items=[item], now=now)


@verb
def change_item(*, item: Item, version: int, details: ItemDetails, by: Actor, now: datetime) -> None:
    """Correct an item; its reference stays, whatever becomes of its number."""
    require(may(by, Ability.EDIT_ITEMS))
    claim(item, version, "item")
    changes = altered_item(item=item, details=details, now=now)
    record(name=EventName.ITEM_CHANGED, by=by, now=now, changes=changes)


def altered_item(*, item: Item, details: ItemDetails, now: datetime) -> list[Change]:
    """An item corrected inside a larger act: its changes, for the caller's one event."""
    details = _cleaned(details)
    report = db.session.get_one(Report, item.report_id)
    _check(details, report, item)
    before = facts_of(item)
    _fill(item, details)
    db.session.flush()
    return differences(subject_of(item), before, facts_of(item)) + restated(items=[item], now=now)


@verb
def take_off_list(
    *,
    item: Item,
    version: int,
    reason: OffListReason,
    note: str,
    on: date,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Take an item off the list with a reason and a date; it stays readable and leaves the counts."""
    require(may_take_off_list(by, item.for_whom))
    claim(item, version, "item")
    problems = {}
    if item.off_list_reason is not None:
        problems["reason"] = "This item is off the list already."
    if is_blank(note):
        problems["note"] = "Say in a sentence why this item comes off the list."
    if on > today:
        problems["on"] = "The date cannot be in the future."
    if problems:
        raise Invalid(problems)
    before = facts_of(item)
    item.off_list_reason, item.off_list_on, item.off_list_note = reason, on, clean_text(note)
    changes = differences(subject_of(item), before, facts_of(item)) + restated(items=[item], now=now)
    record(name=EventName.ITEM_TAKEN_OFF, by=by, now=now, changes=changes, reason=clean_text(note))


@verb
def put_back(*, item: Item, version: int, note: str, by: Actor, now: datetime) -> None:
    """Put an item back on the list with a reason."""
    require(may_take_off_list(by, item.for_whom))
    claim(item, version, "item")
    problems = {}
    if item.off_list_reason is None:
        problems["note"] = "This item is on the list."
    elif is_blank(note):
        problems["note"] = "Say in a sentence why this item goes back on the list."
    if problems:
        raise Invalid(problems)
    before = facts_of(item)
    item.off_list_reason, item.off_list_on, item.off_list_note = None, None, ""
    changes = differences(subject_of(item), before, facts_of(item)) + restated(items=[item], now=now)
    record(name=EventName.ITEM_PUT_BACK, by=by, now=now, changes=changes, reason=clean_text(note))


@verb
def link_items(*, earlier: Item, later: Item, kind: LinkKind, note: str, by: Actor, now: datetime) -> None:
    """Record that a later item takes up an earlier one; nothing is counted twice."""
    require(may(by, Ability.EDIT_ITEMS))
    session = db.session()
    if earlier.id == later.id:
        raise Invalid({"other": "Choose another item: an item cannot follow itself."})
    dates = [session.get_one(Report, one.report_id).published_on for one in (earlier, later)]
    if dates[0] > dates[1]:
        raise Invalid(
            {"other": f"{earlier.reference} comes from a later report than {later.reference}: swap them."}
        )
    if session.query(ItemLink).filter_by(earlier_id=earlier.id, later_id=later.id).first():
        raise Invalid({"other": "These two items are linked already."})
    session.add(ItemLink(earlier_id=earlier.id, later_id=later.id, kind=kind, note=clean_line(note)))
    words = f"{later.reference} {kind.label.lower()} {earlier.reference}"
    changes = [Change(subject_of(one), "link", None, words) for one in (later, earlier)]
    record(name=EventName.ITEMS_LINKED, by=by, now=now, changes=changes, reason=note)


def _cleaned(details: ItemDetails) -> ItemDetails:
    number = clean_line(details.number or "").rstrip(".") or None
    return replace(
        details,
        number=number,
        text=clean_text(details.text).strip(),
        heading=clean_line(details.heading),
        addressees=tuple(name for name in map(clean_line, details.addressees) if not is_blank(name)),
    )


def _check(details: ItemDetails, report: Report, item: Item | None) -> None:
    problems = problems_with_item(details)
    session = db.session()
    if details.parent_id:
        above = ancestors(session, details.parent_id)
        problem = "Choose an item that this one stands under."
        if above:
            problem = problem_with_parent(
                above[0].kind,
                is_of_this_report=above[0].report_id == report.id,
                is_below=item in above,
                levels_above=len(above),
            )
        if problem:
            problems["parent_id"] = problem
    alike = same_number(
        session,
        report_id=report.id,
        kind=details.kind,
        parent_id=details.parent_id,
        number=details.number or None,
    )
    others = [
        other for other in alike if other is not item and (details.number or other.text == details.text)
    ]
    if others:
        what = heading_of(details.kind, details.number).lower() if details.number else "this text"
        problems["number" if details.number else "text"] = (
            f"This report already has {what} here ({others[0].reference})."
        )
    if problems:
        raise Invalid(problems)


def _free_reference(report: Report, parent: Item | None, details: ItemDetails) -> str:
    """The first reference nobody has: a number that came back after a correction gets the next letter."""
    session = db.session()
    under = parent.reference if parent is not None and parent.report_id == report.id else None
    start = item_reference(report.reference, details.kind, "", under)
    label = label_for(details.number, 0)
    tried = 0
    while item_by_reference(session, start + label) is not None:
        label = (
            label_for(None, tried)
            if details.number is None
            else label_for(details.number, 0) + label_for(None, tried)
        )
        tried += 1
    return start + label


def _fill(item: Item, details: ItemDetails) -> None:
    item.kind, item.number, item.text, item.heading = (
        details.kind,
        details.number,
        details.text,
        details.heading,
    )
    item.parent_id, item.for_whom = details.parent_id, details.for_whom
    item.is_joint, item.is_conditional = details.is_joint, details.is_conditional
    item.first_deadline_on = first_deadline(details.deadlines)
    words = " ".join((item.reference, item.heading, item.text, *details.addressees))
    item.search_text = search_form(words)
    if tuple(row.name for row in item.addressees) != details.addressees:
        item.addressees = [Addressee(position=n, name=name) for n, name in enumerate(details.addressees)]
    if deadlines_of(item) != details.deadlines:
        item.deadlines = [
            Deadline(position=n, phrase=clean_line(d.phrase), on=d.on, precision=d.precision, basis=d.basis)
            for n, d in enumerate(details.deadlines)
        ]
