"""Commissioning walked through once for the test of every verb."""

from datetime import date
from typing import Any

from tests.fixtures.database import TODAY, person
from tracker.domain.items import ItemDetails
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import BodyKind, ForWhom, ItemKind, Layout, ReportKind, Role
from tracker.models.base import db
from tracker.queries.commissions import commissions_of
from tracker.queries.offices import bodies, post_by_slug
from tracker.queries.responses import answer_to
from tracker.services import commissions, items, offices, owner_drafts, post_accounts, reports, responses
from tracker.services.answers import clear_comments
from tracker.services.commissions import Ask
from tracker.services.offices import BodyDetails, HoldingDetails, PostDetails


def walk_commissions(walk: Any) -> None:
    """Propose, invite, ask, draft, return, hand back, take a form, clear, hand over."""
    lead = person(Role.FORCE_INSPECTION_LEAD, name="Lee Force")
    owner = person(Role.OWNER, name="Cara Crime")
    post = _posts(walk)
    walk(
        post_accounts.record_post_account,
        row=None,
        version=0,
        post="owner",
        account_id=owner.account_id,
        from_on=None,
        to_on=None,
    )
    response, item = _letter(walk)
    one: dict[str, Any] = {"response": response, "item": item}
    walk(commissions.propose_owner, **one, version=0, post="owner", by=lead)
    ask = Ask(item.reference, "owner", "When?", TODAY)
    walk(commissions.invite, response=response, version=1, comments_by=TODAY, send_to="", asks=[ask])
    walk(commissions.ask_owner, **one, version=_version(response), ask=ask)
    row = commissions_of(db.session(), response.id)[0]
    words: dict[str, Any] = {"row": row, "text": "We did it.", "by": owner}
    walk(owner_drafts.save_draft, **words, version=_version(response))
    walk(owner_drafts.return_draft, **words, version=_version(response))
    walk(commissions.hand_back, **one, version=_version(response), reason="Say when.", by=lead)
    walk(
        owner_drafts.take_form,
        response=response,
        post=post,
        texts={item.reference: "We did it in May."},
        versions={item.reference: _version(response)},
        by=owner,
    )
    _cleared_and_handed_over(walk, response, item, lead)


def _version(response: Any) -> int:
    version: int = commissions_of(db.session(), response.id)[0].commission.version
    return version


def _posts(walk: Any) -> Any:
    chief = walk(offices.record_post, post=None, version=0, details=PostDetails("chief", "Chief Constable"))
    walk(offices.record_holding, holding=None, version=0, post=chief, details=HoldingDetails("Ona Marsh"))
    force = next(one for one in bodies(db.session()) if one.kind is BodyKind.FORCE)
    details = BodyDetails(BodyKind.FORCE, force.name, head_post_id=chief.id)
    walk(offices.record_body, body=force, version=force.version, details=details)
    head = post_by_slug(db.session(), "pcc")
    assert head is not None
    local = BodyDetails(BodyKind.LOCAL_POLICING_BODY, "Office of the Commissioner", head_post_id=head.id)
    walk(offices.record_body, body=None, version=0, details=local)
    return walk(offices.record_post, post=None, version=0, details=PostDetails("owner", "Head of Crime"))


def _letter(walk: Any) -> tuple[Any, Any]:
    details = ReportDetails("Third look", ReportKind.NATIONAL_THEMATIC, "HMICFRS", date(2025, 12, 15))
    report = walk(reports.add_report, details=details)
    asked = ItemDetails(ItemKind.RECOMMENDATION, "1", "The force should act.", for_whom=ForWhom.FORCE)
    item = walk(items.add_item, report=report, details=asked)
    response = walk(responses.start_response, reports=[report], letter_dated=TODAY, layout=Layout.HEADED)
    return response, item


def _cleared_and_handed_over(walk: Any, response: Any, item: Any, lead: Any) -> None:
    answer = answer_to(db.session(), response, item)
    assert answer is not None
    clearing: dict[str, Any] = {"version": answer.version, "cleared_on": TODAY, "by": lead}
    walk(clear_comments, response=response, item=item, **clearing)
    walk(commissions.hand_over, response=response, version=response.version, by=lead)
