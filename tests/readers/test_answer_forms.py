"""Returned forms: filled as asked, and in every way that forms come back."""

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree
from lxml.etree import _Element

from tests.documents.forms import EXPECTED, ITEMS, a_form
from tests.documents.letters import parts_in
from tests.readers.word_files import W, document, paragraph, run, table, word_file
from tracker.documents.answer_form import write_answer_form
from tracker.domain.answer_forms import ExpectedForm, ReturnedForm, hint
from tracker.readers.answer_forms import read_answer_form
from tracker.readers.files import UnreadableFile

ONE, TWO, THREE, FOUR = EXPECTED.items
Change = Callable[[_Element], None]


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def elements(xml: str) -> list[_Element]:
    return list(etree.fromstring(f'<w:x xmlns:w="{W}">{xml}</w:x>'))


def rows(body: _Element) -> dict[str, _Element]:
    """The row of each item."""
    made = [*body.iter(q("tr"))][1:]
    return dict(zip(EXPECTED.items, made, strict=True))


def fill(body: _Element, item: str, *paragraphs: str) -> None:
    """Types paragraphs into the field of the item, as Word does: all that it held gives way."""
    content = next(rows(body)[item].iter(q("sdtContent")))
    for old in list(content):
        content.remove(old)
    content.extend(elements("".join(paragraphs)))


def returned(
    *changes: Change, content: bytes | None = None, expected: ExpectedForm = EXPECTED
) -> ReturnedForm:
    """The form after somebody did these things to its body."""
    parts = parts_in(content or write_answer_form(a_form()))
    tree = etree.fromstring(parts["word/document.xml"])
    body = tree.find(q("body"))
    assert body is not None
    for change in changes:
        change(body)
    parts["word/document.xml"] = etree.tostring(tree)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return read_answer_form("form.docx", made.getvalue(), expected)


def answers(form: ReturnedForm) -> dict[str, str]:
    return {answer.item_reference: answer.text for answer in form.answers}


def all_filled(body: _Element) -> None:
    for item in EXPECTED.items:
        fill(body, item, paragraph(f"Answer to {item[-4:]}."))


def filled(item: str, *paragraphs: str) -> Change:
    return lambda body: fill(body, item, *paragraphs)


def test_an_empty_form_has_no_answers_and_says_so() -> None:
    form = returned()
    assert (form.reference, form.version) == ("S55-2026-01", 2)
    assert answers(form) == dict.fromkeys(EXPECTED.items, "")
    assert (form.missing, form.unplaced) == ((), ())
    assert form.problems == (f"Nothing was written for {ONE}, {TWO}, {THREE} and {FOUR}.",)


def test_a_form_filled_as_asked_has_each_answer_and_no_problem() -> None:
    form = returned(all_filled)
    assert answers(form) == {item: f"Answer to {item[-4:]}." for item in EXPECTED.items}
    assert (form.missing, form.unplaced, form.problems) == ((), (), ())


def test_paragraphs_bullets_bold_and_line_breaks_come_in_our_markup() -> None:
    bullet = '<w:pStyle w:val="S55Bullet"/>'
    broken = "<w:p><w:r><w:t>Two</w:t><w:br/><w:t>lines</w:t></w:r></w:p>"
    content = (
        paragraph(run("We ") + run("did", bold=True) + run(".")), paragraph("one", bullet),
        paragraph("two", bullet), broken,
    )  # fmt: skip
    assert answers(returned(filled(ONE, *content)))[ONE] == "We **did**.\n\n- one\n- two\n\nTwo\nlines"


def test_words_typed_beside_the_field_in_its_cell_belong_to_the_item() -> None:
    def type_below(body: _Element) -> None:
        rows(body)[ONE].findall(q("tc"))[1].extend(elements(paragraph("Below the field.")))

    assert answers(returned(type_below))[ONE] == "Below the field."


def test_the_words_that_waited_in_a_field_are_never_an_answer() -> None:
    form = returned(
        filled(ONE, paragraph(f"{hint(ONE)} We did.")),
        filled(TWO, paragraph("Click or tap here to enter text.")),
    )
    assert (answers(form)[ONE], answers(form)[TWO]) == ("We did.", "")


def test_a_deleted_row_is_missing_and_the_others_keep_their_answers() -> None:
    def delete(body: _Element) -> None:
        row = rows(body)[TWO]
        body.find(q("tbl")).remove(row)  # type: ignore[union-attr]

    form = returned(all_filled, delete)
    assert list(answers(form)) == [ONE, THREE, FOUR]
    assert form.missing == (TWO,)
    assert form.problems == (f"The row of {TWO} is missing from the form.",)


def renumber(body: _Element) -> None:
    for words in rows(body)[THREE].iter(q("t")):
        words.text = (words.text or "").replace(THREE, f"{FOUR[:-1]}9").replace("Recommendation 3", "No 9")


def test_a_renumbered_row_keeps_its_item_and_says_so() -> None:
    form = returned(all_filled, renumber)
    assert answers(form)[THREE] == "Answer to REC3."
    assert form.problems == (
        f"The row of {THREE} now says R2026-01-REC9. Its words were taken for {THREE}: check which is meant.",
    )


def test_rows_whose_marks_were_lost_are_known_by_their_reference() -> None:
    def lose_marks(body: _Element) -> None:
        for name in ("bookmarkStart", "bookmarkEnd", "sdtPr"):
            for mark in list(body.iter(q(name))):
                mark.getparent().remove(mark)  # type: ignore[union-attr]

    form = returned(all_filled, lose_marks)
    assert answers(form) == {item: f"Answer to {item[-4:]}." for item in EXPECTED.items}
    assert form.missing == ()


def test_cells_merged_downwards_keep_whose_words_are_whose() -> None:
    def merge(body: _Element) -> None:
        upper, lower = (rows(body)[item].findall(q("tc"))[1] for item in (ONE, TWO))
        for child in list(lower)[1:]:
            upper.append(child)
        upper[0].extend(elements('<w:vMerge w:val="restart"/>'))
        lower[0].extend(elements("<w:vMerge/>"))
        lower.extend(elements(paragraph("")))

    form = returned(all_filled, merge)
    assert (answers(form)[ONE], answers(form)[TWO]) == ("Answer to REC1.", "Answer to REC2.")
    assert any("merged" in problem and ONE in problem and TWO in problem for problem in form.problems)


def test_cells_merged_sideways_keep_the_answer_and_not_what_was_printed() -> None:
    def merge(body: _Element) -> None:
        left, right = rows(body)[ONE].findall(q("tc"))
        left[0].extend(elements('<w:gridSpan w:val="2"/>'))
        for child in list(right)[1:]:
            left.append(child)
        rows(body)[ONE].remove(right)

    form = returned(all_filled, merge)
    assert answers(form)[ONE] == "Answer to REC1."
    assert form.unplaced == ()
    assert any("merged" in problem for problem in form.problems)


def test_answers_pasted_below_the_table_are_placed_by_the_reference_above_them() -> None:
    def paste(body: _Element) -> None:
        body.extend(elements(paragraph(f"{TWO}:") + paragraph("We did.") + paragraph("Twice.")))

    form = returned(paste)
    assert answers(form)[TWO] == "We did.\n\nTwice."
    assert f"Words for {TWO} stood outside the table: check them." in form.problems


def test_words_that_name_no_item_are_listed_and_not_dropped() -> None:
    def paste(body: _Element) -> None:
        body.insert(0, *elements(paragraph("Dear colleague, see below.")))

    form = returned(paste)
    assert form.unplaced == ("Dear colleague, see below.",)
    assert any("belong to no item" in problem for problem in form.problems)


def test_words_typed_into_the_first_column_are_listed() -> None:
    def type_left(body: _Element) -> None:
        rows(body)[ONE].findall(q("tc"))[0].extend(elements(paragraph("We did it already.")))

    form = returned(type_left)
    assert form.unplaced == ("We did it already.",)
    assert f"Words in the first column, beside {ONE}, are not placed." in form.problems


def test_a_row_that_stands_twice_keeps_the_words_of_both() -> None:
    def copy(body: _Element) -> None:
        row = rows(body)[ONE]
        again = etree.fromstring(etree.tostring(row))
        row.addnext(again)
        next(again.iter(q("sdtContent"))).extend(elements(paragraph("And more.")))

    form = returned(all_filled, copy)
    assert answers(form)[ONE] == "Answer to REC1.\n\nAnswer to REC1.\n\nAnd more."
    assert any("twice" in problem for problem in form.problems)


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    by = 'w:id="9" w:author="Ann" w:date="2026-01-05T10:00:00Z"'
    old, new = "<w:r><w:delText>Old</w:delText></w:r>", run("New")
    tracked = f"<w:p><w:del {by}>{old}</w:del><w:ins {by}>{new}</w:ins></w:p>"
    form = returned(filled(ONE, tracked))
    assert answers(form)[ONE] == "New"
    assert any("tracked changes" in problem for problem in form.problems)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (ExpectedForm("S55-2026-07", 2, EXPECTED.items), "another letter: S55-2026-01, not S55-2026-07"),
        (ExpectedForm("S55-2026-01", 3, EXPECTED.items), "older form, version 2: version 3 was sent since"),
        (ExpectedForm("S55-2026-01", 1, EXPECTED.items), "only version 1 was sent"),
        (ExpectedForm("S55-2026-01", 2, EXPECTED.items[:3]), f"answers {FOUR}, which was not asked"),
        (
            ExpectedForm("S55-2026-01", 2, (*EXPECTED.items, "R2026-01-AFI1")),
            "row of R2026-01-AFI1 is missing",
        ),
    ],
)
def test_a_form_that_is_not_the_one_that_was_sent_says_so(expected: ExpectedForm, words: str) -> None:
    form = returned(all_filled, expected=expected)
    assert any(words in problem for problem in form.problems), form.problems
    assert answers(form)[ONE] == "Answer to REC1."


def test_the_printed_line_names_the_form_where_the_properties_were_taken_out() -> None:
    parts = parts_in(write_answer_form(a_form()))
    bare = word_file(parts["word/document.xml"])
    assert read_answer_form("form.docx", bare, EXPECTED).reference == "S55-2026-01"


def test_some_other_file_answers_nothing_and_is_listed_whole() -> None:
    other = word_file(document(paragraph("Dear all"), table(("a", "b"))))
    form = read_answer_form("other.docx", other, EXPECTED)
    assert (form.reference, form.version, form.answers) == ("", None, ())
    assert form.missing == EXPECTED.items
    assert form.unplaced == ("Dear all", "a", "b")
    assert form.problems[0].startswith("The form does not say which letter")


def test_references_with_dots_and_parents_are_matched_exactly() -> None:
    items = ("R2026-01-REC7.1", "R2026-01-REC7", "R2026-01-COC1-REC1")
    content = write_answer_form(a_form(items=tuple(type(ITEMS[0])(item, "", "Text.", ()) for item in items)))
    form = returned(content=content, expected=ExpectedForm("S55-2026-01", 2, items))
    assert tuple(answers(form)) == items
    assert form.missing == ()


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("form.docm", {}, "macros"),
        ("form.docx", {"word/vbaProject.bin": b"x"}, "macros"),
        ("form.docx", {"word/embeddings/oleObject1.bin": b"x"}, "other files inside"),
        ("form.docx", {"customXml/item1.xml": b"<!DOCTYPE a><a/>"}, "not allowed"),
    ],
)
def test_a_form_with_macros_or_tricks_is_refused(name: str, change: dict[str, bytes], words: str) -> None:
    made = io.BytesIO(write_answer_form(a_form()))
    with zipfile.ZipFile(made, "a") as package:
        for member, content in change.items():
            package.writestr(member, content)
    with pytest.raises(UnreadableFile) as refused:
        read_answer_form(name, made.getvalue(), EXPECTED)
    assert words in str(refused.value)


def test_a_form_filled_and_saved_in_libreoffice_comes_back_item_by_item(
    worked_on: Callable[[bytes, str], bytes],
) -> None:
    content = worked_on(
        write_answer_form(a_form()),
        f"""
        Find("{hint(ONE)}").String = "We did." & Chr(13) & "Twice."
        Replace "{hint(TWO)}", "Typed"
        Insert "Typed", " in the field."
        Replace "{THREE}", "R2026-01-REC9"
        Insert "{hint(THREE)}", " Renumbered."
        Remark "Recommendation 2", "Ann", "Is this enough?"
        doc.TextTables.getByIndex(0).Rows.removeByIndex(4, 1)
        """,
    )
    form = read_answer_form("form.docx", content, EXPECTED)
    assert (form.reference, form.version) == ("S55-2026-01", 2)
    assert answers(form) == {ONE: "We did.\n\nTwice.", TWO: "Typed in the field.", THREE: "Renumbered."}
    assert form.missing == (FOUR,)
    assert form.unplaced == ("Comment by Ann: Is this enough?",)
    assert [problem.split(".")[0] for problem in form.problems] == [
        f"The row of {FOUR} is missing from the form",
        f"The row of {THREE} now says R2026-01-REC9",
    ]
