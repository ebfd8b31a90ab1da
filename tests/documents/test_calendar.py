from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.calendar import CalendarDay, days_of_plan, write_calendar
from tracker.domain.response_plan import PlanStep, working_back_plan
from tracker.domain.working_days import BankHolidays

NOW = datetime(2026, 2, 2, 9, 30, 15, 999, tzinfo=UTC)
DAY = CalendarDay("S55-2026-01-comments", date(2026, 2, 24), "Comments due", "One, two; three\\four\nfive")
HOLIDAYS = BankHolidays(frozenset(), date(2030, 12, 31))


def written(*days: CalendarDay, name: str = "S55-2026-01", revision: int = 0) -> bytes:
    return write_calendar(days, name=name, host="tracker.example", stamped_at=NOW, revision=revision)


def unfolded(file: bytes) -> list[str]:
    """The lines of the file put together again, as section 3.1 says."""
    assert file.endswith(b"\r\n")
    return file.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def plain(value: str) -> str:
    """A text with its escapes undone, read from left to right."""
    made, at = "", 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
            made += "\n" if value[at] in "nN" else value[at]
        else:
            assert value[at] not in ";,"
            made += value[at]
        at += 1
    return made


def value_of(file: bytes, name: str) -> str:
    (found,) = [line.partition(":")[2] for line in unfolded(file) if line.startswith(f"{name}:")]
    return plain(found)


def test_a_calendar_is_written_line_by_line() -> None:
    assert unfolded(written(DAY, revision=3)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Recommendations tracker//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:S55-2026-01",
        "BEGIN:VEVENT",
        "UID:S55-2026-01-comments@tracker.example",
        "DTSTAMP:20260202T093015Z",
        "SEQUENCE:3",
        "DTSTART;VALUE=DATE:20260224",
        "DTEND;VALUE=DATE:20260225",
        "SUMMARY:Comments due",
        r"DESCRIPTION:One\, two\; three\\four\nfive",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_the_stamp_is_in_utc_whatever_zone_it_is_given_in() -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    again = write_calendar([DAY], name="S55-2026-01", host="tracker.example", stamped_at=tokyo)
    assert again == written(DAY)


def test_the_same_days_in_any_order_give_the_same_bytes_in_order_of_the_days() -> None:
    later, same_day = replace(DAY, key="b", on=date(2026, 3, 1)), replace(DAY, key="a")
    assert written(later, DAY, same_day) == written(same_day, later, DAY)
    uids = [line for line in unfolded(written(later, DAY, same_day)) if line.startswith("UID:")]
    assert uids == [f"UID:{key}@tracker.example" for key in ("S55-2026-01-comments", "a", "b")]


def test_a_day_that_moves_keeps_its_uid() -> None:
    moved = written(replace(DAY, on=date(2026, 2, 26), summary="Comments due later"), revision=1)
    assert value_of(moved, "UID") == value_of(written(DAY), "UID")


def test_an_event_at_the_end_of_a_year_ends_in_the_next() -> None:
    assert "DTEND;VALUE=DATE:20270101" in unfolded(written(replace(DAY, on=date(2026, 12, 31))))


@pytest.mark.parametrize("length", range(55, 90))
@pytest.mark.parametrize("letter", ["a", "é", "–", "𝄞"])
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(letter: str, length: int) -> None:
    file = written(replace(DAY, summary=letter * length))
    lines = file.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()
    assert value_of(file, "SUMMARY") == letter * length


def test_a_line_of_exactly_75_octets_is_not_folded() -> None:
    summary = "x" * (75 - len("SUMMARY:"))
    assert f"SUMMARY:{summary}".encode() in written(replace(DAY, summary=summary)).split(b"\r\n")


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip()),
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(",;:\\\n\"")),
)  # fmt: skip
def test_any_words_come_back_and_nothing_typed_becomes_a_line_of_its_own(
    summary: str, description: str
) -> None:
    try:
        file = written(replace(DAY, summary=summary, description=description))
    except ValueError:
        return  # nothing of the summary can be seen
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded(file)]
    assert names.count("BEGIN") == names.count("END") == 2
    assert set(names) <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP",
        "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
    }  # fmt: skip
    assert value_of(file, "SUMMARY").split() == summary.replace("\ufffe", "").replace("\uffff", "").split()


@pytest.mark.parametrize(
    "hostile",
    ["Due\r\nEND:VEVENT\r\nBEGIN:VALARM", "Due\nATTACH:http://evil.example", "Due\x0bX:1", "Due\x00\x07"],
)
def test_a_line_end_in_a_summary_or_a_name_starts_no_line(hostile: str) -> None:
    file = written(replace(DAY, summary=hostile, key=f"k {hostile}"), name=hostile)
    assert file.count(b"BEGIN:") - file.count(b"SUMMARY:Due END:VEVENT BEGIN:") >= 2
    starts = [line.split(":")[0] for line in unfolded(file)]
    assert "ATTACH" not in starts
    assert "X" not in starts
    assert starts.count("END") == 2


def test_two_days_of_one_key_a_day_without_words_and_a_moment_without_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="share a key"):
        written(DAY, replace(DAY, on=date(2026, 3, 1)))
    with pytest.raises(ValueError, match="key and a summary"):
        written(replace(DAY, summary=" \u200b"))
    with pytest.raises(ValueError, match="time zone"):
        write_calendar([DAY], name="n", host="h", stamped_at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_calendar_without_days_is_a_calendar() -> None:
    assert unfolded(written())[-1] == "END:VCALENDAR"


def test_a_plan_gives_its_steps_and_apart_from_them_the_last_lawful_day() -> None:
    plan = working_back_plan(date(2026, 1, 28), HOLIDAYS)
    done = replace(plan.step(PlanStep.INVITATION), done_on=date(2026, 1, 29), done_by="Ann Office")
    days = days_of_plan(plan.with_step(done), reference="S55-2026-01", subject="Bicycles")
    assert [(day.key, day.on) for day in days] == [
        ("S55-2026-01-invitation", date(2026, 1, 28)),
        ("S55-2026-01-comments", date(2026, 2, 24)),
        ("S55-2026-01-draft", date(2026, 3, 3)),
        ("S55-2026-01-approval", date(2026, 3, 17)),
        ("S55-2026-01-publication", date(2026, 3, 20)),
        ("S55-2026-01-copy_to_inspectors", date(2026, 3, 20)),
        ("S55-2026-01-copy_to_home_secretary", date(2026, 3, 20)),
        ("S55-2026-01-last-day", date(2026, 3, 24)),
    ]
    assert days[0].description == "Bicycles\nDone on 29 January 2026 by Ann Office."
    assert days[1].summary == "S55-2026-01: Chief Constable's comments received"
    assert days[-1].description == "Bicycles\nDay 56 of 56; it does not move."
    assert written(*days).count(b"BEGIN:VEVENT") == 8
