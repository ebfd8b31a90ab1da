"""The tools of the tests themselves: a check that cannot fail proves nothing."""

from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import sqlalchemy
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.browser import axe_violations

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
GOOD = "<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1><p>Words</p></main></html>"
BAD = "<!doctype html><html><title>Bad</title><main><h1>Bad</h1><input type=text></main></html>"


def pages() -> Flask:
    app = Flask("pages")
    for name, html in {"good": GOOD, "bad": BAD}.items():
        app.add_url_rule(f"/{name}", name, lambda html=html: (html, {"Content-Security-Policy": STRICT}))
    app.add_url_rule("/favicon.ico", "icon", lambda: ("", 204))
    return app


def test_the_browser_reads_a_page_and_axe_names_what_is_wrong_under_a_strict_policy(
    serve: Callable[[Flask], str], page: Page
) -> None:
    address = serve(pages())
    page.goto(f"{address}/good")
    assert page.inner_text("h1") == "Good"
    assert axe_violations(page) == []
    page.goto(f"{address}/bad")
    assert {found.split(":")[0] for found in axe_violations(page)} == {"html-has-lang", "label"}


def test_each_test_gets_an_empty_postgresql(postgres_url: str) -> None:
    engine = sqlalchemy.create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE marks (id integer)"))
    engine.dispose()


def test_and_the_next_one_another(postgres_url: str) -> None:
    engine = sqlalchemy.create_engine(postgres_url)
    assert sqlalchemy.inspect(engine).get_table_names() == []
    engine.dispose()


def test_libreoffice_prints_a_word_file(pdf_of: Callable[[Path], Path], tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Dear Home Secretary")
    written = tmp_path / "letter.docx"
    document.save(str(written))
    assert "Dear Home Secretary" in pypdf.PdfReader(pdf_of(written)).pages[0].extract_text()
