"""Drafts that LibreOffice itself marked up come back exactly."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from tests.documents.letters import a_letter, an_appendix, an_item
from tracker.documents.letter import Letter, PrintedVoice, keyed_paragraphs, write_letter
from tracker.domain.marked_copies import (
    ChangeKind,
    MarkedChange,
    MarkedComment,
    MarkedCopy,
    MarkedParagraph,
    UnmatchedParagraph,
)
from tracker.domain.vocabulary import Layout
from tracker.readers.marked_up import read_marked_up

STAMP = "DRAFT – version 3"
ANSWER = (
    "Nine officers were trained in May.\n\n"
    "We will:\n- count the bicycles\n- lock the **red** ones\n\n"
    "The panel meets weekly.\n\nThe board hears of it.\n\nThat is all we say."
)
LETTER = a_letter(
    layout=Layout.NUMBERED,
    paragraphs=("I respond to the report.", "The answers stand below. They are ours.", "I thank the force."),
    appendices=(an_appendix(an_item(voices=(PrintedVoice("Force response", ANSWER),))),),
)
KEYS = {paragraph.text: paragraph.key for paragraph in keyed_paragraphs(LETTER)}
TRACKING = "doc.RecordChanges = True\n"
WorkedOn = Callable[[bytes, str], bytes]


@pytest.fixture
def marked(worked_on: WorkedOn) -> Callable[[str], MarkedCopy]:
    """The draft after the work that the Basic describes, tracked."""

    def mark(work: str) -> MarkedCopy:
        return read_copy(worked_on(write_letter(LETTER, draft=STAMP), TRACKING + work))

    return mark


def read_copy(content: bytes, letter: Letter = LETTER) -> MarkedCopy:
    return read_marked_up("draft.docx", content, keyed_paragraphs(letter))


def changed(copy: MarkedCopy) -> dict[str, MarkedParagraph]:
    """The paragraphs with anything done to them, by how they went out."""
    return {one.base_text: one for one in copy.paragraphs if one.is_changed or one.changes or one.comments}


def did(paragraph: MarkedParagraph) -> list[tuple[ChangeKind, str]]:
    """The changes without their author and moment, which LibreOffice sets for all of them."""
    for change in paragraph.changes:
        assert change.is_tracked
        assert change.author
        assert change.at is not None
    return [(change.kind, change.text) for change in paragraph.changes]


def test_a_draft_that_was_only_saved_comes_back_as_it_was(worked_on: WorkedOn) -> None:
    for letter in (LETTER, replace(LETTER, layout=Layout.HEADED)):
        copy = read_copy(worked_on(write_letter(letter, draft=STAMP), ""), letter)
        assert (copy.version, copy.title) == (STAMP, letter.title)
        assert [(one.key, one.new_text) for one in copy.paragraphs] == [
            (one.key, one.text) for one in keyed_paragraphs(letter)
        ]
        assert (changed(copy), copy.unmatched) == ({}, ())


def test_inserted_deleted_and_replaced_words_come_back(marked: Callable[[str], MarkedCopy]) -> None:
    copy = marked("""
        Insert "I respond", " gladly"
        Replace " stand below", ""
        Replace "Nine", "Ten"
        Replace "the bicycles", "all bicycles"
    """)
    found = changed(copy)
    assert {base: one.new_text for base, one in found.items()} == {
        "I respond to the report.": "I respond gladly to the report.",
        "The answers stand below. They are ours.": "The answers. They are ours.",
        "Nine officers were trained in May.": "Ten officers were trained in May.",
        "We will:\n- count the bicycles\n- lock the **red** ones": (
            "We will:\n- count all bicycles\n- lock the **red** ones"
        ),
    }
    first, second, third, fourth = found.values()
    assert did(first) == [(ChangeKind.INSERTED, " gladly")]
    assert did(second) == [(ChangeKind.DELETED, " stand below")]
    assert did(third) == [(ChangeKind.DELETED, "Nine"), (ChangeKind.INSERTED, "Ten")]
    assert did(fourth) == [(ChangeKind.DELETED, "the bicycles"), (ChangeKind.INSERTED, "all bicycles")]
    assert first.key == KEYS["I respond to the report."] == "text_1"
    assert copy.unmatched == ()


def test_a_moved_paragraph_comes_back_where_it_went(marked: Callable[[str], MarkedCopy]) -> None:
    copy = marked("""
        hand.gotoRange(Find("The panel").Start, False)
        Press "MoveDown"
    """)
    found = changed(copy)
    away, here = found["The panel meets weekly."], found["That is all we say."]
    assert (away.new_text, did(away)) == ("", [(ChangeKind.MOVED_AWAY, "The panel meets weekly.")])
    assert here.new_text == "The panel meets weekly.\n\nThat is all we say."
    assert did(here) == [(ChangeKind.MOVED_HERE, "The panel meets weekly.")]
    assert (len(found), copy.unmatched) == (2, ())


def test_a_split_and_a_joined_paragraph_come_back(marked: Callable[[str], MarkedCopy]) -> None:
    copy = marked("""
        BreakAfter "stand below."
        JoinAfter "The panel meets weekly."
    """)
    found = changed(copy)
    split, joins, joined = found.values()
    assert (split.new_text, did(split)) == (
        "The answers stand below.\n\nThey are ours.",
        [(ChangeKind.SPLIT, "")],
    )
    assert (joins.new_text, did(joins)) == ("The panel meets weekly.", [(ChangeKind.JOINED, "")])
    assert (joined.base_text, joined.new_text, joined.is_joined) == ("The board hears of it.",) * 2 + (True,)


def test_new_and_deleted_paragraphs_and_list_items_come_back(marked: Callable[[str], MarkedCopy]) -> None:
    copy = marked("""
        BreakAfter "I thank the force."
        Dim place
        place = After("I thank the force.")
        place.gotoNextParagraph(False)
        place.Text.insertString(place, "A new ending.", False)
        BreakAfter "count the bicycles"
        place = After("count the bicycles")
        place.gotoNextParagraph(False)
        place.Text.insertString(place, "paint them", False)
        place = Find("The panel meets weekly.")
        place.goRight(1, True)
        place.String = ""
    """)
    found = changed(copy)
    assert {base: one.new_text for base, one in found.items()} == {
        "I thank the force.": "I thank the force.\n\nA new ending.",
        "We will:\n- count the bicycles\n- lock the **red** ones": (
            "We will:\n- count the bicycles\n- paint them\n- lock the **red** ones"
        ),
        "The panel meets weekly.": "",
    }
    assert [did(one) for one in found.values()] == [
        [(ChangeKind.INSERTED, "A new ending.")],
        [(ChangeKind.INSERTED, "paint them")],
        [(ChangeKind.DELETED, "The panel meets weekly.")],
    ]
    assert not any(one.is_joined for one in copy.paragraphs)


def test_comments_come_back_with_author_moment_and_the_words_they_are_about(
    marked: Callable[[str], MarkedCopy],
) -> None:
    copy = marked("""
        Remark "trained in May", "Rita Reviewer", "Was it not June?"
        Remark "The board hears", "Bo Brown", "Which board?"
    """)
    moment = datetime.fromisoformat("2026-03-04T15:00")
    assert {one.base_text: one.comments for one in copy.paragraphs if one.comments} == {
        "Nine officers were trained in May.": (
            MarkedComment("Rita Reviewer", moment, "Was it not June?", "trained in May"),
        ),
        "The board hears of it.": (MarkedComment("Bo Brown", moment, "Which board?", "The board hears"),),
    }
    assert not any(one.is_changed for one in copy.paragraphs)


def test_changes_without_tracking_are_found_against_the_base(worked_on: WorkedOn) -> None:
    copy = read_copy(worked_on(write_letter(LETTER, draft=STAMP), """
        Replace "Nine", "Ten"
        BreakAfter "stand below."
        JoinAfter "The panel meets weekly."
        Dim place
        place = Find("I respond to the report.")
        place.goRight(1, True)
        place.String = ""
        doc.Text.insertString(doc.Text.End, Chr(13) & "Words at the end.", False)
    """))  # fmt: skip
    found = changed(copy)
    assert {base: (one.new_text, one.is_joined) for base, one in found.items()} == {
        "I respond to the report.": ("", False),
        "The answers stand below. They are ours.": ("The answers stand below.\n\nThey are ours.", False),
        "Nine officers were trained in May.": ("Ten officers were trained in May.", False),
        "The board hears of it.": ("The board hears of it.", True),
    }
    assert found["Nine officers were trained in May."].changes == (
        MarkedChange(ChangeKind.DELETED, "", None, "Nine", is_tracked=False),
        MarkedChange(ChangeKind.INSERTED, "", None, "Ten", is_tracked=False),
    )
    last: Sequence[UnmatchedParagraph] = copy.unmatched
    assert [(one.after_key, one.text) for one in last] == [(KEYS["That is all we say."], "Words at the end.")]
