"""Word files (.docx): looked at for what must not be in them, then read in a process of its own."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.phrasing.letters import Block
from tracker.readers import word_child
from tracker.readers.unreadable import UnreadableFile
from tracker.readers.word_lists import PrintedMarks
from tracker.readers.zip_checks import DAMAGED, open_safely, read_member

_CHILD = Path(word_child.__file__)
_WORD_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = re.compile(r"(?:^|/)(?:vba\w*\.(?:bin|xml)|macrosheets/|activeX/|customUI\w*/)", re.I)
_EMBEDDED = re.compile(r"(?:^|/)(?:embeddings/|oleObject|afchunk|altChunk)", re.I)
_OUTSIDE = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I)
_HARMLESS_OUTSIDE = re.compile(rb"/(?:hyperlink|image)[\"']", re.I)

_SAVE_AGAIN = "Open it in Word, save it as a new .docx without them and try again."
_HAS_MACROS = f"This file contains macros, which are not allowed here. {_SAVE_AGAIN}"
_HAS_OTHERS = f"This file contains other files inside it, which are not allowed here. {_SAVE_AGAIN}"
_POINTS_OUT = (
    f"This file takes parts of itself from elsewhere, such as a template on the network. {_SAVE_AGAIN}"
)
_NOT_WORD = "The contents do not match the name: this is not a Word file. Choose the letter itself."
_TOO_MUCH = "This file takes too much memory or time to read. Save its text as .txt and try again."


def read_word(content: bytes) -> list[Block]:
    """The paragraphs of a Word file with their styles; raises UnreadableFile for one that is not safe."""
    blocks = _blocks(read_apart(content, "blocks"))
    blocks = [block for block in blocks if not is_blank(block.text)]
    if not blocks:
        raise UnreadableFile("This file is empty: there are no words in it. Choose the file with the letter.")
    return _with_lists_together(blocks)


def _refuse_what_is_not_allowed(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if any(_MACROS.search(name) for name in names):
        raise UnreadableFile(_HAS_MACROS)
    if any(_EMBEDDED.search(name) for name in names):
        raise UnreadableFile(_HAS_OTHERS)
    if "[Content_Types].xml" not in names:
        raise UnreadableFile(_NOT_WORD)
    types = read_member(package, "[Content_Types].xml").replace(b"\x00", b"")
    if b"macroenabled" in types.lower() or b"vbaproject" in types.lower():
        raise UnreadableFile(_HAS_MACROS)
    if _WORD_TYPE not in types:
        raise UnreadableFile(_NOT_WORD)
    for name in names:
        if name.endswith(".rels"):
            relations = read_member(package, name).replace(b"\x00", b"")
            if b"/aFChunk" in relations:
                raise UnreadableFile(_HAS_OTHERS)
            if any(not _HARMLESS_OUTSIDE.search(found) for found in _OUTSIDE.findall(relations)):
                raise UnreadableFile(_POINTS_OUT)


def _blocks(read: dict[str, Any]) -> list[Block]:
    marks = PrintedMarks(read["lists"])
    made = []
    for text, style, is_heading, list_name in read["blocks"]:
        mark = marks.before(list_name) if list_name else ""
        made.append(Block(mark + clean_text(text), style, is_heading, is_list_item=mark == "- "))
    return made


def read_apart(content: bytes, wanted: str) -> dict[str, Any]:
    """What the child process printed ("blocks" or "parts") of a file that was looked at before.

    It is stopped when it takes too long; raises UnreadableFile.
    """
    _refuse_what_is_not_allowed(open_safely(content))
    try:
        # The command is this program's own; the file goes in as data.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_CHILD), wanted],
            input=content,
            capture_output=True,
            timeout=word_child.TIME_LIMIT,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(_TOO_MUCH) from None
    try:
        read: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise UnreadableFile(_TOO_MUCH) from None
    if wanted not in read:
        raise UnreadableFile(_TOO_MUCH if read.get("refused") == "too large" else DAMAGED)
    return read


def _with_lists_together(blocks: list[Block]) -> list[Block]:
    """Each run of bullets as one block, a line for each; those of a letter made here stay apart, by style."""
    made: list[Block] = []
    for block in blocks:
        previous = made[-1] if made else None
        if (
            previous is not None
            and previous.is_list_item
            and block.is_list_item
            and not block.style.startswith("S55 ")
        ):
            made[-1] = Block(f"{previous.text}\n{block.text}", previous.style, is_list_item=True)
        else:
            made.append(block)
    return made
