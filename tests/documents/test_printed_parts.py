"""Everything a letter prints stands in its parts, and a change of any of it lets an approval fall."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.documents.letters import DEMO_SIGNATURE, a_letter, an_appendix, an_item
from tracker.documents.house_style import HOUSE_FILE
from tracker.documents.letter import Letter, PrintedGroup, PrintedVoice, Signature
from tracker.documents.printed_parts import printed_parts
from tracker.domain.approval import changes_between, fingerprint
from tracker.domain.vocabulary import ItemKind, Layout, Marking

VOICES = (PrintedVoice("Force response", "Weekly."), PrintedVoice("PCC's response", "I welcome it."))
LETTER = a_letter(appendices=(an_appendix(an_item(1, voices=VOICES), an_item(2)),))


def with_item(**changes: object) -> Letter:
    second = replace(an_item(2), **changes)  # type: ignore[arg-type]
    return replace(LETTER, appendices=(an_appendix(an_item(1, voices=VOICES), second),))


def told(letter: Letter) -> tuple[str, ...]:
    assert fingerprint(printed_parts(letter)) != fingerprint(printed_parts(LETTER))
    return changes_between(printed_parts(LETTER), printed_parts(letter))


SIGNATURE = Signature(b"other", "Signature of Sam Sample")
DESCRIBED = Signature(DEMO_SIGNATURE.read_bytes(), "A signature")

# One line for each field of a letter, and what is told where it is another.
FIELDS: list[tuple[str, object, str]] = [
    ("layout", Layout.NUMBERED, "The layout was"),
    ("office_block", ("Office", "2 Dyke Road"), "The office block was"),
    ("addressee_block", ("Rt Hon Ben Sample MP", "Home Secretary"), "The addressee was"),
    ("dated", date(2026, 2, 3), "The date of the letter was “2 February 2026” and is now “3 February 2026”."),
    ("salutation", "Dear Minister", "The salutation was “Dear Home Secretary” and is now “Dear Minister”."),
    ("subject", "Bicycles", "The subject was"),
    ("paragraphs", ("I respond.",), "The wording of the letter's paragraphs was"),
    ("closing", "Yours", "The closing was"),
    ("signature", None, "The picture of the signature is no longer in the letter."),
    ("signature", SIGNATURE, "The picture of the signature is another one."),
    ("signature", DESCRIBED, "The description of the signature picture was"),
    ("signatory_name", "Dee Deputy", "The signatory was “Sam Sample” and is now “Dee Deputy”."),
    ("signatory_title", "Deputy", "The title of the signatory was"),
    ("enclosures", (), "The enclosure line was"),
    ("appendices", (), "Recommendation 1 is no longer in the letter."),
    ("marking", Marking.OFFICIAL, "The marking was empty and is now “OFFICIAL”."),
    ("title", "Response", "The title of the document was"),
    ("author", "Office", "The author of the document was"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), FIELDS)
def test_a_change_of_any_part_of_the_letter_is_found_and_named(
    field: str, value: object, sentence: str
) -> None:
    assert any(sentence in one for one in told(replace(LETTER, **{field: value})))  # type: ignore[arg-type]


def test_no_field_of_a_letter_is_forgotten() -> None:
    assert {field.name for field in fields(Letter)} - {name for name, _, _ in FIELDS} == {"made_at"}


def test_of_a_new_addressee_only_the_name_is_told() -> None:
    block = ("Rt Hon Ben Sample MP", *LETTER.addressee_block[1:])
    assert told(replace(LETTER, addressee_block=block)) == (
        "The addressee was “Rt Hon Ada Example MP” and is now “Rt Hon Ben Sample MP”.",
    )


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"text": "Count them."}, ("The text of Recommendation 2 was",)),
        ({"kind": ItemKind.AREA_FOR_IMPROVEMENT}, ("The kind of Recommendation 2 was",)),
        ({"number": "2.1"}, ("The number of Recommendation 2 was “2” and is now “2.1”.",)),
        (
            {"heading": "Recommendation 3"},
            ("Recommendation 2 is no longer in the letter.", "Recommendation 3 is new."),
        ),
        ({"position_line": "Agreed"}, ("The position on Recommendation 2 was empty and is now “Agreed”.",)),
        (
            {"voices": (PrintedVoice("Force response", "Daily."),)},
            ("The wording of the Force response to Recommendation 2 was",),
        ),
        (
            {"voices": ()},
            (
                "The label “Force response” at Recommendation 2 is no longer",
                "The wording of the Force response to Recommendation 2 is no longer",
            ),
        ),
    ],
)
def test_a_change_of_any_part_of_an_item_is_found_and_named(
    changes: dict[str, object], sentences: tuple[str, ...]
) -> None:
    found = told(with_item(**changes))
    assert len(found) == len(sentences)
    assert all(one.startswith(start) for one, start in zip(found, sentences, strict=True))


def test_headings_of_appendices_and_groups_are_covered() -> None:
    appendix = an_appendix(heading="Other", label="Annex", groups=(PrintedGroup("Findings:", (an_item(1),)),))
    found = " ".join(told(replace(LETTER, appendices=(appendix,))))
    assert "The heading of group 1 was “Recommendations:” and is now “Findings:”." in found
    assert "Annex" in found
    assert "Recommendation 2 is no longer in the letter." in found


def test_the_hour_at_which_a_file_is_made_is_not_part_of_what_it_says() -> None:
    later = replace(LETTER, made_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert printed_parts(later) == printed_parts(LETTER)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("I respond to the report entitled 'Bicycles'.\r\n", "The answers stand in Appendix 1.\n\n\n"),
        ("I respond to the report entitled 'Bicycles'.\n\nThe answers stand in Appendix 1.",),
    ],
)
def test_what_is_printed_alike_is_the_same_letter(paragraphs: tuple[str, ...]) -> None:
    assert fingerprint(printed_parts(replace(LETTER, paragraphs=paragraphs))) == fingerprint(
        printed_parts(LETTER)
    )


def test_another_letterhead_is_another_letter(tmp_path: Path) -> None:
    other = tmp_path / "house.docx"
    other.write_bytes(HOUSE_FILE.read_bytes() + b"x")
    changes = changes_between(printed_parts(LETTER), printed_parts(LETTER, house=other))
    assert changes == ("The base document of letters is another one.",)


def test_items_of_one_name_are_told_apart_by_appendix_or_number() -> None:
    two = replace(
        LETTER, appendices=(an_appendix(an_item(1), an_item(1)), an_appendix(an_item(1), label="Appendix 2"))
    )
    names = [part.name for part in printed_parts(two)]
    assert len(names) == len(set(names))
    wholes = list(dict.fromkeys(part.whole for part in printed_parts(two) if part.whole))
    assert wholes == [
        "Recommendation 1 in Appendix 1",
        "Recommendation 1 in Appendix 1 (2)",
        "Recommendation 1 in Appendix 2",
    ]


def test_items_in_another_order_are_another_letter() -> None:
    turned = replace(LETTER, appendices=(an_appendix(an_item(2), an_item(1, voices=VOICES)),))
    assert told(turned) == ("The parts of the letter stand in another order.",)
