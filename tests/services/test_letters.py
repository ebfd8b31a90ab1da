import io
from datetime import date

import docx
import pytest

from tests.fixtures.database import NOW, TODAY
from tests.services.letter_records import (
    ACT,
    DATED,
    a_letter,
    bring_in,
    in_full,
    letter_as_kept,
    record_offices,
)
from tests.services.records import a_report, an_item
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ForWhom, ItemKind, Layout, Position, Role
from tracker.models.base import Base, db
from tracker.models.item import Item
from tracker.models.response import Response
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.letters import letter_draft, letter_file, signature_of, source_file
from tracker.services.responses import start_response

pytestmark = pytest.mark.usefixtures("register")


def made(response: Response, **options: object) -> bytes:
    return letter_file(response=response, by=SYSTEM, today=TODAY, **options).content  # type: ignore[arg-type]


def words_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def empty_register() -> None:
    """The register of another office, which knows nothing of this one's letters."""
    db.session.rollback()
    for table in reversed(Base.metadata.sorted_tables):
        if table.name not in {"event", "event_change", "event_text"}:
            db.session.execute(table.delete())
    db.session.commit()
    record_offices()


@pytest.mark.parametrize("layout", list(Layout), ids=str)
@pytest.mark.parametrize(
    ("file", "days"),
    [
        ("headed-with-stray-marks.txt", (date(2025, 2, 3),)),
        ("numbered-two-appendices.txt", (date(2024, 4, 9), date(2024, 4, 10))),
        ("causes-of-concern.txt", (date(2023, 10, 2),)),
        ("without-items.txt", (date(2024, 5, 7),)),
    ],
)
def test_the_program_s_own_file_comes_in_again_as_it_went_out(
    file: str, days: tuple[date, ...], layout: Layout
) -> None:
    record_offices()
    response, _ = bring_in(file, *days)
    before = letter_as_kept(in_full(response))
    content = made(response, layout=layout, with_pcc=True)
    empty_register()
    again, plan = bring_in(content, *days, name="letter.docx")
    assert letter_as_kept(in_full(again)) == before
    assert plan.letter.unplaced == ()


@pytest.mark.parametrize("layout", list(Layout), ids=str)
def test_a_letter_written_here_comes_in_again_with_both_voices_and_its_stands(layout: Layout) -> None:
    record_offices(with_signature=True)
    report = a_report()
    cause = an_item(report, "Calls wait.", kind=ItemKind.CAUSE_OF_CONCERN, for_whom=ForWhom.FORCE)
    items = [
        cause,
        an_item(report, "The force should answer calls.", parent_id=cause.id),
        an_item(report, "The force should keep a list.\n\nIt should be short.", number="1"),
        an_item(report, "The force should read it.", number="2.1"),
        an_item(report, "The force needs to rest.", kind=ItemKind.AREA_FOR_IMPROVEMENT, number=None),
    ]
    response = start_response(reports=[report], letter_dated=DATED, layout=Layout.HEADED, today=TODAY, **ACT)
    for number, item in enumerate(items):
        is_asked = item.kind is ItemKind.RECOMMENDATION
        said = AnswerDetails(
            chief_constable=f"**We** did {number}:\n- one\n- two\n\nAnd then three.",
            pcc="I saw it.\n\nI saw it again.",
            reply="Thank you." if number == 2 else "",
            stance=Position.PARTLY_AGREED if is_asked else None,
            stance_reason="It costs too much.\n\nIt takes too long." if is_asked else "",
        )
        write_answer(response=response, item=item, version=0, details=said, **ACT)
    before = letter_as_kept(in_full(response))
    content = made(response, layout=layout)
    empty_register()
    again, _ = bring_in(content, date(2025, 12, 12), name="letter.docx")
    assert letter_as_kept(in_full(again)) == before


def test_several_reports_each_have_their_appendix_and_one_without_items_has_none() -> None:
    record_offices()
    first, second, third = a_report("First"), a_report("Second"), a_report("Third")
    for report in (first, third):
        an_item(report, f"The force should read {report.title}.", for_whom=ForWhom.FORCE)
    response = start_response(
        reports=[first, second, third], letter_dated=DATED, layout=Layout.NUMBERED, today=TODAY, **ACT
    )
    for one in in_full(response).items:
        item = db.session.get_one(Item, one.id)
        write_answer(response=response, item=item, version=0, details=AnswerDetails("Read.", "Good."), **ACT)
    letter = letter_draft(response=response, by=SYSTEM, today=TODAY).letter
    assert [appendix.label for appendix in letter.appendices] == ["Appendix 1", "Appendix 2"]
    assert len(letter.enclosures) == 2
    assert "Second" not in " ".join(letter.enclosures)


def test_a_report_without_items_makes_a_letter_without_an_enclosure() -> None:
    record_offices()
    response = start_response(
        reports=[a_report()], letter_dated=DATED, layout=Layout.HEADED, today=TODAY, **ACT
    )
    letter = letter_draft(response=response, by=SYSTEM, today=TODAY).letter
    assert (letter.enclosures, letter.appendices) == ((), ())
    assert "Enc" not in words_of(made(response))


def test_the_pcc_s_responses_can_be_left_out_with_a_warning() -> None:
    record_offices()
    response = a_letter()
    file = letter_file(response=response, by=SYSTEM, today=TODAY, with_pcc=False)
    assert "The PCC's responses are left out of this file." in file.warnings
    assert "PCC's response:" not in words_of(file.content)
    assert "PCC's response:" in words_of(made(response))


def test_items_for_other_bodies_can_be_left_out_and_a_report_of_nothing_else_loses_its_appendix() -> None:
    record_offices()
    response = a_letter()
    assert "This recommendation is for the Home Office." in words_of(made(response))
    without = words_of(made(response, with_others=False))
    assert "Home Office" not in without
    assert "Recommendation 1" in without


def test_every_value_the_letter_lacks_is_named() -> None:
    response = a_letter(answered=False)
    with pytest.raises(Invalid) as refusal:
        made(response)
    words = " ".join(refusal.value.problems.values())
    for name in ("the office block", "the addressee block", "an answer to Recommendation 1", "No letterhead"):
        assert name in words


def test_a_letter_without_a_date_is_not_made() -> None:
    record_offices()
    with pytest.raises(Invalid, match="no date"):
        made(a_letter(letter_dated=None))


@pytest.mark.parametrize("role", [Role.FORCE_INSPECTION_LEAD, Role.AUDITOR, Role.OWNER])
def test_a_draft_letter_is_not_for_who_may_not_read_the_pcc_s_words(role: Role) -> None:
    record_offices()
    reader = Actor(3, "R", frozenset({role}))
    response = a_letter()
    for with_pcc in (True, False):
        with pytest.raises(NotAllowed, match="before the letter is issued"):
            letter_file(response=response, by=reader, today=TODAY, with_pcc=with_pcc)
    imported, _ = bring_in("without-items.txt", date(2024, 5, 7))
    assert letter_file(response=imported, by=reader, today=TODAY).content


def test_the_signature_is_the_newest_of_the_signatory_or_none() -> None:
    record_offices(with_signature=True)
    response = a_letter()
    assert signature_of(response=response, by=SYSTEM, today=TODAY).alt_text == "Signature of Ines Roe"
    response.signatory_name = "Somebody Else"
    with pytest.raises(NotHere):
        signature_of(response=response, by=SYSTEM, today=TODAY)


def test_the_file_a_letter_was_read_from_is_given_back_byte_for_byte() -> None:
    record_offices()
    response, _ = bring_in("without-items.txt", date(2024, 5, 7))
    name, content = source_file(response=response)
    assert name == "letter.txt"
    assert content.startswith(b"Office of the Police and Crime Commissioner for Saltmarsh")
    with pytest.raises(NotHere):
        source_file(response=a_letter())


def test_the_same_record_makes_the_same_bytes() -> None:
    record_offices(with_signature=True)
    response = a_letter()
    assert made(response) == made(response)
    assert response.recorded_at == NOW
