"""The inspectorate's name as it was on a day: a report keeps the name of its day."""

from datetime import date

FIRE_AND_RESCUE_FROM = date(2017, 7, 19)
HIS_MAJESTYS_FROM = date(2022, 9, 8)


def inspectorate_on(day: date) -> str:
    """The inspectorate's short name on a day: HMIC until July 2017, HMICFRS since."""
    return "HMIC" if day < FIRE_AND_RESCUE_FROM else "HMICFRS"


def inspectorate_in_full_on(day: date) -> str:
    """The inspectorate's full name on a day, "Her Majesty's" until September 2022."""
    whose = "Her" if day < HIS_MAJESTYS_FROM else "His"
    if day < FIRE_AND_RESCUE_FROM:
        return f"{whose} Majesty's Inspectorate of Constabulary"
    return f"{whose} Majesty's Inspectorate of Constabulary and Fire & Rescue Services"
