"""The pages: the frame, the sessions, and the blueprints in one list."""

from flask import Flask

from tracker.web import init_frame


def add_pages(app: Flask) -> None:
    """Give the application its frame and its pages."""
    init_frame(app, is_served_over_tls=app.config["SETTINGS"].is_served_over_tls)
