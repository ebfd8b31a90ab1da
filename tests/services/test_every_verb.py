"""Every verb of the services, walked through once: one event each, and the chain stays whole."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

import tracker.services
from tests.fixtures.database import NOW, TODAY, person
from tests.services.commission_walk import walk_commissions
from tests.services.move_walk import walk_moves
from tests.services.pictures import PNG_PICTURE
from tests.services.walked_actions import walk_actions
from tests.services.walked_boards import walk_boards
from tests.services.walked_chasing import walk_chasing
from tests.services.walked_completion import walk_completion
from tests.services.walked_dates import walk_dates
from tests.services.walked_final_copies import walk_final_copies
from tests.services.walked_mark_up import walk_mark_up, walk_promises
from tests.services.walked_meetings import walk_meetings
from tests.services.walked_ownership import walk_ownership
from tests.services.walked_papers import walk_papers
from tests.services.walked_progress import walk_states
from tests.services.walked_proofs import walk_proofs
from tests.services.walked_questions import walk_questions
from tests.services.walked_reminders import walk_reminders
from tests.services.walked_updates import walk_updates
from tracker.domain.items import ItemDetails
from tracker.domain.permissions import Actor
from tracker.domain.reports import ReportDetails
from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import Proof, ProofKind
from tracker.domain.vocabulary import (
    BodyKind,
    ForWhom,
    ItemKind,
    Layout,
    LinkKind,
    OffListReason,
    ReportKind,
    ResponseStatus,
    Role,
    Voice,
)
from tracker.domain.working_days import BankHolidays
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.plan import StepProof
from tracker.queries.events import event_count
from tracker.services import (
    accounts,
    answers,
    items,
    letter_imports,
    margin_comments,
    offices,
    redactions,
    reports,
    response_plans,
    responses,
)
from tracker.services.answers import AnswerDetails
from tracker.services.history import verify
from tracker.services.letter_details import LetterDetails
from tracker.services.letter_plans import ReportChoice
from tracker.services.offices import BodyDetails, HoldingDetails, PostDetails
from tracker.services.proof_store import LocalFolder
from tracker.services.writing import verb

LETTER = Path(__file__).parents[1] / "letters" / "headed-with-stray-marks.txt"
PASSWORD = "a long enough phrase for this"
WRAPPED_CODE = verb(lambda: None).__code__


def verbs() -> set[str]:
    """Every service function that `verb` wraps, as module.name."""
    found = set()
    for module in pkgutil.iter_modules(tracker.services.__path__):
        name = f"tracker.services.{module.name}"
        for thing in vars(importlib.import_module(name)).values():
            is_verb = isinstance(thing, FunctionType) and thing.__code__ is WRAPPED_CODE
            if is_verb and thing.__module__ == name:
                found.add(f"{module.name}.{thing.__name__}")
    return found


class Walk:
    """Calls one service after the other and counts what each of them left in the history."""

    def __init__(self, office: Actor, admin: Actor) -> None:
        self.office, self.admin = office, admin
        self.walked: set[str] = set()

    def __call__(self, service: Callable[..., Any], *, inner: str = "", **given: Any) -> Any:
        before = event_count(db.session())
        wanted = inspect.signature(service).parameters
        fixed = {"by": self.office, "now": NOW, "today": TODAY} | given
        result = service(**{name: value for name, value in fixed.items() if name in wanted})
        db.session.rollback()
        assert event_count(db.session()) == before + 1, service.__name__
        module = service.__module__.rpartition(".")[2]
        self.walked.add(f"{module}.{inner or service.__name__}")
        return result


def walk_offices(walk: Walk) -> None:
    body = BodyDetails(BodyKind.FORCE, "Wessmere Police")
    walk(offices.record_body, body=None, version=0, details=body)
    walk(
        offices.record_letterhead,
        letterhead=None,
        version=0,
        text="Office of the Commissioner",
        from_on=None,
        to_on=None,
    )
    post = walk(offices.record_post, post=None, version=0, details=PostDetails("pcc", "Commissioner"))
    holding = walk(
        offices.record_holding, holding=None, version=0, post=post, details=HoldingDetails("Ines Roe")
    )
    walk(offices.confirm_holding, holding=holding, version=1)
    walk(offices.add_signature, holding=holding, content=PNG_PICTURE, alt_text="Signature of Ines Roe")


def walk_register(walk: Walk) -> None:
    def report(title: str, on: date) -> Any:
        details = ReportDetails(title, ReportKind.NATIONAL_THEMATIC, "HMICFRS", on)
        return walk(reports.add_report, details=details)

    first, second = report("First look", date(2023, 12, 8)), report("Second look", date(2025, 12, 12))
    details = ReportDetails("First look again", ReportKind.PEEL, "HMICFRS", date(2023, 12, 8))
    walk(reports.change_report, report=first, version=1, details=details)
    walk(reports.confirm_publication, report=first, version=2)
    walk(reports.link_reports, earlier=first, later=second, kind=LinkKind.FOLLOWS_UP, note="")
    asked = ItemDetails(ItemKind.RECOMMENDATION, "1", "The PCC should review cases.", for_whom=ForWhom.PCC)
    one = walk(items.add_item, report=first, details=asked)
    other = walk(items.add_item, report=second, details=asked)
    walk(items.change_item, item=one, version=1, details=asked)
    off: dict[str, Any] = {
        "reason": OffListReason.SUPERSEDED,
        "note": "A later one replaces it.",
        "on": TODAY,
    }
    walk(items.take_off_list, item=one, version=2, **off)
    walk(items.put_back, item=one, version=3, note="It does not after all.")
    walk(items.link_items, earlier=one, later=other, kind=LinkKind.REPEATS, note="")
    walk_response(walk, second, other)


def walk_margin(walk: Walk, response: Any, item: Any) -> None:
    said: dict[str, Any] = {"response": response, "passage": "", "text": "Say when.", "nonce": "once"}
    comment = walk(margin_comments.add_comment, item=item, voice=Voice.PCC, **said)
    walk(margin_comments.resolve_comment, response=response, comment=comment, version=1)


def walk_response(walk: Walk, report: Any, item: Any) -> None:
    response = walk(responses.start_response, reports=[report], letter_dated=TODAY, layout=Layout.HEADED)
    walk(
        responses.change_letter,
        response=response,
        version=1,
        details=LetterDetails(TODAY, Layout.NUMBERED, "A paragraph."),
    )
    walk(responses.confirm_holders, response=response, version=2)
    words = AnswerDetails(chief_constable="Reviews are done. We will meet.", pcc="I have asked for reviews.")
    walk(answers.write_answer, response=response, item=item, version=0, details=words)
    walk(answers.clear_comments, response=response, item=item, version=1, cleared_on=TODAY)
    walk_margin(walk, response, item)
    walk_mark_up(walk, walk.office, response)
    response.status = ResponseStatus.ISSUED
    db.session.commit()
    walk_promises(walk, walk.office, response)
    walk_plan(walk, response)


def walk_plan(walk: Walk, response: Any) -> None:
    plan: dict[str, Any] = {"response": response, "holidays": BankHolidays(frozenset(), date(2030, 1, 1))}
    nothing: dict[str, Any] = {"proof": Proof(ProofKind.OTHER), "content": b""}
    days = {PlanStep.DRAFT: date(2026, 1, 8)}
    walk(response_plans.change_plan, version=0, planned=days, **plan)
    done: dict[str, Any] = {"step": PlanStep.PUBLICATION, "done_on": TODAY, "done_by": "Asha Patel"}
    walk(response_plans.record_step, version=1, **done, **nothing, **plan)
    page: dict[str, Any] = {"step": PlanStep.PUBLICATION, "content": b""}
    address = Proof(ProofKind.WEB_ADDRESS, address="https://www.example.org/responses")
    walk(response_plans.attach_proof, version=2, proof=address, **page, **plan)
    kept = db.session.query(StepProof).one()
    walk(response_plans.withdraw_proof, proof=kept, version=3, reason="The page moved.", **plan)


def walk_letters(walk: Walk) -> None:
    name, content = LETTER.name, LETTER.read_bytes()
    left = walk(letter_imports.put_up_for_review, name=name, content=content)
    walk(letter_imports.set_aside, reading=left)
    letter = letter_imports.read_past_letter(name=name, content=content)
    choice = ReportChoice(date(2022, 1, 10))
    walk(
        letter_imports.import_letter,
        inner="_bring_in",
        name=name,
        content=content,
        letter=letter,
        choices=[choice],
        apply_differences=False,
        reading=None,
    )


def walk_redactions(walk: Walk, exports: Path) -> None:
    store = LocalFolder(exports.parent / "evidence")
    asked: dict[str, Any] = {"words": "again", "reason": "A name.", "exports_dir": exports, "store": store}
    refused = walk(redactions.ask_redaction, **asked)
    walk(redactions.refuse_redaction, redaction=refused, version=1)
    confirmed = walk(redactions.ask_redaction, **asked)
    walk(
        redactions.confirm_redaction,
        inner="_remove",
        redaction=confirmed,
        version=1,
        exports_dir=exports,
        store=store,
        by=walk.admin,
    )


def walk_accounts(walk: Walk) -> None:
    roles = frozenset({Role.AUDITOR})
    made: dict[str, Any] = {"email": "cy@example.org", "name": "Cy Bell", "roles": roles, "by": walk.admin}
    walk(accounts.create_account, inner=inner_of(accounts.create_account, "_add"), **made)
    account = db.session.query(Account).filter_by(email="cy@example.org").one()
    walk(
        accounts.change_account,
        account=account,
        version=1,
        name="Cy Bell",
        roles=roles,
        is_enabled=False,
        by=walk.admin,
    )
    one_time = walk(
        accounts.make_one_time_password,
        inner=inner_of(accounts.make_one_time_password, "_save_password"),
        account=account,
        by=walk.admin,
    )
    assert one_time.password


def inner_of(service: Callable[..., Any], name: str) -> str:
    """The verb that a service calls, where the service itself is none."""
    return "" if getattr(service, "__code__", None) is WRAPPED_CODE else name


@pytest.mark.parametrize("database", ["register", "postgres_register"])
def test_every_verb_leaves_exactly_one_event(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    request.getfixturevalue(database)
    walk = Walk(person(Role.OFFICE_STAFF, name="Asha Patel"), person(Role.ADMINISTRATOR, name="Tom Reed"))
    walk_offices(walk)
    walk_register(walk)
    walk_letters(walk)
    walk_commissions(walk)
    walk_moves(walk, tmp_path / "issued")
    walk_states(walk)
    walk_dates(walk)
    walk_completion(walk)
    walk_ownership(walk)
    walk_papers(walk)
    walk_updates(walk)
    walk_actions(walk)
    walk_reminders(walk)
    walk_proofs(walk, tmp_path)
    walk_boards(walk)
    walk_meetings(walk)
    walk_chasing(walk)
    walk_questions(walk)
    walk_final_copies(walk, tmp_path / "final")
    walk_redactions(walk, tmp_path / "exports")
    walk_accounts(walk)
    assert walk.walked == verbs()
    assert verify(db.session()).faults == ()
