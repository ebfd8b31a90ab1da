from dataclasses import replace
from datetime import date

from tests.domain.paper_packs import a_pack, a_red_line, an_item_line
from tracker.domain.packs import ChangeKind
from tracker.domain.paper_draft_lines import change_blocks, exception_blocks, response_blocks
from tracker.domain.paper_numbers import laid_out
from tracker.domain.papers import PaperPart, PartKind


def test_changes_are_told_by_kind_in_the_order_of_kinds_each_with_its_why() -> None:
    found = list(change_blocks(tuple(reversed(a_pack().changes)), {"REC-0008": "Records."}))
    assert [block.split(":\n")[0] for block in found] == [
        "New",
        "Closed",
        "Date moved later",
        "Owner changed",
        "Rating worse",
    ]
    assert found[0] == "New:\n- Recommendation 8 (REC-0008), Records, on 4 February 2026."
    assert found[1] == "Closed:\n- Recommendation 1 (REC-0001), on 4 February 2026. HMICFRS wrote."
    assert found[2] == (
        "Date moved later:\n"
        "- Recommendation 6 (REC-0006): from 1 April 2026 to 2 April 2026, on 4 February 2026. No reason is "
        "recorded.\n"
        "- Recommendation 3 (REC-0003): from 29 July 2025 to 28 February 2026, on 4 February 2026. "
        "Resourcing: the supplier is late."
    )
    assert "from Head of Crime to Head of Public Protection" in found[3]
    assert "from Green – on track to Amber – at risk, on 4 February 2026. Due in 21 days." in found[4]


def test_every_kind_of_change_has_its_words_and_none_prints_who_pressed_the_button() -> None:
    line = a_pack().changes[0]
    found = list(change_blocks([replace(line, kind=kind) for kind in ChangeKind], {}))
    assert [block.split(":\n")[0] for block in found] == [kind.label for kind in ChangeKind]
    assert "Sam" not in "".join(found)


def test_an_exception_tells_why_its_dates_its_update_and_what_comes_next() -> None:
    assert list(exception_blocks([an_item_line(5)])) == [
        "# Recommendation 5 (REC-0005): Records of missing children",
        "Amber – at risk. Due in 21 days, and 1 of 3 actions is open. At the last board: Green – on track.",
        "The Fenland Constabulary: child protection, published on 1 October 2025, asks: "
        "By 1 June 2026, the force should record each missing child.",
        "Date in force: 2 April 2026. The inspectorate's date: 1 June 2026. "
        "It turns Red on 3 April 2026 if nothing is done.",
        "Update: The new form is in use in three of the four districts.",
        "Next step: Train the last district. Owner: Head of Public Protection; "
        "executive lead: Assistant Chief Constable (Operations).",
    ]


def test_a_date_that_moved_says_how_often_and_by_how_many_days() -> None:
    told = "\n".join(exception_blocks([a_red_line(3)]))
    assert "It was first 29 July 2025 and has moved 3 times, in all 214 days later." in told
    assert "It is Red at two meetings running." in told
    once = an_item_line(6, times_moved=1, days_moved=-1, first_in_force=date(2026, 4, 3), rating_before=None)
    told = "\n".join(exception_blocks([once]))
    assert "has moved once, in all 1 day earlier." in told
    assert "It was not on the list at the last board." in told


def test_a_reason_that_begins_with_the_rating_does_not_say_it_twice() -> None:
    for reason, said in (
        ("Red: 9 days overdue", "Red – overdue or off track: 9 days overdue. It is "),
        ("Red, overridden until 1 March 2026", "Red – overdue or off track: overridden until 1 March 2026."),
        ("Red – overdue or off track", "Red – overdue or off track. It is Red at two meetings running."),
    ):
        told = list(exception_blocks([replace(a_red_line(3), reason=reason)]))
        assert told[1].startswith(said)


def test_the_next_step_that_the_text_for_the_board_tells_is_not_said_again() -> None:
    drafted = an_item_line(5, update="The form is in use.\n\nNext: Train the last district.")
    drafted = replace(drafted, next_step="Train the last district.")
    assert list(exception_blocks([drafted]))[-1].startswith("Owner: Head of Public Protection;")


def test_an_item_without_a_heading_says_the_title_of_its_report_once() -> None:
    told = "\n".join(exception_blocks([an_item_line(5, heading="")]))
    assert told.count("The Fenland Constabulary: child protection") == 1
    assert "The report, published on 1 October 2025, asks: By 1 June 2026" in told


def test_what_is_missing_is_said() -> None:
    bare = an_item_line(
        1, reason="", date_in_force=None, turns_red_on=None, update=" ", next_step="", owner="",
        executive_lead="", heading="", inspectorate_on=None,
    )  # fmt: skip
    told = list(exception_blocks([bare]))
    assert told[0] == "# Recommendation 1 (REC-0001): The Fenland Constabulary: child protection"
    assert told[3:] == [
        "No date is agreed.",
        "No update is recorded for the board. No next step is recorded. No owner is named.",
    ]


def test_typed_text_makes_neither_headings_nor_numbers_of_its_own_in_the_section() -> None:
    typed = an_item_line(1, update="3.1 first\n\n# second\n\n4.2 third", text="1.1 a\n\n# b")
    (part,) = laid_out(
        [PaperPart(PartKind.EXCEPTIONS, "6", "Exceptions", "\n\n".join(exception_blocks([typed])))],
        has_numbered_paragraphs=True,
    )
    assert [block.text.split("\n")[0][:9] for block in part.blocks if block.is_heading] == ["Recommend"]
    assert [block.number for block in part.blocks] == ["", "6.1", "6.2", "6.3", "6.4", "6.5"]


def test_a_response_tells_its_days_and_says_where_publication_is_not_recorded() -> None:
    issued, complaint = a_pack().responses
    assert list(response_blocks([issued])) == [
        "The Fenland Constabulary: child protection (S55-2025-01), published on 1 October 2025: Issued. "
        "The letter is dated 26 November 2025 (day 57). Last day: 25 November 2025. "
        "Publication of the comments is not recorded."
    ]
    done = replace(issued, comments_published_on=date(2025, 11, 25), day_of_publication=56)
    (told,) = response_blocks([done])
    assert told.endswith("The comments were published on 25 November 2025 (day 56).")
    (told,) = response_blocks([replace(complaint, words="")])
    assert "No letter is dated yet. No day limit applies." in told


def test_the_words_of_the_clock_stand_in_the_place_of_the_days_they_tell() -> None:
    _, complaint = a_pack().responses
    (told,) = response_blocks([replace(complaint, reference="", status="No response started")])
    assert told == (
        "Super-complaint on bail (RPT-0003), published on 2 February 2026: No response started. "
        "No letter is dated yet. A different regime."
    )
