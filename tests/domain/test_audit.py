"""The digests that chain the history: the same on every database, and of every field."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from tracker.domain.audit import (
    GENESIS,
    Change,
    DigestedChange,
    EventName,
    Subject,
    as_text,
    differences,
    digest,
    event_hash,
)
from tracker.domain.vocabulary import Position

POST = Subject("post", 1, "deputy")
BASE: dict[str, Any] = {
    "seq": 7,
    "at": datetime(2026, 1, 7, 12, 5, tzinfo=UTC),
    "actor_name": "Asha Patel",
    "account_id": 3,
    "name": "post_recorded",
    "reason_digest": None,
    "changes": [DigestedChange(POST, "title", None, "ab")],
    "previous_hash": GENESIS,
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seq", 8),
        ("at", datetime(2026, 1, 7, 12, 5, 0, 1, tzinfo=UTC)),
        ("actor_name", "Asha Pate1"),
        ("account_id", None),
        ("name", "post_changed"),
        ("reason_digest", "00"),
        ("changes", []),
        ("changes", [DigestedChange(POST, "title", "", "ab")]),
        ("changes", [DigestedChange(POST, "title", "ab", None)]),
        ("changes", [DigestedChange(Subject("post", 2, "deputy"), "title", None, "ab")]),
        ("changes", [DigestedChange(POST, "title", None, "ab")] * 2),
        ("previous_hash", "1" * 64),
    ],
)
def test_every_field_of_an_event_is_in_its_hash(field: str, value: object) -> None:
    assert event_hash(**BASE | {field: value}) != event_hash(**BASE)


def test_the_hash_does_not_depend_on_how_the_offset_is_written() -> None:
    there = datetime(2026, 1, 7, 15, 5, tzinfo=timezone(timedelta(hours=3)))
    assert event_hash(**BASE | {"at": there}) == event_hash(**BASE)


def test_the_hash_is_the_one_that_was_always_made() -> None:
    """Written down once: a change here breaks every chain that exists."""
    assert event_hash(**BASE) == "f583965638c138ff8802fa1a32385294d010343f01d8494f9eef0ac358fa6c69"


def test_one_text_has_a_different_digest_with_each_salt() -> None:
    assert digest("a", "text") != digest("b", "text")
    assert digest("a", "text") == digest("a", "text")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (True, "yes"),
        (False, "no"),
        (date(2026, 1, 7), "2026-01-07"),
        (12, "12"),
        (Position.NOT_AGREED, "not_agreed"),
        ("", ""),
    ],
)
def test_a_value_has_one_form_on_every_database(value: Any, text: str | None) -> None:
    assert as_text(value) == text


def test_only_what_differs_is_a_change() -> None:
    before: dict[str, str | None] = {"title": "A", "address": "", "note": "x", "gone": "y"}
    after: dict[str, str | None] = {"title": "B", "address": None, "note": "x", "gone": None, "new": "z"}
    assert differences(POST, before, after) == [
        Change(POST, "title", "A", "B"),
        Change(POST, "gone", "y", None),
        Change(POST, "new", None, "z"),
    ]


def test_every_event_has_a_sentence_of_its_own() -> None:
    labels = [name.label for name in EventName]
    assert all(labels)
    assert len(set(labels)) == len(labels)
