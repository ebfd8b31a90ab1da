import pytest

from tracker.domain.wording import UnfilledWording, fill, in_a_row, possessive, without_full_stop


def test_each_place_takes_its_value() -> None:
    assert fill("A letter to {who} on {day}.\n", {"who": "them", "day": "Monday", "unused": "x"}) == (
        "A letter to them on Monday."
    )


def test_a_value_with_braces_is_printed_as_it_is() -> None:
    assert fill("{title}", {"title": "{{ 7*7 }} {who}"}) == "{{ 7*7 }} {who}"


def test_every_place_without_a_value_is_named_once() -> None:
    with pytest.raises(UnfilledWording) as refused:
        fill("{who} {day} {who} {title}", {"title": "T", "day": " \u200b"})
    assert refused.value.names == ("who", "day")
    assert "who, day" in str(refused.value)


@pytest.mark.parametrize(
    "template", ["{Who} wrote", "an open { brace", "a closed } brace", "{}", "{0.__class__}"]
)
def test_a_brace_that_is_no_place_is_refused(template: str) -> None:
    with pytest.raises(UnfilledWording):
        fill(template, {})


@pytest.mark.parametrize(
    ("name", "owner"),
    [("Borders Constabulary", "Borders Constabulary's"), ("Chief Constables", "Chief Constables'")],
)
def test_names_ending_in_s_take_an_apostrophe_only(name: str, owner: str) -> None:
    assert possessive(name) == owner


@pytest.mark.parametrize(
    ("names", "row"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_listed_as_a_sentence_does(names: list[str], row: str) -> None:
    assert in_a_row(names) == row


def test_a_title_loses_its_full_stop() -> None:
    assert without_full_stop("A review. ") == "A review"
