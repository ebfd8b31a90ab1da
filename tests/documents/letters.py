"""Letters to write in tests and benchmarks, in made-up words."""

import io
import random
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tracker.documents.letter import (
    Letter,
    PrintedAppendix,
    PrintedGroup,
    PrintedItem,
    PrintedVoice,
    Signature,
)
from tracker.domain.vocabulary import ItemKind, Layout

DEMO_SIGNATURE = Path(__file__).parents[2] / "seeds" / "signatures" / "demo.png"

_WORDS = (
    *("officers", "children", "review", "training", "partners", "county", "weekly", "board", "evidence"),
    *("custody", "plan", "strategic", "records", "lead", "threshold", "referral", "panel", "quality"),
    *("risk", "“profile”", "staff", "data", "2026", "(interim)", "&", "local", "intelligence", "missing"),
)


def an_item(number: int = 1, **changes: object) -> PrintedItem:
    """A recommendation with one answer."""
    item = PrintedItem(
        kind=ItemKind.RECOMMENDATION,
        number=str(number),
        heading=f"Recommendation {number}",
        text="By 1 June 2026, all chief constables should count their missing bicycles.",
        position_line="",
        voices=(PrintedVoice("Force response", "The Constabulary counts them weekly."),),
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def an_appendix(*items: PrintedItem, **changes: object) -> PrintedAppendix:
    """Appendix 1 with the items under one heading."""
    appendix = PrintedAppendix(
        label="Appendix 1",
        heading="Fenland Constabulary's response to HMICFRS report 'Bicycles'.",
        groups=(PrintedGroup("Recommendations:", items or (an_item(),)),),
    )
    return replace(appendix, **changes)  # type: ignore[arg-type]


def a_letter(**changes: object) -> Letter:
    """A signed letter in the headed layout with one recommendation."""
    letter = Letter(
        layout=Layout.HEADED,
        office_block=("Office of the Fenland Commissioner", "1 Dyke Road", "Tel: 01632 960000"),
        addressee_block=("Rt Hon Ada Example MP", "Home Secretary", "2 Marsham Street", "London"),
        dated=date(2026, 2, 2),
        salutation="Dear Home Secretary",
        subject="HMICFRS Report: Bicycles.",
        paragraphs=("I respond to the report entitled 'Bicycles'.", "The answers stand in Appendix 1."),
        closing="Yours sincerely",
        signature=Signature(DEMO_SIGNATURE.read_bytes(), "Signature of Sam Sample"),
        signatory_name="Sam Sample",
        signatory_title="Police and Crime Commissioner for the Fenland",
        enclosures=("Enc - Appendix 1 – Fenland Constabulary's response to HMICFRS report 'Bicycles'.",),
        appendices=(an_appendix(),),
        marking=None,
        title="Response to HMICFRS: Bicycles",
        author="Office of the Fenland Commissioner",
        made_at=datetime(2026, 2, 2, 9, 30, tzinfo=UTC),
    )
    return replace(letter, **changes)  # type: ignore[arg-type]


def letter_of(items: int, chance: random.Random) -> Letter:
    """A letter with so many items, their words drawn by chance."""
    return a_letter(appendices=(an_appendix(*(_drawn_item(n + 1, chance) for n in range(items))),))


def _drawn_item(number: int, chance: random.Random) -> PrintedItem:
    paragraphs = [_drawn_words(chance, 40, 110) for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 7)))]
    if chance.random() < 0.2:
        paragraphs.append("We will:\n- " + "\n- ".join(_drawn_words(chance, 5, 20) for _ in range(3)))
    if chance.random() < 0.2:
        paragraphs.append(f"The **{chance.choice(_WORDS)}** {_drawn_words(chance, 10, 30)}")
    answer = PrintedVoice("Force response", "\n\n".join(paragraphs))
    return an_item(number, text=_drawn_words(chance, 25, 70), voices=(answer,))


def _drawn_words(chance: random.Random, fewest: int, most: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(fewest, most))).capitalize() + "."


def parts_in(file: bytes) -> dict[str, bytes]:
    """The parts of an Office file by name."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
