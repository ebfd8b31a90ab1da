"""What a letter of a day takes from the offices, and what it says is missing."""

from datetime import date

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY
from tests.services.pictures import PNG_PICTURE
from tracker.domain.offices import DayParts
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import BodyKind
from tracker.models.base import db
from tracker.models.office import Holding, Post
from tracker.queries.offices import (
    all_holdings,
    bodies,
    body_on,
    holder_of,
    letterheads,
    newest_signature,
    newest_signatures,
    parts_on,
    us,
)
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

CHANGE = date(2024, 7, 5)
BEFORE, AFTER = date(2024, 7, 4), CHANGE


def post(slug: str, title: str, letters: str = "") -> Post:
    details = PostDetails(
        slug, title, letters, "PCC" if slug == "pcc" else "", f"Dear {title}", "1 Street\nTown"
    )
    return record_post(post=None, version=0, details=details, by=SYSTEM, now=NOW)


def hold(
    held: Post, name: str, start: date | None, end: date | None = None, *, acting: bool = False
) -> Holding:
    details = HoldingDetails(name, start, end, acting)
    return record_holding(holding=None, version=0, post=held, details=details, by=SYSTEM, now=NOW)


def head(text: str, start: date | None, end: date | None) -> None:
    record_letterhead(letterhead=None, version=0, text=text, from_on=start, to_on=end, by=SYSTEM, now=NOW)


def body(details: BodyDetails) -> None:
    record_body(body=None, version=0, details=details, by=SYSTEM, now=NOW)


@pytest.fixture
def offices(either_register: Flask) -> dict[str, Holding]:
    """Everything changes on 5 July 2024."""
    secretary = post("home-secretary", "Home Secretary")
    pcc = post("pcc", "Commissioner", "Police and Crime Commissioner for Wessmere")
    holders = {
        "old": hold(secretary, "Rt Hon Ada Early MP", None, CHANGE),
        "new": hold(secretary, "Rt Hon Bea Late MP", CHANGE),
        "ines": hold(pcc, "Ines Roe", date(2021, 5, 13)),
    }
    signs = {"head_post_id": pcc.id}
    body(
        BodyDetails(BodyKind.LOCAL_POLICING_BODY, "Old Office", "The Old\n \nThe PCC", None, CHANGE, **signs)
    )
    body(BodyDetails(BodyKind.LOCAL_POLICING_BODY, "New Office", "", CHANGE, None, **signs))
    body(BodyDetails(BodyKind.FORCE, "Wessmere Police"))
    head("Old head", None, CHANGE)
    head("New head", CHANGE, None)
    return holders


def on(day: date) -> DayParts:
    return parts_on(db.session(), day, TODAY)


def test_the_day_before_takes_the_old_names(offices: dict[str, Holding]) -> None:
    parts = on(BEFORE)
    assert parts.addressee_block == "Rt Hon Ada Early MP\nHome Secretary\n1 Street\nTown"
    assert (parts.office_block, parts.body_name) == ("Old head", "Old Office")


def test_the_newcomer_holds_the_day_of_the_change(offices: dict[str, Holding]) -> None:
    parts = on(AFTER)
    assert parts.addressee_block.startswith("Rt Hon Bea Late MP\n")
    assert (parts.office_block, parts.body_name) == ("New head", "New Office")
    assert parts.salutation == "Dear Home Secretary"
    assert parts.signatory_name == "Ines Roe"
    assert parts.signatory_title == "Police and Crime Commissioner for Wessmere"
    assert (parts.office_title, parts.office_short_title) == ("Commissioner", "PCC")
    assert parts.force_name == "Wessmere Police"
    assert parts.missing == ()


def test_a_day_before_everybody_names_each_part_it_lacks(offices: dict[str, Holding]) -> None:
    parts = on(date(2020, 1, 1))
    assert parts.signatory_name == ""
    assert parts.missing == (
        "Nobody is recorded as Commissioner on 1 January 2020: add the holder under Offices and people.",
    )


def test_an_empty_register_names_everything(either_register: Flask) -> None:
    parts = on(TODAY)
    assert parts.addressee_block == parts.office_block == parts.force_name == ""
    told = " ".join(parts.missing)
    for words in (
        "No letterhead is recorded",
        "No local policing body is recorded",
        "No police force is recorded",
        "Nobody is recorded as Home Secretary on 7 January 2026",
        "Nobody is recorded as head of the local policing body",
    ):
        assert words in told
    assert len(parts.missing) == 5


def test_an_acting_holder_signs_before_the_substantive_one(offices: dict[str, Holding]) -> None:
    pcc = db.session.get_one(Post, offices["ines"].post_id)
    hold(pcc, "Dan Else", date(2025, 12, 1), date(2026, 2, 1), acting=True)
    assert on(TODAY).signatory_name == "Dan Else"
    assert on(date(2026, 2, 1)).signatory_name == "Ines Roe"
    found = holder_of(db.session(), pcc, TODAY)
    assert found is not None
    assert found.is_acting


def test_each_name_is_asked_for_still_so(offices: dict[str, Holding]) -> None:
    confirm_holding(holding=offices["new"], version=1, by=SYSTEM, now=NOW, today=date(2026, 1, 5))
    assert on(TODAY).questions == (
        "Home Secretary: Still so? Last confirmed on 5 January 2026, 2 days ago.",
        "Commissioner: Still so? Ines Roe has never been confirmed here.",
    )


def test_the_newest_signature_of_the_signatory_is_taken(offices: dict[str, Holding]) -> None:
    assert on(TODAY).signature_image_id is None
    _, image = (
        add_signature(holding=offices["ines"], content=PNG_PICTURE, alt_text=words, by=SYSTEM, now=NOW)
        for words in ("First", "Second")
    )
    assert on(TODAY).signature_image_id == image.id
    newest = newest_signature(db.session(), offices["ines"].id)
    assert newest is not None
    assert newest.alt_text == "Second"
    assert newest_signatures(db.session()) == {offices["ines"].id: (image.id, "Second")}


def test_us_is_every_name_the_two_bodies_ever_had(offices: dict[str, Holding]) -> None:
    found = us(db.session())
    assert found.force_names == ("Wessmere Police",)
    assert set(found.body_names) == {"Old Office", "New Office", "The Old", "The PCC"}


def test_lists_are_in_the_same_order_on_both_databases(offices: dict[str, Holding]) -> None:
    assert [b.name for b in bodies(db.session())] == ["New Office", "Old Office", "Wessmere Police"]
    assert [h.text for h in letterheads(db.session())] == ["New head", "Old head"]
    assert [h.person_name for h in all_holdings(db.session())] == [
        "Rt Hon Bea Late MP",
        "Rt Hon Ada Early MP",
        "Ines Roe",
    ]


def test_nobody_is_the_body_before_there_was_one(either_register: Flask) -> None:
    assert body_on(db.session(), BodyKind.FORCE, TODAY) is None
