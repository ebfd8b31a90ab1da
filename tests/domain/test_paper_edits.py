"""A paper while it is edited: what was typed stays, the rest is drafted anew, and nothing secret goes out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.domain.paper_packs import a_pack, an_item_line
from tracker.domain.meetings import MeetingStatus
from tracker.domain.paper_drafts import drafted_parts
from tracker.domain.paper_edits import (
    NOT_PUBLISHED,
    KeptPart,
    PaperDetails,
    PartDetails,
    draft_text,
    drafts_by_kind,
    fingerprint,
    has_newer_figures,
    kept_from_draft,
    mark_of,
    mark_of_details,
    may_edit_paper,
    printed,
    problems_with_details,
    with_details,
    withheld,
    without_sensitive,
)
from tracker.domain.papers import PaperPart, PartKind
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import Marking, Role

PACK = a_pack()
DRAFTS = drafts_by_kind(drafted_parts(PACK))
SECRETARY = Actor(7, "Bo Secretary", frozenset({Role.BOARD_SECRETARY}))
DETAILS = PaperDetails("Bicycles", dated_on=date(2026, 3, 19))


def untouched(kind: PartKind) -> KeptPart:
    return next(part for part in kept_from_draft(drafted_parts(PACK)) if part.kind is kind)


def typed(kind: PartKind, text: str, **given: object) -> KeptPart:
    drafted = fingerprint(draft_text(kind, DRAFTS))
    part = with_details(kind, PartDetails(kind.label, text, drafted=drafted))
    return replace(part, **given)  # type: ignore[arg-type]


def test_a_paper_that_nobody_typed_in_prints_the_draft_itself() -> None:
    parts = drafted_parts(PACK)
    kept = kept_from_draft(parts)
    assert tuple(piece for part in kept for piece in printed(part, DRAFTS)) == parts


def test_a_section_that_was_typed_stays_whatever_the_rows_say() -> None:
    part = typed(PartKind.SUMMARY, "All is in hand.")
    assert [piece.text for piece in printed(part, DRAFTS)] == ["All is in hand."]
    assert [piece.text for piece in printed(part, {})] == ["All is in hand."]


def test_words_that_are_the_drafts_own_are_drafted_anew() -> None:
    words = draft_text(PartKind.SUMMARY, DRAFTS)
    assert typed(PartKind.SUMMARY, words) == KeptPart(PartKind.SUMMARY, None, "Summary")


def test_a_section_without_a_draft_is_typed_even_where_it_is_empty() -> None:
    assert with_details(PartKind.FREE, PartDetails("Finance", "")).is_typed


def test_a_draft_is_the_same_a_minute_later() -> None:
    later = replace(PACK, head=replace(PACK.head, as_at=PACK.head.as_at + timedelta(minutes=1)))
    after = drafts_by_kind(drafted_parts(later))
    assert draft_text(PartKind.FIGURES, after) != draft_text(PartKind.FIGURES, DRAFTS)
    assert not has_newer_figures(typed(PartKind.FIGURES, "Ours."), after)


def test_figures_that_changed_behind_a_typed_section_are_told() -> None:
    fewer = replace(PACK, items=(), by_kind=())
    after = drafts_by_kind(drafted_parts(fewer))
    assert has_newer_figures(typed(PartKind.FIGURES, "Ours."), after)
    assert not has_newer_figures(untouched(PartKind.FIGURES), after)


def test_own_words_beside_no_draft_have_no_figures_behind_them() -> None:
    part = with_details(PartKind.FREE, PartDetails("Finance", "None."))
    assert not has_newer_figures(part, DRAFTS)


def test_a_renamed_and_numbered_section_keeps_up_with_the_rows() -> None:
    part = replace(untouched(PartKind.SUMMARY), heading="In short", number="6", is_left_out_of_public=True)
    (piece,) = printed(part, DRAFTS)
    assert (piece.heading, piece.number, piece.is_left_out_of_public) == ("In short", "6", True)
    assert piece.text == draft_text(PartKind.SUMMARY, DRAFTS)


def test_a_section_in_several_pieces_is_one_section_and_is_renamed_as_one() -> None:
    pieces = (
        PaperPart(PartKind.EXCEPTIONS, None, "Exceptions", "One."),
        PaperPart(PartKind.EXCEPTIONS, None, "Exceptions, continued", "Two."),
    )
    assert len(kept_from_draft(pieces)) == 1
    part = KeptPart(PartKind.EXCEPTIONS, "5", "What is late")
    made = printed(part, drafts_by_kind(pieces))
    assert [(piece.number, piece.heading) for piece in made] == [
        ("5", "What is late"),
        ("", "What is late, continued"),
    ]


def test_a_recommendation_first_and_last_is_one_draft_and_two_sections() -> None:
    recommended = PaperPart(PartKind.RECOMMENDATION, None, "Recommendation", "Note it.")
    purpose = PaperPart(PartKind.PURPOSE, None, "Purpose", "Tell.")
    parts = (recommended, purpose, recommended)
    assert [part.kind for part in kept_from_draft(parts)] == [part.kind for part in parts]
    assert len(drafts_by_kind(parts)[PartKind.RECOMMENDATION]) == 1


def test_the_figures_of_a_table_are_the_rows_even_where_its_words_were_typed() -> None:
    part = typed(PartKind.TABLE, "See below.")
    (piece,) = printed(part, DRAFTS)
    assert piece.text == "See below."
    assert piece.rows == DRAFTS[PartKind.TABLE][0].rows


def test_a_section_for_which_the_rows_have_nothing_prints_nothing() -> None:
    assert printed(untouched(PartKind.TABLE), {}) == ()


@pytest.mark.parametrize(
    "change",
    [{"number": "6"}, {"heading": "B"}, {"text": "b"}, {"is_typed": True}, {"is_left_out_of_public": True}],
)
def test_each_change_of_a_section_shows_in_its_mark(change: dict[str, object]) -> None:
    part = KeptPart(PartKind.FREE, None, "A", "a")
    assert mark_of(replace(part, **change)) != mark_of(part)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "B"},
        {"to_words": "b"},
        {"from_words": "b"},
        {"dated_on": date(2026, 1, 1)},
        {"agenda_item": "8"},
        {"marking": Marking.OFFICIAL},
        {"style": "{}"},
    ],
)
def test_each_change_of_the_details_shows_in_their_mark(change: dict[str, object]) -> None:
    assert mark_of_details(replace(DETAILS, **change)) != mark_of_details(DETAILS)  # type: ignore[arg-type]


def test_a_paper_needs_a_title_and_a_date_and_no_line_too_long() -> None:
    wrong = PaperDetails(" ", "x" * 301, "x" * 301, None, "x" * 41)
    assert set(problems_with_details(wrong)) == {
        "title", "to_words", "from_words", "dated_on", "agenda_item",
    }  # fmt: skip
    assert problems_with_details(DETAILS) == {}


def test_the_secretary_edits_until_the_meeting_is_called_off() -> None:
    for status in MeetingStatus:
        allowed = bool(may_edit_paper(SECRETARY, status, is_secretary=True))
        assert allowed is (status is not MeetingStatus.CALLED_OFF)
    assert not may_edit_paper(SECRETARY, MeetingStatus.DRAFTED, is_secretary=False)
    assert not may_edit_paper(SYSTEM, MeetingStatus.DRAFTED, is_secretary=True)


def test_a_sensitive_text_is_not_drafted_into_a_public_paper() -> None:
    secret = "A child was moved.\n\nTwice."
    line = an_item_line(1, update=secret, next_step="Move the other.")
    pack = without_sensitive(replace(PACK, items=(line,)), {line.reference: secret})
    said = "\n".join(part.text for part in drafted_parts(pack))
    assert "A child was moved" not in said
    assert "Move the other" not in said
    assert NOT_PUBLISHED in said


def test_a_sensitive_text_that_was_typed_again_is_taken_out_in_either_form() -> None:
    secret = "A child was moved.\n\nTwice."
    assert withheld(f"Update: {secret} Then:", [secret]) == f"Update: {NOT_PUBLISHED} Then:"
    assert withheld("Update: A child was moved.\nTwice.", [secret]) == f"Update: {NOT_PUBLISHED}"
    assert withheld("Nothing of it.", [secret, "", "  "]) == "Nothing of it."
