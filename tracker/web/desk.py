"""What the response desk says: the state in words, the clocks, what is missing, each item's two voices."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import date_in_words, date_with_weekday
from tracker.domain.office_holders import confirmed_in_words
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.response_moves import PEN, status_after_edit
from tracker.domain.statutory_clock import StatutoryClock, day_words, statutory_clock
from tracker.domain.vocabulary import ForWhom, ReportKind, ResponseOrigin, ResponseStatus
from tracker.domain.working_days import BankHolidays
from tracker.queries.responses import ResponseRow
from tracker.services.response_views import ItemInResponse, ReportInResponse, ResponseInFull
from tracker.web.addresses import page_at
from tracker.web.item_words import first_words
from tracker.web.presenting import ClockPanel, Tag, Tone, clock_panel, counted
from tracker.web.response_history_words import pen_of

HIDDEN = Tag("Not shown before issue", Tone.GREY)


@dataclass(frozen=True)
class ResponseLine:
    """One line of the list of letters."""

    reference: str
    href: str
    reports: tuple[str, ...]
    status: ResponseStatus
    dated: str
    clock: tuple[str, ...]
    pen: str
    origin: str


def response_line(row: ResponseRow, today: date, holidays: BankHolidays) -> ResponseLine:
    """A letter as the list prints it."""
    clocks = tuple(
        letter_day(
            one.kind, one.published_on, row.status, row.letter_dated, row.published_on, today, holidays
        )
        for one in row.reports
    )
    return ResponseLine(
        row.reference,
        url_for("responses.show", reference=row.reference),
        tuple(f"{one.reference}: {one.title}" for one in row.reports),
        row.status,
        date_in_words(row.letter_dated) if row.letter_dated else "Not dated yet",
        tuple(dict.fromkeys(clocks)),
        pen_of(row.status),
        row.origin.label,
    )


def letter_day(
    kind: ReportKind,
    report_published_on: date,
    status: ResponseStatus,
    letter_dated: date | None,
    comments_published_on: date | None,
    today: date,
    holidays: BankHolidays,
) -> str:
    """How a letter stands to the clock of one report: today's day while it is prepared, then its own."""
    clock = statutory_clock(
        kind,
        report_published_on,
        today=today,
        bank_holidays=holidays,
        comments_published_on=comments_published_on,
    )
    is_unpublished = status is ResponseStatus.ISSUED and comments_published_on is None
    if is_unpublished and letter_dated is not None and clock.last_day is not None:
        dated = f"Letter dated on {day_words(report_published_on, letter_dated)}"
        if clock.days_left is not None and clock.days_left >= 0:
            return f"{clock.words}; {dated[:1].lower()}{dated[1:]}"
        return f"{dated}, last day {date_with_weekday(clock.last_day)}; publication not recorded"
    return clock.words


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, and where it is put right ("" where this visitor may not)."""

    sentence: str
    href: str


@dataclass(frozen=True)
class Name:
    """A name in the letter that comes from the list of office holders, and when that was last confirmed."""

    part: str
    text: str
    confirmed: str


@dataclass(frozen=True)
class ItemLine:
    """One item of the letter with the state of its two voices; `href` leads to its answers."""

    reference: str
    href: str
    item_href: str
    heading: str
    text: str
    for_whom: ForWhom
    force: Tag
    pcc: Tag
    stance: Tag | None


@dataclass(frozen=True)
class DeskPage:
    """Everything the desk prints besides letter and history."""

    reference: str
    version: int
    state: str
    status: ResponseStatus
    is_imported: bool
    reports: tuple[ReportInResponse, ...]
    clocks: tuple[ClockPanel, ...]
    missing: tuple[Missing, ...]
    names: tuple[Name, ...]
    confirmed: str
    differences: tuple[str, ...]
    unplaced: str
    items: tuple[ItemLine, ...]
    first_open_href: str
    letter_href: str
    source_href: str
    may_confirm: bool


def desk_page(
    full: ResponseInFull,
    differences: tuple[str, ...],
    by: Actor,
    today: date,
    holidays: BankHolidays,
) -> DeskPage:
    """The desk of one letter for one person."""
    reference, is_imported = full.reference, full.origin is ResponseOrigin.IMPORTED
    is_preparing = not full.status.is_issued
    is_closed = not is_imported and status_after_edit(full.status) is None
    answer_pages = {item.reference: "" if is_closed else _answer_page(reference, item) for item in full.items}
    clocks = [_clock(report, full, today, holidays) for report in full.reports]
    items = tuple(_item_line(item, answer_pages[item.reference]) for item in full.items)
    still_open = [lack.place for lack in full.lacks if lack.place in answer_pages]
    return DeskPage(
        reference=reference,
        version=full.version,
        state=_state(full, clocks),
        status=full.status,
        is_imported=is_imported,
        reports=full.reports,
        clocks=tuple(clock_panel(clock) for clock in clocks),
        missing=tuple(_missing(reference, lack.sentence, lack.place, answer_pages) for lack in full.lacks),
        names=_names(full) if is_preparing else (),
        confirmed=_confirmed(full, today),
        differences=differences,
        unplaced=full.unplaced,
        items=items,
        first_open_href=answer_pages[still_open[0]] if still_open else "",
        letter_href="" if is_closed else page_at("letters.edit", reference=reference),
        source_href=url_for("responses.source", reference=reference) if full.has_source_file else "",
        may_confirm=bool(may(by, Ability.EDIT_RESPONSES)),
    )


def _publication_page(reference: str) -> str:
    return page_at("plans.step", reference=reference, step="publication")


def _answer_page(reference: str, item: ItemInResponse) -> str:
    return page_at("answers.edit", reference=reference, item=item.reference)


def _clock(
    report: ReportInResponse, full: ResponseInFull, today: date, holidays: BankHolidays
) -> StatutoryClock:
    return statutory_clock(
        report.kind,
        report.published_on,
        today=today,
        bank_holidays=holidays,
        comments_published_on=full.published_on,
    )


def _state(full: ResponseInFull, clocks: list[StatutoryClock]) -> str:
    """Where the letter stands, in a sentence or two."""
    if not full.status.is_issued:
        words = dict.fromkeys(clock.words[:1].lower() + clock.words[1:] for clock in clocks)
        stands = f"{full.status.label}, {'; '.join(words)}."
        return stands if PEN[full.status] is None else f"{stands} The pen is with: {pen_of(full.status)}."
    dated = (
        f"letter dated {date_in_words(full.letter_dated)}" if full.letter_dated else "letter without a date"
    )
    days = dict.fromkeys(report.clock_words for report in full.reports)
    sentences = [f"{full.status.label}, {dated}, {'; '.join(days)}"]
    if full.published_on is not None:
        sentences.append(f"Comments published on {date_in_words(full.published_on)}")
    else:
        sentences.append("When the comments were published is not recorded")
    return f"{'. '.join(sentences)}."


def _missing(reference: str, sentence: str, place: str, answer_pages: dict[str, str]) -> Missing:
    if place in answer_pages:
        return Missing(sentence, answer_pages[place])
    if place == "publication":
        return Missing(sentence, _publication_page(reference))
    if place == "letter":
        return Missing(sentence, page_at("letters.edit", reference=reference))
    return Missing(sentence, page_at("offices.index"))


def _names(full: ResponseInFull) -> tuple[Name, ...]:
    """Each name in the letter; one written by hand is not the list's to confirm."""
    listed = full.standard.day
    lines = (
        ("addressee", full.parts.addressee_block, listed.addressee_block),
        ("signatory", full.parts.signatory_name, listed.signatory_name),
    )
    return tuple(
        Name(
            part.capitalize(),
            printed.partition("\n")[0],
            listed.confirmed.get(part, "") if printed == on_list else "Written by hand in this letter.",
        )
        for part, printed, on_list in lines
        if printed
    )


def _confirmed(full: ResponseInFull, today: date) -> str:
    if full.confirmed_on is None:
        return "The names in this letter have not been confirmed yet."
    when = confirmed_in_words(full.confirmed_on, today).rstrip(".")
    return f"The names in this letter: {when[:1].lower()}{when[1:]}, by {full.confirmed_by}."


def _item_line(item: ItemInResponse, answer_href: str) -> ItemLine:
    return ItemLine(
        reference=item.reference,
        href=answer_href,
        item_href=page_at("items.show", reference=item.reference),
        heading=item.heading,
        text=first_words(item.details.text, 160),
        for_whom=item.details.for_whom,
        force=_force_tag(item),
        pcc=_pcc_tag(item),
        stance=Tag(item.stance.label) if item.stance else None,
    )


def _force_tag(item: ItemInResponse) -> Tag:
    if item.is_standard_sentence:
        return Tag("Standard sentence", Tone.GREY)
    if item.is_chief_constable_hidden:
        return Tag("With the force", Tone.BLUE) if item.is_commissioned else HIDDEN
    if not item.chief_constable:
        return Tag("None yet", Tone.AMBER if item.details.for_whom is not ForWhom.PCC else Tone.GREY)
    length = counted(len(item.chief_constable), "paragraph")
    if item.cleared_on is not None:
        return Tag(f"{length}, cleared", Tone.GREEN)
    return Tag(length, Tone.BLUE)


def _pcc_tag(item: ItemInResponse) -> Tag:
    if item.is_pcc_hidden:
        return HIDDEN
    if not item.pcc:
        return Tag("None yet" if item.details.for_whom.is_ours else "None", _tone_of_none(item))
    length = counted(len(item.pcc), "paragraph")
    return Tag(f"{length} and a reply" if item.reply else length, Tone.BLUE)


def _tone_of_none(item: ItemInResponse) -> Tone:
    return Tone.AMBER if item.details.for_whom.is_ours else Tone.GREY
