"""The verbs of completion, of HMICFRS's letters and of work continued under a later item, walked once."""

from datetime import date
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.completion import CompletionWords
from tracker.domain.correspondence import LetterDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Effect, LinkKind, Role
from tracker.models.base import db
from tracker.models.progress import Progress
from tracker.services import completion, continuing, correspondence
from tracker.services.correspondence import Said
from tracker.services.items import link_items


def walk_completion(walk: Any) -> None:
    """An item is proposed, sent back, signed off, and closed by a letter."""
    item, post = an_item(a_report("Roads", published_on=date(2025, 11, 3))), a_post("roads", "Head of Roads")
    owner, checker = person(Role.OWNER, name="Owen Hart"), person(Role.SIGNING_OFF, name="Ida Moss")
    holds(post, owner)
    allocated(item, post)
    done, seen = CompletionWords("Done."), CompletionWords("Seen.", has_seen_proof=True)
    for act, said, by in (
        (completion.propose_completion, done, owner),
        (completion.withdraw_proposal, done, owner),
        (completion.propose_completion, done, owner),
        (completion.send_back, done, checker),
        (completion.propose_completion, done, owner),
        (completion.sign_off, seen, checker),
        (completion.withdraw_sign_off, done, checker),
    ):
        version = db.session.get_one(Progress, item.id).version
        walk(act, item=item, version=version, said=said, by=by)
    letter = LetterDetails(subject="Roads", dated_on=date(2025, 11, 4), received_on=TODAY)
    said_of = [Said(item, Effect.CLOSES)]
    walk(correspondence.record_correspondence, inner="_record", details=letter, said=said_of, nonce="walk")
    first = an_item(a_report("Rivers", published_on=date(2024, 11, 3)))
    later = an_item(a_report("Rivers again", published_on=date(2025, 11, 5)))
    allocated(first, post)
    link_items(earlier=first, later=later, kind=LinkKind.REPEATS, note="", by=SYSTEM, now=NOW)
    lead = person(Role.FORCE_INSPECTION_LEAD, name="Sam Cole")
    seen_of = continuing.work_carried(earlier=first, later=later).seen
    walk(continuing.continue_item, earlier=first, later=later, seen=seen_of, note="", by=lead)
