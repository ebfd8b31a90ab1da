"""The demonstration obeys every rule, says what the field guide says, and is plainly fictional."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from tracker import create_app
from tracker.config import ROOT, Settings
from tracker.domain.offices import HOME_SECRETARY
from tracker.domain.permissions import SYSTEM
from tracker.domain.statutory_clock import day_number
from tracker.domain.vocabulary import BodyKind, DeadlineBasis, ForWhom, Role
from tracker.models.base import db
from tracker.queries.offices import body_on, holder_of, parts_on, post_by_slug
from tracker.queries.reading import reading
from tracker.queries.register import RegisterFilter, register_rows
from tracker.queries.reports import report_rows
from tracker.queries.responses import response_rows
from tracker.services.demo import load_demo, register_is_empty
from tracker.services.history import verify
from tracker.services.letters import letter_file
from tracker.services.response_views import response_in_full
from tracker.services.responses import get_response

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


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
    with app.app_context():
        yield load_demo(seeds_dir=ROOT / "seeds", now=NOW, today=TODAY)
        db.session.remove()
        db.engine.dispose()


def test_an_empty_register_is_empty_and_a_loaded_one_is_not(app: Flask) -> None:
    with app.app_context():
        assert register_is_empty()
        load_demo(seeds_dir=app.config["SETTINGS"].seeds_dir, now=NOW, today=TODAY)
        assert not register_is_empty()


def test_each_role_has_an_account_with_a_password_of_its_own(demo: list[tuple[str, str, str]]) -> None:
    told = ", ".join(role for _, role, _ in demo)

    assert all(role.label in told for role in Role)
    assert len({password for _, _, password in demo}) == len(demo)
    assert all(email.endswith("@demo.example") for email, _, _ in demo)


def test_the_history_of_the_demonstration_verifies(demo: object) -> None:
    assert verify(db.session()).faults == ()


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
