"""A throwaway application on the frame, with one page that shows every component in its richest state."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.statutory_clock import statutory_clock
from tracker.domain.verdict import refused
from tracker.domain.vocabulary import ItemKind, Position, ReportKind, ResponseStatus
from tracker.domain.working_days import BankHolidays
from tracker.web import init_frame
from tracker.web.forms.base import FilterForm, OnceForm, VersionedForm
from tracker.web.paging import Pages, page_asked_for
from tracker.web.presenting import (
    Change,
    Column,
    ConflictView,
    Tag,
    TimelineEntry,
    Tone,
    clock_panel,
)
from tracker.web.widgets import (
    CheckboxesField,
    CheckboxField,
    EmailField,
    LineField,
    PasswordField,
    RadioField,
    SelectField,
    TextField,
    UKDateField,
    UploadField,
    WholeNumberField,
    choices_of,
)

ROOT = Path(__file__).parents[2]
AWKWARD = "<script>alert(1)</script> {{ 7*7 }} %s &lt;b&gt; =1+1 \u202egnp.exe"
LONG_WORD = "Cambridgeshire" * 12
NOON = datetime(2026, 1, 9, 12, 5, tzinfo=UTC)

pages = Blueprint("kitchen", __name__, template_folder="frame_pages")


class SinkForm(VersionedForm, OnceForm):
    """One field of each kind."""

    title = LineField("Title of the report", required="Enter the title of the report", hint="As on its cover")
    email = EmailField("Where to send the copy")
    secret = PasswordField("Password")
    number = WholeNumberField("Number of items", least=1, most=500)
    published_on = UKDateField("Publication date", required="Enter the publication date")
    fieldwork_on = UKDateField("End of fieldwork", earliest=date(2010, 1, 1))
    kind = SelectField(
        "Kind of report",
        choices=choices_of(ReportKind, none="Choose one"),
        required="Choose the kind of report",
    )
    position = RadioField(
        "Position",
        choices=choices_of(Position),
        option_hints={Position.NOT_AGREED.value: "Say why in the PCC’s response"},
        required="Choose a position",
    )
    items = CheckboxesField("What it contains", choices=choices_of(ItemKind))
    answer = TextField(
        "PCC’s response",
        required="Enter the PCC’s response",
        hint="What has been done or will be done, or why nothing",
        guidance="Two or three short paragraphs. A blank line starts a new one; “- ” starts a bullet.",
    )
    letter = UploadField("The letter", hint="A Word or text file of up to 25 MB", accept=".docx,.txt")
    confirmed = CheckboxField(
        "I have read the whole letter", required="Confirm that you have read the letter"
    )


class SinkFilter(FilterForm):
    """A search."""

    words = LineField("Words")
    kind = SelectField("Kind", choices=choices_of(ItemKind, none="Any kind"))
    due_by = UKDateField("Due by")


def make_app(**settings: Any) -> Flask:
    """An application with the frame, the kitchen sink and a page for each thing that can go wrong."""
    app = Flask(__name__, static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates"))
    app.config.update(SECRET_KEY="for tests only", TESTING=False, **settings)
    init_frame(app)
    app.context_processor(visitor)
    app.register_blueprint(pages)
    return app


def visitor() -> dict[str, Any]:
    """Somebody signed in, with a full navigation and the test clock on."""
    names = ["Home", "Reports", "Register", "Responses", "Offices", "History", "Accounts"]
    return {
        "navigation": [{"text": n, "href": f"/{n.lower()}", "current": n == "Register"} for n in names],
        "signed_in_as": "Asha Patel",
        "account_href": "/account",
        "sign_out_href": "/sign-out",
        "help_href": "/help",
        "office_name": "Office of the Police and Crime Commissioner for Wessmere",
        "clock_notice": "Test clock: this page believes it is 9 January 2026 at 12:05pm.",
        "idle": {"warn_after": 1680, "ends_after": 1800, "extend_href": "/extend"},
    }


@pages.route("/", methods=["GET", "POST"])
def sink() -> ResponseReturnValue:
    """Every component; POST checks the form."""
    form = SinkForm(data={"version": "7"})
    if form.is_sent_and_valid():
        flash(f"Report “{form.title.data}” saved", "success")
        return redirect(url_for("kitchen.sink"))
    return render_template("kitchen/sink.html", form=form, **_shown()), 400 if form.is_sent else 200


def _shown() -> dict[str, Any]:
    clock = statutory_clock(
        ReportKind.NATIONAL_THEMATIC,
        date(2025, 12, 12),
        today=date(2026, 1, 7),
        bank_holidays=BankHolidays(frozenset({date(2025, 12, 25), date(2025, 12, 26)}), date(2027, 12, 31)),
    )
    return {
        "filters": SinkFilter(),
        "clock": clock_panel(clock),
        "columns": [
            Column("Reference", sort_href="?sort=reference", sorted="ascending"),
            "What is asked",
            "State",
            Column("Days", is_number=True),
        ],
        "rows": [
            {"ref": "R2025-04-REC1", "text": f"Review every open case. {AWKWARD}", "days": 12, "tag": tag}
            for tag in [
                Tag("Red – overdue", Tone.RED),
                Tag("Amber – at risk", Tone.AMBER),
                Tag("Green – on track", Tone.GREEN),
                Tag("Blue – closed by HMICFRS", Tone.BLUE),
                Tag("New", Tone.GREY),
                ResponseStatus.PREPARING,
                Position.NOT_AGREED,
            ]
        ],
        "pages": Pages(page_asked_for(), 1204, lambda n: f"?page={n}"),
        "entries": [
            TimelineEntry(
                "PCC’s response changed",
                "Asha Patel",
                NOON,
                "Corrected after the **Chief Constable’s** comments came in.\n\n- one point\n- another",
                (Change("PCC’s response", "We agree.", "We agree, and will report in May."),),
            ),
            TimelineEntry(f"Report brought in {LONG_WORD}", "Command line", NOON),
        ],
        "clash": ConflictView(
            "PCC’s response",
            f"Their words.\n\nA second paragraph. {LONG_WORD}",
            "Tom Reed",
            NOON,
            "My words.",
        ),
        "awkward": AWKWARD,
        "written": f"First **bold** paragraph,\nits second line.\n\n- a bullet {AWKWARD}\n- another",
        "long_word": LONG_WORD,
    }


@pages.route("/plain")
def plain() -> ResponseReturnValue:
    """The shortest page there is."""
    return render_template("kitchen/plain.html")


@pages.route("/misspelt")
def misspelt() -> ResponseReturnValue:
    """A page that uses a name nobody gave it."""
    return render_template("kitchen/misspelt.html")


@pages.route("/wrong/<kind>", methods=["GET", "POST"])
def wrong(kind: str) -> ResponseReturnValue:
    """Raises what a page of the tracker may raise."""
    if kind == "not-allowed":
        raise NotAllowed(refused("Only the approver may approve a response."))
    if kind == "not-here":
        raise NotHere("There is no report R2026-99.")
    if kind == "conflict":
        raise Conflict("Tom Reed")
    if kind == "invalid":
        raise Invalid({"title": "Enter the title."})
    if kind == "fault":
        raise RuntimeError("a secret of the inside")
    if kind == "too-often":
        raise TooManyRequests("Wait four minutes, then try again.", retry_after=240)
    abort(int(kind))


@pages.route("/echo", methods=["POST"])
def echo() -> ResponseReturnValue:
    """Reads a form."""
    return {"characters": len(request.form.get("answer", ""))}


@pages.route("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Stands for the sign-in page."""
    return render_template("kitchen/plain.html")
