"""Recording offices and people: what is refused, and what the history keeps."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.pictures import PNG_PICTURE
from tracker.domain.audit import as_text
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Invalid, NotAllowed
from tracker.domain.vocabulary import BodyKind, Role
from tracker.models.base import db
from tracker.models.office import Body, Holding, Post
from tracker.queries.events import timeline
from tracker.services.offices import (
    BodyDetails,
    HoldingDetails,
    PostDetails,
    add_signature,
    confirm_holding,
    record_body,
    record_holding,
    record_letterhead,
    record_post,
)

D = date.fromisoformat


@pytest.fixture
def post(register: Flask) -> Post:
    return a_post("pcc")


def a_post(slug: str, **given: Any) -> Post:
    details = PostDetails(slug, "Commissioner", **given)
    return record_post(post=None, version=0, details=details, by=SYSTEM, now=NOW)


def hold(post: Post, name: str, start: str = "", end: str = "", *, acting: bool = False) -> Holding:
    details = HoldingDetails(name, D(start) if start else None, D(end) if end else None, acting)
    return record_holding(holding=None, version=0, post=post, details=details, by=SYSTEM, now=NOW)


def body(kind: BodyKind, name: str, start: str = "", end: str = "", **given: Any) -> Body:
    details = BodyDetails(kind, name, "", D(start) if start else None, D(end) if end else None, **given)
    return record_body(body=None, version=0, details=details, by=SYSTEM, now=NOW)


def problems(refusal: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return refusal.value.problems


def test_one_holder_follows_another_on_the_day_of_the_change(post: Post) -> None:
    hold(post, "Ada", "2019-07-24", "2022-09-06")
    hold(post, "Bea", "2022-09-06")
    hold(post, "Cy", "2022-01-01", "2022-12-31", acting=True)


@pytest.mark.parametrize(
    ("start", "end", "acting", "field"),
    [
        ("2022-09-06", "2022-09-06", False, "to_on"),
        ("2022-09-06", "2022-09-05", False, "to_on"),
        ("2022-09-05", "", False, "from_on"),
        ("", "", False, "from_on"),
        ("", "2019-07-25", False, "from_on"),
        ("2022-06-01", "2022-06-02", True, "from_on"),
    ],
)
def test_a_holder_who_cannot_be_is_refused(
    post: Post, start: str, end: str, acting: bool, field: str
) -> None:
    hold(post, "Ada", "2019-07-24", "2022-09-06")
    hold(post, "Cy", "2022-01-01", "2022-12-31", acting=True)
    with pytest.raises(Invalid) as refusal:
        hold(post, "Bea", start, end, acting=acting)
    assert list(problems(refusal)) == [field]


def test_a_correction_does_not_stand_in_its_own_way(post: Post) -> None:
    held = hold(post, "Ada", "2019-07-24")
    details = HoldingDetails("Rt Hon Ada", D("2019-07-25"))
    record_holding(holding=held, version=1, post=post, details=details, by=SYSTEM, now=NOW)
    assert (held.person_name, held.version) == ("Rt Hon Ada", 2)


def test_a_correction_asks_anew_and_saving_the_same_does_not(post: Post) -> None:
    held = hold(post, "Ada")
    confirm_holding(holding=held, version=1, by=SYSTEM, now=NOW, today=TODAY)
    same = HoldingDetails("Ada")
    record_holding(holding=held, version=2, post=post, details=same, by=SYSTEM, now=NOW)
    assert as_text(held.confirmed_on) == TODAY.isoformat()
    record_holding(holding=held, version=3, post=post, details=HoldingDetails("Bea"), by=SYSTEM, now=NOW)
    assert as_text(held.confirmed_on) is None
    newest = timeline(db.session(), [("holding", held.id)])[0]
    assert {(line.field, line.before, line.after) for line in newest.changes} == {
        ("person_name", "Ada", "Bea"),
        ("confirmed_on", TODAY.isoformat(), None),
    }


def test_one_body_of_each_kind_at_a_time(register: Flask) -> None:
    body(BodyKind.LOCAL_POLICING_BODY, "Old", end="2028-05-07")
    body(BodyKind.LOCAL_POLICING_BODY, "New", start="2028-05-07")
    body(BodyKind.FORCE, "Force")
    with pytest.raises(Invalid) as refusal:
        body(BodyKind.LOCAL_POLICING_BODY, "Third", start="2028-05-06", end="2028-05-08")
    assert list(problems(refusal)) == ["from_on"]


def test_a_body_does_not_follow_itself(register: Flask) -> None:
    old = body(BodyKind.FORCE, "Force")
    details = BodyDetails(BodyKind.FORCE, "Force", successor_id=old.id)
    with pytest.raises(Invalid) as refusal:
        record_body(body=old, version=1, details=details, by=SYSTEM, now=NOW)
    assert list(problems(refusal)) == ["successor_id"]


def test_one_letterhead_at_a_time(register: Flask) -> None:
    def head(text: str, start: str, end: str) -> None:
        record_letterhead(
            letterhead=None,
            version=0,
            text=text,
            from_on=D(start) if start else None,
            to_on=D(end) if end else None,
            by=SYSTEM,
            now=NOW,
        )

    head("\nOffice\r\n1 High Street\x07\n\n", "", "2025-01-01")
    head("New office", "2025-01-01", "")
    with pytest.raises(Invalid) as refusal:
        head(" \n ", "2026-01-01", "2025-01-01")
    assert set(problems(refusal)) == {"text", "to_on"}
    with pytest.raises(Invalid):
        head("Third", "2024-12-31", "")


def test_a_short_name_is_given_once_and_stays(post: Post) -> None:
    with pytest.raises(Invalid) as refusal:
        a_post("pcc")
    assert list(problems(refusal)) == ["slug"]
    details = PostDetails("other", "Mayor")
    record_post(post=post, version=1, details=details, by=SYSTEM, now=NOW)
    assert (post.slug, post.title) == ("pcc", "Mayor")


def test_what_was_typed_is_cleaned_and_otherwise_kept(register: Flask) -> None:
    kept = a_post("deputy", address="\n1 <b>Street</b>\r\n{{ 7*7 }}\x0b=1+1\n", salutation="Dear\nDeputy")
    assert kept.address == "1 <b>Street</b>\n{{ 7*7 }}\n=1+1"
    assert kept.salutation == "Dear Deputy"


def test_a_signature_keeps_its_bytes_and_the_words_for_it(post: Post) -> None:
    held = hold(post, "Ada")
    image = add_signature(holding=held, content=PNG_PICTURE, alt_text=" Signature ", by=SYSTEM, now=NOW)
    assert (image.content, image.alt_text, len(image.sha256)) == (PNG_PICTURE, "Signature", 64)
    with pytest.raises(Invalid) as refusal:
        add_signature(holding=held, content=b"MZ", alt_text=" ", by=SYSTEM, now=NOW)
    assert set(problems(refusal)) == {"picture", "alt_text"}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICE_STAFF}))
def test_only_the_office_keeps_the_list(post: Post, role: Role) -> None:
    held = hold(post, "Ada")
    by = person(role, name="Some Body")
    acts: list[Any] = [
        lambda: record_post(post=None, version=0, details=PostDetails("x", "X"), by=by, now=NOW),
        lambda: record_holding(
            holding=None, version=0, post=post, details=HoldingDetails("X"), by=by, now=NOW
        ),
        lambda: confirm_holding(holding=held, version=1, by=by, now=NOW, today=TODAY),
        lambda: add_signature(holding=held, content=PNG_PICTURE, alt_text="X", by=by, now=NOW),
        lambda: record_body(body=None, version=0, details=BodyDetails(BodyKind.FORCE, "X"), by=by, now=NOW),
        lambda: letterhead_by(by),
    ]
    for act in acts:
        with pytest.raises(NotAllowed, match="Only the PCC office staff may"):
            act()


def letterhead_by(by: Actor) -> None:
    record_letterhead(letterhead=None, version=0, text="X", from_on=None, to_on=None, by=by, now=NOW)
