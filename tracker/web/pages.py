"""The pages: sessions and rules first, then the frame, then every blueprint in one list."""

from flask import Flask

from tracker.web import accounts, init_frame, sign_in
from tracker.web.allow import init_allow
from tracker.web.navigation import init_navigation
from tracker.web.sessions import init_sessions

BLUEPRINTS = (accounts.pages,)
"""The pages of the register, a line for each file."""


def add_pages(app: Flask) -> None:
    """Give the application its sessions, its rules, its frame and its pages."""
    is_served_over_tls = app.config["SETTINGS"].is_served_over_tls
    init_sessions(app, is_served_over_tls=is_served_over_tls)
    # Before the frame: who may come in is asked before a form's token is, so that a session that has ended
    # leads to the sign-in page and not to a refusal of the form.
    init_allow(app)
    init_frame(app, is_served_over_tls=is_served_over_tls)
    init_navigation(app)
    sign_in.init_sign_in(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
