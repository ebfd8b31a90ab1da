"""Takes a Word document apart into the files of its zip, without packing it first to unpack it again."""

from xml.sax.saxutils import quoteattr

from docx.document import Document

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def parts_of(document: Document) -> dict[str, bytes]:
    """The files that make up the document, by their names in the zip."""
    package = document.part.package
    if package is None:
        raise ValueError("A document needs its package to be written.")
    types = [f'<Default Extension="rels" ContentType="{_RELATIONS}"/>']
    made: dict[str, bytes] = {"_rels/.rels": _as_bytes(package.rels.xml)}
    for part in sorted(package.iter_parts(), key=lambda part: str(part.partname)):
        part.before_marshal()
        types.append(
            f"<Override PartName={quoteattr(part.partname)} ContentType={quoteattr(part.content_type)}/>"
        )
        made[part.partname.membername] = part.blob
        if part.rels:
            made[part.partname.rels_uri.membername] = _as_bytes(part.rels.xml)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    made["[Content_Types].xml"] = f'{head}<Types xmlns="{_TYPES}">{"".join(types)}</Types>'.encode()
    return made


def _as_bytes(xml: str | bytes) -> bytes:
    return xml if isinstance(xml, bytes) else xml.encode()
