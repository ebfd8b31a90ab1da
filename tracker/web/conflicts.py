"""Two people, one record: what each of them changed is told apart, so that nothing of either is lost.

A form on a record carries the version it was made from and the last event it had seen. When somebody else
saved in between, the history says which fields that person changed. A field only they changed takes their
words; one that both changed shows both texts, with this person's own in the box; the rest is as it was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from tracker.queries.events import ChangeLine, TimelineEntry, timeline
from tracker.queries.reading import reading
from tracker.web.forms.base import VersionedForm
from tracker.web.presenting import ConflictView
from tracker.web.timelines import field_label, in_words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
Facts = Mapping[str, str | None]
MOST_EVENTS = 100


@dataclass(frozen=True)
class Merge:
    """Which fields clash, and which only the other person changed; `seen` is the newest event now."""

    clashes: dict[str, ConflictView]
    only_theirs: tuple[str, ...]
    their_name: str
    seen: int

    @property
    def taken_in_words(self) -> str:
        """What stands in the boxes in the other person's words."""
        return ", ".join(field_label(field) for field in self.only_theirs)

    def with_theirs(self, mine: D, theirs: D, names: Mapping[str, str]) -> D:
        """What this person typed, with the other's words where only the other changed something.

        `names` are the parts that the record calls otherwise than the history does.
        """
        fields = [names.get(field, field) for field in self.only_theirs]
        return replace(mine, **{field: getattr(theirs, field) for field in fields})

    def mark(self, form: VersionedForm, boxes: Mapping[str, str]) -> None:
        """Say beside each field that both changed what is to be done; `boxes` names those of several rows."""
        for field, clash in self.clashes.items():
            words = f"{clash.their_name} changed this too. Put the two texts together, then save"
            form.add_error(boxes.get(field, field), f"{clash.label}: {words}")


def last_event_on(kind: str, key: int) -> int:
    """The newest event on a record, which its form carries along; 0 where there is none."""
    newest = timeline(reading(), [(kind, key)], limit=1)
    return newest[0].seq if newest else 0


def merged(kind: str, key: int, *, seen: int, mine: Facts, theirs: Facts) -> Merge:
    """Compare what this person typed with what was saved since the event that the form had seen."""
    events = timeline(reading(), [(kind, key)], limit=MOST_EVENTS)
    since: dict[str, list[tuple[TimelineEntry, ChangeLine]]] = {}
    for event in events:
        for line in event.changes if event.seq > seen else ():
            since.setdefault(line.field, []).append((event, line))
    clashes: dict[str, ConflictView] = {}
    only_theirs = []
    for field, typed in mine.items():
        if field not in since or (typed or "") == (theirs.get(field) or ""):
            continue
        event, _ = since[field][0]
        if (since[field][-1][1].before or "") == (typed or "") and seen:
            only_theirs.append(field)
            continue
        label = field_label(field)
        clashes[field] = ConflictView(
            label[:1].upper() + label[1:],
            in_words(kind, field, theirs.get(field)) or "Nothing",
            event.actor_name,
            event.at,
            in_words(kind, field, typed) or "Nothing",
        )
    newest = events[0] if events else None
    return Merge(
        clashes,
        tuple(only_theirs),
        newest.actor_name if newest else "Somebody else",
        newest.seq if newest else 0,
    )
