import pytest

from tracker.domain.named_themes import Theme, themes_of


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Officers are trained to find missing children.", {Theme.MISSING, Theme.TRAINING}),
        ("A child is detained at a police station.", {Theme.CUSTODY}),
        ("We record each crime with our partners.", {Theme.RECORDS, Theme.PARTNERS}),
        ("Lamps are kept in three stores.", set()),
        ("", set()),
    ],
)
def test_a_text_has_the_themes_whose_words_stand_in_it(text: str, themes: set[Theme]) -> None:
    assert themes_of(text) == themes
