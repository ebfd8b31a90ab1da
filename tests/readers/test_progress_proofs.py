import io

import pytest

from tests.readers.office_file_cases import OLE, by_openpyxl, by_python_docx, open_document, outlook_file
from tracker.domain.file_names import MEDIA_TYPES
from tracker.readers.files import LARGEST_FILE
from tracker.readers.progress_proofs import check_progress_proof, received
from tracker.readers.unreadable import UnreadableFile

SVG = (
    b'<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HONEST: dict[str, bytes] = {
    "minutes.pdf": b"%PDF-1.7\n",
    "plan.docx": by_python_docx(),
    "figures.XLSX": by_openpyxl(),
    "plan.odt": open_document("text"),
    "figures.ods": open_document("spreadsheet"),
    "screen.png": b"\x89PNG\r\n\x1a\nrest",
    "photo.jpeg": b"\xff\xd8\xff\xe0rest",
    "moving.gif": b"GIF89arest",
    "note.txt": "Naïve – 12 March".encode(),
    "old note.txt": "Naïve – 12 March".encode("cp1252"),
    "notepad.txt": "Naïve".encode("utf-16"),
    "figures.csv": "\ufeffForce,Trained\nÉ,412\n".encode(),
    "sums.csv": b"<5,>10\n1,2\n",
    "mail.eml": b"Received: by example\r\nSubject: Done\r\n\r\n<html><body>Done</body></html>",
    "mail.msg": outlook_file(),
}
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing.pdf": (b"", "empty. Choose"),
    "program.exe": (b"MZ\x90\x00", "Programs are never kept"),
    "program.pdf": (b"MZ\x90\x00", "not a .pdf"),
    "program.txt": (b"MZ\x90\x00\x03", "not a .txt"),
    "page.html": (b"<html>", "print the page"),
    "page.txt": (b"\xef\xbb\xbf\n<!-- x -->\n<!DOCTYPE html><p>", "not a .txt"),
    "picture.svg": (SVG, "save the picture as .png"),
    "picture.png": (SVG, "not a .png"),
    "picture.csv": (SVG, "not a .csv"),
    "figures.xlsm": (b"PK\x03\x04", "macros: open it, save it as .xlsx"),
    "letter.docm": (b"PK\x03\x04", "macros: open it, save it as .docx"),
    "letter.doc": (OLE, "save it as .docx"),
    "files.zip": (b"PK\x03\x04", "Unpack it"),
    "noending": (b"%PDF-1.7", "Only .pdf, "),
    "report.pdf\u202e.exe": (b"MZ", "Programs are never kept"),
    "sheet.msg": (outlook_file("Workbook"), "not a .msg"),
    "locked.msg": (OLE + "EncryptedPackage".encode("utf-16-le"), "not a .msg"),
    "words.eml": (b"Done on Monday.\n", "not a .eml"),
    "wide.eml": ("Subject: x".encode("utf-16"), "not a .eml"),
    "zeros.csv": (b"a\x00b", "not a .csv"),
    "half.txt": (b"\xff\xfea", "not a .txt"),
    "pdf.txt": (b"%PDF-1.7", "not a .txt"),
    "figures.xlsx": (b"a,b\n", "not a .xlsx"),
    "large.pdf": (b"%PDF-" + bytes(LARGEST_FILE), "larger than 25 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_kept(name: str) -> None:
    check_progress_proof(name, HONEST[name])


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused_with_what_to_do(name: str) -> None:
    content, said = REFUSED[name]
    with pytest.raises(UnreadableFile, match=said):
        check_progress_proof(name, content)


def test_every_kind_that_is_kept_is_looked_at_by_its_content() -> None:
    for ending in MEDIA_TYPES:
        with pytest.raises(UnreadableFile, match="do not match the name"):
            check_progress_proof(f"a{ending}", b"\x00\x01\x02\x03")


def test_many_comments_before_a_page_take_no_time() -> None:
    check_progress_proof("a.txt", b"<!---->" * 3_000_000)


class Endless(io.BytesIO):
    """A stream that never ends, and counts what was taken of it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None, "all of it was asked for"
        self.taken += size
        return bytes(size)


def test_a_stream_is_read_up_to_the_limit_only() -> None:
    stream = Endless()
    with pytest.raises(UnreadableFile, match="larger than 25 MB"), received(stream):
        pytest.fail("it was taken")
    assert stream.taken <= LARGEST_FILE + 1024 * 1024


@pytest.mark.parametrize("size", [0, 1, 1_000_000])
def test_a_stream_comes_whole_up_to_its_very_limit(size: int) -> None:
    with received(io.BytesIO(b"x" * size), most=size) as file:
        assert file.read() == b"x" * size
