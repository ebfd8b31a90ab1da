from datetime import date

import pytest

from tracker.domain.response_history import AnsweredReport, Outcome, history_by_year, outcome_of
from tracker.domain.vocabulary import ReportKind, ResponseStatus

REPORT_ON = date(2023, 12, 8)
LAST_DAY = date(2024, 2, 1)
S = ResponseStatus


def answered(
    letter: str = "S55-2024-01",
    on: date = REPORT_ON,
    status: ResponseStatus = S.PUBLISHED,
    comments_on: date | None = LAST_DAY,
    kind: ReportKind = ReportKind.NATIONAL_THEMATIC,
) -> AnsweredReport:
    return AnsweredReport(letter, kind, on, status, comments_on)


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (answered(comments_on=LAST_DAY), Outcome.WITHIN),
        (answered(comments_on=date(2024, 2, 2)), Outcome.AFTER),
        (answered(status=S.ISSUED, comments_on=None), Outcome.NOT_RECORDED),
        *(
            (answered(status=status, comments_on=None), Outcome.UNDER_WAY)
            for status in (S.PREPARING, S.READY)
        ),
        # A correction was opened after the comments were published: the day they were published stays.
        (answered(status=S.PREPARING), Outcome.WITHIN),
        (answered(status=S.WITHDRAWN, comments_on=None), None),
        (answered(kind=ReportKind.SUPER_COMPLAINT), None),
        (answered(on=date(2017, 5, 1), comments_on=date(2017, 12, 1)), None),
    ],
)
def test_the_day_of_publication_decides_and_never_the_letter_s_date(
    one: AnsweredReport, outcome: Outcome | None
) -> None:
    assert outcome_of(one) is outcome


def test_each_count_is_that_of_the_letters_beside_it() -> None:
    years = history_by_year(
        [
            answered("S55-2024-02"),
            answered("S55-2024-01"),
            answered("S55-2024-01", comments_on=date(2024, 3, 1)),
            answered("S55-2025-01", on=date(2025, 2, 3), status=S.ISSUED, comments_on=None),
            answered("S55-2025-02", on=date(2025, 2, 3), status=S.WITHDRAWN, comments_on=None),
        ]
    )
    assert [(one.year, one.total) for one in years] == [(2025, 1), (2023, 3)]
    assert years[1].letters == {
        Outcome.WITHIN: ("S55-2024-01", "S55-2024-02"),
        Outcome.AFTER: ("S55-2024-01",),
        Outcome.NOT_RECORDED: (),
        Outcome.UNDER_WAY: (),
    }
    assert all(len(one.letters[outcome]) == one.count(outcome) for one in years for outcome in Outcome)
