import pytest

from tests.readers.office_file_cases import OLE, by_openpyxl, office_file, open_document, outlook_file
from tracker.readers.proofs import check_proof
from tracker.readers.unreadable import UnreadableFile

GOOD = {
    "letter.pdf": b"%PDF-1.7\n",
    "MAIL.EML": b"Subject: Copy\r\n\r\nAttached.",
    "mail.msg": outlook_file(),
    "letter.docx": office_file("docx"),
    "photo.png": b"\x89PNG\r\n\x1a\nrest",
    "scan.jpeg": b"\xff\xd8\xff\xe0rest",
    "note.txt": "Naïve".encode(),
}
BAD = {
    "empty.pdf": b"",
    "page.html": b"<html>",
    "run.exe": b"MZ\x90",
    "noending": b"%PDF-1.7",
    "page.pdf": b"<html>",
    "old.docx": OLE,
    "cut.docx": b"PK\x03\x04",
    "macro.docx": office_file("docx", {"word/vbaProject.bin": "x"}),
    "sheet.xlsx": by_openpyxl(),
    "text.odt": open_document("text"),
    "figures.csv": b"a,b",
    "program.txt": b"MZ\x90\x00\x03",
    "binary.eml": b"a\x00b",
    "large.pdf": b"%PDF-" + b"x" * (25 * 1024 * 1024),
}


@pytest.mark.parametrize("name", GOOD)
def test_an_honest_file_is_kept_as_proof(name: str) -> None:
    check_proof(name, GOOD[name])


@pytest.mark.parametrize("name", BAD)
def test_a_file_of_another_kind_or_not_what_it_says_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile):
        check_proof(name, BAD[name])
