"""Offices by date, and letters made or brought in, recorded through the services."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.fixtures.database import NOW, TODAY
from tests.services.pictures import PNG_PICTURE
from tests.services.records import a_report, an_item
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import BodyKind, ForWhom, ItemKind, Layout
from tracker.models.response import Response
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.letter_imports import import_letter, read_past_letter
from tracker.services.letter_plans import LetterPlan, ReportChoice
from tracker.services.offices import (
    BodyDetails,
    HoldingDetails,
    PostDetails,
    add_signature,
    record_body,
    record_holding,
    record_letterhead,
    record_post,
)
from tracker.services.response_views import ResponseInFull, response_in_full
from tracker.services.responses import start_response

LETTERS = Path(__file__).parents[1] / "letters"
DATED = date(2026, 1, 5)
ACT: dict[str, Any] = {"by": SYSTEM, "now": NOW}


def record_offices(*, with_signature: bool = False) -> None:
    """The two bodies of Wessmere, their heads, a letterhead, and three Home Secretaries in a row."""
    pcc = PostDetails(
        "pcc", "Police and Crime Commissioner", "Police and Crime Commissioner for Wessmere", "PCC"
    )
    head = record_post(post=None, version=0, details=pcc, **ACT)
    secretary = record_post(
        post=None,
        version=0,
        details=PostDetails(
            "home-secretary",
            "Home Secretary",
            salutation="Dear Home Secretary",
            address="2 Marsham Street\nLondon\nSW1P 4DF",
        ),
        **ACT,
    )
    local = BodyDetails(BodyKind.LOCAL_POLICING_BODY, "Office of the PCC for Wessmere", head_post_id=head.id)
    for body in (local, BodyDetails(BodyKind.FORCE, "Wessmere Police", "Wessmere Constabulary")):
        record_body(body=None, version=0, details=body, **ACT)
    lines = "Office of the PCC for Wessmere\nWater Lane\nWessmere"
    record_letterhead(letterhead=None, version=0, text=lines, from_on=None, to_on=None, **ACT)
    for name, start, end in (
        ("Rt Hon Amelia Thornbury MP", None, date(2025, 9, 5)),
        ("Rt Hon Bela Farrow MP", date(2025, 9, 5), date(2026, 1, 6)),
        ("Rt Hon Cora Quill MP", date(2026, 1, 6), None),
    ):
        record_holding(
            holding=None, version=0, post=secretary, details=HoldingDetails(name, start, end), **ACT
        )
    holding = record_holding(
        holding=None, version=0, post=head, details=HoldingDetails("Ines Roe", date(2021, 5, 13)), **ACT
    )
    if with_signature:
        add_signature(holding=holding, content=PNG_PICTURE, alt_text="Signature of Ines Roe", **ACT)


def a_letter(*, answered: bool = True, layout: Layout = Layout.HEADED, **given: Any) -> Response:
    """A drafted letter to a report with two recommendations, one of them for others, and an AFI."""
    report = a_report()
    items = [
        an_item(report, for_whom=ForWhom.FORCE),
        an_item(
            report,
            "The Home Office should publish its figures.",
            number="2",
            for_whom=ForWhom.OTHERS,
            addressees=("Home Office",),
        ),
        an_item(report, "The force should keep one list.", kind=ItemKind.AREA_FOR_IMPROVEMENT),
    ]
    response = start_response(
        reports=[report], letter_dated=given.get("letter_dated", DATED), layout=layout, today=TODAY, **ACT
    )
    if answered:
        for item in (items[0], items[2]):
            said = AnswerDetails(
                chief_constable="We have done it.\n\n- once\n- twice", pcc="I have seen **that** it is done."
            )
            write_answer(response=response, item=item, version=0, details=said, **ACT)
    return response


def bring_in(
    file: str | Path | bytes, *published: date, apply_differences: bool = False, name: str = "letter.txt"
) -> tuple[Response, LetterPlan]:
    """A past letter from a file of tests/letters, a path or bytes, brought in by the program itself."""
    content = file if isinstance(file, bytes) else (LETTERS / file).read_bytes()
    return import_letter(
        name=name,
        content=content,
        letter=read_past_letter(name=name, content=content),
        choices=[ReportChoice(day) for day in published],
        apply_differences=apply_differences,
        reading=None,
        today=TODAY,
        **ACT,
    )


def in_full(response: Response) -> ResponseInFull:
    """Everything of a letter, as the program itself sees it."""
    return response_in_full(response=response, by=SYSTEM, today=TODAY)


def letter_as_kept(full: ResponseInFull) -> dict[str, Any]:
    """What an import must give back: reports, parts of the letter, items and answers, without references."""
    parts = full.parts
    return {
        "reports": [report.title for report in full.reports],
        "blocks": (parts.office_block, parts.addressee_block, parts.salutation, full.subject, full.closing),
        "signed": (parts.signatory_name, parts.signatory_title, full.letter_dated),
        "paragraphs": full.letter_paragraphs,
        "items": [
            (item.details.kind, item.details.number, item.details.text, item.details.deadlines, item.parent)
            for item in full.items
        ],
        "answers": [
            (item.chief_constable, item.pcc, item.reply, item.stance, item.stance_reason)
            for item in full.items
        ],
    }
