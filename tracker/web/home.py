"""Home, help and the accessibility statement."""

from flask import Blueprint, current_app, render_template

from tracker.clock import now, today
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability, may
from tracker.web.accessibility import REVIEWED_ON
from tracker.web.addresses import page_at
from tracker.web.allow import allow, allow_anyone, current_actor
from tracker.web.home_words import home_of

pages = Blueprint("home", __name__)


@pages.get("/")
@allow(Ability.READ_REGISTER)
def show() -> str:
    """What waits for me today, what is about to go wrong?"""
    by = current_actor()
    view = home_of(by, today=today(), now=now(), holidays=current_app.config["BANK_HOLIDAYS"])
    return render_template(
        "home/show.html",
        home=view,
        register_href=page_at("items.index"),
        may_start=may(by, Ability.EDIT_OFFICES),
        import_href=page_at("letter_imports.new"),
        report_href=page_at("reports.new"),
    )


@pages.get("/help")
@allow_anyone
def help_page() -> str:
    """Where is help, and what do the words mean?"""
    return render_template("home/help.html", words=WORDS)


@pages.get("/accessibility")
@allow_anyone
def accessibility() -> str:
    """How accessible is this service, and what is known to fall short?"""
    return render_template("home/accessibility.html", reviewed_on=date_in_words(REVIEWED_ON))


WORDS = (
    (
        "HMICFRS",
        "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services. Until July 2017 it was HMIC.",
    ),
    ("Us", "The local policing body and its force together."),
    (
        "Recommendation",
        "What the inspectorate asks somebody to do. It is not an order: it can be agreed, partly "
        "agreed or not agreed, with a reason.",
    ),
    ("Area for improvement", "A lesser finding, usually without a deadline."),
    ("Cause of concern", "A serious finding, with recommendations under it."),
    (
        "Section 55 letter",
        "The published comments of the local policing body on a report, with the Chief Constable’s "
        "comments (Police Act 1996, section 55).",
    ),
    (
        "The 56 days",
        "The comments are published within 56 days beginning with the day the report was published: day 1 "
        "is that day, the last day is 55 days later, weekend or not.",
    ),
    ("Force response", "The Chief Constable’s comments on an item, as the letter prints them."),
    ("PCC’s response", "The body’s own words on an item: what it has done or will do, or why nothing."),
    (
        "For other bodies",
        "An item that is addressed to somebody else. It stays in the register and is not rated.",
    ),
    ("Cut-off", "The last day for owners’ updates before a meeting."),
    (
        "Text for the board",
        "What a board reads on an item: the owner’s words, edited by the board’s secretary.",
    ),
    (
        "Final copy",
        "The pack and papers of a meeting as they were given to the board. They are kept and never changed.",
    ),
    (
        "Totals reconcile",
        "The number of open items comes out alike from the records and from the history, term by term.",
    ),
    ("Under embargo", "A report that came before its publication: only the readers named may know of it."),
    (
        "Redaction",
        "Removing words that should never have been typed here. One person asks, another confirms.",
    ),
    ("History", "Who did what, and when. It cannot be changed, and a check shows that it was not."),
)
