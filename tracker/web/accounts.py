"""Accounts: the administrator's pages, and everybody's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now
from tracker.domain.accounts import IDLE
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import Role
from tracker.queries.accounts import AccountLine, accounts, sessions_of, signed_in
from tracker.queries.reading import reading
from tracker.services.access_log import Access
from tracker.services.accounts import (
    change_account,
    change_own_password,
    create_account,
    get_account,
    make_one_time_password,
    sign_out_everywhere,
)
from tracker.services.passwords import common_passwords
from tracker.services.sign_ins import NotRecognised, TooManyGuesses
from tracker.web.allow import allow, allow_signed_in, current_actor, note_access
from tracker.web.forms.accounts import (
    MAY_NOT,
    MAY_SIGN_IN,
    WHAT_ROLES_DO,
    AccountForm,
    NewAccountForm,
    OwnPasswordForm,
)
from tracker.web.local_paths import local_page
from tracker.web.presenting import Tag, Tone, counted, in_a_row, moment_in_words
from tracker.web.sessions import digest_of, own_session

pages = Blueprint("accounts", __name__)
ONE_ACCOUNT = "/accounts/<int(min=1, max=2147483647):account_id>"


@dataclass(frozen=True)
class _Row:
    """One line of the list."""

    name: str
    email: str
    href: str
    roles: str
    state: Tag
    signed_in: str


@pages.get("/accounts")
@allow(Ability.MANAGE_ACCOUNTS)
def index() -> str:
    """Who may sign in, and as what."""
    rows = [_row(line) for line in accounts(reading(), signed_in_word=Access.SIGNED_IN.value)]
    return render_template("accounts/index.html", rows=rows)


def _row(line: AccountLine) -> _Row:
    if not line.is_enabled:
        state = Tag("May not sign in", Tone.GREY)
    elif line.must_change_password:
        state = Tag("Has a one-time password", Tone.AMBER)
    else:
        state = Tag("May sign in", Tone.GREEN)
    return _Row(
        line.name,
        line.email,
        url_for("accounts.edit", account_id=line.account_id),
        in_a_row([role.label for role in line.roles]),
        state,
        moment_in_words(line.signed_in_at, none="Never"),
    )


@pages.route("/accounts/new", methods=["GET", "POST"])
@allow(Ability.MANAGE_ACCOUNTS)
def new() -> ResponseReturnValue:
    """Make an account, and show its first password once."""
    form = NewAccountForm()
    if form.is_sent_and_valid():
        try:
            made = create_account(
                email=form.email.data or "",
                name=form.name.data or "",
                roles=_roles(form.roles.data or []),
                by=current_actor(),
                now=now(),
            )
        except Invalid as refusal:
            form.take(refusal.problems)
        else:
            return render_template("accounts/first_password.html", made=made, is_new=True)
    return render_template("accounts/new.html", form=form), 400 if form.is_sent else 200


@pages.route(ONE_ACCOUNT, methods=["GET", "POST"])
@allow(Ability.MANAGE_ACCOUNTS)
def edit(account_id: int) -> ResponseReturnValue:
    """One account: name, roles, whether it may sign in; and what else can be done with it."""
    account = get_account(account_id=account_id, by=current_actor())
    status = 200
    form = AccountForm(
        data={
            "version": str(account.version),
            "name": account.name,
            "roles": [role.value for role in Role if role in account.role_set],
            "may_sign_in": MAY_SIGN_IN if account.is_enabled else MAY_NOT,
        }
    )
    if form.is_sent:
        status = 400
    if form.is_sent_and_valid():
        try:
            change_account(
                account=account,
                version=form.version_seen,
                name=form.name.data or "",
                roles=_roles(form.roles.data or []),
                is_enabled=form.may_sign_in.data == MAY_SIGN_IN,
                by=current_actor(),
                now=now(),
            )
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            account = get_account(account_id=account_id, by=current_actor())
            form.take({"version": _as_it_is_now(conflict, account_id)})
            form.now_at(account.version)
        else:
            flash(f"Account of {account.name} saved", "success")
            return redirect(_list_or_home(), 303)
    email, is_enabled = account.email, account.is_enabled
    count = sessions_of(reading(), account_id, since=now() - IDLE)
    sessions = f"Signed in now in {counted(count, 'browser')}." if count else "Not signed in now."
    return render_template(
        "accounts/edit.html",
        form=form,
        account_id=account_id,
        email=email,
        is_enabled=is_enabled,
        has_sessions=bool(count),
        sessions=sessions,
    ), status


def _as_it_is_now(conflict: Conflict, account_id: int) -> str:
    account = get_account(account_id=account_id, by=current_actor())
    roles = in_a_row([role.label for role in Role if role in account.role_set])
    may_sign_in = "may sign in" if account.is_enabled else "may not sign in"
    return (
        f"{conflict.theirs} saved this account while you were working on it. It now says: "
        f"{account.name}, {roles}, {may_sign_in}. "
        "What you chose is below; saving again puts it in the place of theirs."
    )


def _list_or_home() -> str:
    """The list, unless the administrator has just given up that very role."""
    person = signed_in(reading(), current_actor().account_id or 0)
    keeps_the_role = person is not None and bool(may(person.actor, Ability.MANAGE_ACCOUNTS))
    return url_for("accounts.index") if keeps_the_role else "/"


@pages.post(f"{ONE_ACCOUNT}/one-time-password")
@allow(Ability.MANAGE_ACCOUNTS)
def new_password(account_id: int) -> ResponseReturnValue:
    """Make a new one-time password, and show it once."""
    account = get_account(account_id=account_id, by=current_actor())
    made = make_one_time_password(account=account, by=current_actor(), now=now())
    return render_template("accounts/first_password.html", made=made, is_new=False)


@pages.post(f"{ONE_ACCOUNT}/sign-out-everywhere")
@allow(Ability.MANAGE_ACCOUNTS)
def end_sessions(account_id: int) -> ResponseReturnValue:
    """End every session of an account."""
    name = get_account(account_id=account_id, by=current_actor()).name
    sign_out_everywhere(account_id=account_id, by=current_actor())
    note_access(Access.SESSIONS_ENDED, f"account-{account_id}")
    flash(f"{name} is signed out everywhere", "success")
    return redirect(url_for("accounts.edit", account_id=account_id), 303)


@pages.get("/account")
@allow_signed_in
def own() -> str:
    """One's own account: who one is here, and what one may do."""
    person = signed_in(reading(), current_actor().account_id or 0)
    assert person is not None
    roles = [(role.label, WHAT_ROLES_DO[role]) for role in Role if role in person.roles]
    return render_template("accounts/own.html", person=person, roles=roles)


@pages.route("/account/password", methods=["GET", "POST"])
@allow_signed_in
def own_password() -> ResponseReturnValue:
    """Change one's own password; every other session of the account ends."""
    actor = current_actor()
    person = signed_in(reading(), actor.account_id or 0)
    assert person is not None
    form = OwnPasswordForm(data={"next": request.args.get("next", "")})
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            change_own_password(
                current=form.current_password.data or "",
                new=form.new_password.data or "",
                again=form.new_password_again.data or "",
                common=common_passwords(current_app.config["SETTINGS"].seeds_dir / "common_passwords.txt"),
                keep_session=digest_of(own_session().token),
                by=actor,
                now=now(),
            )
        except Invalid as refusal:
            form.take(refusal.problems)
        except NotRecognised:
            note_access(Access.SIGN_IN_REFUSED, person.email)
            form.add_error("current_password", "This is not the password you have now.")
        except TooManyGuesses as held_back:
            note_access(Access.SIGN_IN_HELD_BACK, person.email)
            form.add_error("current_password", str(held_back))
            status = 429
        else:
            own_session().renew()
            flash("Password changed. Every other browser that was signed in as you is signed out.", "success")
            return redirect(local_page(form.next.data or "", url_for("accounts.own")), 303)
    return render_template(
        "accounts/own_password.html", form=form, is_first=person.must_change_password
    ), status


def _roles(values: Sequence[str]) -> list[Role]:
    return [Role(value) for value in values]
