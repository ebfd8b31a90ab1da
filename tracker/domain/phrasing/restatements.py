"""Whether an item says again what an item of an earlier report says."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tracker.domain.phrasing.report_parts import KnownItem
from tracker.domain.vocabulary import ItemKind

_ALIKE = 0.6  # share of neighbouring words that two texts must have in common
_SHORTEST = 6  # words; shorter texts are alike by chance


class Earlier:
    """The items of earlier reports, ready to be compared with many texts."""

    def __init__(self, known: Sequence[KnownItem]) -> None:
        self._known = [(item, _pairs(item.text)) for item in known]
        self._holding: dict[tuple[str, str], list[int]] = {}
        for at, (_, pairs) in enumerate(self._known):
            for pair in pairs:
                self._holding.setdefault(pair, []).append(at)

    def restated(self, text: str, kind: ItemKind, number: str | None) -> tuple[KnownItem, float] | None:
        """The earlier item whose words are most alike, with the share in common; None where none is near."""
        pairs = _pairs(text)
        if len(pairs) < _SHORTEST:
            return None
        common: dict[int, int] = {}
        for pair in pairs:
            for at in self._holding.get(pair, ()):
                common[at] = common.get(at, 0) + 1
        best: tuple[float, bool, int] | None = None
        for at, count in common.items():
            item, others = self._known[at]
            share = count / len(pairs | others)
            ranked = (share, item.kind is kind and item.number == number, -at)
            if share >= _ALIKE and (best is None or ranked > best):
                best = ranked
        return None if best is None else (self._known[-best[2]][0], best[0])


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return frozenset(pairwise(words))
