import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.domain.paper_public import KnownName, TakenOut, public_version, still_named
from tracker.domain.papers import AGENDA_AND_MARKING, FurnitureKind, Paper, PaperPart, PartKind

NAMES = (
    KnownName("Asha Field", "the Head of Public Protection"),
    KnownName("DCI Bo Jones", "the Head of Crime"),
    KnownName("Sean O'Neil", "the Force Lead"),
    KnownName("Mary Ann Lee", "the Planner"),
    KnownName("Ann Lee", "the Clerk"),
)


def a_paper(*texts: str, **changes: object) -> Paper:
    parts = tuple(PaperPart(PartKind.FREE, None, f"Part {n}", text) for n, text in enumerate(texts, start=1))
    paper = Paper(
        AGENDA_AND_MARKING,
        "Bicycles",
        parts,
        board="Fenland Board",
        author="Office of the Fenland Commissioner",
        made_at=datetime(2026, 3, 12, tzinfo=UTC),
        meeting_on=date(2026, 3, 19),
        sent_by="Chief Constable",
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


def public_text(text: str, *more: KnownName) -> str:
    made, _ = public_version(a_paper(text), (*NAMES, *more))
    return made.parts[0].text


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("It is for Asha Field to say.", "It is for the Head of Public Protection to say."),
        ("ASHA FIELD, Asha\nField, Field, Asha", "The Head of Public Protection, the Head of Public "
         "Protection, the Head of Public Protection"),
        ("DCI Field said. Mrs Field went.", "The Head of Public Protection said. "
         "The Head of Public Protection went."),
        ("with Det. Supt. A. Field and T/DCI Asha Field", "with the Head of Public Protection and "
         "the Head of Public Protection"),
        ("with Detective Chief Inspector Jones", "with the Head of Crime"),
        ("with PC 1234 Jones", "with the Head of Crime"),
        ("seen by the DC Jones", "seen by the Head of Crime"),
        ("Asha Field's plan, Mr Field’s view", "The Head of Public Protection's plan, "
         "the Head of Public Protection’s view"),
        ("with Bo Jones' plan", "with the Head of Crime's plan"),
        ("with 'DCI Jones'", "with 'the Head of Crime'"),
        ("with Sean O’Neil and DI O'Neil", "with the Force Lead and the Force Lead"),
        ("with Mary Ann Lee and Ann Lee", "with the Planner and the Clerk"),
        ("**Asha** Field and Asha **Field**", "**The Head of Public Protection** and "
         "**the Head of Public Protection**"),
        ("3.1 Asha Field rides\nwith\nAsha Field.\n\nAsha Field", "3.1 The Head of Public Protection rides\n"
         "with\nthe Head of Public Protection.\n\nThe Head of Public Protection"),
        ("We say:\n- Asha Field rides", "We say:\n- The Head of Public Protection rides"),
    ],
)  # fmt: skip
def test_a_name_gives_way_to_the_title_in_every_form_in_which_it_is_written(text: str, public: str) -> None:
    assert public_text(text) == public


@pytest.mark.parametrize(
    "text",
    [
        "The Field Team does Fieldwork in the field; a near miss field by field.",
        "Asha Field-Smith and Bo Jonesborough ride.",
        "Chief Constable Ada Example and Assistant Chief Constable Bob Example ride.",
        "=Field {Asha} <b> 2*3*4 **bold** \u202eright",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert public_text(text) == text


def test_a_rank_and_a_surname_of_two_people_names_both_posts() -> None:
    other = KnownName("Cy Field", "the Analyst")
    assert public_text("with DCI Field", other) == "with the Head of Public Protection or the Analyst"
    assert public_text("with Mr C. Field and DI Asha Field", other) == (
        "with the Analyst and the Head of Public Protection"
    )


def test_names_are_taken_out_of_every_place_of_the_paper() -> None:
    part = PaperPart(PartKind.TABLE, None, "By Asha Field", "", rows=(("Who",), ("Asha Field",)))
    made, _ = public_version(
        a_paper(
            parts=(part,), title="On Asha Field", to="Asha Field", sent_by="DCI Jones", author="Bo Jones"
        ),
        NAMES,
    )
    assert "Field" not in repr(made)
    assert "Jones" not in repr(made)
    assert made.parts[0].rows[1] == ("The Head of Public Protection",)


def test_parts_that_are_kept_back_go_and_the_numbers_of_the_others_stay() -> None:
    paper = a_paper("One.", "Sensitive.", "Three.")
    parts = (paper.parts[0], replace(paper.parts[1], is_left_out_of_public=True), paper.parts[2])
    made, taken = public_version(replace(paper, parts=parts), NAMES)
    assert [(part.number, part.text) for part in made.parts] == [("1.", "One."), ("3.", "Three.")]
    assert taken == (TakenOut("Section: Part 2"),)


def test_no_marking_is_printed_whether_it_is_the_papers_or_the_styles() -> None:
    made, taken = public_version(a_paper("One.", marking="OFFICIAL"), ())
    assert made.marking == ""
    assert FurnitureKind.MARKING not in {piece.kind for piece in made.style.furniture}
    assert taken == (TakenOut("Marking: OFFICIAL"),)


def test_nothing_else_of_the_paper_changes() -> None:
    paper = a_paper("One.\n\n- two", "3.1 Three.")
    made, taken = public_version(paper, NAMES)
    assert taken == ()
    assert [part.text for part in made.parts] == [part.text for part in paper.parts]
    assert replace(made, parts=paper.parts, style=paper.style) == paper


def test_what_was_taken_out_is_told_with_what_stands_there_instead() -> None:
    _, taken = public_version(a_paper("Asha Field rode with DCI Jones and Asha Field."), NAMES)
    assert taken == (
        TakenOut("Asha Field", "The Head of Public Protection"),
        TakenOut("DCI Jones", "the Head of Crime"),
        TakenOut("Asha Field", "the Head of Public Protection"),
    )


def test_a_surname_that_still_stands_alone_is_told_to_be_looked_at() -> None:
    made, _ = public_version(a_paper("As Field told DCI Jones."), NAMES)
    assert still_named(made, NAMES) == ("Field",)


@pytest.mark.parametrize("name", ["", " ", "DCI", "Mr "])
def test_a_name_without_words_takes_nothing_out(name: str) -> None:
    paper = a_paper("DCI and Mr and all.")
    made, _ = public_version(paper, (KnownName(name, "the Post"),))
    assert made.parts[0].text == "DCI and Mr and all."


@pytest.mark.parametrize("words", ["DCI A ", "PC 1 1 ", "A. ", "Mr Mr ", "** ** ", "Field, ", "\n\n- "])
def test_thirty_thousand_characters_are_read_at_once(words: str) -> None:
    text = (words * 15_000)[:30_000]
    started = time.process_time()
    assert public_text(text) == text
    assert time.process_time() - started < 5
