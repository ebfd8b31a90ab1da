import pytest

from tracker.domain.phrasing.report_kinds import guess_report_kind
from tracker.domain.vocabulary import ReportKind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("National Child Protection Inspection Post-Inspection Review", ReportKind.NCPI_REVIEW),
        ("Post-inspection review of child protection in Saltmarsh", ReportKind.NCPI_REVIEW),
        ("National child protection re-inspection: Saltmarsh Police", ReportKind.NCPI_REINSPECTION),
        ("National Child Protection Inspections: Saltmarsh Police", ReportKind.NCPI),
        ("Joint targeted area inspection of Eastquay", ReportKind.JTAI),
        (
            "Report on an unannounced inspection visit to police custody suites in Saltmarsh",
            ReportKind.CUSTODY,
        ),
        ("Saltmarsh Police: crime data integrity inspection", ReportKind.CRIME_DATA_INTEGRITY),
        ("PEEL 2023/25: Saltmarsh Police", ReportKind.PEEL),
        ("PEEL spotlight: a look at call handling", ReportKind.SPOTLIGHT),
        ("Lights out: progress report", ReportKind.PROGRESS_REPORT),
        ("State of Policing: a year", ReportKind.STATE_OF_POLICING),
        ("A super-complaint about lamps", ReportKind.SUPER_COMPLAINT),
        ("Lights out: an inspection of night-time patrols", ReportKind.NATIONAL_THEMATIC),
    ],
)
def test_a_title_shows_the_kind_of_its_report(title: str, kind: ReportKind) -> None:
    assert guess_report_kind(title) == (kind, "")


@pytest.mark.parametrize("title", ["Lights out", ""])
def test_a_title_that_shows_nothing_is_taken_for_a_thematic_one_with_a_warning(title: str) -> None:
    kind, warning = guess_report_kind(title)
    assert kind is ReportKind.NATIONAL_THEMATIC
    assert warning.endswith("Please check.")
