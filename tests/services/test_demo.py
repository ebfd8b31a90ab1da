"""The demonstration obeys every rule, says what the field guide says, and is plainly fictional."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from tracker import create_app
from tracker.config import ROOT, Settings
from tracker.domain.actions import missed_turns
from tracker.domain.counts import ClosedHow
from tracker.domain.meetings import MeetingStatus
from tracker.domain.offices import HOME_SECRETARY
from tracker.domain.ownership import Relation
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.statutory_clock import day_number
from tracker.domain.vocabulary import (
    BodyKind,
    DeadlineBasis,
    Delivery,
    Effect,
    ForWhom,
    ProofOf,
    Rating,
    Role,
)
from tracker.models.base import db
from tracker.models.event import Event
from tracker.models.item_state import ItemState
from tracker.models.proof import Proof
from tracker.queries.actions import ActionFilter, action_rows
from tracker.queries.as_at import AsAtFilter, as_at_ratings
from tracker.queries.correspondence import letters
from tracker.queries.item_states import current_states
from tracker.queries.items import item_by_reference
from tracker.queries.meetings import final_copies, meetings_of
from tracker.queries.offices import body_on, holder_of, parts_on, post_by_slug
from tracker.queries.reading import reading
from tracker.queries.register import RegisterFilter, register_rows
from tracker.queries.reports import report_rows
from tracker.queries.responses import response_rows
from tracker.services.accounts import actor_by_email
from tracker.services.action_facts import details_of, done_days
from tracker.services.boards import get_board
from tracker.services.count_views import counts_between
from tracker.services.demo import load_demo, register_is_empty
from tracker.services.final_copy_store import check_copy
from tracker.services.history import verify
from tracker.services.letters import letter_file
from tracker.services.my_items import my_items
from tracker.services.proof_store import LocalFolder
from tracker.services.response_views import response_in_full
from tracker.services.responses import get_response

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

STANDING = {
    Rating.RED,
    Rating.AMBER,
    Rating.NEW,
    Rating.GREEN,
    Rating.BLUE_CLOSED,
    Rating.BLUE_SIGNED_OFF,
    Rating.NOT_RATED,
}


@pytest.fixture(scope="module")
def demo(
    tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path
) -> Iterator[list[tuple[str, str, str]]]:
    """Loaded once for all these tests, which only read."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(empty_sqlite, folder / "tracker.sqlite")
    url = f"sqlite:///{folder / 'tracker.sqlite'}"
    app = create_app(
        Settings(folder, url, "for tests only", folder, ROOT / "seeds", False, folder / "evidence")
    )
    store = LocalFolder(folder / "evidence")
    with app.app_context():
        yield load_demo(
            seeds_dir=ROOT / "seeds", store=store, exports_dir=folder / "exports", now=NOW, today=TODAY
        )
        db.session.remove()
        db.engine.dispose()


def _account(name: str) -> Actor:
    found = actor_by_email(f"{name}@demo.example")
    assert found is not None
    return found


def _state(reference: str) -> ItemState:
    item = item_by_reference(db.session(), reference)
    assert item is not None
    return current_states(db.session(), [item.id])[item.id]


def test_it_can_be_loaded_on_another_day_at_midnight_in_summer(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    midnight, day = datetime(2027, 6, 30, 23, 30, tzinfo=UTC), date(2027, 7, 1)
    with app.app_context():
        assert register_is_empty()
        store = LocalFolder(settings.evidence_dir)
        load_demo(
            seeds_dir=settings.seeds_dir,
            store=store,
            exports_dir=settings.exports_dir,
            now=midnight,
            today=day,
        )

        assert not register_is_empty()
        owner = _account("owner")
        assert {one.rated.rating for one in my_items(by=owner, today=day).items} >= STANDING


def test_each_role_has_an_account_with_a_password_of_its_own(demo: list[tuple[str, str, str]]) -> None:
    told = ", ".join(role for _, role, _ in demo)

    assert all(role.label in told for role in Role)
    assert len({password for _, _, password in demo}) == len(demo)
    assert all(email.endswith("@demo.example") for email, _, _ in demo)


def test_the_history_of_the_demonstration_verifies(demo: object) -> None:
    assert verify(db.session()).faults == ()


def test_what_happened_first_was_recorded_first(demo: object) -> None:
    moments = db.session.scalars(select(Event.at).order_by(Event.seq)).all()

    assert moments == sorted(moments)
    assert moments[-1] <= NOW


def test_my_items_of_the_owner_show_each_way_an_item_can_stand(demo: object) -> None:
    mine = my_items(by=_account("owner"), today=TODAY)
    found = {one.row.reference: one for one in mine.items}
    told = {reference: " ".join(one.attention) for reference, one in found.items()}

    assert {one.rated.rating for one in mine.items} >= STANDING
    assert "9 days overdue" in told["R2022-01-ASRI2"]
    assert "Due in 16 days" in told["R2022-01-ASRI3"]
    assert told["R2024-01-AFIa"] == ""
    assert "The record shows who came" in found["R2023-01-REC9"].sent_back[0]
    assert found["R2023-01-AFI1"].row.delivery is Delivery.PROPOSED_COMPLETE
    assert found["R2021-01-REC4"].row.delivery is Delivery.CLOSED
    assert Relation.COVER in found["R2021-01-REC5"].relations


def test_a_date_and_a_proposal_wait_for_the_executive_lead(demo: object) -> None:
    mine = my_items(by=_account("executive"), today=TODAY)

    assert [one.item_reference for one in mine.dates] == ["R2022-01-ASRI2"]
    assert [one.reference for one in mine.proposals] == ["R2023-01-AFI1"]


def test_one_letter_closes_two_items_and_re_opens_a_third(demo: object) -> None:
    letter = letters(reading(), SYSTEM, TODAY)[0]
    effects = [row.effect for row in letter.items]

    assert sorted(effects, key=lambda one: one.value) == [Effect.CLOSES, Effect.CLOSES, Effect.REOPENS]


def test_one_action_serves_two_items_and_one_duty_was_missed(demo: object) -> None:
    rows = action_rows(reading(), SYSTEM, TODAY, ActionFilter())
    actions = [row.action for row in rows]
    missed = [one for one in actions if missed_turns(details_of(one), done_days(one), TODAY)]

    assert [len(row.items) for row in rows if "one desk" in row.action.what] == [2]
    assert [one.every_months for one in missed] == [3]


def test_a_date_was_moved_twice_and_a_rating_is_overridden_for_a_time(demo: object) -> None:
    moved, overridden = _state("R2022-01-ASRI1"), _state("R2023-01-REC4")

    assert (moved.times_moved, moved.date_in_force) == (2, TODAY + timedelta(days=75))
    assert overridden.override_rating is Rating.AMBER
    assert overridden.override_until_on == TODAY + timedelta(days=40)


def test_proof_is_a_link_or_a_file_that_is_in_the_store(demo: object) -> None:
    store = LocalFolder(current_app.config["SETTINGS"].evidence_dir)
    proofs = db.session.scalars(select(Proof).order_by(Proof.id)).all()
    files = [proof.sha256 for proof in proofs if proof.kind is ProofOf.FILE]

    assert {proof.kind for proof in proofs} == {ProofOf.LINK, ProofOf.FILE}
    assert sorted(store.names()) == sorted(name for name in files if name)


def test_last_march_and_last_quarter_differ_from_today(demo: object) -> None:
    reader = _account("secretary")
    days = (date(2026, 3, 31), date(2026, 9, 30), TODAY)
    ratings = [as_at_ratings(reading(), reader, TODAY, day, AsAtFilter()) for day in days]
    counts = counts_between(by=reader, today=TODAY, from_on=date(2026, 6, 30), to_on=date(2026, 9, 30))

    assert len({tuple(found.items()) for found in ratings}) == len(days)
    assert counts.agree
    assert counts.by_states.reconciles
    assert (counts.by_states.closed[ClosedHow.BY_HMICFRS], counts.by_states.reopened) == (2, 1)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2022, 9, 5), "Rt Hon Priti Patel MP"),
        (date(2022, 9, 6), "Rt Hon Suella Braverman KC MP"),
        (date(2022, 10, 19), "Rt Hon Grant Shapps MP"),
        (date(2022, 10, 25), "Rt Hon Suella Braverman KC MP"),
        (date(2023, 11, 13), "Rt Hon James Cleverly MP"),
        (date(2024, 7, 5), "Rt Hon Yvette Cooper MP"),
        (date(2025, 9, 4), "Rt Hon Yvette Cooper MP"),
        (date(2025, 9, 5), "Rt Hon Shabana Mahmood MP"),
    ],
)
def test_the_home_secretary_is_right_on_the_day(demo: object, day: date, name: str) -> None:
    post = post_by_slug(reading(), HOME_SECRETARY)
    assert post is not None
    holder = holder_of(reading(), post, day)

    assert holder is not None
    assert holder.person_name == name


def test_the_chief_constable_changes_on_the_day(demo: object) -> None:
    post = post_by_slug(reading(), "chief-constable")
    assert post is not None
    names = [holder_of(reading(), post, day) for day in (date(2025, 9, 28), date(2025, 9, 29))]

    assert [h.person_name for h in names if h] == ["Nick Dean", "Simon Megicks"]
    assert body_on(reading(), BodyKind.FORCE, TODAY) is not None


def test_the_live_report_stands_at_day_27_and_its_letter_is_being_prepared(demo: object) -> None:
    live = next(row for row in report_rows(reading(), SYSTEM, TODAY) if "live" in row.title)
    rows = response_rows(reading(), SYSTEM, TODAY)
    response = next(row for row in rows if any(report.reference == live.reference for report in row.reports))

    assert day_number(live.published_on, TODAY) == 27
    assert response.status.value == "preparing"


def test_the_past_letters_have_the_days_and_items_of_the_field_guide(demo: object) -> None:
    letters = {row.letter_dated: row.reference for row in response_rows(reading(), SYSTEM, TODAY)}
    fulls = {
        day: response_in_full(
            response=get_response(reference=letters[day], by=SYSTEM, today=TODAY), by=SYSTEM, today=TODAY
        )
        for day in (date(2023, 2, 2), date(2024, 2, 2))
    }

    assert [r.day_of_letter for full in fulls.values() for r in full.reports] == [56, 57]
    assert [len(full.items) for full in fulls.values()] == [3, 10]
    late = fulls[date(2024, 2, 2)]
    assert sum(i.details.for_whom is ForWhom.OTHERS for i in late.items) == 5
    deadlines = [d for i in late.items for d in i.details.deadlines]
    assert sorted(d.on.isoformat() for d in deadlines if d.on) == [
        "2024-06-30", *["2024-12-31"] * 4, "2025-03-31", "2025-05-30", "2026-03-31",
    ]  # fmt: skip
    assert {d.basis for d in deadlines} >= {DeadlineBasis.IMMEDIATE, DeadlineBasis.RECURRING}


def test_the_report_under_embargo_is_not_in_the_register_of_others(demo: object) -> None:
    nobody = SYSTEM.__class__(None, "Somebody", frozenset({Role.AUDITOR}))
    titles = {
        row.report_title for row in register_rows(reading(), nobody, TODAY, RegisterFilter(listed="all"))
    }

    assert not any("embargo" in title for title in titles)


def test_the_past_letters_can_be_made_as_word_files(demo: object) -> None:
    for row in response_rows(reading(), SYSTEM, TODAY):
        if row.origin.value == "imported":
            response = get_response(reference=row.reference, by=SYSTEM, today=TODAY)
            assert letter_file(response=response, by=SYSTEM, today=TODAY).content.startswith(b"PK")


def test_a_new_letter_has_every_part_on_the_day(demo: object) -> None:
    assert parts_on(reading(), TODAY, TODAY).missing == ()


def test_no_sentence_of_a_real_letter_stands_in_the_seeds(shared_letters: Path) -> None:
    seeds = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "seeds").rglob("*")
        if path.suffix in {".txt", ".json"}
    )
    formula = ("Under Section 55(5)", "This recommendation is for")
    for letter in shared_letters.glob("*.txt"):
        for sentence in letter.read_text(encoding="utf-8").replace("\n", " ").split(". "):
            words = " ".join(sentence.replace("*", "").split())
            if len(words) > 60 and not any(part in words for part in formula):
                assert words not in " ".join(seeds.split())


def test_a_board_held_two_meetings_whose_final_copies_are_whole_and_collects_for_the_next(
    demo: list[tuple[str, str, str]],
) -> None:
    board = get_board(reference="bcb", by=_account("secretary"))
    stand = [(one.status, final_copies(reading(), one.id)) for one in meetings_of(reading(), board.id)]
    assert [status for status, _ in stand] == [MeetingStatus.COLLECTING, *[MeetingStatus.TABLED] * 2]
    assert [[check_copy(copy).problem for copy in copies] for _, copies in stand] == [[], [""], [""]]
