"""Forms to send to owners in tests, in made-up words."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tracker.documents.answer_form import AnswerForm, FormItem
from tracker.domain.answer_forms import ExpectedForm

ITEMS = tuple(
    FormItem(
        f"R2026-01-REC{number}",
        f"Recommendation {number}",
        f"By 1 June 2026, forces should count thing {number}.\n\nThey should write it down.",
        ("By 1 June 2026",) if number != 2 else (),
    )
    for number in (1, 2, 3, 4)
)
EXPECTED = ExpectedForm("S55-2026-01", 2, tuple(item.reference for item in ITEMS))


def a_form(**changes: object) -> AnswerForm:
    """A form that asks one owner about four recommendations."""
    form = AnswerForm(
        reference="S55-2026-01",
        version=2,
        owner="Head of Crime",
        asked_by="The force inspection lead",
        return_to="inspection@example.org",
        due_on=date(2026, 1, 28),
        force="Fenland Constabulary",
        report_titles=("Bicycles",),
        items=ITEMS,
        marking=None,
        author="Fenland Constabulary",
        made_at=datetime(2026, 1, 3, 9, tzinfo=UTC),
    )
    return replace(form, **changes)  # type: ignore[arg-type]
