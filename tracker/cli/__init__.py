"""The commands: they print for people, `--json` for programs, and exit with one clear line on bad input."""

from flask import Flask

from tracker.cli.accounts import account
from tracker.cli.audit import audit
from tracker.cli.boards import board
from tracker.cli.packs import pack, paper
from tracker.cli.reminders import reminders
from tracker.cli.responses import response
from tracker.cli.running import demo, doctor, serve


def add_commands(app: Flask) -> None:
    """Give the application its commands, grouped by noun."""
    for command in (account, audit, board, demo, doctor, pack, paper, reminders, response, serve):
        app.cli.add_command(command)
