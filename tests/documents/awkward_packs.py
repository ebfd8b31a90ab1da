"""Status packs that try everything a spreadsheet is known to spoil, in made-up words."""

import random
from dataclasses import replace

from tests.documents.packs import a_head, pack_of
from tracker.domain.packs import AgencyLine, Pack

AWKWARD_BOARD = "Fen/Marsh & Dyke: [Joint] Bicycle*Board \\ “what next?” 60 ch"
AWKWARD_TEXTS = (
    "=1+1",
    '=HYPERLINK("http://example.invalid","press")',
    "+44 1632 960000",
    "-5% of bicycles",
    "@wardens",
    "\tstarts with a tab",
    "_x0041_ and _x000D_ and _x005F_x0041_",
    "#REF!",
    "'=1 with a quote",
    "＝1 in full width",
    "  spaces around  ",
    "<b>not bold</b> & {{ 7*7 }}",
    "漢字かな混じり文 🚲🚲 \u202eright",
    "TEXT IN CAPITALS: " + "WARDENS MUST COUNT WIDE BICYCLES " * 6,
    "one-very-long-word-" + "w" * 200,
    "line\n" * 12 + "last",
    "\n\n- first\n- second\n",
    "1900-01-01",
    "TRUE",
    "00123",
)
"""Texts that spreadsheets are known to change, none of which may change here."""


def awkward_pack() -> Pack:
    """Every awkward text in a line of each kind, with texts longer than a row and than a cell can show."""
    pack = pack_of(len(AWKWARD_TEXTS), random.Random(5))
    items = tuple(
        replace(line, text=text, update=text, owner=text, next_step=text, reason=text)
        for line, text in zip(pack.items, AWKWARD_TEXTS, strict=True)
    )
    tall = replace(items[0], reference="R2025-09-REC1", text="Count them. " * 150, update="Long. " * 2500)
    cut = replace(items[0], reference="R2025-09-REC2", text="Words and more words. " * 2000)
    return replace(
        pack,
        head=a_head(
            board=AWKWARD_BOARD,
            does_not_reconcile="=two items were “counted” twice\x0b& a third not at all. " * 3,
            before_cut_off="the ferry leaves early",
            correction="version 1 left out _x0041_",
            history_note="History before 1 April 2025 is not held here.",
            is_draft=False,
            version=2,
        ),
        items=(*items, tall, cut),
        changes=tuple(
            replace(line, before=text, after=text, why=text, by=text)
            for line, text in zip(pack.changes, AWKWARD_TEXTS, strict=False)
        ),
        agencies=tuple(AgencyLine(text, text, text, 0, 4, 0) for text in AWKWARD_TEXTS),
    )
