"""`flask audit`: the head of the history's chain, and the proof that it is whole."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.doors import refuse, say
from tracker.queries.events import head as head_of
from tracker.queries.reading import reading
from tracker.services.history import verify as verify_chain


@click.group(cls=AppGroup)
def audit() -> None:
    """The history's chain."""


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def head(*, as_json: bool) -> None:
    """Print the last event's sequence, hash and time."""
    last = head_of(reading())
    data = {
        "sequence": last.seq if last else 0,
        "hash": last.hash if last else None,
        "at": last.at.isoformat() if last else None,
    }
    if as_json:
        say(data)
    else:
        click.echo(f"{data['sequence']} {data['hash']} {data['at']}")


@audit.command()
@click.option(
    "--anchor",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with an earlier head, as `flask audit head --json` printed it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def verify(*, anchor: Path | None, as_json: bool) -> None:
    """Recompute the whole chain; exit non-zero and name what is wrong."""
    known = None
    if anchor is not None:
        try:
            kept = json.loads(anchor.read_text(encoding="utf-8"))
            known = (int(kept["sequence"]), str(kept["hash"]))
        except (ValueError, KeyError, TypeError):
            refuse(f"{anchor.name} is not a head as `flask audit head --json` prints it.")
    found = verify_chain(reading(), anchor=known)
    if as_json:
        say({"events": found.events, "hash": found.head_hash, "faults": list(found.faults)})
    else:
        click.echo(f"{found.events} events, head {found.head_hash}")
    if found.faults:
        refuse(" ".join(found.faults[:5]))
