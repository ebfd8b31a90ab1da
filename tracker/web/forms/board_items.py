"""The forms on what a board oversees: its rules row by row, and items by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import wtforms

from tracker.domain.board_rules import MOST_RULES, BoardRule
from tracker.domain.named_themes import Theme
from tracker.domain.vocabulary import ItemKind, ReportKind
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.forms.rows import rows_sent, with_fields
from tracker.web.widgets import RadioField, SelectField, TextField, choices_of

PARTS = ("report", "report_kind", "item_kind", "theme", "owner")
MORE_ROWS = 3
WAYS = [("on", "Put them on this board"), ("off", "Keep them off this board")]


@dataclass(frozen=True)
class Offered:
    """What a rule may ask for: reports and posts, each by id with its name."""

    reports: Sequence[tuple[int, str]]
    posts: Sequence[tuple[int, str]]


class RulesForm(VersionedForm):
    """The rules of a board; made by `rules_form`."""

    @property
    def rule_rows(self) -> list[list[wtforms.Field]]:
        """The boxes of each rule, row by row."""
        count = sum(name.endswith("-theme") for name in self._fields)
        return [[self[f"rules-{row}-{part}"] for part in PARTS] for row in range(count)]

    def typed(self) -> list[tuple[int, BoardRule]]:
        """Each rule with the place of its row; rows left empty count for nothing."""
        found = []
        for row, (report, report_kind, item_kind, theme, owner) in enumerate(self.rule_rows):
            rule = BoardRule(
                int(report.data) if report.data else None,
                ReportKind(report_kind.data) if report_kind.data else None,
                ItemKind(item_kind.data) if item_kind.data else None,
                Theme(theme.data) if theme.data else None,
                int(owner.data) if owner.data else None,
            )
            if rule != BoardRule():
                found.append((row, rule))
        return found

    def take_of_rules(self, problems: Mapping[str, str]) -> None:
        """Put the problems of the rules beside the first box of each; they are counted as they were sent."""
        rows = [row for row, _ in self.typed()]
        for name, message in problems.items():
            place = name.removeprefix("rules-")
            self.add_error(f"rules-{rows[int(place)]}-report" if place.isdigit() else name, message)


class ByHandForm(Form):
    """Items put on a board by hand, or kept off it."""

    references = TextField(
        "References of the items",
        required="Enter the reference of at least one item.",
        hint="One to a line, or separated by spaces, for example R2023-07-REC1",
        rows=4,
        limit=8_000,
    )
    way = RadioField("What should become of them?", choices=WAYS, required="Choose one of the two.")
    reason = TextField("Why", required="Say why, so that the board can follow it.", rows=3, limit=2_000)

    def named(self) -> list[str]:
        """The references that were typed, each once."""
        typed = (self.references.data or "").replace(",", " ").replace(";", " ").split()
        return list(dict.fromkeys(typed))


def rules_form(
    rules: Sequence[BoardRule], offered: Offered, version: int, *, more: bool = False
) -> RulesForm:
    """The form with a row for each rule and one to spare."""
    rows = rows_sent("rules") or len(rules) + 1
    rows = min(rows + (MORE_ROWS if more else 0), MOST_RULES)
    fields = {name: field for row in range(rows) for name, field in _row_fields(row, offered).items()}
    data: dict[str, Any] = {"version": str(version)}
    for row, rule in enumerate(rules[:rows]):
        data |= {
            f"rules-{row}-report": str(rule.report_id or ""),
            f"rules-{row}-report_kind": rule.report_kind or "",
            f"rules-{row}-item_kind": rule.item_kind or "",
            f"rules-{row}-theme": rule.theme or "",
            f"rules-{row}-owner": str(rule.owner_post_id or ""),
        }
    return with_fields(RulesForm, fields)(data=data)


def _row_fields(row: int, offered: Offered) -> dict[str, Any]:
    reports = [("", "Any report"), *((str(key), name) for key, name in offered.reports)]
    posts = [("", "Any owner"), *((str(key), name) for key, name in offered.posts)]
    return {
        f"rules-{row}-report": SelectField("Report", choices=reports),
        f"rules-{row}-report_kind": SelectField(
            "Kind of report", choices=choices_of(ReportKind, none="Any kind of report")
        ),
        f"rules-{row}-item_kind": SelectField(
            "Kind of item", choices=choices_of(ItemKind, none="Any kind of item")
        ),
        f"rules-{row}-theme": SelectField("Theme", choices=choices_of(Theme, none="Any theme")),
        f"rules-{row}-owner": SelectField("Owner", choices=posts),
    }
