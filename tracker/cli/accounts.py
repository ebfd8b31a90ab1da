"""`flask account`: the first administrator, and any account after it."""

import click
from flask.cli import AppGroup

from tracker.cli.doors import actor_from, plainly, refuse, say
from tracker.clock import now
from tracker.domain.vocabulary import Role
from tracker.services.accounts import create_account


@click.group(cls=AppGroup)
def account() -> None:
    """Who may sign in."""


@account.command()
@click.argument("email")
@click.option("--role", "words", multiple=True, help=f"One of {', '.join(Role)}; may be repeated.")
@click.option("--name", default="", help="As the history will show it; else the first part of the address.")
@click.option("--by", "by_email", help="The account that acts.")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
@plainly
def create(*, email: str, words: tuple[str, ...], name: str, by_email: str | None, as_json: bool) -> None:
    """Make an account and print its one-time first password."""
    unknown = [word for word in words if word not in list(Role)]
    if unknown or not words:
        problem = f"There is no role {unknown[0]}" if unknown else "Give at least one --role"
        refuse(f"{problem}: choose from {', '.join(Role)}.")
    made = create_account(
        email=email,
        name=name or email.split("@", maxsplit=1)[0].replace(".", " ").title(),
        roles=[Role(word) for word in words],
        by=actor_from(by_email),
        now=now(),
    )
    if as_json:
        say({"email": made.email, "name": made.name, "one_time_password": made.password})
        return
    click.echo(f"Account made for {made.email} ({made.name}).")
    click.echo(f"One-time password, shown once: {made.password}")
    click.echo("It must be changed at the first sign-in.")
