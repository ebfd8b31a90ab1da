"""The two letters that the office really sent; they are not kept here but beside the project."""

from datetime import date
from pathlib import Path

import pytest

from tests.domain.phrasing.words import words_of_letter, words_of_source
from tracker.domain.phrasing.addressees import ReadAddressees, Us, read_addressees
from tracker.domain.phrasing.deadlines import read_deadlines
from tracker.domain.phrasing.letters import NotAResponseLetter, ReadItem, ReadLetter, read_letter
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, ItemKind, Layout
from tracker.readers.files import read_file

US = Us(
    ("Cambridgeshire Constabulary", "the Constabulary"), ("Cambridgeshire Police and Crime Commissioner",)
)


def _letter(folder: Path, name: str) -> ReadLetter:
    blocks, are_real = read_file(name, (folder / name).read_bytes())
    return read_letter(blocks, paragraphs_are_real=are_real)


@pytest.fixture
def letter_of_2024(shared_letters: Path) -> ReadLetter:
    return _letter(shared_letters, "2024-02-02-group-based-cse.txt")


@pytest.fixture
def letter_of_2023(shared_letters: Path) -> ReadLetter:
    return _letter(shared_letters, "2023-02-02-child-protection-post-inspection-review.txt")


def _items(letter: ReadLetter) -> tuple[ReadItem, ...]:
    (appendix,) = letter.appendices
    return appendix.items


def _addressees(letter: ReadLetter) -> list[ReadAddressees]:
    return [read_addressees(item.text, item.kind, US) for item in _items(letter)]


def test_the_letter_of_2024_holds_nine_recommendations_and_one_area_for_improvement(
    letter_of_2024: ReadLetter,
) -> None:
    assert [(item.kind, item.number) for item in _items(letter_of_2024)] == [
        *((ItemKind.RECOMMENDATION, str(number)) for number in range(1, 10)),
        (ItemKind.AREA_FOR_IMPROVEMENT, "1"),
    ]
    assert [item.heading for item in _items(letter_of_2024)][8:] == [
        "Recommendation 9",
        "Area for improvement 1",
    ]
    assert {item.group_heading for item in _items(letter_of_2024)} == {"Recommendations:"}
    assert letter_of_2024.layout is Layout.HEADED


def test_five_items_of_2024_are_for_other_bodies_one_is_joint_and_one_conditional(
    letter_of_2024: ReadLetter,
) -> None:
    read = _addressees(letter_of_2024)
    assert [at for at, one in enumerate(read, 1) if one.for_whom is ForWhom.OTHERS] == [1, 3, 5, 6, 7]
    assert [at for at, one in enumerate(read, 1) if one.for_whom is ForWhom.FORCE] == [2, 4, 8, 9, 10]
    assert [at for at, one in enumerate(read, 1) if one.is_joint] == [4]
    assert [at for at, one in enumerate(read, 1) if one.is_conditional] == [8]
    assert len(read[0].names) == 6


def test_the_deadlines_of_2024_are_read_as_printed(letter_of_2024: ReadLetter) -> None:
    read = [read_deadlines(item.text, date(2023, 12, 8)) for item in _items(letter_of_2024)]
    end_of_2024 = date(2024, 12, 31)
    assert [[one.on for one in deadlines] for deadlines in read] == [
        [end_of_2024], [end_of_2024, None], [date(2025, 5, 30)], [end_of_2024], [date(2025, 3, 31)],
        [date(2026, 3, 31)], [end_of_2024], [date(2024, 6, 30)], [None], [],
    ]  # fmt: skip
    assert (read[1][1].basis, read[1][1].phrase) == (DeadlineBasis.RECURRING, "at least annually")
    assert read[8][0].basis is DeadlineBasis.IMMEDIATE


def test_the_letter_of_2024_has_four_paragraphs_and_its_responses_as_many_as_printed(
    letter_of_2024: ReadLetter,
) -> None:
    assert len(letter_of_2024.paragraphs) == 4
    assert [len(item.chief_constable) for item in _items(letter_of_2024)] == [1, 7, 1, 3, 1, 1, 1, 1, 5, 5]
    assert letter_of_2024.unplaced == ()
    assert len(letter_of_2024.notes) == 4  # three page breaks and a letterhead


def test_the_letter_of_2023_holds_three_areas_for_the_force_by_implication(
    letter_of_2023: ReadLetter,
) -> None:
    kind = ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT
    assert [(item.kind, item.number, item.heading) for item in _items(letter_of_2023)] == [
        (kind, "1", ""), (kind, "2", ""), (kind, "3", ""),
    ]  # fmt: skip
    assert {one.for_whom for one in _addressees(letter_of_2023)} == {ForWhom.FORCE}
    assert [read_deadlines(item.text, date(2022, 12, 9)) for item in _items(letter_of_2023)] == [(), (), ()]


def test_the_letter_of_2023_has_six_paragraphs_and_responses_of_four_two_and_two(
    letter_of_2023: ReadLetter,
) -> None:
    assert len(letter_of_2023.paragraphs) == 6
    assert [len(item.chief_constable) for item in _items(letter_of_2023)] == [4, 2, 2]
    assert letter_of_2023.unplaced == ()
    assert letter_of_2023.layout is Layout.NUMBERED
    assert letter_of_2023.appendices[0].label == "Appendix 1"


@pytest.mark.parametrize("letter", ["letter_of_2023", "letter_of_2024"])
def test_the_frame_of_each_letter_is_read(letter: str, request: pytest.FixtureRequest) -> None:
    read: ReadLetter = request.getfixturevalue(letter)
    assert read.salutation == "Dear Home Secretary"
    assert read.closing == "Yours sincerely"
    assert read.addressee_block[1:] == ("Home Secretary", "2 Marsham Street", "London", "SW1P 4DF")
    assert read.office_block[0].endswith("Police and Crime Commissioner")
    assert read.signature_alt.startswith("A handwritten signature")
    assert read.signatory_name == "Darryl Preston"
    assert read.dated is not None
    assert (read.dated.month, read.dated.day) == (2, 2)
    assert read.report_titles == (read.appendices[0].report_title,)
    assert len(read.enclosures) == 1


@pytest.mark.parametrize(
    "name", ["2023-02-02-child-protection-post-inspection-review.txt", "2024-02-02-group-based-cse.txt"]
)
def test_every_word_of_each_letter_stands_in_one_field_in_its_order(name: str, shared_letters: Path) -> None:
    source = (shared_letters / name).read_text(encoding="utf-8")
    assert words_of_letter(_letter(shared_letters, name)) == words_of_source(source)


@pytest.mark.parametrize(
    "name", ["2023-02-02-child-protection-post-inspection-review.txt", "2024-02-02-group-based-cse.txt"]
)
@pytest.mark.parametrize("share", [0.05, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95])
def test_a_part_of_each_letter_is_refused(name: str, share: float, shared_letters: Path) -> None:
    content = (shared_letters / name).read_bytes()
    blocks, are_real = read_file(name, content[: int(len(content) * share)])
    with pytest.raises(NotAResponseLetter):
        read_letter(blocks, paragraphs_are_real=are_real)
