"""Signatures: shown as pictures from our own address, and only pictures are taken."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import Person, SignIn
from tests.fixtures.page_check import Visitor, parsed, words_of
from tests.services.pictures import PNG_PICTURE
from tests.web.test_offices import fill, holding
from tracker.domain.vocabulary import Role
from tracker.models.base import db

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def filled(app: Flask) -> None:
    with app.app_context():
        fill()
        db.session.remove()


@pytest.fixture
def office(sign_in: SignIn, client: FlaskClient) -> Person:
    return sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


def test_a_signature_is_shown_as_a_picture_from_our_own_address(
    visit: Visitor, office: Person, filled: None, app: Flask
) -> None:
    visit.get("/offices")
    picture = next(i for i in parsed(visit.html).iter("img"))
    assert picture.get("alt") == "Signature of Ines Roe"
    answer = visit.get(str(picture.get("src")))
    assert answer.data == PNG_PICTURE
    assert answer.mimetype == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    visit.get("/offices/signatures/999.png", 404)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Choose a picture"),
        (b"GIF89a" + PNG_PICTURE, "Choose a picture in PNG form"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Choose a picture in PNG form"),
        (PNG_PICTURE[:-20], "damaged or was cut off"),
    ],
)
def test_a_picture_that_is_none_is_refused(
    visit: Visitor, office: Person, filled: None, app: Flask, content: bytes, words: str
) -> None:
    key = holding(app, "Ines Roe")
    file = (io.BytesIO(content), "signature.png")
    answer = visit.submit(
        f"/offices/holders/{key}/signature", {"picture": file, "alt_text": "A name"}, status=400
    )
    assert words in words_of(answer)
    assert 'value="A name"' in visit.html


def test_a_new_picture_takes_the_place_of_the_old_one(
    visit: Visitor, office: Person, filled: None, app: Flask
) -> None:
    key = holding(app, "Ines Roe")
    file = (io.BytesIO(PNG_PICTURE), "../signature.png")
    visit.submit(f"/offices/holders/{key}/signature", {"picture": file, "alt_text": "A new hand"}, status=303)
    visit.get("/offices")
    assert [i.get("alt") for i in parsed(visit.html).iter("img")] == ["A new hand"]
