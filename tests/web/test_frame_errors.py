"""What goes wrong gets a page that says what happened and what to do."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.page_check import Visitor, parsed, values_of, words_of
from tests.web.frame_app import make_app


@pytest.fixture
def app() -> Flask:
    return make_app(SIGN_IN_ENDPOINT="kitchen.sign_in")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def visit(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503])
def test_every_error_has_a_whole_page_with_a_way_on(visit: Visitor, status: int) -> None:
    said = words_of(visit.get(f"/wrong/{status}", status=status))
    assert "Go to the home page" in said


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("not-allowed", 403, "Only the approver may approve a response."),
        ("not-here", 404, "There is no report R2026-99."),
        ("conflict", 409, "Tom Reed saved this while you were working on it."),
        ("invalid", 400, "Enter the title."),
        ("too-often", 429, "Wait four minutes"),
    ],
)
def test_a_refusal_shows_the_reason_of_the_rule(visit: Visitor, kind: str, status: int, words: str) -> None:
    assert words in words_of(visit.get(f"/wrong/{kind}", status=status))


def test_too_many_tries_say_how_long_to_wait(visit: Visitor) -> None:
    assert visit.get("/wrong/too-often", status=429).headers["Retry-After"] == "240"


def test_a_page_that_takes_no_such_method_names_those_it_takes(visit: Visitor) -> None:
    assert "POST" in visit.get("/echo", status=405).headers["Allow"]


def test_a_fault_says_nothing_of_the_inside_and_can_be_found_in_the_log(
    visit: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        said = words_of(visit.get("/wrong/fault", status=500))
    assert "secret of the inside" not in visit.html
    assert "Asha Patel" not in visit.html
    reference = said.split("quote ")[1].split(".")[0]
    assert any(reference in record.getMessage() for record in caplog.records)


def test_the_page_of_a_fault_asks_nobody_who_the_visitor_is(app: Flask) -> None:
    app.context_processor(lambda: {"office_name": 1 / 0})
    response = app.test_client().get("/plain")
    assert response.status_code == 500
    assert "Something went wrong" in words_of(response)


def test_a_fault_of_the_page_of_faults_still_says_something(app: Flask) -> None:
    app.jinja_env.globals["asset"] = None
    response = app.test_client().get("/plain")
    assert response.status_code == 500
    assert "What was saved before is safe" in words_of(response)


def test_a_misspelt_name_in_a_page_is_a_fault_and_not_a_blank(client: FlaskClient) -> None:
    assert client.get("/misspelt").status_code == 500


def test_words_typed_into_a_form_that_fails_are_shown_to_be_copied(visit: Visitor) -> None:
    visit.get("/")
    form = next(f for f in parsed(visit.html).iter("form") if f.get("method") == "post")
    visit.post("/wrong/fault", values_of(form) | {"pcc_response": "\n\nWords"}, status=500)
    boxes = list(parsed(visit.html).iter("textarea"))
    assert ["".join(box.itertext()) for box in boxes] == ["\n\nWords"]
    assert "Pcc response" in words_of(visit.client.post("/echo", data={"pcc_response": "Words"}))


def test_a_reader_who_is_not_signed_in_is_led_to_sign_in_and_back(visit: Visitor) -> None:
    response = visit.get("/wrong/401?page=2", status=303)
    assert response.headers["Location"] == "/sign-in?next=/wrong/401?page%3D2"


def test_a_form_sent_after_the_session_ended_shows_its_words(visit: Visitor) -> None:
    visit.get("/")
    form = next(f for f in parsed(visit.html).iter("form") if f.get("method") == "post")
    said = words_of(visit.post("/wrong/401", values_of(form) | {"answer": "Words"}, status=401))
    assert "Words" in said
    assert "Sign in" in said


def test_a_redirect_is_left_alone(client: FlaskClient) -> None:
    client.application.add_url_rule("/folder/", view_func=lambda: "here")
    assert client.get("/folder").status_code == 308
