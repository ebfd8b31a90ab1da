"""Looks into a Word, Excel, PowerPoint or OpenDocument file for what acts when it is opened."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tracker.readers.unreadable import UnreadableFile
from tracker.readers.zip_checks import DAMAGED, open_safely, read_member

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_MAIN_PARTS: dict[str, str] = {
    ".docx": f"{_OPEN_XML}wordprocessingml.document.main+xml",
    ".xlsx": f"{_OPEN_XML}spreadsheetml.sheet.main+xml",
    ".pptx": f"{_OPEN_XML}presentationml.presentation.main+xml",
}
_OPEN_DOCUMENTS: dict[str, bytes] = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
OFFICE_ENDINGS = (*_MAIN_PARTS, *_OPEN_DOCUMENTS)

_LARGEST_LIST = 4 * 1024 * 1024  # bytes of a list of parts or of relations: honest ones have kilobytes
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO_MEMBER = re.compile(
    r"vbaproject|vbadata|/macrosheets/|/dialogsheets/|\.(?:docm|xlsm|pptm|xlsb|dotm)$", re.I
)
_MACRO_TYPE = re.compile(r"macro|vba", re.I)
_OBJECT_MEMBER = re.compile(r"oleobject|activex|/embeddings/.*\.bin$", re.I)
_OBJECT_RELATIONS = ("oleobject", "control", "frame", "subdocument", "afchunk")
_IN_A_CHART = re.compile(r"/(?:charts|chartEx)/_rels/", re.I)
_NEARBY = re.compile(r"\s*(?:(?:file:///)?[A-Za-z]:[\\/]|[^\\/:%]+\Z)")
"""Where Word's own Normal.dotm is, as Word writes it: on this computer."""

_LOCKED = (
    "This file is password protected, or an old Office file under another name: remove the password or save "
    "it as {}, and try again."
)
_MACROS = "This file carries macros. Save it as {} without macros, or as a PDF, and try again."
_OBJECTS = (
    "This file carries another file or a control in it. Take that out, or save it as a PDF, and try again."
)
_TEMPLATE = (
    "This file fetches its template from another computer. In Word, attach the template “Normal” to it, or "
    "save it as a PDF, and try again."
)


def check_office_file(content: bytes, ending: str) -> None:
    """Raises UnreadableFile unless it is what its ending says, without password, macros or objects in it."""
    if content.startswith(_OLD_OFFICE):
        raise UnreadableFile(_LOCKED.format(ending))
    if not content.startswith(b"PK\x03\x04"):
        raise _not_a(ending)
    with open_safely(content) as package:
        if ending in _OPEN_DOCUMENTS:
            _check_open_document(package, ending)
        else:
            _check_open_xml(package, ending)


def _not_a(ending: str) -> UnreadableFile:
    return UnreadableFile(
        f"The contents do not match the name: this is not a {ending} file. Choose the file itself, unaltered."
    )


def _check_open_xml(package: zipfile.ZipFile, ending: str) -> None:
    types = _part_types(package, ending)
    names = package.namelist()
    if any(_MACRO_TYPE.search(kind) for kind in types) or any(_MACRO_MEMBER.search(name) for name in names):
        raise UnreadableFile(_MACROS.format(ending))
    if _MAIN_PARTS[ending].lower() not in types:
        raise _not_a(ending)
    if any(_OBJECT_MEMBER.search(name) for name in names):
        raise UnreadableFile(_OBJECTS)
    for name in names:
        if name.lower().endswith(".rels"):
            _check_relations(name, _listed(package, name))


def _part_types(package: zipfile.ZipFile, ending: str) -> set[str]:
    found = [name for name in package.namelist() if name.lower() == "[content_types].xml"]
    if len(found) != 1:
        raise _not_a(ending)
    return {part.get("ContentType", "").strip().lower() for part in _listed(package, found[0])}


def _check_relations(name: str, relations: Element) -> None:
    for relation in relations:
        kind = relation.get("Type", "").rpartition("/")[2].lower()
        is_in_a_chart = _IN_A_CHART.search(name)  # a chart keeps its figures as a workbook in the file
        if kind in _OBJECT_RELATIONS or (kind == "package" and not is_in_a_chart):
            raise UnreadableFile(_OBJECTS)
        if kind == "attachedtemplate" and not _NEARBY.match(relation.get("Target", "")):
            raise UnreadableFile(_TEMPLATE)


def _check_open_document(package: zipfile.ZipFile, ending: str) -> None:
    names = package.namelist()
    if "mimetype" not in names or "META-INF/manifest.xml" not in names:
        raise _not_a(ending)
    if read_member(package, "mimetype").strip() != _OPEN_DOCUMENTS[ending]:
        raise _not_a(ending)
    if any(name.lower().startswith(("basic/", "scripts/")) for name in names):
        raise UnreadableFile(_MACROS.format(ending))
    for tag, attributes in _tags(_listed(package, "META-INF/manifest.xml")):
        if tag == "encryption-data":
            raise UnreadableFile(_LOCKED.format(ending))
        if any("oleobject" in value.lower() for value in attributes):
            raise UnreadableFile(_OBJECTS)


def _tags(root: Element) -> Iterator[tuple[str, list[str]]]:
    for element in root.iter():
        yield str(element.tag).rpartition("}")[2], list(element.attrib.values())


def _listed(package: zipfile.ZipFile, name: str) -> Element:
    """The XML of a list inside the package; its size was counted before, and is small in honest files."""
    content = read_member(package, name)
    if len(content) > _LARGEST_LIST:
        raise UnreadableFile(DAMAGED)
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UnreadableFile(DAMAGED) from None
    return root
