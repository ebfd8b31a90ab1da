"""Past letters come in: read a file, look at everything that was read, then save or set it aside."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from tracker.clock import now, today
from tracker.domain.items import heading_of
from tracker.domain.permissions import Ability
from tracker.domain.phrasing.letter_parts import ReadLetter
from tracker.domain.refusals import Invalid
from tracker.queries.letter_readings import brought_in_as, waiting_letters
from tracker.queries.reading import reading
from tracker.services.letter_imports import get_reading, import_letter, put_up_for_review, set_aside
from tracker.services.letter_plans import CHANGED, NEW, UNCHANGED, LetterPlan, look_at_letter
from tracker.services.letter_plans import PlannedItem as Planned
from tracker.web.allow import allow, current_actor
from tracker.web.forms.letter_imports import ReviewForm, UploadLetterForm, review_form
from tracker.web.item_words import read_in_words
from tracker.web.presenting import Tag, Tone, counted
from tracker.web.timelines import field_label, in_words

pages = Blueprint("letter_imports", __name__, url_prefix="/responses/import")
ONE_READING = "/<int(min=1, max=2147483647):key>"
PASTED = "pasted letter.txt"
STATES = {
    NEW: Tag("New", Tone.BLUE),
    CHANGED: Tag("Differs", Tone.AMBER),
    UNCHANGED: Tag("Unchanged", Tone.GREY),
}


@pages.route("", methods=["GET", "POST"])
@allow(Ability.IMPORT_LETTERS)
def new() -> ResponseReturnValue:
    """Bring in a past letter: its file or its text."""
    form = UploadLetterForm()
    if form.is_sent_and_valid():
        try:
            name, content = _letter_of(form)
            kept = put_up_for_review(name=name, content=content, by=current_actor(), now=now())
            return redirect(url_for("letter_imports.review", key=kept.id))
        except Invalid as refusal:
            form.take({_box_of(form): words for words in refusal.problems.values()})
    return render_template("letter_imports/new.html", form=form, waiting=waiting_letters(reading())), (
        400 if form.is_sent else 200
    )


def _letter_of(form: UploadLetterForm) -> tuple[str, bytes]:
    """The name and the bytes of what was given; a file goes before a pasted text."""
    file: FileStorage | None = form.file.data
    if file is not None:
        return file.filename or "letter", file.stream.read()
    if not form.text.data:
        raise Invalid({"file": "Choose the file of the letter, or paste its text."})
    return PASTED, form.text.data.encode()


def _box_of(form: UploadLetterForm) -> str:
    return "text" if form.file.data is None and form.text.data else "file"


@pages.route(ONE_READING, methods=["GET", "POST"])
@allow(Ability.IMPORT_LETTERS)
def review(key: int) -> ResponseReturnValue:
    """Everything that was read, before any of it is saved; a second press finds what the first one saved."""
    by = current_actor()
    if (reference := brought_in_as(reading(), key)) is not None:
        flash(f"This letter was already brought in as {reference}.", "success")
        return redirect(url_for("responses.show", reference=reference))
    waiting, file, letter = get_reading(key=key, by=by)
    plan, problems = look_at_letter(reading(), letter, [], today=today())
    form = review_form(plan)
    count = len(plan.reports)
    is_valid = form.is_sent_and_valid()
    if form.is_sent:
        plan, problems = look_at_letter(reading(), letter, form.choices(count), today=today())
    wants_to_save = "save" in request.form
    if is_valid and wants_to_save and not problems:
        try:
            response, plan = import_letter(
                name=file.name,
                content=file.content or b"",
                letter=letter,
                choices=form.choices(count),
                apply_differences=bool(form.apply.data),
                reading=waiting,
                by=by,
                now=now(),
                today=today(),
            )
            flash(f"{response.reference} is in the register: {_counts(plan)}.", "success")
            return redirect(url_for("responses.show", reference=response.reference))
        except Invalid as refusal:
            problems = refusal.problems
    if form.is_sent:
        form.take({field: words for field, words in problems.items() if not _has_error(form, field)})
    status = 400 if form.is_sent and form.error_list else 200
    return render_template(
        "letter_imports/review.html", form=form, key=key, name=file.name, page=_review_page(plan, letter)
    ), status


def _has_error(form: ReviewForm, field: str) -> bool:
    return field in form and bool(form[field].errors)


@pages.post(f"{ONE_READING}/set-aside")
@allow(Ability.IMPORT_LETTERS)
def leave(key: int) -> ResponseReturnValue:
    """Leave a letter out of the register."""
    by = current_actor()
    waiting, file, _ = get_reading(key=key, by=by)
    name = file.name
    set_aside(reading=waiting, by=by, now=now())
    flash(f"“{name}” is set aside. Nothing of it is in the register.", "success")
    return redirect(url_for("responses.index"))


@dataclass(frozen=True)
class _Item:
    """One item as it was read."""

    heading: str
    state: Tag
    text: str
    read: tuple[str, ...]
    warnings: tuple[str, ...]
    stance: str
    voices: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class _Report:
    """One report of the letter, with the place of its fields in the form."""

    number: int
    title: str
    existing: str
    warnings: tuple[str, ...]
    appendix: str
    items: tuple[_Item, ...]


@dataclass(frozen=True)
class _Review:
    """Everything the review screen shows besides the form."""

    letter: ReadLetter
    counts: str
    existing: str
    reports: tuple[_Report, ...]
    differences: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...]
    office_differences: tuple[str, ...]


def _counts(plan: LetterPlan) -> str:
    return ", ".join(f"{plan.count(state)} {state}" for state in (NEW, CHANGED, UNCHANGED))


def _review_page(plan: LetterPlan, letter: ReadLetter) -> _Review:
    return _Review(
        letter=letter,
        counts=_counts(plan),
        existing=plan.existing.reference if plan.existing else "",
        reports=tuple(
            _Report(
                number=n,
                title=report.details.title,
                existing=report.existing.reference if report.existing else "",
                warnings=report.warnings,
                appendix=" – ".join(filter(None, [report.appendix.label, report.appendix.heading]))
                if report.appendix
                else "",
                items=tuple(_item(item) for item in report.items),
            )
            for n, report in enumerate(plan.reports)
        ),
        differences=tuple(
            (
                f"{one.where}: {field_label(one.field)}",
                in_words("answer", one.field, one.here) or "Nothing",
                in_words("answer", one.field, one.in_letter) or "Nothing",
                one.field,
            )
            for one in plan.all_differences
        ),
        notes=plan.notes,
        office_differences=plan.office_differences,
    )


def _item(item: Planned) -> _Item:
    read = item.read
    voices = (
        ("Force response", read.chief_constable),
        ("PCC’s response", read.pcc),
        ("PCC’s reply", read.reply),
    )
    return _Item(
        heading=heading_of(read.kind, read.number, item.details.heading),
        state=STATES[item.state],
        text=item.details.text,
        read=tuple(read_in_words(item.details)),
        warnings=item.warnings,
        stance=read.position.label if read.position else "",
        voices=tuple(
            (label, counted(len(said), "paragraph"), "\n\n".join(said)) for label, said in voices if said
        ),
    )
