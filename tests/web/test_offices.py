"""Offices and people: who holds what, by date, and the forms that refuse what cannot be."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import Person, SignIn
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor, parsed, text_of, words_of
from tests.services.pictures import PNG_PICTURE
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import BodyKind, Role
from tracker.models.base import db
from tracker.models.office import Holding
from tracker.queries.events import event_count
from tracker.queries.offices import (
    bodies,
    chief_officer_posts,
    holdings_of,
    letterheads,
    post_by_slug,
)
from tracker.services.offices import (
    BodyDetails,
    HoldingDetails,
    PostDetails,
    add_signature,
    record_body,
    record_holding,
    record_letterhead,
    record_post,
)

pytestmark = pytest.mark.usefixtures("stopped_clock")

AWKWARD = "<script>alert(1)</script> {{ 7*7 }} =1+1 \u202egnp"


@pytest.fixture
def filled(app: Flask) -> None:
    """The Home Secretary's and the Commissioner's posts, a body, a force and a letterhead."""
    with app.app_context():
        fill()
        db.session.remove()


def fill() -> None:
    given: dict[str, Any] = {"by": SYSTEM, "now": NOW}
    details = PostDetails(
        "home-secretary", "Home Secretary", salutation="Dear Home Secretary", address="London"
    )
    secretary = record_post(post=None, version=0, details=details, **given)
    details = PostDetails("pcc", "Commissioner", "Commissioner for Wessmere", "PCC")
    pcc = record_post(post=None, version=0, details=details, **given)
    for holder in (
        HoldingDetails("Rt Hon Ada Early MP", date(2019, 7, 24), date(2022, 9, 6)),
        HoldingDetails("Rt Hon Bea Late KC MP", date(2022, 9, 6)),
        HoldingDetails("Cy Standing", date(2025, 12, 1), date(2026, 2, 1), is_acting=True),
    ):
        record_holding(holding=None, version=0, post=secretary, details=holder, **given)
    ines = record_holding(
        holding=None,
        version=0,
        post=pcc,
        details=HoldingDetails("Ines Roe"),
        **given,
    )
    add_signature(holding=ines, content=PNG_PICTURE, alt_text="Signature of Ines Roe", **given)
    for body in (
        BodyDetails(
            BodyKind.LOCAL_POLICING_BODY, "Commissioner for Wessmere", "The PCC", head_post_id=pcc.id
        ),
        BodyDetails(BodyKind.FORCE, "Wessmere Police"),
    ):
        record_body(body=None, version=0, details=body, **given)
    record_letterhead(
        letterhead=None,
        version=0,
        text="Office of the Commissioner\n1 High Street",
        from_on=None,
        to_on=None,
        **given,
    )


@pytest.fixture
def office(sign_in: SignIn, client: FlaskClient) -> Person:
    return sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


def holding(app: Flask, name: str) -> int:
    with app.app_context():
        return db.session.query(Holding).filter_by(person_name=name).one().id


def rows_of(html: str) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in parsed(html).iter("tr")]


def test_an_empty_list_says_what_to_do_first(visit: Visitor, office: Person) -> None:
    said = words_of(visit.get("/offices"))
    assert "Nobody is recorded yet" in said
    assert "Add the first post" in said


def test_every_holder_stands_in_the_table_with_the_period(
    visit: Visitor, office: Person, filled: None
) -> None:
    visit.get("/offices")
    rows = rows_of(visit.html)
    assert ["Rt Hon Ada Early MP", "From 24 July 2019 to 6 September 2022", "No longer asked"] in [
        row[:3] for row in rows
    ]
    assert any(row[0] == "Cy Standing Acting" for row in rows)
    names = [row[0] for row in rows]
    assert names.index("Cy Standing Acting") < names.index("Rt Hon Bea Late KC MP")


def test_the_state_says_who_would_sign_and_receive_a_letter_of_today(
    visit: Visitor, office: Person, filled: None
) -> None:
    said = words_of(visit.get("/offices"))
    assert "A letter of today would go to Cy Standing and be signed by Ines Roe." in said


def test_who_may_not_change_the_list_sees_no_way_to(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, filled: None
) -> None:
    sign_in(client, Role.AUDITOR)
    said = words_of(visit.get("/offices"))
    assert "Rt Hon Bea Late KC MP" in said
    for words in ("Add a", "Change", "Still so Rt", "signature of"):
        assert words not in said
    visit.get("/offices/posts/new", 403)


def test_a_post_and_its_holder_are_added(visit: Visitor, office: Person, app: Flask) -> None:
    visit.submit("/offices/posts/new", {"slug": "deputy-pcc", "title": f"Deputy {AWKWARD}"}, status=303)
    said = words_of(visit.get("/offices"))
    assert "Deputy <script>alert(1)</script> {{ 7*7 }} =1+1" in said
    fields = {"person_name": "Dan Else", "from_on-day": "13", "from_on-month": "5", "from_on-year": "2021"}
    visit.submit("/offices/posts/deputy-pcc/holders/new", fields, status=303)
    assert "Today: Dan Else." in words_of(visit.get("/offices"))


@pytest.mark.parametrize(
    ("fields", "box", "words"),
    [
        ({"to_on-day": "1", "to_on-month": "1", "to_on-year": "2021"}, "to_on-day", "not after its start"),
        ({}, "from_on-day", "Rt Hon Bea Late KC MP is recorded as substantive holder"),
        ({"person_name": " \u200b "}, "person_name", "Enter the holder’s name"),
        ({"from_on-day": "31", "from_on-month": "6"}, "from_on-day", "not a real date"),
        ({"person_name": "x" * 201}, "person_name", "200 characters or fewer"),
    ],
)
def test_a_holder_that_cannot_be_is_refused_beside_the_field(
    visit: Visitor, office: Person, filled: None, app: Flask, fields: dict[str, str], box: str, words: str
) -> None:
    typed = {"person_name": "Dot Next", "from_on-day": "1", "from_on-month": "2", "from_on-year": "2023"}
    answer = visit.submit("/offices/posts/home-secretary/holders/new", typed | fields, status=400)
    assert words in words_of(answer)
    assert f'href="#{box}"' in visit.html
    assert f'id="{box}"' in visit.html
    with app.app_context():
        post = post_by_slug(db.session(), "home-secretary")
        assert post is not None
        assert len(holdings_of(db.session(), post.id)) == 3


def test_two_acting_holders_at_once_are_refused(visit: Visitor, office: Person, filled: None) -> None:
    fields = {"person_name": "Dot Next", "from_on-day": "5", "from_on-month": "1", "from_on-year": "2026"}
    answer = visit.submit(
        "/offices/posts/home-secretary/holders/new", fields | {"is_acting": "y"}, status=400
    )
    assert "Cy Standing is recorded as acting holder" in words_of(answer)
    assert 'value="Dot Next"' in visit.html


def test_an_end_lets_the_next_holder_in_on_that_day(
    visit: Visitor, office: Person, filled: None, app: Flask
) -> None:
    key = holding(app, "Rt Hon Bea Late KC MP")
    end = {"to_on-day": "7", "to_on-month": "January", "to_on-year": "2026"}
    visit.submit(f"/offices/holders/{key}", end, status=303)
    start = {"person_name": "Dot Next", "from_on-day": "7", "from_on-month": "1", "from_on-year": "2026"}
    visit.submit("/offices/posts/home-secretary/holders/new", start, status=303)
    assert "From 7 January 2026, still so" in words_of(visit.get("/offices"))


def test_still_so_is_one_press(visit: Visitor, office: Person, filled: None, app: Flask) -> None:
    visit.get("/offices")
    key = holding(app, "Ines Roe")
    visit.send({}, path="/offices", button="Still so: Ines Roe", status=303)
    said = words_of(visit.get("/offices"))
    assert "Confirmed: Ines Roe is still Commissioner." in said
    assert "7 January 2026, by Asha Patel" in said
    with app.app_context():
        assert db.session.get_one(Holding, key).confirmed_on == TODAY


def test_a_corrected_holder_is_no_longer_confirmed(
    visit: Visitor, office: Person, filled: None, app: Flask
) -> None:
    key = holding(app, "Ines Roe")
    visit.get("/offices")
    visit.send({}, path="/offices", button="Still so: Ines Roe", status=303)
    visit.submit(f"/offices/holders/{key}", {"person_name": "Ines Roe OBE"}, status=303)
    assert "by Asha Patel" not in words_of(visit.get("/offices"))


def test_an_old_page_cannot_confirm(visit: Visitor, office: Person, filled: None, app: Flask) -> None:
    key = holding(app, "Ines Roe")
    visit.get("/offices")
    visit.send({}, path="/offices", button="Still so: Ines Roe", status=303)
    visit.post(f"/offices/holders/{key}/confirm", {"version": "1", "csrf_token": token(visit)}, 409)


def token(visit: Visitor) -> str:
    visit.get("/offices/posts/new")
    boxes = parsed(visit.html).iter("input")
    return next(box.get("value", "") for box in boxes if box.get("name") == "csrf_token")


def test_the_second_of_two_people_sees_both_texts_and_can_save(
    app: Flask, office: Person, client: FlaskClient, sign_in: SignIn, filled: None
) -> None:
    other = app.test_client()
    sign_in(other, Role.OFFICE_STAFF, name="Tom Reed")
    key = holding(app, "Ines Roe")
    slow, quick = Visitor(client), Visitor(other)
    slow.get(f"/offices/holders/{key}")
    quick.submit(f"/offices/holders/{key}", {"person_name": "Ines Roe CBE"}, status=303)
    answer = slow.send({"person_name": "Ines Roe OBE"}, path=f"/offices/holders/{key}", status=409)
    said = words_of(answer)
    assert "Tom Reed changed “Name of the holder” while you were writing" in said
    assert "Ines Roe CBE" in said
    assert 'value="Ines Roe OBE"' in slow.html
    slow.send({"person_name": "Ines Roe CBE OBE"}, path=f"/offices/holders/{key}", status=303)
    assert "Ines Roe CBE OBE" in words_of(slow.get("/offices"))


def test_a_second_body_of_a_kind_needs_the_end_of_the_first(
    visit: Visitor, office: Person, filled: None, app: Flask
) -> None:
    new = {"kind": "local_policing_body", "name": "Mayor", "from_on-day": "7", "from_on-month": "5"}
    new |= {"from_on-year": "2028"}
    answer = visit.submit("/offices/bodies/new", new, status=400)
    assert "Another local policing body is recorded for part of this time" in words_of(answer)
    with app.app_context():
        first = next(b.id for b in bodies(db.session()) if b.kind is BodyKind.LOCAL_POLICING_BODY)
    end = {"to_on-day": "7", "to_on-month": "5", "to_on-year": "2028"}
    visit.submit(f"/offices/bodies/{first}", end, status=303)
    visit.submit("/offices/bodies/new", new, status=303)
    with app.app_context():
        second = next(b.id for b in bodies(db.session()) if b.name == "Mayor")
    visit.submit(f"/offices/bodies/{first}", {"successor_id": str(second)}, status=303)
    assert "Until 7 May 2028, then Mayor" in words_of(visit.get("/offices"))


def test_a_period_that_ends_before_it_starts_is_refused(
    visit: Visitor, office: Person, filled: None, app: Flask
) -> None:
    with app.app_context():
        key = letterheads(db.session())[0].id
    dates = {"from_on-day": "2", "from_on-month": "1", "from_on-year": "2026"}
    dates |= {"to_on-day": "1", "to_on-month": "1", "to_on-year": "2026"}
    answer = visit.submit(f"/offices/letterheads/{key}", dates, status=400)
    assert "The end (1 January 2026) must come after the start (2 January 2026)." in words_of(answer)


@pytest.mark.parametrize("slug", ["Deputy PCC", "x" * 41, "", "home-secretary", "é"])
def test_a_short_name_that_cannot_be_is_refused(
    visit: Visitor, office: Person, filled: None, slug: str
) -> None:
    visit.submit("/offices/posts/new", {"slug": slug, "title": "Deputy"}, status=400)
    assert 'href="#slug"' in visit.html


def test_a_refused_form_leaves_no_event(visit: Visitor, office: Person, filled: None, app: Flask) -> None:
    with app.app_context():
        before = event_count(db.session())
    visit.submit("/offices/posts/new", {"slug": "pcc", "title": "Again"}, status=400)
    with app.app_context():
        assert event_count(db.session()) == before


@pytest.mark.parametrize("path", ["bodies/999", "letterheads/999", "posts/none", "holders/999", "bodies/0"])
def test_what_does_not_exist_is_not_found(visit: Visitor, office: Person, path: str) -> None:
    visit.get(f"/offices/{path}", 404)


def test_a_chief_officer_s_post_is_marked_and_unmarked(visit: Visitor, office: Person, app: Flask) -> None:
    visit.submit("/offices/posts/new", {"slug": "acc", "title": "Assistant Chief Constable"}, status=303)
    assert "a chief officer’s post" not in words_of(visit.get("/offices"))
    visit.submit("/offices/posts/acc", {"is_chief_officer": "y"}, status=303)
    assert "Its holders are named: a chief officer’s post" in words_of(visit.get("/offices"))
    with app.app_context():
        post = post_by_slug(db.session(), "acc")
        assert post is not None
        assert chief_officer_posts(db.session()) == {post.id}
    visit.submit("/offices/posts/acc", {"is_chief_officer": []}, status=303)
    with app.app_context():
        assert chief_officer_posts(db.session()) == frozenset()
