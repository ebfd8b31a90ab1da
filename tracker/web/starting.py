"""At the start, the copies of issued letters that are missing in exports/ are made again."""

import logging
import threading

from flask import Flask, current_app

from tracker.services.exports import look_over_exports

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
    for sentence in look_over_exports(exports_dir=current_app.config["SETTINGS"].exports_dir):
        LOG.warning(sentence)
