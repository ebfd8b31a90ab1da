"""A draft of a letter: its stamp, and the keys that its paragraphs carry."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.letters import a_letter, an_appendix, an_item, parts_in
from tests.documents.test_letter import BOTH_LAYOUTS, read_back, rich_letter
from tracker.documents.house_style import HOUSE_FILE
from tracker.documents.letter import MissingFromLetter, PrintedGroup, keyed_paragraphs, write_letter
from tracker.domain.letter_places import LetterPlace, Part, place_of
from tracker.domain.vocabulary import Layout, Marking

STAMP = "DRAFT – version 3"


def draft_of(letter: object, **options: object) -> docx.document.Document:
    return docx.Document(io.BytesIO(write_letter(letter, draft=STAMP, **options)))  # type: ignore[arg-type]


def bookmarks_in(document: docx.document.Document) -> list[str]:
    return [mark.get(qn("w:name"), "") for mark in document.element.body.iter(qn("w:bookmarkStart"))]


def test_the_stamp_stands_as_words_at_the_head_of_every_page_and_in_the_properties() -> None:
    document = draft_of(a_letter())
    section = document.sections[0]
    assert [(p.style.name, p.text) for p in section.header.paragraphs if p.style] == [("S55 Draft", STAMP)]
    assert document.core_properties.keywords == STAMP
    assert not list(section.header._element.iter(qn("w:drawing"), qn("w:pict")))


def test_the_stamp_stands_beside_a_marking() -> None:
    document = draft_of(a_letter(marking=Marking.OFFICIAL_SENSITIVE))
    assert [p.text for p in document.sections[0].header.paragraphs] == [STAMP, "OFFICIAL-SENSITIVE"]


def test_a_first_page_of_its_own_kind_is_stamped_too(tmp_path: Path) -> None:
    base = docx.Document(str(HOUSE_FILE))
    base.sections[0].different_first_page_header_footer = True
    base.sections[0].first_page_header.paragraphs[0].text = "Our letterhead"
    base.settings.odd_and_even_pages_header_footer = True
    base.save(str(tmp_path / "house.docx"))
    section = draft_of(a_letter(), house=tmp_path / "house.docx").sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == [STAMP, "Our letterhead"]
    assert [p.text for p in section.even_page_header.paragraphs] == [STAMP]


@BOTH_LAYOUTS
def test_the_final_letter_has_neither_stamp_nor_keys(layout: Layout) -> None:
    document = read_back(rich_letter(layout))
    assert bookmarks_in(document) == []
    assert b"DRAFT" not in b"".join(parts_in(write_letter(rich_letter(layout))).values())


@BOTH_LAYOUTS
def test_the_draft_has_the_words_of_the_final_letter_and_nothing_else(layout: Layout) -> None:
    final, draft = read_back(rich_letter(layout)), draft_of(rich_letter(layout))
    for document in (final, draft):
        assert document.paragraphs
    assert [p.text for p in draft.paragraphs] == [p.text for p in final.paragraphs]


@BOTH_LAYOUTS
def test_every_paragraph_of_a_draft_carries_a_key_of_its_own_that_word_takes(layout: Layout) -> None:
    document = draft_of(rich_letter(layout))
    names = bookmarks_in(document)
    assert len(names) == len(document.paragraphs) == len(set(names))
    assert all(len(name) <= 40 and name.startswith("_S55_") for name in names)
    ids = [mark.get(qn("w:id")) for mark in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == len(ids)
    keys = [name.removeprefix("_S55_").rpartition("_")[0] for name in names]
    assert list(dict.fromkeys(keys)) == [paragraph.key for paragraph in keyed_paragraphs(rich_letter(layout))]
    assert all(place_of(key) for key in keys)


def test_the_key_leads_to_the_paragraph_as_it_was_typed() -> None:
    letter = rich_letter(Layout.HEADED)
    texts = {place_of(paragraph.key): paragraph.text for paragraph in keyed_paragraphs(letter)}
    assert texts[LetterPlace(Part.TEXT, 2)] == letter.paragraphs[1] == "We ask for:\n- this\n- that"
    first = LetterPlace(Part.ANSWER, 1, appendix=1, item=2, voice=1)
    assert texts[first] == "We will:\n- train **all** officers\n• count"
    assert texts[replace(first, paragraph=2)] == "And\treport.\nYearly."
    assert texts[replace(first, voice=2)] == "- One.\n- Two."
    assert texts[LetterPlace(Part.POSITION, appendix=1, item=2)] == "Partly agreed"
    assert texts[LetterPlace(Part.APPENDIX_HEADING, appendix=2)] == "The second response"
    assert texts[LetterPlace(Part.SIGNATORY)] == "Sam Sample\nPolice and Crime Commissioner for the Fenland"


def test_items_are_counted_through_the_whole_appendix() -> None:
    groups = (PrintedGroup("One:", (an_item(1), an_item(2))), PrintedGroup("Two:", (an_item(3),)))
    letter = a_letter(layout=Layout.NUMBERED, appendices=(an_appendix(groups=groups),))
    texts = {paragraph.key: paragraph.text for paragraph in keyed_paragraphs(letter)}
    assert texts["a1_i3_itemheading_1"].startswith("3. By 1 June")
    assert texts["a1_g2_group_1"] == "Two:"


def test_the_same_draft_gives_the_same_bytes_and_another_version_others() -> None:
    assert write_letter(a_letter(), draft=STAMP) == write_letter(a_letter(), draft=STAMP)
    assert write_letter(a_letter(), draft=STAMP) != write_letter(a_letter(), draft="DRAFT – version 4")


def test_a_draft_that_lacks_what_a_letter_needs_is_refused_like_the_letter() -> None:
    with pytest.raises(MissingFromLetter):
        write_letter(a_letter(subject=""), draft=STAMP)
