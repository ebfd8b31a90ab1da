"""`flask serve`, `flask demo`, `flask doctor`."""

import socket

import click
from flask import current_app
from flask.cli import with_appcontext

from tracker.cli.doors import plainly, refuse
from tracker.clock import now, today
from tracker.services.demo import load_demo, register_is_empty
from tracker.services.health import checks
from tracker.services.proof_store import LocalFolder


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True)
@click.option("--threads", default=8, show_default=True)
@with_appcontext
def serve(*, host: str, port: int, threads: int) -> None:
    """Serve the tracker with waitress."""
    import waitress

    _refuse_taken(host, port)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    click.echo(f"Recommendations tracker: http://{host}:{port}  (stop with Ctrl+C)")
    waitress.serve(app, host=host, port=port, threads=threads, ident="", max_request_body_size=60 * 2**20)


def _refuse_taken(host: str, port: int) -> None:
    """One clear line where another program has the port."""
    try:
        socket.create_server((host, port)).close()
    except OSError as trouble:
        refuse(f"Port {port} of {host} cannot be opened ({trouble.strerror}): try another with --port.")


@click.command()
@click.option(
    "--if-empty", is_flag=True, help="Do nothing, without complaint, where the register holds anything."
)
@with_appcontext
@plainly
def demo(*, if_empty: bool) -> None:
    """Load the demonstration: accounts, office holders, reports, letters, and the work on their items."""
    if not register_is_empty():
        if if_empty:
            return
        refuse("The register is not empty: the demonstration is for a new one.")
    settings = current_app.config["SETTINGS"]
    accounts = load_demo(
        seeds_dir=settings.seeds_dir,
        store=LocalFolder(settings.evidence_dir),
        exports_dir=settings.exports_dir,
        now=now(),
        today=today(),
    )
    click.echo("Demonstration loaded. Sign in as:")
    for email, role, password in accounts:
        click.echo(f"  {email:<36} {password}   {role}")
    click.echo("These passwords are shown once; they are kept nowhere else.")


@click.command()
@with_appcontext
def doctor() -> None:
    """Say whether this installation is healthy; exit non-zero when it is not."""
    found = checks(current_app.config["SETTINGS"].instance_dir)
    for check in found:
        click.echo(f"{'ok ' if check.is_ok else 'BAD'} {check.what}: {check.words}")
    if not all(check.is_ok for check in found):
        refuse("Something is wrong with this installation: see the lines marked BAD.")
