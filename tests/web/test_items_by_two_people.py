"""Two people correct one item: neither loses a word, and one save wins."""

from collections.abc import Iterator
from datetime import date
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import SignIn
from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.services.items import details_of, get_item

TODAY = date(2026, 1, 7)
PATH = "/items/R2025-01-REC1/edit"


@pytest.fixture(autouse=True)
def item(app: Flask) -> Iterator[None]:
    with freeze_time("2026-01-07 12:00:00"):
        with app.app_context():
            an_item(a_report(), deadlines=(BY_JUNE,), addressees=("chief constables",))
        yield


@pytest.fixture
def two(app: Flask, sign_in: SignIn) -> tuple[Visitor, Visitor]:
    """Asha Patel and Tom Reed, each with the form open."""
    windows = []
    for name in ("Asha Patel", "Tom Reed"):
        visit = Visitor(app.test_client())
        sign_in(visit.client, Role.OFFICE_STAFF, name=name)
        visit.get(PATH)
        windows.append(visit)
    return windows[0], windows[1]


def saved(app: Flask) -> tuple[str, str | None, tuple[str, ...], int]:
    with app.app_context():
        found = details_of(get_item(reference="R2025-01-REC1", by=SYSTEM, today=TODAY)[0])
        return found.text, found.number, found.addressees, len(found.deadlines)


def test_both_texts_are_shown_and_what_is_put_together_can_be_saved(
    app: Flask, two: tuple[Visitor, Visitor]
) -> None:
    asha, tom = two
    tom.send({"text": "Words of Tom.\r\n\r\nHis second paragraph."}, path=PATH)
    asha.send({"text": "Words of Asha."}, path=PATH, status=409)
    for words in (
        "<bdi>Tom Reed</bdi> changed “Text” while you were writing",
        "Saved by <bdi>Tom Reed</bdi>, 7 January 2026 at 12:00pm",
        "Words of Tom.\n\nHis second paragraph.",
        "Words of Asha.",
        "Error: ",
    ):
        assert words in asha.html
    asha.send({"text": "Words of both."}, path=PATH)
    assert saved(app)[0] == "Words of both."


def test_what_only_one_of_them_changed_stands_without_being_asked(
    app: Flask, two: tuple[Visitor, Visitor]
) -> None:
    asha, tom = two
    tom.send(
        {
            "addressees": "chief constables\r\nOfsted",
            "deadlines-1-phrase": "at least annually",
            "deadlines-1-basis": "recurring",
        },
        path=PATH,
    )
    asha.send({"text": "Words of Asha.", "number": "4"}, path=PATH, status=409)
    assert "the boxes hold the newer words: addressees, deadlines" in asha.html
    assert "while you were writing" not in asha.html
    asha.send(path=PATH)
    assert saved(app) == ("Words of Asha.", "4", ("chief constables", "Ofsted"), 2)


def test_deadlines_that_both_changed_are_shown_side_by_side(two: tuple[Visitor, Visitor]) -> None:
    asha, tom = two
    tom.send({"deadlines-0-phrase": "By the end of June"}, path=PATH)
    asha.send({"deadlines-0-phrase": "Not later than 30 June 2026"}, path=PATH, status=409)
    assert "changed “Deadlines” while you were writing" in asha.html
    assert "By the end of June (On a date, 30 June 2026)" in asha.html
    assert 'value="Not later than 30 June 2026"' in asha.html


@pytest.mark.parametrize("seen", ["", "0", "-5", "abc", "9" * 30])
def test_a_missing_or_forged_mark_of_what_was_seen_shows_everything(
    app: Flask, two: tuple[Visitor, Visitor], seen: str
) -> None:
    asha, tom = two
    tom.send({"text": "Words of Tom."}, path=PATH)
    asha.send({"text": "Words of Asha.", "seen": seen}, path=PATH, status=409)
    assert "Words of Asha." in asha.html
    assert saved(app)[0] == "Words of Tom."


def test_taking_off_an_item_that_somebody_else_changed_asks_to_look_again(
    app: Flask, two: tuple[Visitor, Visitor]
) -> None:
    asha, tom = two
    path = "/items/R2025-01-REC1/take-off"
    asha.get(path)
    tom.send({"text": "Words of Tom."}, path=PATH)
    asha.send({"reason": "superseded", "note": "Kept words."}, path=path, status=409)
    assert "Tom Reed changed this item while you were writing." in asha.html
    assert "Kept words." in asha.html
    asha.send(path=path)
    asha.get("/items/R2025-01-REC1")
    assert "Off the list" in asha.html


def test_of_eight_saves_at_once_over_http_one_wins_and_nobody_meets_a_fault(
    app: Flask, sign_in: SignIn
) -> None:
    visit = Visitor(app.test_client())
    person = sign_in(visit.client, Role.OFFICE_STAFF)
    windows: list[tuple[FlaskClient, dict[str, object]]] = []
    for number in range(8):
        window = Visitor(app.test_client())
        sign_in(window.client, person)
        window.get(PATH)
        form = next(f for f in parsed(window.html).iter("form") if "novalidate" in f.attrib)
        windows.append((window.client, values_of(form) | {"text": f"Words of {number}"}))
    start, statuses = Barrier(8), []

    def save(client: FlaskClient, fields: dict[str, object]) -> None:
        start.wait()
        statuses.append(client.post(PATH, data=fields).status_code)

    threads = [Thread(target=save, args=window) for window in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302] + [409] * 7
