"""The application for `flask` and for WSGI servers."""

from tracker import create_app

app = create_app()
