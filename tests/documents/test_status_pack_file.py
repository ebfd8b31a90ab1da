import io
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.documents.awkward_packs import AWKWARD_BOARD, awkward_pack
from tests.documents.packs import a_head, a_pack, pack_of
from tracker.documents.status_pack import pack_file_name, write_pack
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.packs import Pack

ROOT = Path(__file__).parents[2]


def opened(pack: Pack, office: str = "") -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_pack(pack, PackLayout(), office)))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return pack_of(6, random.Random(7))


def test_the_file_says_whose_it_is_and_nothing_of_a_library(pack: Pack) -> None:
    properties = opened(pack, office="Office of the Fenland Commissioner").properties
    assert properties.title == "Status pack of Fenland Bicycle Board, meeting of 12 March 2026"
    assert properties.creator == properties.lastModifiedBy == "Office of the Fenland Commissioner"
    assert properties.language == "en-GB"
    assert str(properties.created) == str(properties.modified) == "2026-03-05 14:05:00"
    assert opened(pack).properties.creator == "Fenland Bicycle Board"


def test_an_awkward_board_name_stands_whole_and_safe_everywhere() -> None:
    pack = awkward_pack()
    book = opened(pack)
    assert book["Register"]["A1"].value == f"Register: {AWKWARD_BOARD}"
    assert book.properties.title.startswith(f"Status pack of {AWKWARD_BOARD}")
    header = book["Summary"].oddHeader.left.text
    assert header == f"&A: {AWKWARD_BOARD.replace('&', '&&')}"
    assert pack_file_name(pack.head) == (
        "Status pack Fen_Marsh & Dyke_ (Joint) Bicycle_Board _ “what next_” 60 ch 2026-03-12 version 2.xlsx"
    )


def test_a_header_never_holds_more_than_excel_takes() -> None:
    head = a_head(board="&" * 300, marking="OFFICIAL-SENSITIVE " * 20)
    sheet = opened(a_pack(head=head))["Register"]
    for item in (sheet.oddHeader, sheet.oddFooter):
        assert len(str(item)) <= 255
        assert "…" in item.left.text
    assert sheet.oddHeader.left.text.count("&") % 2 == 1  # doubled, beside the one of "&A"


def test_the_same_pack_gives_the_same_bytes_in_two_processes_seconds_apart() -> None:
    write = """
import random, sys
from tests.documents.packs import pack_of
from tracker.documents.status_pack import write_pack
from tracker.domain.pack_layouts import PackLayout
sys.stdout.buffer.write(write_pack(pack_of(12, random.Random(7)), PackLayout()))
"""
    made = []
    for seed in ("1", "2"):
        zone = "Asia/Tokyo" if seed == "1" else "UTC"
        done = subprocess.run(
            [sys.executable, "-c", write],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        )
        made.append(done.stdout)
        if seed == "1":
            time.sleep(2.1)  # a zip entry counts in steps of two seconds
    assert made[0]
    assert made[0] == made[1]
