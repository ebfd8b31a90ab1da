"""Makes Word files for the tests: honest ones, and ones with a trick in them."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{}"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="' + R + '/{}" Target="{}"{}/></Relationships>'
)


def run(text: str, *, bold: bool = False) -> str:
    return (
        f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph; plain text is put into a run."""
    inside = content if content.startswith("<") else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


def document(*content: str) -> str:
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(content)}</w:body></w:document>'


def word_file(
    body: str | bytes, others: Mapping[str, str | bytes] | None = None, *, word_type: str = WORD_TYPE
) -> bytes:
    """A Word file of the document's XML, with other members by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES.format(word_type))
        package.writestr("_rels/.rels", RELATIONS.format("officeDocument", "word/document.xml", ""))
        package.writestr("word/document.xml", body)
        for name, content in (others or {}).items():
            package.writestr(name, content)
    return made.getvalue()
