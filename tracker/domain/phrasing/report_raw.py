"""An item of a report while it is being read: its paragraphs, how it was found, and the doubts about it."""

from dataclasses import dataclass, field

from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.phrasing.report_parts import Level, Sure
from tracker.domain.vocabulary import Grade, ItemKind


@dataclass(frozen=True)
class Part:
    """A passage of one paragraph that belongs to an item."""

    para: Para
    start: int = 0
    end: int | None = None

    @property
    def text(self) -> str:
        return self.para.text[self.start : self.end].strip()


@dataclass
class Raw:
    """An item while it is being read."""

    kind: ItemKind
    number: str | None
    heading: str = ""
    parent: int | None = None
    parts: list[Part] = field(default_factory=list)
    # headed, numbered, bullet, plain (a paragraph of its group), recommended (in a sentence) or row (of a
    # table).
    found: str = "headed"
    group: int = 0
    for_names: str = ""
    by_when: str = ""
    status: str = ""
    says_earlier: str = ""
    question: str = ""
    grade: Grade | None = None
    levels: dict[str, Sure] = field(default_factory=dict)

    def doubt(self, name: str, why: str, level: Level = Level.UNSURE) -> None:
        """Notes that a field is less than sure."""
        if name not in self.levels or self.levels[name].level is not Level.UNSURE:
            self.levels[name] = Sure(level, why)
