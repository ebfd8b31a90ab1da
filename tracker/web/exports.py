"""At the start, the copies of issued letters that are missing in exports/ are made again."""

import logging
import threading

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from tracker.services.exports import repair_exports

LOG = logging.getLogger(__name__)


def init_exports(app: Flask) -> None:
    """Repair once in each process, before its first request: commands that serve nobody touch no export."""
    once, done = threading.Lock(), threading.Event()

    def repair() -> None:
        if done.is_set() or not once.acquire(blocking=False):
            return
        try:
            repair_now()
            done.set()
        finally:
            once.release()

    app.before_request(repair)


def repair_now() -> None:
    """Make the missing copies; what cannot be done is logged and keeps nobody from working."""
    try:
        differing = repair_exports(exports_dir=current_app.config["SETTINGS"].exports_dir)
    except (OSError, SQLAlchemyError) as trouble:
        LOG.warning("The copies in exports/ could not be looked over: %s", type(trouble).__name__)
        return
    for name in differing:
        LOG.warning("The copy %s in exports/ differs from the letter that was issued.", name)
