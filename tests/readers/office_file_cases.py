"""Office files for the tests of what may be kept: honest ones, and ones with a trick in them."""

import io
import zipfile
from collections.abc import Mapping

from docx import Document
from openpyxl import Workbook

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPEN_XML = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{OPEN_XML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OPEN_XML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OPEN_XML}.presentationml.presentation.main+xml"),
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def office_file(kind: str, others: Mapping[str, str | bytes] | None = None, *, types: str = "") -> bytes:
    """The least of an Open XML file, with other members, and other types of parts."""
    part, main = MAIN[kind]
    listed = f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/{part}" ContentType="{main}"/>'
    return zipped({"[Content_Types].xml": f"{listed}{types}</Types>", part: "<x/>"} | dict(others or {}))


def relation(kind: str, target: str = "x.bin", *, mode: str = "") -> str:
    """A list of one relation."""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/{kind}" '
        f'Target="{target}"{mode and f""" TargetMode="{mode}" """}/></Relationships>'
    )


def open_document(kind: str, others: Mapping[str, str | bytes] | None = None, *, entry: str = "") -> bytes:
    """The least of an OpenDocument file: kind is "text" or "spreadsheet"."""
    manifest = (
        f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</m:manifest>'
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": "<x/>",
            "META-INF/manifest.xml": manifest,
        }
        | dict(others or {})
    )


def outlook_file(*streams: str) -> bytes:
    """The start of an old Office file with the names of its streams."""
    names = [stream.encode("utf-16-le").ljust(64, b"\0") for stream in ("__properties_version1.0", *streams)]
    return OLE + b"\0" * 504 + b"".join(names)


def by_python_docx() -> bytes:
    made = io.BytesIO()
    document = Document()
    document.add_paragraph("All officers trained by 4 March 2026.")
    document.save(made)
    return made.getvalue()


def by_openpyxl() -> bytes:
    made = io.BytesIO()
    book = Workbook()
    book.create_sheet("Figures").append(["Trained", 412])
    book.save(made)
    return made.getvalue()
