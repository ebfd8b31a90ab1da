"""Whose names a public paper does not say, and what stands there instead."""

import pytest

from tracker.domain.boards import BoardRole
from tracker.domain.paper_names import names_to_take_out, stands_for_post, stands_for_role
from tracker.domain.paper_public import KnownName


def names(*people: str, chiefs: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in names_to_take_out([KnownName(name, "x") for name in people], chiefs)]


def test_everybody_below_chief_officer_is_taken_out_once_under_the_first_title() -> None:
    people = [KnownName("Asha Field", "the Head of Crime"), KnownName("ASHA FIELD", "a member of staff")]
    assert names_to_take_out(people, ()) == (people[0],)


@pytest.mark.parametrize("known", ["Ines Roe", "Dame Ines Roe", "Ines Roe QPM", "INES ROE"])
def test_a_chief_officer_is_named_however_the_name_is_written(known: str) -> None:
    assert names(known, chiefs=("Ines Roe",)) == []
    assert names("Ines Roe", chiefs=(known,)) == []


def test_a_surname_alone_makes_nobody_a_chief_officer() -> None:
    assert names("Roe", "Asha Roe", chiefs=("Ines Roe",)) == ["Roe", "Asha Roe"]


def test_a_blank_name_is_nobodys() -> None:
    assert names(" ", "") == []


def test_what_stands_for_people() -> None:
    assert stands_for_post("Head of Crime") == "the Head of Crime"
    assert stands_for_role(BoardRole.SECRETARY, "") == "the secretary of the board"
    assert stands_for_role(BoardRole.DEPUTY, "Force") == "the deputy chair of the board"
    assert stands_for_role(BoardRole.MEMBER, "Wessmere Council") == "the member for Wessmere Council"
    assert stands_for_role(BoardRole.MEMBER, "") == "a member of the board"
