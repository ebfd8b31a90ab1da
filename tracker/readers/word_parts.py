"""All parts of a Word file that somebody worked on, as the reading process found them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from tracker.domain.cleaning import clean_line, clean_text
from tracker.readers.files import refuse_unless_word
from tracker.readers.word import read_apart
from tracker.readers.word_lists import PrintedMarks

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Tracked:
    """One tracked change, by Word's name for it: "ins", "del", "moveFrom" or "moveTo"."""

    kind: str
    author: str
    at: datetime | None
    """As the program of its author wrote it down, which is often local time."""


@dataclass(frozen=True)
class Words:
    """Words of one look, with the changes they lie in, the outermost first; `control` counts from 0."""

    text: str
    is_bold: bool
    is_label: bool
    control: int | None
    changes: tuple[Tracked, ...]


@dataclass(frozen=True)
class Edge:
    """The start or the end of a bookmark of ours or of the words that a comment is about."""

    of: str
    name: str
    is_start: bool
    changes: tuple[Tracked, ...]


Atom: TypeAlias = Words | Edge
BOOKMARK, COMMENT = "bookmark", "comment"


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph; `mark` are the changes to its end, `printed` what its list prints before it."""

    style: str
    printed: str
    mark: tuple[Tracked, ...]
    cell: tuple[int, int, int] | None
    is_merged: bool
    atoms: tuple[Atom, ...]

    @property
    def text(self) -> str:
        """All words, deleted ones included."""
        return "".join(atom.text for atom in self.atoms if isinstance(atom, Words))


@dataclass(frozen=True)
class WordComment:
    """A comment in the margin."""

    id: str
    author: str
    at: datetime | None
    text: str


@dataclass(frozen=True)
class WordParts:
    """The file: `controls` are the tag and the title of each field to fill, `headers` styles and words."""

    paragraphs: tuple[WordParagraph, ...]
    controls: tuple[tuple[str, str], ...]
    comments: tuple[WordComment, ...]
    headers: tuple[tuple[str, str], ...]
    keywords: str
    title: str


def read_word_parts(name: str, content: bytes) -> WordParts:
    """The parts of a .docx file; raises UnreadableFile for one that is not safe or not one."""
    refuse_unless_word(name, content)
    read = read_apart(content, "parts")["parts"]
    marks = PrintedMarks(read["lists"])
    return WordParts(
        tuple(_paragraph(one, marks) for one in read["paragraphs"]),
        tuple((clean_line(tag), clean_line(title)) for tag, title in read["controls"]),
        tuple(
            WordComment(number, _name(author), _moment(date), clean_text(text))
            for number, author, date, text in read["comments"]
        ),
        tuple((style, clean_line(text)) for style, text in read["headers"]),
        clean_line(read["properties"].get("keywords", "")),
        clean_line(read["properties"].get("title", "")),
    )


def _paragraph(read: dict[str, Any], marks: PrintedMarks) -> WordParagraph:
    cell = read["cell"]
    return WordParagraph(
        read["style"],
        marks.before(read["list"]) if read["list"] else "",
        _changes(read["mark"]),
        (cell[0], cell[1], cell[2]) if cell else None,
        read["merged"],
        tuple(_atom(atom) for atom in read["atoms"]),
    )


def _atom(read: list[Any]) -> Atom:
    kind = read[0]
    if kind == "text":
        _, text, bold, label, control, changes = read
        return Words(clean_text(text), bold, label, control if control >= 0 else None, _changes(changes))
    of = BOOKMARK if kind in ("start", "end") else COMMENT
    return Edge(of, read[1], kind in ("start", "comment"), _changes(read[2]))


def _changes(read: list[list[str]]) -> tuple[Tracked, ...]:
    return tuple(Tracked(kind, _name(author), _moment(date)) for kind, author, date in read)


def _name(author: str) -> str:
    return clean_line(author)[:_LONGEST_NAME]


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    # LibreOffice writes the first moment of computing where it was told to leave names and dates out.
    return moment if moment.year > 1970 else None
