"""`flask pack` and `flask paper`: what a board reads, as files."""

from datetime import date
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.doors import Day, actor_from, plainly, write_whole
from tracker.clock import now, today
from tracker.domain.permissions import Actor
from tracker.services.access_log import Access, AccessNote, write_access
from tracker.services.boards import get_board
from tracker.services.pack_exports import Exported, export_pack, export_paper

COMMAND_LINE = "command line"
ON = click.option(
    "--on",
    type=Day(),
    help="The day of a meeting, or on which a final copy was made; any other gives a draft as at that day.",
)
OUTPUT = click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
FORCE = click.option("--force", "is_forced", is_flag=True, help="Write over FILE where it is there already.")
BY = click.option("--by", "email", help="The account that acts.")


@click.group(cls=AppGroup)
def pack() -> None:
    """Status packs of boards."""


@click.group(cls=AppGroup)
def paper() -> None:
    """Papers of boards."""


@pack.command("export")
@click.argument("board")
@ON
@OUTPUT
@FORCE
@BY
@plainly
def export_a_pack(board: str, on: date | None, output: Path, is_forced: bool, email: str | None) -> None:
    """Write the Excel status pack of BOARD (its short name): a final copy's bytes, otherwise a draft."""
    by = actor_from(email)
    found = get_board(reference=board, by=by)
    made = export_pack(board=found, on=on, by=by, now=now(), today=today())
    _write(made, output, is_forced, found.reference, by)


@paper.command("export")
@click.argument("board")
@ON
@click.option("--public", "is_public", is_flag=True, help="The version for the public.")
@OUTPUT
@FORCE
@BY
@plainly
def export_a_paper(
    board: str, on: date | None, is_public: bool, output: Path, is_forced: bool, email: str | None
) -> None:
    """Write the Word paper of BOARD (its short name): a final copy's bytes, otherwise a draft."""
    by = actor_from(email)
    found = get_board(reference=board, by=by)
    made = export_paper(board=found, on=on, is_public=is_public, by=by, now=now(), today=today())
    _write(made, output, is_forced, found.reference, by)


def _write(made: Exported, output: Path, is_forced: bool, board: str, by: Actor) -> None:
    write_whole(output, made.content, is_forced=is_forced)
    note = AccessNote(Access.EXPORTED, f"{board}: {made.name}", by.account_id)
    write_access(notes=[note], came_from=COMMAND_LINE, now=now())
    click.echo(f"Wrote {output} ({len(made.content):,} bytes). {made.words}.")
