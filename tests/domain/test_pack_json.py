import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.domain import packs
from tracker.domain.pack_json import from_json, sha256_of, to_json
from tracker.domain.packs import ChangeKind, ChangeLine, CountLine, Pack, PackHead, RatingLine, TrendPoint

LINES = [
    one
    for one in vars(packs).values()
    if isinstance(one, type) and is_dataclass(one) and one.__module__ == packs.__name__
]
MOMENT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
HEAD = PackHead("A board", "a-board", date(2026, 3, 12), "4", "OFFICIAL", MOMENT, MOMENT, "the last meeting")

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


@pytest.mark.parametrize("cls", LINES, ids=lambda cls: cls.__name__)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_row_comes_back_as_it_was(cls: type[Any], data: st.DataObject) -> None:
    line = data.draw(st.from_type(cls))
    text = to_json(line)
    assert from_json(cls, text) == line
    assert to_json(from_json(cls, text)) == text


def test_every_row_of_a_pack_is_tested() -> None:
    assert {Pack, PackHead, CountLine} < set(LINES)
    assert len(LINES) == 12


def test_a_row_has_one_text_with_sorted_keys_and_no_spaces_that_hides_no_letter() -> None:
    assert to_json(CountLine("new", "", "+", "Neu – für uns", 3)) == (
        '{"key":"new","number":3,"part":"","sign":"+","words":"Neu – für uns"}'
    )


def test_words_of_a_list_and_dates_are_told_by_their_values() -> None:
    line = ChangeLine(ChangeKind.SLIPPED, "R2026-01-REC1", "", "", "", "", "", date(2026, 3, 12), 7)
    told = json.loads(to_json(line))
    assert (told["kind"], told["on"]) == ("slipped", "2026-03-12")
    assert from_json(ChangeLine, to_json(line)).kind is ChangeKind.SLIPPED


def test_one_moment_has_one_text_in_whatever_zone_it_was_told() -> None:
    there = MOMENT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    elsewhere = PackHead(
        **{field.name: getattr(HEAD, field.name) for field in fields(HEAD)} | {"as_at": there}
    )
    assert to_json(elsewhere) == to_json(HEAD)
    assert '"as_at":"2026-03-12T14:05:00+00:00"' in to_json(HEAD)


def test_a_row_within_a_row_comes_back() -> None:
    pack = Pack(
        HEAD,
        (CountLine("new", "", "+", "New", 1),),
        trend=(TrendPoint(date(2026, 3, 12), "March", (1, 2), 3),),
        by_kind=(RatingLine("Recommendations", (), 0),),
    )
    assert from_json(Pack, to_json(pack)) == pack


def told(**changes: object) -> str:
    whole = {"key": "new", "part": "", "sign": "+", "words": "New", "number": 3}
    return json.dumps({name: value for name, value in (whole | changes).items() if value != "left out"})


@pytest.mark.parametrize(
    "text",
    [
        told(sign="left out"),
        told(colour="red"),
        told(number="3"),
        told(number=True),
        told(number=3.0),
        told(words=None),
        "[]",
        "3",
        "{",
        '{"key":"new","key":"new","part":"","sign":"+","words":"New","number":3}',
    ],
)
def test_a_text_that_is_no_such_row_is_refused(text: str) -> None:
    assert from_json(CountLine, told()) == CountLine("new", "", "+", "New", 3)
    with pytest.raises(ValueError, match=r"."):
        from_json(CountLine, text)


@pytest.mark.parametrize(("name", "value"), [("on", "12 March 2026"), ("kind", "no such kind"), ("on", 3)])
def test_a_word_or_a_date_that_cannot_be_read_is_refused(name: str, value: object) -> None:
    whole = json.loads(to_json(ChangeLine(ChangeKind.NEW, "", "", "", "", "", "", date(2026, 3, 12))))
    with pytest.raises(ValueError, match=r"."):
        from_json(ChangeLine, json.dumps(whole | {name: value}))


def test_what_no_row_holds_is_not_written() -> None:
    with pytest.raises(ValueError, match="float"):
        to_json((1.5,))
    with pytest.raises(ValueError, match="time zone"):
        to_json((datetime(2026, 3, 12, 14, 5),))  # noqa: DTZ001 - the moment that is refused


def test_the_sum_over_a_text_is_that_of_its_utf_8_bytes() -> None:
    # The reference value: printf 'é' | sha256sum
    assert sha256_of("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
