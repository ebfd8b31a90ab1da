"""`flask reminders send`, as a timer runs it and as a person looks first."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.fixtures.app import MakeAccount
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.mail import catching, taken
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.config import ROOT
from tracker.domain.items import DeadlineDetails
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import DeadlineBasis, Precision, Role
from tracker.services.reminders import change_reminders

Run = Callable[..., Result]

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[MailServer]:
    with catching(tmp_path) as port:
        yield MailServer("127.0.0.1", port, "t@example.org", "https://x.example", is_starttls=False)


@pytest.fixture
def run(app: Flask, make_account: MakeAccount) -> Run:
    """Runs the command; somebody's item is due today, on the day of the digest."""
    person = make_account(Role.OWNER, name="Owen Hart", email="owen@example.org")
    with app.app_context():
        change_reminders(version=0, weekday=TODAY.weekday(), is_on=True, by=SYSTEM, now=NOW)
        due = DeadlineDetails("Today", TODAY, Precision.DAY, DeadlineBasis.DATED)
        post = a_post()
        holds(post, person.actor)
        allocated(an_item(a_report(), deadlines=(due,)), post)

    def run(*options: str, server: MailServer | None) -> Result:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail=server)
        return app.test_cli_runner().invoke(args=["reminders", "send", *options])

    return run


def test_it_sends_once_and_says_to_whom(run: Run, mail: MailServer, tmp_path: Path) -> None:
    first, second = run(server=mail), run(server=mail)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == "Owen Hart <owen@example.org>: Recommendations: 1 due soon\n"
    assert second.output == "There is nothing to say.\n"
    assert taken(tmp_path) == ["plain anonymous owen@example.org"]


def test_a_dry_run_prints_each_message_and_sends_none(run: Run, mail: MailServer, tmp_path: Path) -> None:
    for server in (mail, None):
        done = run("--dry-run", server=server)
        assert done.exit_code == 0
        assert "    Dear Owen Hart," in done.output
        assert "Due today, Wednesday 7 January." in done.output
        assert ("No server is set (SMTP_HOST)" in done.output) is (server is None)
    assert taken(tmp_path) == []


def test_a_program_gets_json(run: Run, mail: MailServer) -> None:
    told = json.loads(run("--json", "--dry-run", server=mail).output)
    assert told["dry_run"] is True
    (one,) = told["messages"]
    assert (one["address"], one["subject"], one["is_digest"], one["problem"]) == (
        "owen@example.org",
        "Recommendations: 1 due soon",
        True,
        "",
    )


def test_without_a_server_it_says_what_to_set_in_one_line(run: Run) -> None:
    done = run(server=None)
    assert done.exit_code != 0
    assert done.output.startswith("Error: No e-mail is sent from here: no server is set.")
    assert len(done.output.splitlines()) == 1


def test_what_could_not_leave_makes_the_run_fail(run: Run, mail: MailServer, tmp_path: Path) -> None:
    done = run(server=replace(mail, port=1))
    assert done.exit_code != 0
    assert done.output.splitlines()[-1] == "Error: 1 of 1 could not leave; the next run tries again."
    assert run(server=mail).exit_code == 0
    assert taken(tmp_path) == ["plain anonymous owen@example.org"]


def test_who_may_not_change_settings_may_not_send(run: Run, mail: MailServer) -> None:
    done = run("--by", "owen@example.org", server=mail)
    assert done.exit_code != 0
    assert done.output.startswith("Error: Only the Administrator may")


def test_of_several_timers_at_once_one_sends(run: Run, app: Flask, mail: MailServer, tmp_path: Path) -> None:
    settings = app.config["SETTINGS"]
    environment = os.environ | {
        "INSTANCE_DIR": str(settings.instance_dir),
        "EXPORTS_DIR": str(settings.exports_dir),
        "DATABASE_URL": settings.database_url,
        "SMTP_HOST": mail.host,
        "SMTP_PORT": str(mail.port),
        "SMTP_STARTTLS": "0",
        "MAIL_FROM": mail.sender,
        "BASE_ADDRESS": mail.base_address,
    }
    command = [sys.executable, "-m", "flask", "reminders", "send", "--json"]
    timers = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = [json.loads(timer.communicate()[0])["messages"] for timer in timers]
    assert [timer.returncode for timer in timers] == [0, 0, 0]
    assert sorted(len(messages) for messages in told) == [0, 0, 1]
    assert taken(tmp_path) == ["plain anonymous owen@example.org"]
