import pytest

from tracker.domain.paper_text import pasted_paper
from tracker.domain.papers import PaperPart, PartKind

BOTH_SHAPES = """ To:  Fenland Board

From: Chief Constable
Date: 17 May 2026
BICYCLES

1. Purpose

1.1 This report says how many bicycles there are and
where they stand.
1.2  It goes on to say

who rides them, and in section
2. of another report there is more.

2.

What we have

2.1

There are
12 different bicycles, of which
3.5 are red.

 2.2

We have:
- one
- two

7

Not the next number

3

Recommendation

3.1
It is recommended that the Board notes this.
"""


def test_a_pasted_paper_gives_its_top_and_its_sections_with_literal_numbers() -> None:
    paper = pasted_paper(BOTH_SHAPES)
    assert (paper.to, paper.sent_by, paper.dated) == ("Fenland Board", "Chief Constable", "17 May 2026")
    assert paper.title == "BICYCLES"
    assert paper.parts == (
        PaperPart(
            PartKind.PURPOSE,
            "1.",
            "Purpose",
            "1.1 This report says how many bicycles there are and where they stand.\n\n"
            "1.2 It goes on to say who rides them, and in section 2. of another report there is more.",
        ),
        PaperPart(
            PartKind.FREE,
            "2.",
            "What we have",
            "2.1 There are 12 different bicycles, of which 3.5 are red.\n\n"
            "2.2 We have:\n- one\n- two\n\n7\n\nNot the next number",
        ),
        PaperPart(
            PartKind.RECOMMENDATION, "3", "Recommendation", "3.1 It is recommended that the Board notes this."
        ),
    )


def test_text_without_numbered_sections_is_one_part_as_it_was_typed() -> None:
    assert pasted_paper("One line\nand another.\n\nMore.").parts == (
        PaperPart(PartKind.FREE, "", "", "One line\nand another.\n\nMore."),
    )
    assert pasted_paper("Only words.").title == ""


@pytest.mark.parametrize("text", ["", " \n\n\x0c "])
def test_nothing_pasted_is_no_part(text: str) -> None:
    assert pasted_paper(text).parts == ()


@pytest.mark.parametrize(
    "text",
    [
        BOTH_SHAPES,
        "Title\n1. Purpose\nWords without a number.\n\nMore\x0cwords.\n2. End\n2.2 x\n2.1 y\n2.3\n2.3\nz",
        "1. 1. 1.\n1.1\n1.1\n\n1.1.1 deep\n2. lower case\n3. Heading.\n2\n2\n2",
        "To: A\nTo: B\nfrom: C\n1.\n2.\n3.\n\nTo: D",
    ],
)
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    said = []
    paper = pasted_paper(text)
    for part in paper.parts:
        said += f"{part.number} {part.heading} {part.text}".split()
    top = f"{paper.to} {paper.sent_by} {paper.dated} {paper.title}".split()
    labels = [word for word in ("To:", "From:", "Date:") if len(top) and word.casefold() in text.casefold()]
    kept = sorted(word.casefold() for word in said + top)
    source = sorted(word.casefold() for word in text.split())
    for label in labels:
        known = {"to:": paper.to, "from:": paper.sent_by, "date:": paper.dated}[label.casefold()]
        if known:
            source.remove(label.casefold())
    assert kept == source
