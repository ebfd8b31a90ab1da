import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import docx
import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.documents.letters import a_letter, an_appendix, an_item
from tests.fixtures.browser import axe_violations
from tracker.documents.letter import (
    Letter,
    MissingFromLetter,
    PrintedGroup,
    PrintedVoice,
    write_letter,
)
from tracker.documents.response_page import MarkedLetter, response_fragment, response_page
from tracker.domain.vocabulary import ItemKind, Layout, Marking

BOTH_LAYOUTS = pytest.mark.parametrize("layout", list(Layout))
BREAKS = {
    "p",
    "li",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "blockquote",
    "ul",
    "article",
    "time",
}
BOTH_VOICES = (
    PrintedVoice(
        "Force response", "We will:\n- train **all** officers\n- count\n\nAnd\treport.\nYearly <b>."
    ),
    PrintedVoice("PCC's response", "- One.\n- Two."),
    PrintedVoice("PCC's reply to the force response", "Thank you & goodbye."),
)


def rich_letter(layout: Layout = Layout.HEADED) -> Letter:
    awkward = an_item(
        2,
        text="Text with **stars**, 2*3*4, {place} & <b>.\n- not a bullet\n\nA second paragraph.",
        position_line="Partly agreed\n\nBecause of the cost.",
        voices=BOTH_VOICES,
    )
    afi = an_item(
        kind=ItemKind.AREA_FOR_IMPROVEMENT, heading="Area for improvement 1", voices=BOTH_VOICES[:1]
    )
    first = an_appendix(an_item(), awkward)
    second = an_appendix(
        label="Appendix 2", heading="The second response", groups=(PrintedGroup("", (afi,)),)
    )
    return a_letter(
        layout=layout,
        paragraphs=("First **bold** words.", "We ask for:\n- this\n- that"),
        signatory_title="Police and Crime Commissioner\nfor the Fenland",
        enclosures=("Enc - Appendix 1 – one", "Enc - Appendix 2 – two"),
        appendices=(first, second),
    )


def parsed(page: bytes) -> Element:
    """The page as the strict parser reads it, which raises at the first fault."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode())
    return root


def parsed_fragment(text: str) -> Element:
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(text)
    return root


def text_of(element: Element) -> Iterator[str]:
    if element.tag in BREAKS:
        yield " "
    yield element.text or ""
    for child in element:
        yield from text_of(child)
        yield child.tail or ""
    if element.tag in BREAKS:
        yield " "


def words_on(element: Element) -> list[str]:
    return "".join(text_of(element)).split()


def words_in(letter: Letter) -> list[str]:
    """The words of the Word file, whose subject a page puts first as its heading."""
    paragraphs = docx.Document(io.BytesIO(write_letter(letter))).paragraphs
    subject = next(one for one in paragraphs if one.style is not None and one.style.name == "Heading 1")
    ordered = [subject, *(one for one in paragraphs if one._p is not subject._p)]
    return " ".join(one.text for one in ordered).split()


def headings(root: Element) -> list[tuple[int, str]]:
    return [
        (int(one.tag[1]), " ".join(words_on(one)))
        for one in root.iter()
        if re.fullmatch("h[1-6]", str(one.tag))
    ]


@BOTH_LAYOUTS
def test_the_page_and_the_letter_say_the_same_words_in_the_same_order(layout: Layout) -> None:
    letter = rich_letter(layout)
    main = parsed(response_page(letter)).find(".//main")
    assert main is not None
    assert words_on(main) == words_in(letter)
    assert words_on(parsed_fragment(response_fragment(letter))) == words_in(letter)


ANY_WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'*- \n"), max_size=60)


@given(ANY_WORDS, ANY_WORDS, st.sampled_from(list(Layout)))
def test_any_words_stand_on_the_page_as_in_the_letter_and_nothing_becomes_code(
    said: str, printed: str, layout: Layout
) -> None:
    item = an_item(text=f"Item {printed}", voices=(PrintedVoice("Force response", f"Said {said}"),))
    letter = a_letter(layout=layout, paragraphs=(f"We say {said}",), appendices=(an_appendix(item),))
    root = parsed(response_page(letter))
    main = root.find(".//main")
    assert main is not None
    unseen = re.compile("[\x80-\x84\x86-\x9f\ufdd0-\ufdef]|" + "|".join(
        chr(n + end) for n in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
    ))  # fmt: skip
    assert words_on(main) == unseen.sub("", " ".join(words_in(letter))).split()
    assert {str(one.tag) for one in root.iter()} <= BREAKS | {
        "html", "head", "meta", "title", "style", "body", "main", "strong",
    }  # fmt: skip


@BOTH_LAYOUTS
@pytest.mark.parametrize("level", [1, 2])
def test_headings_are_in_order_and_begin_where_they_are_asked_to(layout: Layout, level: int) -> None:
    found = headings(parsed_fragment(response_fragment(rich_letter(layout), first_level=level)))
    levels = [number for number, _ in found]
    assert levels[0] == level
    assert levels.count(level) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(words for _, words in found)


def test_both_voices_stand_item_by_item_under_headings_of_their_own() -> None:
    assert headings(parsed(response_page(rich_letter()))) == [
        (1, "HMICFRS Report: Bicycles."),
        (2, "Fenland Constabulary's response to HMICFRS report 'Bicycles'."),
        (3, "Recommendations:"),
        (4, "Recommendation 1"),
        (5, "Force response:"),
        (4, "Recommendation 2"),
        (5, "Force response:"),
        (5, "PCC's response:"),
        (5, "PCC's reply to the force response:"),
        (2, "The second response"),
        (3, "Area for improvement 1"),
        (4, "Force response:"),
    ]


def test_the_numbered_layout_prints_its_label_its_date_and_its_numbers() -> None:
    page = response_page(rich_letter(Layout.NUMBERED)).decode()
    assert "<p>Appendix 1</p>" in page
    assert '<time datetime="2026-02-02">2nd February 2026</time>' in page
    assert "<h4>1. By 1 June 2026" in page
    assert "Appendix 1</p>" not in response_fragment(rich_letter(Layout.HEADED))


def test_bullets_and_bold_are_set_and_the_text_of_an_item_stands_for_itself() -> None:
    fragment = response_fragment(rich_letter())
    assert "<ul><li>train <strong>all</strong> officers</li><li>count</li></ul>" in fragment
    assert "<p>Text with **stars**, 2*3*4, {place} &amp; &lt;b&gt;.<br>- not a bullet</p>" in fragment


def test_the_file_is_whole_in_british_english_and_needs_nothing_beside_it() -> None:
    page = response_page(rich_letter())
    root = parsed(page)
    assert page.startswith(b"<!DOCTYPE html>\n")
    assert root.get("lang") == "en-GB"
    title = root.find("head/title")
    assert title is not None
    assert title.text == "Response to HMICFRS: Bicycles"
    assert {str(one.tag) for one in root.iter()}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "form"}
    )
    attributes = {name for one in root.iter() for name in one.attrib}
    assert attributes == {"lang", "charset", "name", "content", "class", "id", "datetime"}
    assert b"url(" not in page
    assert b"@import" not in page


def test_the_fragment_brings_no_style_and_says_its_language_itself() -> None:
    fragment = response_fragment(rich_letter())
    assert fragment.startswith('<article class="s55-response" lang="en-GB">\n<h2>')
    assert "<style" not in fragment
    assert "<html" not in fragment


def test_every_id_is_there_once() -> None:
    ids = re.findall(r' id="([^"]+)"', response_fragment(rich_letter()))
    assert ids == ["s55-item-1", "s55-item-2", "s55-item-3"]


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert response_page(rich_letter()) == response_page(rich_letter())


def test_the_picture_of_the_signature_does_not_go_on_the_website() -> None:
    page = response_page(rich_letter()).decode()
    assert "Signature of" not in page
    assert "base64" not in page
    assert response_page(replace(rich_letter(), signature=None)).decode() == page


def test_words_from_right_to_left_do_not_turn_those_around_them() -> None:
    letter = replace(rich_letter(), paragraphs=("שלום and more – “quoted”.", "Plain – “quoted” words."))
    fragment = response_fragment(letter)
    assert '<p dir="auto">שלום and more' in fragment
    assert "<p>Plain –" in fragment


def test_a_letter_under_a_marking_has_no_public_page() -> None:
    with pytest.raises(MarkedLetter, match="no protective marking"):
        response_page(replace(rich_letter(), marking=Marking.OFFICIAL_SENSITIVE))


def test_a_page_lacks_what_its_letter_lacks() -> None:
    with pytest.raises(MissingFromLetter) as refused:
        response_page(replace(rich_letter(), subject=" ", closing=""))
    assert refused.value.names == ("the subject", "the closing words")


def test_a_fragment_begins_with_a_heading_of_level_1_or_2() -> None:
    with pytest.raises(ValueError, match="level 1 or 2"):
        response_fragment(rich_letter(), first_level=3)


def test_a_report_without_items_gives_a_page_without_appendix() -> None:
    letter = replace(rich_letter(), appendices=(), enclosures=())
    assert "<section" not in response_fragment(letter)
    assert words_on(parsed_fragment(response_fragment(letter))) == words_in(letter)


def test_axe_finds_nothing_wrong_and_a_narrow_window_needs_no_sideways_scrolling(
    new_page: Callable[..., Page],
) -> None:
    page = new_page(width=320)
    page.set_content(response_page(rich_letter(Layout.NUMBERED)).decode())
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
