"""Boards and groups: their people by date, and what is due of them."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.accounts import email_form, problem_with_email
from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.file_names import is_reserved
from tracker.domain.offices import in_force, overlap, period_in_words, problem_with_period
from tracker.domain.vocabulary import Labelled, Marking

LONGEST_NAME = 200
LONGEST_REFERENCE = 40
MAX_TERMS = 30_000
MOST_IN_GROUP = 200
"""Lines of a correspondence group."""
USUAL_CYCLE = 92
"""Days: a board meets each quarter at least."""
LONGEST_CYCLE = 366
A_YEAR = timedelta(days=366)
_REFERENCE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PAGES = frozenset({"new", "tree"})
"""Names of pages beside the boards, which no board may have."""


class BoardRole(Labelled):
    """What a person is to a board."""

    CHAIR = "chair", "Chair"
    DEPUTY = "deputy", "Deputy chair"
    SECRETARY = "secretary", "Secretary"
    MEMBER = "member", "Member"


ONE_AT_A_TIME = frozenset({BoardRole.CHAIR, BoardRole.DEPUTY})


@dataclass(frozen=True)
class BoardDetails:
    """A board as a person records it; `terms_review_on` and `membership_review_on` are the next reviews.

    `correspondence_group` has one address or name on each line.
    """

    name: str
    reference: str
    cycle_days: int = USUAL_CYCLE
    marking: Marking | None = None
    is_public: bool = False
    terms_of_reference: str = ""
    terms_review_on: date | None = None
    membership_review_on: date | None = None
    correspondence_group: str = ""


def problems_with_board(details: BoardDetails, others: Mapping[str, str] | None = None) -> dict[str, str]:
    """Each field that does not hold; `others` are the names of the other boards by their references."""
    others = others or {}
    problems = {
        "name": _problem_with_name(details.name, others.values()),
        "reference": _problem_with_reference(details.reference, others),
        "correspondence_group": _problem_with_group(details.correspondence_group),
    }
    if not 1 <= details.cycle_days <= LONGEST_CYCLE:
        problems["cycle_days"] = f"Enter the days between two meetings, from 1 to {LONGEST_CYCLE}."
    if (length := len(details.terms_of_reference)) > MAX_TERMS:
        problems["terms_of_reference"] = (
            f"The terms of reference must be {MAX_TERMS:,} characters or fewer; they have {length:,}."
        )
    for field in ("terms_review_on", "membership_review_on"):
        review_on = getattr(details, field)
        if review_on is not None and not 2000 <= review_on.year <= 2100:
            problems[field] = "Enter a review date between the years 2000 and 2100."
    if details.is_public and details.marking is Marking.OFFICIAL_SENSITIVE:
        problems["marking"] = "Papers marked OFFICIAL-SENSITIVE are not published: change one of the two."
    return {field: problem for field, problem in problems.items() if problem}


def _problem_with_name(name: str, taken: Iterable[str]) -> str:
    if is_blank(name):
        return "Enter the name of the board."
    if len(name) > LONGEST_NAME:
        return f"The name must be {LONGEST_NAME} characters or fewer; it has {len(name):,}."
    same = [other for other in taken if _alike(other) == _alike(name)]
    return f"There is a board called {same[0]} already." if same else ""


def _alike(name: str) -> str:
    return " ".join(name.casefold().split())


def _problem_with_reference(reference: str, taken: Collection[str]) -> str:
    if len(reference) > LONGEST_REFERENCE or not _REFERENCE.fullmatch(reference):
        return (
            f"Enter a short name of {LONGEST_REFERENCE} characters or fewer that begins with a letter: small "
            "letters from a to z, figures, and single hyphens between them."
        )
    if reference in _PAGES or is_reserved(reference):
        return f"“{reference}” cannot be a short name: choose another."
    return f"Another board has the short name “{reference}”: choose another." if reference in taken else ""


def _problem_with_group(group: str) -> str:
    lines = [line.strip() for line in group.splitlines() if line.strip()]
    if len(lines) > MOST_IN_GROUP:
        return f"A correspondence group may have {MOST_IN_GROUP} lines; this one has {len(lines):,}."
    for line in lines:
        if len(line) > LONGEST_NAME:
            return f"A line must be {LONGEST_NAME} characters or fewer: “{line[:40]}…” is longer."
        if "@" in line and problem_with_email(email_form(line)):
            return f"“{line}” is no e-mail address: put one address or one name on each line."
    return ""


def slug_from(name: str, taken: Collection[str] = ()) -> str:
    """A short name made from a board's name: safe in an address, a sheet and a file, and not yet taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    # An apostrophe parts no word: "Children's" is "childrens".
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > LONGEST_REFERENCE - _ROOM:
            break
        slug = longer
    slug = slug or (words[0][: LONGEST_REFERENCE - _ROOM] if words else "board")
    if not slug[0].isalpha() or slug in _PAGES or is_reserved(slug):
        slug = f"board-{slug}"
    tried, number = slug, 1
    while tried in taken:
        number += 1
        tried = f"{slug}-{number}"
    return tried


_ROOM = 10  # characters kept free for "board-" before a slug and "-99" behind it


@dataclass(frozen=True)
class PersonPeriod:
    """Somebody's time on a board, [from_on, to_on); None for a start or an end that is not known."""

    role: BoardRole
    person_name: str
    from_on: date | None = None
    to_on: date | None = None
    agency_id: int | None = None
    account_id: int | None = None

    def covers(self, day: date) -> bool:
        """Whether the person is on the board on that day."""
        return in_force(self.from_on, self.to_on, day)


def problems_with_person(new: PersonPeriod, others: Iterable[PersonPeriod]) -> dict[str, str]:
    """Each field that does not hold; where a period is corrected, `others` leave out the one it replaces."""
    problems = {}
    if is_blank(new.person_name):
        problems["person_name"] = "Enter the person's name."
    elif len(new.person_name) > LONGEST_NAME:
        problems["person_name"] = f"The name must be {LONGEST_NAME} characters or fewer."
    if problem := problem_with_period(new.from_on, new.to_on):
        return problems | {"to_on": problem}
    for other in others:
        if not overlap([(other.from_on, other.to_on)], (new.from_on, new.to_on)) or other.role != new.role:
            continue
        period = period_in_words(other.from_on, other.to_on)
        period = period[0].lower() + period[1:]
        if new.role in ONE_AT_A_TIME:
            problems["from_on"] = (
                f"{other.person_name} is recorded as {new.role.label.lower()} {period}. A board has one at a "
                "time: end that period first, or choose other dates."
            )
        elif _is_same_person(new, other):
            problems["from_on"] = f"{other.person_name} is recorded so already, {period}."
    return problems


def _is_same_person(new: PersonPeriod, other: PersonPeriod) -> bool:
    if new.account_id is not None and other.account_id is not None:
        return new.account_id == other.account_id
    return _alike(new.person_name) == _alike(other.person_name) and new.agency_id == other.agency_id


def review_warnings(details: BoardDetails, meetings: Iterable[date], today: date) -> tuple[str, ...]:
    """What is due of the board itself; `meetings` are the days of those that were not called off."""
    warnings = []
    first, last = _quarter(today)
    if not any(first <= on <= last for on in meetings):
        period = f"{date_in_words(first)} to {date_in_words(last)}"
        warnings.append(f"No meeting is set this quarter ({period}).")
    for review_on, what in (
        (details.terms_review_on, "the terms of reference"),
        (details.membership_review_on, "the membership"),
    ):
        if review_on is None:
            warnings.append(f"No date is set for the review of {what}.")
        elif review_on < today:
            warnings.append(f"The review of {what} has been due since {date_in_words(review_on)}.")
        elif review_on == today:
            warnings.append(f"The review of {what} is due today.")
    if details.membership_review_on and details.membership_review_on > today + A_YEAR:
        on = date_in_words(details.membership_review_on)
        warnings.append(f"The membership is reviewed each year, and its next review is set for {on}.")
    return tuple(warnings)


def _quarter(day: date) -> tuple[date, date]:
    month = day.month - (day.month - 1) % 3
    after = date(day.year + 1, 1, 1) if month == 10 else date(day.year, month + 3, 1)
    return date(day.year, month, 1), after - timedelta(days=1)
