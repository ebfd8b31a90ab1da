"""Dates of items in words: the panel of an item, and the requests that wait."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import london_day
from tracker.domain.vocabulary import TargetState
from tracker.services.target_date_views import DateRecorded, DateRequest, ItemDates
from tracker.web.presenting import counted


@dataclass(frozen=True)
class DateLine:
    """One date that was recorded, as a row of a table."""

    day: str
    what: str
    why: tuple[str, ...]
    asked: str
    state: TargetState
    decided: str
    decision: str
    href: str


@dataclass(frozen=True)
class DatesPanel:
    """The dates of an item as its page prints them."""

    in_force: str
    inspectorate: str
    moved: str
    waiting: DateLine | None
    may_decide: bool
    rows: tuple[DateLine, ...]
    met: tuple[str, ...]
    rule: str
    ask_fields: tuple[str, ...]
    ask_text: str
    ask_href: str
    ask_reason: str
    met_href: str


@dataclass(frozen=True)
class RequestLine:
    """One request as the list of those that wait prints it."""

    href: str
    reference: str
    item_href: str
    text: str
    asked: str
    wanted: str
    why: tuple[str, ...]
    moved: str
    waits_for: str
    is_mine: bool


def dates_panel(dates: ItemDates) -> DatesPanel:
    """Everything an item's page says of its dates."""
    has_several = bool(dates.may_ask) and len(dates.unmet) > 1
    reason = dates.may_ask.reason
    if dates.waiting is not None and not reason:
        reason = "A date is still to be decided: have it decided, or withdraw it first."
    return DatesPanel(
        in_force=_day(dates.in_force) or "No date agreed",
        inspectorate=_day(dates.inspectorate_on) or "None that names a day",
        moved=dates.moved.capitalize(),
        waiting=date_line(dates.waiting) if dates.waiting else None,
        may_decide=dates.may_decide,
        rows=tuple(date_line(one) for one in reversed(dates.recorded)),
        met=tuple(
            f"{date_in_words(one.on)}: met on {date_in_words(one.met_on)}, recorded by {one.met_by}"
            for one in dates.met
        ),
        rule=_rule(dates),
        ask_fields=_asked_for(dates),
        ask_text="Ask for another date" if dates.in_force else "Set a target date",
        ask_href=url_for("target_dates.new", reference=dates.reference),
        ask_reason=reason,
        met_href=url_for("target_dates.met", reference=dates.reference) if has_several else "",
    )


def _rule(dates: ItemDates) -> str:
    """What becomes of a date that is entered."""
    decided = "is agreed, refused or sent back by the executive lead"
    if dates.in_force is None:
        return f"A first target holds at once. A later change of it {decided}."
    if not any(one.state is TargetState.AGREED for one in dates.recorded):
        return f"A first target up to the inspectorate’s date holds at once. A later one {decided}."
    return f"Another date {decided}. Until then the date in force stays."


def _asked_for(dates: ItemDates) -> tuple[str, ...]:
    """The boxes that a date of this item can need."""
    if dates.in_force is None:
        return ("on",)
    return ("on", "reason", "words", *(("past_words",) if dates.inspectorate_on else ()))


def date_line(one: DateRecorded) -> DateLine:
    """One date that was recorded, in words."""
    return DateLine(
        day=date_in_words(one.wanted_on),
        what=_what(one),
        why=_why(one),
        asked=f"{one.asked_by}, {_on(one.asked_at)}",
        state=one.state,
        decided=_decided(one),
        decision=one.decision_words,
        href=url_for("target_dates.show", key=one.id) if one.is_move else "",
    )


def request_line(one: DateRequest, today: date) -> RequestLine:
    """One request that waits, in words."""
    waited = (today - london_day(one.target.asked_at)).days
    return RequestLine(
        href=url_for("target_dates.show", key=one.target.id),
        reference=one.item_reference,
        item_href=url_for("items.show", reference=one.item_reference),
        text=one.item_text,
        asked=f"{one.target.asked_by}, {_waited(waited)}",
        wanted=_what(one.target),
        why=_why(one.target),
        moved=one.moved.capitalize(),
        waits_for=one.executive_lead or "No executive lead is named: name one, so that somebody can decide",
        is_mine=bool(one.may_decide),
    )


def _what(one: DateRecorded) -> str:
    """The move as "30 June 2026 → 30 September 2026, 92 days later"; a local target by its day."""
    if one.before_on is None:
        return f"Local target {date_in_words(one.wanted_on)}"
    days = (one.wanted_on - one.before_on).days
    way = "later" if days > 0 else "earlier"
    moved = f"{date_in_words(one.before_on)} → {date_in_words(one.wanted_on)}"
    return f"{moved}, {counted(abs(days), 'day')} {way}"


def _why(one: DateRecorded) -> tuple[str, ...]:
    past = f"Past the inspectorate’s date: {one.past_words}" if one.past_words else ""
    label = one.reason.label if one.reason else ""
    said = f"{label}: {one.words}" if label and one.words else label or one.words
    return tuple(filter(None, [said, past]))


def _decided(one: DateRecorded) -> str:
    if one.decided_at is None:
        return "Not decided yet"
    if one.decided_by is None:
        return "Needed nobody’s agreement"
    return f"{one.decided_by}, {_on(one.decided_at)}"


def _waited(days: int) -> str:
    return "today" if days <= 0 else f"{counted(days, 'day')} ago"


def _on(moment: datetime) -> str:
    return date_in_words(london_day(moment))


def _day(day: date | None) -> str:
    return date_in_words(day) if day else ""
