"""Every word of a kept file, wherever in it a word can stand: what a search for a name must look through."""

import html
import re

from tracker.readers.files import read_file
from tracker.readers.unreadable import UnreadableFile
from tracker.readers.zip_checks import open_safely, read_member

_MARKUP = re.compile(r"<[^>]*>")
_PARAGRAPH_ENDS = re.compile(r"</(?:\w+:)?(?:p|tc|title|row|si)>")


def every_word(name: str, content: bytes) -> tuple[str, str]:
    """The file's text as it is read here, and all that stands beside it (headers, comments, properties).

    Of a package of XML that is no Word file (a spreadsheet, slides) it is all the text of its parts; a file
    that cannot be read is given as its bytes look.
    """
    try:
        blocks, _ = read_file(name, content)
    except UnreadableFile:
        return _beside(content) or _as_it_looks(content), ""
    text = "\n\n".join(block.text for block in blocks)
    return text, _beside(content)


def _as_it_looks(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return content.decode(encoding, errors="replace")


def _beside(content: bytes) -> str:
    try:
        package = open_safely(content)
    except UnreadableFile:
        return ""  # plain text: all of it has been read
    parts = [
        _MARKUP.sub(
            "", _PARAGRAPH_ENDS.sub("\n", read_member(package, member.filename).decode("utf-8", "replace"))
        )
        for member in package.infolist()
        if member.filename.endswith((".xml", ".rels"))
    ]
    return "\n".join([*(member.filename for member in package.infolist()), *map(html.unescape, parts)])
