"""`flask board`: the boards and groups that are recorded."""

import click
from flask.cli import AppGroup

from tracker.cli.doors import plainly, say
from tracker.queries.boards import all_boards
from tracker.queries.reading import reading


@click.group(cls=AppGroup)
def board() -> None:
    """Boards and groups."""


@board.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
@plainly
def list_boards(*, as_json: bool) -> None:
    """Print every board: its short name, by which other commands take it, and its name."""
    found = [{"reference": one.reference, "name": one.name} for one in all_boards(reading())]
    if as_json:
        say({"boards": found})
        return
    if not found:
        click.echo("No board is recorded.")
    for one in found:
        click.echo(f"{one['reference']}  {one['name']}")
