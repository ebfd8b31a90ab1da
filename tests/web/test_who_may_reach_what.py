"""Every route, by every method, for every role, for nobody, and for somebody disabled, against one list.

The list is written by hand and says what the office wants. A new route fails here until it has its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.fixtures.app import MakeAccount, SignIn, change
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.events import event_count

ANYONE = "anyone"
SIGNED_IN = "signed in"

WHO_MAY_REACH: dict[str, str] = {
    "static": ANYONE,
    # sign_in
    "sign_in.show": ANYONE,
    "sign_in.leave": ANYONE,
    "sign_in.left": ANYONE,
    "sign_in.stay": SIGNED_IN,
    "sign_in.kept": SIGNED_IN,
    "sign_in.discard_kept": SIGNED_IN,
    # reports
    "reports.index": "read_register",
    "reports.show": "read_register",
    "reports.new": "edit_reports",
    "reports.edit": "edit_reports",
    "reports.confirm_publication": "edit_reports",
    "reports.link": "edit_reports",
    # items
    "items.index": "read_register",
    "items.show": "read_register",
    "forecast.show": "read_register",
    "as_at.show": "read_register",
    "compare.show": "read_register",
    "compare.items": "read_register",
    "items.new": "edit_items",
    "items.edit": "edit_items",
    "items.link": "edit_items",
    "items.take_off": "take_off_list",
    "items.put_back": "take_off_list",
    # allocation, cover and hand-over
    "allocations.index": "allocate_items",
    "allocations.of_item": "allocate_items",
    "covers.show": "allocate_items",
    "covers.end": "allocate_items",
    "hand_overs.index": "allocate_items",
    "hand_overs.show": "allocate_items",
    # home and health
    "home.show": "read_register",
    "home.help_page": ANYONE,
    "home.accessibility": ANYONE,
    "health.show": ANYONE,
    # offices
    "offices.index": "read_register",
    "offices.picture": "read_register",
    "offices.new_body": "edit_offices",
    "offices.edit_body": "edit_offices",
    "offices.new_letterhead": "edit_offices",
    "offices.edit_letterhead": "edit_offices",
    "offices.new_post": "edit_offices",
    "offices.edit_post": "edit_offices",
    "offices.new_holder": "edit_offices",
    "offices.edit_holder": "edit_offices",
    "offices.confirm": "edit_offices",
    "offices.signature": "edit_offices",
    # responses
    "responses.index": "read_responses",
    "responses.new": "edit_responses",
    "responses.show": "read_responses",
    "responses.download": "read_responses",
    "responses.source": "read_responses",
    "responses.signature": "read_responses",
    "responses.confirm_names": "edit_responses",
    "plans.show": "read_responses",
    "plans.calendar": "read_responses",
    "plans.proof_download": "read_responses",
    "plans.days": "edit_responses",
    "plans.step": "edit_responses",
    "plans.proof": "edit_responses",
    "plans.withdraw": "edit_responses",
    "response_pages.show": "read_responses",
    "response_pages.download": "read_responses",
    "response_moves.submit": "read_responses",
    "response_moves.send_back": "read_responses",
    "response_moves.approve": "read_responses",
    "response_moves.record_approval": "read_responses",
    "response_moves.fall": "read_responses",
    "response_moves.issue": "read_responses",
    "response_moves.correct": "read_responses",
    "response_moves.withdraw": "read_responses",
    "response_moves.issued": "read_responses",
    "delegations.index": "read_register",
    "delegations.new": "edit_offices",
    "delegations.end": "edit_offices",
    "letters.edit": "edit_responses",
    "answers.edit": "edit_force_comments",
    "letter_editor.edit": "edit_responses",
    "letter_editor.preview": "edit_responses",
    "typed_drafts.keep": SIGNED_IN,
    "typed_drafts.discard": SIGNED_IN,
    "margin_comments.index": "comment_in_margin",
    "margin_comments.resolve": "comment_in_margin",
    "letter_versions.compare": "read_pcc_drafts",
    "answers.clear": "edit_force_comments",
    # commissions, what I am asked, accounts of posts
    "commissions.show": "read_commissions",
    "commissions.new": "commission_owners",
    "commissions.ask": "commission_owners",
    "commissions.propose": "clear_comments",
    "commissions.give_back": "clear_comments",
    "commissions.give_over": "clear_comments",
    "commissions.letter": "read_commissions",
    "commissions.email": "read_commissions",
    "commissions.request_email": "commission_owners",
    "commissions.word_form": "commission_owners",
    "asked.index": "answer_commissions",
    "asked.show": "answer_commissions",
    "asked.download_form": "answer_commissions",
    "asked.word_form": "answer_commissions",
    "asked.take": "answer_commissions",
    "post_accounts.index": "commission_owners",
    "post_accounts.new": "edit_offices",
    "post_accounts.edit": "edit_offices",
    "letter_imports.new": "import_letters",
    "letter_imports.review": "import_letters",
    "letter_imports.leave": "import_letters",
    # mark-up outside
    "marked_copies.index": "edit_responses",
    "marked_copies.send": "edit_responses",
    "marked_copies.download": "edit_responses",
    "marked_copies.review": "edit_responses",
    "marked_copies.set_aside": "edit_responses",
    # commitments
    "commitments.index": "read_responses",
    "commitments.of_letter": "read_responses",
    "commitment_outcomes.show": "read_responses",
    "commitments.decide": "decide_commitments",
    "commitments.dismiss": "decide_commitments",
    "commitments.new": "decide_commitments",
    "commitment_outcomes.again": "decide_commitments",
    "commitment_outcomes.edit": "decide_commitments",
    "told.index": "read_responses",
    # actions
    "actions.index": "read_register",
    "actions.show": "read_register",
    "actions.new": "work_on_items",
    "actions.edit": "work_on_items",
    "actions.from_commitment": "work_on_items",
    "action_outcomes.settle": "work_on_items",
    "action_outcomes.again": "work_on_items",
    "action_outcomes.reopen": "work_on_items",
    # proof of progress
    "proofs.new": "work_on_items",
    "proofs.show": "read_register",
    "proofs.download": "read_register",
    "proofs.revise": "work_on_items",
    "proofs.withdraw": "work_on_items",
    # completion and letters of the inspectorate
    "completions.propose": "work_on_items",
    "completions.withdraw_proposal": "work_on_items",
    "completions.sign_off": "sign_off",
    "completions.send_back": "sign_off",
    "completions.withdraw_sign_off": "sign_off",
    "chains.show": "read_register",
    "chains.carry": "allocate_items",
    "correspondence.index": "read_register",
    "correspondence.show": "read_register",
    "correspondence.new": "record_correspondence",
    # updates and my items
    "updates.index": "read_register",
    "updates.new": "work_on_items",
    "updates.nothing_new": "work_on_items",
    "my_items.index": "see_my_items",
    # dates and ratings
    "target_dates.new": "work_on_items",
    "target_dates.met": "work_on_items",
    "target_dates.waiting": "read_register",
    "target_dates.show": "read_register",
    "target_dates.withdraw": "work_on_items",
    "ratings.show": "read_register",
    "ratings.override": "override_rating",
    "ratings.end_override": "override_rating",
    "ratings.rule": "read_register",
    "ratings.new_rule": "change_settings",
    # history
    "history.index": "read_history",
    "history.check": "verify_history",
    # redactions
    "redactions.index": "handle_redactions",
    "redactions.new": "handle_redactions",
    "redactions.show": "handle_redactions",
    "redactions.confirm": "handle_redactions",
    "redactions.refuse": "handle_redactions",
    # reminders
    "reminders.show": "change_settings",
    "reminders.change": "change_settings",
    "reminders.message": "change_settings",
    # accounts
    "accounts.own": SIGNED_IN,
    "accounts.own_password": SIGNED_IN,
    "accounts.index": "manage_accounts",
    "accounts.new": "manage_accounts",
    "accounts.edit": "manage_accounts",
    "accounts.new_password": "manage_accounts",
    "accounts.end_sessions": "manage_accounts",
}

EVERY_ROLE = {
    "office_staff", "force_inspection_lead", "owner", "executive_lead", "signing_off", "approver",
    "board_secretary", "auditor", "administrator",
}  # fmt: skip

ROLES_OF: dict[str, set[str]] = {
    SIGNED_IN: EVERY_ROLE,
    "read_register": EVERY_ROLE,
    "edit_reports": {"office_staff"},
    "edit_items": {"office_staff"},
    "take_off_list": {"office_staff", "force_inspection_lead"},
    "read_responses": EVERY_ROLE,
    "edit_responses": {"office_staff"},
    "read_force_drafts": {"office_staff", "force_inspection_lead", "approver"},
    "edit_force_comments": {"office_staff", "force_inspection_lead"},
    "read_commissions": {"office_staff", "force_inspection_lead", "approver"},
    "commission_owners": {"office_staff", "force_inspection_lead"},
    "clear_comments": {"force_inspection_lead"},
    "answer_commissions": {"owner", "force_inspection_lead"},
    "read_pcc_drafts": {"office_staff", "approver"},
    "edit_pcc_responses": {"office_staff"},
    "comment_in_margin": {"office_staff", "approver"},
    "decide_commitments": {"office_staff", "force_inspection_lead"},
    "import_letters": {"office_staff"},
    "edit_offices": {"office_staff"},
    "read_history": EVERY_ROLE,
    "verify_history": {"auditor", "administrator"},
    "handle_redactions": {"office_staff", "force_inspection_lead", "administrator"},
    "manage_accounts": {"administrator"},
    "override_rating": {"executive_lead", "signing_off"},
    "change_settings": {"administrator"},
    "see_my_items": {"office_staff", "force_inspection_lead", "owner", "executive_lead", "signing_off"},
    "allocate_items": {"office_staff", "force_inspection_lead"},
    "work_on_items": {"office_staff", "force_inspection_lead", "owner", "executive_lead"},
    "sign_off": {"signing_off"},
    "record_correspondence": {"office_staff", "force_inspection_lead"},
}


@dataclass(frozen=True)
class Way:
    """One way in: a route by one method, at an address whose record does not exist."""

    endpoint: str
    method: str
    path: str


def ways(app: Flask) -> Iterator[Way]:
    """Every way into the program."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: value_for(rule, name) for name in rule.arguments}
        path = adapter.build(rule.endpoint, values, method=(sorted(rule.methods or {"GET"}))[0])
        for method in sorted(rule.methods or ()):
            yield Way(rule.endpoint, method, path)


def value_for(rule: Rule, name: str) -> object:
    """A value that the route takes and that names nothing."""
    is_number = type(rule._converters[name]).__name__ in {"IntegerConverter", "FloatConverter"}
    return 999_999 if is_number else "none-such"


def outcome(client: FlaskClient, way: Way) -> str:
    """What the door said. A form without its token never reaches the view, so nothing is done by trying."""
    answer = client.open(way.path, method=way.method)
    answer.close()
    asks_to_sign_in = answer.status_code == 401 or (
        answer.status_code == 303 and answer.location.startswith("/sign-in")
    )
    if asks_to_sign_in:
        return "sign in first"
    return "refused" if answer.status_code == 403 else "let in"


def expected(way: Way, role: str | None) -> str:
    rule = WHO_MAY_REACH[way.endpoint]
    if rule == ANYONE:
        return "let in"
    if role is None:
        return "sign in first"
    return "let in" if role in ROLES_OF[rule] else "refused"


def differing(client: FlaskClient, app: Flask, role: str | None) -> list[str]:
    known = [way for way in ways(app) if way.endpoint in WHO_MAY_REACH]
    return [
        f"{way.method} {way.path} ({way.endpoint}): {found}, expected: {expected(way, role)}"
        for way in known
        if (found := outcome(client, way)) != expected(way, role)
    ]


def test_every_route_has_a_line_and_every_line_a_route(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(WHO_MAY_REACH)


def test_every_rule_on_the_list_says_which_roles() -> None:
    assert set(WHO_MAY_REACH.values()) <= {ANYONE, *ROLES_OF}
    assert {role.value for role in Role} == EVERY_ROLE


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_reaches_what_it_should_and_nothing_else(
    role: Role, app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, role)
    assert differing(client, app, role.value) == []


def test_nobody_gets_in_without_signing_in(app: Flask, client: FlaskClient) -> None:
    assert differing(client, app, None) == []


def test_a_disabled_account_gets_in_nowhere(
    app: Flask, client: FlaskClient, make_account: MakeAccount, sign_in: SignIn
) -> None:
    person = sign_in(client, make_account(*Role))
    make_account(Role.ADMINISTRATOR)
    change(app, person.account_id, roles=list(Role), is_enabled=False)
    assert differing(client, app, None) == []


def test_a_first_password_reaches_nothing_of_the_register(
    app: Flask, client: FlaskClient, make_account: MakeAccount, sign_in: SignIn
) -> None:
    sign_in(client, make_account(*Role, is_first=True))
    for way in ways(app):
        if WHO_MAY_REACH.get(way.endpoint, SIGNED_IN) not in {ANYONE, SIGNED_IN}:
            answer = client.open(way.path, method=way.method)
            assert answer.location.startswith("/account/password"), way


def test_opening_pages_leaves_no_event(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, *Role)
    with app.app_context():
        before = event_count(db.session())
    for way in ways(app):
        if way.method in {"GET", "HEAD", "OPTIONS"}:
            client.open(way.path, method=way.method).close()
    with app.app_context():
        assert event_count(db.session()) == before
