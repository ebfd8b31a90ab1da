"""Every word of a kept file, wherever in it a word can stand: what a search for a name must look through."""

import html
import re
from email import message_from_bytes
from email.policy import default

from tracker.readers.files import read_file
from tracker.readers.unreadable import UnreadableFile
from tracker.readers.zip_checks import open_safely, read_member

_MARKUP = re.compile(r"<[^>]*>")
_PARAGRAPH_ENDS = re.compile(
    # Paragraphs, cells and shared strings; the text and the value of a cell; properties; a header's words.
    r"</(?:\w+:)?(?:p|tc|title|row|si|is|v|creator|lastModifiedBy|keywords|subject|description"
    r"|(?:odd|even|first)(?:Header|Footer))>"
)


def every_word(name: str, content: bytes) -> tuple[str, str]:
    """The file's text as it is read here, and all that stands beside it (headers, comments, properties).

    Of a package of XML that is no Word file (a spreadsheet, slides) it is all the text of its parts; a file
    that cannot be read is given as its bytes look.
    """
    try:
        blocks, _ = read_file(name, content)
    except UnreadableFile:
        return _beside(content) or _as_it_looks(name, content), ""
    text = "\n\n".join(block.text for block in blocks)
    return text, _beside(content)


def _as_it_looks(name: str, content: bytes) -> str:
    if name.lower().endswith(".eml"):
        return _of_message(content)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return content.decode(encoding, errors="replace")


def _of_message(content: bytes) -> str:
    """The headers and the texts of an e-mail, however they were packed, and those of its attachments."""
    message = message_from_bytes(content, policy=default)
    said = [f"{header}: {value}" for header, value in message.items()]
    for part in message.walk():
        packed, name = part.get_payload(decode=True), part.get_filename() or ""
        said.append(name)
        if part.get_content_maintype() == "text":
            said.append(_decoded(packed, part.get_content_charset() or "utf-8"))
        elif isinstance(packed, bytes):
            said += every_word(name, packed)
    return "\n\n".join(said)


def _decoded(packed: object, charset: str) -> str:
    if not isinstance(packed, bytes):
        return ""
    try:
        return packed.decode(charset, "replace")
    except LookupError:
        return packed.decode("utf-8", "replace")


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
