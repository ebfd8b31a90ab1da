"""A draft that came back from outside: what was changed in it, paragraph by paragraph, by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.vocabulary import Labelled


class ChangeKind(Labelled):
    """What a reader of the draft did to it; a replacement is a deletion with an insertion after it."""

    INSERTED = "inserted", "Inserted"
    DELETED = "deleted", "Deleted"
    MOVED_AWAY = "moved_away", "Moved from here"
    MOVED_HERE = "moved_here", "Moved to here"
    SPLIT = "split", "Paragraph split"
    JOINED = "joined", "Joined with the next paragraph"


@dataclass(frozen=True)
class MarkedChange:
    """One change; one made without tracking has no author and no moment.

    The moment is as the program of its author wrote it, which is often local time.
    """

    kind: ChangeKind
    author: str
    at: datetime | None
    text: str
    is_tracked: bool = True


@dataclass(frozen=True)
class MarkedComment:
    """A comment in the margin and the words that it is about."""

    author: str
    at: datetime | None
    text: str
    anchor: str


@dataclass(frozen=True)
class MarkedParagraph:
    """One paragraph that went out, before and after; the new text may be several, or nothing."""

    key: str
    base_text: str
    new_text: str
    changes: tuple[MarkedChange, ...]
    comments: tuple[MarkedComment, ...]
    is_joined: bool = False
    """Whether it now runs on from the paragraph before it."""

    @property
    def is_changed(self) -> bool:
        """Whether accepting it would change a word or a paragraph."""
        return self.base_text != self.new_text or self.is_joined


@dataclass(frozen=True)
class UnmatchedParagraph:
    """Words of the copy that belong to no paragraph that went out; `after_key` is the last one before."""

    after_key: str
    text: str
    changes: tuple[MarkedChange, ...]
    comments: tuple[MarkedComment, ...]


@dataclass(frozen=True)
class MarkedCopy:
    """A marked-up copy; `version` is its stamp ("DRAFT – version 3"), empty where it was taken out."""

    version: str
    title: str
    paragraphs: tuple[MarkedParagraph, ...]
    unmatched: tuple[UnmatchedParagraph, ...]


def moved_together(paragraphs: Mapping[str, Sequence[MarkedChange]]) -> tuple[frozenset[str], ...]:
    """The keys of the paragraphs between which words were moved; each group is accepted or refused as one.

    Else the words would stand in the letter twice, or nowhere.
    """
    away = {key: _moved(changes, ChangeKind.MOVED_AWAY) for key, changes in paragraphs.items()}
    here = {key: _moved(changes, ChangeKind.MOVED_HERE) for key, changes in paragraphs.items()}
    groups: list[frozenset[str]] = []
    for source, old in away.items():
        for target, new in here.items():
            if source != target and old and new and (old in new or new in old):
                joined = frozenset({source, target})
                for group in [one for one in groups if one & joined]:
                    groups.remove(group)
                    joined |= group
                groups.append(joined)
    return tuple(groups)


def _moved(changes: Sequence[MarkedChange], kind: ChangeKind) -> str:
    return " ".join("".join(f"{one.text}\n" for one in changes if one.kind is kind).split())
