"""The day the accessibility statement was last looked at; a test asks for a new look every year."""

from datetime import date

REVIEWED_ON = date(2026, 11, 20)
