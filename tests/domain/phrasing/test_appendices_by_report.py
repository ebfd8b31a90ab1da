"""Which appendix answers which report."""

from tests.domain.phrasing.words import read_text
from tracker.domain.phrasing.letters import ReadLetter

APPENDIX = """
{label}

Saltmarsh Police's response to the HMICFRS report{title}.

{kind} 1

The force should light the {what}.

Force response: The lamps of the {what} are ordered.
"""


def letter(titles: str, *appendices: str) -> ReadLetter:
    return read_text(
        "Office of the Commissioner\n\nRt Hon Amelia Thornbury MP\nHome Secretary\n\n1 July 2024\n\n"
        "Dear Home Secretary\n\nHMICFRS Reports\n\n"
        f"Under section 55(5) of the Police Act 1996 I answer the reports by HMICFRS entitled {titles}.\n\n"
        "Yours sincerely\n\nJo Marsh\n\nCommissioner\n" + "".join(appendices)
    )


def appendix(number: int, title: str, what: str, kind: str = "Recommendation") -> str:
    quoted = f" '{title}'" if title else ""
    return APPENDIX.format(label=f"Appendix {number}", title=quoted, kind=kind, what=what)


def answered(read: ReadLetter) -> list[tuple[str, list[str]]]:
    pairs = zip(read.report_titles, read.appendices, strict=False)
    return [(title, [item.text for item in one.items]) for title, one in pairs]


def test_appendices_in_another_order_than_the_titles_stay_with_the_report_they_name() -> None:
    read = letter(
        "'A night on the marsh' and 'A day on the hill'",
        appendix(1, "A day on the hill", "hill"),
        appendix(2, "A night on the marsh", "marsh"),
    )
    assert answered(read) == [
        ("A day on the hill", ["The force should light the hill."]),
        ("A night on the marsh", ["The force should light the marsh."]),
    ]
    assert read.unplaced == ()


def test_a_second_appendix_of_one_report_joins_the_first_and_its_heading_is_listed() -> None:
    read = letter(
        "'A night on the marsh'",
        appendix(1, "A night on the marsh", "marsh"),
        appendix(2, "A night on the marsh", "quay", "Area for improvement"),
    )
    assert answered(read) == [
        ("A night on the marsh", ["The force should light the marsh.", "The force should light the quay."])
    ]
    assert read.unplaced == (
        "Appendix 2",
        "Saltmarsh Police's response to the HMICFRS report 'A night on the marsh'.",
    )


def test_a_cause_of_concern_in_a_second_appendix_keeps_its_recommendation() -> None:
    cause = appendix(2, "A night on the marsh", "quay", "Cause of concern")
    child = "\nRecommendation 1\n\nThe force should buy lamps.\n\nForce response: They are bought.\n"
    read = letter("'A night on the marsh'", appendix(1, "A night on the marsh", "marsh"), cause, child)
    assert [item.parent for item in read.appendices[0].items] == [None, None, 1]


def test_an_appendix_that_names_no_report_takes_the_title_that_is_left() -> None:
    read = letter(
        "'A night on the marsh' and 'A day on the hill'",
        appendix(1, "", "marsh"),
        appendix(2, "A day on the hill", "hill"),
    )
    assert [title for title, _ in answered(read)] == ["A night on the marsh", "A day on the hill"]


def test_a_report_without_an_appendix_is_still_answered() -> None:
    read = letter("'A night on the marsh' and 'A day on the hill'", appendix(1, "A day on the hill", "hill"))
    assert read.report_titles == ("A day on the hill", "A night on the marsh")
    assert len(read.appendices) == 1


def test_an_appendix_label_with_nothing_of_a_report_under_it_is_listed() -> None:
    read = letter(
        "'A night on the marsh'",
        appendix(1, "A night on the marsh", "marsh"),
        "\nAppendix 2\n\nAnother table.\n",
    )
    assert read.unplaced == ("Appendix 2", "Another table.")
