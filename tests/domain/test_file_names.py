import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.file_names import LONGEST_NAME, MEDIA_TYPES, clean_file_name, ending_of, media_type

CLEANED = {
    "Minutes of 4 March.pdf": "Minutes of 4 March.pdf",
    "../../etc/passwd.txt": "passwd.txt",
    "..\\..\\mail.eml": "mail.eml",
    "/var/mail/a.eml": "a.eml",
    "C:\\Users\\me\\plan.docx": "plan.docx",
    "C:plan.docx": "plan.docx",
    "\\\\server\\share\\plan.docx": "plan.docx",
    "report\u202efdp.exe": "reportfdp.exe",
    "a\u200bb\ufeffc.pdf": "abc.pdf",
    "a\x00b.pdf": "ab.pdf",
    "first\nsecond.pdf": "first second.pdf",
    "a\x85b.pdf": "ab.pdf",
    "CON.pdf": "_CON.pdf",
    "nul": "_nul",
    "com1.tar.csv": "_com1.tar.csv",
    "LPT² .txt": "_LPT².txt",
    "conference.pdf": "conference.pdf",
    "-rf.pdf": "rf.pdf",
    "=1+1.csv": "1+1.csv",
    "~$plan.docx": "plan.docx",
    ".hidden.txt": "hidden.txt",
    ".pdf": "file.pdf",
    "": "file",
    "  ": "file",
    "..": "file",
    "plan.pdf. ": "plan.pdf",
    "plan .pdf": "plan.pdf",
    'a"b<script>:?*|.pdf': "a_b_script_____.pdf",
    "Копия 😀.eml": "Копия 😀.eml",
    "👩\u200d🚒 crew.png": "👩\u200d🚒 crew.png",
    "a\u200db.png": "ab.png",
    "Éva's plan, 50% – final.docx": "Éva's plan, 50% – final.docx",
    "e\u0301.pdf": "e\u0301.pdf",
    "e" + "\u0301" * 200 + ".pdf": "e" + "\u0301" * 4 + ".pdf",
    "a\ud800b.pdf": "ab.pdf",
}


@pytest.mark.parametrize("name", CLEANED)
def test_a_name_is_made_safe_and_otherwise_left_alone(name: str) -> None:
    assert clean_file_name(name) == CLEANED[name]


@pytest.mark.parametrize("letter", ["x", "ж", "😀"])
def test_a_long_name_is_cut_and_keeps_its_ending(letter: str) -> None:
    made = clean_file_name(letter * 300 + ".docx")
    assert made.endswith(f"{letter}.docx")
    assert LONGEST_NAME - 3 <= len(made.encode()) <= LONGEST_NAME


@given(st.text(max_size=300))
def test_a_cleaned_name_is_clean_whatever_it_was(name: str) -> None:
    made = clean_file_name(name)
    assert clean_file_name(made) == made
    assert made.strip(" .") == made != ""
    assert not set(made) & set('/\\:*?"<>|\n\r\x00\u202e')
    assert made[0] not in "-=~$.@+"
    assert len(made.encode()) <= LONGEST_NAME


def test_the_ending_is_the_one_that_a_computer_goes_by() -> None:
    assert ending_of("PLAN.PDF") == ".pdf"
    assert ending_of("plan.pdf\u202e.exe") == ".exe"
    assert ending_of("plan.exe ") == ".exe"
    assert ending_of("plan") == ""


def test_a_file_is_downloaded_as_what_it_is() -> None:
    assert media_type("Plan.DOCX") == MEDIA_TYPES[".docx"]
    assert media_type("note.txt") == "text/plain; charset=utf-8"
    assert media_type("page.html") == media_type("plan") == "application/octet-stream"
