"""What is looked over once in each process, before its first request: commands touch none of it."""

import logging
import threading

from flask import Flask, current_app

from tracker.clock import now
from tracker.services.exports import look_over_exports
from tracker.services.item_states import begin_missing_states

LOG = logging.getLogger(__name__)


def init_starting(app: Flask) -> None:
    """Look the installation over before the first request; the others need not wait for it."""
    once, done = threading.Lock(), threading.Event()

    def start() -> None:
        if done.is_set() or not once.acquire(blocking=False):
            return
        try:
            start_now()
            done.set()
        finally:
            once.release()

    app.before_request(start)


def start_now() -> None:
    """Make missing copies of letters, and begin the dated states of items recorded before states were held.

    What cannot be done is logged and keeps nobody from working.
    """
    for sentence in look_over_exports(exports_dir=current_app.config["SETTINGS"].exports_dir):
        LOG.warning(sentence)
    for sentence in begin_missing_states(now=now()):
        LOG.warning(sentence)
