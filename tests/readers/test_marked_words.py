"""Whatever is inserted and deleted, the text before and the text after come back whole."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.marked_copies import ChangeKind
from tracker.readers.marked_segments import segments_of
from tracker.readers.marked_words import base_text, changes_in, new_text
from tracker.readers.word_parts import BOOKMARK, Edge, Tracked, WordParagraph, Words

FATES: dict[str, tuple[Tracked, ...]] = {
    "kept": (),
    "inserted": (Tracked("ins", "Ann", None),),
    "deleted": (Tracked("del", "Ann", None),),
    "moved here": (Tracked("moveTo", "Ann", None),),
    "moved away": (Tracked("moveFrom", "Bo", None),),
}
NAMES = {
    ChangeKind.INSERTED: "inserted",
    ChangeKind.DELETED: "deleted",
    ChangeKind.MOVED_HERE: "moved here",
    ChangeKind.MOVED_AWAY: "moved away",
}
OLD, NEW = ("kept", "deleted", "moved away"), ("kept", "inserted", "moved here")
stretches = st.lists(
    st.tuples(st.sampled_from(sorted(FATES)), st.text("ab é.\u202e<&*", min_size=1)), max_size=8
)


def segment_paragraph(number: int, marked: list[tuple[str, str]]) -> WordParagraph:
    words = [Words(text, False, False, None, FATES[fate]) for fate, text in marked]
    start = Edge(BOOKMARK, f"_S55_text_{number}_1", is_start=True, changes=())
    end = Edge(BOOKMARK, f"_S55_text_{number}_1", is_start=False, changes=())
    return WordParagraph("S55 Text", "", (), None, False, (start, *words, end))


@given(st.lists(stretches, min_size=1, max_size=4))
def test_both_texts_of_each_paragraph_come_back_whole(paragraphs: list[list[tuple[str, str]]]) -> None:
    segments = segments_of(segment_paragraph(n, marked) for n, marked in enumerate(paragraphs, start=1))
    assert [segment.key for segment in segments] == [f"text_{n}" for n in range(1, len(paragraphs) + 1)]
    for segment, marked in zip(segments, paragraphs, strict=True):
        assert base_text(segment) == seen("".join(text for fate, text in marked if fate in OLD))
        assert new_text(segment) == seen("".join(text for fate, text in marked if fate in NEW))


@given(stretches)
def test_every_word_of_a_change_is_in_the_list_of_changes(marked: list[tuple[str, str]]) -> None:
    (segment,) = segments_of([segment_paragraph(1, marked)])
    changes = changes_in(segment)
    for kind, name in NAMES.items():
        wanted = "".join(text for fate, text in marked if fate == name)
        assert "".join(change.text for change in changes if change.kind is kind) == wanted


def seen(text: str) -> str:
    """The words of a paragraph; one in which nothing can be seen has none."""
    return text.strip() if text.strip(" \u202e") else ""
