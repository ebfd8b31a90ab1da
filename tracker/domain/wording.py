"""Fills the standard wording of a letter; a place left open is an error, never a blank."""

import re
from collections.abc import Mapping, Sequence

from tracker.domain.cleaning import is_blank

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_STRAY = re.compile(r"[{}][^{}\n]{0,40}")


class UnfilledWording(ValueError):
    """Standard wording has places without a value; `names` are those places."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__("The standard wording needs a value for: " + ", ".join(self.names) + ".")


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each {name} replaced by its value; raises UnfilledWording for one without."""
    wanted = dict.fromkeys(_PLACE.findall(template))
    open_places = [name for name in wanted if is_blank(values.get(name, ""))]
    # A brace that encloses no name is a slip in the wording and would be printed to its reader.
    open_places += [stray.strip() for stray in _STRAY.findall(_PLACE.sub("", template))]
    if open_places:
        raise UnfilledWording(open_places)
    return _PLACE.sub(lambda place: values[place[1]], template).strip()


def possessive(name: str) -> str:
    """The name in its possessive form: "Borders Constabulary's", "the Chief Constables'"."""
    return f"{name}'" if name.endswith(("s", "S")) else f"{name}'s"


def in_a_row(names: Sequence[str]) -> str:
    """The names as a sentence lists them: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def without_full_stop(title: str) -> str:
    """The title without the full stop that the sentence around it supplies."""
    return title.rstrip().rstrip(".")
