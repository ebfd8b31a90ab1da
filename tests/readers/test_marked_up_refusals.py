"""Files that must not be read are refused as marked-up copies in the same words as letters."""

import pytest

from tests.readers.word_files import RELATIONS, document, paragraph, word_file
from tracker.readers.files import UnreadableFile
from tracker.readers.marked_up import read_marked_up


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("draft.docx", b"", "empty"),
        ("draft.txt", b"Some text", "Only a .docx file"),
        ("draft.docm", b"PK\x03\x04", "macros"),
        ("draft.docx", b"%PDF-1.7", "this is a PDF"),
        ("draft.docx", b"PK\x03\x04", "damaged"),
        ("draft.docx", word_file(document(), {"word/vbaProject.bin": b"x"}), "macros"),
        ("draft.docx", word_file("<!DOCTYPE a>" + document()), "not allowed"),
        ("draft.docx", word_file("<w:document"), "damaged"),
        ("draft.docx", word_file(document(paragraph("x" * 1000) * 3_000)), "too much memory or time"),
        ("draft.docx", word_file(document(), {"word/comments.xml": "<w:comments"}), "damaged"),
        (
            "draft.docx",
            word_file(
                document(),
                {
                    "word/_rels/settings.xml.rels": RELATIONS.format(
                        "attachedTemplate", "http://x", ' TargetMode="External"'
                    )
                },
            ),
            "from elsewhere",
        ),
    ],
)
def test_a_hostile_file_is_refused_in_plain_words(name: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_marked_up(name, content)
    assert words in str(refused.value)


def test_a_document_nested_without_end_is_refused() -> None:
    deep = word_file(document("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000))
    with pytest.raises(UnreadableFile):
        read_marked_up("draft.docx", deep)
