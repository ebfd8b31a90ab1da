"""The verbs of actions, each walked once."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.fixtures.database import TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.actions import ActionDetails
from tracker.domain.vocabulary import ActionState, ForWhom, Role
from tracker.services import progress_actions


def walk_actions(walk: Callable[..., Any]) -> None:
    """An action is planned, changed and settled; a duty is done once."""
    owner = person(Role.OWNER, name="Olu Actor")
    post = a_post("head-of-actions", "Head of Actions")
    holds(post, owner)
    item = allocated(an_item(a_report("Actions"), for_whom=ForWhom.FORCE), post)
    once = ActionDetails("Train them.", post.id, date(2026, 6, 1), "The training record.")
    planned: dict[str, Any] = {"items": [item], "by": owner}
    action = walk(progress_actions.add_action, details=once, **planned)
    walk(progress_actions.change_action, action=action, version=1, details=once, **planned)
    done: dict[str, Any] = {"state": ActionState.DONE, "on": TODAY, "words": "Trained.", "by": owner}
    walk(progress_actions.settle_action, action=action, version=2, **done)
    walk(progress_actions.reopen_action, action=action, version=3, reason="Two were missed.", by=owner)
    yearly = ActionDetails("Train them.", post.id, TODAY, "The training record.", 12)
    duty = walk(progress_actions.add_action, details=yearly, **planned)
    walk(progress_actions.record_turn, action=duty, version=1, done_on=TODAY, words="Trained.", by=owner)
