"""Looks at a file that is to prove something: it is kept as it came, never opened here."""

import zipfile

from tracker.domain.step_proofs import PROOF_ENDINGS
from tracker.readers.files import LARGEST_FILE
from tracker.readers.unreadable import UnreadableFile
from tracker.readers.zip_checks import open_safely

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".msg": (_OLD_OFFICE,),
    ".docx": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
_TELLING_MEMBERS = ("vbaproject.bin", "vbadata.xml", "oleobject", "activex")


def check_proof(name: str, content: bytes) -> None:
    """Raises UnreadableFile, saying what to do, for a file that cannot be kept as proof."""
    if not content:
        raise UnreadableFile("This file is empty. Choose the file that proves the step.")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("This file is larger than 25 MB. Choose a smaller one, such as a PDF.")
    ending = name[name.rfind(".") :].strip().lower() if "." in name else ""
    if ending not in PROOF_ENDINGS:
        kinds = ", ".join(PROOF_ENDINGS[:-1])
        raise UnreadableFile(f"Only {kinds} and {PROOF_ENDINGS[-1]} files are kept as proof. Save it as one.")
    starts = _STARTS.get(ending)
    if starts is None:
        _refuse_unless_text(content, ending)
    elif not content.startswith(starts):
        raise UnreadableFile(f"The contents do not match the name: this is not a {ending} file.")
    if ending == ".docx":
        _refuse_active_word(content)


def _refuse_unless_text(content: bytes, ending: str) -> None:
    if b"\x00" in content[:65536] or content[:5].startswith((b"MZ\x90", b"\x7fELF", b"PK\x03\x04", b"%PDF-")):
        raise UnreadableFile(f"The contents do not match the name: this is not a {ending} file.")


def _refuse_active_word(content: bytes) -> None:
    package: zipfile.ZipFile = open_safely(content)
    with package:
        names = [member.lower() for member in package.namelist()]
    if "[content_types].xml" not in names:
        raise UnreadableFile("The contents do not match the name: this is not a .docx file.")
    if any(telling in name for name in names for telling in _TELLING_MEMBERS):
        raise UnreadableFile("This file carries macros or embedded objects. Save it as a PDF and try again.")
