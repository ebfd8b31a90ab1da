"""What a zip of XML parts may hold: looked at before any part of it is parsed."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tracker.readers.unreadable import UnreadableFile

MOST_MEMBERS = 1_000
MOST_UNPACKED = 100 * 1024 * 1024  # bytes, counted while unpacking: the sizes a file declares may lie

_CHUNK = 256 * 1024
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_IS_XML = re.compile(r"\.(?:xml|rels|vml)$", re.I)
_DOCUMENT_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{1,40})", re.I)
_PLAIN_ENCODINGS = (b"utf-8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii")

DAMAGED = "This file is damaged or was cut off on its way. Get it again and try again."
_TOO_LARGE = "This file is too large when unpacked. Choose one without large pictures."
_PASSWORD = "This file is password protected: remove the password and try again."  # noqa: S105 - no password
_FORBIDDEN = (
    "This file contains something that is not allowed (a document type or an entity). "
    "Open it, save it as a new file and try again."
)


def open_safely(content: bytes) -> zipfile.ZipFile:
    """The zip, after its size, its members and its XML were looked at; raises UnreadableFile."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UnreadableFile(DAMAGED) from None
    members = package.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableFile(_TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(_PASSWORD)
    if len({member.filename for member in members}) != len(members):
        raise UnreadableFile(DAMAGED)
    _count_unpacked(content, members)
    _look_at_xml(package)
    return package


def _count_unpacked(content: bytes, members: list[zipfile.ZipInfo]) -> None:
    total = 0
    for member in members:
        for size in _sizes(content, member):
            total += size
            if total > MOST_UNPACKED:
                raise UnreadableFile(_TOO_LARGE)


def _sizes(content: bytes, member: zipfile.ZipInfo) -> Iterator[int]:
    """The sizes of the pieces that a member really unpacks into, whatever size it declares."""
    try:
        header = _LOCAL_HEADER.unpack_from(content, member.header_offset)
    except struct.error:
        raise UnreadableFile(DAMAGED) from None
    start = member.header_offset + _LOCAL_HEADER.size + header[9] + header[10]
    packed = content[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield len(packed)
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise UnreadableFile(DAMAGED)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed:
            yield len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        raise UnreadableFile(DAMAGED) from None


def _look_at_xml(package: zipfile.ZipFile) -> None:
    for member in package.infolist():
        if not _IS_XML.search(member.filename) and member.filename != "[Content_Types].xml":
            continue
        text = read_member(package, member.filename)
        # In UTF-16 each of these letters has a zero byte beside it.
        bare = text.replace(b"\x00", b"")
        declared = _ENCODING.search(bare[:400])
        if declared and declared.group(1).lower() not in _PLAIN_ENCODINGS:
            raise UnreadableFile(_FORBIDDEN)
        if _DOCUMENT_TYPE.search(bare):
            raise UnreadableFile(_FORBIDDEN)


def read_member(package: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one member; raises UnreadableFile where they are damaged."""
    try:
        return package.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError):
        raise UnreadableFile(DAMAGED) from None
