"""What a person types is kept, cleaned and judged in words that help."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.web.frame_app import SinkFilter, SinkForm, make_app
from tracker.web.forms.base import NO_VERSION, Form, OnceForm, VersionedForm
from tracker.web.widgets import LineField, TextField, UKDateField, WholeNumberField

LATEST = date(2030, 6, 30)


class DateForm(Form):
    day = UKDateField("Meeting", required="Enter the date of the meeting", latest=LATEST)


class WordsForm(Form):
    line = LineField("Title", required="Enter the title")
    text = TextField("Answer")
    number = WholeNumberField("Count", least=1, most=9)


@pytest.fixture
def app() -> Flask:
    return make_app()


def date_form(app: Flask, day: str = "", month: str = "", year: str = "") -> DateForm:
    with app.test_request_context(method="POST", data={"day-day": day, "day-month": month, "day-year": year}):
        form = DateForm()
        form.validate()
        return form


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("27", "3", "2026"), date(2026, 3, 27)),
        (("01", "02", "2026"), date(2026, 2, 1)),
        (("5", "January", "2026"), date(2026, 1, 5)),
        (("5", "sept", "2026"), date(2026, 9, 5)),
        (("29", "Feb.", "2028"), date(2028, 2, 29)),
        ((" 27 ", "3\u200b".strip("\u200b"), "2026\t"), date(2026, 3, 27)),
        (("27 March 2026", "", ""), date(2026, 3, 27)),
        (("2026-03-27", "", ""), date(2026, 3, 27)),
    ],
)
def test_a_date_that_can_be_read_in_one_way_is_taken(
    app: Flask, typed: tuple[str, str, str], read: date
) -> None:
    form = date_form(app, *typed)
    assert form.day.data == read
    assert not form.error_list


@pytest.mark.parametrize(
    ("typed", "words", "box"),
    [
        (("", "", ""), "Enter the date of the meeting, for example 27 3 2026", "day-day"),
        (("31", "6", "2026"), "Meeting: 31 June is not a real date. June has 30 days", "day-day"),
        (("29", "2", "2027"), "29 February 2027 is not a real date. February 2027 has 28 days", "day-day"),
        (("31", "February", "2026"), "31 February 2026 is not a real date", "day-day"),
        (("0", "1", "2026"), "0 January is not a real date", "day-day"),
        (("5", "1", "26"), "write the year with four figures", "day-year"),
        (("5", "1", ""), "the year is missing", "day-year"),
        (("5", "", ""), "the month and the year are missing", "day-month"),
        (("5", "13", "2026"), "“5 13 2026” is not a date", "day-month"),
        (("٥", "١", "٢٠٢٦"), "is not a date. Enter a date, for example 27 3 2026", "day-day"),
        (("tomorrow", "", ""), "“tomorrow” is not a date", "day-day"),
        (("05/01/26", "", ""), "is not a date", "day-day"),
        (("05/01/2026", "", ""), "can be read as two different days", "day-day"),
        (("1", "1", "0000"), "the year must be from 1964 to 2030", "day-year"),
        (("1", "1", "9999"), "the year must be from 1964 to 2030", "day-year"),
        (("14", "10", "1066"), "the year must be from 1964 to 2030", "day-year"),
        (("1", "7", "2030"), "the date must be 30 June 2030 or earlier", "day-day"),
        (("=1+1", "<b>", "{{7*7}}"), "is not a date", "day-day"),
    ],
)
def test_a_date_in_doubt_is_refused_with_the_format_wanted_and_stays_in_its_boxes(
    app: Flask, typed: tuple[str, str, str], words: str, box: str
) -> None:
    form = date_form(app, *typed)
    assert form.day.data is None
    assert [line.target for line in form.error_list] == [box]
    assert words in form.error_list[0].text
    assert list(form.day.typed.values()) == list(typed)


def test_a_form_opened_on_a_record_shows_its_date(app: Flask) -> None:
    with app.test_request_context():
        form = DateForm(data={"day": date(2026, 3, 27)})
        assert form.day.typed == {"day": "27", "month": "3", "year": "2026"}


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b\u2060", "\u00a0\n"])
def test_an_answer_of_which_nothing_can_be_seen_is_no_answer(app: Flask, nothing: str) -> None:
    with app.test_request_context(method="POST", data={"line": nothing}):
        form = WordsForm()
        assert not form.is_sent_and_valid()
        assert [line.text for line in form.error_list] == ["Enter the title"]


def test_typed_text_is_cleaned_and_otherwise_kept(app: Flask) -> None:
    sent = {"line": "one\r\ntwo\x07", "text": "a\r\nb\x0bc\x00 \u202e <b> {{7*7}} =1+1"}
    with app.test_request_context(method="POST", data=sent):
        form = WordsForm()
        assert form.is_sent_and_valid()
        assert form.line.data == "one two"
        assert form.text.data == "a\nb\nc \u202e <b> {{7*7}} =1+1"


@pytest.mark.parametrize("typed", ["0", "10", "-1", "1.5", "٣", "1e3", "9" * 30, "nine"])
def test_a_number_out_of_range_or_not_a_number_is_refused(app: Flask, typed: str) -> None:
    with app.test_request_context(method="POST", data={"line": "x", "number": typed}):
        form = WordsForm()
        assert not form.is_sent_and_valid()
        assert form.error_list[0].text == "“Count” must be a whole number from 1 to 9"
        assert form.number.data == typed


def test_a_choice_that_was_not_offered_is_refused_by_field(app: Flask) -> None:
    sent = MultiDict([("kind", "admin"), ("position", "x"), ("items", "recommendation"), ("items", "y")])
    with app.test_request_context(method="POST", data=sent):
        form = SinkForm()
        form.validate()
        said = {line.target: line.text for line in form.error_list}
        assert said["kind"] == "Choose one of the answers offered for “Kind of report”"
        assert said["position"] == "Choose one of the answers offered for “Position”"
        assert said["items"] == "Choose only from the answers offered for “What it contains”"


@pytest.mark.parametrize("sent", ["", "-1", "1.0", "٣", "9" * 30, "1 OR 1=1", "4294967296"])
def test_a_version_that_is_missing_or_forged_is_one_that_no_record_has(app: Flask, sent: str) -> None:
    with app.test_request_context(method="POST", data={"version": sent}):
        assert VersionedForm().version_seen == NO_VERSION


def test_a_version_is_carried_from_the_record_and_moved_on_by_a_conflict(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"version": "4"}):
        form = VersionedForm()
        assert form.version_seen == 4
        form.now_at(6)
        assert form.version_seen == 6


def test_a_form_that_adds_something_carries_a_nonce_that_comes_back_unchanged(app: Flask) -> None:
    with app.test_request_context():
        first, second = OnceForm(), OnceForm()
        assert len(str(first.nonce.data)) >= 20
        assert first.nonce.data != second.nonce.data
    with app.test_request_context(method="POST", data={"nonce": first.nonce.data}):
        assert OnceForm().nonce.data == first.nonce.data


def test_refusals_of_a_service_stand_beside_their_fields(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"line": "x"}):
        form = WordsForm()
        assert form.is_sent_and_valid()
        form.take({"line": "There is a report of this title already", "report": "The report is closed"})
        assert [(e.target, e.text) for e in form.error_list] == [
            ("", "The report is closed"),
            ("line", "There is a report of this title already"),
        ]


def test_a_filter_that_cannot_be_read_is_left_out(app: Flask) -> None:
    with app.test_request_context("/?words=case&kind=nonsense&due_by-day=99"):
        filters = SinkFilter()
        assert (filters.words.data, filters.kind.data, filters.due_by.data) == ("case", None, None)
