"""What is looked over once in each process, before its first request: commands touch none of it."""

import logging
import threading

from flask import Flask, current_app

from tracker.clock import now, real_now
from tracker.services.exports import look_over_exports
from tracker.services.item_states import begin_missing_states
from tracker.services.proof_store import LocalFolder
from tracker.services.proof_sweeps import look_over_store

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
    """Make missing copies of letters, remove files that no record knows, and begin missing states of items.

    What cannot be done is logged and keeps nobody from working.
    """
    settings = current_app.config["SETTINGS"]
    for sentence in look_over_exports(exports_dir=settings.exports_dir):
        LOG.warning(sentence)
    # The files of a folder carry the time of the computer, not that of a test clock.
    for sentence in look_over_store(store=LocalFolder(settings.evidence_dir), now=real_now()):
        LOG.warning(sentence)
    for sentence in begin_missing_states(now=now()):
        LOG.warning(sentence)
