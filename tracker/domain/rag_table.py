"""The printed table of the rating rule, with the numbers of days in force, as a page shows it."""

from collections.abc import Collection
from dataclasses import dataclass

from tracker.domain.rag_reasons import ReasonCode
from tracker.domain.rag_thresholds import Thresholds
from tracker.domain.vocabulary import Rating

C, R = ReasonCode, Rating


@dataclass(frozen=True)
class Condition:
    """One of the alternatives of a row, in words; `codes` are the reasons that say that it holds."""

    words: str
    codes: frozenset[ReasonCode] = frozenset()


@dataclass(frozen=True)
class RuleRow:
    """One row of the table: it gives the rating where one of its conditions holds and no row above does."""

    rating: Rating
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class RowOfItem:
    """A row as it stands for one item; the rows after the one that decides are not looked at."""

    row: RuleRow
    decides: bool
    is_reached: bool
    holding: tuple[Condition, ...]


def rule_table(days: Thresholds) -> tuple[RuleRow, ...]:
    """The rows in the order in which they are tested."""
    return (
        RuleRow(
            R.NOT_RATED, (_when("for other bodies only", C.FOR_OTHERS), _when("off the list", C.OFF_LIST))
        ),
        RuleRow(R.BLUE_CLOSED, (_when("HMICFRS has closed it, by a letter with a date"),)),
        RuleRow(
            R.BLUE_SIGNED_OFF, (_when("signed off by a second person, and HMICFRS has yet to close it"),)
        ),
        RuleRow(R.BLUE_COMPLETE, (_when("signed off, and nobody outside closes items of this source"),)),
        RuleRow(
            R.RED,
            (
                _when("the date in force has passed and it is not signed off", C.OVERDUE),
                _when("the owner says that it is off track", C.OFF_TRACK),
            ),
        ),
        RuleRow(R.AMBER, _amber(days)),
        RuleRow(R.NEW, (_when(f"recorded less than {_days(days.new_days)} ago", C.RECORDED),)),
        RuleRow(R.GREEN, (_when("none of the rows above applies"),)),
    )


def _amber(days: Thresholds) -> tuple[Condition, ...]:
    return (
        _when(f"due within {_days(days.due_soon_days)} and not yet proposed complete", C.DUE_SOON),
        _when("an action is overdue", C.ACTION_OVERDUE),
        _when(
            f"no update for more than {_days(days.update_days)}, counted from its allocation",
            C.NO_UPDATE,
            C.NO_UPDATE_SINCE_ALLOCATED,
        ),
        _when(
            f"no date agreed {_days(days.no_date_days)} after it was recorded"
            f" ({_days(days.immediate_days)} where the deadline is immediate)",
            C.NO_DATE,
        ),
        _when(
            f"awaiting allocation or sign-off for more than {_days(days.waiting_days)}",
            C.WAITING_ALLOCATION,
            C.WAITING_SIGN_OFF,
        ),
        _when("the inspectorate’s date has passed under an agreed later one", C.INSPECTORATE_PASSED),
        _when("the owner says that it is at risk", C.AT_RISK),
    )


def rows_of_item(
    table: Collection[RuleRow], derived: Rating, codes: Collection[ReasonCode]
) -> tuple[RowOfItem, ...]:
    """The table as it stands for an item with this rating by the rule, and these reasons."""
    found, is_reached = [], True
    for row in table:
        decides = row.rating is derived
        holding = tuple(one for one in row.conditions if not one.codes or one.codes & set(codes))
        found.append(RowOfItem(row, decides, is_reached, holding if decides else ()))
        is_reached = is_reached and not decides
    return tuple(found)


def _when(words: str, *codes: ReasonCode) -> Condition:
    return Condition(words, frozenset(codes))


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
