"""What was done is said once: on the page that follows, and never again on a later one."""

from flask import Flask, request
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import MakeAccount, SignIn, token_of
from tests.fixtures.page_check import Visitor, words_of
from tests.web.test_sessions import NOON, cookie_of, with_cookie
from tracker.domain.vocabulary import Role


def test_a_message_that_one_page_has_shown_is_not_brought_back_by_another(
    app: Flask, client: FlaskClient, sign_in: SignIn, make_account: MakeAccount
) -> None:
    page, shown = f"/accounts/{make_account(Role.OWNER, name='Ola').account_id}", list[str]()
    with freeze_time(NOON) as clock:
        sign_in(client, Role.ADMINISTRATOR)
        visit = Visitor(client)
        visit.submit(page, {"name": "Ola Oak"}, button="Save account", status=303)
        clock.tick(2 * 60)
        other_window = with_cookie(app, cookie_of(client))

        def meanwhile() -> None:
            if request.path == "/drafts":
                shown.append(words_of(other_window.get("/account")))

        app.before_request_funcs[None].append(meanwhile)
        words = {"draft-path": page, "draft-window": "w1", "csrf_token": token_of(visit)}
        assert client.post("/drafts", data=words).status_code == 200
        assert "saved" in shown[0]
        assert "saved" not in words_of(client.get("/account"))
