"""The words and numbers that pages print."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from tracker.domain.vocabulary import ForWhom, OffListReason, Position
from tracker.web.paging import Pages, page_asked_for
from tracker.web.presenting import (
    Tag,
    Tone,
    bidi,
    counted,
    date_in_words,
    days_overdue,
    in_a_row,
    moment_in_words,
    tag_of,
    user_text,
)


def test_dates_and_moments_are_londons() -> None:
    assert date_in_words(date(2026, 1, 5)) == "5 January 2026"
    assert date_in_words(date(2024, 2, 2), weekday=True) == "Friday 2 February 2024"
    assert date_in_words(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"
    assert moment_in_words(datetime(2026, 6, 30, 23, 5, tzinfo=UTC)) == "1 July 2026 at 12:05am"
    assert moment_in_words(datetime(2026, 1, 5, 12, 0, tzinfo=UTC)) == "5 January 2026 at 12:00pm"
    assert date_in_words(None) == "Not recorded"


@pytest.mark.parametrize(
    ("due", "words"),
    [(4, "12 days overdue"), (15, "1 day overdue"), (16, "due today"), (19, "due in 3 days")],
)
def test_a_day_is_put_against_today(due: int, words: str) -> None:
    assert days_overdue(date(2026, 3, due), date(2026, 3, 16)) == words


def test_counts_carry_their_noun() -> None:
    assert counted(1, "item") == "1 item"
    assert counted(2400, "item") == "2,400 items"
    assert counted(0, "body", "bodies") == "0 bodies"
    assert in_a_row(["the force", "the PCC", "the Home Office"]) == "the force, the PCC and the Home Office"
    assert in_a_row(["the force"]) == "the force"
    assert in_a_row([]) == ""


def test_a_persons_text_becomes_paragraphs_and_lists_and_nothing_else() -> None:
    assert user_text("One **bold**\nline\n\n- <script>\n- {{ 7*7 }} &lt;") == (
        '<p class="govuk-body" dir="auto">One <strong>bold</strong><br>line</p>\n'
        '<ul class="govuk-list govuk-list--bullet"><li dir="auto">&lt;script&gt;</li>'
        '<li dir="auto">{{ 7*7 }} &amp;lt;</li></ul>'
    )
    assert user_text(None) == ""
    assert bidi("\u202e<b>") == "<bdi>\u202e&lt;b&gt;</bdi>"


def test_words_spelled_alike_keep_their_own_colours() -> None:
    assert tag_of(Position.NOT_AGREED) == Tag("Not agreed", Tone.RED)
    assert tag_of(OffListReason.NOT_AGREED) == Tag("Not agreed", Tone.GREY)
    assert tag_of(ForWhom.FORCE) == Tag("For the force", Tone.PLAIN)
    assert tag_of("OFFICIAL") == Tag("OFFICIAL", Tone.PLAIN)


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "٣", "9" * 30, "", "last", "1 OR 1=1"])
def test_what_is_no_page_number_is_no_page(typed: str) -> None:
    with Flask(__name__).test_request_context("/", query_string={"page": typed}), pytest.raises(NotFound):
        page_asked_for()


def test_a_long_list_is_shown_a_page_at_a_time() -> None:
    pages = Pages(7, 1204, lambda number: f"?page={number}")
    assert (pages.last, pages.offset) == (25, 300)
    assert pages.in_words("items") == "Showing 301 to 350 of 1,204 items"
    links = pages.links()
    assert [item.get("number", "gap") for item in links["items"]] == [1, "gap", 6, 7, 8, "gap", 25]
    assert links["previous"] == {"href": "?page=6"}
    assert Pages(1, 0, str).in_words("items") == "No items"
