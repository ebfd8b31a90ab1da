"""The bullets and numbers that Word prints by itself and does not keep in the text."""

import re

PLAIN_BULLET = "-"


class PrintedMarks:
    """Counts each list as Word counts it, in reading order."""

    def __init__(self, levels: list[tuple[str, str, str, int]]) -> None:
        self._levels = {name: (kind, text, start) for name, kind, text, start in levels}
        self._counts: dict[str, int] = {}

    def before(self, name: str) -> str:
        """What stands before the next paragraph of the list "list/level": "- ", a number, or nothing."""
        if name == PLAIN_BULLET:
            return "- "
        kind, text, start = self._levels.get(name, ("none", "", 1))
        if kind in ("bullet", "none", ""):
            return "- " if kind == "bullet" else ""
        list_id, level = name.split("/")
        for deeper in [key for key in self._counts if _is_deeper(key, list_id, int(level))]:
            del self._counts[deeper]
        self._counts[name] = self._counts.get(name, start - 1) + 1
        return re.sub(r"%([1-9])", lambda found: self._number(f"{list_id}/{int(found[1]) - 1}"), text) + " "

    def _number(self, name: str) -> str:
        kind, _, start = self._levels.get(name, ("none", "", 1))
        count = self._counts.get(name, start)
        if kind in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
            return chr((ord("a") if kind == "lowerLetter" else ord("A")) + count - 1)
        return str(count)


def _is_deeper(name: str, list_id: str, level: int) -> bool:
    other, _, other_level = name.partition("/")
    return other == list_id and int(other_level) > level
