"""Marked-up copies in the forms that Word writes."""

from datetime import datetime

import pytest

from tests.documents.letters import a_letter
from tests.readers.word_files import W, document, paragraph, run, table, word_file
from tracker.documents.letter import keyed_paragraphs, write_letter
from tracker.domain.letter_places import KeyedParagraph
from tracker.domain.marked_copies import ChangeKind, MarkedChange, MarkedComment, MarkedCopy
from tracker.readers.marked_up import read_marked_up

BY = 'w:id="9" w:author="Ann Approver" w:date="2026-03-04T15:00:00Z"'
MOMENT = datetime.fromisoformat("2026-03-04T15:00:00")
COMMENT = (
    '<w:comment w:id="{}" w:author="{}" w:date="2026-03-04T15:00:00Z"><w:p>{}</w:p><w:p>{}</w:p></w:comment>'
)
counted = iter(range(1, 10_000))


def inserted(text: str) -> str:
    return f"<w:ins {BY}>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {BY}>{run(text).replace('w:t', 'w:delText')}</w:del>"


def keyed(key: str, *content: str, mark: str = "", style: str = "") -> str:
    """A paragraph that carries a key; `mark` is a change to its end."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    inside = "".join(one if one.startswith("<") else run(one) for one in content)
    return paragraph(bookmarked(key, inside), properties)


def bookmarked(key: str, inside: str) -> str:
    number = next(counted)
    start = f'<w:bookmarkStart w:id="{number}" w:name="_S55_{key}_1"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def unkeyed(content: str, mark: str = "") -> str:
    return paragraph(content, f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else "")


def read(*content: str, base: dict[str, str] | None = None, comments: str = "") -> MarkedCopy:
    others = {"word/comments.xml": f'<w:comments xmlns:w="{W}">{comments}</w:comments>'} if comments else {}
    went_out = tuple(KeyedParagraph(key, text) for key, text in (base or {}).items())
    return read_marked_up("draft.docx", word_file(document(*content), others), went_out)


def texts(copy: MarkedCopy) -> dict[str, tuple[str, str]]:
    return {one.key: (one.base_text, one.new_text) for one in copy.paragraphs}


def did(copy: MarkedCopy) -> dict[str, list[tuple[ChangeKind, str]]]:
    return {
        one.key: [(change.kind, change.text) for change in one.changes]
        for one in copy.paragraphs
        if one.changes
    }


def test_insertions_deletions_and_replacements_come_back_with_author_and_moment() -> None:
    copy = read(
        keyed("text_1", "We ", deleted("trained"), inserted("will train"), " officers", inserted(" now"), ".")
    )
    assert texts(copy) == {"text_1": ("We trained officers.", "We will train officers now.")}
    assert copy.paragraphs[0].changes == (
        MarkedChange(ChangeKind.DELETED, "Ann Approver", MOMENT, "trained"),
        MarkedChange(ChangeKind.INSERTED, "Ann Approver", MOMENT, "will train"),
        MarkedChange(ChangeKind.INSERTED, "Ann Approver", MOMENT, " now"),
    )


def test_runs_that_word_cut_apart_are_one_change() -> None:
    parts = f"<w:ins {BY}>{run('one ')}{run('two', bold=True)}</w:ins><w:ins {BY}>{run(' three')}</w:ins>"
    copy = read(keyed("text_1", "Kept.", parts))
    assert did(copy) == {"text_1": [(ChangeKind.INSERTED, "one two three")]}
    assert copy.paragraphs[0].new_text == "Kept.one **two** three"


def test_words_that_one_person_put_in_and_another_took_out_stand_in_neither_text() -> None:
    words = run("x").replace("w:t", "w:delText")
    both = f'<w:ins {BY}><w:del w:id="4" w:author="Bo" w:date="">{words}</w:del></w:ins>'
    copy = read(keyed("text_1", "Kept", both))
    assert texts(copy) == {"text_1": ("Kept", "Kept")}
    assert [(change.author, change.at) for change in copy.paragraphs[0].changes] == [
        ("Ann Approver", MOMENT),
        ("Bo", None),
    ]


def test_a_change_of_looks_is_no_change_of_words() -> None:
    now_bold = (
        f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>plain</w:t></w:r>"
        f"<w:r><w:rPr><w:rPrChange {BY}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>"
        '<w:t xml:space="preserve"> bold</w:t></w:r>'
    )
    copy = read(keyed("text_1", now_bold), base={"text_1": "plain **bold**"})
    assert texts(copy) == {"text_1": ("plain **bold**", "plain **bold**")}
    assert did(copy) == {}


def test_moved_words_come_back_from_where_and_to_where() -> None:
    def ranged(name: str, number: int) -> str:
        start = f'<w:{name}RangeStart w:id="{number}" w:name="move1"/>'
        return f'{start}<w:{name} {BY}>{run(" moved")}</w:{name}><w:{name}RangeEnd w:id="{number}"/>'

    move, to = ranged("moveFrom", 1), ranged("moveTo", 2)
    copy = read(keyed("text_1", "One", move, "."), keyed("text_2", "Two", to, "."))
    assert texts(copy) == {"text_1": ("One moved.", "One."), "text_2": ("Two.", "Two moved.")}
    assert did(copy) == {
        "text_1": [(ChangeKind.MOVED_AWAY, " moved")],
        "text_2": [(ChangeKind.MOVED_HERE, " moved")],
    }


@pytest.mark.parametrize("key_goes_along", [True, False])
def test_a_moved_paragraph_is_known_even_where_its_key_went_along(key_goes_along: bool) -> None:
    words = run("This one moves.")
    away, here = f"<w:moveFrom {BY}>{words}</w:moveFrom>", f"<w:moveTo {BY}>{words}</w:moveTo>"
    copy = read(
        keyed("text_1", "First."),
        unkeyed(away, "moveFrom") if key_goes_along else keyed("text_2", away, mark="moveFrom"),
        keyed("text_3", "Third."),
        keyed("text_2", here, mark="moveTo") if key_goes_along else unkeyed(here, "moveTo"),
        keyed("text_4", "Fourth."),
        base={"text_1": "First.", "text_2": "This one moves.", "text_3": "Third.", "text_4": "Fourth."},
    )
    assert [one.new_text for one in copy.paragraphs] == ["First.", "", "Third.", "This one moves.\n\nFourth."]
    assert did(copy) == {
        "text_2": [(ChangeKind.MOVED_AWAY, "This one moves.")],
        "text_4": [(ChangeKind.MOVED_HERE, "This one moves.")],
    }
    assert copy.unmatched == ()


def test_a_split_paragraph_is_two_in_the_new_text() -> None:
    copy = read(keyed("text_1", "One.", mark="ins"), unkeyed("Two."), keyed("text_2", "Three."))
    assert texts(copy) == {"text_1": ("One.Two.", "One.\n\nTwo."), "text_2": ("Three.", "Three.")}
    assert did(copy) == {"text_1": [(ChangeKind.SPLIT, "")]}


def test_new_paragraphs_belong_to_the_one_at_whose_end_they_were_put_in() -> None:
    copy = read(
        keyed("text_1", "One.", mark="ins"),
        unkeyed(inserted("New."), "ins"),
        unkeyed(inserted("And newer.")),
        keyed("text_2", "Two."),
    )
    assert texts(copy) == {"text_1": ("One.", "One.\n\nNew.\n\nAnd newer."), "text_2": ("Two.", "Two.")}
    assert did(copy) == {"text_1": [(ChangeKind.INSERTED, "New.\nAnd newer.")]}


def test_joined_paragraphs_keep_their_own_words_and_say_that_they_run_on() -> None:
    copy = read(
        keyed("text_1", "One.", mark="del"), keyed("text_2", "Two.", mark="del"), keyed("text_3", "Three.")
    )
    assert [(one.new_text, one.is_joined) for one in copy.paragraphs] == [
        ("One.", False),
        ("Two.", True),
        ("Three.", True),
    ]
    assert did(copy) == {"text_1": [(ChangeKind.JOINED, "")], "text_2": [(ChangeKind.JOINED, "")]}


def test_a_paragraph_deleted_with_its_end_joins_nothing() -> None:
    copy = read(
        keyed("text_1", "One."), keyed("text_2", deleted("Two."), mark="del"), keyed("text_3", "Three.")
    )
    assert [(one.new_text, one.is_joined) for one in copy.paragraphs] == [
        ("One.", False),
        ("", False),
        ("Three.", False),
    ]
    assert did(copy) == {"text_2": [(ChangeKind.DELETED, "Two.")]}


def test_a_paragraph_deleted_between_two_joins_those_where_both_ends_went() -> None:
    copy = read(
        keyed("text_1", "One.", mark="del"),
        keyed("text_2", deleted("Two."), mark="del"),
        keyed("text_3", "Three."),
    )
    assert [one.is_joined for one in copy.paragraphs] == [False, False, True]


def test_comments_come_with_author_moment_and_the_words_they_are_about() -> None:
    anchored = (
        f'<w:commentRangeStart w:id="1"/>{deleted("old")}{inserted("new words")}<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    at_point = '<w:r><w:commentReference w:id="2"/></w:r>'
    copy = read(
        keyed("text_1", "Some ", anchored, " here"),
        keyed("text_2", "More", at_point),
        comments=COMMENT.format(1, "Ann", run("Sure?"), run("Ask Bo."))
        + COMMENT.format(2, "Bo", run("Yes."), "")
        + COMMENT.format(3, "Cy", run("Nowhere."), ""),
    )
    first, second = copy.paragraphs
    assert first.comments == (MarkedComment("Ann", MOMENT, "Sure?\nAsk Bo.", "new words"),)
    assert second.comments == (MarkedComment("Bo", MOMENT, "Yes.", ""),)
    assert [one.comments for one in copy.unmatched] == [(MarkedComment("Cy", MOMENT, "Nowhere.", ""),)]


def test_a_comment_over_two_paragraphs_belongs_to_the_first() -> None:
    copy = read(
        keyed("text_1", "One ", f'<w:commentRangeStart w:id="1"/>{run("two")}'),
        keyed("text_2", "three", '<w:commentRangeEnd w:id="1"/>', " four"),
        comments=COMMENT.format(1, "Ann", run("Hm."), ""),
    )
    assert [[one.anchor for one in paragraph.comments] for paragraph in copy.paragraphs] == [["twothree"], []]


def test_what_was_changed_without_tracking_is_found_beside_what_was_tracked() -> None:
    copy = read(
        keyed("text_1", "We train ten officers", inserted(" weekly"), "."),
        base={"text_1": "We train nine officers.", "text_2": "Gone without a trace."},
    )
    first, second = copy.paragraphs
    assert (first.base_text, first.new_text) == ("We train nine officers.", "We train ten officers weekly.")
    assert [(one.kind, one.text, one.is_tracked) for one in first.changes] == [
        (ChangeKind.INSERTED, " weekly", True),
        (ChangeKind.DELETED, "nine", False),
        (ChangeKind.INSERTED, "ten", False),
    ]
    assert (second.new_text, second.changes) == (
        "",
        (MarkedChange(ChangeKind.DELETED, "", None, "Gone without a trace.", is_tracked=False),),
    )


def test_an_untouched_paragraph_comes_back_exactly_as_it_was_typed() -> None:
    typed = "  Two  spaces\n• a dot "
    copy = read(
        paragraph(bookmarked("text_1", run("  Two  spaces")), '<w:pStyle w:val="C"/>'),
        paragraph(bookmarked("text_1", run("a dot ")), '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        base={"text_1": typed},
    )
    assert copy.paragraphs[0].base_text == typed


def test_two_paragraphs_that_were_joined_without_tracking_are_parted_at_their_keys() -> None:
    joined = paragraph(bookmarked("text_1", run("One. ")) + bookmarked("text_2", run("Two.")))
    copy = read(joined, base={"text_1": "One.", "text_2": "Two."})
    assert [(one.key, one.new_text, one.is_joined) for one in copy.paragraphs] == [
        ("text_1", "One.", False),
        ("text_2", "Two.", True),
    ]


def test_keys_that_got_lost_are_found_again_by_the_words() -> None:
    copy = read(
        paragraph("We train nine officers each week."),
        paragraph(run("The panel meets ") + inserted("twice ") + run("weekly.")),
        paragraph("Something that nobody sent out."),
        base={"text_1": "We train nine officers each week.", "text_2": "The panel meets weekly."},
    )
    assert texts(copy) == {
        "text_1": ("We train nine officers each week.",) * 2,
        "text_2": ("The panel meets weekly.", "The panel meets twice weekly."),
    }
    assert [(one.after_key, one.text) for one in copy.unmatched] == [
        ("text_2", "Something that nobody sent out.")
    ]


def test_what_belongs_to_nothing_is_listed_where_it_stands_and_not_dropped() -> None:
    box = f"<w:r><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:r>"
    copy = read(
        unkeyed("Before all."),
        keyed("text_1", "One.", box),
        table(
            ("In a", "table."),
        ),
        keyed("text_2", "Two."),
        keyed("of_another_letter_1", "Strange."),
        base={"text_1": "One.", "text_2": "Two."},
    )
    assert [(one.after_key, one.text) for one in copy.unmatched] == [
        ("", "Before all."),
        ("text_1", "In a box."),
        ("text_1", "In a"),
        ("text_1", "table."),
        ("text_2", "Strange."),
    ]


def test_a_file_that_never_was_a_draft_has_no_version_and_no_matched_paragraph() -> None:
    copy = read(paragraph("Dear Home Secretary"))
    assert (copy.version, copy.paragraphs) == ("", ())
    assert [one.text for one in copy.unmatched] == ["Dear Home Secretary"]


def test_the_version_is_read_from_the_head_of_the_page_or_else_from_the_properties() -> None:
    letter, stamp = a_letter(), "DRAFT – version 3"
    made = write_letter(letter, draft=stamp)
    assert read_marked_up("a.docx", made, keyed_paragraphs(letter)).version == stamp
    core = (
        '<p xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"<keywords>{stamp}</keywords></p>"
    )
    without_head = word_file(document(paragraph("Words")), {"docProps/core.xml": core})
    assert read_marked_up("a.docx", without_head).version == stamp


def test_odd_words_come_back_as_they_are() -> None:
    odd = "<script>{{ 7*7 }} =1+1 \u202eright 2*3*4"
    copy = read(keyed("text_1", "Kept. ", inserted(odd)))
    assert copy.paragraphs[0].changes[0].text == odd
    assert copy.paragraphs[0].new_text == f"Kept. {odd}"
