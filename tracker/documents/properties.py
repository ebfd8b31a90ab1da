"""The properties of a Word file: those of the record it is made from, and none of a library's."""

from datetime import UTC, datetime

from docx.document import Document

from tracker.domain.cleaning import clean_line


def set_properties(
    document: Document, *, title: str, author: str, made_at: datetime, keywords: str = ""
) -> None:
    """Sets the title, the author, the moment and the language, and clears what a base document brought."""
    properties = document.core_properties
    properties.title = clean_line(title)[:255]
    properties.author = properties.last_modified_by = clean_line(author)[:255]
    # Word keeps moments in UTC without saying so.
    moment = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = moment
    properties.language = "en-GB"
    properties.revision = 1
    properties.comments = properties.category = properties.subject = ""
    properties.keywords = clean_line(keywords)[:255]
