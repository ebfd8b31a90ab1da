from tracker.domain.paper_numbers import laid_out, numbers_of
from tracker.domain.papers import PaperPart, PartKind


def a_part(number: str | None = None, heading: str = "Heading", text: str = "") -> PaperPart:
    return PaperPart(PartKind.FREE, number, heading, text)


def laid_text(
    text: str, *, number: str | None = None, is_numbered: bool = True
) -> list[tuple[str, str, bool]]:
    (part,) = laid_out([a_part(number, text=text)], has_numbered_paragraphs=is_numbered)
    return [(block.number, block.text, block.is_heading) for block in part.blocks]


def test_sections_are_counted_and_a_literal_number_is_kept_and_counted_on_from() -> None:
    parts = [a_part(), a_part(""), a_part(), a_part("6"), a_part(), a_part("A."), a_part()]
    assert numbers_of(parts) == ("1.", "", "2.", "6", "7.", "A.", "8.")


def test_a_section_without_a_heading_is_not_counted() -> None:
    assert numbers_of([a_part(heading=" "), a_part()]) == ("", "1.")


def test_paragraphs_are_counted_within_their_section_whatever_form_its_number_has() -> None:
    assert laid_text("One.\n\nTwo.", number="6") == [("6.1", "One.", False), ("6.2", "Two.", False)]
    assert laid_text("One.", number="6.") == [("6.1", "One.", False)]


def test_literal_numbers_of_paragraphs_are_kept_and_a_section_with_one_is_not_counted() -> None:
    assert laid_text("3.1 One.\n\n3.4  Two.\n\nMore.") == [
        ("3.1", "One.", False),
        ("3.4", "Two.", False),
        ("", "More.", False),
    ]


def test_a_figure_at_the_start_of_a_paragraph_is_no_number() -> None:
    assert laid_text("3.1 million pounds.\n\n3.5%.\n\n7 officers.") == [
        ("1.1", "3.1 million pounds.", False),
        ("1.2", "3.5%.", False),
        ("1.3", "7 officers.", False),
    ]


def test_paragraphs_stay_without_numbers_where_the_style_or_the_section_has_none() -> None:
    assert laid_text("One.", is_numbered=False) == [("", "One.", False)]
    assert laid_text("One.", number="") == [("", "One.", False)]


def test_headings_inside_a_section_and_lists_take_no_number() -> None:
    assert laid_text("# Red items\nOne.\n\n- a\n- b\n\nTwo:\n- c\n\n#no heading") == [
        ("", "Red items", True),
        ("1.1", "One.", False),
        ("", "- a\n- b", False),
        ("1.2", "Two:\n- c", False),
        ("1.3", "#no heading", False),
    ]


def test_an_empty_text_has_no_blocks_and_a_heading_stands_on_one_line() -> None:
    (part,) = laid_out([a_part(heading=" Two\nlines ", text=" \n\n\u200b")], has_numbered_paragraphs=True)
    assert (part.heading, part.blocks) == ("Two lines", ())
