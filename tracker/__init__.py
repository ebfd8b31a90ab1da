"""The tracker: the table of contents of the application."""

from flask import Flask
from flask_migrate import Migrate

from tracker.cli import add_commands
from tracker.config import ROOT, Settings, read_settings
from tracker.models.base import db
from tracker.models.engine import prepare
from tracker.web.pages import add_pages


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application: settings, database, commands, pages."""
    settings = settings or read_settings()
    app = Flask(__name__, static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SETTINGS=settings,
    )
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "tracker" / "migrations"), render_as_batch=True, compare_type=True)
    with app.app_context():
        prepare(db.engine)
    add_commands(app)
    add_pages(app)
    return app
