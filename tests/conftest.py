"""Where the fixtures are: one file per thing a test can ask for."""

import os
import shutil
from pathlib import Path

from hypothesis import settings

pytest_plugins = [
    "tests.fixtures.made_once",  # before the others: they import it
    "tests.fixtures.browser",
    "tests.fixtures.clock",
    "tests.fixtures.database",
    "tests.fixtures.libreoffice",
    "tests.fixtures.mail",
    "tests.fixtures.page_check",
    "tests.fixtures.postgres",
    "tests.fixtures.shared",
    "tests.fixtures.app",  # after the others: it imports them
]

# At each commit SQLite waits until the disk has it, as it should; a disk in memory does not keep it waiting.
IN_MEMORY = Path("/dev/shm")
if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > 2 * 1024**3:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

# No test is timed: a busy machine takes longer over the same right answer.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")
