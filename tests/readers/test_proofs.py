import io
import zipfile

import pytest

from tracker.readers.proofs import check_proof
from tracker.readers.unreadable import UnreadableFile


def word_file(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in ({"[Content_Types].xml": "<Types/>"} | members).items():
            package.writestr(name, text)
    return made.getvalue()


GOOD = {
    "letter.pdf": b"%PDF-1.7\n",
    "MAIL.EML": b"Subject: Copy\r\n\r\nAttached.",
    "mail.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
    "letter.docx": word_file(),
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
    "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "cut.docx": b"PK\x03\x04",
    "zip.docx": word_file().replace(b"[Content_Types].xml", b"[Content_Typos].xml"),
    "macro.docx": word_file(**{"word/vbaProject.bin": "x"}),
    "object.docx": word_file(**{"word/embeddings/oleObject1.bin": "x"}),
    "entity.docx": word_file(**{"word/document.xml": "<!DOCTYPE x><x/>"}),
    "program.txt": b"MZ\x90\x00\x03",
    "binary.eml": b"a\x00b",
    "large.pdf": b"%PDF-" + b"x" * (25 * 1024 * 1024),
}


@pytest.mark.parametrize("name", GOOD)
def test_an_honest_file_is_kept_as_proof(name: str) -> None:
    check_proof(name, GOOD[name])


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_what_it_says_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile):
        check_proof(name, BAD[name])
