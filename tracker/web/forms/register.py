"""The search of the register."""

from collections.abc import Sequence

from tracker.domain.vocabulary import ForWhom, ItemKind, Rating
from tracker.queries.register import SORTS
from tracker.web.forms.base import FilterForm
from tracker.web.forms.rows import with_fields
from tracker.web.widgets import LineField, SelectField, UKDateField, choices_of

LONGEST_TITLE = 70
ALLOCATED = {"yes": "With an owner", "no": "Awaiting allocation"}
LISTED = {"on": "On the list", "off": "Taken off the list", "all": "On and off the list"}


class RegisterFilterForm(FilterForm):
    """What the register should show, and in which order."""

    search = LineField("Words", hint="In the text, addressees, title or reference")
    rating = SelectField("Rating", choices=choices_of(Rating, none="Any rating"))
    kind = SelectField("Kind", choices=choices_of(ItemKind, none="Any kind"))
    for_whom = SelectField("For whom", choices=choices_of(ForWhom, none="Anybody"))
    listed = SelectField("List", choices=list(LISTED.items()), default="on")
    allocated = SelectField("Allocation", choices=[("", "With or without an owner"), *ALLOCATED.items()])
    force_from = UKDateField("Date in force from", hint="For example 1 1 2026")
    force_to = UKDateField("Date in force to", hint="For example 31 3 2026")
    due_from = UKDateField("First deadline from", hint="For example 1 1 2026")
    due_to = UKDateField("First deadline to", hint="For example 31 3 2026")
    sort = SelectField(
        "Order", choices=[(key, words) for key, (words, _) in SORTS.items()], default="published"
    )


def register_filter(
    reports: Sequence[tuple[str, str]],
    posts: Sequence[tuple[str, str]],
    boards: Sequence[tuple[str, str]],
) -> RegisterFilterForm:
    """The search with the reports this person may know of, the posts that own items, and the boards."""
    fields = {"report": report_field(reports), "owner": owner_field(posts), "board": board_field(boards)}
    return with_fields(RegisterFilterForm, fields)()


def report_field(reports: Sequence[tuple[str, str]]) -> SelectField:
    """The choice of one report."""
    return SelectField(
        "Report", choices=[("", "Any report"), *((r, f"{r}: {_short(t)}") for r, t in reports)]
    )


def owner_field(posts: Sequence[tuple[str, str]]) -> SelectField:
    """The choice of one post that owns items."""
    return SelectField("Owner", choices=[("", "Any owner"), *posts])


def board_field(boards: Sequence[tuple[str, str]]) -> SelectField:
    """The choice of one board that oversees items."""
    return SelectField("Board", choices=[("", "Any board or none"), *boards])


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()}…"
