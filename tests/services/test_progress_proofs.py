"""Proof of progress at the service: stored once, revised, withdrawn, and nothing left half done."""

import os
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.proof_records import LINK, PDF, Work, a_file, a_link, in_progress
from tests.services.records import a_report, an_item
from tracker.domain.permissions import Actor
from tracker.domain.progress_proofs import ProofDetails
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ForWhom, Marking, Role
from tracker.models.base import db
from tracker.models.proof import Proof
from tracker.queries.events import event_count, timeline
from tracker.services import progress_proofs
from tracker.services.history import verify
from tracker.services.progress_proof_views import get_proof, proof_file, proof_in_full, proofs_of
from tracker.services.progress_proofs import revise_proof, withdraw_proof
from tracker.services.proof_keeping import AlreadyAttached
from tracker.services.proof_store import StoreFull
from tracker.services.proof_sweeps import look_over_store

AUDITOR = Actor(None, "Ada Lowe", frozenset({Role.AUDITOR}))
APPROVER = Actor(None, "Ann Gray", frozenset({Role.APPROVER}))


@pytest.fixture
def work(register: Flask, tmp_path: Path) -> Work:
    return in_progress(tmp_path)


def rows() -> int:
    return db.session.query(Proof).count()


def withdraw(proof: Proof, by: Actor, reason: str = "The wrong audit.", version: int = 1) -> None:
    withdraw_proof(proof=proof, version=version, reason=reason, by=by, now=NOW, today=TODAY)


@pytest.mark.parametrize("database", ["register", "postgres_register"])
def test_a_file_comes_back_byte_for_byte_with_all_that_was_said_of_it(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    request.getfixturevalue(database)
    work = in_progress(tmp_path)
    made = work.add(a_file("../../Копия 😀.pdf", effective_on=date(2026, 2, 1)))
    view, file = proof_file(key=made.id, store=work.store, by=AUDITOR, today=TODAY)
    with file:
        assert file.read() == PDF
    assert (view.file_name, view.size, view.effective_on) == ("Копия 😀.pdf", len(PDF), date(2026, 2, 1))
    assert (view.items, view.added_by, view.is_in_force) == ((work.item.reference,), work.owner.name, True)
    newest = timeline(db.session(), [("item", work.item.id)], limit=1)[0]
    assert newest.name.value == "progress_proof_added"
    assert view.sha256 in (newest.changes[0].after or "")
    assert verify(db.session()).faults == ()


def test_a_link_keeps_no_file(work: Work) -> None:
    made = work.add(a_link(), b"")
    assert proof_in_full(key=made.id, by=AUDITOR, today=TODAY).address == LINK
    assert work.files() == []
    with pytest.raises(NotHere, match="is a link"):
        proof_file(key=made.id, store=work.store, by=AUDITOR, today=TODAY)


def test_pressed_twice_it_is_added_once(work: Work) -> None:
    first, events = work.add(), event_count(db.session())
    assert work.add().id == first.id
    assert (rows(), event_count(db.session())) == (1, events)


@pytest.mark.parametrize("details", [a_file("same.pdf"), a_link()])
def test_the_same_again_is_attached_already(work: Work, details: ProofDetails) -> None:
    first = work.add(details)
    other = replace(details, shows="Something else.")
    with pytest.raises(AlreadyAttached, match="already attached") as refusal:
        work.add(other)
    assert (refusal.value.key, rows()) == (first.id, 1)


def test_the_same_bytes_on_another_item_are_another_proof_and_stored_once(work: Work, tmp_path: Path) -> None:
    other = in_progress(tmp_path, title="Roads")
    work.add()
    other.add()
    assert rows() == 2
    assert len(work.files()) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nothing.pdf", b"", "empty"),
        ("program.pdf", b"MZ\x90\x00", "not a .pdf"),
        ("letter.docm", b"PK\x03\x04", "macros"),
        ("picture.svg", b"<svg/>", "may carry a program"),
        ("large.pdf", b"%PDF-" + bytes(25 * 1024 * 1024), "larger than 25 MB"),
    ],
)
def test_a_file_that_cannot_be_kept_leaves_nothing(work: Work, name: str, content: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        work.add(a_file(name), content)
    assert list(refusal.value.problems) == ["file"]
    assert (rows(), work.files()) == (0, [])


def test_who_does_not_work_on_the_item_adds_nothing_and_stores_nothing(work: Work) -> None:
    stranger = person(Role.OWNER, name="Stranger")
    with pytest.raises(NotAllowed, match="Only its owner"):
        work.add(by=stranger)
    assert (rows(), work.files()) == (0, [])
    not_ours = an_item(a_report("Others"), for_whom=ForWhom.OTHERS, addressees=("The NPCC",))
    with pytest.raises(NotAllowed, match="for other bodies"):
        work.add(item=not_ours)


def test_an_action_of_another_item_is_refused(work: Work) -> None:
    with pytest.raises(Invalid, match="Choose an action of this item"):
        work.add(a_file(action_id=7))
    assert rows() == 0


def test_a_full_disk_is_said_and_nothing_is_half_saved(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreFull, match="not enough room"):
            work.add()
    assert (rows(), work.files()) == (0, [])
    assert work.add().sha256 in work.files()


def test_a_commit_that_fails_leaves_a_file_that_the_next_sweep_removes(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = work.add(a_file("other.pdf"), PDF + b"more")

    def fails(**_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr(progress_proofs, "record", fails)
        with pytest.raises(OperationalError):
            work.add()
    assert (rows(), len(work.files())) == (1, 2)
    soon, later = (work.store.put_at(kept.sha256 or "") + timedelta(minutes=n) for n in (59, 61))
    assert look_over_store(store=work.store, now=soon) == ()
    (said,) = look_over_store(store=work.store, now=later)
    assert said.endswith("from the store of proofs: no record knows it.")
    assert work.files() == [kept.sha256]


def test_a_sweep_leaves_a_store_of_which_the_register_knows_nothing(work: Work) -> None:
    other = work.store.put(b"Of another register.").sha256
    late = work.store.put_at(other) + timedelta(days=1)
    assert "all were left" in look_over_store(store=work.store, now=late)[0]
    assert work.files() == [other]


def test_a_file_that_is_missing_is_named_at_the_start(work: Work) -> None:
    made = work.add()
    work.store.remove(made.sha256 or "")
    assert (
        f"The file {made.sha256} of a proof is not in the store"
        in look_over_store(store=work.store, now=NOW)[0]
    )
    with pytest.raises(NotHere, match="not in the store any more"):
        proof_file(key=made.id, store=work.store, by=AUDITOR, today=TODAY)


def test_a_revision_takes_the_place_of_a_proof_which_stays(work: Work) -> None:
    first = work.add()
    given: dict[str, Any] = {"store": work.store, "by": work.owner, "now": NOW, "today": TODAY}
    second = revise_proof(proof=first, version=1, details=a_file("v2.pdf"), content=PDF + b"2", **given)
    found = proofs_of(reference=work.item.reference, by=AUDITOR, today=TODAY)
    assert [one.key for one in found.in_force] == [second.id]
    assert [(one.key, one.replaced_by) for one in found.earlier] == [(first.id, second.id)]
    with pytest.raises(NotAllowed, match="later revision"):
        revise_proof(proof=first, version=2, details=a_file("v3.pdf"), content=PDF + b"3", **given)
    with pytest.raises(Conflict):
        revise_proof(proof=second, version=7, details=a_file("v3.pdf"), content=PDF + b"3", **given)
    # The first file may come back: it is not in force any more.
    third = revise_proof(proof=second, version=1, details=a_file("v1.pdf"), content=PDF, **given)
    assert (third.revision_of_id, len(work.files())) == (second.id, 3)


def test_a_proof_is_withdrawn_with_a_reason_and_stays_to_be_read(work: Work) -> None:
    made = work.add()
    with pytest.raises(Invalid, match="Say why"):
        withdraw(made, work.owner, " ")
    with pytest.raises(NotAllowed, match="Only its items"):
        withdraw(made, person(Role.OWNER, name="Stranger"))
    withdraw(made, work.owner)
    with pytest.raises(Conflict, match=work.owner.name):
        withdraw(made, work.owner, "Again.")
    with pytest.raises(NotAllowed, match="withdrawn already"):
        withdraw(made, work.owner, "Again.", 2)
    view, file = proof_file(key=made.id, store=work.store, by=AUDITOR, today=TODAY)
    with file:
        assert file.read() == PDF
    assert (view.withdrawn_by, view.withdrawn_reason) == (work.owner.name, "The wrong audit.")
    assert timeline(db.session(), [("item", work.item.id)], limit=1)[0].reason == "The wrong audit."
    again = work.add()
    assert again.id != made.id


def test_of_sensitive_proof_others_learn_no_more_than_that_it_is_there(work: Work) -> None:
    made = work.add(a_file("Informant list.pdf", marking=Marking.OFFICIAL_SENSITIVE))
    shown = proofs_of(reference=work.item.reference, by=APPROVER, today=TODAY).in_force[0]
    assert (shown.shows, shown.file_name, shown.sha256, shown.size) == ("", "", "", 0)
    for act in (
        lambda: get_proof(key=made.id, by=APPROVER, today=TODAY),
        lambda: proof_file(key=made.id, store=work.store, by=APPROVER, today=TODAY),
    ):
        with pytest.raises(NotAllowed, match="open proof marked OFFICIAL-SENSITIVE"):
            act()
    assert proof_in_full(key=made.id, by=AUDITOR, today=TODAY).file_name == "Informant list.pdf"
    assert proof_in_full(key=made.id, by=work.owner, today=TODAY).shows
    withdraw(made, work.owner, "It names an informant.")
    told = timeline(db.session(), [("item", work.item.id)], limit=2)
    assert "nformant" not in repr(told)


def test_proof_of_an_item_under_embargo_is_not_there_for_others(register: Flask, tmp_path: Path) -> None:
    reader = person(Role.OWNER, name="Reader")
    post = a_post()
    holds(post, reader)
    coming = a_report(
        "Coming", published_on=date(2026, 3, 1), is_embargoed=True, reader_ids=(reader.account_id,)
    )
    secret, known = allocated(an_item(coming), post), in_progress(tmp_path)
    made = known.add(item=secret, by=reader)
    assert get_proof(key=made.id, by=reader, today=TODAY).id == made.id
    with pytest.raises(NotHere):
        get_proof(key=made.id, by=AUDITOR, today=TODAY)
    assert get_proof(key=made.id, by=AUDITOR, today=date(2026, 3, 1)).id == made.id


@pytest.mark.parametrize("key", [0, -1, 999, 10**30])
def test_a_made_up_proof_is_not_there(work: Work, key: int) -> None:
    with pytest.raises(NotHere):
        get_proof(key=key, by=AUDITOR, today=TODAY)


def test_of_eight_who_bring_the_same_file_at_once_one_proof_comes(register: Flask, work: Work) -> None:
    reference, owner, store = work.item.id, work.owner, work.store
    refused: list[str] = []

    def bring(number: int) -> None:
        with register.app_context():
            item = db.session.get_one(type(work.item), reference)
            mine = Work(item, owner, store)
            try:
                mine.add(a_file(f"copy {number}.pdf"))
            except AlreadyAttached as refusal:
                refused.append(str(refusal))
            finally:
                db.session.remove()

    db.session.rollback()  # a transaction left open here would keep the others from committing
    threads = [threading.Thread(target=bring, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert (rows(), len(refused), len(work.files())) == (1, 7, 1)
