"""Standard openings of a PCC's response, worded in templates/letters/openings/*.txt."""

from dataclasses import dataclass
from functools import cache

from tracker.documents.standard_parts import WORDING_FOLDER


@dataclass(frozen=True)
class Opening:
    """An opening by the name of its file; the file's first line is the label, the rest the words."""

    key: str
    label: str
    text: str


@cache
def openings() -> tuple[Opening, ...]:
    """The openings in the order of their files' names."""
    found = []
    for file in sorted((WORDING_FOLDER / "openings").glob("*.txt")):
        label, _, text = file.read_text("utf-8").partition("\n")
        found.append(Opening(file.stem, label.strip(), text.strip()))
    return tuple(found)
