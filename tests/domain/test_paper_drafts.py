import re
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

from tests.domain.paper_packs import (
    a_head,
    a_pack,
    a_pack_of_exceptions,
    a_rating_line,
    a_red_line,
    an_empty_pack,
    an_item_line,
    numbers,
)
from tracker.domain.counts import Term
from tracker.domain.packs import RATINGS, CountLine, Pack, TrendPoint
from tracker.domain.paper_drafts import RECOMMENDATION, all_ratings, as_at_words, drafted_parts
from tracker.domain.papers import AGENDA_AND_MARKING, MAX_TEXT, TO_AND_FROM, PartKind, problems_with_part
from tracker.domain.vocabulary import Rating

K = PartKind


def text_of(pack: Pack, kind: PartKind) -> str:
    return "\n\n".join(part.text for part in drafted_parts(pack) if part.kind is kind)


def figures_in(value: object) -> set[str]:
    """Every figure that stands in a value or anywhere inside it."""
    if isinstance(value, dict):
        return set().union(*(figures_in(held) for held in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(figures_in(held) for held in value))
    if isinstance(value, datetime):
        return {f"{value:%H}", f"{value:%M}"} | figures_in(value.date())
    if isinstance(value, date):
        return {str(value.day), str(value.year)}
    return set(re.findall(r"[0-9]+", str(value)))


LAW = {"55", "56", "1996"}
"""Figures of the Act, which stand in no row."""


def test_every_figure_of_the_paper_stands_in_the_rows_of_the_pack() -> None:
    pack = a_pack()
    parts = drafted_parts(pack)
    said = figures_in([(part.heading, part.text, part.rows) for part in parts]) - LAW
    assert said
    assert said <= figures_in(asdict(pack))


def test_a_changed_row_changes_the_paper_so_that_no_figure_comes_from_elsewhere() -> None:
    pack = a_pack()
    counts = tuple(replace(line, number=line.number + 900) for line in pack.counts)
    kinds = tuple(
        replace(line, numbers=tuple(n + 700 for n in line.numbers), total=line.total + 700)
        for line in pack.by_kind
    )
    changed = replace(pack, counts=counts, by_kind=kinds, trend=(), grades=(), items=(), changes=())
    said = figures_in([(part.text, part.rows) for part in drafted_parts(changed)]) - LAW
    assert {"924", "904", "901", "900", "902", "927", "703", "717", "705", "732"} <= said
    assert not {"24", "27", "17"} & said


def test_the_sum_is_told_with_every_term_and_the_parts_it_has() -> None:
    assert text_of(a_pack(), K.FIGURES).split("\n\n")[0] == (
        "At the start of the period (the meeting on 10 December 2025), 24 items were open. Since then 4 were "
        "new, 1 was re-opened and none was brought into scope; 2 were closed (closed by HMICFRS), none was "
        "taken off the list and none was moved out. As at 14:05 on 12 March 2026, 27 items are open."
    )


def test_one_item_is_told_in_the_singular() -> None:
    counts = (CountLine(Term.OPENING, "", "", "", 1), CountLine(Term.CLOSING, "", "", "", 1))
    pack = replace(an_empty_pack(), counts=counts, by_kind=(a_rating_line("Recommendation", red=1),))
    figures = text_of(pack, K.FIGURES)
    assert "At the start of the period, 1 item was open." in figures
    assert figures.split("\n\n")[0].endswith("1 item is open.")
    assert "By rating, 1 is Red – overdue or off track and none is Amber – at risk." in figures
    assert text_of(pack, K.SUMMARY).startswith("1 item is open: 1 is Red and none is Amber.")


def test_the_ratings_and_the_way_they_went_are_told_in_words() -> None:
    figures = text_of(a_pack(), K.FIGURES)
    assert (
        "By rating, 3 are Red – overdue or off track, 3 are Amber – at risk, 1 is New, 17 are Green – on "
        "track, 3 are Blue – signed off, awaiting HMICFRS and 5 are Blue – closed by HMICFRS."
    ) in figures
    assert (
        "Since the meeting on 10 December 2025, the number of open items has risen from 24 to 27, Red has "
        "risen from 2 to 3, Amber has fallen from 5 to 3 and Green has stayed at 17."
    ) in figures


def test_the_direction_is_told_against_the_last_meeting_before_the_packs_day() -> None:
    same_day = TrendPoint(date(2026, 3, 12), "12 March 2026", numbers(red=99), 99)
    pack = a_pack(trend=(*a_pack().trend, same_day))
    assert "Since the meeting on 10 December 2025" in text_of(pack, K.FIGURES)
    assert "no direction of travel can be given yet" in text_of(a_pack(trend=(same_day,)), K.FIGURES)
    # A correction is made after its meeting, whose own point it must not be compared with.
    own = replace(same_day, on=date(2026, 3, 19))
    later = a_head(as_at=datetime(2026, 3, 25, 9, 0, tzinfo=UTC))
    corrected = a_pack(head=later, trend=(*a_pack().trend, own))
    assert "Since the meeting on 10 December 2025" in text_of(corrected, K.FIGURES)


def test_red_at_two_meetings_running_is_said_by_name() -> None:
    wanted = "Red at two meetings running: Recommendation 3 (REC-0003) and Recommendation 14 (REC-0014)."
    assert wanted in text_of(a_pack(), K.FIGURES)
    assert wanted in text_of(a_pack(), K.SUMMARY)
    assert "No item is Red at two meetings running." in text_of(a_pack(items=()), K.FIGURES)


def test_grades_are_named_where_the_pack_has_them() -> None:
    figures = text_of(a_pack(), K.FIGURES)
    assert (
        "- PEEL 2025, published on 5 November 2025: Protecting vulnerable people: Requires improvement. "
        "Monitoring: Engage (enhanced phase)"
    ) in figures
    assert "grades" not in text_of(a_pack(grades=()), K.FIGURES)


def test_the_ratings_of_kinds_without_a_line_of_all_are_added_up() -> None:
    pack = a_pack()
    assert all_ratings(replace(pack, by_kind=pack.by_kind[:-1])) == all_ratings(pack)
    assert all_ratings(pack)[RATINGS.index(Rating.GREEN)] == 17


def test_the_one_table_has_a_row_for_each_rating_in_use_and_the_totals() -> None:
    (table,) = [part for part in drafted_parts(a_pack()) if part.rows]
    assert table.rows[0] == ("Rating", "Recommendation", "Area for improvement", "Cause of concern", "All")
    assert table.rows[1] == ("Red – overdue or off track", "2", "0", "1", "3")
    assert table.rows[-1] == ("Total", "21", "10", "1", "32")
    assert "Not rated" not in [row[0] for row in table.rows]


def test_the_recommendation_stands_where_the_style_wants_it() -> None:
    first = [part.kind for part in drafted_parts(a_pack(), TO_AND_FROM)]
    assert first[:2] == [K.PURPOSE, K.RECOMMENDATION]
    assert first[-1] is K.RECOMMENDATION
    last = [part for part in drafted_parts(a_pack(), AGENDA_AND_MARKING) if part.kind is K.RECOMMENDATION]
    assert [part.text for part in last] == [RECOMMENDATION]
    own = drafted_parts(a_pack(), recommendation="It is recommended that the Board asks why.")
    assert own[-1].text == "It is recommended that the Board asks why."


def test_what_the_head_of_the_pack_must_print_is_printed() -> None:
    head = a_head(
        correction="an item was counted twice",
        before_cut_off="The chair asked for it.",
        does_not_reconcile="one item was re-opened by hand",
        history_note="History before 1 May 2025 is not held here",
    )
    purpose, figures = (text_of(a_pack(head=head), kind) for kind in (K.PURPOSE, K.FIGURES))
    assert "This version corrects an earlier one: an item was counted twice." in purpose
    assert "It was made before the cut-off for updates: The chair asked for it." in purpose
    assert "These figures do not reconcile because: one item was re-opened by hand." in figures
    assert "History before 1 May 2025 is not held here." in figures
    assert "reconcile" not in text_of(a_pack(), K.FIGURES)


def test_a_board_with_nothing_on_its_list_still_has_a_whole_paper() -> None:
    parts = drafted_parts(an_empty_pack())
    assert [problem for part in parts for problem in problems_with_part(part)] == []
    assert not any(part.rows for part in parts)
    said = "\n".join(part.text for part in parts)
    for words in (
        "no items were open",
        "No item is rated.",
        "Nothing has changed since the last board.",
        "No item is Red or Amber.",
        "No response under section 55",
        "No items are open.",
    ):
        assert words in said


def test_the_summary_says_what_went_past_the_56_days() -> None:
    issued, *_ = a_pack().responses
    late = replace(issued, reference="S55-2025-02", comments_published_on=date(2025, 11, 27))
    summary = text_of(a_pack(responses=(issued, late)), K.SUMMARY)
    assert "The last day has passed and publication of the comments is not recorded: S55-2025-01." in summary
    assert "Comments published after the 56-day period: S55-2025-02." in summary
    assert "Letters dated after the 56-day period: S55-2025-01 and S55-2025-02." in summary
    in_time = replace(issued, comments_published_on=date(2025, 11, 25), letter_dated=date(2025, 11, 25))
    assert "56-day" not in text_of(a_pack(responses=(in_time,)), K.SUMMARY)


def test_the_moment_is_told_on_the_london_clock() -> None:
    summer = a_head(as_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert as_at_words(summer) == "00:30 on 1 July 2026"


def test_text_too_long_for_one_part_goes_on_in_the_next_and_none_is_lost() -> None:
    long = "word " * 9_000
    pack = a_pack(items=(*a_pack_of_exceptions(100).items, an_item_line(200, update=long), a_red_line(201)))
    parts = [part for part in drafted_parts(pack) if part.kind is K.EXCEPTIONS]
    assert [part.heading for part in parts] == ["Exceptions"] + ["Exceptions, continued"] * (len(parts) - 1)
    assert len(parts) > 1
    assert all(len(part.text) <= MAX_TEXT for part in parts)
    assert sum(part.text.split().count("word") for part in parts) == 9_000
    assert sum(part.text.count("# Recommendation") for part in parts) == 102
