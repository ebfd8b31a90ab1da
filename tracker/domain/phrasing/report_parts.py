"""What an inspection report is read into: draft items, each with its place and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.domain.phrasing.deadlines import ReadDeadline
from tracker.domain.vocabulary import ForWhom, Grade, ItemKind, Labelled

FIELDS = (
    "kind", "number", "parent", "text", "addressees", "for_whom", "is_joint", "is_conditional", "deadlines",
)  # fmt: skip


class Level(Labelled):
    """How sure the reader is of a field; what is unsure is shown as a warning."""

    SURE = "sure", "Sure"
    LIKELY = "likely", "Likely"
    UNSURE = "unsure", "Unsure: please check"


@dataclass(frozen=True)
class Sure:
    """How sure a field is, and why."""

    level: Level
    why: str


@dataclass(frozen=True)
class Span:
    """A passage of the source, from its first character to the one after its last."""

    start: int
    end: int


@dataclass(frozen=True)
class Removed:
    """A mark of the page that was taken out of an item's text, and what was put in its place."""

    start: int
    end: int
    mark: str
    put: str
    why: str


@dataclass(frozen=True)
class KnownItem:
    """An item of an earlier report, as the register holds it."""

    reference: str
    kind: ItemKind
    number: str | None
    text: str


@dataclass(frozen=True)
class ReadGrade:
    """The grade that a report gives on one question."""

    question: str
    grade: Grade
    span: Span


@dataclass(frozen=True)
class DraftItem:
    """One item as read; `parent` is a place in the list of items, `spans` are where its text stands."""

    kind: ItemKind
    number: str | None
    parent: int | None
    heading: str
    text: str
    addressees: tuple[str, ...]
    for_whom: ForWhom
    is_joint: bool
    is_conditional: bool
    deadlines: tuple[ReadDeadline, ...]
    spans: tuple[Span, ...]
    removed: tuple[Removed, ...] = ()
    sure: Mapping[str, Sure] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    # The words after "Status:" in a progress report, the graded question it stands under, and its grade.
    status: str = ""
    question: str = ""
    grade: Grade | None = None
    # The words by which the report itself says that the item is an earlier one, and the item it restates.
    says_earlier: str = ""
    restates: KnownItem | None = None

    @property
    def span(self) -> Span:
        """The passage from the first to the last word of the item."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True)
class ReadReport:
    """A whole report: its text, its items, and passages outside them that ask somebody to do something."""

    source: str
    items: tuple[DraftItem, ...]
    grades: tuple[ReadGrade, ...]
    unplaced: tuple[Span, ...]
    notes: tuple[str, ...]
