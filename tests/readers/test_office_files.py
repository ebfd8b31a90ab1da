from pathlib import Path

import pytest

from tests.readers.office_file_cases import (
    MAIN,
    OLE,
    by_openpyxl,
    by_python_docx,
    office_file,
    open_document,
    relation,
    zipped,
)
from tracker.readers.office_files import check_office_file
from tracker.readers.unreadable import UnreadableFile

WORD_RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"
MACRO_TYPE = '<Default Extension="xlsm" ContentType="application/vnd.ms-excel.sheet.macroEnabled.12"/>'
HIDDEN_MACRO_TYPE = (
    '<Default Extension="x" ContentType="application/vnd.ms-excel.sheet.m&#97;croEnabled.12"/>'
)
XLM_TYPE = '<Override PartName="/xl/a.xml" ContentType="application/vnd.ms-excel.intlmacrosheet+xml"/>'
BOMB = {"word/media/a.png": bytes(101 << 20)}
ENTITY = {"word/b.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}
OBJECT = {WORD_RELATIONS: relation("oleObject")}
MANY = {f"word/media/{n}.png": b"" for n in range(1_001)}
LOCAL_TEMPLATE = relation("attachedTemplate", "file:///C:\\Users\\x\\Normal.dotm", mode="External")
NAMED_TEMPLATE = relation("attachedTemplate", "Normal.dotm")
HOUSE = Path(__file__).parents[2] / "templates" / "word" / "house.docx"

HONEST: dict[str, tuple[str, bytes]] = {
    "Word": (".docx", by_python_docx()),
    "Word of the house": (".docx", HOUSE.read_bytes()),
    "Excel": (".xlsx", by_openpyxl()),
    "PowerPoint": (".pptx", office_file("pptx")),
    "OpenDocument text": (".odt", open_document("text")),
    "OpenDocument sheet": (".ods", open_document("spreadsheet")),
    "Word's own template": (".docx", office_file("docx", {SETTINGS: LOCAL_TEMPLATE})),
    "template by name": (
        ".docx",
        office_file("docx", {SETTINGS: relation("attachedTemplate", "Normal.dotm")}),
    ),
    "hyperlink": (
        ".docx",
        office_file("docx", {WORD_RELATIONS: relation("hyperlink", "https://example.org")}),
    ),
    "figures of a chart": (
        ".pptx",
        office_file(
            "pptx",
            {
                "ppt/charts/_rels/chart1.xml.rels": relation("package", "../embeddings/Sheet1.xlsx"),
                "ppt/embeddings/Sheet1.xlsx": by_openpyxl(),
            },
        ),
    ),
    "settings of a printer": (
        ".xlsx",
        office_file("xlsx", {"xl/printerSettings/printerSettings1.bin": b"x"}),
    ),
}
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "password": (".docx", OLE + b"EncryptedPackage", "password"),
    "Word as Excel": (".xlsx", by_python_docx(), "not a .xlsx"),
    "Excel as Word": (".docx", by_openpyxl(), "not a .docx"),
    "sheet as text": (".odt", open_document("spreadsheet"), "not a .odt"),
    "Word as OpenDocument": (".odt", by_python_docx(), "not a .odt"),
    "any zip": (".docx", zipped({"a.txt": "x"}), "not a .docx"),
    "program before the zip": (".docx", b"MZ\x90\x00" + by_python_docx(), "not a .docx"),
    "plain text": (".xlsx", b"a,b\n1,2\n", "not a .xlsx"),
    "cut off": (".docx", by_python_docx()[:900], "damaged"),
    "macro part": (".docx", office_file("docx", {"word/vbaProject.bin": b"x"}), "macros"),
    "macro type": (".xlsx", office_file("xlsx", types=MACRO_TYPE), "macros"),
    "macro type in references": (".xlsx", office_file("xlsx", types=HIDDEN_MACRO_TYPE), "macros"),
    "XLM type": (".xlsx", office_file("xlsx", types=XLM_TYPE), "macros"),
    "XLM sheet": (".xlsx", office_file("xlsx", {"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
    "macro file inside": (".docx", office_file("docx", {"word/embeddings/a.xlsm": b"x"}), "macros"),
    "OpenDocument macro": (".odt", open_document("text", {"Basic/Standard/a.xml": "<x/>"}), "macros"),
    "OpenDocument script": (".ods", open_document("spreadsheet", {"Scripts/python/a.py": "x"}), "macros"),
    "object": (".docx", office_file("docx", {"word/embeddings/oleObject1.bin": b"x"}), "another file"),
    "control": (".docx", office_file("docx", {"word/activeX/activeX1.xml": "<x/>"}), "another file"),
    "object elsewhere": (".docx", office_file("docx", OBJECT), "another file"),
    "file inside": (
        ".docx",
        office_file("docx", {WORD_RELATIONS: relation("package", "embeddings/a.xlsx")}),
        "another file",
    ),
    "OpenDocument object": (
        ".odt",
        open_document("text", entry='<m:file-entry m:media-type="application/vnd.sun.star.oleobject"/>'),
        "another file",
    ),
    "OpenDocument password": (".odt", open_document("text", entry="<m:encryption-data/>"), "password"),
    "many members": (".docx", office_file("docx", MANY), "too large when unpacked"),
    "zip bomb": (".docx", office_file("docx", BOMB), "too large when unpacked"),
    "entity": (".docx", office_file("docx", ENTITY), "not allowed"),
    "list of parts too long": (".docx", office_file("docx", types=" " * (5 << 20)), "damaged"),
    "list of parts damaged": (".docx", office_file("docx", types="<a"), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_office_file_is_kept(name: str) -> None:
    ending, content = HONEST[name]
    check_office_file(content, ending)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_acts_or_is_something_else_is_refused_in_words(name: str) -> None:
    ending, content, said = REFUSED[name]
    with pytest.raises(UnreadableFile, match=said):
        check_office_file(content, ending)


@pytest.mark.parametrize(
    "target",
    ["https://example.org/a.dotm", "\\\\server\\a.dotm", "//server/a.dotm", "file://server/a.dotm",
     "file:///\\\\server\\a.dotm", "FILE:%2f%2fserver%2fa.dotm", " http://x", "smb://x/y"],
)  # fmt: skip
def test_a_template_on_another_computer_is_refused(target: str) -> None:
    content = office_file("docx", {SETTINGS: relation("attachedTemplate", target, mode="External")})
    with pytest.raises(UnreadableFile, match="template from another computer"):
        check_office_file(content, ".docx")


@pytest.mark.parametrize("kind", MAIN)
def test_each_kind_is_only_itself(kind: str) -> None:
    for other in MAIN:
        if other != kind:
            with pytest.raises(UnreadableFile, match=f"not a .{kind} file"):
                check_office_file(office_file(other), f".{kind}")
