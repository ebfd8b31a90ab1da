"""Where the fixtures are: one file per thing a test can ask for."""

pytest_plugins = [
    "tests.fixtures.browser",
    "tests.fixtures.clock",
    "tests.fixtures.database",
    "tests.fixtures.libreoffice",
    "tests.fixtures.page_check",
    "tests.fixtures.postgres",
    "tests.fixtures.shared",
    "tests.fixtures.app",  # after the others: it imports them
]
