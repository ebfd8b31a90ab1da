"""Timelines as they are read: newest first, page by page, and only the lines of their subjects."""

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tracker.domain.audit import Change, EventName, Subject
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.events import (
    event_count,
    events_hidden_from,
    head,
    last_words_on,
    stray_rows,
    timeline,
    whole_history,
)
from tracker.services.history import record
from tracker.services.writing import verb

ONE, TWO = Subject("post", 1, "one"), Subject("post", 2, "two")


@verb
def happen(
    *changes: Change, by: Actor = SYSTEM, name: EventName = EventName.POST_RECORDED, reason: str = ""
) -> None:
    record(name=name, by=by, now=NOW, changes=changes, reason=reason)


@pytest.fixture
def five(either_register: Flask) -> None:
    bo = person(Role.OFFICE_STAFF, name="Bo Lind")
    happen(Change(ONE, "title", None, "A"), Change(TWO, "title", None, "B"), reason="Both.")
    happen(Change(ONE, "title", "A", "C"), by=bo)
    happen(Change(TWO, "title", "B", None))
    happen(Change(Subject("account", 1, "account-1"), "name", None, "X"), name=EventName.ACCOUNT_CREATED)
    happen()


def test_a_timeline_has_its_subjects_lines_only(five: None) -> None:
    entries = timeline(db.session(), [("post", 1)])
    assert [entry.seq for entry in entries] == [2, 1]
    assert [(line.before, line.after) for entry in entries for line in entry.changes] == [
        ("A", "C"),
        (None, "A"),
    ]
    assert [entry.reason for entry in entries] == ["", "Both."]


def test_one_event_shows_on_every_timeline_it_touches(five: None) -> None:
    assert [e.seq for e in timeline(db.session(), [("post", 1), ("post", 2)])] == [3, 2, 1]
    assert timeline(db.session(), []) == []
    assert timeline(db.session(), [("post", 3)]) == []
    assert timeline(db.session(), [("body", 1)]) == []


def test_the_whole_history_comes_newest_first_in_pages(five: None) -> None:
    assert [e.seq for e in whole_history(db.session(), limit=2)] == [5, 4]
    assert [e.seq for e in whole_history(db.session(), limit=2, before_seq=4)] == [3, 2]
    assert [e.seq for e in whole_history(db.session(), before_seq=1)] == []


def test_events_about_accounts_are_left_out_for_others(five: None) -> None:
    def seen(*roles: Role) -> list[int]:
        without = events_hidden_from(Actor(1, "A", frozenset(roles)), TODAY)
        return [e.seq for e in whole_history(db.session(), without=without)]

    assert seen(Role.OFFICE_STAFF) == [5, 3, 2, 1]
    assert seen(Role.AUDITOR) == seen(Role.ADMINISTRATOR) == [5, 4, 3, 2, 1]


def test_the_last_word_on_a_subject_is_the_name_of_who_changed_it(five: None) -> None:
    assert last_words_on(db.session(), "post", 1) == "Bo Lind"
    assert last_words_on(db.session(), "post", 2) == "Command line"
    assert last_words_on(db.session(), "post", 9) == "Somebody else"


def test_the_head_is_the_last_event(five: None) -> None:
    last = head(db.session())
    assert last is not None
    assert last.seq == event_count(db.session()) == 5
    assert not stray_rows(db.session())


def test_an_empty_history_has_no_head(either_register: Flask) -> None:
    assert head(db.session()) is None
    assert whole_history(db.session()) == []
