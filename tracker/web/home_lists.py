"""The lists of the home page: each kind of work that may wait for somebody, and what everybody reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.dates_in_words import date_in_words, date_with_weekday
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.statutory_clock import PERIOD, StatutoryClock, statutory_clock
from tracker.domain.working_days import BankHolidays
from tracker.queries import home as lists
from tracker.queries.letter_readings import waiting_letters
from tracker.queries.reading import reading
from tracker.web.addresses import page_at
from tracker.web.presenting import Tag, Tone, counted, days_overdue

SHORT = 160
"""Characters of an item's text in a list; the item's own page has all of it."""


@dataclass(frozen=True)
class Cell:
    """One cell of a list: words, perhaps a link, a tag in the place of plain words, or words under it."""

    text: str
    href: str = ""
    tag: Tag | None = None
    under: str = ""


@dataclass(frozen=True)
class Section:
    """One list of the page; `more` is said under it."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    intro: str = ""
    more: str = ""
    empty: str = ""
    more_href: str = ""

    one: str = ""
    """The title where it stands under a 1; "" where it is the same."""
    total: int = 0
    """How many there are, where the list shows fewer."""

    @property
    def count(self) -> int:
        """The number that stands over its figure."""
        return max(self.total, len(self.rows))

    @property
    def figure(self) -> str:
        """The title as it stands under the number of its rows."""
        words = self.one if self.one and self.count == 1 else self.title
        return words[:1].lower() + words[1:]


@dataclass(frozen=True)
class Day:
    """Who looks, and when."""

    by: Actor
    today: date
    now: datetime
    holidays: BankHolidays

    def may(self, *abilities: Ability) -> bool:
        """Whether the person has any of these abilities."""
        return any(may(self.by, ability) for ability in abilities)


LETTER_WORK = (Ability.EDIT_RESPONSES, Ability.EDIT_FORCE_COMMENTS, Ability.READ_PCC_DRAFTS)


def clocks_running(day: Day) -> Section:
    """The 56-day clocks of reports without an issued letter."""
    found: list[tuple[StatutoryClock, lists.WaitingReport]] = []
    for report in lists.unanswered_reports(reading(), day.by, day.today):
        clock = statutory_clock(report.kind, report.published_on, today=day.today, bank_holidays=day.holidays)
        if clock.last_day is not None:
            found.append((clock, report))
    return Section(
        "clocks",
        "Clocks running",
        ("Report", "Day", "Last day to publish", "State"),
        tuple(
            (
                Cell(report.title, page_at("reports.show", reference=report.reference)),
                Cell(_day_words(clock)),
                Cell(date_with_weekday(clock.last_day) if clock.last_day else ""),
                Cell("", tag=_clock_tag(clock)),
            )
            for clock, report in found
        ),
        one="Clock running",
        intro="Reports without an issued letter, nearest last day first (Police Act 1996, s.55(5A)).",
        empty="No clock is running: every report of the last year has its letter.",
    )


def _day_words(clock: StatutoryClock) -> str:
    number = clock.day_today or 0
    if number < 1:
        return "Not published yet"
    return f"Day {number} of {PERIOD}" if number <= PERIOD else f"Day {number}"


def _clock_tag(clock: StatutoryClock) -> Tag:
    left = clock.days_left or 0
    if left < 0:
        return Tag(f"After the {PERIOD}-day period", Tone.RED)
    return Tag(
        f"{counted(left, 'day')} left" if left else "Last day today", Tone.AMBER if left <= 28 else Tone.GREEN
    )


def _in_hand(day: Day) -> Section:
    sees_pcc = day.may(Ability.READ_PCC_DRAFTS)

    def lacks(letter: lists.LetterInHand) -> str:
        found = []
        if letter.without_comments:
            found.append(f"Chief Constable’s comments on {letter.without_comments} of {letter.items}")
        if letter.without_response and sees_pcc:
            found.append(f"PCC’s response to {letter.without_response} of {letter.items}")
        return "; ".join(found) or "No answer that the Act wants"

    return Section(
        "letters",
        "Letters being prepared",
        ("Letter", "Answers", "Still missing"),
        tuple(
            (
                Cell(letter.reference, page_at("responses.show", reference=letter.reference)),
                Cell(letter.reports),
                Cell(lacks(letter)),
            )
            for letter in lists.letters_in_hand(reading(), day.by, day.today)
        ),
        one="Letter being prepared",
        intro="Missing are answers to recommendations for us, which the Act wants.",
    )


def _to_review(day: Day) -> Section:
    return Section(
        "reviews",
        "Past letters waiting for review",
        ("File",),
        tuple(
            (Cell(name, page_at("letter_imports.review", key=key)),)
            for key, name in waiting_letters(reading())
        ),
        one="Past letter waiting for review",
        intro="They were read from a file. Nothing of them is in the register before somebody has looked.",
    )


def _unpublished(day: Day) -> Section:
    return Section(
        "publications",
        "Letters without a publication date",
        ("Letter", "Dated"),
        tuple(
            (
                Cell(reference, page_at("responses.show", reference=reference)),
                Cell(date_in_words(dated) if dated else "No date"),
            )
            for reference, dated in lists.unpublished_letters(reading(), day.by, day.today)[: lists.MOST]
        ),
        one="Letter without a publication date",
        intro="What the 56 days time is the publication of the comments: record the day for each.",
    )


def _unconfirmed(day: Day) -> Section:
    found = lists.unconfirmed_reports(reading(), day.by, day.today)
    return Section(
        "unconfirmed",
        "Publication dates not confirmed",
        ("Report", "Published, as recorded"),
        tuple(_report_row(report) for report in found[: lists.MOST]),
        one="Publication date not confirmed",
        intro="This date starts the clock, and web pages show wrong ones: confirm it from the report.",
        more=_more(len(found) - lists.MOST, "report"),
    )


def _without_date(day: Day) -> Section:
    found = lists.items_without_date(reading(), day.by, day.today, day.now)
    return Section(
        "targets",
        "Agree a local target",
        ("Item", "Asked for", "Why"),
        tuple(
            (_item_cell(item), Cell(_short(item.text)), Cell("Immediate" if item.is_immediate else "No date"))
            for item in found[: lists.MOST]
        ),
        one="Local target to agree",
        intro="Recommendations of the last 28 days that are immediate, or give no date of their own.",
        more="More are in the register." if len(found) > lists.MOST else "",
    )


def _redactions(day: Day) -> Section:
    waiting = [key for key, asked_by in lists.redactions_waiting(reading()) if asked_by != day.by.account_id]
    return Section(
        "redactions",
        "Redactions waiting for a second person",
        ("Redaction",),
        tuple((Cell(f"Redaction {key}", page_at("redactions.show", key=key)),) for key in waiting),
        one="Redaction waiting for a second person",
        intro="Somebody else asked. Nothing is removed before you or another has looked.",
    )


WORK: tuple[tuple[tuple[Ability, ...], Callable[[Day], Section]], ...] = (
    ((Ability.HANDLE_REDACTIONS,), _redactions),
    (LETTER_WORK, _in_hand),
    ((Ability.IMPORT_LETTERS,), _to_review),
    ((Ability.EDIT_RESPONSES,), _unpublished),
    ((Ability.EDIT_REPORTS,), _unconfirmed),
    ((Ability.EDIT_ITEMS, Ability.TAKE_OFF_LIST), _without_date),
)


def due_soon(day: Day) -> Section:
    """Our open items whose date in force falls in the next 90 days."""
    found = lists.items_due_soon(reading(), day.by, day.today)
    return Section(
        "deadlines",
        "Deadlines in the next 90 days",
        ("Item", "Asked for", "Due"),
        tuple(
            (
                _item_cell(item),
                Cell(_short(item.text)),
                Cell(
                    f"{date_in_words(item.due_on)}, {days_overdue(item.due_on, day.today)}"
                    if item.due_on
                    else ""
                ),
            )
            for item in found[: lists.MOST]
        ),
        more="More are in the register." if len(found) > lists.MOST else "",
        empty="No item of ours falls due in the next 90 days.",
    )


def latest_reports(day: Day) -> Section:
    """The reports published last."""
    return Section(
        "reports",
        "Latest reports",
        ("Report", "Published"),
        tuple(_report_row(report) for report in lists.latest_reports(reading(), day.by, day.today)),
        empty="No report is recorded yet.",
    )


def _report_row(report: lists.ListedReport) -> tuple[Cell, ...]:
    return (
        Cell(report.title, page_at("reports.show", reference=report.reference)),
        Cell(date_in_words(report.published_on)),
    )


def _item_cell(item: lists.ListedItem) -> Cell:
    title = heading_of(item.kind, item.number, item.heading)
    return Cell(f"{title}, {item.report_title}", page_at("items.show", reference=item.reference))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"


def _more(number: int, noun: str) -> str:
    return f"And {counted(number, f'more {noun}')}." if number > 0 else ""
