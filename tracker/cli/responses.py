"""`flask response`: bring in a past letter, show a response, make its Word file."""

from datetime import date
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from tracker.cli import as_json as shape
from tracker.cli.doors import Day, actor_from, plainly, refuse, say
from tracker.clock import now, today
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Invalid
from tracker.domain.vocabulary import Layout, ReportKind
from tracker.queries.reading import reading
from tracker.services.letter_imports import DifferencesToReview, import_letter, read_past_letter
from tracker.services.letter_plans import LetterPlan, PlannedItem, PlannedReport, ReportChoice, plan_letter
from tracker.services.letters import letter_file
from tracker.services.response_views import response_in_full
from tracker.services.responses import get_response

JSON = click.option("--json", "as_json", is_flag=True, help="Print for a program.")


@click.group(cls=AppGroup)
def response() -> None:
    """Section 55 responses."""


@response.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--published", type=Day(), multiple=True, help="When the report was published; once for each report."
)
@click.option(
    "--kind", type=click.Choice([k.value for k in ReportKind]), help="The kind of report, if not guessed."
)
@click.option("--title", help="The report's title, if the letter prints it differently.")
@click.option("--dry-run", is_flag=True, help="Show what would be saved; save nothing.")
@click.option(
    "--apply", "apply_differences", is_flag=True, help="Take the letter's wording where the two differ."
)
@click.option("--by", "email", help="The account that acts.")
@JSON
@plainly
def import_(
    *,
    file: Path,
    published: tuple[date, ...],
    kind: str | None,
    title: str | None,
    dry_run: bool,
    apply_differences: bool,
    email: str | None,
    as_json: bool,
) -> None:
    """Bring a past Section 55 letter into the register."""
    by = actor_from(email)
    content = file.read_bytes()
    letter = read_past_letter(name=file.name, content=content)
    wanted = ReportKind(kind) if kind else None
    choices = [ReportChoice(day, wanted, title) for day in published] or [ReportChoice(None, wanted, title)]
    count = len(letter.report_titles)
    if published and len(published) != count:
        reports = "one report" if count == 1 else f"{count} reports"
        refuse(f"The letter answers {reports}: give --published once for each.")
    if title and count > 1:
        refuse(f"The letter answers {count} reports: --title is for a letter that answers one.")
    if dry_run:
        _tell(plan_letter(reading(), letter, choices, today=today()), None, as_json, saved=False)
        return
    try:
        saved, plan = import_letter(
            name=file.name,
            content=content,
            letter=letter,
            choices=choices,
            apply_differences=apply_differences,
            reading=None,
            by=by,
            now=now(),
            today=today(),
        )
    except DifferencesToReview as differing:
        _tell(differing.plan, None, as_json, saved=False)
        refuse(f"{differing} Run again with --apply to take the letter's wording. Nothing was saved.")
    _tell(plan, saved.reference, as_json, saved=not plan.changes_nothing)


def _tell(plan: LetterPlan, reference: str | None, as_json: bool, *, saved: bool) -> None:
    existing = plan.existing.reference if plan.existing else None
    if as_json:
        say(_plan_json(plan, reference or existing))
        return
    for report in plan.reports:
        click.echo(f"{report.details.title} (published {report.details.published_on.isoformat()})")
        for item in report.items:
            click.echo(f"  {item.state}: {item.details.kind.label} {item.details.number or ''}".rstrip())
            for warning in item.warnings:
                click.echo(f"    note: {warning}")
    for note in (*plan.notes, *plan.office_differences):
        click.echo(f"note: {note}")
    for text in plan.letter.unplaced:
        click.echo(f"not placed: {text}")
    for difference in plan.all_differences:
        click.echo(f"differs: {difference.where}, {difference.field}\n  here:      {difference.here}")
        click.echo(f"  in letter: {difference.in_letter}")
    counts = ", ".join(f"{plan.count(state)} {state}" for state in ("new", "changed", "unchanged"))
    where = f" as {reference or existing}" if reference or existing else ""
    done = "Saved" if saved else "Here already" if plan.changes_nothing else "Nothing saved"
    click.echo(f"{done}{where}: {counts}.")


def _plan_json(plan: LetterPlan, reference: str | None) -> dict[str, Any]:
    return {
        "reference": reference,
        "reports": [
            {
                "reference": report.existing.reference if report.existing else None,
                "title": report.details.title,
                "kind": report.details.kind.value,
                "published_on": shape.day(report.details.published_on),
            }
            for report in plan.reports
        ],
        "items": [
            shape.item(_known(item), item.details, _parent_of(item, report), list(item.warnings))
            for report in plan.reports
            for item in report.items
        ],
        "unplaced": list(plan.letter.unplaced),
        "notes": [*plan.notes, *plan.office_differences],
        "differences": [
            {"where": d.where, "field": d.field, "here": d.here, "in_letter": d.in_letter}
            for d in plan.all_differences
        ],
        "new": plan.count("new"),
        "changed": plan.count("changed"),
        "unchanged": plan.count("unchanged"),
    }


def _known(item: PlannedItem) -> str | None:
    return item.existing.reference if item.existing else None


def _parent_of(item: PlannedItem, report: PlannedReport) -> str | None:
    return _known(report.items[item.parent]) if item.parent is not None else None


@response.command()
@click.argument("reference")
@JSON
@plainly
def show(*, reference: str, as_json: bool) -> None:
    """Show a response: its reports and clocks, its letter, its items in both voices, what is missing."""
    found = get_response(reference=reference, by=SYSTEM, today=today())
    full = response_in_full(response=found, by=SYSTEM, today=today())
    data = {
        "reference": full.reference,
        "reports": [
            {
                "reference": r.reference,
                "title": r.title,
                "published_on": shape.day(r.published_on),
                "last_day_to_publish": shape.day(r.last_day_to_publish),
                "day_of_letter": r.day_of_letter,
            }
            for r in full.reports
        ],
        "status": full.status.value,
        "origin": full.origin.value,
        "letter_dated": shape.day(full.letter_dated),
        "published_on": shape.day(full.published_on),
        "letter_paragraphs": list(full.letter_paragraphs),
        "items": [
            {
                **shape.item(i.reference, i.details, i.parent, []),
                "chief_constable": list(i.chief_constable),
                "pcc": list(i.pcc),
                "reply": list(i.reply),
            }
            for i in full.items
        ],
        "missing": list(full.missing),
    }
    if as_json:
        say(data)
        return
    dated = shape.day(full.letter_dated) or "not yet"
    click.echo(f"{full.reference}, {full.status.label.lower()}, letter dated {dated}")
    for one in full.reports:
        click.echo(f"  {one.reference} {one.title}: {one.clock_words}")
    for item in full.items:
        voices = f"force {len(item.chief_constable)}, PCC {len(item.pcc)} paragraphs"
        click.echo(f"  {item.reference} {item.heading}: {voices}")
    for lack in full.missing:
        click.echo(f"  missing: {lack}")


@response.command()
@click.argument("reference")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--layout", type=click.Choice([layout.value for layout in Layout]), help="Instead of the letter's own."
)
@click.option("--without-pcc", is_flag=True, help="Leave out the PCC's responses.")
@click.option("--without-others", is_flag=True, help="Leave out items for other bodies.")
@plainly
def letter(
    *, reference: str, output: Path, layout: str | None, without_pcc: bool, without_others: bool
) -> None:
    """Make the Word file of a response."""
    found = get_response(reference=reference, by=SYSTEM, today=today())
    try:
        made = letter_file(
            response=found,
            by=SYSTEM,
            today=today(),
            layout=Layout(layout) if layout else None,
            with_pcc=False if without_pcc else None,
            with_others=False if without_others else None,
        )
    except Invalid as refusal:
        refuse("The letter lacks: " + " ".join(refusal.problems.values()))
    unfinished = output.with_name(output.name + ".part")
    try:
        unfinished.write_bytes(made.content)
        unfinished.replace(output)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        refuse(f"{output} cannot be written: {error.strerror}.")
    for warning in made.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"Wrote {output} ({len(made.content):,} bytes).")
