"""A letter made here and brought in again is the same letter."""

import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.documents.letter import (
    Letter,
    PrintedAppendix,
    PrintedGroup,
    PrintedItem,
    PrintedVoice,
    Signature,
    write_letter,
)
from tracker.domain.phrasing.letters import ReadLetter, read_letter
from tracker.domain.vocabulary import ItemKind, Layout, Position
from tracker.readers.files import read_file

ANSWER = (
    "We **will** count them\nand write it down.",
    "Three steps:\n- the **first**\n- the second",
    "1. not an item",
    "Recommendation 9",
    "Force response: a sentence that only looks like a label",
    "- alone",
    "**All of it**",
    "half a sentence",
    "and its other half",
)


def _picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 4, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00" * 36)) + chunk(b"IEND", b"")


RECOMMENDATIONS = (
    PrintedItem(
        ItemKind.RECOMMENDATION,
        "1",
        "Recommendation 1",
        "By 1 May 2025, forces should:\n- count\n- lock\n\nThey should look again at least annually.",
        Position.PARTLY_AGREED.label,
        (
            PrintedVoice("Force response", "\n\n".join(ANSWER)),
            PrintedVoice("PCC's response", "I have paid for it.\n\nTwice."),
            PrintedVoice("PCC's reply to the force response", "- thanks\n- and thanks"),
        ),
    ),
    PrintedItem(
        ItemKind.RECOMMENDATION,
        "7.1",
        "Recommendation 7.1",
        "The Home Office should pay.",
        "",
        (PrintedVoice("Force response", "This recommendation is for the Home Office."),),
    ),
)
AREAS = (
    PrintedItem(ItemKind.AREA_FOR_IMPROVEMENT, "", "Area for improvement", "The force should wake.", "", ()),
)
LETTER = Letter(
    layout=Layout.HEADED,
    office_block=("Office of the Commissioner", "Tidewater House"),
    addressee_block=("Rt Hon Amelia Thornbury MP", "Home Secretary"),
    dated=date(2024, 7, 1),
    salutation="Dear Home Secretary",
    subject="HMICFRS Report: A night on the marsh.",
    paragraphs=(
        "I answer the reports entitled 'A night on the marsh' and 'A day on the hill'.",
        "Two **things**:\n- one\n- two",
        "Agreed",
    ),
    closing="Yours sincerely",
    signature=Signature(_picture(), "A grey square in place of a signature"),
    signatory_name="Jo Marsh",
    signatory_title="Commissioner for Saltmarsh",
    enclosures=("Enc - Appendix 1 – the answers", "Appendix 2 – more of them"),
    appendices=(
        PrintedAppendix(
            "Appendix 1",
            "Saltmarsh Police's response to HMICFRS report 'A night on the marsh'.",
            (
                PrintedGroup("Recommendations:", RECOMMENDATIONS),
                PrintedGroup("Areas for improvement:", AREAS),
            ),
        ),
        PrintedAppendix("Appendix 2", "More", (PrintedGroup("", RECOMMENDATIONS[1:]),)),
    ),
    marking=None,
    title="Response",
    author="Office of the Commissioner",
    made_at=datetime(2024, 7, 1, tzinfo=UTC),
)


def brought_in(letter: Letter) -> ReadLetter:
    blocks, are_real = read_file("letter.docx", write_letter(letter))
    return read_letter(blocks, paragraphs_are_real=are_real)


@pytest.fixture(params=list(Layout), ids=lambda layout: layout.value)
def letter(request: pytest.FixtureRequest) -> Letter:
    return replace(LETTER, layout=request.param)


def test_the_frame_comes_back_as_it_was(letter: Letter) -> None:
    read = brought_in(letter)
    assert read.layout is letter.layout
    assert (read.office_block, read.addressee_block) == (letter.office_block, letter.addressee_block)
    assert (read.dated, read.salutation, read.subject) == (letter.dated, letter.salutation, letter.subject)
    assert (read.paragraphs, read.closing) == (letter.paragraphs, letter.closing)
    assert (read.signatory_name, read.signatory_title) == (letter.signatory_name, letter.signatory_title)
    assert letter.signature is not None
    assert read.signature_alt == letter.signature.alt_text
    assert read.enclosures == letter.enclosures
    assert (read.unplaced, read.notes) == ((), ())


def test_every_item_comes_back_with_its_answers(letter: Letter) -> None:
    for printed, read in zip(letter.appendices, brought_in(letter).appendices, strict=True):
        items = [(group.heading, item) for group in printed.groups for item in group.items]
        for (group, item), back in zip(items, read.items, strict=True):
            voices = {voice.label: tuple(voice.text.split("\n\n")) for voice in item.voices}
            assert (back.kind, back.number or "", back.text) == (item.kind, item.number, item.text)
            assert back.group_heading == group
            assert back.chief_constable == voices.get("Force response", ())
            assert back.pcc == voices.get("PCC's response", ())
            assert back.reply == voices.get("PCC's reply to the force response", ())
            assert (back.position.label if back.position else "") == item.position_line
            assert back.heading == (item.heading if letter.layout is Layout.HEADED else "")


def test_the_label_of_an_appendix_comes_back_where_the_layout_prints_it(letter: Letter) -> None:
    printed = tuple(one.label if letter.layout is Layout.NUMBERED else "" for one in letter.appendices)
    assert tuple(one.label for one in brought_in(letter).appendices) == printed


def test_a_letter_without_appendices_comes_back(letter: Letter) -> None:
    read = brought_in(replace(letter, appendices=(), enclosures=(), signature=None))
    assert (read.appendices, read.layout, read.signature_alt) == ((), letter.layout, "")


def test_recommendations_come_back_under_their_cause_of_concern() -> None:
    cause = PrintedItem(
        ItemKind.CAUSE_OF_CONCERN, "1", "Cause of concern 1", "The force does not count.", "", ()
    )
    groups = (PrintedGroup("Causes of concern:", (cause, *RECOMMENDATIONS)),)
    (appendix,) = brought_in(replace(LETTER, appendices=(PrintedAppendix("", "More", groups),))).appendices
    assert [item.parent for item in appendix.items] == [None, 0, 0]
