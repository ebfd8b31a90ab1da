"""The addendum printed: one page, however many changes there are and however long their words."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.documents.packs import a_head, a_pack, pack_of
from tracker.documents.board_paper import write_paper
from tracker.domain.addenda import Addendum, paper_of
from tracker.domain.papers import READY_STYLES


@pytest.mark.parametrize("style", READY_STYLES)
@pytest.mark.parametrize("words", [1, 12, 40])
def test_an_addendum_of_many_changes_is_one_page(
    style: str, words: int, pdf_of: Callable[[Path], Path], tmp_path: Path
) -> None:
    now = pack_of(300, random.Random(3))
    changes = tuple(
        replace(line, before="Head of Bicycles", after="Chief Inspector, Ferries", why="word " * words)
        for line in now.changes
    )
    name = "Joint Safeguarding and Bicycle Assurance Board of the Fenland"
    copy = a_pack(head=a_head(is_draft=False, version=2, board=name))
    addendum = Addendum(copy, replace(now, changes=changes))
    document = tmp_path / "since.docx"
    paper = replace(
        paper_of(addendum, author="Bo Sample", style=READY_STYLES[style][1]), to=name, sent_by="Bo"
    )
    document.write_bytes(write_paper(paper))
    assert len(re.findall(rb"/Type\s*/Page\b", pdf_of(document).read_bytes())) == 1
