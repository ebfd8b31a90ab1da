"""The commands: they print for people, `--json` for programs, and exit with one clear line on bad input."""

from flask import Flask


def add_commands(app: Flask) -> None:
    """Give the application its commands, grouped by noun."""
