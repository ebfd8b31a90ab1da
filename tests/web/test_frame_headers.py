"""Every response carries the headers, and every request keeps to the limits."""

import pytest
from flask.testing import FlaskClient

from tests.fixtures.page_check import Visitor, values_of, words_of
from tests.fixtures.page_check import parsed as parsed_page
from tests.web.frame_app import make_app

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
EVERY_KIND_OF_RESPONSE = [
    "/",
    "/plain",
    "/nowhere",
    "/echo",
    "/wrong/400",
    "/wrong/not-allowed",
    "/wrong/fault",
    "/wrong/503",
    "/static/app.css",
    "/static/none.css",
    "/%00",
]


@pytest.fixture
def client() -> FlaskClient:
    return make_app().test_client()


@pytest.fixture
def visit(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.mark.parametrize("path", EVERY_KIND_OF_RESPONSE)
def test_every_response_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize("path", EVERY_KIND_OF_RESPONSE)
def test_only_files_of_the_look_may_be_kept_by_the_browser(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        caching = response.headers["Cache-Control"]
    assert ("public" in caching) is (path == "/static/app.css")
    assert ("no-store" in caching) is (path != "/static/app.css")


def test_an_address_with_a_digest_may_be_kept_for_a_year(visit: Visitor) -> None:
    visit.get("/plain")
    links = [link.get("href") or "" for link in parsed_page(visit.html).iter("link")]
    sheet = next(link for link in links if "app.css" in link)
    with visit.client.get(sheet) as response:
        assert "immutable" in response.headers["Cache-Control"]


def test_tls_is_remembered_by_the_browser_where_there_is_tls(client: FlaskClient) -> None:
    assert (
        "max-age="
        in client.get("/plain", base_url="https://tracker.example").headers["Strict-Transport-Security"]
    )


def test_a_download_may_bring_a_narrower_policy() -> None:
    app = make_app()
    app.add_url_rule("/file", view_func=lambda: ("x", {"Content-Security-Policy": "sandbox"}))
    assert app.test_client().get("/file").headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize("token", ["absent", "", "wrong"])
def test_a_form_without_its_token_is_refused_and_its_words_are_shown(visit: Visitor, token: str) -> None:
    fields = {"answer": "Words worth keeping", "password": "hunter2hunter2"}
    sent = fields if token == "absent" else fields | {"csrf_token": token}
    said = words_of(visit.post("/echo", sent, status=400))
    assert "Words worth keeping" in said
    assert "hunter2" not in visit.html
    assert "nothing was saved" in said


def test_a_token_of_another_session_is_refused(visit: Visitor) -> None:
    other = Visitor(make_app().test_client())
    other.get("/")
    token = next(
        i.get("value") for i in parsed_page(other.html).iter("input") if i.get("name") == "csrf_token"
    )
    visit.get("/")
    visit.post("/echo", {"csrf_token": token}, status=400)


@pytest.mark.parametrize(
    "sent_by",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_sent_by_another_site_is_refused_and_its_words_are_not_shown(
    visit: Visitor, sent_by: dict[str, str]
) -> None:
    visit.get("/")
    form = next(f for f in parsed_page(visit.html).iter("form") if f.get("method") == "post")
    fields = values_of(form) | {"answer": "words of a stranger"}
    visit.post("/echo", fields, status=400, headers=sent_by)
    assert "words of a stranger" not in visit.html


def test_a_form_sent_from_our_own_page_is_taken(visit: Visitor) -> None:
    visit.get("/")
    form = next(f for f in parsed_page(visit.html).iter("form") if f.get("method") == "post")
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answer = visit.post("/echo", values_of(form) | {"answer": "abc"}, status=200, headers=own)
    assert answer.json == {"characters": 3}


def test_a_million_characters_come_back_to_their_box_with_the_limit_named(visit: Visitor) -> None:
    said = words_of(visit.submit("/", {"answer": "é" * 1_000_000}, status=400))
    assert "must be 30,000 characters or fewer" in said
    assert "take out at least 970,000" in said
    assert visit.html.count("é") >= 1_000_000


def test_more_than_any_page_takes_gets_a_page_that_says_so(visit: Visitor) -> None:
    assert "A file may be up to 25 MB" in words_of(
        visit.post("/echo", {"answer": "x" * 9_000_000}, status=413)
    )


def test_a_form_of_ten_thousand_fields_is_refused(visit: Visitor) -> None:
    visit.post("/echo", {f"field{n}": "x" for n in range(10_001)}, status=413)
