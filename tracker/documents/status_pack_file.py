"""The file of a status pack: the same pack gives the same bytes, its charts are described, its properties
are those of the pack."""

import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from tracker.documents.fixed_zip import write_zip
from tracker.documents.status_pack_text import clean_cell_text, coded
from tracker.domain.cleaning import clean_line

_CORE = "docProps/core.xml"
_DRAWING = re.compile(r"xl/drawings/drawing[0-9]+\.xml")
_CHART_NAME = re.compile(rb'(<(?:\w+:)?cNvPr id="\d+" name="Chart (\d+)")')


@dataclass(frozen=True)
class Properties:
    """What the file says of itself."""

    title: str
    creator: str
    keywords: str
    made_at: datetime


class _Parts(Mapping[str, bytes]):
    """The parts of the file, read one at a time: a register of 20,000 items is large before it is packed."""

    def __init__(self, archive: zipfile.ZipFile, properties: Properties, alt_texts: Sequence[str]) -> None:
        self._archive, self._properties, self._alt_texts = archive, properties, alt_texts

    def __getitem__(self, name: str) -> bytes:
        if name == _CORE:
            return _core(self._properties)
        content = self._archive.read(name)
        return self._described(content) if _DRAWING.fullmatch(name) else content

    def __iter__(self) -> Iterator[str]:
        return iter(self._archive.namelist())

    def __len__(self) -> int:
        return len(self._archive.namelist())

    def _described(self, drawing: bytes) -> bytes:
        """The drawing with the words of each chart, which openpyxl has no place for."""

        def with_words(found: re.Match[bytes]) -> bytes:
            words = quoteattr(coded(clean_line(self._alt_texts[int(found[2]) - 1])))
            return found[1] + f" descr={words}".encode()

        return _CHART_NAME.sub(with_words, drawing)


def write_book(book: Workbook, properties: Properties, alt_texts: Sequence[str]) -> bytes:
    """The workbook's bytes; `alt_texts` are the words of the charts on its one sheet that has any."""
    with tempfile.TemporaryFile() as file:
        # Unpacked: the parts are packed once, in their order and without a time of their own, by write_zip.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            ExcelWriter(book, archive).write_data()
        with zipfile.ZipFile(file) as archive:
            return write_zip(_Parts(archive, properties, alt_texts))


def _core(properties: Properties) -> bytes:
    def told(text: str) -> str:
        return escape(coded(clean_cell_text(clean_line(text)))[:255])

    moment = f"{properties.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    dated = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{told(properties.title)}</dc:title><dc:creator>{told(properties.creator)}</dc:creator>"
        f"<cp:lastModifiedBy>{told(properties.creator)}</cp:lastModifiedBy>"
        f"<cp:keywords>{told(properties.keywords)}</cp:keywords><dc:language>en-GB</dc:language>{dated}"
        "</cp:coreProperties>"
    ).encode()
