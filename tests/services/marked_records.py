"""A draft that went out and copies of it that came back, marked up in the form that Word writes."""

import io
import zipfile
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.fixtures.database import NOW, TODAY
from tests.readers.word_files import W
from tracker.domain.permissions import Actor
from tracker.models.marked_copy import MarkedUpCopy, SentDraft
from tracker.models.response import Response
from tracker.services.marked_copies import draft_file, receive_copy, send_draft

BY = 'w:id="901" w:author="Ines Roe" w:date="2026-01-06T15:00:00Z"'


def sent(response: Response, by: Actor) -> tuple[SentDraft, bytes]:
    """A draft of the letter and its bytes."""
    draft = send_draft(response=response, by=by, now=NOW, today=TODAY)
    return draft, draft_file(response=response, number=draft.number, by=by)[1]


def marked(content: bytes, changes: dict[str, tuple[str, str]]) -> bytes:
    """The draft with words replaced, tracked, inside runs: what stands around them stays as it is."""

    def mark(document: str) -> str:
        for words, (old, new) in changes.items():
            start, end = document.index(words), document.index(words) + len(words)
            opening = document.rindex("<w:r>", 0, start) if "<w:r>" in document[:start] else -1
            plain = document.rindex("<w:r", 0, start)
            opening = max(opening, plain)
            close = document.index("</w:r>", end) + len("</w:r>")
            run = document[opening:close]
            before, after = words.split(old, 1)
            whole = run[run.index(">", run.index("<w:t")) + 1 : run.index("</w:t>")]
            left, right = whole.split(words, 1)
            made = _run(left + before) + _deleted(old) + _inserted(new) + _run(after + right)
            document = document[:opening] + made + document[close:]
        return document

    return rewritten(content, "word/document.xml", mark)


def remarked(content: bytes, comments: dict[str, tuple[str, str]]) -> bytes:
    """The draft with comments on whole runs, by the words of the run: their author and what they say."""
    said = "".join(
        f'<w:comment w:id="{n}" w:author={quoteattr(author)} w:date="2026-01-06T15:00:00Z">'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
        for n, (author, text) in enumerate(comments.values(), start=1)
    )
    xml = f'<w:comments xmlns:w="{W}">{said}</w:comments>'

    def remark(document: str) -> str:
        for n, words in enumerate(comments, start=1):
            at = document.index(words)
            start = max(document.rindex("<w:r>", 0, at), document.rfind("<w:r ", 0, at))
            end = document.index("</w:r>", at) + len("</w:r>")
            made = f'<w:commentRangeStart w:id="{n}"/>{document[start:end]}<w:commentRangeEnd w:id="{n}"/>'
            made += f'<w:r><w:commentReference w:id="{n}"/></w:r>'
            document = document[:start] + made + document[end:]
        return document

    made = io.BytesIO(rewritten(content, "word/document.xml", remark))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/comments.xml", xml)
    return made.getvalue()


def rewritten(content: bytes, part: str, change: Any) -> bytes:
    """The file with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data.decode()).encode() if name == part else data)
    return made.getvalue()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def _inserted(text: str) -> str:
    return f"<w:ins {BY}>{_run(text)}</w:ins>" if text else ""


def _deleted(text: str) -> str:
    return f"<w:del {BY}>{_run(text).replace('w:t', 'w:delText')}</w:del>"


def came_back(response: Response, content: bytes, by: Actor, name: str = "marked.docx") -> MarkedUpCopy:
    """A copy taken in."""
    return receive_copy(response=response, name=name, content=content, by=by, now=NOW)
