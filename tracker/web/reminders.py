"""Reminders: when they go out, exactly what would leave now, and what was sent to whom."""

from dataclasses import replace

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now
from tracker.domain.dates_in_words import WEEKDAYS
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.queries.reading import reading
from tracker.queries.reminders import log_length, logged_message, send_log
from tracker.services.reminders import NO_SERVER, change_reminders, reminders_now, when_sent
from tracker.web.allow import allow, current_actor
from tracker.web.forms.reminders import OFF, ON, RemindersForm
from tracker.web.paging import Pages, page_asked_for
from tracker.web.reminder_words import logged_reminder, logged_reminders, setting_in_words, shown_reminders

pages = Blueprint("reminders", __name__, url_prefix="/settings/reminders")


@pages.get("")
@allow(Ability.CHANGE_SETTINGS)
def show() -> str:
    """When do reminders go out, what would leave now, and what has left?"""
    log = Pages(
        page_asked_for(), log_length(reading()), lambda number: url_for("reminders.show", page=number)
    )
    server: MailServer | None = current_app.config["SETTINGS"].mail
    here = replace(NO_SERVER, base_address=request.host_url.rstrip("/"))
    found = reminders_now(server=server or here, by=current_actor(), now=now())
    rows = send_log(reading(), offset=log.offset, limit=log.size)
    return render_template(
        "reminders/show.html",
        setting=setting_in_words(when_sent()),
        has_server=server is not None,
        messages=shown_reminders(found),
        sent=logged_reminders(rows, now()),
        log=log,
    )


@pages.get("/messages/<int(min=1, max=2147483647):key>")
@allow(Ability.CHANGE_SETTINGS)
def message(key: int) -> str:
    """What did this message say, and did it leave?"""
    found = logged_message(reading(), key)
    if found is None:
        raise NotHere("There is no such message.")
    return render_template("reminders/message.html", message=logged_reminder(found, now()))


@pages.route("/change", methods=["GET", "POST"])
@allow(Ability.CHANGE_SETTINGS)
def change() -> ResponseReturnValue:
    """Choose the day of the digest, or switch reminders off and on."""
    when = when_sent()
    form = RemindersForm(
        data={
            "version": str(when.version),
            "is_on": ON if when.is_on else OFF,
            "weekday": str(when.weekday),
        }
    )
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            change_reminders(
                version=form.version_seen,
                weekday=int(form.weekday.data or ""),
                is_on=form.is_on.data == ON,
                by=current_actor(),
                now=now(),
            )
            flash("When reminders go out is saved", "success")
            return redirect(url_for("reminders.show"))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status, newer = 409, when_sent()
            state = f"on, digest on {WEEKDAYS[newer.weekday]}" if newer.is_on else "switched off"
            form.take(
                {"version": f"{conflict} Reminders are now {state}; what you chose is below, not saved yet."}
            )
            form.now_at(newer.version)
    return render_template("reminders/change.html", form=form), status
