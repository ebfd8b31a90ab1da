"""Where words can stand: every column of typed text is looked through, on every table there is."""

import pytest
from flask import Flask
from sqlalchemy import String, insert

from tests.fixtures.database import NOW, person
from tracker.domain.vocabulary import Role
from tracker.models.base import Base, db
from tracker.models.redaction import Redaction
from tracker.queries.redactions import (
    account_names_with,
    places,
    redaction_by_id,
    redactions,
    text_columns,
    waiting_for,
)

NOT_SEARCHED = {
    # The history's rows hold digests; its texts are emptied apart, its actors are accounts.
    "event.actor_name",
    "event.name",
    "event.reason_digest",
    "event.previous_hash",
    "event.hash",
    "event_change.subject_kind",
    "event_change.subject_reference",
    "event_change.field",
    "event_change.before_digest",
    "event_change.after_digest",
    "event_text.side",
    "event_text.salt",
    "event_text.text",
    "event_text.redacted_text",
    # Accounts are named by the history.
    "account.email",
    "account.name",
    "account.password_hash",
    # Made by the program, never typed.
    "login_session.token_hash",
    "post.slug",
    "redaction.replacement",
    "board.reference",
    "board_paper_part.drafted_sha256",
    "final_copy.head_hash",
    "final_copy.rows_sha256",
    "final_copy_file.sha256",
    "final_copy_row.sha256",
    "report.reference",
    "response.reference",
    "item.reference",
    "signature_image.sha256",
    "stored_file.sha256",
    "letter_version.sha256",
    "letter_version.head_hash",
    "letter_version.fingerprint",
    "proof.sha256",
    "proof.media_type",
    "rating_period.reasons",
    "stored_file.media_type",
}


def test_every_column_of_text_is_searched_or_on_the_list_of_those_that_are_not() -> None:
    searched = {f"{table.name}.{column.name}" for table, columns in text_columns() for column in columns}
    every = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String)
    }
    assert every - searched == NOT_SEARCHED


def ask(words: str, by: int) -> Redaction:
    row = Redaction(words=words, replacement="[redacted]", reason="A name.", asked_by=by, asked_at=NOW)
    db.session.add(row)
    db.session.commit()
    return row


def test_a_replacement_that_no_longer_fits_is_cut(either_register: Flask) -> None:
    post = Base.metadata.tables["post"]
    with db.engine.begin() as connection:
        connection.execute(
            insert(post).values(
                slug="x", title="Ann", title_in_letters="", short_title="x" * 36 + " Ann",
                salutation="", address="", version=1,
            )
        )  # fmt: skip
    found = {place.column: place.after for place in places(db.session(), "Ann", "[redacted]")}
    assert found == {"title": "[redacted]", "short_title": "x" * 36 + " [re"}


def test_a_request_does_not_count_its_own_words(register: Flask) -> None:
    asha = person(Role.OFFICE_STAFF).account_id
    assert asha is not None
    own, other = ask("Zelda Vane", asha), ask("Zelda Vane and more", asha)
    found = places(db.session(), "Zelda Vane", "[redacted]", request_id=own.id)
    assert [(place.table, place.key) for place in found] == [("redaction", (other.id,))]


@pytest.mark.parametrize(
    ("words", "is_waiting"), [("zelda  VANE", True), ("Zelda", False), ("Zelda Vane more", False)]
)
def test_the_same_words_are_known_to_wait(register: Flask, words: str, is_waiting: bool) -> None:
    asha = person(Role.OFFICE_STAFF).account_id
    assert asha is not None
    ask("Zelda Vane", asha)
    assert (waiting_for(db.session(), words) is not None) is is_waiting


def test_accounts_that_bear_the_words_are_named(register: Flask) -> None:
    person(Role.OFFICE_STAFF, name="Asha Patel")
    assert account_names_with(db.session(), "patel") == ["Asha Patel"]
    assert account_names_with(db.session(), "pat") == []


def test_those_that_wait_come_first_then_the_latest(either_register: Flask) -> None:
    asha, tom = person(Role.OFFICE_STAFF), person(Role.ADMINISTRATOR, name="Tom Reed")
    assert asha.account_id is not None
    rows = [ask(f"Words {n}", asha.account_id) for n in range(4)]
    for row in (rows[0], rows[3]):
        row.words, row.decided_at, row.decided_by, row.was_confirmed = None, NOW, tom.account_id, True
    db.session.commit()
    lines = redactions(db.session())
    assert [line.redaction.id for line in lines] == [rows[n].id for n in (2, 1, 3, 0)]
    assert (lines[-1].asked_by, lines[-1].decided_by) == ("Asha Patel", "Tom Reed")


@pytest.mark.parametrize("key", [0, -1, 2**31, 10**30])
def test_an_id_that_cannot_be_finds_nothing(register: Flask, key: int) -> None:
    assert redaction_by_id(db.session(), key) is None
