"""Files that are not what they should be are refused, in words that say what to do."""

import io
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from tests.readers.word_files import RELATIONS, document, paragraph, word_file
from tracker.readers.files import LARGEST_FILE, UnreadableFile, read_file

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
HONEST = document(paragraph("Dear Home Secretary"))


def refusal(name: str, content: bytes) -> str:
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        read_file(name, content)
    assert time.monotonic() - started < 15
    return str(refused.value)


def test_a_plain_text_is_parted_at_blank_lines() -> None:
    blocks, are_real = read_file("letter.TXT", b"One\r\ntwo\r\n\r\n \r\nThree\r\n")
    assert [block.text for block in blocks] == ["One\ntwo", "Three"]
    assert not are_real


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_offices_use(encoding: str) -> None:
    blocks, _ = read_file("letter.txt", "Café – ‘one’ £5".encode(encoding))
    assert blocks[0].text == "Café – ‘one’ £5"


def test_a_stray_control_character_is_removed_and_no_word_with_it() -> None:
    blocks, _ = read_file("letter.txt", b"one\x07 two\x0bthree\x0c\nfour" + b" and more words" * 5)
    assert [block.text.split("\n")[0] for block in blocks] == ["one two", "four" + " and more words" * 5]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.txt", b"", "empty"),
        ("letter.docx", b"", "empty"),
        ("letter.txt", b" \n\t\n", "empty"),
        ("letter.txt", "\u200b\n\ufeff".encode(), "empty"),
        ("letter.txt", b"x" * (LARGEST_FILE + 1), "larger than 25 MB"),
        ("letter.txt", b"word " * 500_000, "too long"),
        ("letter.txt", bytes(range(256)) * 40, "not text"),
        ("letter.txt", b"\x00", "not text"),
        (
            "letter.txt",
            "\ud800".encode("utf-16-le", "surrogatepass").join([b"\xff\xfe", b"\x00"]),
            "not text",
        ),
        ("letter.txt", PNG, "this is a picture"),
        ("letter.txt", b"\xff\xd8\xff\xe0" + b"\x00" * 20, "this is a picture"),
        ("letter.txt", b"%PDF-1.7\n", "this is a PDF"),
        ("letter.txt", b"MZ\x90\x00\x03" + b"\x00" * 20, "this is a program"),
        ("letter.docx", PNG, "this is a picture"),
        ("letter.docx", b"Dear Home Secretary", "plain text"),
        ("letter.docx", b"%PDF-1.7\n", "this is a PDF"),
        ("letter.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "password protected"),
        ("letter.docx", b"PK\x03\x04", "damaged"),
        ("letter.docx", word_file(HONEST)[:300], "damaged"),
        ("letter.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("letter.docm", word_file(HONEST), "macros"),
        ("letter.pdf", b"%PDF-1.7\n", "save its text"),
        ("letter.xlsx", b"PK\x03\x04", "Only .txt and .docx"),
        ("letter", b"Dear", "Only .txt and .docx"),
        ("letter.txt.exe", b"MZ", "Only .txt and .docx"),
    ],
)
def test_a_file_that_is_no_letter_is_refused_and_told_what_to_do(
    name: str, content: bytes, words: str
) -> None:
    assert words in refusal(name, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (word_file(HONEST, {"word/vbaProject.bin": b"x"}), "macros"),
        (word_file(HONEST, word_type="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (word_file(HONEST, {"word/embeddings/oleObject1.bin": b"x"}), "other files inside"),
        (word_file(HONEST, {"word/afchunk1.html": b"<p>x</p>"}), "other files inside"),
        (
            word_file(
                HONEST,
                {
                    "word/_rels/settings.xml.rels": RELATIONS.format(
                        "attachedTemplate", "https://example.org/x.dotm", ' TargetMode="External"'
                    )
                },
            ),
            "from elsewhere",
        ),
        (word_file('<!DOCTYPE a [<!ENTITY b "c">]>' + HONEST), "not allowed"),
        (word_file('<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]>' + HONEST), "not allowed"),
        (word_file(f'<?xml version="1.0"?><!DOCTYPE a>{HONEST}'.encode("utf-16")), "not allowed"),
        (word_file(b'<?xml version="1.0" encoding="UTF-7"?>' + HONEST.encode()), "not allowed"),
        (word_file(HONEST, {"customXml/item1.xml": "<!DOCTYPE a><a/>"}), "not allowed"),
        (word_file(HONEST, word_type="application/vnd.openxmlformats.spreadsheet"), "not a Word file"),
        (word_file("<w:document"), "damaged"),
        (word_file(document()), "empty"),
    ],
)  # fmt: skip
def test_a_word_file_with_a_trick_in_it_is_refused(content: bytes, words: str) -> None:
    assert words in refusal("letter.docx", content)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: word_file(HONEST, {"word/media/image1.png": bytes(101 * 1024 * 1024)}), "too large"),
        (lambda: word_file(HONEST, {f"word/{number}.png": b"" for number in range(1001)}), "too large"),
        (lambda: word_file(document(paragraph("x" * 90_000_000))), "too much memory or time"),
        (lambda: word_file(document(paragraph("x") * 1_700_000)), "too much memory or time"),
        (lambda: word_file(document(paragraph("x" * 1000) * 3_000)), "too much memory or time"),
        (lambda: word_file("<w:p>" * 200_000), "damaged"),
    ],
)  # fmt: skip
def test_a_word_file_that_would_take_too_much_is_refused(made: Callable[[], bytes], words: str) -> None:
    assert words in refusal("letter.docx", made())


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    made = bytearray(word_file(HONEST, {"word/media/image1.png": bytes(110 * 1024 * 1024)}))
    true_size = (110 * 1024 * 1024).to_bytes(4, "little")
    assert made.count(true_size) >= 1
    assert "too large when unpacked" in refusal(
        "letter.docx", bytes(made).replace(true_size, (100).to_bytes(4, "little"))
    )


def test_a_word_file_with_one_byte_changed_is_refused() -> None:
    made = bytearray(word_file(HONEST))
    at = made.index(b"word/document.xml") + len("word/document.xml") + 10
    made[at] ^= 0xFF
    assert "damaged" in refusal("letter.docx", bytes(made))


def test_a_zip_with_a_password_is_refused() -> None:
    made = bytearray(word_file(HONEST))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := made.find(mark, at + 1)) >= 0:
            made[at + offset] |= 1
    assert "password" in refusal("letter.docx", bytes(made))


def test_two_members_of_one_name_are_refused() -> None:
    made = io.BytesIO(word_file(HONEST))
    with zipfile.ZipFile(made, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", zlib.compress(b"x"))
    assert "damaged" in refusal("letter.docx", made.getvalue())
