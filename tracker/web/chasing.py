"""The chase list of a meeting: who owes a word, exactly what they are asked, and who was asked when."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Invalid
from tracker.services.chase_sending import Tried, send_asked
from tracker.services.chasing import ask_owners, chase_list
from tracker.services.mail import MailNotSent
from tracker.web.allow import allow, current_actor
from tracker.web.chase_words import chase_page, sent_in_words
from tracker.web.kept_drafts import number_in
from tracker.web.meetings import get_meeting

pages = Blueprint("chasing", __name__, url_prefix="/boards/<board>/meetings/<on>/chase")


@pages.get("")
@allow(Ability.RUN_BOARDS)
def show(board: str, on: str) -> str:
    """Who has not updated, what would they be asked, and who was asked already?"""
    found = chase_list(meeting=get_meeting(board, on), base_address=_base(), by=current_actor(), now=now())
    return render_template("chasing/show.html", page=chase_page(found, _server() is not None, now()))


@pages.post("/send")
@allow(Ability.RUN_BOARDS)
def send(board: str, on: str) -> ResponseReturnValue:
    """Ask everybody who is left, one message each."""
    server = _server()
    back = redirect(url_for("chasing.show", board=board, on=on))
    if server is None:
        flash("No e-mail is sent from here, as no server is set. Copy each message, or open it as an e-mail.")
        return back
    is_second = not _asked(board, on, is_by_hand=False)
    try:
        tried = list(send_asked(meeting=get_meeting(board, on), server=server, by=current_actor(), now=now()))
    except MailNotSent as refusal:
        flash(str(refusal))
        return back
    _told(tried, is_second=is_second)
    return back


@pages.post("/by-hand")
@allow(Ability.RUN_BOARDS)
def by_hand(board: str, on: str) -> ResponseReturnValue:
    """Note that everybody who is left, or one of them, was asked otherwise."""
    if _asked(board, on, is_by_hand=True, only=number_in(request.form.get("account", "")) or None):
        flash("It is noted who was asked today.", "success")
    else:
        flash("Whoever was on the list was asked today already.")
    return redirect(url_for("chasing.show", board=board, on=on))


def _asked(board: str, on: str, *, is_by_hand: bool, only: int | None = None) -> bool:
    """Whether anybody was left to be asked; a second press finds nobody."""
    try:
        ask_owners(
            meeting=get_meeting(board, on),
            base_address=_base(),
            is_by_hand=is_by_hand,
            only=only,
            by=current_actor(),
            now=now(),
        )
    except Invalid:
        return False
    return True


def _told(tried: list[Tried], *, is_second: bool) -> None:
    if not tried and is_second:
        flash("Everybody who can be asked was asked today already.")
    elif tried:
        flash(sent_in_words(tried), "message" if any(one.problem for one in tried) else "success")


def _server() -> MailServer | None:
    server: MailServer | None = current_app.config["SETTINGS"].mail
    return server


def _base() -> str:
    """The address in the messages: the one that is set, else the one by which the page was opened."""
    server = _server()
    return server.base_address if server is not None else request.host_url.rstrip("/")
