import re

import pytest

from tracker.documents import standard_parts as parts
from tracker.documents.standard_parts import NamedReport

BICYCLES = NamedReport("Bicycles", "HMICFRS")
TRICYCLES = NamedReport("Tricycles, and who rides them.", "HMICFRS")
OLDER = NamedReport("Carts", "HMIC")


def test_the_subject_names_one_report_or_several() -> None:
    assert parts.subject([BICYCLES]) == "HMICFRS Report: Bicycles."
    assert parts.subject([TRICYCLES]) == "HMICFRS Report: Tricycles, and who rides them."
    assert parts.subject([BICYCLES, TRICYCLES]) == "HMICFRS Reports: Bicycles; Tricycles, and who rides them."


def test_the_statutory_sentence_names_the_office_the_section_and_each_report() -> None:
    one = parts.s55_sentence([BICYCLES], "Police and Crime Commissioner")
    assert one.startswith("Under Section 55(5) of the Police Act 1996, as Police and Crime Commissioner I ")
    assert one.endswith(" report by HMICFRS entitled 'Bicycles'.")
    several = parts.s55_sentence([OLDER, BICYCLES, TRICYCLES], "Mayor")
    assert several.endswith(" by HMIC and HMICFRS: 'Carts', 'Bicycles' and 'Tricycles, and who rides them'.")


def test_the_pointer_names_every_appendix() -> None:
    assert "Appendix 1" in parts.pointer(["Appendix 1"])
    assert "Appendix 1, Appendix 2 and Appendix 3" in parts.pointer(
        ["Appendix 1", "Appendix 2", "Appendix 3"]
    )


def test_an_appendix_is_labelled_headed_and_enclosed_in_the_name_of_the_force() -> None:
    assert parts.appendix_label(2) == "Appendix 2"
    assert parts.appendix_heading(BICYCLES, "Fenland Constabulary") == (
        "Fenland Constabulary's response to HMICFRS report 'Bicycles'."
    )
    assert parts.enclosure_line("Appendix 2", BICYCLES, "Fenland Guards") == (
        "Enc - Appendix 2 – Fenland Guards' response to HMICFRS report 'Bicycles'."
    )


def test_labels_of_answers_name_who_speaks() -> None:
    assert parts.force_response_label() == "Force response"
    assert parts.pcc_response_label("PCC") == "PCC's response"
    assert parts.reply_label("PFCC") == "PFCC's reply to the force response"


def test_the_parts_without_values_are_worded() -> None:
    for words in (
        parts.salutation(),
        parts.closing(),
        parts.closing_paragraph(),
        parts.no_items("Fenland Constabulary"),
    ):
        assert words
        assert "{" not in words


@pytest.mark.parametrize("name", sorted(parts.shipped_wording()))
def test_every_wording_file_is_one_paragraph_with_well_formed_places(name: str) -> None:
    wording = parts.shipped_wording()[name]
    assert wording
    assert "\n" not in wording
    assert not re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", wording))
