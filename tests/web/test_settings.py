"""Settings: one page that leads the administrator to what can be set."""

from flask.testing import FlaskClient

from tests.fixtures.app import SignIn
from tests.fixtures.page_check import Visitor, parsed
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import Role


def places_of(visit: Visitor) -> list[str]:
    """Where the navigation leads."""
    return [str(link.get("href")) for nav in parsed(visit.html).iter("nav") for link in nav.iter("a")]


def current_place(visit: Visitor) -> str:
    """The link of the navigation that the page belongs under."""
    links = parsed(visit.html).iter("a")
    return next((str(link.get("href")) for link in links if link.get("aria-current") in ("page", "true")), "")


def test_the_administrator_finds_reminders_and_the_rating_rule_under_settings(
    client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, Role.ADMINISTRATOR)
    visit = Visitor(client)
    visit.get("/")
    assert "/settings" in places_of(visit)
    visit.get("/settings")
    for place, words in (("/settings/reminders", "Reminders"), ("/settings/rating-rule", "The rating rule")):
        assert f'href="{place}"' in visit.html
        assert words in main_text(visit)


def test_the_pages_of_settings_stand_under_it(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.ADMINISTRATOR)
    visit = Visitor(client)
    for place in ("/settings", "/settings/reminders", "/settings/reminders/change", "/settings/rating-rule"):
        visit.get(place)
        assert current_place(visit) == "/settings"


def test_nobody_else_is_led_to_settings(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.OFFICE_STAFF)
    visit = Visitor(client)
    visit.get("/")
    assert "/settings" not in places_of(visit)
    visit.get("/settings", status=403)


def test_every_reader_is_led_to_the_letters_of_hmicfrs(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.AUDITOR)
    visit = Visitor(client)
    visit.get("/")
    assert "/correspondence" in places_of(visit)
    visit.get("/correspondence")
    assert current_place(visit) == "/correspondence"
