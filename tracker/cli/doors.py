"""What every command needs: who acts, dates as typed, refusals as one line."""

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from tracker.domain.dates_in_words import parse_uk_date
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Refusal
from tracker.services.accounts import actor_by_email
from tracker.services.health import DatabaseTrouble

P = ParamSpec("P")
R = TypeVar("R")


def refuse(message: str) -> NoReturn:
    """Stop with one clear line and a non-zero exit."""
    raise click.ClickException(" ".join(message.split()))


def plainly(function: Callable[P, R]) -> Callable[P, R]:
    """Turn a refusal into its one line: nothing was saved."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except Refusal as refusal:
            refuse(str(refusal))
        except DatabaseTrouble:
            refuse("The database cannot be used. Run `flask db upgrade`, then `flask doctor`.")

    return wrapper


def actor_from(email: str | None) -> Actor:
    """The account named by --by, else the program itself."""
    if email is None:
        return SYSTEM
    actor = actor_by_email(email)
    if actor is None:
        refuse(f"There is no enabled account {email}.")
    return actor


class Day(click.ParamType[date]):
    """A date on the command line: 2023-12-08 or 8 December 2023."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Refuse what is not a real date, saying the form wanted."""
        if isinstance(value, date):
            return value
        try:
            return parse_uk_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def write_whole(output: Path, content: bytes, *, is_forced: bool) -> None:
    """Write a file that is whole under its name or not there; one that is there stays unless `is_forced`."""
    if output.exists() and not is_forced:
        refuse(f"{output} is there already. Give another name, or --force to write over it.")
    unfinished = output.with_name(output.name + ".part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(output)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        refuse(f"{output} cannot be written: {error.strerror}.")


def say(data: object) -> None:
    """Print data for a program."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
