"""The shape of every write: one transaction, one event, one winner, no waiting in vain."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, person
from tracker.domain.audit import Change, EventName, Subject
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import BodyKind, Role
from tracker.models.base import db
from tracker.models.office import Post
from tracker.queries.events import event_count
from tracker.queries.offices import bodies, posts
from tracker.services import offices
from tracker.services.history import record, verify
from tracker.services.offices import BodyDetails, PostDetails, record_body, record_post
from tracker.services.writing import EventMissing, claim, verb

THREADS = 8


def in_threads(app: Flask, work: Callable[[int], object]) -> list[object]:
    """What each of eight threads came back with, started together; an exception is its own result."""
    start = threading.Barrier(THREADS)
    results: list[object] = [None] * THREADS

    def run(number: int) -> None:
        with app.app_context():
            start.wait()
            try:
                results[number] = work(number)
            except BaseException as fault:  # noqa: BLE001 - handed to the test
                results[number] = fault
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def add_post(slug: str) -> Post:
    return record_post(post=None, version=0, details=PostDetails(slug, slug.title()), by=SYSTEM, now=NOW)


def test_a_verb_that_records_no_event_saves_nothing(register: Flask) -> None:
    @verb
    def forget() -> None:
        db.session.add(Post(slug="lost", title="Lost"))
        db.session.flush()

    with pytest.raises(EventMissing, match="recorded 0 events"):
        forget()
    assert list(posts(db.session())) == []


def test_a_verb_that_records_two_events_saves_nothing(register: Flask) -> None:
    @verb
    def twice() -> None:
        for _ in range(2):
            record(name=EventName.POST_RECORDED, by=SYSTEM, now=NOW, changes=[])

    with pytest.raises(EventMissing, match="recorded 2 events"):
        twice()
    assert event_count(db.session()) == 0


def test_a_refusal_leaves_neither_record_nor_event(register: Flask) -> None:
    with pytest.raises(Invalid):
        record_post(post=None, version=0, details=PostDetails("x y", ""), by=SYSTEM, now=NOW)
    assert event_count(db.session()) == 0


def test_a_fault_between_the_change_and_its_event_takes_both_back(
    register: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(offices, "record", fail)
    with pytest.raises(OSError, match="disk"):
        add_post("deputy")
    monkeypatch.undo()
    assert list(posts(db.session())) == []
    assert event_count(db.session()) == 0
    add_post("deputy")
    assert event_count(db.session()) == 1


def test_a_fault_after_the_event_takes_both_back(register: Flask) -> None:
    @verb
    def stumble() -> None:
        db.session.add(Post(slug="lost", title="Lost"))
        change = Change(Subject("post", 1, "lost"), "title", None, "Lost")
        record(name=EventName.POST_RECORDED, by=SYSTEM, now=NOW, changes=[change])
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        stumble()
    assert list(posts(db.session())) == []
    assert event_count(db.session()) == 0


def test_a_verb_inside_a_verb_is_refused_by_its_missing_or_second_event(register: Flask) -> None:
    @verb
    def outer() -> None:
        add_post("inner")

    with pytest.raises(EventMissing):
        outer()


@pytest.mark.parametrize("database", ["register", "postgres_register"])
def test_of_eight_saves_from_one_version_exactly_one_wins(
    database: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(database)
    post_id = add_post("deputy").id
    db.session.rollback()

    def save(number: int) -> object:
        post = db.session.get_one(Post, post_id)
        details = PostDetails("deputy", f"Title of thread {number}")
        return record_post(post=post, version=1, details=details, by=SYSTEM, now=NOW).title

    results = in_threads(app, save)
    winners = [r for r in results if isinstance(r, str)]
    assert len(winners) == 1, results
    assert all(isinstance(r, str | Conflict) for r in results), results
    db.session.rollback()
    post = db.session.get_one(Post, post_id)
    assert (post.title, post.version) == (winners[0], 2)
    assert event_count(db.session()) == 2


def test_the_loser_is_told_who_saved_first(register: Flask) -> None:
    post = add_post("deputy")
    bo = person(Role.OFFICE_STAFF, name="Bo Lind")
    record_post(post=post, version=1, details=PostDetails("deputy", "Deputy PCC"), by=bo, now=NOW)
    with pytest.raises(Conflict) as conflict:
        record_post(post=post, version=1, details=PostDetails("deputy", "Other"), by=SYSTEM, now=NOW)
    assert conflict.value.theirs == "Bo Lind"
    assert post.title == "Deputy PCC"


@pytest.mark.parametrize("version", [0, -1, 2, 2**31 - 1])
def test_a_version_that_was_never_shown_wins_nothing(register: Flask, version: int) -> None:
    post = add_post("deputy")

    @verb
    def take() -> None:
        claim(post, version, "post")

    with pytest.raises(Conflict):
        take()


@pytest.mark.parametrize("database", ["register", "postgres_register"])
def test_eight_people_saving_at_once_never_meet_a_locked_database(
    database: str, request: pytest.FixtureRequest
) -> None:
    app: Flask = request.getfixturevalue(database)
    db.session.rollback()

    def save(number: int) -> object:
        for n in range(25):
            add_post(f"post-{number}-{n}")
        return "done"

    assert in_threads(app, save) == ["done"] * THREADS
    assert event_count(db.session()) == THREADS * 25
    assert len(posts(db.session())) == THREADS * 25
    assert verify(db.session()).faults == ()


def test_what_a_verb_reads_is_read_again_under_the_lock(register: Flask) -> None:
    """Two bodies of one kind at once: the second save sees the first, though it started before it."""
    body = BodyDetails(kind=BodyKind.FORCE, name="Wessmere Police")
    assert list(bodies(db.session())) == []

    def save(number: int) -> object:
        list(bodies(db.session()))
        return record_body(body=None, version=0, details=body, by=SYSTEM, now=NOW).name

    db.session.rollback()
    results = in_threads(register, save)
    assert sum(isinstance(r, str) for r in results) == 1
    assert sum(isinstance(r, Invalid) for r in results) == THREADS - 1
    assert len(bodies(db.session())) == 1
