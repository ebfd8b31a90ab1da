"""What the corpus of report phrasings must be, before any rule is scored by it."""

from collections import Counter

from tests.domain.phrasing.report_corpus import one_line
from tests.domain.phrasing.report_phrasings import PHRASINGS
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, ItemKind


def test_the_corpus_is_large_and_holds_every_pattern_three_times() -> None:
    assert len(PHRASINGS) >= 130
    assert len({tuple(block.text for block in one.blocks) for one in PHRASINGS}) == len(PHRASINGS)
    assert [name for name, count in Counter(one.pattern for one in PHRASINGS).items() if count < 3] == []


def test_the_corpus_holds_every_kind_every_addressee_and_every_basis() -> None:
    items = [item for one in PHRASINGS for item in one.items]
    assert {item.kind for item in items} == set(ItemKind)
    assert {item.for_whom for item in items} == set(ForWhom)
    assert {due.basis for item in items for due in item.deadlines} == set(DeadlineBasis)


def test_every_deadline_of_the_corpus_stands_in_the_words_of_its_source() -> None:
    for one in PHRASINGS:
        source = one_line(" ".join(block.text for block in one.blocks)).replace(" ", "")
        for item in one.items:
            assert item.text
            assert all(due.phrase.replace(" ", "") in source for due in item.deadlines)
