"""`flask reminders`: what a timer runs every morning, and what it would send."""

from dataclasses import asdict

import click
from flask import current_app
from flask.cli import AppGroup

from tracker.cli.doors import actor_from, plainly, refuse, say
from tracker.clock import now
from tracker.domain.mail_server import MailServer
from tracker.services.reminders import NO_SERVER, Reminder, reminders_now, send_reminders


@click.group(cls=AppGroup)
def reminders() -> None:
    """E-mails that say what is due and what waits."""


@reminders.command()
@click.option("--dry-run", is_flag=True, help="Print what would leave now, and send and write nothing.")
@click.option("--by", "by_email", help="The account that acts.")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
@plainly
def send(*, dry_run: bool, by_email: str | None, as_json: bool) -> None:
    """Send everybody what there is to say today; run it as often as you like, nothing leaves twice."""
    server: MailServer | None = current_app.config["SETTINGS"].mail
    by = actor_from(by_email)
    if dry_run:
        found = reminders_now(server=server or NO_SERVER, by=by, now=now())
    else:
        found = list(send_reminders(server=server, by=by, now=now()))
    failed = [one for one in found if one.problem]
    if as_json:
        say({"dry_run": dry_run, "messages": [asdict(one) for one in found]})
    else:
        _print(found, dry_run=dry_run, has_server=server is not None)
    if failed:
        refuse(f"{len(failed)} of {len(found)} could not leave; the next run tries again.")


def _print(found: list[Reminder], *, dry_run: bool, has_server: bool) -> None:
    if dry_run and not has_server:
        click.echo("No server is set (SMTP_HOST): nothing leaves from here.")
    if not found:
        click.echo("There is nothing to say.")
    for one in found:
        click.echo(f"{one.name} <{one.address}>: {one.problem or one.subject}")
        if dry_run and not one.problem:
            click.echo("\n" + "\n".join(f"    {line}".rstrip() for line in one.body.splitlines()) + "\n")
