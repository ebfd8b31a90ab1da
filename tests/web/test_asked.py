"""What I am asked: drafting in the browser, two windows, and the Word form that comes back."""

import io
import zipfile

import pytest
from lxml import etree

from tests.services.commission_records import asks
from tests.web.commission_pages import COMMISSION, DESK, FINDING, FIRST, LETTER, Desk, desk, upload
from tests.web.letter_pages import main_text
from tracker.domain.answer_forms import ITEM_MARK, hint
from tracker.services.commissions import Ask

__all__ = ["desk"]
FORM = f"/asked/forms/{LETTER}/head-of-crime"
BOTH = [
    Ask(FIRST, "head-of-crime", "", asks()[0].due_on),
    Ask(FINDING, "head-of-crime", "", asks()[0].due_on),
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled(
    content: bytes, words: dict[str, str], *, without: str = "", renumbered: tuple[str, str] = ("", "")
) -> bytes:
    """The form with words typed into its fields, a row deleted, a reference typed over."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = _changed(part, words, without, renumbered)
            new.writestr(name, part)
    return made.getvalue()


def _changed(part: bytes, words: dict[str, str], without: str, renumbered: tuple[str, str]) -> bytes:
    tree = etree.fromstring(part)
    for row in list(tree.iter(f"{W}tr")):
        marks = [one.get(f"{W}name", "") for one in row.iter(f"{W}bookmarkStart")]
        if without and f"{ITEM_MARK}{without.replace('-', '_')}" in marks:
            holder = row.getparent()
            assert holder is not None
            holder.remove(row)
    for text in tree.iter(f"{W}t"):
        for item, said in words.items():
            if text.text == hint(item):
                text.text = said
        if renumbered[0] and text.text == renumbered[0]:
            text.text = renumbered[1]
    return etree.tostring(tree)


def empty_form(desk: Desk) -> bytes:
    content: bytes = desk.visitor("crime").get(f"{FORM}.docx").data
    return content


def test_the_list_says_what_is_asked_and_by_when(desk: Desk) -> None:
    owner = desk.visitor("crime")
    owner.get("/asked")
    assert "Nothing is asked of you" in main_text(owner)
    desk.invite()
    owner.get("/asked")
    said = main_text(owner)
    assert "1 item to answer, the first by 14 January 2026." in said
    assert FINDING not in said


def test_a_draft_is_saved_and_then_returned(desk: Desk) -> None:
    desk.invite()
    owner = desk.visitor("crime")
    owner.submit(f"/asked/{FIRST}", {"draft": "Half.", "save": "yes"})
    owner.get(f"/asked/{FIRST}")
    assert "Half." in owner.html
    assert "Which cases?" in main_text(owner)
    owner.submit(f"/asked/{FIRST}", {"draft": "", "return": "yes"}, status=400)
    assert "Write the comments before you return them" in main_text(owner)
    sent = owner.submit(f"/asked/{FIRST}", {"draft": "Whole.", "return": "yes"})
    assert sent.location == "/asked"
    owner.get(f"/asked/{FIRST}")
    assert "It has been returned" in main_text(owner)


def test_two_windows_show_both_texts(desk: Desk) -> None:
    desk.invite()
    first, second = desk.visitor("crime"), desk.visitor("crime")
    second.get(f"/asked/{FIRST}")
    first.submit(f"/asked/{FIRST}", {"draft": "From the first window."})
    second.send({"draft": "From the second window."}, path=f"/asked/{FIRST}", status=409)
    said = main_text(second)
    assert "From the first window." in said
    assert "From the second window." in said
    second.send({"draft": "Both together."}, path=f"/asked/{FIRST}")


def test_what_is_asked_of_another_post_is_not_here(desk: Desk) -> None:
    desk.invite()
    owner = desk.visitor("custody")
    owner.get(f"/asked/{FIRST}", status=404)
    owner.get(FORM, status=404)
    owner.get(f"{FORM}.docx", status=404)


def test_a_word_form_is_looked_at_before_anything_is_saved(desk: Desk) -> None:
    desk.invite(asks=BOTH)
    owner = desk.visitor("crime")
    content = filled(empty_form(desk), {FIRST: "From Word.", FINDING: "Also from Word."})
    owner.submit(FORM, upload(content), status=200)
    assert "Nothing is saved yet" in main_text(owner)
    lead = desk.visitor("lead")
    lead.get(COMMISSION)
    assert "Returned" not in main_text(lead)
    owner.send(path=FORM, button="Return the chosen words")
    lead.get(f"{DESK}/answers/{FIRST}")
    assert "From Word." in lead.html


def test_a_form_with_one_item_missing_and_one_renumbered_is_told_item_by_item(desk: Desk) -> None:
    desk.invite(asks=BOTH)
    owner = desk.visitor("crime")
    other = "R2025-01-REC7"
    content = filled(empty_form(desk), {FIRST: "From Word."}, without=FINDING, renumbered=(FIRST, other))
    owner.submit(FORM, upload(content), status=200)
    said = main_text(owner)
    assert f"The row of {FINDING} is missing from the form." in said
    assert f"The row of {FIRST} now says {other}. Its words were taken for {FIRST}" in said
    assert "The form has no words for this item" in said
    owner.send(path=FORM, button="Return the chosen words")
    lead = desk.visitor("lead")
    lead.get(COMMISSION)
    assert "1 returned and 1 opened" not in main_text(lead)
    assert "1 returned and 1 asked" in main_text(lead)


def test_an_older_form_is_told_and_a_form_of_another_letter_is_refused(desk: Desk) -> None:
    desk.invite(asks=BOTH)
    old = empty_form(desk)
    lead = desk.visitor("lead")
    path = f"{COMMISSION}/items/{FIRST}"
    lead.submit(path, {"questions": "And when?"})
    owner = desk.visitor("crime")
    owner.submit(FORM, upload(filled(old, {FIRST: "x"})), status=200)
    assert "This is an older form, version 1: version 2 was sent since." in main_text(owner)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(LETTER.encode(), b"S55-2024-09"))
    owner.submit(FORM, upload(made.getvalue()), status=400)
    assert "This is the form of another letter, S55-2024-09" in main_text(owner)


@pytest.mark.parametrize(
    ("content", "name"), [(b"not Word", "form.docx"), (b"", "form.docx"), (b"MZ", "form.docm")]
)
def test_what_is_no_word_form_is_refused_with_its_reason(desk: Desk, content: bytes, name: str) -> None:
    desk.invite()
    owner = desk.visitor("crime")
    owner.submit(FORM, upload(content, name), status=400)
    assert "There is a problem" in main_text(owner)


def test_a_form_with_macros_is_refused(desk: Desk) -> None:
    desk.invite()
    made = io.BytesIO(empty_form(desk))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/vbaProject.bin", b"macro")
    owner = desk.visitor("crime")
    owner.submit(FORM, upload(made.getvalue()), status=400)
    assert "macro" in main_text(owner).lower()


def test_a_draft_saved_after_the_preview_is_not_overwritten_unseen(desk: Desk) -> None:
    desk.invite()
    owner, other = desk.visitor("crime"), desk.visitor("crime")
    content = filled(empty_form(desk), {FIRST: "From Word."})
    owner.submit(FORM, upload(content), status=200)
    other.submit(f"/asked/{FIRST}", {"draft": "In the browser meanwhile."})
    owner.send(path=FORM, button="Return the chosen words", status=409)
    said = main_text(owner)
    assert "In the browser meanwhile." in said
    assert "From Word." in owner.html
