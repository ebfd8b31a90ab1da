"""Working days in England and Wales: Monday to Friday, bank holidays left out."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.dates_in_words import date_in_words

SATURDAY = 5


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays of England and Wales, and the last day for which the list is known to be whole."""

    days: frozenset[date]
    known_to: date

    def warning(self, day: date) -> str:
        """Why a working day near this day cannot be relied on; "" where the list reaches that far."""
        if day <= self.known_to:
            return ""
        return (
            f"Bank holidays are known here to {date_in_words(self.known_to)} only: "
            f"check the working days around {date_in_words(day)}."
        )


def is_working_day(day: date, bank_holidays: BankHolidays) -> bool:
    """Whether the day is neither a Saturday, a Sunday nor a bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays.days


def last_working_day_on_or_before(day: date, bank_holidays: BankHolidays) -> date:
    """The day itself if it is a working day, else the nearest one before it."""
    while not is_working_day(day, bank_holidays):
        day -= timedelta(days=1)
    return day


def read_bank_holidays(text: str) -> BankHolidays:
    """The list as kept in seeds/bank_holidays.json; raises ValueError where the text is not such a list."""
    try:
        record = json.loads(text)
        days = [date.fromisoformat(entry["on"]) for entry in record["days"]]
        known_to = date.fromisoformat(record["known_to"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"The list of bank holidays cannot be read: {wrong!r}.") from wrong
    return BankHolidays(frozenset(days), known_to)
