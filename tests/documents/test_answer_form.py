import io
import re

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.documents.forms import a_form
from tests.documents.letters import parts_in
from tracker.documents.answer_form import AnswerForm, FormItem, write_answer_form
from tracker.domain.answer_forms import identity_in
from tracker.domain.vocabulary import Marking
from tracker.domain.wording import UnfilledWording


def read_back(form: AnswerForm) -> Document:
    return docx.Document(io.BytesIO(write_answer_form(form)))


def cells(document: Document) -> list[list[str]]:
    """The printed words of each cell; a field to fill counts as what waits in it."""
    rows = document.tables[0]._tbl.findall(qn("w:tr"))
    return [
        ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.findall(qn("w:tc"))]
        for row in rows
    ]


def test_it_says_what_is_asked_by_whom_of_whom_and_until_when() -> None:
    heading, identity, request, due, how, end = (p.text for p in read_back(a_form()).paragraphs)
    assert heading == "Request for the Chief Constable's comments"
    assert identity_in(identity) == ("S55-2026-01", 2)
    assert "Head of Crime" in identity
    assert "The force inspection lead" in request
    assert "'Bicycles'" in request
    assert "inspection@example.org by Wednesday 28 January 2026" in due
    assert "no child's name" in how
    assert end


def test_each_item_has_a_row_with_its_words_and_a_field_that_says_what_it_is_for() -> None:
    document = read_back(a_form())
    rows = cells(document)
    assert rows[0] == ["What is asked", "Chief Constable's comments"]
    assert rows[1] == [
        "R2026-01-REC1Recommendation 1By 1 June 2026, forces should count thing 1."
        "They should write it down.Deadline: By 1 June 2026",
        "Type the Chief Constable's comments on R2026-01-REC1 here.",
    ]
    assert rows[2][0].endswith("No deadline is given.")
    fields = list(document.element.body.iter(qn("w:sdt")))
    assert [field.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) for field in fields] == [
        f"Chief Constable's comments on R2026-01-REC{n}" for n in (1, 2, 3, 4)
    ]


def test_nothing_hinders_typing() -> None:
    parts = parts_in(write_answer_form(a_form()))
    assert b"w:lock" not in parts["word/document.xml"]
    assert b"w:text/" not in parts["word/document.xml"]  # a field for plain text would take no paragraphs
    assert b"documentProtection" not in parts["word/settings.xml"]


def test_the_table_is_one_that_a_screen_reader_can_read() -> None:
    document = read_back(a_form())
    (table,) = document.tables
    first, *others = table._tbl.findall(qn("w:tr"))
    assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(len(row.findall(qn("w:tc"))) == 2 for row in others)
    for merged in ("gridSpan", "vMerge"):
        assert not list(table._tbl.iter(qn(f"w:{merged}")))
    assert table._tbl.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}") is not None
    assert [p.style.name for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == [
        "Heading 1"
    ]
    assert all(p.text for cell in table._cells for p in cell.paragraphs)


def test_the_properties_name_the_form_and_no_library() -> None:
    properties = read_back(a_form()).core_properties
    assert properties.title == "Request for the Chief Constable's comments: S55-2026-01"
    assert properties.author == "Fenland Constabulary"
    assert identity_in(properties.keywords) == ("S55-2026-01", 2)
    assert properties.language == "en-GB"


def test_every_mark_in_the_form_has_a_name_and_number_of_its_own_that_word_takes() -> None:
    marks = list(read_back(a_form()).element.body.iter(qn("w:bookmarkStart")))
    names = [mark.get(qn("w:name"), "") for mark in marks]
    assert len(set(names)) == len(names) == len({mark.get(qn("w:id")) for mark in marks})
    assert all(re.fullmatch(r"_S55_\w{1,35}", name) for name in names)


def test_a_marking_is_printed_where_it_was_chosen() -> None:
    header = read_back(a_form(marking=Marking.OFFICIAL)).sections[0].header
    assert [p.text for p in header.paragraphs] == ["OFFICIAL"]


def test_odd_words_are_printed_as_they_are_and_control_characters_cleaned() -> None:
    item = FormItem("R2026-01-AFI7.1", "", "<b> {x} =1+1 \u202e\x07 two\x0blines", ("{phrase}",))
    rows = cells(read_back(a_form(items=(item,))))
    assert rows[1][0] == "R2026-01-AFI7.1<b> {x} =1+1 \u202e twolinesDeadline: {phrase}"


def test_the_same_form_gives_the_same_bytes() -> None:
    assert write_answer_form(a_form()) == write_answer_form(a_form())


def test_a_form_that_asks_nothing_or_lacks_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one item"):
        write_answer_form(a_form(items=()))
    with pytest.raises(UnfilledWording):
        write_answer_form(a_form(return_to=" "))
