"""Guesses the kind of a report from its title."""

import re

from tracker.domain.vocabulary import ReportKind

# Tested in this order: a review of a child protection inspection is no child protection inspection.
_TITLES: tuple[tuple[str, ReportKind], ...] = (
    (r"super[\s-]?complaint", ReportKind.SUPER_COMPLAINT),
    (r"prevention\s+of\s+future\s+deaths?|regulation\s+28", ReportKind.PREVENTION_OF_FUTURE_DEATHS),
    (r"serious\s+case\s+review|safeguarding\s+practice\s+review", ReportKind.SERIOUS_CASE_REVIEW),
    (r"\bIOPC\b|independent\s+office\s+for\s+police\s+conduct", ReportKind.IOPC_LEARNING),
    (r"internal\s+audit", ReportKind.INTERNAL_AUDIT),
    (r"child\s+protection.*post[\s-]?inspection\s+review", ReportKind.NCPI_REVIEW),
    (r"post[\s-]?inspection\s+review.*child\s+protection", ReportKind.NCPI_REVIEW),
    (r"child\s+protection.*(?:re-?inspection|re-?visit)", ReportKind.NCPI_REINSPECTION),
    (r"joint\s+targeted\s+area\s+inspection|\bJTAI\b", ReportKind.JTAI),
    (r"(?:national\s+)?child\s+protection\s+inspections?", ReportKind.NCPI),
    (
        r"\bcustody\b.*\b(?:inspection|visit|suites?)\b|\b(?:inspection|visit)\b.*\bcustody\b",
        ReportKind.CUSTODY,
    ),
    (r"crime\s+data\s+integrity|crime\s+recording", ReportKind.CRIME_DATA_INTEGRITY),
    (r"state\s+of\s+policing", ReportKind.STATE_OF_POLICING),
    (r"spotlight", ReportKind.SPOTLIGHT),
    (r"\bPEEL\b|police\s+effectiveness,\s+efficiency\s+and\s+legitimacy", ReportKind.PEEL),
    (
        r"progress\s+(?:report|update|review)|\bprogress\s+(?:made\s+)?(?:on|in|against)\b",
        ReportKind.PROGRESS_REPORT,
    ),
    (r"^letter\b|\bletter\s+(?:to|from)\b", ReportKind.LETTER),
)
_NOT_SURE = (
    "The title does not show the kind of report; a national thematic inspection was assumed. Please check."
)
_THEMATIC = re.compile(
    r"\b(?:inspection\s+of|thematic|how\s+(?:well|effectively)|effectiveness\s+of|response\s+to|review\s+of)\b",
    re.I,
)


def guess_report_kind(title: str) -> tuple[ReportKind, str]:
    """The kind that a title points to, with a warning where it is no more than the likeliest."""
    words = " ".join(title.split())
    for pattern, kind in _TITLES:
        if re.search(pattern, words, re.I):
            return kind, ""
    return ReportKind.NATIONAL_THEMATIC, "" if _THEMATIC.search(words) else _NOT_SURE
