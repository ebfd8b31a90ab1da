import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.phrasing.addressees import ReadAddressees, Us, others_sentence, read_addressees
from tracker.domain.vocabulary import ForWhom, ItemKind

US = Us(
    ("Saltmarsh Police", "the Constabulary"),
    ("Police and Crime Commissioner for Saltmarsh", "Saltmarsh Police and Crime Commissioner"),
)


def read(text: str, kind: ItemKind = ItemKind.RECOMMENDATION) -> ReadAddressees:
    return read_addressees(text, kind, US)


SIX_BODIES = (
    "By 1 May 2026, the Home Office, the Department for Education, the Welsh Government, the National Crime "
    "Agency, the National Police Chiefs’ Council and the College of Policing should agree on one word for it."
)


def test_a_list_of_six_other_bodies_is_for_others_and_not_joint() -> None:
    assert read(SIX_BODIES) == ReadAddressees(
        (
            "Home Office", "Department for Education", "Welsh Government", "National Crime Agency",
            "National Police Chiefs’ Council", "College of Policing",
        ),
        ForWhom.OTHERS,
        is_joint=False,
        is_conditional=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "for_whom"),
    [
        ("All chief constables should lock the stores.", ForWhom.FORCE),
        ("By July 2026, forces in England and Wales should lock the stores.", ForWhom.FORCE),
        ("Saltmarsh Police should lock the stores.", ForWhom.FORCE),
        ("The Constabulary needs to lock the stores.", ForWhom.FORCE),
        ("The chief constable of Saltmarsh must lock the stores.", ForWhom.FORCE),
        ("The force's control room should answer sooner.", ForWhom.FORCE),
        ("Police and crime commissioners should ask after the stores.", ForWhom.PCC),
        ("The Police and Crime Commissioner for Saltmarsh should ask after the stores.", ForWhom.PCC),
        ("PCCs should ask after the stores.", ForWhom.PCC),
        ("Local policing bodies should ask after the stores.", ForWhom.PCC),
        ("Chief constables and police and crime commissioners should agree.", ForWhom.BOTH),
        ("Fenland Constabulary should lock the stores.", ForWhom.OTHERS),
        ("The Police and Crime Commissioner for Fenland should ask.", ForWhom.OTHERS),
        ("Ofsted and the Care Quality Commission should ask.", ForWhom.OTHERS),
        ("We recommend that the Home Office reviews this.", ForWhom.OTHERS),
        ("We recommend that, within three months, the Constabulary mends the stores.", ForWhom.FORCE),
        ("We recommend that, by 31 March 2027, the force mends the stores.", ForWhom.FORCE),
        ("The inspectors recommended that, by July 2027, all chief constables mend them.", ForWhom.FORCE),
        ("The figures should be collected by the Home Office.", ForWhom.OTHERS),
        ("Training should be better.", ForWhom.UNSTATED),
        ("Mend the stores.", ForWhom.UNSTATED),
    ],
)
def test_whom_an_item_is_for_is_read_from_its_subject(text: str, for_whom: ForWhom) -> None:
    assert read(text).for_whom is for_whom


def test_us_and_others_together_are_joint() -> None:
    text = "All chief constables and the relevant farming unions should meet."
    assert read(text).is_joint
    assert read(text).names == ("all chief constables", "relevant farming unions")


@pytest.mark.parametrize("words", ["in conjunction with", "together with", "jointly with"])
def test_acting_in_conjunction_with_a_body_is_joint(words: str) -> None:
    answer = read(f"Chief constables, {words} the College of Policing, should write a guide.")
    assert (answer.names, answer.is_joint) == (("chief constables", "College of Policing"), True)


@pytest.mark.parametrize(
    "text",
    [
        "Chief constables, working with the Home Office and their partners, should write a guide.",
        "Forces should work with the College of Policing on a guide.",
        "The force, in consultation with the Crown Prosecution Service, should write a guide.",
        "Chief constables and police and crime commissioners should write a guide.",
    ],
)
def test_working_with_partners_is_not_joint(text: str) -> None:
    assert not read(text).is_joint


@pytest.mark.parametrize(
    "text",
    [
        "All chief constables of forces that are yet to buy lamps should buy them.",
        "Forces which have not bought lamps should buy them.",
        "Where they have not done so, forces should buy lamps.",
        "Any force without lamps should buy them.",
    ],
)
def test_a_condition_on_forces_is_ours_until_ruled_not_to_apply(text: str) -> None:
    answer = read(text)
    assert (answer.for_whom, answer.is_conditional) == (ForWhom.FORCE, True)
    assert answer.warnings


def test_use_of_force_is_not_the_force() -> None:
    assert read("The use of force should be written down.").for_whom is ForWhom.UNSTATED
    assert read("The force should write down its use of force.").names == ("force",)


def test_an_item_that_names_nobody_is_unstated_with_a_warning() -> None:
    answer = read("Better lamps are needed.")
    assert (answer.for_whom, answer.names) == (ForWhom.UNSTATED, ())
    assert answer.warnings


def test_an_area_still_requiring_improvement_is_for_the_force_by_implication() -> None:
    answer = read("Lamps still go missing.", ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT)
    assert answer == ReadAddressees((), ForWhom.FORCE, is_joint=False, is_conditional=False)


def test_a_cause_of_concern_that_opens_with_the_force_is_for_the_force() -> None:
    assert read("The force isn't counting its lamps.", ItemKind.CAUSE_OF_CONCERN).for_whom is ForWhom.FORCE


def test_a_department_whose_name_holds_and_stays_one_name() -> None:
    text = (
        "The Department of Health and Social Care and the Ministry of Housing, Communities and Local "
        "Government should agree."
    )
    assert read(text).names == (
        "Department of Health and Social Care",
        "Ministry of Housing, Communities and Local Government",
    )


def test_a_second_sentence_for_another_body_is_counted_too() -> None:
    answer = read("The Home Office should pay. Chief constables should spend it.")
    assert (answer.names, answer.is_joint) == (("Home Office", "chief constables"), True)


@pytest.mark.parametrize(
    ("names", "kind", "sentence"),
    [
        (["Home Office"], ItemKind.RECOMMENDATION, "This recommendation is for the Home Office."),
        (
            ["Home Office", "NCA", "Ofsted"],
            ItemKind.AREA_FOR_IMPROVEMENT,
            "This area for improvement is for the Home Office, the NCA and Ofsted.",
        ),
        (
            ["Fenland Constabulary"],
            ItemKind.RECOMMENDATION,
            "This recommendation is for Fenland Constabulary.",
        ),
        ([], ItemKind.RECOMMENDATION, "This recommendation is for other bodies."),
    ],
)
def test_the_sentence_for_other_bodies_gives_each_name_its_article(
    names: list[str], kind: ItemKind, sentence: str
) -> None:
    assert others_sentence(names, kind) == sentence


def test_the_sentence_for_six_bodies_reads_as_the_list_was_printed() -> None:
    assert others_sentence(read(SIX_BODIES).names, ItemKind.RECOMMENDATION).endswith(
        "for the Home Office, the Department for Education, the Welsh Government, the National Crime Agency, "
        "the National Police Chiefs’ Council and the College of Policing."
    )


PIECES = """
The the all chief constables force forces' police and crime commissioners Home Office , ; should
must be by in conjunction with that which where for of Saltmarsh England Wales recommend \x00 0 . (
)
"""
WORDS = st.sampled_from(PIECES.split())


@settings(deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300), st.sampled_from(ItemKind))
def test_no_text_makes_the_reader_of_addressees_fail(text: str, kind: ItemKind) -> None:
    answer = read(text, kind)
    assert answer.is_joint <= answer.for_whom.is_ours
    assert all(answer.names) or answer.names == ()


@pytest.mark.parametrize(
    "piece", ["should ", "by, ", "the Home Office, ", "forces and ", "in conjunction with ", "A "]
)
def test_a_very_long_text_is_read_in_little_time(piece: str) -> None:
    read(piece * (100_000 // len(piece)))
